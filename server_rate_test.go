package main

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/coder/websocket"
)

// TestRate has one client spend what its address may ask for in ten seconds, while another,
// behind the same proxy, is answered.
func TestRate(t *testing.T) {
	r := begin(t, "--data", t.TempDir(), "--content", "./content", "--rate", "1", "--max-cost", "200", "--trusted-proxies", "127.0.0.1,::1")
	ask := func(client, path string) (*http.Response, string) {
		t.Helper()
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, r.url+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("X-Forwarded-For", client)
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = response.Body.Close() }()
		body, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		return response, string(body)
	}
	costs := func(first int) string { // one for the connection and two for each appearance, and one for the request
		return "/query?query=" + url.QueryEscape(fmt.Sprintf("{ appearances(first: %d) { nodes { key person { slug } } } }", first))
	}
	const one, two = "192.0.2.1", "192.0.2.2"
	for _, first := range []int{70, 99} { // of 200 are 58 left behind the first, and 142 too few behind the second
		if response, body := ask(one, costs(first)); response.StatusCode != http.StatusOK || strings.Contains(body, "errors") {
			t.Fatalf("a query of %d appearances: %s %s", first, response.Status, body)
		}
	}
	query := costs(1)
	response, body := ask(one, query)
	if response.StatusCode != http.StatusTooManyRequests || response.Header.Get("Retry-After") == "" || !strings.Contains(body, `"code":"RATE_LIMITED"`) {
		t.Errorf("the third query: %s, Retry-After %q, %s; want 429 with a time and RATE_LIMITED", response.Status, response.Header.Get("Retry-After"), body)
	}
	if response, body := ask(one, "/people"); response.StatusCode != http.StatusTooManyRequests {
		t.Errorf("a page: %s %s; want 429", response.Status, body)
	}
	if response, _ := ask(one, "/readyz"); response.StatusCode != http.StatusOK {
		t.Errorf("/readyz: %s; want 200", response.Status)
	}
	if response, body := ask(two, query); response.StatusCode != http.StatusOK {
		t.Errorf("another client: %s %s; want 200", response.Status, body)
	}
}

// TestRateBySocket has one client spend the same on one WebSocket.
func TestRateBySocket(t *testing.T) {
	r := begin(t, "--data", t.TempDir(), "--content", "./content", "--rate", "1", "--max-cost", "200")
	conn, answer, err := websocket.Dial(t.Context(), r.url+"/query", &websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}})
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body
	defer func() { _ = conn.CloseNow() }()
	say := func(text string) string {
		t.Helper()
		if err := conn.Write(t.Context(), websocket.MessageText, []byte(text)); err != nil {
			t.Fatal(err)
		}
		return hear(t, conn)
	}
	say(`{"type":"connection_init"}`)
	for id, first := range []int{70, 99} {
		query := fmt.Sprintf(`{"id":"%d","type":"subscribe","payload":{"query":"{ appearances(first: %d) { nodes { key person { slug } } } }"}}`, id, first)
		if got := say(query); !strings.Contains(got, `"type":"next"`) {
			t.Fatalf("a query of %d appearances: %s", first, got)
		}
		hear(t, conn) // it is complete
	}
	if got := say(`{"id":"9","type":"subscribe","payload":{"query":"{ corpus { posts } }"}}`); !strings.Contains(got, `"type":"error"`) || !strings.Contains(got, `"code":"RATE_LIMITED"`) {
		t.Errorf("beyond what the address may ask for: %s", got)
	}
}
