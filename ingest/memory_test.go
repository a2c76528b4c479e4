package ingest

import (
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"testing"

	"viewline/diagnostic"
	"viewline/post"
)

// A check with a memory parses only what has changed, and reports what one without reports.
func TestMemory(t *testing.T) {
	defer func() { parse = post.Parse }()
	var mu sync.Mutex
	var parsed []string
	parse = func(path string, src []byte, lib *post.Library) (*post.Document, diagnostic.List) {
		mu.Lock()
		defer mu.Unlock()
		parsed = append(parsed, path)
		return post.Parse(path, src, lib)
	}
	dir := folder(t, map[string]string{
		"a.md": text("Ada", "2020"), "b.md": text("Bob", "2020"), "x/b.md": text("Bob", "2021"), "bad.md": "---\n- a\n---\n",
		"shows.md": text("Cid", "2020") + "\n![A map](map.png)\n",
	})
	var memory Memory
	step := func(what string, want ...string) {
		t.Helper()
		check := func(m *Memory) string {
			parsed = nil
			r, err := Run(t.Context(), nil, Options{Paths: []string{dir}, Check: true, Detailed: true, Memory: m})
			if err != nil {
				t.Fatal(err)
			}
			text, err := json.Marshal(r)
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range r.Posts {
				more, err := json.Marshal([]any{p.Title, p.Lost, p.Ranges})
				if err != nil {
					t.Fatal(err)
				}
				text = append(text, more...)
			}
			return string(text)
		}
		got := check(&memory)
		slices.Sort(parsed)
		expect(t, what, strings.Join(parsed, " "), strings.Join(want, " "))
		expect(t, what+", report", got, check(nil))
	}
	step("at first", "a.md", "b.md", "bad.md", "shows.md", "x/b.md")
	step("again", "bad.md", "shows.md")
	write(t, dir, map[string]string{"a.md": text("Ada", "2021")})
	step("a post changed", "a.md", "bad.md", "shows.md")
	write(t, dir, map[string]string{"b.md": ""}) // is removed
	step("a post went", "bad.md", "shows.md")
	write(t, dir, map[string]string{"b.md": text("Bob", "2020")})
	step("the post is back", "b.md", "bad.md", "shows.md")
	write(t, dir, map[string]string{"x/topics.yaml": "- {slug: loom, name: Loom}\n"})
	step("a file beside a post", "bad.md", "shows.md", "x/b.md")
}
