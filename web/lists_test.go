package web_test

import (
	"strings"
	"testing"
)

// The pages of lists tell of each item what a reader chooses by, and lead to the item's
// page and to the pages of the list before and behind.
func TestLists(t *testing.T) {
	const around = `"pageInfo": {"hasNextPage": true, "hasPreviousPage": true, "startCursor": "s+", "endCursor": "e/="}`
	for target, tt := range map[string]struct {
		answer string
		want   []string
	}{
		"/people": {
			`{"people": {"totalCount": 250, ` + around + `, "nodes": [
				{"slug": "ada", "name": "Ada", "aliases": ["阿达"], "appearances": {"totalCount": 2}, "viewpoints": {"totalCount": 9}, "firstAppearance": {"earliest": "1842-10-01"}, "lastAppearance": {"latest": "1843-12-31"}},
				{"slug": "cy", "name": "Cy", "aliases": [], "appearances": {"totalCount": 0}, "viewpoints": {"totalCount": 1}}]}}`,
			[]string{"<title>People: Viewline</title>", "250 people by name", "<b>250</b>", `href="/people/ada"><span class="name" >Ada</span>`, `lang="zh">阿达</span>`, "2 appearances", "1842–1843", "1 viewpoint without a date"},
		},
		"/topics": {
			`{"topics": {"totalCount": 3, ` + around + `, "nodes": [{"slug": "looms", "name": "织机", "aliases": [], "viewpoints": {"totalCount": 7}, "people": {"totalCount": 1}}]}}`,
			[]string{"<title>Topics: Viewline</title>", `href="/topics/looms" class="name" lang="zh">织机</a>`, "7 viewpoints of 1 person"},
		},
		"/papers": {
			`{"papers": {"totalCount": 1, ` + around + `, "nodes": [{"slug": "engines", "title": "On Engines", "authors": ["Ada Byron", "李雷"], "published": "1843-08", "venue": "Memoirs",
				"recommendationCount": 7, "recommenders": {"totalCount": 6, "nodes": [{"slug": "bo", "name": "Bo", "aliases": []}]}}]}}`,
			[]string{"<title>Papers: Viewline</title>", "1 paper, with who recommended each", `href="/papers/engines" class="name" >On Engines</a>`, "Ada Byron", `lang="zh">李雷`, "Memoirs", `datetime="1843-08"`, "Recommended 7 times by", `href="/people/bo" >Bo</a> and 5 more`, `<a href="/papers.bib">BibTeX</a> <a href="/papers.json">CSL-JSON</a> <a href="/papers/feed.atom">feed</a>`},
		},
		"/posts": {
			`{"posts": {"totalCount": 2, ` + around + `, "nodes": [{"slug": "looms", "path": "notes/looms.md", "title": "", "date": "2024-05-01T23:30:00+08:00", "people": [{"slug": "ada", "name": "Ada", "aliases": []}]}]}}`,
			[]string{"<title>Posts: Viewline</title>", `href="/posts/looms" class="name" >notes/looms.md</a>`, `datetime="2024-05-01"`, `about <a href="/people/ada" >Ada</a>`},
		},
	} {
		page := body(t, get(t, &endpoint{answer: `{"data": ` + tt.answer + `}`}, target))
		holds(t, page, `<link rel="canonical" href="http://example.com`+target+`">`)
		holds(t, page, append(tt.want, `rel="prev" href="`+target+`?before=s%2B"`, `rel="next" href="`+target+`?after=e%2F%3D"`)...)
	}
}

// The pages of proposed topics say what these are, in both languages.
func TestProposedTopics(t *testing.T) {
	const people = `{"totalCount": 30, "pageInfo": {"hasNextPage": true, "endCursor": "e"}, "nodes": [{"slug": "ada", "name": "Ada", "aliases": [], "firstAppearance": {"earliest": "1842-10-01"}, "lastAppearance": {"latest": "1843-12-31"}}]}`
	for target, tt := range map[string]struct {
		answer string
		want   []string
	}{
		"/topics": {
			`{"topics": {"totalCount": 1, "pageInfo": {}, "nodes": [{"slug": "looms", "name": "looms", "proposed": true, "aliases": [], "viewpoints": {"totalCount": 7}, "people": {"totalCount": 1}}]}}`,
			[]string{"Proposed from labels; <code>topics.yaml</code> decides.", "7 viewpoints of 1 person"},
		},
		"/topics?lang=zh": {
			`{"topics": {"totalCount": 1, "pageInfo": {}, "nodes": [{"slug": "looms", "name": "looms", "proposed": true, "aliases": [], "viewpoints": {"totalCount": 7}, "people": {"totalCount": 1}}]}}`,
			[]string{"以 <code>topics.yaml</code> 为准。"},
		},
		"/topics/looms": {
			`{"topic": {"slug": "looms", "name": "looms", "proposed": true, "aliases": [], "viewpoints": {"totalCount": 7}, "positions": {"totalCount": 0, "pageInfo": {}, "nodes": []}, "people": ` + people + `}}`,
			[]string{"7 viewpoints of 30 people", "Proposed from labels; <code>topics.yaml</code> decides.", `href="/people/ada?topic=looms#changed" class="name" >Ada</a>`, "1842–1843", `rel="next" href="/topics/looms?after=e&amp;people="`},
		},
	} {
		holds(t, body(t, get(t, &endpoint{answer: `{"data": ` + tt.answer + `}`}, target)), tt.want...)
	}
}

