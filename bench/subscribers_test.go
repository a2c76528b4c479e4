package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/coder/websocket"

	"viewline/bench/corpus"
)

// The subscription that all subscribers ask for, how many posts each import changes, and over
// how many connections queries are asked meanwhile.
const (
	toChanges  = `subscription { corpusChanged { revision importedAt inserted updated removed appearances { key title person { name } } } }`
	eachImport = smallCorpus / 100
	askers     = 4
)

// BenchmarkSubscribers imports changed posts while queries are asked that were never asked
// before: without subscribers, and with a thousand of them with the same subscription, half
// over event streams and half over WebSockets. It reports how long queries take, how long after
// the first answer that has an import its event arrives, and how many bytes of the server's memory a subscriber
// takes.
func BenchmarkSubscribers(b *testing.B) {
	for _, n := range []int{0, 1000} {
		b.Run(fmt.Sprintf("subscribers=%d", n), func(b *testing.B) { subscribers(b, n) })
	}
}

func subscribers(b *testing.B, n int) {
	content, data := b.TempDir(), b.TempDir()
	if _, err := corpus.Write(content, smallCorpus, corpus.Ordinary); err != nil {
		b.Fatal(err)
	}
	importInto(b, data, content)
	debugging := freeAddress(b)
	p := server(b, data, "--debug-addr", debugging, "--max-streams", "2000")
	first(b, p, request(`{ corpus { posts } }`)) // what the first query alone makes is no subscriber's
	before := memory(b, debugging)
	heard := subscribe(b, p, n)
	each := float64(memory(b, debugging)-before) / float64(max(1, n))
	var queries, arrivals []float64
	for round := 0; b.Loop(); round++ {
		change(b, content, round)
		stop, seen := askOn(b, p, `{"data":{"person":{"slug":"ada-backus"`, neverAsked()), seeImport(b, p)
		importInto(b, data, content)
		for at := <-seen; len(arrivals) < (round+1)*n; {
			arrivals = append(arrivals, max(0, milliseconds(heard().Sub(at))))
		}
		queries = append(queries, stop()...)
	}
	if n > 0 {
		b.ReportMetric(each, "bytes/subscriber")
	}
	report(b, queries, "query")
	report(b, arrivals, "arrival")
}

// report reports percentiles, in milliseconds.
func report(b *testing.B, times []float64, what string) {
	b.Helper()
	if len(times) == 0 {
		return
	}
	slices.Sort(times)
	b.ReportMetric(times[len(times)/2], "p50-"+what+"-ms")
	b.ReportMetric(times[len(times)*99/100], "p99-"+what+"-ms")
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// importInto imports the posts of a folder by a process of its own.
func importInto(b *testing.B, data, content string) {
	b.Helper()
	if out, err := exec.Command(program(b, "loader"), "--data", data, content).CombinedOutput(); err != nil {
		b.Fatalf("load: %v\n%s", err, out)
	}
}

// change changes some of the posts, other ones in each round.
func change(b *testing.B, content string, round int) {
	b.Helper()
	for i := range eachImport {
		name, text := corpus.Post((round*eachImport+i)%smallCorpus, corpus.Ordinary)
		text = fmt.Appendf(text, "\n* **round %d:** said anew.\n", round)
		if err := os.WriteFile(filepath.Join(content, filepath.FromSlash(name)), text, 0o600); err != nil {
			b.Fatal(err)
		}
	}
}

// seeImport asks for the revision until there is a new one, and sends the time of that answer.
func seeImport(b *testing.B, p *process) (at <-chan time.Time) {
	b.Helper()
	const query = `{ corpus { revision } }`
	before := string(first(b, p, request(query)))
	c, err := p.dial()
	if err != nil {
		b.Fatal(err)
	}
	seen := make(chan time.Time, 1)
	go func() {
		defer c.conn.Close() //nolint:errcheck // nothing is left to be sent
		for {
			answer, err := c.ask(request(query))
			if err != nil {
				b.Error(err)
			}
			if err != nil || string(answer) != before {
				seen <- time.Now()
				return
			}
			time.Sleep(2 * time.Millisecond)
		}
	}()
	return seen
}

// neverAsked gives requests of which each has an operation name of its own.
func neverAsked() func(asker, k int) []byte {
	run := time.Now().UnixNano()
	return func(asker, k int) []byte {
		return request(strings.ReplaceAll(questions[0].query, "NAME", fmt.Sprintf("Q%d_%d_%d", run, asker, k)))
	}
}

// askOn has each of the askers ask its k-th request, from 0 on, until it is told to stop, which
// returns how many milliseconds each took. All answers have to start with want.
func askOn(b *testing.B, p *process, want string, request func(asker, k int) []byte) (stop func() []float64) {
	b.Helper()
	var ended atomic.Bool
	var all sync.WaitGroup
	times := make([][]float64, askers)
	for i := range askers {
		all.Go(func() {
			c, err := p.dial()
			if err != nil {
				b.Error(err)
				return
			}
			defer c.conn.Close() //nolint:errcheck // nothing is left to be sent
			for k := 0; !ended.Load(); k++ {
				r := request(i, k)
				begin := time.Now()
				if answer, err := c.ask(r); err != nil || !bytes.HasPrefix(answer, []byte(want)) {
					b.Errorf("%.300s, %v", answer, err)
					return
				}
				times[i] = append(times[i], milliseconds(time.Since(begin)))
			}
		})
	}
	return func() []float64 {
		ended.Store(true)
		all.Wait()
		return slices.Concat(times...)
	}
}

// subscribe has n clients subscribe. Heard waits for an event of one of them, and returns when
// it came.
func subscribe(b *testing.B, p *process, n int) (heard func() time.Time) {
	b.Helper()
	arrived := make(chan time.Time, n)
	tell := func(text []byte) {
		now := time.Now()
		if !bytes.HasPrefix(text, []byte(`{"data":{"corpusChanged":{"revision":`)) {
			b.Errorf("an event is %.300s", text)
		}
		arrived <- now
	}
	for i := range n {
		if i%2 == 0 {
			overEvents(b, p, tell)
		} else {
			overSocket(b, p, tell)
		}
	}
	time.Sleep(100 * time.Millisecond) // the last WebSockets may not have begun
	return func() time.Time {
		select {
		case at := <-arrived:
			return at
		case <-time.After(time.Minute):
			b.Fatal("an event did not arrive within a minute")
			return time.Time{}
		}
	}
}

// overEvents subscribes over an event stream, and returns once the stream is open.
func overEvents(b *testing.B, p *process, tell func([]byte)) {
	b.Helper()
	conn, err := net.Dial("tcp", p.addr)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = conn.Close() })
	post := bytes.Replace(request(toChanges), []byte("Accept: application/json"), []byte("Accept: text/event-stream"), 1)
	if _, err := conn.Write(post); err != nil {
		b.Fatal(err)
	}
	in := bufio.NewReaderSize(conn, 1<<10)
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			b.Fatal(err)
		}
		if strings.HasPrefix(line, "retry:") {
			break
		}
	}
	go func() {
		for {
			line, err := in.ReadBytes('\n')
			if err != nil {
				return
			}
			if data, ok := bytes.CutPrefix(line, []byte("data: {")); ok {
				tell(append([]byte("{"), data...))
			}
		}
	}()
}

