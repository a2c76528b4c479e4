package edge_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"viewline/edge"
	"viewline/edge/budget"
)

// The work on an answer ends when the last of those who wait for it is gone, and not before.
// Who asks afterwards gets an answer.
func TestNobodyWaits(t *testing.T) {
	for _, coding := range []string{"identity", "gzip"} {
		t.Run(coding, func(t *testing.T) {
			e := new(endpoint)
			begun, ended := make(chan context.Context, 1), make(chan struct{})
			e.answer = func(w http.ResponseWriter, r *http.Request) {
				begun <- r.Context()
				<-r.Context().Done()
				close(ended)
			}
			answers := edge.NewAnswers(1<<20, func() string { return "0" })
			h := answers.Keep(e, edge.Compress)
			ask := func() (leave func()) {
				ctx, cancel := context.WithCancel(t.Context())
				r := httptest.NewRequestWithContext(ctx, "POST", "/query", strings.NewReader("q"))
				r.Header.Set("Accept-Encoding", coding)
				done := make(chan struct{})
				go func() {
					defer close(done)
					h.ServeHTTP(httptest.NewRecorder(), r)
				}()
				return func() { cancel(); <-done }
			}
			var first sync.WaitGroup
			leaveFirst := ask()
			work := <-begun
			alone := answers.Waiting()
			leaveSecond := ask()
			edge.AwaitWaiting(t, answers, alone+1)
			first.Go(leaveFirst) // its handler goes on for the second one
			edge.AwaitWaiting(t, answers, alone)
			if work.Err() != nil {
				t.Error("the work ended with the first client")
			}
			leaveSecond()
			first.Wait()
			<-ended
			e.answer = nil
			if got := decoded(t, request(h, "POST", "", "q", "Accept-Encoding", coding)); !strings.HasPrefix(got, "0  q") {
				t.Errorf("afterwards: %.20q", got)
			}
		})
	}
}

// An answer that is too large to be kept is made once for all who wait for it.
func TestLargeAnswerForAll(t *testing.T) {
	e := new(endpoint)
	begun, finish := make(chan struct{}), make(chan struct{})
	body := strings.Repeat("x", 1<<17)
	e.answer = func(w http.ResponseWriter, r *http.Request) {
		close(begun)
		<-finish
		repeatable(r.Context(), "0")
		_, _ = io.WriteString(w, body)
	}
	answers := edge.NewAnswers(1<<19, func() string { return "0" }) // keeps answers of up to 64 KiB
	h := answers.Keep(e, edge.Compress)
	var all sync.WaitGroup
	ask := func() {
		if got, _ := io.ReadAll(request(h, "POST", "", "q").Body); string(got) != body {
			t.Errorf("%d bytes; want %d", len(got), len(body))
		}
	}
	all.Go(ask)
	<-begun
	for range 10 {
		all.Go(ask)
	}
	edge.AwaitWaiting(t, answers, 11)
	close(finish)
	all.Wait()
	if got := e.asked.Load(); got != 1 {
		t.Errorf("asked %d times; want once", got)
	}
}

