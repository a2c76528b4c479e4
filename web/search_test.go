package web_test

import (
	"strings"
	"testing"
)

// A find of a search leads to the point that has the sentence, at the origin of the site or
// not; a heading is no sentence.
func TestFinds(t *testing.T) {
	e := &endpoint{answer: `{"data": {
		"people": {"totalCount": 9, "nodes": [{"node": {"slug": "ada", "name": "Ada"}}]}, "topics": {}, "posts": {},
		"viewpoints": {"totalCount": 1234}, "appearances": {}, "papers": {"totalCount": 1},
		"search": {"pageInfo": {"hasNextPage": true, "endCursor": "c"}, "nodes": [
			{"fragments": [
				{"field": "LABEL", "plain": "Looms", "html": "<mark>Looms</mark>"},
				{"field": "TEXT", "plain": "…a loom & a-half…", "html": "…a <mark>loom</mark> &amp; a-half…"},
				{"field": "TEXT", "plain": "On looms", "html": "On <mark>looms</mark>"}],
			 "node": {"__typename": "Viewpoint", "key": "ada/1843#top", "label": "Looms", "text": {"plain": ""}, "pageUrl": "https://views.example/people/ada/1843#v-top",
				"points": [{"key": "ada/1843#deep", "label": "", "text": {"plain": "There is a loom & a-half."}, "points": []}], "section": {"heading": "On looms"},
				"appearance": {"key": "ada/1843", "date": "1843", "earliest": "1843-01-01", "kind": "ESSAY", "title": "Notes", "person": {"slug": "ada", "name": "Ada"}}}},
			{"fragments": [{"field": "TEXT", "plain": "On looms", "html": "On <mark>looms</mark>"}],
			 "node": {"__typename": "Viewpoint", "key": "note#it", "label": "It", "text": {"plain": "weaves"}, "pageUrl": "/posts/note#v-it", "source": {"path": "note.md"}, "section": {"heading": "On looms"}, "person": {"slug": "bo", "name": "Bo"}}}]}}}`}
	page := body(t, get(t, e, "/search?text=loom&from=1840&order=oldest"))
	holds(
		t, page, "<title>“loom”: Viewline</title>", `name="text" value="loom"`, `name="order" value="oldest"`,
		`<a href="/people/ada" >Ada</a>`, "and 8 more",
		`href="/search?from=1840&amp;order=oldest&amp;text=loom" aria-current="true">1,234 viewpoints</a>`,
		`href="/search?from=1840&amp;order=oldest&amp;text=loom&amp;type=PAPER">1 paper</a>`,
		`href="/search?from=1840&amp;text=loom">By relevance</a>`, `aria-current="true">Oldest first`,
		`datetime="1843"`, `href="/people/ada/1843" >Notes</a>`,
		`href="/people/ada/1843#v-top:~:text=Looms"><b class="label" ><mark>Looms</mark></b>`,
		`href="/people/ada/1843#v-deep:~:text=a%20loom%20%26%20a%2Dhalf"><span >…a <mark>loom</mark> &amp; a-half…</span>`,
		`href="/people/bo" >Bo</a>`, `href="/posts/note" >note.md</a>`, `href="/posts/note#v-it"><b class="label" >It</b> <span >weaves</span>`,
		`rel="next" href="/search?after=c&amp;from=1840&amp;order=oldest&amp;text=loom"`,
	)
	if strings.Contains(page, "canonical") || strings.Contains(page, "On <mark>") {
		t.Errorf("want no canonical address and no heading:\n%s", page)
	}
	if want := `{"text":"loom","filter":{"from":"1840","type":"VIEWPOINT"},"order":{"direction":"ASC","field":"DATE"},"first":20}`; e.variables != want {
		t.Errorf("asked with %s, want %s", e.variables, want)
	}
	holds(t, body(t, get(t, &endpoint{answer: `{"data": {}}`}, "/search?text=loom&person=ada")), "Nothing has all of these words.", `href="/search?text=loom">Search all`)
	holds(t, body(t, get(t, &endpoint{answer: `{"data": {}}`}, "/search?text=loom")), "Nothing has all of these words.", "fewer words")
	holds(t, body(t, get(t, &endpoint{}, "/search")), `<link rel="canonical" href="http://example.com/search">`, "leads to the sentence")
}
