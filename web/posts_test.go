package web_test

import (
	"strings"
	"testing"
)

const paperAnswer = `{"data": {"paper": {"slug": "engines", "title": "On Engines", "authors": ["Ada Byron", "李雷"], "published": "1843-08", "venue": "Memoirs",
	"url": null, "arxiv": null, "doi": "10.1/x", "recommendations": {"totalCount": 21, "pageInfo": {"hasNextPage": true, "endCursor": "c"}, "nodes": [
		{"note": {"html": "<p>必读</p>"}, "appearance": {"key": "bo/1851", "kind": "TALK", "title": "Fair", "date": "1851", "earliest": "1851-01-01", "person": {"slug": "bo", "name": "Bo"}}},
		{"note": null, "appearance": {"key": "ada/undated-list", "kind": "READING_LIST", "title": "", "person": {"slug": "ada", "name": "Ada"}}}]}}}}`

// The page of a paper tells who recommends it, where, when and with which words.
func TestPaper(t *testing.T) {
	e := &endpoint{answer: paperAnswer}
	holds(
		t, body(t, get(t, e, "/papers/engines?after=b")), "<title>On Engines: Viewline</title>", "Recommended 21 times: who did",
		`"author":[{"@type":"Person","name":"Ada Byron"}`, `"datePublished":"1843-08"`, `"sameAs":"https://doi.org/10.1/x"`,
		"<h1 >On Engines</h1>", "Ada Byron", `lang="zh">李雷`, "Memoirs", `datetime="1843-08"`, `href="https://doi.org/10.1/x" rel="noreferrer">Read it`,
		"Recommended 21 times, newest first", `datetime="1851"`, `href="/people/bo" >Bo`, `href="/people/bo/1851" >Fair`, `lang="zh"><p>必读</p>`,
		"undated", `href="/people/ada/undated-list" >ada/undated-list`, `href="/papers/engines?after=c">Older`,
	)
	if want := `{"slug":"engines","first":100,"after":"b"}`; e.variables != want {
		t.Errorf("asked with %s, want %s", e.variables, want)
	}
	e.answer = `{"data": {"paper": {"slug": "engines", "title": "On Engines", "authors": [], "recommendations": {"totalCount": 0, "pageInfo": {}, "nodes": []}}}}`
	if page := body(t, get(t, e, "/papers/engines")); !strings.Contains(page, "Nobody recommends it.") || strings.Contains(page, "Read it") {
		t.Errorf("want neither recommendations nor a link:\n%s", page)
	}
}

const postAnswer = `{"data": {"post": {"slug": "looms", "path": "notes/looms.md", "title": "Looms & Engines", "description": "In short.", "author": "Cy", "date": "2024-05-01T23:30:00+08:00",
	"people": [{"slug": "ada", "name": "Ada"}, {"slug": "han-mei", "name": "韩梅"}],
	"appearances": [{"key": "ada/1843", "kind": "TALK", "title": "Lecture", "theme": "机器", "date": "1843", "earliest": "1843-01-01", "person": {"slug": "ada", "name": "Ada"}}],
	"body": {"html": "<p>ahead of all</p>"},
	"sections": [{"number": "1.", "heading": "On weaving", "inner": [{"__typename": "Viewpoint", "key": "looms#patterns", "label": "Patterns", "text": {"html": "<p>weave</p>"}, "content": []}]}]}}}`

// The page of a post leads to its appearances, and has what belongs to none: so a
// viewpoint without an appearance is where the graph's pageUrl says.
func TestPost(t *testing.T) {
	e := &endpoint{answer: postAnswer}
	holds(
		t, body(t, get(t, e, "/posts/looms")), "<title>Looms &amp; Engines: Viewline</title>", `content="In short."`,
		`"about":[{"@type":"Person","name":"Ada"`, `"author":{"@type":"Person","name":"Cy"}`, `"datePublished":"2024-05-01"`,
		"notes/looms.md", "<h1 >Looms &amp; Engines</h1>", `datetime="2024-05-01"`, "Cy", "In short.", `href="/people/ada" >Ada`, `href="/people/han-mei" lang="zh">韩梅`,
		`datetime="1843"`, `href="/people/ada/1843" >Lecture`, `lang="zh">机器`, "<p>ahead of all</p>", "On weaving", `<li id="v-patterns">`, "Patterns", "<p>weave</p>",
	)
	if want := `{"slug":"looms"}`; e.variables != want {
		t.Errorf("asked with %s, want %s", e.variables, want)
	}
	e.answer = `{"data": {"post": {"slug": "x", "path": "x.md", "title": "", "people": [], "appearances": [], "body": null, "sections": []}}}`
	if page := body(t, get(t, e, "/posts/x")); !strings.Contains(page, "<h1 >x.md</h1>") || strings.Contains(page, "Appearances") || strings.Contains(page, `class="report"`) {
		t.Errorf("want a page without appearances and text:\n%s", page)
	}
}
