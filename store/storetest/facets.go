package storetest

import (
	"fmt"

	"viewline/store"
	"viewline/timeline"
)

// facetExamples are counts of what lists have.
var facetExamples = []example{
	{"of appearances", facetsOfAppearances},
	{"of viewpoints", facetsOfViewpoints},
	{"of hits", facetsOfHits},
	{"put anew, moved and removed", facetsAnew},
	{"undone", facetsUndone},
	{"of nothing", facetsOfNothing},
}

// putFaceted stores three people's appearances, and viewpoints of a post of nobody.
func putFaceted(t tester) {
	talk := on("ada/2020", "2020-03-01", 2, "ai", "rl")
	talk.Sections = append(talk.Sections, section("More", view("", "bare")))
	essay, decade := on("bo/2021", "2021", 1, "ai"), on("cy/a", "", 1, "zen")
	essay.Kind, essay.Recommendations, essay.Recommended = timeline.KindEssay, []*timeline.Recommendation{{PaperSlug: "paper", Position: 1}}, 1
	decade.Earliest, decade.Latest = date("1990-01-01"), date("1999-12-31")
	loose := post("loose.md")
	loose.Post.Sections = []*timeline.Section{section("Views", view("", "loose", "ai"))}
	t.put(store.Batch{
		Posts:  []store.PostDocuments{post("a.md", talk, on("ada/none", "", 1, "ai")), post("b.md", essay), post("c.md", decade), loose},
		Papers: []*timeline.Paper{{Slug: "paper", Title: "A view of nothing", RecommendedBy: []string{"bo"}}},
	})
}

// tallyText is what a list has of each value.
func tallyText(tallies []store.Tally) string {
	text := ""
	for _, t := range tallies {
		text += fmt.Sprintf("%s %d, ", t.Value, t.N)
	}
	return text
}

// counts checks all facets of a list, in the order of store.Facets, and the first value of
// each by itself.
func (t tester) counts(what string, read func(store.FacetQuery) ([]store.Tally, error), want ...string) {
	t.Helper()
	for i, by := range store.Facets {
		all, err := read(store.FacetQuery{By: by})
		t.equal(fmt.Sprintf("%s, by %s", what, by), tallyText(must(t, all, err)), want[i])
		one, err := read(store.FacetQuery{By: by, Limit: 1})
		if by != store.ByYear {
			all = all[:min(1, len(all))]
		}
		t.equal(fmt.Sprintf("%s, the first by %s", what, by), tallyText(must(t, one, err)), tallyText(all))
	}
}

func (t tester) ofAppearances(f store.AppearanceFilter, want ...string) {
	t.Helper()
	t.counts(fmt.Sprintf("%+v", f), func(q store.FacetQuery) ([]store.Tally, error) { return t.store.AppearanceFacets(t.Context(), f, q) }, want...)
	if f.Person != "" {
		t.counts(fmt.Sprintf("%+v by person", f), func(q store.FacetQuery) ([]store.Tally, error) {
			slugs := []string{"nobody", f.Person, f.Person}
			found, err := t.store.AppearanceFacetsByPerson(t.Context(), slugs, f, q)
			all := aligned(t, slugs, found, err)
			t.equal("of nobody", len(all[0]), 0)
			return all[2], nil
		}, want...)
	}
}

