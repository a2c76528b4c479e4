package web_test

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"viewline/web"
)

const embedAnswer = `{"data": {
  "person": {"slug": "ada", "name": "Ada & Co", "aliases": []}, "topic": null,
  "appearances": {"totalCount": 3, "nodes": [{"key": "ada/1843", "kind": "TALK", "title": "On looms", "theme": "Weaving", "date": "1843", "earliest": "1843-01-01",
    "person": {"slug": "ada", "name": "Ada"}}]}}}`

// embedded asks for a page below /embed, or for the oEmbed of one, of a server whose pages the
// origins may frame.
func embedded(t *testing.T, e *endpoint, target string, origins ...string) *http.Response {
	t.Helper()
	w := httptest.NewRecorder()
	web.NewHandlerWith(e.execute, slog.New(slog.DiscardHandler), web.Options{Embedders: origins}, fstest.MapFS{}).
		ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, target, nil))
	return w.Result()
}

const origin = "https://blog.example"

// The frame of a person lists appearances, and its links leave the frame. No header is there.
func TestEmbedPerson(t *testing.T) {
	r := embedded(t, &endpoint{answer: embedAnswer}, "/embed/people/ada", origin)
	page := body(t, r)
	holds(t, page, `<base target="_top">`, `<link rel="canonical" href="http://example.com/people/ada">`, `src="/static/embed.js"`,
		`<h1 >Ada &amp; Co</h1>`, `<a href="/people/ada/1843" >On looms</a>`, `Weaving`, `<a href="/people/ada">All 3 appearances at Viewline</a>`)
	for _, without := range []string{`<header`, `role="note"`, `class="skip"`} {
		if strings.Contains(page, without) {
			t.Errorf("the page has %s", without)
		}
	}
	holds(t, body(t, embedded(t, &endpoint{answer: embedAnswer}, "/embed/people/ada?lang=zh", origin)),
		`<html lang="zh-Hans">`, `<a href="/people/ada/1843?lang=zh"`, `<a href="/people/ada?lang=zh">在 Viewline 查看全部 3 次发言</a>`)
}

// A frame passes on to the endpoint what its address names.
func TestEmbedFilter(t *testing.T) {
	for target, want := range map[string]string{
		"/embed": `{"person":"","topic":"","first":20}`,
		"/embed?person=ada&topic=looms&kind=talk&from=1840&to=1845": `{"filter":{"from":"1840","kind":"TALK","person":"ada","to":"1845","topic":"looms"},"person":"ada","topic":"looms","first":20}`,
		"/embed/people/ada":   `{"filter":{"person":"ada"},"person":"ada","topic":"","first":20}`,
		"/embed/topics/looms": `{"filter":{"topic":"looms"},"person":"","topic":"looms","first":20}`,
	} {
		e := &endpoint{answer: strings.Replace(embedAnswer, `"topic": null`, `"topic": {"slug": "looms", "name": "Looms"}`, 1)}
		if r := embedded(t, e, target, origin); r.StatusCode != http.StatusOK || e.variables != want {
			t.Errorf("%s: status %d, variables %s; want %s", target, r.StatusCode, e.variables, want)
		}
	}
	narrow := body(t, embedded(t, &endpoint{answer: embedAnswer}, "/embed?person=ada&kind=TALK", origin))
	holds(t, narrow, `<a href="/?kind=TALK&amp;person=ada">All 3`)
}

// Other names lead to the slug; who and what is unknown is told in the frame.
func TestEmbedNames(t *testing.T) {
	for target, c := range map[string]struct {
		answer   string
		status   int
		location string
	}{
		"/embed/people/lady?lang=zh": {embedAnswer, 302, "/embed/people/ada?lang=zh"},
		"/embed/people/nobody":       {`{"data": {"appearances": {"nodes": []}}}`, 404, ""},
		"/embed/topics/weave":        {`{"data": {"topic": {"slug": "looms"}, "appearances": {"nodes": []}}}`, 302, "/embed/topics/looms"},
		"/embed/topics/nothing":      {`{"data": {"appearances": {"nodes": []}}}`, 404, ""},
		"/embed/papers/x":            {"", 404, ""},
	} {
		r := embedded(t, &endpoint{answer: c.answer}, target, origin)
		if r.StatusCode != c.status || r.Header.Get("Location") != c.location {
			t.Errorf("%s: status %d, to %q; want %d, %q", target, r.StatusCode, r.Header.Get("Location"), c.status, c.location)
		}
		if c.status == 404 {
			holds(t, body(t, r), `<base target="_top">`, `<main id="main" class="message">`)
		}
	}
}

// Only the pages below /embed may be framed, by the sites that are named.
func TestEmbedPolicy(t *testing.T) {
	ancestors := func(target string, origins ...string) string {
		_, after, _ := strings.Cut(embedded(t, &endpoint{answer: embedAnswer}, target, origins...).Header.Get("Content-Security-Policy"), "frame-ancestors ")
		return after
	}
	for _, target := range []string{"/", "/people/ada", "/embedded", "/oembed", "/static/embed.js", "/embed/people/ada", "/embed"} {
		if got := ancestors(target); got != "'none'" {
			t.Errorf("%s: frame-ancestors %s without a site; want 'none'", target, got)
		}
		want := "'none'"
		if strings.HasPrefix(target, "/embed/") || target == "/embed" {
			want = origin + " http://127.0.0.1:4000"
		}
		if got := ancestors(target, origin, "http://127.0.0.1:4000"); got != want {
			t.Errorf("%s: frame-ancestors %s; want %s", target, got, want)
		}
	}
	holds(t, body(t, embedded(t, &endpoint{answer: embedAnswer}, "/embed/people/ada")), `role="note"`, `<code>--allow-embed https://example.org</code>`)
}

