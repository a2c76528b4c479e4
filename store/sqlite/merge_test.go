package sqlite_test

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"viewline/store"
	"viewline/timeline"
)

// However many transactions an import takes, the index is one when it ends; a
// small import after it leaves that as it is and adds a part, and many such are
// merged.
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
		if err := s.Put(t.Context(), b); err != nil {
			t.Fatal(err)
		}
	}
	commit := func() {
		t.Helper()
		if _, err := s.Commit(t.Context(), time.UnixMilli(0)); err != nil {
			t.Fatal(err)
		}
	}
	for range 12 {
		put(10)
	}
	if n := parts(); n != 12 {
		t.Errorf("%d parts during an import of 12 transactions; want 12", n)
	}
	if commit(); parts() != 1 {
		t.Errorf("%d parts at its end; want 1", parts())
	}
	put(1)
	if commit(); parts() != 2 {
		t.Errorf("%d parts after an import of one paper more; want 2", parts())
	}
	for range 20 {
		put(1)
		commit()
		if n := parts(); n > 8 {
			t.Errorf("%d parts after %d papers; want no more than 8", n, papers)
		}
	}
	for range 8 {
		put(10)
		commit()
	}
	found, err := s.CountPapers(t.Context(), store.PaperFilter{Text: "numbers such"})
	if err != nil || found != papers {
		t.Errorf("%d papers are found, %v; want %d", found, err, papers)
	}
}