func facetsOfAppearances(t tester) {
	putFaceted(t)
	all := store.AppearanceFilter{}
	t.ofAppearances(all, " 1, 1990 1, 2020 1, 2021 1, ", "TALK 3, ESSAY 1, ", "ai 3, rl 1, zen 1, ", "ada 2, bo 1, cy 1, ")
	t.ofAppearances(store.AppearanceFilter{Person: "ada"}, " 1, 2020 1, ", "TALK 2, ", "ai 2, rl 1, ", "ada 2, ")
	t.ofAppearances(store.AppearanceFilter{People: []string{"bo"}}, "2021 1, ", "ESSAY 1, ", "ai 1, ", "bo 1, ")
	t.ofAppearances(store.AppearanceFilter{Topic: "rl"}, "2020 1, ", "TALK 1, ", "ai 1, rl 1, ", "ada 1, ")
	t.ofAppearances(store.AppearanceFilter{Kinds: store.Kinds{timeline.KindTalk}}, " 1, 1990 1, 2020 1, ", "TALK 3, ", "ai 2, rl 1, zen 1, ", "ada 2, cy 1, ")
	t.ofAppearances(store.AppearanceFilter{Person: "ada", Topic: "rl"}, "2020 1, ", "TALK 1, ", "ai 1, rl 1, ", "ada 1, ")
	t.ofAppearances(store.AppearanceFilter{From: date("1995"), To: date("2020")}, "1990 1, 2020 1, ", "TALK 2, ", "ai 1, rl 1, zen 1, ", "ada 1, cy 1, ")
	t.ofAppearances(store.AppearanceFilter{Person: "ada", Dated: store.OnlyUndated}, " 1, ", "TALK 1, ", "ai 1, ", "ada 1, ")
	t.ofAppearances(store.AppearanceFilter{Text: "bare"}, "2020 1, ", "TALK 1, ", "ai 1, rl 1, ", "ada 1, ")
	t.ofAppearances(store.AppearanceFilter{Recommends: true}, "2021 1, ", "ESSAY 1, ", "ai 1, ", "bo 1, ")
	t.ofAppearances(store.AppearanceFilter{People: []string{"bo", "cy", "nobody"}}, "1990 1, 2021 1, ", "ESSAY 1, TALK 1, ", "ai 1, zen 1, ", "bo 1, cy 1, ")
}

func (t tester) ofViewpoints(f store.ViewpointFilter, want ...string) {
	t.Helper()
	t.counts(fmt.Sprintf("%+v", f), func(q store.FacetQuery) ([]store.Tally, error) { return t.store.ViewpointFacets(t.Context(), f, q) }, want...)
	for by, slug := range map[store.Dimension]string{store.ByPerson: f.Person, store.ByTopic: f.Topic, store.ByPosition: timeline.PositionKey(f.Person, f.Topic)} {
		if slug == "" || by == store.ByPosition && (f.Person == "" || f.Topic == "") {
			continue
		}
		t.counts(fmt.Sprintf("%+v by %s", f, by), func(q store.FacetQuery) ([]store.Tally, error) {
			slugs := []string{"nobody nothing", slug, slug}
			found, err := t.store.ViewpointFacetsBy(t.Context(), by, slugs, f, q)
			all := aligned(t, slugs, found, err)
			t.equal("of nobody", len(all[0]), 0)
			return all[2], nil
		}, want...)
	}
}

func facetsOfViewpoints(t tester) {
	putFaceted(t)
	t.ofViewpoints(store.ViewpointFilter{}, " 3, 1990 2, 2020 4, 2021 2, ", "TALK 8, ESSAY 2, ", "ai 5, rl 2, zen 1, ", "ada 6, bo 2, cy 2, ")
	t.ofViewpoints(store.ViewpointFilter{Person: "ada"}, " 2, 2020 4, ", "TALK 6, ", "ai 3, rl 2, ", "ada 6, ")
	t.ofViewpoints(store.ViewpointFilter{Topic: "ai"}, " 2, 2020 2, 2021 1, ", "TALK 3, ESSAY 1, ", "ai 5, rl 2, ", "ada 3, bo 1, ")
	t.ofViewpoints(store.ViewpointFilter{Kinds: store.Kinds{timeline.KindEssay}}, "2021 2, ", "ESSAY 2, ", "ai 1, ", "bo 2, ")
	t.ofViewpoints(store.ViewpointFilter{Person: "ada", Topic: "ai"}, " 1, 2020 2, ", "TALK 3, ", "ai 3, rl 2, ", "ada 3, ")
	t.ofViewpoints(store.ViewpointFilter{Topic: "ai", To: date("2020")}, "2020 2, ", "TALK 2, ", "ai 2, rl 2, ", "ada 2, ")
	t.ofViewpoints(store.ViewpointFilter{Text: "loose"}, " 1, ", "", "ai 1, ", "")
	t.ofViewpoints(store.ViewpointFilter{Topics: []string{"zen", "rl"}}, "1990 1, 2020 2, ", "TALK 3, ", "ai 2, rl 2, zen 1, ", "ada 2, cy 1, ")
}

