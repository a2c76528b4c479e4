package storetest

import (
	"fmt"
	"slices"
	"strings"

	"viewline/relay"
	"viewline/search"
	"viewline/store"
	"viewline/timeline"
)

// severalExamples are filters with lists of values, and with ranges of which days
// must lie inside.
var severalExamples = []example{
	{"any of several", anyOfSeveral},
	{"people on any of several topics", peopleOnAnyTopic},
	{"days inside a range", daysInside},
	{"with a date and without", datedAndUndated},
	{"viewpoints and hits of several", entriesOfSeveral},
	{"words of labels", wordsOfLabels},
	{"many values", manyValues},
}

func anyOfSeveral(t tester) {
	talk := appearance("ada/2020", "2020", saying(section("Views", view("", "alpha", "agi"), view("", "beta", "self-play"))))
	essay := appearance("bo/2021", "2021", kind(timeline.KindEssay), recommending(2), saying(section("Views", view("", "alpha", "self-play"))))
	podcast := appearance("cy/2022", "2022", kind(timeline.KindPodcast), saying(section("Views", view("", "gamma"))))
	t.putPosts(post("a.md", talk), post("b.md", essay), post("c.md", podcast))
	for _, c := range []struct {
		f    store.AppearanceFilter
		want []string
	}{
		{store.AppearanceFilter{People: []string{"ada"}}, []string{"ada/2020"}},
		{store.AppearanceFilter{People: []string{"cy", "ada"}}, []string{"ada/2020", "cy/2022"}},
		{store.AppearanceFilter{People: []string{"cy", "nobody"}}, []string{"cy/2022"}},
		{store.AppearanceFilter{People: []string{"nobody"}}, nil},
		{store.AppearanceFilter{Person: "ada", People: []string{"bo", "cy"}}, nil},
		{store.AppearanceFilter{Person: "bo", People: []string{"bo", "cy"}}, []string{"bo/2021"}},
		{store.AppearanceFilter{Kinds: store.Kinds{timeline.KindEssay, timeline.KindTalk}}, []string{"ada/2020", "bo/2021"}},
		{store.AppearanceFilter{People: []string{"ada", "bo"}, Kinds: store.Kinds{timeline.KindEssay, timeline.KindPodcast}}, []string{"bo/2021"}},
		{store.AppearanceFilter{People: []string{"ada", "bo"}, Recommends: true}, []string{"bo/2021"}},
		{store.AppearanceFilter{People: []string{"ada", "bo", "cy"}, From: date("2021")}, []string{"bo/2021", "cy/2022"}},
		{store.AppearanceFilter{Topics: []string{"agi", "self-play"}}, []string{"ada/2020", "bo/2021"}},
		{store.AppearanceFilter{Topics: []string{"agi", "nothing"}}, []string{"ada/2020"}},
		{store.AppearanceFilter{Topics: []string{"nothing", "none"}}, nil},
		{store.AppearanceFilter{Topic: "agi", Topics: []string{"agi", "self-play"}}, []string{"ada/2020"}},
		{store.AppearanceFilter{Topics: []string{"agi", "self-play"}, Text: "beta"}, []string{"ada/2020"}},
		{store.AppearanceFilter{Topics: []string{"agi", "nothing"}, Text: "beta"}, nil}, // of one viewpoint each
		{store.AppearanceFilter{Text: "alpha", People: []string{"bo", "cy"}, Kinds: store.Kinds{timeline.KindEssay, timeline.KindPodcast}}, []string{"bo/2021"}},
	} {
		t.passes(c.f, "", c.want)
		t.finds(c.f, c.want...)
	}
}

func peopleOnAnyTopic(t tester) {
	ada, bo, cy := person("ada", "Ada Byron"), person("bo", "Bo Byron"), person("cy", "Cy")
	ada.Topics, bo.Topics = []string{"agi", "looms"}, []string{"looms"}
	t.put(store.Batch{People: []*timeline.Person{ada, bo, cy}})
	for _, c := range []struct {
		f    store.PersonFilter
		want []string
	}{
		{store.PersonFilter{Topics: []string{"agi", "looms"}}, []string{"ada", "bo"}},
		{store.PersonFilter{Topics: []string{"agi", "nothing"}}, []string{"ada"}},
		{store.PersonFilter{Topics: []string{"looms"}, Text: "bo"}, []string{"bo"}},
		{store.PersonFilter{Topics: []string{"looms", "agi"}, Text: "byron"}, []string{"ada", "bo"}},
		{store.PersonFilter{Topics: []string{"none", "nothing"}}, nil},
	} {
		found, err := t.store.ListPeople(t.Context(), c.f, store.PeopleByName, relay.Query{Limit: 10})
		t.equal(fmt.Sprintf("%+v", c.f), slugsOf(must(t, found, err).Items), c.want)
		n, err := t.store.CountPeople(t.Context(), c.f)
		t.equal(fmt.Sprintf("count of %+v", c.f), must(t, n, err), len(c.want))
	}
}

