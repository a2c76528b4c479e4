package sqlite_test

import (
	"fmt"
	"strings"
	"testing"

	"viewline/relay"
	"viewline/store"
	"viewline/store/storetest"
	"viewline/timeline"
)

// oddTopics are slugs that an index could mistake: for an expression, for several tokens,
// or for each other.
func oddTopics() []string {
	long := strings.Repeat("a", 40_000)
	return []string{
		"a", "A", "b", "a b", "a-b", "a*", "*", `"a"`, `"`, "a AND b", "a OR b", "NOT", "NEAR", "NEAR(a b)", "^a", "tokens:a",
		"a\x00b", "a\x00", "\x00", "a\tb", "ä", "Ä", "a\u0308", "人", "人工", "人工智能",
		"\ue000", "\ue041", "\ue080", "\ue080\ue041", "\ue081", "\U0010FFFF", long, long + "b", long[:500], strings.Repeat("人", 2000),
	}
}

// TestTokensAreLiteral finds by each topic the one viewpoint that is about it.
func TestTokensAreLiteral(t *testing.T) {
	s := open(t, t.TempDir())
	topics := oddTopics()
	p := &timeline.Post{Path: "p.md", Slug: "p", Sections: []*timeline.Section{{Heading: "Views"}}}
	for _, topic := range topics {
		p.Sections[0].Viewpoints = append(p.Sections[0].Viewpoints, &timeline.Viewpoint{Topics: []string{topic}})
	}
	load(t, s, store.Batch{Posts: []store.PostDocuments{{Post: p}}})
	pages, err := s.ViewpointsBy(t.Context(), store.ByTopic, topics, store.ViewpointFilter{}, relay.Query{Limit: 5})
	if err != nil {
		t.Fatal(err)
	}
	for i, found := range pages {
		want := fmt.Sprintf("p#1.%d", i+1)
		if len(found.Items) != 1 || storetest.SpotOf(found.Items[0]) != want {
			t.Errorf("%.20q: %d viewpoints, first %+v; want %s alone", topics[i], len(found.Items), found.Items, want)
		}
	}
}

// TestSearchIsLiteral searches for texts that FTS5 would take for expressions.
func TestSearchIsLiteral(t *testing.T) {
	s := open(t, t.TempDir())
	p := &timeline.Paper{Slug: "p", Title: "near AND or \"not\" a* b:c (d) 人工智能 e\x00f", Authors: []string{"O'Hara"}}
	load(t, s, store.Batch{Papers: []*timeline.Paper{p}})
	for text, want := range map[string]int{
		`NEAR`: 1, `near and or not`: 1, `"not"`: 1, `"not`: 1, `a*`: 1, `nea*`: 1, `ne*`: 0, `ear*`: 0, `NOT absent`: 0, `near OR absent`: 0, `b:c`: 1,
		`(d`: 1, `d)`: 1, `人工`: 1, `智`: 1, `人智`: 0, "e\x00f": 1, `^near`: 1, `-near`: 1, `O'Hara`: 1, `'; DROP TABLE token`: 0,
		strings.Repeat("x", 100_000): 0, strings.Repeat("near ", 1000): 1, many(500): 0,
		``: 0, ` `: 0, `*`: 0, `"`: 0, "\x00": 0,
	} {
		for _, ranked := range []bool{false, true} {
			f := store.SearchFilter{Text: text, Ranked: ranked}
			found, err := s.Search(t.Context(), f, relay.Query{Limit: 5, Descending: true})
			if err != nil || len(found.Items) != want {
				t.Errorf("search %.20q, ranked %v: %d hits, %v; want %d", text, ranked, len(found.Items), err, want)
			}
			if n, err := s.CountHits(t.Context(), f); err != nil || n != want {
				t.Errorf("count %.20q: %d hits, %v; want %d", text, n, err, want)
			}
		}
	}
}

// many is a text with so many different words.
func many(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "word%d ", i)
	}
	return b.String()
}
