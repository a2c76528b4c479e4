package ingest

import (
	"strings"
	"testing"

	"viewline/store"
)

// TestWalk: posts that other processes added or removed since the run began are passed
// over.
func TestWalk(t *testing.T) {
	post := func(path string) *store.StoredPost { return &store.StoredPost{Path: path} }
	s := newStock()
	for _, path := range []string{"b", "d", "e", "f"} {
		s.add(post(path))
	}
	s.seal()
	s.removed[2] = true // e
	w, err := newWalk(s, func(yield func(*store.StoredPost, error) bool) {
		for _, path := range []string{"a", "b", "c", "e", "f", "g"} {
			if !yield(post(path), nil) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	defer w.stop()
	if p, err := w.at("a"); p != nil || err != nil {
		t.Errorf("at a: %v, %v; want nothing", p, err)
	}
	var came []string
	for w.next != nil {
		p, err := w.pop()
		if err != nil {
			t.Fatal(err)
		}
		if s.path(p.number) != p.Path {
			t.Errorf("%s has the number of %s", p.Path, s.path(p.number))
		}
		came = append(came, p.Path)
	}
	expect(t, "posts", strings.Join(came, " "), "b f")
}
