//go:build unix

package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/coder/websocket"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"viewline/cli"
)

// operationsFolder is a folder with operations, and a server that answers no others.
func operationsFolder(t *testing.T) *running {
	t.Helper()
	operations, content := t.TempDir(), t.TempDir()
	write(t, content, "ada.md", adaPost)
	write(t, operations, "people.graphql", "query Names($first: Int = 5) { people(first: $first) { nodes { name } } }\n")
	write(t, operations, "changes.graphql", "subscription { corpusChanged { revision } }\n")
	write(t, operations, "notes.txt", "{ not an operation")
	return begin(t, "--content", content, "--data", t.TempDir(), "--operations", operations)
}

func TestOperationsByHTTP(t *testing.T) {
	r := operationsFolder(t)
	ask := func(body string) (int, string) {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, r.url+"/query", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Content-Type", "application/json")
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = answer.Body.Close() }()
		text, _ := io.ReadAll(answer.Body)
		return answer.StatusCode, string(text)
	}
	const ada = `{"data":{"people":{"nodes":[{"name":"Ada"}]}}}`
	for _, body := range []string{`{"documentId":"people"}`, `{"documentId":"Names","variables":{"first":1}}`} {
		if status, text := ask(body); status != http.StatusOK || text != ada {
			t.Errorf("%s: status %d, %s", body, status, text)
		}
	}
	if status, text := get(t, r.url+"/query?documentId=people"); status != http.StatusOK || text != ada {
		t.Errorf("GET: status %d, %s", status, text)
	}
	for _, query := range []string{"{ people { nodes { name } } }", "{ __schema { types { name } } }", "{ __typename }", "subscription { corpusChanged { inserted } }"} {
		body, _ := json.Marshal(map[string]string{"query": query})
		if status, text := ask(string(body)); status != http.StatusForbidden || !strings.Contains(text, `"code":"OPERATION_NOT_ALLOWED"`) {
			t.Errorf("%s: status %d, %s", query, status, text)
		}
	}
	// The pages, their scripts, exports and tools ask as ever.
	for _, name := range []string{"lanes", "suggest"} {
		_, text := get(t, r.url+"/static/"+name+".graphql")
		variables := map[string]string{"lanes": `{"first":10}`, "suggest": `{"text":"ada","first":5}`}[name]
		if status, answer := get(t, r.url+"/query?"+url.Values{"query": {text}, "variables": {variables}}.Encode()); status != http.StatusOK || !strings.Contains(answer, "Ada") {
			t.Errorf("%s: status %d, %s", name, status, answer)
		}
	}
	for _, path := range []string{"/people/ada", "/people/ada.md", "/timeline.json"} {
		if status, text := get(t, r.url+path); status != http.StatusOK || !strings.Contains(text, "Ada") {
			t.Errorf("%s: status %d, %.300s", path, status, text)
		}
	}
	if text, failed := call(t, connect(t, &sdk.StreamableClientTransport{Endpoint: r.url + "/mcp"}), "find_people", "{}"); failed || !strings.Contains(text, "Ada") {
		t.Errorf("tools: %s", text)
	}
}

func TestOperationsByStream(t *testing.T) {
	r := operationsFolder(t)
	_, changed := get(t, r.url+"/static/changed.graphql")
	for parameters, want := range map[string]int{
		"documentId=changes": http.StatusOK, "query=" + url.QueryEscape(changed): http.StatusOK,
		"query=" + url.QueryEscape("subscription { corpusChanged { inserted } }"): http.StatusForbidden, "documentId=nothing": http.StatusForbidden,
	} {
		ctx, cancel := context.WithCancel(t.Context())
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, r.url+"/query?"+parameters, nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Accept", "text/event-stream")
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		first, _ := bufio.NewReader(answer.Body).ReadString('\n')
		if answer.StatusCode != want || (want == http.StatusOK) != (first == ":\n") {
			t.Errorf("%s: status %d, %q; want %d", parameters, answer.StatusCode, first, want)
		}
		cancel()
		_ = answer.Body.Close()
	}
}

func TestOperationsByWebSocket(t *testing.T) {
	r := operationsFolder(t)
	conn, answer, err := websocket.Dial(t.Context(), r.url+"/query", &websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}})
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body
	defer func() { _ = conn.CloseNow() }()
	say := func(text string) string {
		if err := conn.Write(t.Context(), websocket.MessageText, []byte(text)); err != nil {
			t.Fatal(err)
		}
		_, got, err := conn.Read(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return string(got)
	}
	say(`{"type":"connection_init"}`)
	if got, want := say(`{"id":"1","type":"subscribe","payload":{"documentId":"people"}}`), `{"id":"1","type":"next","payload":{"data":{"people":{"nodes":[{"name":"Ada"}]}}}}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if _, got, err := conn.Read(t.Context()); err != nil || !bytes.Contains(got, []byte("complete")) {
		t.Errorf("%s, %v", got, err)
	}
	if got := say(`{"id":"2","type":"subscribe","payload":{"query":"{ people { nodes { slug } } }"}}`); !strings.Contains(got, `"type":"error"`) || !strings.Contains(got, "OPERATION_NOT_ALLOWED") {
		t.Errorf("another operation: %s", got)
	}
}

func TestOperationsAreValidated(t *testing.T) {
	dir, empty := t.TempDir(), t.TempDir()
	write(t, dir, "a.graphql", "{ people { nodes { name } } }")
	write(t, dir, "b.graphql", "query B {\n  people { nodes { nme } }\n}\n")
	write(t, dir, "c.graphql", "query C {\n")
	write(t, dir, "d.graphql", "\n")
	twice := t.TempDir()
	write(t, twice, "a.graphql", "query Same { people { totalCount } }")
	write(t, twice, "b.graphql", "query Same { topics { totalCount } }")
	at := func(dir, name string) string { return filepath.Join(dir, name) }
	for folder, wants := range map[string][]string{
		dir:                  {at(dir, "b.graphql") + `:2:20: Cannot query field "nme" on type "Person".`, at(dir, "c.graphql") + ":2:1: Expected Name, found <EOF>", at(dir, "d.graphql") + ": the file is empty"},
		empty:                {empty + " has no file that ends in .graphql"},
		twice:                {at(twice, "b.graphql") + ": Same is the name of another document"},
		at(dir, "a.graphql"): {"is no folder"},
		at(dir, "none"):      {"no such file"},
	} {
		var stdout, stderr output
		code := run(t.Context(), []string{"--data", t.TempDir(), "--operations", folder}, noEnv, &stdout, &stderr)
		if code != cli.ExitUsage || !strings.HasPrefix(stderr.String(), "viewline: --operations: ") || strings.Count(stderr.String(), "\n") != 1 {
			t.Errorf("%s: exit code %d, %s", folder, code, &stderr)
		}
		for _, want := range wants {
			if !strings.Contains(stderr.String(), want) {
				t.Errorf("%s: %s; want %s", folder, &stderr, want)
			}
		}
		if strings.Contains(stderr.String(), "a.graphql:") {
			t.Errorf("%s: a right file is refused: %s", folder, &stderr)
		}
	}
	if _, err := os.Stat(at(dir, "a.graphql")); err != nil {
		t.Error(err)
	}
}