// The answer of oEmbed has the frame, as wide and as tall as the asker allows.
func TestOEmbed(t *testing.T) {
	ask := func(parameters url.Values) (answer map[string]any) {
		r := embedded(t, &endpoint{answer: embedAnswer}, "/oembed?"+parameters.Encode(), origin)
		if got := r.Header.Get("Content-Type"); r.StatusCode != http.StatusOK || got != "application/json" {
			t.Fatalf("%v: status %d, %s", parameters, r.StatusCode, got)
		}
		if got := r.Header.Get("Access-Control-Allow-Origin"); got != "*" {
			t.Errorf("%v: scripts of %q may read the answer; want those of all sites", parameters, got)
		}
		if err := json.Unmarshal([]byte(body(t, r)), &answer); err != nil {
			t.Fatal(err)
		}
		return answer
	}
	got := ask(url.Values{"url": {"http://example.com/people/ada"}, "format": {"json"}, "maxwidth": {"300"}, "maxheight": {"2000"}})
	want := map[string]any{
		"type": "rich", "version": "1.0", "title": "Ada & Co", "provider_name": "Viewline", "provider_url": "http://example.com/", "width": 300., "height": 480.,
		"html": `<iframe src="http://example.com/embed/people/ada" title="Ada &amp; Co" width="300" height="480" style="border:0;max-width:100%" loading="lazy"></iframe>`,
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
	for address, frame := range map[string]string{
		"http://example.com/?kind=TALK&person=ada&after=x": "/embed?kind=TALK&amp;person=ada",
		"http://example.com/embed/people/ada?lang=zh":      "/embed/people/ada?lang=zh",
		"http://EXAMPLE.com":                               "/embed",
	} {
		if text := ask(url.Values{"url": {address}})["html"].(string); !strings.Contains(text, `src="http://example.com`+frame+`"`) {
			t.Errorf("%s: %s; want the frame %s", address, text, frame)
		}
	}
}

// What cannot be framed has the status that oEmbed 1.0 gives it.
func TestOEmbedRefuses(t *testing.T) {
	const ada = "url=http%3A%2F%2Fexample.com%2Fpeople%2Fada"
	for parameters, want := range map[string]int{
		"":                                      400,
		ada + "&format=xml":                     501,
		ada + "&maxwidth=0":                     400,
		ada + "&maxheight=tall":                 400,
		"url=http%3A%2F%2Felsewhere.example%2F": 404,
		"url=https%3A%2F%2Fexample.com%2Fpeople%2Fada":            404, // the site is http
		"url=http%3A%2F%2Fexample.com%2Fpeople%2Fada%2F1843":      404, // has no frame
		"url=http%3A%2F%2Fexample.com%2Fpeople":                   404,
		"url=http%3A%2F%2Fexample.com%2Fpapers%2Fx":               404,
		"url=http%3A%2F%2Fexample.com%2Ftopics%2Fnone":            404, // the answer has no topic
		"url=http%3A%2F%2Fexample.com%40elsewhere.example%2F":     404,
		"url=http%3A%2F%2Fme%40example.com%2Fpeople%2Fada":        404,
		"url=javascript%3Aalert(1)":                               404,
		"url=http%3A%2F%2Fexample.com%2F%3Fkind%3Dx":              404, // is no page
		"url=http%3A%2F%2Fexample.com%3A81%2Fpeople%2Fada":        404,
		"url=http%3A%2F%2Fexample.com%2F%2Fpeople%2Fada":          404,
		"url=http%3A%2F%2Fexample.com%2Fpeople%2Fada&format=json": 200,
	} {
		if r := embedded(t, &endpoint{answer: embedAnswer}, "/oembed?"+parameters, origin); r.StatusCode != want {
			t.Errorf("%s: status %d; want %d", parameters, r.StatusCode, want)
		}
	}
	if r := embedded(t, &endpoint{answer: embedAnswer}, "/oembed?"+ada); r.StatusCode != http.StatusNotFound || r.Header.Get("Access-Control-Allow-Origin") != "" {
		t.Errorf("no site may frame: status %d; want 404", r.StatusCode)
	}
}

// Pages of people and topics lead to their oEmbed where sites may frame them.
func TestOEmbedIsOffered(t *testing.T) {
	for target, answer := range map[string]string{"/people/ada": personAnswer, "/topics/looms": topicAnswer} {
		link := `<link rel="alternate" type="application/json+oembed" title="`
		page := body(t, embedded(t, &endpoint{answer: answer}, target, origin))
		holds(t, page, link, `href="http://example.com/oembed?format=json&amp;url=http%3A%2F%2Fexample.com`+url.QueryEscape(target)+`"`)
		if page := body(t, embedded(t, &endpoint{answer: answer}, target)); strings.Contains(page, link) {
			t.Errorf("%s offers a frame that no site may show", target)
		}
	}
}
