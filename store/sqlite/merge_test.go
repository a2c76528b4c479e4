package sqlite_test

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"

	"viewline/store"
	"viewline/timeline"
)

// The index of many imports is one part when they have grown by half; a small import
// after that leaves the part as it is and adds another, and many such are merged.
func TestMerge(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	db, err := sql.Open("sqlite", filepath.Join(dir, "viewline.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	parts := func() (n int) {
		if err := db.QueryRow("SELECT count(DISTINCT segid) FROM token_idx").Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	papers := 0
	put := func(n int) {
		t.Helper()
		var b store.Batch
		for range n {
			papers++
			b.Papers = append(b.Papers, &timeline.Paper{Slug: fmt.Sprint("paper-", papers), Title: fmt.Sprint("On numbers such as ", papers)})
		}
		load(t, s, b)
	}
	for range 4 {
		put(10)
	}
	if n := parts(); n != 4 {
		t.Errorf("%d parts after 4 imports; want 4", n)
	}
	if put(10); parts() != 1 {
		t.Errorf("%d parts after one more; want 1", parts())
	}
	if put(1); parts() != 2 {
		t.Errorf("%d parts after an import of one paper more; want 2", parts())
	}
	for range 20 {
		put(1)
		if n := parts(); n > 8 {
			t.Errorf("%d parts after %d papers; want no more than 8", n, papers)
		}
	}
	for range 8 {
		put(10)
	}
	found, err := s.CountPapers(t.Context(), store.PaperFilter{Text: "numbers such"})
	if err != nil || found != papers {
		t.Errorf("%d papers are found, %v; want %d", found, err, papers)
	}
}
