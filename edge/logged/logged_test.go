package logged

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"
)

var made = regexp.MustCompile(`^[A-Z2-7]{8}-[0-9a-z]+$`)

// An id that is short and printable is kept; any other request gets one of its own.
func TestIDs(t *testing.T) {
	var log bytes.Buffer
	logger := slog.New(NewHandler(slog.NewJSONHandler(&log, nil)))
	h := Requests(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { logger.ErrorContext(r.Context(), "failed") }), nil)
	seen := map[string]bool{}
	for _, c := range []struct {
		name  string
		given []string
		kept  bool
	}{
		{"none", nil, false},
		{"an id", []string{"4bf92f35-77b3.4da6"}, true},
		{"64 characters", []string{strings.Repeat("a", 64)}, true},
		{"65 characters", []string{strings.Repeat("a", 65)}, false},
		{"a blank", []string{"a b"}, false},
		{"a line", []string{"a\nlevel=ERROR"}, false},
		{"no ASCII", []string{"é"}, false},
		{"empty", []string{""}, false},
		{"two", []string{"a", "b"}, false},
	} {
		log.Reset()
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
		r.Header[Header] = c.given
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		id := w.Header().Get(Header)
		if c.kept && id != c.given[0] || !c.kept && (!made.MatchString(id) || seen[id]) {
			t.Errorf("%s: %q is answered with %q", c.name, c.given, id)
		}
		seen[id] = true
		var line struct{ Msg, Request string }
		if err := json.Unmarshal(log.Bytes(), &line); err != nil || line.Msg != "failed" || line.Request != id {
			t.Errorf("%s: the line is %s; want the id %q", c.name, &log, id)
		}
	}
}

// Lines that belong to no request have no id, and groups and attributes stay.
func TestHandler(t *testing.T) {
	var log bytes.Buffer
	logger := slog.New(NewHandler(slog.NewTextHandler(&log, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}})))
	logger.With("a", 1).WithGroup("g").Warn("late", "b", 2)
	if want := "level=WARN msg=late a=1 g.b=2\n"; log.String() != want {
		t.Errorf("got %q; want %q", &log, want)
	}
}

// connection has what connections have beside a recorder.
type connection struct{ *httptest.ResponseRecorder }

func (connection) SetWriteDeadline(time.Time) error { return nil }

// The access log has one line for each request, without what stands behind the question mark.
func TestAccess(t *testing.T) {
	var log bytes.Buffer
	access := slog.New(NewHandler(slog.NewJSONHandler(&log, nil)))
	h := Requests(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/none":
			http.Error(w, "none", http.StatusNotFound)
		case "/early":
			w.WriteHeader(http.StatusEarlyHints)
			w.WriteHeader(http.StatusCreated)
		case "/stream":
			_, _ = io.WriteString(w, "one")
			w.(http.Flusher).Flush()
			if err := http.NewResponseController(w).SetWriteDeadline(time.Time{}); err != nil {
				t.Error(err)
			}
			_, _ = io.WriteString(w, "two")
		case "/panic":
			panic(http.ErrAbortHandler)
		}
	}), access)
	for _, c := range []struct {
		method, target, path string
		status, bytes        int
	}{
		{"GET", "/none?secret=1", "/none", 404, 5},
		{"POST", "/nothing", "/nothing", 200, 0},
		{"GET", "/early", "/early", 201, 0},
		{"GET", "/stream", "/stream", 200, 6},
		{"GET", "/panic", "/panic", 0, 0},
		{"GET", "/" + strings.Repeat("a", 1000), "/" + strings.Repeat("a", longestPath-1), 200, 0},
	} {
		log.Reset()
		r := httptest.NewRequestWithContext(t.Context(), c.method, c.target, nil)
		r.Header.Set(Header, "mine")
		func() {
			defer func() { _ = recover() }()
			h.ServeHTTP(connection{httptest.NewRecorder()}, r)
		}()
		var line struct {
			Level, Msg, Method, Path, Request string
			Status, Bytes                     int
			Duration                          *time.Duration
		}
		lines := strings.TrimSpace(log.String())
		if err := json.Unmarshal([]byte(lines), &line); err != nil {
			t.Fatalf("%s: %q, %v", c.target, lines, err)
		}
		if line.Msg != "access" || line.Level != "INFO" || line.Method != c.method || line.Path != c.path || line.Status != c.status || line.Bytes != c.bytes ||
			line.Request != "mine" || line.Duration == nil || strings.Contains(lines, "secret") {
			t.Errorf("%s: %s", c.target, lines)
		}
	}
}

// Without an access log, handlers write to the connection itself, and an id takes few
// allocations.
func TestOffCostsNothing(t *testing.T) {
	w := httptest.NewRecorder()
	h := Requests(http.HandlerFunc(func(got http.ResponseWriter, _ *http.Request) {
		if got != http.ResponseWriter(w) {
			t.Errorf("the writer is wrapped in a %T", got)
		}
	}), nil)
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
	if n := testing.AllocsPerRun(100, func() { h.ServeHTTP(w, r) }); n > 3 {
		t.Errorf("an id takes %v allocations; want 3 at most", n)
	}
}

func BenchmarkRequests(b *testing.B) {
	nothing := http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})
	for name, h := range map[string]http.Handler{
		"id": Requests(nothing, nil), "access": Requests(nothing, slog.New(NewHandler(slog.NewTextHandler(io.Discard, nil)))),
	} {
		b.Run(name, func(b *testing.B) {
			w, r := httptest.NewRecorder(), httptest.NewRequestWithContext(b.Context(), http.MethodGet, "/", nil)
			b.ReportAllocs()
			for b.Loop() {
				h.ServeHTTP(w, r)
			}
		})
	}
}