// datesOf stores appearances with dates of all precisions, a range, a decade and no date.
func datesOf(t tester) {
	t.putPosts(post("ada.md",
		appearance("ada/undated", ""), appearance("ada/1990s", "", days("1990-01-01", "1999-12-31")), appearance("ada/1990", "1990"),
		appearance("ada/1990-05", "1990-05"), appearance("ada/1990-05-31", "1990-05-31", until("1990-06-02")), appearance("ada/1990-12-31", "1990-12-31")))
}

func daysInside(t tester) {
	datesOf(t)
	for _, c := range []struct {
		from, to string
		want     []string
	}{
		{"", "", []string{"undated", "1990s", "1990", "1990-05", "1990-05-31", "1990-12-31"}},
		{"1990", "1990", []string{"1990", "1990-05", "1990-05-31", "1990-12-31"}},
		{"1990", "1999", []string{"1990s", "1990", "1990-05", "1990-05-31", "1990-12-31"}},
		{"1990-01-02", "", []string{"1990-05", "1990-05-31", "1990-12-31"}},
		{"1990-05", "1990-05", []string{"1990-05"}},
		{"1990-05", "1990-06", []string{"1990-05", "1990-05-31"}},
		{"1990-05-02", "1990-06", []string{"1990-05-31"}},
		{"", "1990-06-01", []string{"1990-05"}},
		{"", "1998", []string{"1990", "1990-05", "1990-05-31", "1990-12-31"}},
		{"1991", "", nil},
		{"1991", "1990", nil},
	} {
		within := store.Range{From: date(c.from), To: date(c.to)}
		t.passes(store.AppearanceFilter{Within: within}, "ada/", c.want)
		t.passes(store.AppearanceFilter{Within: within, Text: "view"}, "ada/", c.want)
		t.viewsPass(store.ViewpointFilter{Within: within}, c.want)
		t.viewsPass(store.ViewpointFilter{Within: within, Person: "ada"}, c.want)
	}
	t.passes(store.AppearanceFilter{From: date("1990-06"), Within: store.Range{To: date("1990")}}, "ada/", []string{"1990", "1990-05-31", "1990-12-31"})
	// A filter of two ranges without a common day, both of which a decade overlaps.
	t.passes(store.AppearanceFilter{From: date("1998"), To: date("1992")}, "ada/", []string{"1990s"})
}

// viewsPass checks which viewpoints pass a filter, by their appearances.
func (t tester) viewsPass(f store.ViewpointFilter, want []string) {
	t.Helper()
	found, err := t.store.ListViewpoints(t.Context(), f, relay.Query{Limit: 100})
	var keys []string
	for _, v := range must(t, found, err).Items {
		keys = append(keys, strings.TrimPrefix(v.Appearance.Key, "ada/"))
	}
	t.equal(fmt.Sprintf("viewpoints of %+v", f), keys, want)
	n, err := t.store.CountViewpoints(t.Context(), f)
	t.equal(fmt.Sprintf("count of viewpoints of %+v", f), must(t, n, err), len(want))
}

func datedAndUndated(t tester) {
	datesOf(t)
	dated := []string{"1990s", "1990", "1990-05", "1990-05-31", "1990-12-31"}
	for _, text := range []string{"", "view"} {
		t.passes(store.AppearanceFilter{Dated: store.OnlyDated, Text: text}, "ada/", dated)
		t.passes(store.AppearanceFilter{Dated: store.OnlyUndated, Text: text}, "ada/", []string{"undated"})
		t.passes(store.AppearanceFilter{Dated: store.OnlyUndated, From: date("1990"), Text: text}, "ada/", nil)
		t.passes(store.AppearanceFilter{Dated: store.OnlyDated, To: date("1990-04"), Text: text}, "ada/", dated[:2])
	}
	t.viewsPass(store.ViewpointFilter{Dated: store.OnlyDated}, dated)
	t.viewsPass(store.ViewpointFilter{Dated: store.OnlyUndated}, []string{"undated"})
}

