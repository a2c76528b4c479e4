package edge_test

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/klauspost/compress/zstd"

	"viewline/cachetag"
	"viewline/edge"
	"viewline/edge/etag"
)

// endpoint answers with the request that it got, and with the number of requests so far.
type endpoint struct {
	revision atomic.Int64
	asked    atomic.Int64
	answer   http.HandlerFunc // nil means an answer that is repeatable
}

func (e *endpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	e.asked.Add(1)
	if e.answer != nil {
		e.answer(w, r)
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	repeatable(r.Context(), stateOf(e.revision.Load()))
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("ETag", fmt.Sprintf(`"tag-%d"`, e.revision.Load()))
	_, _ = fmt.Fprintf(w, "%d %s %s %s", e.revision.Load(), r.URL.RawQuery, body, strings.Repeat("long ", 1000))
}

// repeatable says of an answer that it depends on everything.
func repeatable(ctx context.Context, state string) {
	edge.Repeatable(ctx, state, cachetag.Basis{Everything: true}, "")
}

func (e *endpoint) kept(size int) http.Handler {
	return edge.NewAnswers(size, func() string { return stateOf(e.revision.Load()) }).Keep(e, edge.Compress)
}

func request(h http.Handler, method, query, body string, header ...string) *http.Response {
	r := httptest.NewRequest(method, "/query?"+query, strings.NewReader(body))
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func decoded(t *testing.T, r *http.Response) string {
	t.Helper()
	in := io.Reader(r.Body)
	switch coding := r.Header.Get("Content-Encoding"); coding {
	case "gzip":
		z, err := gzip.NewReader(r.Body)
		if err != nil {
			t.Fatal(err)
		}
		in = z
	case "zstd":
		z, err := zstd.NewReader(r.Body)
		if err != nil {
			t.Fatal(err)
		}
		defer z.Close()
		in = z
	}
	all, err := io.ReadAll(in)
	if err != nil {
		t.Fatal(err)
	}
	return string(all)
}

func TestAnswersAreKept(t *testing.T) {
	e := new(endpoint)
	h := e.kept(1 << 20)
	for i, c := range []struct {
		method, query, body string
		header              []string
		asked               int64 // requests that reached the endpoint since the start
	}{
		{"GET", "a=1", "", nil, 1},
		{"GET", "a=1", "", nil, 1},
		{"GET", "a=2", "", nil, 2},
		{"POST", "", "one", nil, 3},
		{"POST", "", "one", nil, 3},
		{"POST", "", "two", nil, 4},
		{"POST", "", "one", []string{"Accept", "application/graphql-response+json"}, 5},
		{"POST", "", "one", []string{"Content-Type", "text/plain"}, 6},
		{"POST", "", "one", []string{"Accept-Encoding", "gzip"}, 7},
		{"POST", "", "one", []string{"Accept-Encoding", "zstd"}, 7}, // made of the same kept answer
		{"POST", "", "one", []string{"Accept-Encoding", "zstd"}, 7},
		{"POST", "", "one", []string{"Accept", "text/event-stream"}, 8},
		{"POST", "", "one", []string{"Accept", "text/event-stream"}, 9},
		{"PUT", "", "one", nil, 10},
		{"PUT", "", "one", nil, 11},
		{"POST", "", strings.Repeat("x", 64<<10+1), nil, 12},
		{"POST", "", strings.Repeat("x", 64<<10+1), nil, 13},
	} {
		r := request(h, c.method, c.query, c.body, c.header...)
		want := fmt.Sprintf("0 %s %s %s", c.query, c.body, strings.Repeat("long ", 1000))
		if got := decoded(t, r); r.StatusCode != 200 || got != want {
			t.Errorf("%d: status %d, %.80q; want %.80q", i, r.StatusCode, got, want)
		}
		if got := e.asked.Load(); got != c.asked {
			t.Errorf("%d: the endpoint was asked %d times, want %d", i, got, c.asked)
		}
		if vary := r.Header.Values("Vary"); !strings.Contains(strings.Join(vary, ","), "Accept-Encoding") {
			t.Errorf("%d: Vary is %q; want Accept-Encoding in it", i, vary)
		}
	}
}

func TestAnswersOfAnotherRevisionAreNone(t *testing.T) {
	e := new(endpoint)
	h := e.kept(1 << 20)
	for revision, want := range []string{"0 q", "1 q", "2 q"} {
		e.revision.Store(int64(revision))
		for range 2 {
			if got := decoded(t, request(h, "GET", "q", "")); !strings.HasPrefix(got, want) {
				t.Errorf("revision %d: got %.20q, want %q", revision, got, want)
			}
		}
	}
	if got := e.asked.Load(); got != 3 {
		t.Errorf("asked %d times, want once for each revision", got)
	}
	e.revision.Store(-1) // the state is not known
	for range 2 {
		request(h, "GET", "q", "")
	}
	if got := e.asked.Load(); got != 5 {
		t.Errorf("asked %d times, want each time while the revision is not known", got)
	}
}

// While the database cannot be reached, kept answers are served with a header that says
// that they may be stale.
func TestStaleAnswersSaySo(t *testing.T) {
	e := new(endpoint)
	var stale atomic.Bool
	answers := edge.NewAnswers(1<<20, func() string { return stateOf(e.revision.Load()) })
	answers.Stale = stale.Load
	h := answers.Keep(e, edge.Compress)
	for i, want := range []string{"", `110 - "Response is Stale"`, ""} {
		stale.Store(want != "")
		codings := []string{"identity", "gzip"}
		if i > 0 {
			codings = append(codings, "zstd") // which is compressed while the answer may be stale
		}
		for _, coding := range codings {
			r := request(h, "GET", "q", "", "Accept-Encoding", coding)
			if got := r.Header.Get("Warning"); got != want {
				t.Errorf("%d, coding %q: Warning %q; want %q", i, coding, got, want)
			}
			if body := decoded(t, r); !strings.HasPrefix(body, "0 q") {
				t.Errorf("%d, coding %q: %.20q", i, coding, body)
			}
			if r := request(h, "GET", "q", "", "Accept-Encoding", coding, "If-None-Match", `"tag-0"`); r.StatusCode != 304 || r.Header.Get("Warning") != want {
				t.Errorf("%d, coding %q, If-None-Match: status %d, Warning %q; want 304, %q", i, coding, r.StatusCode, r.Header.Get("Warning"), want)
			}
		}
	}
	if got := e.asked.Load(); got != 2 {
		t.Errorf("the endpoint was asked %d times; want once for the plain answer, and once for the compressed ones", got)
	}
}

func TestAnswersThatMayChangeAreNotKept(t *testing.T) {
	e := new(endpoint)
	for name, answer := range map[string]http.HandlerFunc{
		"not repeatable": func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "answer") },
		"of an error": func(w http.ResponseWriter, r *http.Request) {
			repeatable(r.Context(), stateOf(e.revision.Load()))
			w.WriteHeader(http.StatusTeapot)
			_, _ = io.WriteString(w, "answer")
		},
		"of two revisions": func(w http.ResponseWriter, r *http.Request) {
			e.revision.Add(1)
			repeatable(r.Context(), stateOf(e.revision.Load()))
			_, _ = io.WriteString(w, "answer")
		},
		"too large": func(w http.ResponseWriter, r *http.Request) {
			repeatable(r.Context(), stateOf(e.revision.Load()))
			_, _ = io.WriteString(w, "answer"+strings.Repeat("x", 1<<20/6))
		},
	} {
		t.Run(name, func(t *testing.T) {
			e.asked.Store(0)
			e.answer = answer
			h := e.kept(1 << 20)
			for range 3 {
				r := request(h, "POST", "", "q")
				if got := decoded(t, r); !strings.HasPrefix(got, "answer") || (name == "of an error") != (r.StatusCode == http.StatusTeapot) {
					t.Errorf("status %d, %.20q; want what the endpoint answered", r.StatusCode, got)
				}
			}
			if got := e.asked.Load(); got != 3 {
				t.Errorf("asked %d times, want 3", got)
			}
		})
	}
}

