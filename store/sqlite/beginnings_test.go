package sqlite_test

import (
	"fmt"
	"strings"
	"testing"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// A beginning finds all words that begin so, few or very many, and no word beside them:
// many are not spelled out.
func TestBeginnings(t *testing.T) {
	s := open(t, t.TempDir())
	var papers []*timeline.Paper
	add := func(title string) {
		papers = append(papers, &timeline.Paper{Slug: fmt.Sprintf("p%03d", len(papers)), Title: title})
	}
	for i := range 255 {
		add(fmt.Sprintf("few%03d", i))
	}
	for i := range 300 {
		add(fmt.Sprintf("many%03d", i))
	}
	for _, title := range []string{"few", "fev", "fex", "man", "mao", "few000 many000", "fewʼer", "naïve", "ﬁnal"} {
		add(title)
	}
	load(t, s, store.Batch{Papers: papers})
	for text, want := range map[string]int{
		"few": 258, "few0": 101, "few000": 2, "few0000": 0, "many": 301, "many29": 10, "man": 302, "many000 few": 1, "few many": 0, "fe": 0, "nai": 1, "fin": 1,
	} {
		for _, ranked := range []bool{false, true} {
			found, err := s.Search(t.Context(), store.SearchFilter{Text: text, Ranked: ranked}, relay.Query{Limit: 1000})
			if err != nil || len(found.Items) != want {
				t.Errorf("search %q, ranked %v: %d hits, %v; want %d", text, ranked, len(found.Items), err, want)
			}
		}
		if n, err := s.CountHits(t.Context(), store.SearchFilter{Text: text}); err != nil || n != want {
			t.Errorf("count %q: %d, %v; want %d", text, n, err, want)
		}
		page, err := s.ListPapers(t.Context(), store.PaperFilter{Text: text}, store.PapersByTitle, relay.Query{Limit: 1000})
		if err != nil || len(page.Items) != want {
			t.Errorf("papers by title with %q: %d, %v; want %d", text, len(page.Items), err, want)
		}
	}
	// A beginning of a thousand bytes is none, and finds nothing.
	if n, err := s.CountHits(t.Context(), store.SearchFilter{Text: strings.Repeat("few", 400)}); err != nil || n != 0 {
		t.Errorf("%d, %v; want none", n, err)
	}
}
