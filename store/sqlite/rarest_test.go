package sqlite

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"viewline/store"
	"viewline/store/storetest"
	"viewline/timeline"
)

// TestRarestFirst counts the pages of words in one part of the index and in two.
func TestRarestFirst(t *testing.T) {
	s, err := Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	papers := 0
	put := func(n int) {
		t.Helper()
		var b store.Batch
		for range n {
			papers++
			title := fmt.Sprint("common number", papers)
			if papers%4 == 0 {
				title += " frequent"
			}
			if papers == 7 {
				title += " rare"
			}
			b.Papers = append(b.Papers, &timeline.Paper{Slug: fmt.Sprint("paper-", papers), Title: title})
		}
		storetest.Put(t, s, time.Date(2026, 1, 1, 0, papers, 0, 0, time.UTC), b)
	}
	const many = 8_000 // so that the lists of frequent words take several pages
	for range 2 {
		put(many)
		for _, words := range [][]string{{"common", "rare", "frequent"}, {"frequent", "common", "rare"}, {"rare", "frequent", "common"}} {
			got, err := s.rarestFirst(t.Context(), [][]string{words, {"common", "rare"}})
			if err != nil || !slices.Equal(got[0], []string{"rare", "frequent", "common"}) || !slices.Equal(got[1], []string{"rare", "common"}) {
				t.Errorf("%d papers: %q, %v; want the rarest first", papers, got, err)
			}
		}
	}
	got, err := s.rarestFirst(t.Context(), [][]string{{"absent", "common"}, {"alone"}})
	if err != nil || !slices.Equal(got[0], []string{"absent", "common"}) || !slices.Equal(got[1], []string{"alone"}) {
		t.Errorf("a word that no entry has: %q, %v", got, err)
	}
}