// A page is kept where all operations that it asks are repeatable by one state.
func TestPagesAreKept(t *testing.T) {
	var asked int
	for name, c := range map[string]struct {
		states []string
		want   int // times that the page is made, for four requests
	}{
		"no operation":       {nil, 4},
		"one":                {[]string{"s"}, 1},
		"two":                {[]string{"s", "s"}, 1},
		"one of them failed": {[]string{"s", ""}, 4},
		"the first failed":   {[]string{"", "s"}, 4},
		"of two states":      {[]string{"s", "t"}, 4},
	} {
		t.Run(name, func(t *testing.T) {
			asked = 0
			answers := edge.NewAnswers(1<<20, func() string { return "s" })
			h := answers.KeepPages(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				asked++
				for _, state := range c.states {
					repeatable(r.Context(), state)
				}
				w.Header().Set("ETag", `"tag"`)
				_, _ = io.WriteString(w, r.Host+r.URL.RawQuery+r.Header.Get("If-None-Match"))
			}), edge.Compress)
			for range 4 {
				if got := decoded(t, request(h, "GET", "q", "")); got != "example.comq" {
					t.Errorf("got %q", got)
				}
			}
			if asked != c.want {
				t.Errorf("made %d times; want %d", asked, c.want)
			}
			if c.want > 1 {
				return
			}
			for query, want := range map[string]int{"q": 304, "other": 304} { // the second is made, and then compared
				if r := request(h, "GET", query, "", "If-None-Match", `"tag"`); r.StatusCode != want {
					t.Errorf("%s: status %d; want %d", query, r.StatusCode, want)
				}
			}
			r := httptest.NewRequest("GET", "/query?q", nil)
			r.Host = "other.example"
			w := httptest.NewRecorder()
			if h.ServeHTTP(w, r); w.Body.String() != "other.exampleq" {
				t.Errorf("of another host: %q", w.Body)
			}
			if r := request(h, "GET", "q", "", "Range", "bytes=0-1"); r.StatusCode != 200 {
				t.Errorf("a range: status %d; want that of the handler", r.StatusCode)
			}
		})
	}
}

// Pages are kept by the language in which they are.
func TestPagesAreKeptByLanguage(t *testing.T) {
	var asked int
	answers := edge.NewAnswers(1<<20, func() string { return "s" })
	answers.Language = func(r *http.Request) string { return r.Header.Get("Accept-Language")[:2] }
	h := answers.KeepPages(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		repeatable(r.Context(), "s")
		lang := r.Header.Get("Accept-Language")[:2]
		w.Header().Set("ETag", `"`+lang+`"`)
		_, _ = io.WriteString(w, lang)
	}), edge.Compress)
	for _, accept := range []string{"en-GB", "zh-CN", "en-US", "zh-TW", "en-GB"} {
		for range 2 {
			if got := decoded(t, request(h, "GET", "q", "", "Accept-Language", accept)); got != accept[:2] {
				t.Errorf("to %s: %q, want %q", accept, got, accept[:2])
			}
		}
	}
	if asked != 2 {
		t.Errorf("made %d times; want once for each of two languages", asked)
	}
	if r := request(h, "GET", "q", "", "Accept-Language", "en", "If-None-Match", `"zh"`); r.StatusCode != 200 {
		t.Errorf("the ETag of the other language: status %d, want 200", r.StatusCode)
	}
}

// While a large kept answer is written its bytes are in flight, once for all who read it.
func TestReadersAreCounted(t *testing.T) {
	e := new(endpoint)
	body := strings.Repeat("x", 100_000)
	e.answer = func(w http.ResponseWriter, r *http.Request) {
		repeatable(r.Context(), "0")
		_, _ = io.WriteString(w, body)
	}
	total := budget.NewTotal(1 << 20)
	answers := edge.NewAnswers(1<<20, func() string { return stateOf(e.revision.Load()) })
	answers.Total = total
	h := answers.Keep(e, edge.Compress)
	request(h, "GET", "q", "")
	if n := total.Used(); n != 0 {
		t.Fatalf("%d bytes in flight; want none", n)
	}
	var all sync.WaitGroup
	slow := slowReader{make(chan struct{}, 3), make(chan struct{})}
	for range 3 {
		all.Go(func() { h.ServeHTTP(slow, httptest.NewRequest("GET", "/query?q", nil)) })
	}
	for range 3 {
		<-slow.writes
	}
	if n := total.Used(); n != 100_000 {
		t.Errorf("%d bytes in flight; want 100,000", n)
	}
	close(slow.read)
	all.Wait()
	if n := total.Used(); n != 0 {
		t.Errorf("%d bytes in flight at the end; want none", n)
	}
}

// slowReader is a response that takes its first piece only when the test reads.
type slowReader struct {
	writes chan struct{}
	read   chan struct{}
}

func (s slowReader) Header() http.Header { return http.Header{} }
func (s slowReader) WriteHeader(int)     {}
func (s slowReader) Write(b []byte) (int, error) {
	select {
	case s.writes <- struct{}{}:
	default:
	}
	<-s.read
	return len(b), nil
}
