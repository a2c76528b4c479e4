package edge_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"viewline/edge"
)

func ask(t *testing.T, h http.Handler, method string, header http.Header) *http.Response {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, "/query", nil)
	r.Header = header
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func TestCORS(t *testing.T) {
	wrap, err := edge.CORS([]string{"https://front.example", "http://localhost:3000"})
	if err != nil {
		t.Fatal(err)
	}
	h := wrap(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "ok") }))
	for origin, allowed := range map[string]string{
		"https://front.example": "https://front.example", "http://localhost:3000": "http://localhost:3000",
		"https://evil.example": "", "https://front.example.evil.example": "", "http://front.example": "", "null": "",
	} {
		for method, header := range map[string]http.Header{
			http.MethodPost: {"Origin": {origin}},
			http.MethodOptions: {
				"Origin": {origin}, "Access-Control-Request-Method": {"POST"}, "Access-Control-Request-Headers": {"content-type"},
			},
		} {
			resp := ask(t, h, method, header)
			if got := resp.Header.Get("Access-Control-Allow-Origin"); got != allowed {
				t.Errorf("%s from %s: allowed %q, want %q", method, origin, got, allowed)
			}
			if method == http.MethodPost && !strings.Contains(resp.Header.Get("Vary"), "Origin") {
				t.Errorf("%s from %s: Vary %q; want Origin", method, origin, resp.Header.Get("Vary"))
			}
			if resp.Header.Get("Access-Control-Allow-Credentials") != "" {
				t.Errorf("%s from %s: credentials are allowed", method, origin)
			}
		}
	}
	for _, bad := range []string{"*", "https://*.example", "example.org", "https://example.org/path"} {
		if _, err := edge.CORS([]string{bad}); err == nil || !strings.Contains(err.Error(), bad) {
			t.Errorf("origin %q: error %v; want one that names it", bad, err)
		}
	}
}

func TestCompress(t *testing.T) {
	long := strings.Repeat("一个观点 ", 1000)
	seen := ""
	h := edge.Compress(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen = r.Header.Get("If-None-Match")
		w.Header().Set("Content-Type", r.Header.Get("X-Type"))
		w.Header().Set("ETag", `"tag"`)
		_, _ = io.WriteString(w, long)
	}))
	for _, c := range []struct{ accept, typ, encoding, etag string }{
		{"gzip", "application/json; charset=utf-8", "gzip", `"tag-gzip"`},
		{"gzip, zstd, br", "application/graphql-response+json", "gzip", `"tag-gzip"`},
		{"gzip;q=0.8, zstd, br", "application/json", "zstd", `"tag-zstd"`},
		{"gzip;q=0, zstd;q=0.5", "text/html", "zstd", `"tag-zstd"`},
		{"", "application/json", "", `"tag"`},
		{"br", "application/json", "", `"tag"`},
		{"gzip", "text/event-stream", "", `"tag"`},
		{"gzip", "image/png", "", `"tag"`},
	} {
		resp := ask(t, h, http.MethodGet, http.Header{"Accept-Encoding": {c.accept}, "X-Type": {c.typ}, "If-None-Match": {`"a-gzip", W/"b-zstd", "c"`}})
		if got := resp.Header.Get("Content-Encoding"); got != c.encoding || resp.Header.Get("ETag") != c.etag {
			t.Errorf("%s of %s: encoding %q, ETag %s; want %q, %s", c.accept, c.typ, got, resp.Header.Get("ETag"), c.encoding, c.etag)
		}
		if text := decode(t, resp); text != long {
			t.Errorf("%s of %s: %d bytes; want %d", c.accept, c.typ, len(text), len(long))
		}
		if !strings.Contains(resp.Header.Get("Vary"), "Accept-Encoding") && c.encoding != "" {
			t.Errorf("%s of %s: Vary %q", c.accept, c.typ, resp.Header.Get("Vary"))
		}
		if seen != `"a", W/"b", "c"` {
			t.Errorf("the handler saw %s", seen)
		}
	}
}

func decode(t *testing.T, resp *http.Response) string {
	t.Helper()
	body := io.Reader(resp.Body)
	var err error
	switch resp.Header.Get("Content-Encoding") {
	case "gzip":
		body, err = gzip.NewReader(body)
	case "zstd":
		body, err = zstd.NewReader(body)
	}
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestMetrics(t *testing.T) {
	m := edge.NewMetrics()
	h := m.Measure("query", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) }))
	ask(t, h, http.MethodGet, http.Header{})
	ask(t, h, http.MethodGet, http.Header{"Accept": {"text/event-stream"}})
	text := decode(t, ask(t, m.Handler(), http.MethodGet, http.Header{}))
	for _, want := range []string{
		`viewline_request_seconds_count{code="418",route="query"} 1` + "\n", "viewline_requests_running 0\n", "go_goroutines ",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

// What a stream writes reaches the client at once, through all handlers of this package.
func TestStreamsAreNotHeldBack(t *testing.T) {
	read := make(chan struct{})
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		_, _ = io.WriteString(w, "first")
		if err := http.NewResponseController(w).Flush(); err != nil {
			t.Error(err)
		}
		<-read
	})
	answers := edge.NewAnswers(1<<20, func() string { return "1" })
	server := httptest.NewServer(edge.NewMetrics().Measure("query", answers.Keep(h, edge.Compress)))
	defer server.Close()
	for _, accept := range []string{"text/event-stream", "application/json, text/event-stream"} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL, strings.NewReader("q"))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Accept", accept)
		r.Header.Set("Accept-Encoding", "gzip")
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		got := make([]byte, len("first"))
		if _, err := io.ReadFull(answer.Body, got); err != nil || string(got) != "first" {
			t.Errorf("%s: got %q, %v; want first", accept, got, err)
		}
		read <- struct{}{}
		_ = answer.Body.Close()
	}
}
