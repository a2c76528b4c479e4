package web_test

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const timelineAnswer = `{"data": {
  "corpus": {"people": 2, "appearances": 1, "viewpoints": 7, "papers": 3, "topics": 1, "posts": 4},
  "people": {"totalCount": 2,
    "nodes": [
      {"slug": "ada", "name": "Ada", "aliases": ["Lovelace", "阿达"], "appearances": {"totalCount": 2},
       "firstAppearance": {"earliest": "1842-10-01"}, "lastAppearance": {"latest": "1843-12-31"}},
      {"slug": "bob", "name": "Bob", "aliases": [], "appearances": {"totalCount": 1}, "firstAppearance": null, "lastAppearance": null},
      {"slug": "cy", "name": "Cy", "aliases": [], "appearances": {"totalCount": 0}, "viewpoints": {"totalCount": 18}}
    ]},
  "topics": {"totalCount": 120, "nodes": [{"slug": "machines", "name": "机器", "aliases": ["machines"]}]},
  "appearances": {"totalCount": 2,
   "pageInfo": {"hasNextPage": true, "hasPreviousPage": true, "startCursor": "s+", "endCursor": "e/="},
   "nodes": [
    {"key": "ada/1843", "date": "1843", "earliest": "1843-01-01", "latest": "1843-12-31", "kind": "ESSAY", "title": "分析机随笔", "theme": "机器能做什么", "person": {"slug": "ada", "name": "Ada"}},
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
		`href="/people"><b>2</b> people</a>`, `href="#newest"><b>1</b> appearance</a>`, `href="/posts"><b>7</b> viewpoints in 4 posts</a>`,
		`href="/topics"><b>120</b> topics</a>`, `href="/papers"><b>3</b> papers</a>`,
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
		">Bob</span>", "1 appearance\n", "18 viewpoints without a date",
	)
	if strings.Count(page, `class="kind"`) != 1 || strings.Count(page, `class="years"`) != 1 {
		t.Errorf("want no kind for OTHER and no years where no date is known:\n%s", page)
	}
}

func TestVariables(t *testing.T) {
	for target, want := range map[string]string{
		"/":                       `{"choices":100,"first":20}`,
		"/?after=c":               `{"choices":100,"first":20,"after":"c"}`,
		"/?before=c&after=d":      `{"choices":100,"last":20,"before":"c"}`,
		"/?kind=talk&text=%E9%81": `{"filter":{"kind":"TALK","text":"\ufffd\ufffd"},"choices":100,"first":20}`,
		"/?person=ada&to=1950-02": `{"filter":{"person":"ada","to":"1950-02"},"choices":100,"first":20}`,
		"/people/ada":             `{"slug":"ada","first":20,"loose":10}`,
		"/people/ada?after=c":     `{"slug":"ada","first":20,"after":"c","loose":10}`,
		"/people/ada?loosely=l":   `{"slug":"ada","first":20,"loose":10,"loosely":"l"}`,
		"/people?after=c":         `{"first":100,"after":"c"}`,
		"/topics":                 `{"first":100}`,
		"/topics/a%2Fb?before=c":  `{"slug":"a/b","last":100,"before":"c"}`,
		"/papers?before=c":        `{"last":100,"before":"c"}`,
		"/posts":                  `{"first":100}`,
		"/people/a%2Fb/1950-02-2": `{"key":"a/b/1950-02-2"}`,
	} {
		e := &endpoint{answer: `{"data": {}}`}
		get(t, e, target)
		if e.variables != want {
			t.Errorf("%s asks with %s, want %s", target, e.variables, want)
		}
	}
}

const reportAnswer = `
    "key": "ada/1843-2", "date": "1843", "earliest": "1843-01-01", "latest": "1843-12-31", "dateApproximate": false, "kind": "READING_LIST", "title": "", "theme": "机器",
    "participants": [{"name": "Ada", "role": "SPEAKER", "person": {"slug": "ada"}}, {"name": "王芳", "role": "SPEAKER", "person": {"slug": "wang-fang"}},
      {"name": "Marta <Vogel>", "role": "HOST", "person": null}],
    "summary": {"html": "<p>A &amp; B,\n<em>摘要</em></p>"}, "recording": {"text": "watch", "url": "https://v.example/?v=1"},
    "details": [{"label": "主题", "value": "机器"}, {"label": "地点", "value": "London"}],
    "content": [
      {"__typename": "Passage", "text": {"html": "<p>正文</p>"}},
      {"__typename": "Viewpoint", "label": "Loose", "text": {"html": "a view under no heading"}, "content": []},
      {"__typename": "Section", "number": "1.", "heading": "外", "inner": [
        {"__typename": "Viewpoint", "label": "标签", "text": {"html": "看<strong>法</strong> [<a href=\"https://v.example/?t=1\">00:01</a>]"},
         "question": {"html": "<p>Warum <em>nicht</em>?</p>"},
         "timestamps": [{"label": "00:01", "url": "https://v.example/?t=1"}, {"label": "00:02", "url": "https://v.example/?t=2"}, {"label": "00:03", "url": null}],
         "content": [
          {"__typename": "Passage", "text": {"html": "<blockquote><p>“Said.”</p></blockquote>"}},
          {"__typename": "Viewpoint", "label": null, "text": {"html": "细节"}, "content": [{"__typename": "Viewpoint"}]},
          {"__typename": "Passage", "text": {"html": "<p>between points</p>"}},
          {"__typename": "Viewpoint", "label": null, "text": {"html": "another point"}, "content": []}]},
        {"__typename": "Passage", "text": {"html": "<p>总之，behind the list</p>"}},
        {"__typename": "Viewpoint", "label": null, "text": {"html": "after all"}, "content": []},
        {"__typename": "Section", "number": null, "heading": "内", "inner": [{"__typename": "Passage", "text": {"html": "<p>更深</p>"}}, {"__typename": "Section"}]}]},
      {"__typename": "Section", "heading": "书单", "inner": [
        {"__typename": "Recommendation", "position": 1, "note": {"html": "值得读"}, "paper": {"title": "On <Engines>", "authors": ["A", "李四"], "published": "1840-05", "venue": "学报", "url": "https://example.org/p", "arxiv": "1", "doi": null}},
        {"__typename": "Passage", "text": {"html": "<p>and then</p>"}},
        {"__typename": "Recommendation", "position": 2, "note": null, "paper": {"slug": "b", "title": "B", "authors": [], "published": null, "url": null, "arxiv": "1706.03762", "doi": null}},
        {"__typename": "Recommendation", "position": 3, "note": null, "paper": {"title": "C", "authors": [], "published": null, "url": "javascript:alert(1)", "arxiv": null, "doi": null}}]},
      {"__typename": "Section", "heading": "空", "inner": []}],
    "post": {"slug": "ada-notes", "path": "posts/ada.md", "people": [{"slug": "ada", "name": "Ada"}, {"slug": "wang-fang", "name": "王芳"}]}, "line": 12`

const personAnswer = `{"data": {
  "topic": {"slug": "machines", "name": "机器", "aliases": []},
  "person": {
  "slug": "ada", "name": "Ada", "aliases": ["阿达"],
  "topics": [{"slug": "machines", "name": "机器"}, {"slug": "music", "name": "Music"}],
  "firstAppearance": {"earliest": "1842-01-01"}, "lastAppearance": {"latest": "1843-12-31"},
  "viewpoints": {"totalCount": 5, "nodes": [
    {"label": "先", "text": {"html": "一"}, "content": [{"__typename": "Passage", "text": {"html": "<p>直</p>"}}, {"__typename": "Viewpoint", "text": {"html": "点"}, "content": []}], "appearance": {"key": "ada/1842", "date": "1842", "earliest": "1842-01-01", "latest": "1842-12-31", "kind": "TALK", "title": "Talk"}},
    {"label": "先2", "text": {"html": "二"}, "content": [], "appearance": {"key": "ada/1842", "date": "1842", "earliest": "1842-01-01", "latest": "1842-12-31", "kind": "TALK", "title": "Talk"}},
    {"label": "后", "text": {"html": "三"}, "content": [], "appearance": {"key": "ada/1843", "date": "1843", "earliest": "1843-01-01", "latest": "1843-12-31", "dateApproximate": true, "dateText": "wohl 1843", "kind": "TALK", "title": "Later"}}]},
  "appearances": {"totalCount": 1, "pageInfo": {"hasNextPage": true, "endCursor": "c"}, "nodes": [{` + reportAnswer + `}]}}}}`

// report are the parts of the page that show a report, in their order. Level is the level
// of its sections' headings.
func report(level int) []string {
	parts := slices.Clone(reported)
	for i := range parts {
		parts[i] = strings.ReplaceAll(parts[i], "LEVEL+1", strconv.Itoa(level+1))
		parts[i] = strings.ReplaceAll(parts[i], "LEVEL", strconv.Itoa(level))
	}
	return parts
}

// reported are parts of a page that stand in the order of the post.
var reported = []string{
	`<span class="hidden">Took part: </span><a href="/people/ada" >Ada</a>, <a href="/people/wang-fang" lang="zh">王芳</a>, <span >Marta &lt;Vogel&gt;</span> (host)</p>`,
	"地点", "London", `<a href="https://v.example/?v=1" rel="noreferrer">Recording</a>`, "<em>摘要</em>", "<p>正文</p>",
	"Loose</b>", "a view under no heading",
	`role="heading" aria-level="LEVEL" lang="zh"><span class="number">1.</span> 外`,
	`<div class="question" ><span class="hidden" lang="en">Asked: </span><p>Warum <em>nicht</em>?</p></div>`,
	`lang="zh">标签</b>`, "看<strong>法</strong>", `<p class="moments"><a href="https://v.example/?t=2" rel="noreferrer">00:02</a> </p>`,
	"<blockquote><p>“Said.”</p></blockquote>", "细节", "What stands below this", "<p>between points</p>", "another point",
	"<p>总之，behind the list</p>", "after all",
	`aria-level="LEVEL+1" lang="zh">内`, "<p>更深</p>", "What stands below this", ">书单</div>",
	`<ol class="papers" start="1">`, `href="https://example.org/p"`, "On &lt;Engines&gt;", `lang="zh">李四</span> · <span lang="zh">学报</span> · `, `datetime="1840-05"`, "值得读",
	"<p>and then</p>", `<ol class="papers" start="2">`, `href="https://arxiv.org/abs/1706.03762"`, `<a href="/papers/b">Who recommends it</a>`, ">空</div>",
	`href="/people/ada/1843-2"`, `<a href="/posts/ada-notes">posts/ada.md</a>, line 12, with the views of <a href="/people/wang-fang" lang="zh">王芳</a></span>`,
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
	if strings.Contains(page, "javascript:") {
		t.Error("the page links to a script")
	}
}

// A changed view is shown as one column for each appearance, the earliest first.
func TestHowAViewChanged(t *testing.T) {
	page := body(t, get(t, &endpoint{answer: personAnswer}, "/people/ada?topic=machine"))
	holds(
		t, page, `href="?topic=machines#changed" aria-current="true" lang="zh"`, `aria-label="机器, in order of date"`,
		`<time datetime="1842">1842</time><a href="/people/ada/1842" >Talk</a>`, "先</b>", "<p>直</p>", "点", "先2</b>",
		`<time datetime="1843" class="vague">wohl 1843</time><a href="/people/ada/1843" >Later</a>`, "后</b>", "There are 2 more",
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
		`"@type":"Event","about":"机器"`, `"startDate":"1843"`,
		`<article id="appearance" data-cited="http://example.com/people/ada/1843-2" data-who="Ada" data-what="ada/1843-2" data-when="1843">`, `href="/people/ada"`, "<h1 >ada/1843-2</h1>", `datetime="1843"`,
	}
	holds(t, page, append(parts, report(2)...)...)
}

// The words for a date say how much of it is known, in the language of the page.
func TestWhen(t *testing.T) {
	for name, c := range map[string]struct{ date, en, zh string }{
		"a day": {
			`"date": "2024-05-01", "earliest": "2024-05-01", "latest": "2024-05-01", "dateText": "May 1st", "dateSource": "HEADING"`,
			`<time datetime="2024-05-01">1 May 2024</time>`, `<time datetime="2024-05-01">2024年5月1日</time>`,
		},
		"the day of writing": {
			`"date": "2024-05-01", "earliest": "2024-05-01", "latest": "2024-05-01", "dateApproximate": true, "dateSource": "FRONT_MATTER"`,
			`<time datetime="2024-05-01" class="vague">by 1 May 2024</time>`, `<time datetime="2024-05-01" class="vague">不晚于2024年5月1日</time>`,
		},
		"the day of a path": {
			`"date": "2024-05", "earliest": "2024-05-01", "latest": "2024-05-31", "dateText": "2024/05", "dateApproximate": true, "dateSource": "PATH"`,
			`<time datetime="2024-05" class="vague">by May 2024</time>`, `<time datetime="2024-05" class="vague">不晚于2024年5月</time>`,
		},
		"explicit front matter": {
			`"date": "2024-05", "earliest": "2024-05-01", "latest": "2024-05-31", "dateApproximate": false, "dateSource": "FRONT_MATTER"`,
			`<time datetime="2024-05">May 2024</time>`, `<time datetime="2024-05">2024年5月</time>`,
		},
		"the post's words": {
			`"date": "2025", "earliest": "2025-10-01", "latest": "2025-12-31", "dateText": "2025年底", "dateApproximate": true, "dateSource": "TEXT"`,
			`<time datetime="2025" class="vague" lang="zh">2025年底</time>`, `<time datetime="2025" class="vague">2025年底</time>`,
		},
		"vague without words": {
			`"date": "2024", "earliest": "2024-01-01", "latest": "2024-12-31", "dateApproximate": true, "dateSource": "TEXT"`,
			`<time datetime="2024" class="vague">about 2024</time>`, `<time datetime="2024" class="vague">约2024年</time>`,
		},
		"a decade in words": {
			`"date": null, "earliest": "1990-01-01", "latest": "1999-12-31", "dateText": "the <1990s>"`,
			`<span class="date vague">the &lt;1990s&gt;</span>`, `<span class="date vague" lang="en">the &lt;1990s&gt;</span>`,
		},
		"a decade": {
			`"date": null, "earliest": "1990-01-01", "latest": "1999-12-31"`,
			`<span class="date vague">1990–1999</span>`, `<span class="date vague">1990–1999年</span>`,
		},
		"a decade, roughly": {
			`"date": null, "earliest": "1990-01-01", "latest": "1999-12-31", "dateApproximate": true`,
			`<span class="date vague">about 1990–1999</span>`, `<span class="date vague">约1990–1999年</span>`,
		},
		"some days": {
			`"date": null, "earliest": "1990-03-04", "latest": "1990-03-06"`,
			`<span class="date vague">4 March 1990 – 6 March 1990</span>`, `<span class="date vague">1990年3月4日至1990年3月6日</span>`,
		},
		"nothing": {
			`"date": null, "earliest": null, "latest": null`,
			`<span class="undated">undated</span>`, `<span class="undated">日期不详</span>`,
		},
	} {
		e := &endpoint{answer: `{"data": {"appearance": {"key": "ada/x", "kind": "TALK", "title": "T", "person": {"slug": "ada", "name": "Ada"}, "content": [], "post": null, ` + c.date + `}}}`}
		for lang, want := range map[string]string{"en": c.en, "zh": c.zh} {
			if page := body(t, get(t, e, "/people/ada/x", "Accept-Language", lang)); !strings.Contains(page, `<p class="when">`+want) {
				t.Errorf("%s, %s: the page lacks %q:\n%s", name, lang, want, page)
			}
		}
	}
}

// The page has the summary once, even where a passage repeats it.
func TestSummary(t *testing.T) {
	const summary = `"summary": {"html": "<p>in short</p>"}`
	for name, content := range map[string]string{
		"of its own": `[]`,
		"a passage":  `[{"__typename": "Passage", "text": {"html": "<p>in short</p>"}}]`,
		"a section":  `[{"__typename": "Section", "heading": "Summary", "inner": [{"__typename": "Passage", "text": {"html": "<p>in short</p>"}}]}]`,
	} {
		e := &endpoint{answer: `{"data": {"appearance": {"key": "ada/1843", "date": "1843", "earliest": "1843-01-01", "kind": "TALK", "title": "T", "person": {"slug": "ada", "name": "Ada"}, ` + summary + `, "content": ` + content + `}}}`}
		if n := strings.Count(body(t, get(t, e, "/people/ada/1843")), "<p>in short</p>"); n != 1 {
			t.Errorf("%s: the summary is told %d times; want once", name, n)
		}
	}
}

// The addresses that the graph gives of viewpoints lead to them on the page of their
// appearance, points and those in sections included. A page of several appearances asks
// for no keys, since two of them may say the same.
func TestAnchors(t *testing.T) {
	const content = `[{"__typename": "Viewpoint", "key": "ada/1843#价值", "text": {"html": "一"}, "content": [
		{"__typename": "Viewpoint", "key": "ada/1843#why~h4w6en2t", "text": {"html": "二"}, "content": []}]},
		{"__typename": "Section", "heading": "Main", "fragment": "main", "inner": []},
		{"__typename": "Section", "heading": "S", "fragment": "s", "inner": [{"__typename": "Viewpoint", "key": "ada/1843#x~2", "text": {"html": "三"}, "content": []}]}]`
	e := &endpoint{answer: `{"data": {"appearance": {"key": "ada/1843", "kind": "TALK", "title": "T", "person": {"slug": "ada", "name": "Ada"}, "content": ` + content + `}}}`}
	holds(t, body(t, get(t, e, "/people/ada/1843")), `<li id="v-价值">`, `<li id="v-why~h4w6en2t">`, "<section>", `<section id="s">`, `<li id="v-x~2">`)
	holds(t, e.query, "$anchors: Boolean = true", "key @include(if: $anchors)")
	e.answer = personAnswer
	get(t, e, "/people/ada?topic=machine")
	holds(t, e.query, "query Change($anchors: Boolean = false", "key @include(if: $anchors)")
	get(t, e, "/people/ada")
	holds(t, e.query, "query Person($anchors: Boolean = false", "key @include(if: $anchors)")
}

// A key that an appearance does not have any more leads to the one that it can mean, or
// to a list of all.
func TestSharedKeys(t *testing.T) {
	e := &endpoint{answer: `{"data": {"appearance": {"key": "ada/1843-05", "person": {"slug": "ada", "name": "Ada"}}}}`}
	if r := get(t, e, "/people/ada/1843"); r.StatusCode != http.StatusFound || r.Header.Get("Location") != "/people/ada/1843-05" {
		t.Errorf("a coarser date: status %d, to %q; want the page of the appearance", r.StatusCode, r.Header.Get("Location"))
	}
	e.answer = `{"data": {"appearance": null, "appearances": {"pageInfo": {"hasNextPage": true}, "nodes": [
		{"key": "ada/undated-a-talk", "kind": "TALK", "title": "A talk"}, {"key": "ada/1842", "date": "1842", "title": "Begun before"},
		{"key": "ada/1843-01", "date": "1843-01", "title": "A talk"}, {"key": "ada/1843-05", "date": "1843-05", "earliest": "1843-05-01", "latest": "1843-05-31", "title": "Another"}]}}}`
	r := get(t, e, "/people/ada/1843")
	holds(t, body(t, r), "“ada/1843” can be each of these", `<a href="/people/ada/1843-01" >A talk</a>`, `<a href="/people/ada/1843-05" >Another</a>`, `datetime="1843-05"`, `There are more; <a href="/people/ada">`)
	want := `{"person":"ada","dates":{"from":"1843","to":"1843"},"first":100}`
	if r.StatusCode != http.StatusOK || e.variables != want {
		t.Errorf("status %d, variables %s; want 200 and %s", r.StatusCode, e.variables, want)
	}
	if page := body(t, get(t, e, "/people/ada/undated")); !strings.Contains(page, "A talk") || strings.Contains(page, "Another") {
		t.Errorf("the undated ones: %s; want no other", page)
	}
	if r := get(t, e, "/people/ada/x"); r.StatusCode != http.StatusNotFound {
		t.Errorf("no date: status %d; want 404", r.StatusCode)
	}
}

// A filter that nothing passes offers to leave out each of its parts, and all of it; of one
// part alone these are the same.
func TestWays(t *testing.T) {
	const nothing = `{"data": {"corpus": {"people": 1}, "appearances": {"totalCount": 0, "pageInfo": {}, "nodes": []}}}`
	for target, want := range map[string]string{
		"/?person=ada&topic=looms&from=1840&kind=TALK": `<p>To see more: ` +
			`<a href="/?from=1840&amp;kind=TALK&amp;topic=looms">Without “ada”</a> ` +
			`<a href="/?from=1840&amp;kind=TALK&amp;person=ada">Without “looms”</a> ` +
			`<a href="/?kind=TALK&amp;person=ada&amp;topic=looms">Without “1840–”</a> ` +
			`<a href="/?from=1840&amp;person=ada&amp;topic=looms">Without “Talks”</a> ` +
			`<a href="/">Show everything</a> </p>`,
		"/?kind=TALK": `<p>To see more: <a href="/">Show everything</a> </p>`,
	} {
		holds(t, body(t, get(t, &endpoint{answer: nothing}, target)), want)
	}
}

// Views without an occasion pass a filter as well: what was found is not headed by words that
// nothing was.
func TestFoundWithoutAppearances(t *testing.T) {
	e := &endpoint{answer: `{"data": {"corpus": {"people": 1}, "appearances": {"totalCount": 0, "pageInfo": {}, "nodes": []}, "people": {"nodes": []}, "topics": {"nodes": []},
		"posts": {}, "papers": {}, "viewpoints": {"totalCount": 1}, "search": {"pageInfo": {}, "nodes": [{"fragments": [{"field": "TEXT", "plain": "It weaves", "html": "It <mark>weaves</mark>"}],
			"node": {"__typename": "Viewpoint", "key": "note#it", "label": "", "text": {"plain": "It weaves"}, "pageUrl": "/posts/note#v-it", "source": {"path": "note.md"}, "section": {"heading": ""}, "person": {"slug": "bo", "name": "Bo"}}}]}}}`}
	holds(t, body(t, get(t, e, "/?text=weaves")), `<h2 id="newest">What passes the filter</h2>`, "It <mark>weaves</mark>")
}
