package main

import (
	"context"
	"io"
	"net/http"
	"os"
	"testing"
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
