package transport_test

import (
	"context"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"viewline/graph/transport"
)

const (
	codeInternal   = "INTERNAL_SERVER_ERROR"
	codeOverloaded = "OVERLOADED"
)

// TestGate runs as many queries as are allowed, which is one, and sends another, over every
// transport.
func TestGate(t *testing.T) {
	s := serve(t, transport.Config{Operations: 1, Wait: 50 * time.Millisecond})
	hold := map[string]func(){
		"POST":   func() { s.post(t, `{"query": "{ wait }"}`) },
		"events": func() { s.post(t, `{"query": "{ wait }"}`, events) },
	}
	for name, ask := range hold {
		t.Run(name, func(t *testing.T) {
			done := make(chan struct{})
			go func() {
				defer close(done)
				ask()
			}()
			<-s.waiting
			for _, accept := range []string{plain, events} {
				a := s.post(t, `{"query": "{ hello }"}`, accept)
				if a.status != http.StatusServiceUnavailable || a.header.Get("Retry-After") != "1" || a.media() != plain || a.code(t) != codeOverloaded || !strings.Contains(a.body, "busy") {
					t.Errorf("as %s: status %d, %v, %s", accept, a.status, a.header, a.body)
				}
			}
			s.proceed <- struct{}{}
			<-done
			await(t, "the free place", func() bool { return s.post(t, `{"query": "{ hello }"}`).status == http.StatusOK })
		})
	}
}

// TestBurst asks more queries at once than may run. None is refused: each has its turn.
func TestBurst(t *testing.T) {
	const operations, burst = 2, 10
	s := serve(t, transport.Config{Operations: operations, Timeout: time.Minute})
	var all sync.WaitGroup
	for range burst {
		all.Go(func() {
			if a := s.post(t, `{"query": "{ wait }"}`); a.status != http.StatusOK || !strings.Contains(a.body, "hi") {
				t.Errorf("status %d, %s", a.status, a.body)
			}
		})
	}
	for range burst {
		<-s.waiting
		if n := len(s.waiting); n >= operations {
			t.Errorf("%d operations run; want at most %d", n+1, operations)
		}
		s.proceed <- struct{}{}
	}
	all.Wait()
}

// TestDear asks expensive queries, as many as there may be and more. Cheap ones are answered
// meanwhile, and of the expensive ones only so many run. When their clients leave, there is
// room for others.
func TestDear(t *testing.T) {
	s := serve(t, transport.Config{Operations: 64, Timeout: time.Minute, Dear: func(op *graphql.OperationContext) bool {
		return op.Operation.SelectionSet[0].(*ast.Field).Name == "wait"
	}})
	ctx, leave := context.WithCancel(t.Context())
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url, strings.NewReader(`{"query": "{ wait }"}`))
			if err != nil {
				t.Error(err)
				return
			}
			r.Header.Set("Content-Type", plain)
			if resp, err := http.DefaultClient.Do(r); err == nil {
				_ = resp.Body.Close()
				t.Errorf("status %d; want no answer, as nobody waits", resp.StatusCode)
			}
		})
	}
	most := max(2, runtime.GOMAXPROCS(0)/2)
	await(t, "the expensive ones", func() bool { return len(s.waiting) == most })
	if a := s.post(t, `{"query": "{ hello }"}`); a.status != http.StatusOK {
		t.Errorf("a cheap one: status %d, %s", a.status, a.body)
	}
	leave()
	all.Wait()
	free := make(chan struct{})
	go func() {
		defer close(free)
		s.post(t, `{"query": "{ wait }"}`)
	}()
	for done := false; !done; { // one that is cancelled may take a turn as well
		select {
		case s.proceed <- struct{}{}:
		case <-free:
			done = true
		}
	}
}

// TestDeadline sends an operation that never ends. The answer says that the operation took
// too long.
func TestDeadline(t *testing.T) {
	s := serve(t, transport.Config{Timeout: time.Millisecond})
	for _, accept := range []string{plain, events} {
		a := s.post(t, `{"query": "{ wait }"}`, accept)
		if a.status != http.StatusOK || !strings.Contains(a.body, "the time is over") && !strings.Contains(a.body, "took longer than 1ms") {
			t.Errorf("as %s: status %d, %s", accept, a.status, a.body)
		}
		if accept == events && !strings.HasSuffix(a.body, "event: complete\ndata: \n\n") {
			t.Errorf("the stream has no end: %q", a.body)
		}
	}
	s = serve(t, transport.Config{Timeout: time.Nanosecond}) // the time is over before the operation begins
	for _, accept := range []string{plain, events} {
		if a := s.post(t, `{"query": "{ hello }"}`, accept); !strings.Contains(a.body, "took longer than 1ns") || !strings.Contains(a.body, codeInternal) {
			t.Errorf("as %s: status %d, %s", accept, a.status, a.body)
		}
	}
}

func TestFewErrors(t *testing.T) {
	for limit, want := range map[int]int{0: 10, 3: 3, 100: 30} {
		s := serve(t, transport.Config{Errors: limit})
		for _, query := range []string{`{ fail }`, "{" + strings.Repeat(" nothing", 30) + " }"} {
			for _, accept := range []string{plain, events} {
				a := s.post(t, `{"query": "`+query+`"}`, accept)
				if n := strings.Count(a.body, `"message"`); n != want {
					t.Errorf("%d errors of %s as %s; want %d", n, query[:8], accept, want)
				}
			}
		}
	}
}

func TestPanic(t *testing.T) {
	s := serve(t, transport.Config{})
	a := s.post(t, `{"query": "{ panic }"}`)
	if a.status != http.StatusInternalServerError || strings.Contains(a.body, "disco") || !strings.Contains(a.body, "something went wrong") {
		t.Errorf("status %d, %s", a.status, a.body)
	}
	for _, query := range []string{`{ panic }`, `subscription { panic }`} {
		a := s.post(t, `{"query": "`+query+`"}`, events)
		if !strings.Contains(a.body, "something went wrong") || !strings.HasSuffix(a.body, "event: complete\ndata: \n\n") {
			t.Errorf("%s: status %d, %s", query, a.status, a.body)
		}
	}
}
