package transport_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"viewline/graph/transport"
)

const codeInternal = "INTERNAL_SERVER_ERROR"

// TestGate runs as many queries as are allowed, which is one, and sends another, over every
// transport.
func TestGate(t *testing.T) {
	s := serve(t, transport.Config{Operations: 1})
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
				if a.status != http.StatusServiceUnavailable || a.header.Get("Retry-After") != "1" || a.media() != plain || a.code(t) != codeInternal || !strings.Contains(a.body, "busy") {
					t.Errorf("as %s: status %d, %v, %s", accept, a.status, a.header, a.body)
				}
			}
			s.proceed <- struct{}{}
			<-done
			if a := s.post(t, `{"query": "{ hello }"}`); a.status != http.StatusOK {
				t.Errorf("afterwards: status %d, %s", a.status, a.body)
			}
		})
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
