package web_test

import (
	"reflect"
	"strings"
	"testing"
)

const homeAnswer = `{"data": {
  "corpus": {"people": 2, "appearances": 1, "viewpoints": 7, "papers": 3},
  "people": {
    "pageInfo": {"hasNextPage": true, "hasPreviousPage": true, "startCursor": "s+", "endCursor": "e/="},
    "nodes": [
      {"slug": "ada", "name": "Ada", "aliases": ["Lovelace", "阿达"], "appearances": {"totalCount": 2},
       "firstAppearance": {"date": "1842-10"}, "lastAppearance": {"date": "1843"}},
      {"slug": "bob", "name": "Bob", "aliases": [], "appearances": {"totalCount": 1}, "firstAppearance": null, "lastAppearance": null}
    ]},
  "appearances": {"nodes": [
    {"key": "ada/1843", "date": "1843", "kind": "ESSAY", "title": "分析机随笔", "theme": "机器能做什么", "person": {"slug": "ada", "name": "Ada"}},
    {"key": "bob/undated", "date": null, "kind": "OTHER", "title": "A <talk>", "theme": null, "person": {"slug": "bob", "name": "Bob"}}
  ]}}}`

func TestHome(t *testing.T) {
	e := &endpoint{answer: homeAnswer}
	page := body(t, get(t, e, "/"))
	holds(
		t, page,
		"<b>2</b> people", "<b>1</b> appearance<",
		`<time datetime="1843">1843</time>`, `href="/?person=ada"`, `<span class="kind">essay</span>`,
		`href="/?person=ada#1843" lang="zh">分析机随笔</a>`, `lang="zh">机器能做什么</p>`,
		`<span class="undated">undated</span>`, `href="/?person=bob#undated"`, `A &lt;talk&gt;`,
		`<span class="name" >Ada</span>`, `lang="zh">阿达</span>`, "2 appearances", "1842–1843",
		">Bob</span>", "1 appearance\n",
		`href="/?before=s%2b#people"`, `href="/?after=e%2f%3d#people"`,
	)
	if strings.Count(page, `class="kind"`) != 1 || strings.Count(page, `class="years"`) != 1 {
		t.Errorf("want no kind for OTHER and no years where no date is known:\n%s", page)
	}
}

func TestPaging(t *testing.T) {
	for target, want := range map[string]map[string]any{
		"/":                    {"first": 100},
		"/?after=c":            {"first": 100, "after": "c"},
		"/?before=c&after=d":   {"last": 100, "before": "c"},
		"/?person=ada":         {"first": 20, "slug": "ada"},
		"/?person=ada&after=c": {"first": 20, "slug": "ada", "after": "c"},
	} {
		e := &endpoint{answer: `{"data": {}}`}
		get(t, e, target)
		if !reflect.DeepEqual(e.variables, want) {
			t.Errorf("%s asks with %v, want %v", target, e.variables, want)
		}
	}
}

const personAnswer = `{"data": {"person": {
  "slug": "ada", "name": "Ada", "aliases": ["阿达"],
  "appearances": {"totalCount": 1, "pageInfo": {"hasNextPage": true, "endCursor": "c"}, "nodes": [{
    "key": "ada/1843-2", "date": "1843", "kind": "READING_LIST", "title": "", "theme": "机器",
    "details": [{"label": "主题", "value": "机器"}, {"label": "地点", "value": "London"}],
    "body": {"html": "<p>正文</p>"},
    "sections": [{"number": "1.", "heading": "外", "body": null, "viewpoints": [
        {"label": "标签", "text": {"html": "看<strong>法</strong>"}, "quotes": [{"html": "<p>“Said.”</p>"}], "points": [
          {"label": null, "text": {"html": "细节"}, "quotes": [], "points": [{"key": "ada/1843-2#1.1.1.1"}]}]}],
      "sections": [{"number": null, "heading": "内", "body": {"html": "<p>更深</p>"}, "viewpoints": [], "sections": []}]},
      {"heading": "书单", "kind": "READING_LIST", "body": null, "viewpoints": [], "sections": []},
      {"heading": "空", "kind": "OTHER", "body": null, "viewpoints": [], "sections": []}],
    "recommendedPapers": {"totalCount": 4, "nodes": [
      {"note": {"html": "值得读"}, "paper": {"title": "On <Engines>", "authors": ["A", "李四"], "published": "1840-05", "url": "https://example.org/p", "arxiv": "1", "doi": null}},
      {"note": null, "paper": {"title": "B", "authors": [], "published": null, "url": null, "arxiv": "1706.03762", "doi": null}},
      {"note": null, "paper": {"title": "C", "authors": [], "published": null, "url": "javascript:alert(1)", "arxiv": null, "doi": null}}]},
    "post": {"path": "posts/ada.md"}, "line": 12}]}}}}`

func TestPerson(t *testing.T) {
	page := body(t, get(t, &endpoint{answer: personAnswer}, "/?person=Lovelace"))
	holds(
		t, page,
		"<title>Ada: Viewline</title>", `lang="zh">阿达</span>`, "<b>1</b> appearance, newest first",
		`<time datetime="1843">1843</time>`, "<details", "<h2 >ada/1843-2</h2>", "reading list", `lang="zh">机器</p>`,
		`id="1843-2"`, "地点", "London", "<p>正文</p>",
		`role="heading" aria-level="3" lang="zh"><span class="number">1.</span> 外`,
		`lang="zh">标签</b>`, "看<strong>法</strong>", "<blockquote ><p>“Said.”</p></blockquote>", "细节", "points below",
		`aria-level="4" lang="zh">内`, "<p>更深</p>", ">空</div>",
		`href="https://example.org/p"`, "On &lt;Engines&gt;", `lang="zh">李四</span> · `, `datetime="1840-05"`, "值得读",
		`href="https://arxiv.org/abs/1706.03762"`, "There are 1 more",
		`href="#1843-2"`, "posts/ada.md, line 12", `href="/?person=ada&amp;after=c"`,
	)
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
