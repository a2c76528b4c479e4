package main

import (
	"context"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"

	"viewline/post"
)

// The schema is served for tools, but not with --production.
func TestSchemaIsServed(t *testing.T) {
	want, err := os.ReadFile("schema.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		flag   string
		status int
		body   string
	}{{"--production=false", http.StatusOK, string(want)}, {"--production", http.StatusNotFound, ""}} {
		r := begin(t, "--data", t.TempDir(), "--content=", c.flag)
		status, body := fetch(t.Context(), t, r.url+"/schema.graphql")
		if status != c.status || c.body != "" && body != c.body {
			t.Errorf("%s: status %d and %d bytes; want %d and %d", c.flag, status, len(body), c.status, len(c.body))
		}
		r.stop()
	}
}

func fetch(ctx context.Context, t *testing.T, url string) (status int, body string) {
	t.Helper()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(text)
}

// The JSON Schemas of what authors write are there for editors, and docs/mapping.md tells an
// editor of each.
func TestJSONSchemas(t *testing.T) {
	r := begin(t, "--data", t.TempDir(), "--content=")
	doc, err := os.ReadFile("docs/mapping.md")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range post.Schemas {
		if status, body := get(t, r.url+"/schemas/"+name+".json"); status != 200 || body != string(want) {
			t.Errorf("%s: status %d, %.200s", name, status, body)
		}
		if name != "front-matter" && !strings.Contains(string(doc), "/schemas/"+name+".json") {
			t.Errorf("docs/mapping.md says nothing of /schemas/%s.json", name)
		}
	}
	for _, path := range []string{"/schemas/people", "/schemas/nobody.json", "/schemas/"} {
		if status, _ := get(t, r.url+path); status != 404 {
			t.Errorf("%s: status %d, want 404", path, status)
		}
	}
}
