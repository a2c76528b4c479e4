package transport_test

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
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
	rest, leave = s.subscribe(t, forever)
	if _, err := event(rest); err != nil {
		t.Fatal(err)
	}
	return rest, leave
}

// subscribe begins a stream.
func (s *served) subscribe(t *testing.T, body string) (rest *bufio.Reader, leave func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header = http.Header{"Content-Type": {plain}, "Accept": {events}}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	return bufio.NewReader(resp.Body), func() {
		cancel()
		_ = resp.Body.Close()
	}
}

// event is the data of the next event of a stream.
func event(rest *bufio.Reader) (data string, err error) {
	for {
		line, err := rest.ReadString('\n')
		if err != nil {
			return "", err
		}
		if data, ok := strings.CutPrefix(line, "data: "); ok {
			return strings.TrimSuffix(data, "\n"), nil
		}
	}
}

// TestStreamLimit opens as many streams as are allowed, and one more of each kind. Queries
// are answered all the same.
func TestStreamLimit(t *testing.T) {
	s := serve(t, transport.Config{Connections: 2, Operations: 1})
	_, leave := s.open(t)
	_, leaveToo := s.open(t)
	defer leaveToo()
	if a := s.post(t, forever, events); a.status != http.StatusServiceUnavailable || a.header.Get("Retry-After") != "1" || a.code(t) != codeOverloaded {
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

// TestStreamsOfOneAddress opens as many streams as one address may have, and one more of
// each kind. A client of another address is let in.
func TestStreamsOfOneAddress(t *testing.T) {
	s := serve(t, transport.Config{Connections: 8, PerAddress: 2})
	for range 2 {
		_, leave := s.open(t)
		defer leave()
	}
	if a := s.post(t, forever, events); a.status != http.StatusServiceUnavailable || a.code(t) != codeOverloaded || !strings.Contains(a.body, "2 streams") {
		t.Errorf("one more: status %d, %s", a.status, a.body)
	}
	if _, resp, err := s.dial(t, nil); err == nil || resp.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("one more WebSocket: %v, %v", resp, err)
	}
	for _, c := range []struct {
		from string
		want int
	}{
		{"127.0.0.1:1", 0},
		{"[::ffff:127.0.0.1]:1", 0},
		{"192.0.2.7:1", 2},
		{"[2001:db8::1]:1", 2},
		{"[2001:db8::2]:1", 0}, // of the same network
		{"[2001:db8:0:1::1]:1", 2},
	} {
		if got := opened(t, s.handler, c.from, 3); got != c.want {
			t.Errorf("%s: %d streams; want %d", c.from, got, c.want)
		}
	}
}

// Unless told otherwise one address may have a quarter of all streams, and this machine's
// own address all of them.
func TestStreamsOfOneAddressByDefault(t *testing.T) {
	h := serve(t, transport.Config{Connections: 8}).handler
	if got := opened(t, h, "192.0.2.7:1", 3); got != 2 {
		t.Errorf("another machine: %d streams; want 2", got)
	}
	if got := opened(t, h, "127.0.0.1:1", 8); got != 6 {
		t.Errorf("this machine: %d streams; want the 6 that are left", got)
	}
}

// opened opens streams of an address, and counts those that were not refused.
func opened(t *testing.T, h http.Handler, from string, n int) (open int) {
	t.Helper()
	for range n {
		ctx, cancel := context.WithCancel(t.Context())
		t.Cleanup(cancel)
		r := httptest.NewRequestWithContext(ctx, http.MethodPost, "/query", strings.NewReader(forever))
		r.RemoteAddr, r.Header = from, http.Header{"Content-Type": {plain}, "Accept": {events}}
		w := &first{header: http.Header{}, status: make(chan int, 1)}
		go h.ServeHTTP(w, r)
		if <-w.status == http.StatusOK {
			open++
		}
	}
	return open
}

// first is a response whose status is told as soon as it is known.
type first struct {
	header http.Header
	status chan int
}

func (f *first) Header() http.Header { return f.header }

func (f *first) WriteHeader(status int) {
	select {
	case f.status <- status:
	default:
	}
}

func (f *first) Write(b []byte) (int, error) {
	f.WriteHeader(http.StatusOK)
	return len(b), nil
}

func (f *first) FlushError() error                { return nil }
func (f *first) SetWriteDeadline(time.Time) error { return nil }
func (f *first) SetReadDeadline(time.Time) error  { return nil }

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
