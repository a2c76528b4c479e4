package graph_test

import (
	"bufio"
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"viewline/graph"
	"viewline/live"
)

// TestStreamsLeaveNothingBehind opens a thousand streams of both kinds, breaks
// them off, and waits until no goroutine is left of them.
func TestStreamsLeaveNothingBehind(t *testing.T) {
	quiet := slog.New(slog.DiscardHandler)
	st := stored(t, library(t))
	server := httptest.NewServer(graph.NewHandler(st, live.Follow(t.Context(), st, quiet), quiet, graph.Options{}))
	defer server.Close()
	client := &http.Client{Transport: &http.Transport{}}
	target := server.URL + "?query=" + url.QueryEscape("subscription { corpusChanged { revision } }")
	events := func() {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, target, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Accept", "text/event-stream")
		resp, err := client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = resp.Body.Close() }()
		if line, err := bufio.NewReader(resp.Body).ReadString('\n'); line != ":\n" || resp.StatusCode != http.StatusOK {
			t.Fatalf("status %d, %q, %v", resp.StatusCode, line, err)
		}
	}
	socket := func() {
		conn, _, err := websocket.Dial(t.Context(), "ws"+strings.TrimPrefix(server.URL, "http"), &websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = conn.CloseNow() }()
		for _, m := range []string{`{"type":"connection_init"}`, `{"type":"subscribe","id":"1","payload":{"query":"subscription { corpusChanged { revision } }"}}`} {
			if err := conn.Write(t.Context(), websocket.MessageText, []byte(m)); err != nil {
				t.Fatal(err)
			}
		}
		if _, text, err := conn.Read(t.Context()); err != nil || string(text) != `{"type":"connection_ack"}` {
			t.Fatalf("%s, %v", text, err)
		}
	}
	events()
	socket()
	client.CloseIdleConnections()
	before := settled(0)
	for range 500 {
		events()
		socket()
	}
	client.CloseIdleConnections()
	if after := settled(before); after > before {
		stacks := make([]byte, 1<<20)
		t.Errorf("%d goroutines, %d before:\n%s", after, before, stacks[:runtime.Stack(stacks, true)])
	}
}

// settled waits until there are no more goroutines than wanted, or until their
// number has not changed for a second.
func settled(want int) int {
	n, since := runtime.NumGoroutine(), time.Now()
	for n > want && time.Since(since) < time.Second {
		time.Sleep(10 * time.Millisecond)
		if now := runtime.NumGoroutine(); now != n {
			n, since = now, time.Now()
		}
	}
	return n
}

// TestBusy runs the one operation that is allowed, and sends another.
func TestBusy(t *testing.T) {
	st := count(stored(t, library(t)))
	var o graph.Options
	o.Operations, o.Wait = 1, time.Millisecond
	h := graph.NewHandler(st, nil, slog.New(slog.DiscardHandler), o)
	ask := func() *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/query?query="+url.QueryEscape("{ corpus { people } }"), nil))
		return w
	}
	st.fail = func(string) error {
		st.fail = nil
		if w := ask(); w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") != "1" || !strings.Contains(w.Body.String(), "busy") {
			t.Errorf("status %d, %v, %s; want 503 and Retry-After", w.Code, w.Header(), w.Body)
		}
		return nil
	}
	if w := ask(); w.Code != http.StatusOK {
		t.Errorf("status %d of the first", w.Code)
	}
	if w := ask(); w.Code != http.StatusOK {
		t.Errorf("status %d after both", w.Code)
	}
}

// TestTags asks with the ETag of an answer, before and after an import. An answer that has
// not changed is not read again.
func TestTags(t *testing.T) {
	quiet := slog.New(slog.DiscardHandler)
	db := stored(t, library(t))
	st := count(db)
	feed := live.Follow(t.Context(), db, quiet)
	h := graph.NewHandler(st, feed, quiet, graph.Options{})
	ask := func(query, accept, condition string) *http.Response {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/query?query="+url.QueryEscape(query), nil)
		r.Header.Set("Accept", accept)
		if condition != "" {
			r.Header.Set("If-None-Match", condition)
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w.Result()
	}
	const query = `{ people { nodes { slug } } }`
	first := ask(query, "application/json", "")
	tag := first.Header.Get("ETag")
	if tag == "" || first.Header.Get("Cache-Control") != "public, no-cache" {
		t.Fatalf("headers %v", first.Header)
	}
	st.taken()
	if again := ask(query, "application/json", `"other", W/`+tag); again.StatusCode != http.StatusNotModified || len(st.taken()) > 0 || again.Header.Get("ETag") != tag {
		t.Errorf("status %d; want 304 without a read", again.StatusCode)
	}
	for name, other := range map[string]*http.Response{
		"query": ask(`{ people { nodes { name } } }`, "application/json", tag), "representation": ask(query, "application/graphql-response+json", tag),
	} {
		if other.StatusCode != http.StatusOK || other.Header.Get("ETag") == tag {
			t.Errorf("another %s: status %d, ETag %s", name, other.StatusCode, other.Header.Get("ETag"))
		}
	}
	if failed := ask(`{ people(first: -1) { nodes { slug } } }`, "application/json", ""); failed.Header.Get("ETag") != "" || failed.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("an error has headers %v", failed.Header)
	}
	load(t, db)
	for deadline := time.Now().Add(time.Minute); feed.Revision() == 1 && time.Now().Before(deadline); {
		time.Sleep(10 * time.Millisecond)
	}
	if changed := ask(query, "application/json", tag); changed.StatusCode != http.StatusOK || changed.Header.Get("ETag") == tag {
		body, _ := io.ReadAll(changed.Body)
		t.Errorf("after an import: status %d, %s", changed.StatusCode, body)
	}
}