// However many clients ask the same at the same time, the endpoint answers once, even if
// the first of the clients goes away.
func TestOneAnswerForAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := new(endpoint)
		finish := make(chan struct{})
		e.answer = func(w http.ResponseWriter, r *http.Request) {
			<-finish
			if r.Context().Err() != nil {
				t.Error("the request ended with its client; want an answer for the others")
			}
			repeatable(r.Context(), stateOf(e.revision.Load()))
			_, _ = io.WriteString(w, "answer")
		}
		h := e.kept(1 << 20)
		ctx, leave := context.WithCancel(t.Context())
		var all sync.WaitGroup
		all.Go(func() {
			r := httptest.NewRequestWithContext(ctx, "POST", "/query", strings.NewReader("q"))
			h.ServeHTTP(httptest.NewRecorder(), r)
		})
		synctest.Wait() // the first one is in the endpoint
		for range 20 {
			all.Go(func() {
				if got, _ := io.ReadAll(request(h, "POST", "", "q").Body); string(got) != "answer" {
					t.Errorf("got %q, want answer", got)
				}
			})
		}
		synctest.Wait() // the others wait for its answer
		leave()
		synctest.Wait()
		close(finish)
		all.Wait()
		if got := e.asked.Load(); got != 1 {
			t.Errorf("asked %d times, want once", got)
		}
	})
}

