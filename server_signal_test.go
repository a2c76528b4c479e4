//go:build unix

package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// asProgram is the environment variable that makes the test's program run as the server.
const asProgram = "TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	os.Exit(m.Run())
}

// process is the server as a process of its own.
type process struct {
	*exec.Cmd
	url    string
	stderr *output
}

func startProcess(t *testing.T, args ...string) *process {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*patience)
	t.Cleanup(cancel)
	p := &process{Cmd: exec.CommandContext(ctx, self, append([]string{"--addr=127.0.0.1:0", "--data", t.TempDir()}, args...)...), stderr: new(output)}
	p.Env = append(os.Environ(), asProgram+"=1", "MONGODB_URI=")
	p.Stderr = p.stderr
	stdout, err := p.StdoutPipe()
	if err == nil {
		err = p.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = p.Process.Kill(), p.Wait() })
	for lines := bufio.NewScanner(stdout); lines.Scan(); {
		if m := endpointLine.FindStringSubmatch(lines.Text()); m != nil {
			p.url = m[1]
			go func() { _, _ = io.Copy(io.Discard, stdout) }()
			return p
		}
	}
	t.Fatalf("it does not serve; stderr %q", p.stderr)
	return nil
}

// signal sends a signal to the process and expects the process to end; see ended.
func (p *process) signal(t *testing.T, s os.Signal) {
	t.Helper()
	if err := p.Process.Signal(s); err != nil {
		t.Fatal(err)
	}
}

// ended expects the process to end by itself with exit code 0.
func (p *process) ended(t *testing.T) {
	t.Helper()
	if err := p.Wait(); err != nil {
		t.Errorf("it ends with %v, stderr %q; want exit code 0", err, p.stderr)
	}
}

const changes = `subscription { corpusChanged { revision } }`

// TestSignals: at SIGHUP as at SIGTERM, streams of both kinds are completed, and the
// exit code is 0.
func TestSignals(t *testing.T) {
	for _, s := range []os.Signal{syscall.SIGHUP, syscall.SIGTERM, os.Interrupt} {
		t.Run(fmt.Sprint(s), func(t *testing.T) {
			t.Parallel()
			if signal.Ignored(s) {
				t.Skip("these tests were started with nohup, which the server respects")
			}
			p := startProcess(t, "--content=")
			request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.url+"/query?query="+url.QueryEscape(changes), nil)
			if err != nil {
				t.Fatal(err)
			}
			request.Header.Set("Accept", "text/event-stream")
			stream, err := http.DefaultClient.Do(request)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = stream.Body.Close() }()
			events := bufio.NewReader(stream.Body)
			if first, err := events.ReadString('\n'); err != nil || stream.StatusCode != http.StatusOK { // the stream is open
				t.Fatalf("status %d, %q, %v", stream.StatusCode, first, err)
			}
			conn, _, err := socket(t, p.url, p.url)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = conn.CloseNow() }()
			say := func(text string) {
				t.Helper()
				if err := conn.Write(t.Context(), websocket.MessageText, []byte(text)); err != nil {
					t.Fatal(err)
				}
			}
			subscription, _ := json.Marshal(changes)
			say(`{"type":"connection_init"}`)
			say(`{"type":"subscribe","id":"1","payload":{"query":` + string(subscription) + `}}`)
			say(`{"type":"subscribe","id":"2","payload":{"query":"{ __typename }"}}`)
			for said := ""; !strings.Contains(said, `"complete"`); said = hear(t, conn) { // both streams have begun
			}
			p.signal(t, s)
			if got := hear(t, conn); got != `{"id":"1","type":"complete"}` {
				t.Errorf("the socket says %s; want that it is complete", got)
			}
			if _, _, err := conn.Read(t.Context()); websocket.CloseStatus(err) != websocket.StatusGoingAway {
				t.Errorf("the socket ends with %v; want 1001", err)
			}
			rest, err := io.ReadAll(events)
			if err != nil || !strings.HasSuffix(string(rest), "event: complete\ndata: \n\n") {
				t.Errorf("the stream ends with %q, %v; want that it is complete", rest, err)
			}
			p.ended(t)
		})
	}
}

func hear(t *testing.T, conn *websocket.Conn) string {
	t.Helper()
	_, text, err := conn.Read(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestHangupIgnored: a program that was started with SIGHUP ignored, as nohup does, goes on
// when its terminal is closed.
func TestHangupIgnored(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := exec.LookPath("nohup"); err != nil {
		t.Skip("no nohup")
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	c := exec.CommandContext(ctx, "nohup", self, "--addr=127.0.0.1:0", "--content=", "--data", t.TempDir())
	c.Env = append(os.Environ(), asProgram+"=1", "MONGODB_URI=")
	stdout, err := c.StdoutPipe()
	if err = errors.Join(err, c.Start()); err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(stdout); lines.Scan() && !endpointLine.MatchString(lines.Text()); {
	}
	if err := errors.Join(c.Process.Signal(syscall.SIGHUP), c.Process.Signal(syscall.SIGTERM)); err != nil {
		t.Fatal(err)
	}
	if err := c.Wait(); err != nil { // SIGTERM is the first signal that counts; a second one would kill the process
		t.Errorf("%v; want that the first signal did nothing", err)
	}
}

// TestReadyUnderTraffic: /readyz answers 200 while more queries wait than run.
func TestReadyUnderTraffic(t *testing.T) {
	p := startProcess(t, "--answer-cache=0", "--document-cache=0", "--max-operations=64")
	ctx, cancel := context.WithCancel(t.Context())
	var traffic sync.WaitGroup
	defer traffic.Wait()
	defer cancel()
	answered := make(chan struct{}, 1)
	for i := range 32 {
		traffic.Go(func() {
			for n := 0; ctx.Err() == nil; n++ {
				q := fmt.Sprintf(`{ people(first: 100) { nodes { a%d_%d: name viewpoints(first: 20, filter: {text: "的"}) { totalCount nodes { text { html } } } } } }`, i, n)
				request, err := http.NewRequestWithContext(ctx, http.MethodGet, p.url+"/query?query="+url.QueryEscape(q), nil)
				if err != nil {
					return
				}
				if answer, err := http.DefaultClient.Do(request); err == nil {
					_, _ = io.Copy(io.Discard, answer.Body)
					_ = answer.Body.Close()
					select {
					case answered <- struct{}{}:
					default:
					}
				}
			}
		})
	}
	<-answered
	for range 50 {
		client := http.Client{Timeout: time.Minute}
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.url+"/readyz", nil)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := client.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close()
		if answer.StatusCode != http.StatusOK {
			t.Errorf("status %d; want 200", answer.StatusCode)
		}
	}
}
