package web_test

import (
	"bytes"
	"compress/gzip"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"viewline/web"
)

const script = "console.log('a playground')"

// built is a folder with a built playground.
func built(t *testing.T) fstest.MapFS {
	t.Helper()
	var compressed bytes.Buffer
	w := gzip.NewWriter(&compressed)
	if _, err := w.Write([]byte(script)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return fstest.MapFS{".gitkeep": {}, "playground.js.gz": {Data: compressed.Bytes()}}
}

func TestPlaygroundTellsThatTheSchemaIsHidden(t *testing.T) {
	for name, folder := range map[string]fstest.MapFS{"the console": {}, "GraphiQL": built(t)} {
		for hidden, want := range map[bool]int{false: 0, true: 1} {
			w := httptest.NewRecorder()
			r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/playground", nil)
			web.NewHandlerWith((&endpoint{}).execute, slog.New(slog.DiscardHandler), web.Options{SchemaHidden: hidden}, folder).ServeHTTP(w, r)
			if got := strings.Count(w.Body.String(), "does not tell of its schema"); got != want {
				t.Errorf("%s, hidden %t: told %d times, want %d", name, hidden, got, want)
			}
		}
	}
}

func getFrom(t *testing.T, folder fstest.MapFS, target string, header ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, target, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	web.NewHandlerWith((&endpoint{}).execute, slog.New(slog.DiscardHandler), web.Options{}, folder).ServeHTTP(w, r)
	return w.Result()
}

func TestPlaygroundIsTheConsoleUntilItIsBuilt(t *testing.T) {
	r := getFrom(t, fstest.MapFS{".gitkeep": {}}, "/playground")
	holds(
		t, body(t, r), `/static/console.js`, `action="/query"`,
		"What one person said, occasion by occasion, the newest first</option>", "A subscription: run it",
		`<textarea id="query"`, "person(slug: &#34;ilya-sutskever&#34;)",
	)
	holds(t, body(t, getFrom(t, fstest.MapFS{}, "/playground?lang=zh")), `<option value="# 一个人在各个场合的观点`, `>一个人在各个场合的观点：从最近的一次说起</option>`)
	asked := getFrom(t, fstest.MapFS{}, "/playground?query=%7B+corpus+%7B+revision+%7D+%7D")
	holds(t, body(t, asked), `after <code>make playground</code>, which needs <code>npm</code>`, `aria-controls="completions">{ corpus { revision } }</textarea>`)
	variables := getFrom(t, built(t), "/playground?console&variables=%7B%22slug%22%3A%22ada%22%7D")
	holds(t, body(t, variables), `The larger playground, <a href="/playground">GraphiQL</a>, is there`, `>{&#34;slug&#34;:&#34;ada&#34;}</textarea>`)
	if r := getFrom(t, fstest.MapFS{}, "/static/playground/playground.js"); r.StatusCode != http.StatusNotFound {
		t.Errorf("a script that is not built: status %d, want 404", r.StatusCode)
	}
}

func TestPlaygroundIsGraphiQLOnceItIsBuilt(t *testing.T) {
	r := getFrom(t, built(t), "/playground")
	policy := r.Header.Get("Content-Security-Policy")
	if !strings.Contains(policy, "script-src 'self';") || !strings.Contains(policy, "worker-src 'self'") || !strings.HasPrefix(policy, "default-src 'none'") {
		t.Errorf("policy %q", policy)
	}
	holds(
		t, body(t, r), `href="/static/playground/licences.txt"`,
		`<script type="application/json" id="examples">[{"name":"What one person said`, `"query":"# 一个人在各个场合的观点`,
		`src="/static/playground/playground.js"`, `data-endpoint="/query"`,
	)
}

func TestBundleIsSentCompressed(t *testing.T) {
	folder := built(t)
	for accepts, coding := range map[string]string{
		"gzip": "gzip", "br, GZIP;q=0.5": "gzip", "gzip;q=0": "", "gzip;q=0.0, br": "", "": "", "br": "", "*": "",
	} {
		r := getFrom(t, folder, "/static/playground/playground.js", "Accept-Encoding", accepts)
		if got := r.Header.Get("Content-Encoding"); got != coding || r.Header.Get("Vary") != "Accept-Encoding" {
			t.Errorf("to %q: coding %q, want %q; Vary %q", accepts, got, coding, r.Header.Get("Vary"))
		}
		if got := r.Header.Get("Content-Type"); got != "text/javascript; charset=utf-8" {
			t.Errorf("content type %q", got)
		}
		text := body(t, r)
		if coding == "" && text != script || coding == "gzip" && text != string(folder["playground.js.gz"].Data) {
			t.Errorf("to %q: %q", accepts, text)
		}
		again := getFrom(t, folder, "/static/playground/playground.js", "Accept-Encoding", accepts, "If-None-Match", r.Header.Get("ETag"))
		if again.StatusCode != http.StatusNotModified {
			t.Errorf("to %q again: status %d, want 304", accepts, again.StatusCode)
		}
	}
	plain := getFrom(t, folder, "/static/playground/playground.js").Header.Get("ETag")
	if packed := getFrom(t, folder, "/static/playground/playground.js", "Accept-Encoding", "gzip").Header.Get("ETag"); packed == plain {
		t.Errorf("both forms have the ETag %s", plain)
	}
}