func TestKeptAnswersHaveTags(t *testing.T) {
	e := new(endpoint)
	h := e.kept(1 << 20)
	for _, c := range []struct {
		coding, condition string
		status            int
		tag               string
	}{
		{"", "", 200, `"tag-0"`},
		{"", `"tag-0"`, 304, `"tag-0"`},
		{"", `W/"tag-0"`, 304, `"tag-0"`},
		{"", `"other", "tag-0-gzip"`, 304, `"tag-0"`},
		{"", "*", 304, `"tag-0"`},
		{"", `"other"`, 200, `"tag-0"`},
		{"gzip", "", 200, `"tag-0-gzip"`},
		{"gzip", `"tag-0-gzip"`, 304, `"tag-0-gzip"`},
	} {
		r := request(h, "GET", "q", "", "Accept-Encoding", c.coding, "If-None-Match", c.condition)
		body, _ := io.ReadAll(r.Body)
		if r.StatusCode != c.status || r.Header.Get("ETag") != c.tag || (c.status == 304) != (len(body) == 0) {
			t.Errorf("%q for %q: status %d, ETag %s, %d bytes; want %d, %s", c.coding, c.condition, r.StatusCode, r.Header.Get("ETag"), len(body), c.status, c.tag)
		}
	}
	if got := e.asked.Load(); got != 2 {
		t.Errorf("asked %d times, want twice: the forms of an answer to compress are made of one", got)
	}
}