func facetsOfHits(t tester) {
	putFaceted(t)
	read := func(f store.SearchFilter) func(store.FacetQuery) ([]store.Tally, error) {
		return func(q store.FacetQuery) ([]store.Tally, error) { return t.store.HitFacets(t.Context(), f, q) }
	}
	t.counts("viewpoints", read(store.SearchFilter{Text: "view", Topic: "ai"}), " 2, 2020 2, 2021 1, ", "TALK 3, ESSAY 1, ", "ai 5, rl 2, ", "ada 3, bo 1, ")
	t.counts("a paper and viewpoints", read(store.SearchFilter{Text: "view", People: []string{"bo"}, Ranked: true}), "2021 3, ", "ESSAY 3, ", "ai 1, ", "bo 3, ")
	t.counts("papers", read(store.SearchFilter{Text: "view", Type: store.TypePaper}), "", "", "", "")
	t.counts("no word", read(store.SearchFilter{Text: "%"}), "", "", "", "")
	t.counts("appearances", read(store.SearchFilter{Text: "more", Type: store.TypeAppearance}), "2020 1, ", "TALK 1, ", "", "ada 1, ")
}

func facetsAnew(t tester) {
	putFaceted(t)
	all, viewpoints := store.AppearanceFilter{}, store.ViewpointFilter{}
	t.putPosts(post("a.md", on("ada/2020", "2022", 1, "new")), post("loose.md"))
	t.move(store.Move{PostPath: "a.md", From: "ada/2020", To: "ada/2022"})
	t.ofAppearances(all, "1990 1, 2021 1, 2022 1, ", "TALK 2, ESSAY 1, ", "ai 1, new 1, zen 1, ", "ada 1, bo 1, cy 1, ")
	t.ofViewpoints(viewpoints, "1990 2, 2021 2, 2022 2, ", "TALK 4, ESSAY 2, ", "ai 1, new 1, zen 1, ", "ada 2, bo 2, cy 2, ")
	t.ofAppearances(store.AppearanceFilter{Topic: "rl"}, "", "", "", "")
	t.putPosts(post("b.md"), post("d.md", on("bo/2021", "2023", 1)))
	t.ofAppearances(store.AppearanceFilter{Person: "bo"}, "2023 1, ", "TALK 1, ", "", "bo 1, ")
	t.put(store.Batch{RemovePosts: []string{"a.md", "c.md", "d.md"}})
	t.ofAppearances(all, "", "", "", "")
	t.ofViewpoints(viewpoints, "", "", "", "")
}

func facetsUndone(t tester) {
	putFaceted(t)
	s := t.begin()
	must(t, s, s.Put(t.Context(), store.Batch{Posts: []store.PostDocuments{post("b.md", on("bo/2021", "2024", 9, "zen"))}, RemovePosts: []string{"a.md"}}))
	must(t, s, s.Abort())
	t.put(store.Batch{Topics: []*timeline.Topic{topic("ai", "AI")}})
	t.ofAppearances(store.AppearanceFilter{}, " 1, 1990 1, 2020 1, 2021 1, ", "TALK 3, ESSAY 1, ", "ai 3, rl 1, zen 1, ", "ada 2, bo 1, cy 1, ")
}

func facetsOfNothing(t tester) {
	t.ofAppearances(store.AppearanceFilter{}, "", "", "", "")
	none, err := t.store.AppearanceFacetsByPerson(t.Context(), nil, store.AppearanceFilter{}, store.FacetQuery{By: store.ByYear})
	t.equal("of nobody at all", len(must(t, none, err)), 0)
	views, err := t.store.ViewpointFacetsBy(t.Context(), store.ByTopic, nil, store.ViewpointFilter{Text: "a"}, store.FacetQuery{By: store.ByYear})
	t.equal("of no topic at all", len(must(t, views, err)), 0)
}
