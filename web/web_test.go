package web_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"viewline/web"
	"viewline/web/site"
)

// endpoint answers every query with the same text, and keeps the variables of the last
// query.
type endpoint struct {
	answer    string
	err       error
	query     string // the last one of a page
	variables string // JSON
}

func (e *endpoint) execute(_ context.Context, query string, variables any) ([]byte, error) {
	sent, err := json.Marshal(variables)
	if err != nil {
		return nil, err
	}
	if query != site.NearestQuery { // which is asked beside a page's own query
		e.query, e.variables = query, string(sent)
	}
	return []byte(e.answer), e.err
}

func get(t *testing.T, e *endpoint, target string, header ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, target, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	web.NewHandlerWith(e.execute, slog.New(slog.DiscardHandler), web.Options{}, fstest.MapFS{}).ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, r *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// holds checks that the page has the parts in their order.
func holds(t *testing.T, page string, parts ...string) {
	t.Helper()
	rest := page
	for _, part := range parts {
		_, after, found := strings.Cut(rest, part)
		if !found {
			t.Fatalf("the page lacks %q, or has it too early:\n%s", part, page)
		}
		rest = after
	}
}

const emptyAnswer = `{"data": {"corpus": {}, "people": {"nodes": []}, "topics": {"nodes": []}, "appearances": {"nodes": []}}}`

func TestStates(t *testing.T) {
	for name, c := range map[string]struct {
		endpoint endpoint
		target   string
		status   int
		want     string
	}{
		"empty": {
			endpoint{answer: emptyAnswer}, "/", 200, "go run ./loader ./content",
		},
		"no database": {
			endpoint{answer: `{"errors": [{"message": "the database cannot be reached right now", "extensions": {"code": "INTERNAL_SERVER_ERROR"}}], "data": null}`},
			"/", 503, "The server says: the database cannot be reached right now.",
		},
		"bad cursor": {
			endpoint{answer: `{"errors": [{"message": "cursor \"x\": want a cursor", "extensions": {"code": "BAD_USER_INPUT"}}], "data": null}`},
			"/?after=x", 400, "The link does not work",
		},
		"no answer": {
			endpoint{err: errors.New("secret")}, "/", 500, "something went wrong on the server",
		},
		"broken answer": {
			endpoint{answer: "<html>"}, "/", 500, "something went wrong on the server",
		},
		"nobody": {
			endpoint{answer: `{"data": {"person": null}}`}, "/people/%3Cb%3E", 404, "no person “&lt;b&gt;”",
		},
		"no appearance": {
			endpoint{answer: `{"data": {"appearance": null}}`}, "/people/ada/1843", 404, "no appearance “ada/1843”",
		},
		"no paper": {
			endpoint{answer: `{"data": {"paper": null}}`}, "/papers/%3Cb%3E", 404, "no paper “&lt;b&gt;”",
		},
		"bytes that are no text": {
			endpoint{answer: `{"data": {"post": null}}`}, "/posts/%F0%9F", 404, "no post “\uFFFD”",
		},
		"no post": {
			endpoint{answer: `{"data": {"post": null}}`}, "/posts/ada%2Flooms", 404, "no post “ada/looms”",
		},
		"refused": {
			endpoint{answer: `{"errors": [{"message": "X is no date", "extensions": {"code": "GRAPHQL_VALIDATION_FAILED"}}], "data": null}`},
			"/?from=x", 400, "X is no date",
		},
		"bad kind":              {endpoint{}, "/?kind=x", 400, `kind &#34;x&#34;; want one of INTERVIEW, PODCAST, SPEECH, TALK, ESSAY, READING_LIST, OTHER`},
		"bad kind of a search":  {endpoint{}, "/search?kind=x", 400, `kind &#34;x&#34;; want one of INTERVIEW`},
		"bad kind of a frame":   {endpoint{}, "/embed?kind=x", 400, `kind &#34;x&#34;; want one of INTERVIEW`},
		"bad type of a search":  {endpoint{}, "/search?text=a&type=person", 400, `type &#34;person&#34;; want VIEWPOINT, APPEARANCE or PAPER`},
		"bad order of a search": {endpoint{}, "/search?text=a&order=x", 400, `order &#34;x&#34;; want newest or oldest, or no order for that by relevance`},
		"no page": {
			endpoint{}, "/none", 404, "There is no such page",
		},
		"no asset": {
			endpoint{}, "/static/web.go", 404, "There is no such page",
		},
	} {
		r := get(t, &c.endpoint, c.target)
		page := body(t, r)
		if r.StatusCode != c.status || !strings.Contains(page, c.want) || strings.Contains(page, "secret") {
			t.Errorf("%s: status %d, want %d and %q in:\n%s", name, r.StatusCode, c.status, c.want, page)
		}
		if got := r.Header.Get("Content-Type"); got != "text/html; charset=utf-8" {
			t.Errorf("%s: content type %q", name, got)
		}
	}
}

var (
	loaded = regexp.MustCompile(`<(?:link rel="(?:stylesheet|icon)"|(?:script|img|iframe|source)\b)[^>]*?\b(?:href|src)="([^"]*)"`)
	inline = regexp.MustCompile(`(?i)<style|<script(?:\s+type="(?:module|text/javascript)")?>|\sstyle=|\son[a-z]+=`)
	nested = regexp.MustCompile(`(?:\bfrom |\bimport |fetch\(|url\()['"]([^'"]+)['"]`)
)

// Pages load only assets that the handler serves, and have no inline script or style, which
// the policy would stop.
func TestPagesAndAssetsLoadOnlyAssets(t *testing.T) {
	var todo []string
	for target, answer := range map[string]string{
		"/": timelineAnswer, "/?from=1": emptyAnswer, "/people/ada": personAnswer, "/papers/engines": paperAnswer, "/posts/looms": postAnswer, "/playground": "", "/none": "",
	} {
		r := get(t, &endpoint{answer: answer}, target)
		if got := r.Header.Get("Content-Security-Policy"); got != "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "+
			"img-src 'self' data:; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'" {
			t.Errorf("%s: policy %q", target, got)
		}
		page := body(t, r)
		if found := inline.FindString(page); found != "" {
			t.Errorf("%s has %q inline", target, found)
		}
		for _, m := range loaded.FindAllStringSubmatch(page, -1) {
			todo = append(todo, m[1])
		}
	}
	seen := map[string]bool{}
	for ; len(todo) > 0; todo = todo[1:] {
		if seen[todo[0]] {
			continue
		}
		seen[todo[0]] = true
		r := get(t, &endpoint{}, todo[0])
		if !strings.HasPrefix(todo[0], "/static/") || r.StatusCode != http.StatusOK {
			t.Errorf("%s is loaded: status %d", todo[0], r.StatusCode)
		}
		for _, m := range nested.FindAllStringSubmatch(body(t, r), -1) {
			if !strings.HasPrefix(m[1], "/") {
				m[1] = path.Join(path.Dir(todo[0]), m[1])
			}
			todo = append(todo, m[1])
		}
	}
	for _, want := range []string{"base.css", "print.css", "timeline.css", "chart.css", "timeline.js", "chart.js", "gestures.js", "tip.js", "lane.js", "lanes.js", "time.js", "panel.js", "page.js", "person.js", "console.css", "console.js", "complete.js", "schema.js", "graphql.js", "introspection.graphql", "icon.svg"} {
		if !seen["/static/"+want] {
			t.Errorf("nothing loads %s", want)
		}
	}
}

func TestAsset(t *testing.T) {
	for name, want := range map[string]string{
		"base.css": "text/css; charset=utf-8", "console.js": "text/javascript; charset=utf-8",
		"icon.svg": "image/svg+xml", "introspection.graphql": "text/plain; charset=utf-8",
	} {
		r := get(t, &endpoint{}, "/static/"+name)
		if got := r.Header.Get("Content-Type"); r.StatusCode != http.StatusOK || got != want {
			t.Errorf("%s: status %d, content type %q, want %q", name, r.StatusCode, got, want)
		}
		if got := r.Header.Get("X-Content-Type-Options"); got != "nosniff" {
			t.Errorf("%s: X-Content-Type-Options %q", name, got)
		}
		again := get(t, &endpoint{}, "/static/"+name, "If-None-Match", r.Header.Get("ETag"))
		if again.StatusCode != http.StatusNotModified || body(t, again) != "" {
			t.Errorf("%s with its ETag %q: status %d, want 304", name, r.Header.Get("ETag"), again.StatusCode)
		}
		other := get(t, &endpoint{}, "/static/"+name, "If-None-Match", `"other"`)
		if other.StatusCode != http.StatusOK {
			t.Errorf("%s with another ETag: status %d, want 200", name, other.StatusCode)
		}
	}
}