func entriesOfSeveral(t tester) {
	b, _, _ := corpusOfHits()
	t.put(b)
	scaling := func(edit func(*store.SearchFilter), want ...[]string) {
		t.Helper()
		f := store.SearchFilter{Text: "scaling"}
		edit(&f)
		t.hits(f, want...)
	}
	scaling(func(f *store.SearchFilter) { f.People = []string{"bo", "nobody"} }, byDate[0], byDate[5])
	scaling(func(f *store.SearchFilter) { f.People = []string{"ada", "bo"} }, byDate[0], byDate[2], byDate[4], byDate[5], byDate[6])
	scaling(func(f *store.SearchFilter) { f.Kinds = store.Kinds{timeline.KindEssay, timeline.KindPodcast} }, byDate[5])
	scaling(func(f *store.SearchFilter) { f.Topics = []string{"agi", "nothing"} }, byDate[2][:1], byDate[4][2:3], byDate[5][2:])
	scaling(func(f *store.SearchFilter) { f.Topics, f.Type = []string{"agi", "nothing"}, store.TypePaper })
	scaling(func(f *store.SearchFilter) { f.Dated = store.OnlyUndated }, byDate[0], byDate[1], byDate[2])
	scaling(func(f *store.SearchFilter) { f.Dated = store.OnlyDated }, byDate[3:]...)
	scaling(func(f *store.SearchFilter) { f.Within = store.Range{From: date("2020-02")} }, byDate[7])
	scaling(func(f *store.SearchFilter) { f.Ranked, f.People = true, []string{"bo", "cy"} }, byDate[5][:2], byDate[0], byDate[5][2:])
	views := func(f store.ViewpointFilter, want int) {
		t.Helper()
		n, err := t.store.CountViewpoints(t.Context(), f)
		t.equal(fmt.Sprintf("%+v", f), must(t, n, err), want)
		found, err := t.store.ListViewpoints(t.Context(), f, relay.Query{Limit: 100, Descending: true})
		t.equal(fmt.Sprintf("%+v listed", f), len(must(t, found, err).Items), want)
	}
	views(store.ViewpointFilter{Kinds: store.Kinds{timeline.KindTalk, timeline.KindEssay}}, 7)
	views(store.ViewpointFilter{Kinds: store.Kinds{timeline.KindEssay}}, 2)
	views(store.ViewpointFilter{People: []string{"ada", "bo"}}, 8)
	views(store.ViewpointFilter{Person: "ada", People: []string{"ada", "bo"}, Topics: []string{"agi", "none"}}, 2)
	pages, err := t.store.ViewpointsBy(t.Context(), store.ByTopic, []string{"agi", "nothing"}, store.ViewpointFilter{People: []string{"bo", "cy"}}, newest(5))
	t.equal("by topic, of several", []int{len(must(t, pages, err)[0].Items), len(pages[1].Items)}, []int{1, 0})
	counts, err := t.store.CountViewpointsBy(t.Context(), store.ByPerson, []string{"ada", "bo", "cy"}, store.ViewpointFilter{Topics: []string{"agi", "none"}})
	t.equal("counts by person, on several", must(t, counts, err), []int{2, 1, 0})
}

