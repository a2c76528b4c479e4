package main

import (
	"net/http"
	"strings"
	"testing"
)

// TestPagesUnderALowCost: --max-cost bounds what clients ask, and not what a page asks.
func TestPagesUnderALowCost(t *testing.T) {
	r := begin(t, "--data", t.TempDir(), "--content", "./content", "--max-cost", "10")
	for _, page := range []string{"/", "/people", "/people/ada-lovelace", "/people/grace-hopper", "/topics", "/papers", "/posts", "/search?text=wire", "/people.md", "/timeline.json"} {
		want := http.StatusOK
		if page == "/people/ada-lovelace" {
			want = http.StatusNotFound // nobody of the sample
		}
		if status, body := get(t, r.url+page); status != want {
			t.Errorf("%s: status %d, want %d: %s", page, status, want, body)
		}
	}
	if _, text := r.ask(t, "{ people(first: 100) { nodes { slug } } }"); !strings.Contains(text, "QUERY_TOO_COMPLEX") {
		t.Errorf("a client's query of cost 101 under --max-cost 10: %s; want QUERY_TOO_COMPLEX", text)
	}
}
