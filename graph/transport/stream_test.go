package transport_test

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"runtime"
	"runtime/pprof"
	"strings"
	"testing"
	"time"

	"viewline/graph/transport"
)

const forever = `{"query": "subscription { forever }"}`

func TestEvents(t *testing.T) {
	s := serve(t, transport.Config{})
	for query, want := range map[string]string{
		"subscription { count }": "event: next\ndata: {\"data\":{\"count\":\"event\"}}\n\nevent: next\ndata: {\"data\":{\"count\":\"event\"}}\n\n",
		"{ hello }":              "event: next\ndata: {\"data\":{\"hello\":\"hi \"}}\n\n",
	} {
		a := s.post(t, `{"query": "`+query+`"}`, events)
		head, rest, _ := strings.Cut(a.body, "\n\n")
		if rest != want+"event: complete\ndata: \n\n" || !strings.Contains(head, "retry: ") {
			t.Errorf("%s: %q", query, a.body)
		}
		if a.header.Get("Cache-Control") != "no-store, no-transform" || a.header.Get("X-Accel-Buffering") != "no" || a.header.Get("Content-Type") != "text/event-stream; charset=utf-8" {
			t.Errorf("headers %v", a.header)
		}
	}
}

// open begins a stream, and returns after its first event.
func (s *served) open(t *testing.T) (rest *bufio.Reader, leave func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url, strings.NewReader(forever))
	if err != nil {
		t.Fatal(err)
	}
	r.Header = http.Header{"Content-Type": {plain}, "Accept": {events}}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	rest = bufio.NewReader(resp.Body)
	for line := ""; !strings.HasPrefix(line, "data: "); {
		if line, err = rest.ReadString('\n'); err != nil {
			t.Fatal(err)
		}
	}
	return rest, func() {
		cancel()
		_ = resp.Body.Close()
	}
}

// TestStreamLimit opens as many streams as are allowed, and one more of each kind. Queries
// are answered all the same.
func TestStreamLimit(t *testing.T) {
	s := serve(t, transport.Config{Connections: 2, Operations: 1})
	_, leave := s.open(t)
	_, leaveToo := s.open(t)
	defer leaveToo()
	if a := s.post(t, forever, events); a.status != http.StatusServiceUnavailable || a.header.Get("Retry-After") != "1" || a.code(t) != codeInternal {
		t.Errorf("one more: status %d, %v, %s", a.status, a.header, a.body)
	}
	if _, resp, err := s.dial(t, nil); err == nil || resp.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("one more WebSocket: %v, %v", resp, err)
	}
	if a := s.post(t, `{"query": "{ hello }"}`); a.status != http.StatusOK {
		t.Errorf("a query: status %d, %s", a.status, a.body)
	}
	leave()
	await(t, "a place", func() bool { return s.post(t, `{"query": "{ hello }"}`, events).status == http.StatusOK })
}

// TestCloseEndsStreams shuts the handler down: streams are completed, and new ones are
// refused.
func TestCloseEndsStreams(t *testing.T) {
	s := serve(t, transport.Config{})
	rest, leave := s.open(t)
	defer leave()
	s.handler.Close()
	text, err := io.ReadAll(rest)
	if err != nil || !strings.HasSuffix(string(text), "event: complete\ndata: \n\n") {
		t.Errorf("the stream ends with %q, %v", text, err)
	}
	if a := s.post(t, forever, events); a.status != http.StatusServiceUnavailable {
		t.Errorf("afterwards: status %d, %s", a.status, a.body)
	}
	if err := s.handler.Wait(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestWait waits for a stream until its context is done.
func TestWait(t *testing.T) {
	s := serve(t, transport.Config{})
	_, leave := s.open(t)
	defer leave()
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if err := s.handler.Wait(ctx); err == nil || !strings.Contains(err.Error(), "1 of the streams still open") {
		t.Errorf("error %v; want one that tells of a stream", err)
	}
	leave()
	if err := s.handler.Wait(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestNothingIsLeft breaks off a thousand streams of either kind, and checks that no
// goroutine is left.
func TestNothingIsLeft(t *testing.T) {
	s := serve(t, transport.Config{})
	for i := range 1000 {
		if i%2 == 0 {
			_, leave := s.open(t)
			leave()
			continue
		}
		c := s.connect(t)
		c.tell(`{"type":"subscribe","id":"1","payload":` + forever + `}`)
		c.want("next")
		_ = c.conn.CloseNow()
	}
	http.DefaultClient.CloseIdleConnections()
	await(t, "goroutines to end", func() bool {
		all := stacks()
		return !strings.Contains(all, "graph/transport.(*") && !strings.Contains(all, "websocket.(*Conn)")
	})
	if err := s.handler.Wait(t.Context()); err != nil {
		t.Error(err)
	}
}

func stacks() string {
	var b strings.Builder
	_ = pprof.Lookup("goroutine").WriteTo(&b, 2)
	return b.String()
}

// await waits until a condition holds, and fails the test after the time that a test may
// take.
func await(t *testing.T, what string, holds func() bool) {
	t.Helper()
	end, ok := t.Deadline()
	if !ok {
		end = time.Now().Add(10 * time.Minute)
	}
	for end = end.Add(-5 * time.Second); !holds(); runtime.Gosched() {
		if time.Now().After(end) {
			t.Fatalf("waited for %s in vain:\n%s", what, stacks())
		}
		time.Sleep(time.Millisecond)
	}
}
