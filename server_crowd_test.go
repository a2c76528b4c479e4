package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"viewline/ingest"
	"viewline/relay"
	"viewline/store"
	"viewline/store/sqlite"
	"viewline/timeline"
)

// watched is a store that tells how often it lists something, and whose lists of people
// return only when nobody waits for them any more.
type watched struct {
	store.Store
	appearances, people, left atomic.Int64
}

func (s *watched) ListAppearances(ctx context.Context, f store.AppearanceFilter, q relay.Query) (relay.Page[*timeline.Appearance], error) {
	s.appearances.Add(1)
	return s.Store.ListAppearances(ctx, f, q)
}

func (s *watched) ListPeople(ctx context.Context, _ store.PersonFilter, _ store.PersonOrder, _ relay.Query) (relay.Page[*timeline.Person], error) {
	s.people.Add(1)
	<-ctx.Done()
	s.left.Add(1)
	return relay.Page[*timeline.Person]{}, ctx.Err()
}

// watchStore serves a post from a store that is watched.
func watchStore(t *testing.T, args ...string) (*watched, string) {
	t.Helper()
	content, data := t.TempDir(), t.TempDir()
	write(t, content, "ada.md", adaPost)
	db, err := sqlite.Open(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	if _, err := ingest.Run(t.Context(), db, ingest.Options{Paths: []string{content}}); err != nil {
		t.Fatal(err)
	}
	s, _, err := parse(append(args, "--data", data), noEnv)
	if err != nil {
		t.Fatal(err)
	}
	st := &watched{Store: db}
	server, _, _, err := newServer(t.Context(), st, s, &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	listening := httptest.NewServer(server.Handler)
	t.Cleanup(listening.Close)
	return st, listening.URL
}

func until(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !is(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("there is not: %s", what)
		}
	}
}

// Ten expensive queries leave room for cheap ones. When their clients leave, they end.
func TestExpensiveQueries(t *testing.T) {
	for name, args := range map[string][]string{"kept answers": nil, "none": {"--answer-cache=0"}} {
		t.Run(name, func(t *testing.T) {
			st, base := watchStore(t, append(args, "--timeout=10m")...)
			cheap := func(alias string) {
				if status, body := get(t, base+"/query?query="+url.QueryEscape("{ "+alias+": corpus { posts } }")); status != 200 || body != `{"data":{"`+alias+`":{"posts":1}}}` {
					t.Errorf("a cheap query: status %d, %s", status, body)
				}
			}
			ctx, leave := context.WithCancel(t.Context())
			var all sync.WaitGroup
			for i := range 10 {
				all.Go(func() {
					query := fmt.Sprintf("{ q%d: people(first: 100) { nodes { appearances(first: 100) { nodes { key } } } } }", i)
					r, err := http.NewRequestWithContext(ctx, http.MethodGet, base+"/query?query="+url.QueryEscape(query), nil)
					if err != nil {
						t.Error(err)
						return
					}
					if resp, err := http.DefaultClient.Do(r); err == nil {
						_ = resp.Body.Close()
						t.Errorf("status %d; want no answer before the client leaves", resp.StatusCode)
					}
				})
			}
			most := int64(max(2, runtime.GOMAXPROCS(0)/2))
			until(t, "the expensive queries run", func() bool { return st.people.Load() == most })
			cheap("meanwhile")
			leave()
			all.Wait()
			until(t, "the end of all expensive queries that began", func() bool { return st.left.Load() == st.people.Load() })
			cheap("afterwards")
		})
	}
}

// However many ask for a file at once, and however often, it is made once for each state.
func TestExportsAreMadeOnce(t *testing.T) {
	st, base := watchStore(t)
	for _, path := range []string{"/timeline.json", "/timeline.ics", "/feed.atom", "/timeline.json?person=ada", "/people/ada/2020"} {
		before := st.appearances.Load()
		bodies := make([]string, 24)
		var all sync.WaitGroup
		for i := range bodies {
			all.Go(func() {
				var status int
				if status, bodies[i] = get(t, base+path); status != http.StatusOK {
					t.Errorf("%s: status %d", path, status)
				}
			})
		}
		all.Wait()
		for _, b := range bodies {
			if b != bodies[0] || b == "" {
				t.Errorf("%s: %.100q and %.100q", path, b, bodies[0])
			}
		}
		if n := st.appearances.Load() - before; n > 1 {
			t.Errorf("%s: appearances were listed %d times; want once", path, n)
		}
	}
}

// One client cannot have all streams, and those that it has leave queries alone.
func TestStreamsOfOneClient(t *testing.T) {
	content := t.TempDir()
	write(t, content, "ada.md", adaPost)
	r := begin(t, "--content", content, "--data", t.TempDir(), "--max-streams=8", "--max-streams-per-address=2")
	good(t, r.url)
	before := heap()
	subscribe := func(ctx context.Context) *http.Response {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, r.url+"/query?query="+url.QueryEscape("subscription { corpusChanged { revision } }"), nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Accept", "text/event-stream")
		resp, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		return resp
	}
	ctx, leave := context.WithCancel(t.Context())
	for i := range 20 {
		resp := subscribe(ctx)
		if want := map[bool]int{true: 200, false: 503}[i < 2]; resp.StatusCode != want {
			t.Errorf("stream %d: status %d; want %d", i, resp.StatusCode, want)
		}
		if i >= 2 {
			text, _ := io.ReadAll(resp.Body)
			_ = resp.Body.Close()
			if !strings.Contains(string(text), `"code":"OVERLOADED"`) {
				t.Errorf("stream %d: %s", i, text)
			}
		}
	}
	good(t, r.url)
	leave()
	until(t, "a place for a stream", func() bool {
		resp := subscribe(t.Context())
		defer func() { _ = resp.Body.Close() }()
		return resp.StatusCode == 200
	})
	flat(t, before)
}

// Clients that do not read their answers hold no more than there may be in flight, and
// leave queries alone once they are gone.
func TestAnswersThatNobodyReads(t *testing.T) {
	content := t.TempDir()
	write(t, content, "ada.md", adaPost)
	write(t, content, "bela.md", longPost())
	r := begin(t, "--content", content, "--data", t.TempDir(), "--max-answer=2000000", "--max-operations=4", "--timeout=2m", "--answer-cache=4000000")
	good(t, r.url)
	before := heap()
	var conns []net.Conn
	for i := range 40 {
		conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", strings.TrimPrefix(r.url, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		_ = conn.(*net.TCPConn).SetReadBuffer(4096)
		conns = append(conns, conn)
		query := fmt.Sprintf("{ a%d: viewpoints(first: 100) { nodes { text { html plain } } } }", i)
		_, _ = fmt.Fprintf(conn, "GET /query?query=%s HTTP/1.1\r\nHost: localhost\r\n\r\n", url.QueryEscape(query))
	}
	const few, all = 30 << 20, 40 * 1_300_000
	until(t, "answers that are written", func() bool { return heap() > before+2_000_000 })
	until(t, fmt.Sprintf("less than %d bytes in use, of all %d", few, all), func() bool { return heap() < before+few })
	for _, conn := range conns {
		_ = conn.Close()
	}
	// What still ran when its client went may take a moment, and others are refused for that long.
	until(t, "an answer to somebody else", func() bool {
		status, body := get(t, r.url+"/query?query="+url.QueryEscape("{ fresh: corpus { posts } }"))
		return status == 200 && body == `{"data":{"fresh":{"posts":2}}}`
	})
	flat(t, before)
}

// flat fails where much more of the heap is in use than before.
func flat(t *testing.T, before uint64) {
	t.Helper()
	const spare = 80 << 20 // kept answers, among others
	if after := heap(); after > before+spare {
		t.Errorf("%d bytes in use, %d before; want them flat", after, before)
	}
}
