package ingest

import (
	"testing"

	"viewline/store"
)

// expectCounted holds the numbers that documents carry to those that the store counts.
func expectCounted(t *testing.T, st store.Store) {
	t.Helper()
	m, err := readManifest(t.Context(), st)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range m.Papers {
		n, err := st.CountByPaper(t.Context(), []string{p.Slug})
		if err != nil || p.RecommendationCount != n[0] {
			t.Errorf("paper %s has %d recommendations, and %d are counted, %v", p.Slug, p.RecommendationCount, n, err)
		}
	}
}

// TestCountsFollowFromPosts has a paper recommended by more and by fewer posts, and
// more than once by one of them.
func TestCountsFollowFromPosts(t *testing.T) {
	lists := func(person string, times int) string {
		all := text(person, "2020年")
		for range times {
			all += "\n## " + person + " - 书单 - 2022年\n\n推荐论文：\n\n1. Attention Is All You Need\n"
		}
		return all
	}
	dir, st := folder(t, map[string]string{"a.md": lists("Ada", 1), "b.md": lists("Bob", 2)}), open(t)
	step := func(want int) {
		t.Helper()
		load(t, st, Options{Prune: true}, dir)
		expectCounted(t, st)
		found, err := st.Papers(t.Context(), []string{"attention-is-all-you-need"})
		if err != nil || found[0] == nil || found[0].RecommendationCount != want {
			t.Fatalf("the paper is %+v, %v; want %d recommendations", found[0], err, want)
		}
	}
	step(3)
	write(t, dir, map[string]string{"b.md": lists("Bob", 3), "c.md": lists("Cy", 1)})
	step(5)
	write(t, dir, map[string]string{"b.md": "", "c.md": lists("Ada", 1)}) // whose appearance has another key now
	step(2)
}
