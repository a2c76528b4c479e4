package ingest

import (
	"testing"

	"viewline/relay"
	"viewline/store"
)

// expectCounted holds the numbers that documents carry to those that the store counts.
func expectCounted(t *testing.T, st store.Store) {
	t.Helper()
	m, err := readManifest(t.Context(), st)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range m.People {
		n, err := st.CountByPerson(t.Context(), []string{p.Slug}, store.AppearanceFilter{})
		if err != nil || p.AppearanceCount != n[0].Appearances {
			t.Errorf("person %s has %d appearances, and %v are counted, %v", p.Slug, p.AppearanceCount, n, err)
		}
		last, err := st.AppearancesByPerson(t.Context(), []string{p.Slug}, store.AppearanceFilter{}, relay.Query{Limit: 1, Descending: true})
		if err != nil || len(last[0].Items) == 1 && last[0].Items[0].Place() != p.Latest {
			t.Errorf("person %s was last there at %q; want the place of %v, %v", p.Slug, p.Latest, last, err)
		}
	}
	for _, topic := range m.Topics {
		n, err := st.CountViewpointsBy(t.Context(), store.ByTopic, []string{topic.Slug}, store.ViewpointFilter{})
		if err != nil || topic.ViewpointCount != n[0] {
			t.Errorf("topic %s has %d viewpoints, and %d are counted, %v", topic.Slug, topic.ViewpointCount, n, err)
		}
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