// overSocket subscribes over a WebSocket, and returns once the server has greeted.
func overSocket(b *testing.B, p *process, tell func([]byte)) {
	b.Helper()
	ctx := context.Background()
	conn, resp, err := websocket.Dial(ctx, "ws://"+p.addr+"/query", &websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}})
	if err != nil {
		b.Fatal(err, resp)
	}
	b.Cleanup(func() { _ = conn.CloseNow() })
	subscription, err := json.Marshal(map[string]any{"id": "1", "type": "subscribe", "payload": map[string]string{"query": toChanges}})
	if err != nil {
		b.Fatal(err)
	}
	for _, text := range [][]byte{[]byte(`{"type":"connection_init"}`), subscription} {
		if err := conn.Write(ctx, websocket.MessageText, text); err != nil {
			b.Fatal(err)
		}
	}
	if _, text, err := conn.Read(ctx); err != nil || !bytes.Contains(text, []byte("connection_ack")) {
		b.Fatalf("%s, %v", text, err)
	}
	go func() {
		for {
			_, text, err := conn.Read(ctx)
			if err != nil {
				return
			}
			var m struct{ Payload json.RawMessage }
			if err := json.Unmarshal(text, &m); err != nil {
				b.Errorf("%v: %.300s", err, text)
			}
			tell(m.Payload)
		}
	}()
}

// freeAddress is an address of this machine where nobody listens.
func freeAddress(b *testing.B) string {
	b.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	defer listener.Close() //nolint:errcheck // nothing was accepted
	return listener.Addr().String()
}

// memory is how many bytes a process has in its heap and in its stacks after a garbage
// collection, by the metrics at its address for profiles.
func memory(b *testing.B, debugging string) int64 {
	b.Helper()
	get := func(path string) string {
		r, err := http.Get("http://" + debugging + path)
		if err != nil {
			b.Fatal(err)
		}
		defer r.Body.Close() //nolint:errcheck // read to its end
		text, err := io.ReadAll(r.Body)
		if err != nil || r.StatusCode != http.StatusOK {
			b.Fatalf("status %d, %v", r.StatusCode, err)
		}
		return string(text)
	}
	for range 3 { // stacks shrink by half in each
		get("/debug/pprof/heap?gc=1")
	}
	var sum int64
	for line := range strings.Lines(get("/metrics")) {
		for _, name := range []string{"go_memstats_heap_alloc_bytes ", "go_memstats_stack_inuse_bytes "} {
			if rest, ok := strings.CutPrefix(line, name); ok {
				var bytes float64
				if _, err := fmt.Sscan(rest, &bytes); err != nil {
					b.Fatal(err)
				}
				sum += int64(bytes)
			}
		}
	}
	return sum
}
