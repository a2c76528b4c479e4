package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"sync"
	"testing"
	"time"

	"viewline/cli"
)

const patience = 30 * time.Second // far longer than any wait of the tests

// output is what a program has printed so far.
type output struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

// running is the program while it serves.
type running struct {
	url            string
	stdout, stderr *output
	stop           func() (exitCode int)
}

var endpointLine = regexp.MustCompile(`(?m)^endpoint    (http://127\.0\.0\.1:\d+)/query$`)

// begin starts the program on a free port and waits until it serves.
func begin(t *testing.T, args ...string) *running {
	t.Helper()
	return beginIn(t, noEnv, args...)
}

// beginIn starts the program in an environment.
func beginIn(t *testing.T, env cli.Environment, args ...string) *running {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	r := &running{stdout: new(output), stderr: new(output)}
	exited := make(chan int, 1)
	go func() {
		exited <- run(ctx, append([]string{"--addr=127.0.0.1:0"}, args...), env, r.stdout, r.stderr)
	}()
	r.stop = sync.OnceValue(func() int {
		cancel()
		return <-exited
	})
	t.Cleanup(func() { r.stop() })
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		if m := endpointLine.FindStringSubmatch(r.stdout.String()); m != nil {
			r.url = m[1]
			return r
		}
		if len(exited) > 0 {
			break
		}
	}
	t.Fatalf("it does not serve; stdout %q, stderr %q", r.stdout, r.stderr)
	return nil
}

var noEnv cli.Environment

func get(t *testing.T, url string) (status int, body string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(text)
}

// query decodes the answer to a query by POST; it must have no errors.
func (r *running) query(t *testing.T, query string, data any) {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": query})
	if err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, r.url+"/query", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	var decoded struct {
		Data   json.RawMessage
		Errors json.RawMessage
	}
	if err := json.NewDecoder(answer.Body).Decode(&decoded); err != nil || answer.StatusCode != http.StatusOK || decoded.Errors != nil {
		t.Fatalf("status %d, %v, errors %s", answer.StatusCode, err, decoded.Errors)
	}
	if err := json.Unmarshal(decoded.Data, data); err != nil {
		t.Fatal(err)
	}
}

// write writes a post into a folder.
func write(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