// An empty list says what would fill it.
func TestEmptyLists(t *testing.T) {
	for target, tt := range map[string]struct{ answer, want string }{
		"/people": {`{"people": {"totalCount": 0, "pageInfo": {}, "nodes": []}}`, "The posts tell of nobody."},
		"/topics": {`{"topics": {"totalCount": 0, "pageInfo": {}, "nodes": []}}`, "topics.yaml"},
		"/papers": {`{"papers": {"totalCount": 0, "pageInfo": {}, "nodes": []}}`, "No post recommends a paper."},
		"/posts":  {`{"posts": {"totalCount": 0, "pageInfo": {}, "nodes": []}}`, "Nothing has been imported yet."},
	} {
		holds(t, body(t, get(t, &endpoint{answer: `{"data": ` + tt.answer + `}`}, target)), tt.want)
	}
}

// Where there is nothing to see, a page tells the next step: what to write into a post, which
// command to run, or where all that there are of a kind are listed.
func TestDeadEndsTellTheNextStep(t *testing.T) {
	const none = `{"totalCount": 0, "pageInfo": {}, "nodes": []}`
	for target, tt := range map[string]struct {
		answer string
		want   []string
	}{
		"/":               {`{"corpus": {"posts": 1}, "people": ` + none + `, "topics": ` + none + `, "appearances": ` + none + `}`, []string{`<a href="/posts">The posts</a>`, "<code>person: Marta Vogel</code>"}},
		"/people":         {`{"people": ` + none + `}`, []string{`<a href="/posts">The posts</a>`, "<code>person: Marta Vogel</code>", "<code>go run ./loader --check ./my-posts</code>"}},
		"/people?lang=zh": {`{"people": ` + none + `}`, []string{"<code>person: 韩雪松</code>"}},
		"/posts":          {`{"posts": ` + none + `}`, []string{"<code>go run . --content ./my-posts</code> imports a folder"}},
		"/posts/x": {
			`{"post": {"slug": "x", "path": "x.md", "title": "", "people": [], "appearances": [], "body": null, "sections": []}}`,
			[]string{"No occasion was found in this post", "<code>person: Marta Vogel</code>", "<code>appearance: {title: SlowConf, date: 2024-03-05, kind: talk}</code>"},
		},
		"/people/nobody":         {`{"person": null}`, []string{`<a href="/people">All people</a>`}},
		"/people/nobody?lang=zh": {`{"person": null}`, []string{`<a href="/people?lang=zh">全部人物</a>`}},
		"/people/grace%20hoper": {
			`{"person": null}, "extensions": {"hints": [{"path": ["appearances"], "message": "m", "suggestions": ["grace-hopper"]}]}`,
			[]string{"Perhaps one of these is meant:", `<a href="/people/grace-hopper">grace-hopper</a>`, `<a href="/people">All people</a>`},
		},
		"/topics/scalling?lang=zh": {
			`{"topic": null}, "extensions": {"hints": [{"path": ["appearances"], "message": "m", "suggestions": ["scaling"]}]}`,
			[]string{"也许您要找的是：", `<a href="/topics/scaling?lang=zh">scaling</a>`},
		},
		"/people/ada/1843": {`{"appearance": null}`, []string{`<a href="/people">All people</a>`}},
		"/topics/none":     {`{"topic": null}`, []string{`<a href="/topics">All topics</a>`}},
		"/papers/none":     {`{"paper": null}`, []string{`<a href="/papers">All papers</a>`}},
		"/posts/none":      {`{"post": null}`, []string{`<a href="/posts">All posts</a>`}},
	} {
		holds(t, body(t, get(t, &endpoint{answer: `{"data": ` + tt.answer + `}`}, target)), tt.want...)
	}
}

