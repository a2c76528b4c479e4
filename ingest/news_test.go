package ingest

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"viewline/diagnostic"
	"viewline/ingest/files"
)

// What was said of a file is said again once the file has changed, or once it was not true for
// a while. The report has all of it each time.
func TestNews(t *testing.T) {
	const broken = "---\n- a\n---\n"
	dir := folder(t, map[string]string{"a.md": text("Ada", "2020"), "bad.md": broken, "worse.md": broken, "empty/x.txt": "x"})
	save := func(name, text string, at int64) {
		t.Helper()
		write(t, dir, map[string]string{name: text})
		if err := os.Chtimes(filepath.Join(dir, name), time.Time{}, time.Unix(at, 0)); err != nil {
			t.Fatal(err)
		}
	}
	paths := []string{dir, filepath.Join(dir, "empty")}
	var news News
	step := func(what string, want ...string) {
		t.Helper()
		var said []string
		r, err := news.Run(t.Context(), nil, Options{Paths: paths, Check: true, Detailed: true, Diagnose: func(d diagnostic.Diagnostic) {
			said = append(said, filepath.Base(d.Path))
		}})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(said, want) {
			t.Errorf("%s: said %q, want %q", what, said, want)
		}
		if what != "mended" && len(r.Diagnostics) != 3 {
			t.Errorf("%s: %d diagnostics in the report, want 3: %v", what, len(r.Diagnostics), r.Diagnostics)
		}
	}
	save("bad.md", broken, 1)
	save("worse.md", broken, 1)
	step("at first", "empty", "bad.md", "worse.md")
	save("a.md", text("Ada", "2021"), 2)
	step("another post changed")
	save("bad.md", broken, 2)
	step("saved as it was", "bad.md")
	if _, err := news.Run(t.Context(), nil, Options{Paths: []string{filepath.Join(dir, "none")}, Check: true, Diagnose: func(diagnostic.Diagnostic) {}}); !errors.Is(err, files.ErrPath) {
		t.Errorf("no such folder: %v", err)
	}
	step("after a run that failed")
	save("bad.md", text("Bob", "2020"), 3)
	step("mended")
	save("bad.md", broken, 2)
	step("broken as before", "bad.md")
}
