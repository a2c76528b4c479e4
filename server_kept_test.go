package main

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"viewline/store/sqlite"
)

// keptQuestion is a small query, as a client posts it.
const keptQuestion = `{"query":"{ people { nodes { name } } }"}`

// unread is the writer of a response that nobody reads.
type unread struct {
	header http.Header
	status int
	bytes  int
}

func (u *unread) Header() http.Header { return u.header }

func (u *unread) WriteHeader(status int) { u.status = status }

func (u *unread) Write(p []byte) (int, error) {
	u.bytes += len(p)
	return len(p), nil
}

// keptAnswers is the handler of a server with all that stands around its endpoint, and a
// function that asks it [keptQuestion] and returns the number of bytes of the answer.
func keptAnswers(tb testing.TB) (ask func() int) {
	tb.Helper()
	data := tb.TempDir()
	db, err := sqlite.Open(tb.Context(), data)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = db.Close() })
	s, _, err := parse([]string{"--data", data, "--content", ""}, noEnv)
	if err != nil {
		tb.Fatal(err)
	}
	server, _, _, err := newServer(tb.Context(), db, s, &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)}, s.log.logger(io.Discard))
	if err != nil {
		tb.Fatal(err)
	}
	body := strings.NewReader(keptQuestion)
	r := httptest.NewRequestWithContext(tb.Context(), http.MethodPost, "/query", body)
	r.Host = "localhost:8080"
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "application/json")
	closed := r.Body
	w := &unread{header: http.Header{}}
	return func() int {
		body.Reset(keptQuestion)
		clear(w.header)
		r.Body, w.status, w.bytes = closed, http.StatusOK, 0
		if server.Handler.ServeHTTP(w, r); w.status != http.StatusOK || w.header.Get("X-Request-Id") == "" {
			tb.Fatalf("status %d, %v", w.status, w.header)
		}
		return w.bytes
	}
}

// What stands around the endpoint takes five allocations for a kept answer: the id of the
// request as a text, the context with the id, the request with the context, what notes the
// status for the metrics, and the body of the request as a text.
func TestKeptAnswerAllocations(t *testing.T) {
	ask := keptAnswers(t)
	want := len(`{"data":{"people":{"nodes":[]}}}`)
	if got := ask(); got != want {
		t.Fatalf("%d bytes; want %d", got, want)
	}
	// The fewest count: at most once in a millisecond a request looks at the stamp of the store,
	// and buffers are made anew after a garbage collection.
	fewest := testing.AllocsPerRun(1, func() { ask() })
	for range 1000 {
		fewest = min(fewest, testing.AllocsPerRun(1, func() { ask() }))
	}
	if fewest != 5 {
		t.Errorf("a kept answer takes %v allocations; want 5", fewest)
	}
}

func BenchmarkKeptAnswer(b *testing.B) {
	ask := keptAnswers(b)
	b.ReportAllocs()
	for b.Loop() {
		ask()
	}
}
