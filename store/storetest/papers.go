package storetest

import (
	"context"
	"fmt"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// paperExamples are papers in other orders than by date, and by how many people
// recommend them.
var paperExamples = []example{
	{"by title", papersByTitle},
	{"by recommendations", papersByRecommendations},
	{"by recommenders", papersByRecommenders},
	{"counts of a session", papersCounted},
}

// read is a paper that people recommend so often.
func read(slug, title string, times int, by ...string) *timeline.Paper {
	return &timeline.Paper{Slug: slug, Title: title, RecommendationCount: times, RecommendedBy: by}
}

func (t tester) rankPapers(what string, f store.PaperFilter, by store.PaperOrder, want ...string) {
	t.Helper()
	list := func(q relay.Query) relay.Page[*timeline.Paper] {
		found, err := t.store.ListPapers(t.Context(), f, by, q)
		return must(t, found, err)
	}
	bothWays(t, what, list, store.PaperCursor(by), paperKey, want)
	n, err := t.store.CountPapers(t.Context(), f)
	t.equal(what+": count", must(t, n, err), len(want))
}

// papersByTitle sorts as a reader expects: case, accents and width make no difference,
// and Chinese stands by pinyin among the others.
func papersByTitle(t tester) {
	t.put(store.Batch{Papers: []*timeline.Paper{
		read("zen", "Zen", 0), read("an", "安全", 0), read("eb", "eb", 0), read("zhao", "赵", 0), read("ea", "Éa", 0, "ada"),
		read("jia", "价值函数", 0, "ada"), read("ec", "ＥＣ", 0), read("none", "", 0), read("ea-2", "EA", 0),
	}})
	by := store.PapersByTitle
	t.rankPapers("all", store.PaperFilter{}, by, "none", "an", "ea", "ea-2", "eb", "ec", "jia", "zen", "zhao")
	t.rankPapers("of a person", store.PaperFilter{RecommendedBy: "ada"}, by, "ea", "jia")
	t.rankPapers("words", store.PaperFilter{Text: "ea"}, by, "ea", "ea-2")
	t.put(store.Batch{Papers: []*timeline.Paper{read("zen", "Aa", 0)}, RemovePapers: []string{"ea-2", "jia"}})
	t.rankPapers("put anew", store.PaperFilter{}, by, "none", "zen", "an", "ea", "eb", "ec", "zhao")
}

func putRead(t tester) {
	first := read("first", "Read first", 1, "ada")
	first.Published = date("1950")
	t.put(store.Batch{Papers: []*timeline.Paper{
		read("c", "Twice read", 2, "ada", "bo"), read("a", "Read twice", 2, "cy"), read("b", "Much read", 12, "ada", "bo", "cy"), first, read("none", "Unread", 0),
	}})
}

// papersByRecommendations have equals by slug, whichever are the most.
func papersByRecommendations(t tester) {
	putRead(t)
	by := store.PapersByRecommendations
	t.rankPapers("all", store.PaperFilter{}, by, "b", "a", "c", "first", "none")
	t.rankPapers("of two people", store.PaperFilter{MinRecommenders: 2}, by, "b", "c")
	t.rankPapers("of two people, and one of them", store.PaperFilter{MinRecommenders: 2, RecommendedBy: "cy"}, by, "b")
	t.rankPapers("words", store.PaperFilter{Text: "read", MinRecommenders: 1}, by, "b", "a", "c", "first")
	t.rankPapers("dates", store.PaperFilter{From: date("1940")}, by, "first")
	t.put(store.Batch{Papers: []*timeline.Paper{read("first", "Read first", 20, "ada", "cy")}, RemovePapers: []string{"b"}})
	t.rankPapers("put anew", store.PaperFilter{MinRecommenders: 2}, by, "first", "c")
	t.rankPapers("words of what was removed", store.PaperFilter{Text: "much"}, by)
}

func papersByRecommenders(t tester) {
	putRead(t)
	for n, want := range [][]string{{"a", "b", "c", "none", "first"}, {"a", "b", "c", "first"}, {"b", "c"}, {"b"}, nil} {
		t.passPapers(fmt.Sprintf("at least %d", n), store.PaperFilter{MinRecommenders: n}, want...)
	}
	t.passPapers("with words", store.PaperFilter{MinRecommenders: 2, Text: "twice"}, "c")
	t.passPapers("more than anything has", store.PaperFilter{MinRecommenders: 1 << 30})
}

// papersCounted has a session tell, with the claims, how often papers are recommended in
// what it sees: in what was stored, and what it puts, moves and removes.
func papersCounted(t tester) {
	claims := func(path string, appearances ...*timeline.Appearance) store.PostDocuments {
		d := post(path, appearances...)
		d.Post.Record.Papers = []*timeline.Paper{paper("paper-0"), paper("paper-1")}
		return d
	}
	t.putPosts(claims("a.md", appearance("ada/2020", "2020", recommending(2))), claims("b.md", appearance("bo/2020", "2020", recommending(1))))
	counts := func(s store.Session) []int {
		var n []int
		for _, c := range claimsOf(t, s.PaperClaims, []string{"paper-0", "paper-1"}) {
			n = append(n, c.Counts.Recommendations)
		}
		return n
	}
	s := t.begin()
	twice := appearance("cy/2021", "2021", recommending(1))
	twice.Recommendations = append(twice.Recommendations, twice.Recommendations[0])
	must(t, s, s.Put(t.Context(), store.Batch{Posts: []store.PostDocuments{claims("c.md", twice)}}))
	t.equal("put", counts(s), []int{4, 1})
	must(t, s, s.Move(t.Context(), []store.Move{{PostPath: "c.md", From: "cy/2021", To: "cy/2022"}}))
	t.equal("moved", counts(s), []int{4, 1})
	must(t, s, s.Put(t.Context(), store.Batch{Posts: []store.PostDocuments{claims("a.md")}, RemovePosts: []string{"b.md"}}))
	t.equal("removed", counts(s), []int{2, 0})
	must(t, s, s.Abort())
}

// papers is a random read of a list of papers.
func (g *generator) papers(q relay.Query) operation {
	q.After, q.Before = relay.Cursor{}, relay.Cursor{}
	by := pick(g, []store.PaperOrder{store.PapersByDate, store.PapersByTitle, store.PapersByRecommendations})
	if p := pick(g, g.model.papers); p != nil && g.chance(40) {
		q.After = store.PaperCursor(by)(p)
	}
	f := store.PaperFilter{MinRecommenders: g.IntN(3)}
	if g.chance(50) {
		s := g.search()
		f.Text, f.From, f.RecommendedBy = g.asked(), s.From, s.Person
	}
	return operation{fmt.Sprintf("ListPapers %+v %s %+v", f, by, q), func(ctx context.Context, s store.Store) (any, error) {
		return s.ListPapers(ctx, f, by, q)
	}}
}