// The page of papers takes the filter of the endpoint, and keeps it in its links.
func TestPapersFilter(t *testing.T) {
	e := &endpoint{answer: `{"data": {"papers": {"totalCount": 3, "pageInfo": {"hasNextPage": true, "endCursor": "c"}, "nodes": []}}}`}
	page := body(t, get(t, e, "/papers?recommendedBy=ada&minRecommenders=2&utm=x"))
	holds(t, page, `<link rel="canonical" href="http://example.com/papers?minRecommenders=2&amp;recommendedBy=ada">`,
		`href="/papers/feed.atom?minRecommenders=2&amp;recommendedBy=ada"`,
		`<link rel="alternate" type="application/x-bibtex" href="/papers.bib?minRecommenders=2&amp;recommendedBy=ada">`,
		`<link rel="alternate" type="application/vnd.citationstyles.csl+json" href="/papers.json?minRecommenders=2&amp;recommendedBy=ada">`, `Nothing passes this filter. <a href="/papers">`,
		`rel="next" href="/papers?after=c&amp;minRecommenders=2&amp;recommendedBy=ada"`)
	// The form has what is asked for, and the empty fields of a form narrow nothing.
	holds(t, page, `<form class="filter" id="filter" action="/papers"`, `name="recommendedBy" value="ada"`, `name="minRecommenders" min="0" max="2147483647" value="2"`, `<a href="/papers">Clear the filter</a>`)
	if want := `{"filter":{"minRecommenders":2,"recommendedBy":"ada"},"first":100}`; e.variables != want {
		t.Errorf("variables %s, want %s", e.variables, want)
	}
	page = body(t, get(t, e, "/papers?text=machine+%22x%22&author=Bo&from=2017&to=2018-06&recommendedBy=&minRecommenders="))
	holds(t, page, `name="text" value="machine &#34;x&#34;"`, `name="author" value="Bo"`, `name="from" value="2017"`, `name="to" value="2018-06"`, `name="recommendedBy" value=""`, `name="minRecommenders" min="0" max="2147483647" value=""`)
	if want := `{"filter":{"author":"Bo","from":"2017","text":"machine \"x\"","to":"2018-06"},"first":100}`; e.variables != want {
		t.Errorf("variables %s, want %s", e.variables, want)
	}
	if page := body(t, get(t, &endpoint{answer: `{"data": {"papers": {"totalCount": 0, "pageInfo": {}, "nodes": []}}}`}, "/papers")); strings.Contains(page, "<form") {
		t.Errorf("a form where there is no paper:\n%s", page)
	}
	r := get(t, e, "/papers?minRecommenders=many")
	if page := body(t, r); r.StatusCode != 400 || !strings.Contains(page, "minRecommenders &#34;many&#34;; want a number of people, such as 2") {
		t.Errorf("status %d: want 400 with the reason:\n%s", r.StatusCode, page)
	}
}

// Every page that lists something has a feed of it.
func TestFeedLinks(t *testing.T) {
	for target, c := range map[string]struct{ answer, feed string }{
		"/":           {timelineAnswer, "/feed.atom"},
		"/?kind=TALK": {timelineAnswer, "/feed.atom?kind=TALK"},
		"/people/ada": {personAnswer, "/people/ada/feed.atom"},
		"/people":     {`{"data": {"people": {"pageInfo": {}, "nodes": []}}}`, "/people/feed.atom"},
		"/topics":     {`{"data": {"topics": {"pageInfo": {}, "nodes": []}}}`, "/topics/feed.atom"},
		"/papers":     {`{"data": {"papers": {"pageInfo": {}, "nodes": []}}}`, "/papers/feed.atom"},
		"/posts":      {`{"data": {"posts": {"pageInfo": {}, "nodes": []}}}`, "/posts/feed.atom"},
	} {
		page := body(t, get(t, &endpoint{answer: c.answer}, target))
		if strings.Count(page, `<link rel="alternate" type="application/atom+xml"`) != 1 || !strings.Contains(page, `href="`+c.feed+`">`) {
			t.Errorf("%s: want one link to %s in\n%s", target, c.feed, page)
		}
	}
}