// wordsOfLabels tests filters by words of labels, which neither texts nor titles nor labels of
// points have for a viewpoint.
func wordsOfLabels(t tester) {
	first := view("Scaling laws", "of compute")
	first.Points = []*timeline.Viewpoint{view("Looms", "weave")}
	loose := post("c.md")
	loose.Post.Sections = []*timeline.Section{section("Views", view("Laws of scaling", "undated"))}
	t.putPosts(
		post("a.md", appearance("ada/2020", "2020", titled("Looms"), saying(section("Views", first, view("规模扩展", "scaling laws"))))),
		post("b.md", appearance("bo/2021", "2021", titled("Scaling laws"), saying(section("Views", view("Compute", "scaling", "agi"), view("规模", "more"))))),
		loose)
	groups := func(labels ...string) [][]string {
		var all [][]string
		for _, l := range labels {
			all = append(all, search.Words(l))
		}
		return all
	}
	for _, c := range []struct {
		f    store.ViewpointFilter
		want []string // labels
	}{
		{store.ViewpointFilter{Labels: groups("scaling laws")}, []string{"Laws of scaling", "Scaling laws"}},
		{store.ViewpointFilter{Labels: groups("looms")}, nil},
		{store.ViewpointFilter{Labels: groups("规模")}, []string{"规模扩展", "规模"}},
		{store.ViewpointFilter{Labels: groups("规模扩展", "compute")}, []string{"规模扩展", "Compute"}},
		{store.ViewpointFilter{Labels: groups("scaling compute", "nothing")}, nil},
		{store.ViewpointFilter{Labels: groups("scaling", "compute"), Person: "bo"}, []string{"Compute"}},
		{store.ViewpointFilter{Labels: groups("scaling", "compute"), Text: "of compute"}, []string{"Scaling laws"}},
		{store.ViewpointFilter{Labels: groups("scaling", "compute"), Topic: "agi"}, []string{"Compute"}},
		{store.ViewpointFilter{Labels: groups("scaling"), Dated: store.OnlyDated}, []string{"Scaling laws"}},
	} {
		found, err := t.store.ListViewpoints(t.Context(), c.f, relay.Query{Limit: 10})
		var labels []string
		for _, v := range must(t, found, err).Items {
			labels = append(labels, string(v.Label))
		}
		t.equal(fmt.Sprintf("%+v", c.f), labels, c.want)
		n, err := t.store.CountViewpoints(t.Context(), c.f)
		t.equal(fmt.Sprintf("count of %+v", c.f), must(t, n, err), len(c.want))
		tallies, err := t.store.ViewpointFacets(t.Context(), c.f, store.FacetQuery{By: store.ByKind})
		sum := 0
		for _, tally := range must(t, tallies, err) {
			sum += tally.N
		}
		dated := slices.DeleteFunc(slices.Clone(c.want), func(label string) bool { return label == "Laws of scaling" })
		t.equal(fmt.Sprintf("facets of %+v", c.f), sum, len(dated)) // a viewpoint of no appearance has no kind
	}
	byPerson, err := t.store.CountViewpointsBy(t.Context(), store.ByPerson, []string{"ada", "bo"}, store.ViewpointFilter{Labels: groups("规模", "scaling")})
	t.equal("counts by person", must(t, byPerson, err), []int{2, 1})
	for _, c := range []struct {
		f    store.AppearanceFilter
		want []string
	}{
		{store.AppearanceFilter{Labels: groups("scaling laws")}, []string{"ada/2020"}}, // the other has a title of these words
		{store.AppearanceFilter{Labels: groups("规模", "compute")}, []string{"ada/2020", "bo/2021"}},
		{store.AppearanceFilter{Labels: groups("规模", "compute"), Text: "more"}, []string{"bo/2021"}},
		{store.AppearanceFilter{Labels: groups("scaling"), Text: "weave"}, []string{"ada/2020"}},
		{store.AppearanceFilter{Labels: groups("compute"), Text: "more"}, nil}, // of one viewpoint each
		{store.AppearanceFilter{Labels: groups("nothing")}, nil},
	} {
		t.passes(c.f, "", c.want)
	}
	hits := store.SearchFilter{Text: "scaling", Labels: groups("laws", "compute")}
	n, err := t.store.CountHits(t.Context(), hits)
	t.equal("hits", must(t, n, err), 3)
	page, err := t.store.Search(t.Context(), hits, relay.Query{Limit: 10, Descending: true})
	t.equal("hits listed", len(must(t, page, err).Items), 3)
}

// manyValues tests filters with as many values as the GraphQL API allows.
func manyValues(t tester) {
	posts, _ := sample()
	t.putPosts(posts...)
	many := make([]string, 100)
	for i := range many {
		many[i] = fmt.Sprint("nobody-", i)
	}
	many[57] = "bo"
	t.equal("people", t.count(store.AppearanceFilter{People: many}), 5)
	t.equal("people, by text", t.count(store.AppearanceFilter{People: many, Text: "at"}), 5)
	t.equal("topics", t.count(store.AppearanceFilter{Topics: many}), 0)
}
