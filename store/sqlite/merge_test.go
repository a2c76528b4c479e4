package sqlite_test

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"viewline/store"
	"viewline/store/sqlite"
	"viewline/timeline"
)

// The index of many imports has few parts: large ones are left as they are, up to four; a small
// import after that leaves them as they are and adds another, and many such are merged.
func TestMerge(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	parts := func() int { return partsOf(t, dir) }
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

// Thirty imports that change one document in a hundred each leave an index of few parts, and a
// file that is hardly larger than that of one import of the same. What is removed is given
// back.
func TestManySmallImports(t *testing.T) {
	const all, some = 2000, 20
	paper := func(n, version int) *timeline.Paper {
		words := make([]string, 60)
		for i := range words {
			words[i] = fmt.Sprintf("word%d", (n*131+i*i*17+version*7919)%9000)
		}
		return &timeline.Paper{Slug: fmt.Sprintf("paper-%04d", n), Title: strings.Join(words, " ")}
	}
	put := func(s *sqlite.Store, from, to, version int) {
		t.Helper()
		var b store.Batch
		for n := from; n < to; n++ {
			b.Papers = append(b.Papers, paper(n, version))
		}
		load(t, s, b)
	}
	size := func(dir string) int64 {
		t.Helper()
		info, err := os.Stat(filepath.Join(dir, "viewline.db"))
		if err != nil {
			t.Fatal(err)
		}
		return info.Size()
	}
	dir, clean := t.TempDir(), t.TempDir()
	s, want := open(t, dir), open(t, clean)
	put(s, 0, all, 0)
	most := 0
	for i := range 30 {
		put(s, i*some, (i+1)*some, 1)
		most = max(most, partsOf(t, dir))
	}
	var b store.Batch
	for n := range all {
		b.Papers = append(b.Papers, paper(n, min(1, max(0, 30*some-n))))
	}
	load(t, want, b)
	if most > 3 {
		t.Errorf("%d parts after one of the small imports; want 3 at most", most)
	}
	if got, least := size(dir), size(clean); float64(got) > 1.1*float64(least) {
		t.Errorf("the file has %d bytes after small imports, and %d after one; want a tenth more at most", got, least)
	}
	if _, err := s.Verify(t.Context(), func(f store.Finding) { t.Errorf("verify: %v", f) }); err != nil {
		t.Error(err)
	}
	before := size(dir)
	b = store.Batch{}
	for n := range all * 3 / 4 {
		b.RemovePapers = append(b.RemovePapers, paper(n, 0).Slug)
	}
	load(t, s, b)
	if after := size(dir); after > before/2 {
		t.Errorf("three quarters are removed, and the file has %d bytes of %d; want less than half", after, before)
	}
	found, err := s.CountPapers(t.Context(), store.PaperFilter{})
	if err != nil || found != all/4 {
		t.Errorf("%d papers are found, %v; want %d", found, err, all/4)
	}
}

// partsOf is how many parts the index of tokens has.
func partsOf(t *testing.T, dir string) (n int) {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(dir, "viewline.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // nothing was written
	if err := db.QueryRow("SELECT count(DISTINCT segid) FROM token_idx").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}
