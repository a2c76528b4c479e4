package web_test

import (
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const timelineAnswer = `{"data": {
  "corpus": {"people": 2, "appearances": 1, "viewpoints": 7, "papers": 3},
  "people": {"totalCount": 2,
    "nodes": [
      {"slug": "ada", "name": "Ada", "aliases": ["Lovelace", "阿达"], "appearances": {"totalCount": 2},
       "firstAppearance": {"date": "1842-10"}, "lastAppearance": {"date": "1843"}},
      {"slug": "bob", "name": "Bob", "aliases": [], "appearances": {"totalCount": 1}, "firstAppearance": null, "lastAppearance": null}
    ]},
  "topics": {"totalCount": 120, "nodes": [{"slug": "machines", "name": "机器", "aliases": ["machines"]}]},
  "appearances": {"totalCount": 2,
   "pageInfo": {"hasNextPage": true, "hasPreviousPage": true, "startCursor": "s+", "endCursor": "e/="},
   "nodes": [
    {"key": "ada/1843", "date": "1843", "kind": "ESSAY", "title": "分析机随笔", "theme": "机器能做什么", "person": {"slug": "ada", "name": "Ada"}},
    {"key": "bob/undated", "date": null, "kind": "OTHER", "title": "A <talk>", "theme": null, "person": {"slug": "bob", "name": "Bob"}}
  ]}}}`

func TestTimeline(t *testing.T) {
	e := &endpoint{answer: timelineAnswer}
	page := body(t, get(t, e, "/?person=lovelace&topic=machine&from=1840&text=%3Cb%3E"))
	holds(
		t, page,
		"<title>Viewline: who said what, and when</title>",
		`<meta name="description" content="1 appearance of 2 people on one timeline`,
		`<link rel="canonical" href="http://example.com/?from=1840&amp;person=lovelace`,
		`<meta property="og:url" content="http://example.com/?from=1840`,
		`{"@context":"https://schema.org","@type":"ItemList","itemListElement":[{"@type":"ListItem","name":"分析机随笔","position":1,"url":"http://example.com/people/ada/1843"}`,
		`"name":"A \u003ctalk\u003e"`,
		"<b>2</b> people", "<b>1</b> appearance<",
		`name="text" value="&lt;b&gt;"`,
		`<option value="ada" lang="zh" selected>Ada 阿达</option>`, `<option value="bob" >Bob</option>`,
		`<input name="topic" value="machine"`, `name="from" value="1840"`,
		`name="kind" value="" checked>`, `data-kind="ESSAY"`, `data-chunk="100"`,
		"2 appearances pass the filter", `href="/timeline.json?from=1840&amp;person=lovelace`,
		`<time datetime="1843">1843</time>`, `href="/people/ada"`, `<span class="kind" data-kind="ESSAY">essay</span>`,
		`href="/people/ada/1843" data-opens="ada/1843" lang="zh">分析机随笔</a>`, `lang="zh">机器能做什么</p>`,
		`<span class="undated">undated</span>`, `href="/people/bob/undated"`, `A &lt;talk&gt;`,
		`rel="prev" href="/?before=s%2B&amp;from=1840`, `rel="next" href="/?after=e%2F%3D&amp;from=1840`,
		`<span class="name" >Ada</span>`, `lang="zh">阿达</span>`, "2 appearances", "1842–1843",
		">Bob</span>", "1 appearance\n",
	)
	if strings.Count(page, `class="kind"`) != 1 || strings.Count(page, `class="years"`) != 1 {
		t.Errorf("want no kind for OTHER and no years where no date is known:\n%s", page)
	}
}

func TestVariables(t *testing.T) {
	for target, want := range map[string]map[string]any{
		"/":                       {"choices": 100, "first": 20},
		"/?after=c":               {"choices": 100, "first": 20, "after": "c"},
		"/?before=c&after=d":      {"choices": 100, "last": 20, "before": "c"},
		"/?kind=talk&text=%E9%81": {"choices": 100, "first": 20, "filter": map[string]any{"kind": "TALK", "text": "\xe9\x81"}},
		"/?person=ada&to=1950-02": {"choices": 100, "first": 20, "filter": map[string]any{"person": "ada", "to": "1950-02"}},
		"/people/ada":             {"papers": 100, "first": 20, "slug": "ada"},
		"/people/ada?after=c":     {"papers": 100, "first": 20, "slug": "ada", "after": "c"},
		"/people/a%2Fb/1950-02-2": {"papers": 100, "key": "a/b/1950-02-2"},
	} {
		e := &endpoint{answer: `{"data": {}}`}
		get(t, e, target)
		if !reflect.DeepEqual(e.variables, want) {
			t.Errorf("%s asks with %v, want %v", target, e.variables, want)
		}
	}
}

const reportAnswer = `
    "key": "ada/1843-2", "date": "1843", "kind": "READING_LIST", "title": "", "theme": "机器",
    "summary": {"html": "<p>A &amp; B,\n<em>摘要</em></p>"},
    "details": [{"label": "主题", "value": "机器"}, {"label": "地点", "value": "London"}],
    "body": {"html": "<p>正文</p>"},
    "sections": [{"number": "1.", "heading": "外", "body": null, "viewpoints": [
        {"label": "标签", "text": {"html": "看<strong>法</strong> [<a href=\"https://v.example/?t=1\">00:01</a>]"},
         "timestamps": [{"label": "00:01", "url": "https://v.example/?t=1"}, {"label": "00:02", "url": "https://v.example/?t=2"}, {"label": "00:03", "url": null}],
         "quotes": [{"html": "<p>“Said.”</p>"}], "points": [
          {"label": null, "text": {"html": "细节"}, "quotes": [], "points": [{"key": "ada/1843-2#1.1.1.1"}]}]}],
      "sections": [{"number": null, "heading": "内", "body": {"html": "<p>更深</p>"}, "viewpoints": [], "sections": []}]},
      {"heading": "书单", "kind": "READING_LIST", "body": null, "viewpoints": [], "sections": []},
      {"heading": "空", "kind": "OTHER", "body": null, "viewpoints": [], "sections": []}],
    "recommendedPapers": {"totalCount": 4, "nodes": [
      {"note": {"html": "值得读"}, "paper": {"title": "On <Engines>", "authors": ["A", "李四"], "published": "1840-05", "url": "https://example.org/p", "arxiv": "1", "doi": null}},
      {"note": null, "paper": {"title": "B", "authors": [], "published": null, "url": null, "arxiv": "1706.03762", "doi": null}},
      {"note": null, "paper": {"title": "C", "authors": [], "published": null, "url": "javascript:alert(1)", "arxiv": null, "doi": null}}]},
    "post": {"path": "posts/ada.md"}, "line": 12`

const personAnswer = `{"data": {
  "topic": {"slug": "machines", "name": "机器", "aliases": []},
  "person": {
  "slug": "ada", "name": "Ada", "aliases": ["阿达"],
  "topics": [{"slug": "machines", "name": "机器"}, {"slug": "music", "name": "Music"}],
  "firstAppearance": {"date": "1842"}, "lastAppearance": {"date": "1843"},
  "viewpoints": {"totalCount": 5, "nodes": [
    {"label": "先", "text": {"html": "一"}, "date": "1842", "appearance": {"key": "ada/1842", "kind": "TALK", "title": "Talk"}},
    {"label": "先2", "text": {"html": "二"}, "date": "1842", "appearance": {"key": "ada/1842", "kind": "TALK", "title": "Talk"}},
    {"label": "后", "text": {"html": "三"}, "date": "1843", "appearance": {"key": "ada/1843", "kind": "TALK", "title": "Later"}}]},
  "appearances": {"totalCount": 1, "pageInfo": {"hasNextPage": true, "endCursor": "c"}, "nodes": [{` + reportAnswer + `}]}}}}`

// report are the parts of a report, in their order, with sections of a level.
func report(level int) []string {
	parts := slices.Clone(reported)
	for i := range parts {
		parts[i] = strings.ReplaceAll(parts[i], "LEVEL+1", strconv.Itoa(level+1))
		parts[i] = strings.ReplaceAll(parts[i], "LEVEL", strconv.Itoa(level))
	}
	return parts
}

var reported = []string{
	"地点", "London", "<p>正文</p>",
	`role="heading" aria-level="LEVEL" lang="zh"><span class="number">1.</span> 外`,
	`lang="zh">标签</b>`, "看<strong>法</strong>", `<p class="moments"><a href="https://v.example/?t=2" rel="noreferrer">00:02</a> </p>`,
	"<blockquote ><p>“Said.”</p></blockquote>", "细节", "points below",
	`aria-level="LEVEL+1" lang="zh">内`, "<p>更深</p>", ">空</div>",
	`href="https://example.org/p"`, "On &lt;Engines&gt;", `lang="zh">李四</span> · `, `datetime="1840-05"`, "值得读",
	`href="https://arxiv.org/abs/1706.03762"`, "There are 1 more",
	`href="/people/ada/1843-2"`, "posts/ada.md, line 12",
}

func TestPerson(t *testing.T) {
	page := body(t, get(t, &endpoint{answer: personAnswer}, "/people/ada"))
	parts := []string{
		"<title>Ada 阿达: Viewline</title>", `content="What Ada 阿达 said on the record, by date: 1 appearance, 1842–1843."`,
		`"@type":"ProfilePage"`, `"alternateName":["阿达"],"name":"Ada"`,
		`lang="zh">阿达</span>`, "<b>1</b> appearance, ", `href="/?person=ada"`,
		`href="?topic=machines#changed" lang="zh">机器</a>`, `href="?topic=music#changed" >Music</a>`, "Choose a topic",
		`<time datetime="1843">1843</time>`, `<details class="entry" id="1843-2"`, "<h3 >ada/1843-2</h3>", "reading list", `lang="zh">机器</p>`,
	}
	holds(t, page, append(append(parts, report(4)...), `href="/people/ada?after=c"`)...)
	if strings.Contains(page, "主题") {
		t.Error("the theme is told twice")
	}
	if strings.Contains(page, "书单") {
		t.Error("a section is shown that has nothing but the papers")
	}
	if strings.Contains(page, "javascript:") {
		t.Error("the page links to a script")
	}
}

// One column for each appearance, the earliest first.
func TestHowAViewChanged(t *testing.T) {
	page := body(t, get(t, &endpoint{answer: personAnswer}, "/people/ada?topic=machine"))
	holds(
		t, page, `href="?topic=machines#changed" aria-current="true" lang="zh"`, `aria-label="机器, in order of date"`,
		`<time datetime="1842">1842</time><a href="/people/ada/1842" >Talk</a>`, "先</b>", "先2</b>",
		`<time datetime="1843">1843</time><a href="/people/ada/1843" >Later</a>`, "后</b>", "There are 2 more",
	)
	if strings.Count(page, "<article>") != 2 {
		t.Errorf("want two columns:\n%s", page)
	}
}

func TestAnotherNameLeadsToThePerson(t *testing.T) {
	r := get(t, &endpoint{answer: personAnswer}, "/people/阿达?topic=machine")
	if got := r.Header.Get("Location"); r.StatusCode != http.StatusFound || got != "/people/ada?topic=machine" {
		t.Errorf("status %d to %q, want 302 to /people/ada?topic=machine", r.StatusCode, got)
	}
}

func TestAppearance(t *testing.T) {
	e := &endpoint{answer: `{"data": {"appearance": {"person": {"slug": "ada", "name": "Ada", "aliases": ["阿达"]},` + reportAnswer + `}}}`}
	page := body(t, get(t, e, "/people/ada/1843-2"))
	parts := []string{
		"<title>Ada: ada/1843-2</title>", `<meta name="description" content="A &amp; B, 摘要">`,
		`"@type":"CreativeWork","about":"机器","author":{"@type":"Person"`, `"datePublished":"1843"`,
		`<article id="appearance">`, `href="/people/ada"`, "<h1 >ada/1843-2</h1>", `datetime="1843"`,
	}
	holds(t, page, append(parts, report(2)...)...)
}
