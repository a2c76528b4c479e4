package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/coder/websocket"

	"viewline/ingest"
	"viewline/store"
	"viewline/store/sqlite"
	"viewline/timeline"
)

const toChanges = `subscription { corpusChanged { revision updated appearances { key title } } }`

// fetched is a store that counts how often appearances are fetched by their keys, which is how
// an event gets those that it names.
type fetched struct {
	store.Store
	times atomic.Int64
}

func (s *fetched) Appearances(ctx context.Context, keys []string) ([]*timeline.Appearance, error) {
	s.times.Add(1)
	return s.Store.Appearances(ctx, keys)
}

// heardEvents subscribes over an event stream, and sends the results of the subscription.
func heardEvents(t *testing.T, base string) <-chan string {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": toChanges})
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, base+"/query", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header = http.Header{"Content-Type": {"application/json"}, "Accept": {"text/event-stream"}}
	resp, err := http.DefaultClient.Do(r)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatal(resp, err)
	}
	t.Cleanup(func() { _ = resp.Body.Close() })
	results := make(chan string, 100)
	go func() {
		for lines := bufio.NewScanner(resp.Body); lines.Scan(); {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok && data != "" {
				results <- data
			}
		}
	}()
	return results
}

// heardMessages subscribes over a WebSocket, and sends the results of the subscription.
func heardMessages(t *testing.T, base string) <-chan string {
	t.Helper()
	conn, resp, err := websocket.Dial(t.Context(), base+"/query", &websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}})
	if err != nil {
		t.Fatal(resp, err)
	}
	t.Cleanup(func() { _ = conn.CloseNow() })
	for _, text := range []string{`{"type":"connection_init"}`, fmt.Sprintf(`{"id":"<1>","type":"subscribe","payload":{"query":%q}}`, toChanges)} {
		if err := conn.Write(t.Context(), websocket.MessageText, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	results := make(chan string, 100)
	go func() {
		for {
			_, text, err := conn.Read(t.Context())
			if err != nil {
				return
			}
			var m struct {
				ID, Type string
				Payload  json.RawMessage
			}
			if err := json.Unmarshal(text, &m); err != nil || m.Type == "next" && m.ID != "<1>" {
				t.Errorf("%v: %s", err, text)
			}
			if m.Type == "next" {
				results <- string(m.Payload)
			}
		}
	}()
	return results
}

// A hundred who ask for the same subscription, over event streams and WebSockets, have the same
// bytes of each event, for which the subscription is executed once.
func TestIdenticalSubscribers(t *testing.T) {
	content, data := t.TempDir(), t.TempDir()
	db, err := sqlite.Open(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	says := 0
	change := func() {
		t.Helper()
		says++
		write(t, content, "ada.md", strings.ReplaceAll(adaPost, "会学习", fmt.Sprintf("会 <学习> %d 次", says)))
		if _, err := ingest.Run(t.Context(), db, ingest.Options{Paths: []string{content}}); err != nil {
			t.Fatal(err)
		}
	}
	change()
	s, _, err := parse([]string{"--data", data}, noEnv)
	if err != nil {
		t.Fatal(err)
	}
	st := &fetched{Store: db}
	server, _, _, err := newServer(t.Context(), st, s, &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	listening := httptest.NewServer(server.Handler)
	t.Cleanup(listening.Close)
	var all []<-chan string
	for range 50 {
		all = append(all, heardEvents(t, listening.URL), heardMessages(t, listening.URL))
	}
	last := make([]string, len(all))
	drained := func() (heard int) { // how many have heard something so far
		for i, results := range all {
			for len(results) > 0 {
				last[i] = <-results
			}
			if last[i] != "" {
				heard++
			}
		}
		return heard
	}
	until(t, "an event for each subscriber", func() bool { // who has not joined yet misses an event
		change()
		return drained() == len(all)
	})
	// All have joined, so one more event comes to all. It is the next one after those that are
	// still on their way.
	until(t, "the last of the earlier events", func() bool {
		drained()
		for _, text := range last {
			if !strings.Contains(text, fmt.Sprintf(`"revision":%d,`, says)) {
				return false
			}
		}
		return true
	})
	before := st.times.Load()
	change()
	want := fmt.Sprintf(`{"data":{"corpusChanged":{"revision":%d,"updated":1,"appearances":[{"key":"ada/2020","title":"某播客访谈"}]}}}`, says)
	until(t, "the event", func() bool {
		drained()
		for _, text := range last {
			if text != want {
				return false
			}
		}
		return true
	})
	if n := st.times.Load() - before; n != 1 {
		t.Errorf("the subscription was executed %d times for one event; want once", n)
	}
}
