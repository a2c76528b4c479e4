package main

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"viewline/store/mongodb/mongotest"
)

// While MongoDB is down, queries that were answered before are answered from the cache,
// other queries fail with a reason, and /readyz says why. Once MongoDB is back, all queries
// are answered again.
func TestMongoDBOutage(t *testing.T) {
	p := mongotest.NewProxy(t)
	content := t.TempDir()
	write(t, content, "ada.md", adaPost)
	r := begin(t, "--content", content, "--mongodb-uri", p.URI, "--database", mongotest.Database(t))
	ask := func(path string) (status int, warning, body string) {
		t.Helper()
		response, err := http.Get(r.url + path)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = response.Body.Close() }()
		all, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		return response.StatusCode, response.Header.Get("Warning"), string(all)
	}
	query := func(q string) string { return "/query?query=" + url.QueryEscape(q) }
	until := func(what string, ok func() bool) {
		t.Helper()
		for end := time.Now().Add(time.Minute); !ok(); time.Sleep(20 * time.Millisecond) {
			if time.Now().After(end) {
				t.Fatalf("%s did not come about within a minute", what)
			}
		}
	}
	known := query("{ corpus { appearances } }")
	const want = `{"data":{"corpus":{"appearances":1}}}`
	if status, warning, body := ask(known); status != 200 || warning != "" || body != want {
		t.Fatalf("status %d, Warning %q, %s; want %s", status, warning, body, want)
	}
	p.Cut()
	until("503 of /readyz", func() bool { status, _, _ := ask("/readyz"); return status == 503 })
	if _, _, body := ask("/readyz"); !strings.Contains(body, "not ready: database unavailable: MongoDB at 127.0.0.1:") {
		t.Errorf("/readyz says %q; want the reason", body)
	}
	until("a warning", func() bool {
		status, warning, body := ask(known)
		if status != 200 || body != want {
			t.Fatalf("status %d, %s; want the answer that was kept", status, body)
		}
		return warning == `110 - "Response is Stale"`
	})
	if _, _, body := ask(query("{ corpus { posts } }")); !strings.Contains(body, "the database cannot be reached right now") {
		t.Errorf("a question that was not asked before: %s; want the reason", body)
	}
	p.Mend()
	until("200 of /readyz", func() bool { status, _, _ := ask("/readyz"); return status == 200 })
	until("no warning", func() bool { _, warning, _ := ask(known); return warning == "" })
	if status, _, body := ask(query("{ corpus { posts } }")); status != 200 || body != `{"data":{"corpus":{"posts":1}}}` {
		t.Errorf("once it is back: status %d, %s", status, body)
	}
}
