package ingest

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"viewline/diagnostic"
)

// An import of posts that are followed does not read files that are as they were, and reads each
// that is not, whatever its size and its time say.
func TestHashesOfFiles(t *testing.T) {
	dir := folder(t, map[string]string{"a.md": text("Ada", "2020"), "b.md": text("Bob", "2021"), "c.md": text("Eve", "2022")})
	st := open(t)
	var news News
	step := func(what, want string, kept ...string) {
		t.Helper()
		r, err := news.Run(t.Context(), st, Options{Paths: []string{dir}, Diagnose: func(diagnostic.Diagnostic) {}})
		if err != nil {
			t.Fatal(err)
		}
		if got := counts(r); got != want {
			t.Errorf("%s: %s; want %s", what, got, want)
		}
		var got []string
		for _, path := range slices.Sorted(maps.Keys(news.hashes.last)) {
			got = append(got, filepath.Base(path))
		}
		if !slices.Equal(got, kept) {
			t.Errorf("%s: the hashes of %v are kept; want %v", what, got, kept)
		}
	}
	step("all have been written just now", "+3 ~0 =0 -0 !0")
	news.hashes.clock = func() time.Time { return time.Now().Add(time.Hour) }
	step("nothing changed", "+0 ~0 =3 -0 !0", "a.md", "b.md", "c.md")
	asIs := maps.Clone(news.hashes.last)
	step("nothing changed again", "+0 ~0 =3 -0 !0", "a.md", "b.md", "c.md")
	if !maps.Equal(news.hashes.last, asIs) {
		t.Errorf("%v is kept; want %v", news.hashes.last, asIs)
	}

	path, other := filepath.Join(dir, "a.md"), filepath.Join(dir, "a.txt")
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, map[string]string{"a.txt": text("Ada", "2019")})
	if err := errors.Join(os.Chtimes(other, time.Time{}, info.ModTime()), os.Rename(other, path)); err != nil {
		t.Fatal(err)
	}
	step("another text of the same size and time", "+0 ~1 =2 -0 !0", "a.md", "b.md", "c.md")
	write(t, dir, map[string]string{"people.yaml": "- slug: bobby\n  name: Bob\n"})
	step("a file beside the posts changed", "+1 ~0 =2 -1 !0", "a.md", "b.md", "c.md")
	write(t, dir, map[string]string{"a.md": text("Ada", "2018")})
	kept := news.hashes.last[path]
	kept.was = identify(path) // as if that was what had been read
	news.hashes.last[path] = kept
	step("a text that is not read", "+0 ~0 =3 -0 !0", "a.md", "b.md", "c.md")
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	step("a post is gone", "+0 ~0 =2 -0 !0", "b.md", "c.md")
}