// The handler reads a body that ends early up to its end, and gets the error as well.
func TestBodyEndsEarly(t *testing.T) {
	e := new(endpoint)
	h := e.kept(1 << 20)
	r := httptest.NewRequest("POST", "/query", io.MultiReader(strings.NewReader("half"), failing{}))
	r.ContentLength = 8
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), io.ErrUnexpectedEOF.Error()) {
		t.Errorf("status %d, %q; want that of the endpoint", w.Code, w.Body)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func TestNoCache(t *testing.T) {
	e := new(endpoint)
	h := e.kept(0)
	for range 2 {
		if got := decoded(t, request(h, "POST", "", "q", "Accept-Encoding", "gzip")); !strings.HasPrefix(got, "0  q") {
			t.Errorf("got %.20q", got)
		}
	}
	if got := e.asked.Load(); got != 2 {
		t.Errorf("asked %d times, want each time", got)
	}
}

// The cache stays within its size.
func TestAnswersAreBounded(t *testing.T) {
	e := new(endpoint)
	h := e.kept(100 << 10) // about 16 answers
	for i := range 200 {
		request(h, "GET", fmt.Sprint(i), "")
	}
	e.asked.Store(0)
	for i := range 200 {
		request(h, "GET", fmt.Sprint(i), "")
	}
	if got := e.asked.Load(); got < 150 {
		t.Errorf("asked %d times for 200; want most of them, for lack of room", got)
	}
}

func BenchmarkKeptAnswer(b *testing.B) {
	h := new(endpoint).kept(1 << 20)
	body := []byte("question")
	for b.Loop() {
		r := httptest.NewRequest("POST", "/query", bytes.NewReader(body))
		w := httptest.NewRecorder()
		if h.ServeHTTP(w, r); w.Body.Len() < 5000 {
			b.Fatalf("%d bytes", w.Body.Len())
		}
	}
}

// stateOf is the state of a revision; empty for -1, which means that the state is not
// known.
func stateOf(revision int64) string {
	if revision < 0 {
		return ""
	}
	return strconv.FormatInt(revision, 10)
}

// An answer outlasts an import that changed nothing of what it depends on, in each content
// coding, with the ETag that the question has at the new state. A page keeps the ETag that is
// made of its bytes.
func TestAnswersOutlastStates(t *testing.T) {
	ada := cachetag.Basis{Tags: []cachetag.Tag{cachetag.Kind("person").Of("ada")}}
	changed := false
	for name, question := range map[string]etag.Question{"answer": "who", "page": ""} {
		e := &endpoint{}
		tag := func() string { return cmp.Or(question.Tag(stateOf(e.revision.Load())), `"of-bytes"`) }
		e.answer = func(w http.ResponseWriter, r *http.Request) {
			edge.Repeatable(r.Context(), stateOf(e.revision.Load()), ada, question)
			w.Header().Set("Content-Type", "application/json")
			w.Header().Set("ETag", tag())
			_, _ = io.WriteString(w, strings.Repeat("long ", 1000))
		}
		answers := edge.NewAnswers(1<<20, func() string { return stateOf(e.revision.Load()) })
		answers.Keeps = func(b cachetag.Basis, from, to string) bool {
			return !changed && from != to && slices.Equal(b.Tags, ada.Tags)
		}
		h := answers.Keep(e, edge.Compress)
		for range 3 {
			e.revision.Add(1)
			for coding, ending := range map[string]string{"": "", "gzip": "-gzip", "zstd": "-zstd"} {
				got := request(h, http.MethodGet, "q", "", "Accept-Encoding", coding).Header.Get("ETag")
				if want := strings.TrimSuffix(tag(), `"`) + ending + `"`; got != want {
					t.Errorf("%s at revision %d in coding %q has the tag %s; want %s", name, e.revision.Load(), coding, got, want)
				}
				if r := request(h, http.MethodGet, "q", "", "Accept-Encoding", coding, "If-None-Match", got); r.StatusCode != http.StatusNotModified {
					t.Errorf("%s at revision %d in coding %q: status %d for its own tag; want 304", name, e.revision.Load(), coding, r.StatusCode)
				}
			}
		}
		if n := e.asked.Load(); n != 2 {
			t.Errorf("%s: the handler was asked %d times; want twice, once for all codings", name, n)
		}
		changed = true
		e.revision.Add(1)
		_ = request(h, http.MethodGet, "q", "")
		if n := e.asked.Load(); n != 3 {
			t.Errorf("%s: the handler was asked %d times after a change; want three times", name, n)
		}
		changed = false
	}
}