const topicAnswer = `{"data": {"topic": {"slug": "looms", "name": "织机", "aliases": ["looms"], "viewpoints": {"totalCount": 4},
	"positions": {"totalCount": 2, "pageInfo": {"hasNextPage": true, "endCursor": "c"}, "nodes": [
		{"count": 3, "person": {"slug": "ada", "name": "Ada", "aliases": ["阿达"]},
		 "first": {"label": "Patterns", "text": {"plain": "weave"}, "appearance": {"key": "ada/1842", "title": "Talk", "date": "1842", "earliest": "1842-01-01"}},
		 "latest": {"label": "", "text": {"plain": "织出代数"}, "appearance": {"key": "ada/1843", "title": "", "date": "1843", "earliest": "1843-01-01"}}},
		{"count": 1, "person": {"slug": "bo", "name": "Bo", "aliases": []}, "first": null, "latest": null}]}}}}`

// The page of a topic tells who said how much on it, first and latest, and leads to how
// the view of each changed. Another name of the topic is redirected.
func TestTopic(t *testing.T) {
	e := &endpoint{answer: topicAnswer}
	holds(
		t, body(t, get(t, e, "/topics/looms")), "<title>织机: Viewline</title>", "What was said on 织机: 4 viewpoints of 2 people", `<link rel="alternate" type="application/atom+xml" title="织机: Viewline" href="/topics/looms/feed.atom">`, `<h1 lang="zh">织机</h1>`,
		"<b>4</b> viewpoints", `href="/?topic=looms"`, `href="/people/ada?topic=looms#changed" class="name" >Ada 阿达</a>`, "3 viewpoints",
		`datetime="1842"`, `href="/people/ada/1842" >Talk</a>: <span >Patterns</span>`, `href="/people/ada/1843" >ada/1843</a>: <span lang="zh">织出代数</span>`,
		`href="/people/bo?topic=looms#changed" class="name" >Bo</a>`, "1 viewpoint<", `rel="next" href="/topics/looms?after=c"`,
	)
	if r := get(t, e, "/topics/%E7%BB%87%E6%9C%BA?after=c"); r.StatusCode != 302 || r.Header.Get("Location") != "/topics/looms?after=c" {
		t.Errorf("another name: %d to %q; want 302 to the slug", r.StatusCode, r.Header.Get("Location"))
	}
	e.answer = `{"data": {"topic": null}}`
	r := get(t, e, "/topics/x")
	if page := body(t, r); r.StatusCode != 404 || !strings.Contains(page, "no topic “x”") {
		t.Errorf("%d: want 404 and the name:\n%s", r.StatusCode, page)
	}
}

const looseAnswer = `{"data": {"person": {"slug": "ada", "name": "Ada", "aliases": [], "topics": [], "appearances": {"totalCount": 0, "pageInfo": {}, "nodes": []},
	"viewpoints": {"totalCount": 4, "pageInfo": {"hasNextPage": true, "endCursor": "c+"}, "nodes": [
		{"key": "looms#a", "label": "A", "text": {"html": "<p>one</p>"}, "content": [], "pageUrl": "/posts/looms#v-a", "source": {"path": "looms.md"}},
		{"key": "looms#b", "label": "B", "text": {"html": "<p>two</p>"}, "content": [], "pageUrl": "/posts/looms#v-b", "source": {"path": "looms.md"}},
		{"key": "ada/undated#c", "label": "C", "text": {"html": "<p>three</p>"}, "content": [], "pageUrl": "/people/ada/undated#v-c", "source": {"path": "looms.md"}, "appearance": {"key": "ada/undated"}},
		{"key": "moths#d", "label": "D", "text": {"html": "<p>four</p>"}, "content": [], "pageUrl": "/posts/moths#v-d", "source": {"path": "moths.md"}}]}}}}`

// The page of a person shows the views that belong to no occasion, by post; those of an
// occasion without a date stand with the occasion.
func TestViewsWithoutADate(t *testing.T) {
	page := body(t, get(t, &endpoint{answer: looseAnswer}, "/people/ada"))
	holds(t, page, `href="#undated">Viewpoints without a date`, "Without a date", `In <a href="/posts/looms">looms.md</a>`, "<p>one</p>", "<p>two</p>",
		`In <a href="/posts/moths">moths.md</a>`, "<p>four</p>", `href="/people/ada?loosely=c%2B#undated"`)
	if strings.Count(page, "looms.md") != 1 || strings.Contains(page, "<p>three</p>") || strings.Contains(page, "tell of no appearance") {
		t.Errorf("want one list for each post, and no view of an occasion:\n%s", page)
	}
}
