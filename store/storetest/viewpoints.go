package storetest

import (
	"fmt"
	"slices"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// viewpointExamples are the lists of top-level viewpoints.
var viewpointExamples = []example{
	{"viewpoints in order", viewpointsInOrder},
	{"viewpoints between places", viewpointsBetween},
	{"viewpoints know where they stand", viewpointsLinked},
	{"viewpoints by what they pass", viewpointsFiltered},
	{"viewpoints by dates", viewpointsByDates},
	{"viewpoints by person and by topic", viewpointsBy},
	{"viewpoints put anew, moved and removed", viewpointsAnew},
}

// views is a corpus with ties, undated owners, an owner of more viewpoints than
// one digit counts, and sections in sections; its owners ascend.
func views() (posts []store.PostDocuments, owners [][]string) {
	var many []*timeline.Viewpoint
	for i := range 11 {
		many = append(many, view("", fmt.Sprintf("number %d", i+1), "many"))
	}
	many[9].Points = []*timeline.Viewpoint{{Text: prose("a point is none of its own")}}
	outer := section("Outer", many...)
	outer.Sections = []*timeline.Section{section("Inner", view("Inner", "深处", "agi"))}
	ada := post("ada.md",
		appearance("ada/2020", "2020", themed("价值 Theme"), saying(outer, section("Empty"), section("Last", view("", "last")))),
		appearance("ada/undated", "", saying(section("", view("Alone", "without a date", "agi")))),
		appearance("ada/2020-05-01", "2020-05-01", until("2021-02-03"), saying()))
	bo := post("bo.md",
		appearance("bo/2020", "2020", themed("other"), saying(section("Views", view("", "tie", "agi", "many"), view("", "tie too")))),
		appearance("bo/2021-03", "2021-03", kind(timeline.KindEssay), saying(section("Views", view("", "newest")))))
	essay, nobody := post("essay.md"), post("zz.md")
	essay.Post.PersonSlug, essay.Post.Sections = "ada", []*timeline.Section{section("Own", view("Own", "of the post", "agi"), view("", "its second"))}
	nobody.Post.Sections = []*timeline.Section{section("Whose", view("", "nobody's"))}
	owners = [][]string{
		{"ada/undated#1.1"}, {"essay#1.1", "essay#1.2"}, {"zz#1.1"}, nil, {"bo/2020#1.1", "bo/2020#1.2"}, {"bo/2021-03#1.1"},
	}
	for i := range 11 {
		owners[3] = append(owners[3], fmt.Sprintf("ada/2020#1.%d", i+1))
	}
	owners[3] = append(owners[3], "ada/2020#2.1", "ada/2020#4.1")
	return []store.PostDocuments{bo, nobody, ada, essay}, owners
}

// order is the order of a list: the direction reverses the owners, and not the viewpoints
// of an owner.
func order(owners [][]string, descending bool) []string {
	if descending {
		owners = slices.Clone(owners)
		slices.Reverse(owners)
	}
	return slices.Concat(owners...)
}

// SpotOf tells where a top-level viewpoint stands: <owner>#<section>.<number>.
func SpotOf(v *timeline.Viewpoint) string {
	return fmt.Sprintf("%s#%d.%d", v.Owner, v.Place.Section, v.Place.Number)
}

func (t tester) viewpoints(f store.ViewpointFilter, q relay.Query) relay.Page[*timeline.Viewpoint] {
	t.Helper()
	found, err := t.store.ListViewpoints(t.Context(), f, q)
	return must(t, found, err)
}

// sees checks which viewpoints pass a filter, by owner, the oldest first.
func (t tester) sees(f store.ViewpointFilter, owners ...[]string) {
	t.Helper()
	t.seesInPages(f, fewSizes, owners)
}

func (t tester) seesInPages(f store.ViewpointFilter, sizes []int, owners [][]string) {
	t.Helper()
	what := fmt.Sprintf("%+v", f)
	read := func(q relay.Query) relay.Page[*timeline.Viewpoint] { return t.viewpoints(f, q) }
	for _, descending := range []bool{false, true} {
		inPages(t, fmt.Sprintf("%s, descending %v", what, descending), sizes, relay.Query{Descending: descending}, read, store.ViewpointCursor, SpotOf, order(owners, descending))
	}
	n, err := t.store.CountViewpoints(t.Context(), f)
	t.equal(what+": count", must(t, n, err), len(order(owners, false)))
}

func viewpointsInOrder(t tester) {
	t.sees(store.ViewpointFilter{})
	posts, owners := views()
	t.putPosts(posts...)
	t.seesInPages(store.ViewpointFilter{}, everySize, owners)
}

// viewpointsBetween tests cursors inside owners, some of which were removed.
func viewpointsBetween(t tester) {
	posts, owners := views()
	t.putPosts(posts...)
	at := func(on, owner string, section, n int) relay.Cursor {
		return relay.Cursor{Sort: on, Key: owner + "#" + store.Place(section, n)}
	}
	up, down := order(owners, false), order(owners, true)
	for _, c := range []struct {
		what          string
		q             relay.Query
		want          []string
		next, earlier bool
	}{
		{"ascending", relay.Query{Limit: 20, After: at("", "essay", 1, 1), Before: at("2020", "ada/2020", 1, 3)}, up[2:6], false, true},
		{"ascending, last two", relay.Query{Limit: 2, Backward: true, After: at("", "essay", 1, 1), Before: at("2020", "ada/2020", 1, 3)}, up[4:6], true, true},
		{"descending", relay.Query{Limit: 20, Descending: true, After: at("2020", "bo/2020", 1, 1), Before: at("2020", "ada/2020", 1, 10)}, down[2:12], false, true},
		{"descending, first three", relay.Query{Limit: 3, Descending: true, After: at("2020", "bo/2020", 1, 1), Before: at("2020", "ada/2020", 1, 10)}, down[2:5], true, true},
		{"descending, last three", relay.Query{Limit: 3, Descending: true, Backward: true, After: at("2020", "bo/2020", 1, 1), Before: at("2020", "ada/2020", 1, 10)}, down[9:12], true, true},
		{"inside one owner", relay.Query{Limit: 20, Descending: true, After: at("2020", "ada/2020", 1, 9), Before: at("2020", "ada/2020", 4, 1)}, down[12:15], false, true},
		{"inside one owner, the wrong way round", relay.Query{Limit: 20, Descending: true, After: at("2020", "ada/2020", 4, 1), Before: at("2020", "ada/2020", 1, 9)}, nil, false, true},
		{"one and the same place", relay.Query{Limit: 5, After: at("", "zz", 1, 1), Before: at("", "zz", 1, 1)}, nil, false, true},
		{"after a place that has gone", relay.Query{Limit: 2, After: at("2020", "ada/2020", 3, 7)}, []string{"ada/2020#4.1", "bo/2020#1.1"}, true, true},
		{"before a place that has gone", relay.Query{Limit: 2, Backward: true, Before: at("2020", "ada/2020", 1, 12)}, []string{"ada/2020#1.10", "ada/2020#1.11"}, true, true},
		{"after an owner that has gone", relay.Query{Limit: 1, Descending: true, After: at("2020", "az", 1, 1)}, []string{"ada/2020#1.1"}, true, true},
		{"after the last", relay.Query{Limit: 1, Descending: true, After: at("", "ada/undated", 1, 1)}, nil, false, true},
		{"before the first", relay.Query{Limit: 1, Descending: true, Before: at("2021-03", "bo/2021-03", 1, 1)}, nil, false, false},
	} {
		p := t.viewpoints(store.ViewpointFilter{}, c.q)
		t.equal(c.what, names(p.Items, SpotOf), c.want)
		t.equal(c.what+": flags", []bool{p.HasNext, p.HasPrevious}, []bool{c.next, c.earlier})
	}
}

func viewpointsLinked(t tester) {
	posts, _ := views()
	t.putPosts(posts...)
	for _, v := range t.viewpoints(store.ViewpointFilter{}, relay.Query{Limit: relay.MaxSize}).Items {
		owner, _, _ := store.Split(store.ViewpointCursor(v))
		if v.Appearance == nil {
			p := t.postsBySlug(owner)[0]
			t.equal(v.Key+": text", v.Text, timeline.ViewpointNamed(p.Sections, v.Name()).Text)
			t.equal(v.Key+": whose", v.PersonSlug, p.PersonSlug)
			t.equal(v.Key+": heading", v.Section.Heading, p.Sections[0].Heading)
			continue
		}
		a := t.appearances(owner)[0]
		t.equal(v.Key+": appearance", v.Appearance, a)
		t.equal(v.Key+": is in its appearance", timeline.ViewpointNamed(v.Appearance.Sections, v.Name()) == v, true)
		t.equal(v.Key+": is in its section", slices.Contains(v.Section.Viewpoints, v), true)
		t.equal(v.Key+": whose", v.PersonSlug, a.PersonSlug)
	}
}

func viewpointsFiltered(t tester) {
	posts, owners := views()
	t.putPosts(posts...)
	t.sees(store.ViewpointFilter{Person: "ada"}, owners[0], owners[1], owners[3])
	t.sees(store.ViewpointFilter{Person: "nobody"})
	t.sees(store.ViewpointFilter{Topic: "agi"}, owners[0], owners[1][:1], []string{"ada/2020#2.1"}, owners[4][:1])
	t.sees(store.ViewpointFilter{Topic: "many"}, owners[3][:11], owners[4][:1])
	t.sees(store.ViewpointFilter{Topic: "many", Person: "bo"}, owners[4][:1])
	t.sees(store.ViewpointFilter{Theme: "theme"}, owners[3])
	t.sees(store.ViewpointFilter{Theme: "价", Topic: "agi"}, []string{"ada/2020#2.1"})
	t.sees(store.ViewpointFilter{Theme: "number"})
	t.sees(store.ViewpointFilter{Text: "theme"})
	t.sees(store.ViewpointFilter{Text: "number 11"}, []string{"ada/2020#1.11"})
	t.sees(store.ViewpointFilter{Text: "outer"}, owners[3][:11]) // the section's heading
	t.sees(store.ViewpointFilter{Text: "point own"}, []string{"ada/2020#1.10"})
	t.sees(store.ViewpointFilter{Text: "own post"}, owners[1][:1])
	t.sees(store.ViewpointFilter{Text: "深处"}, []string{"ada/2020#2.1"})
	t.sees(store.ViewpointFilter{Text: "nobody's"}, owners[2])
	t.sees(store.ViewpointFilter{Text: "“ ”", Theme: "\x00"}, owners...)
}

func viewpointsByDates(t tester) {
	posts, owners := views()
	t.putPosts(posts...)
	t.sees(store.ViewpointFilter{From: date("2020")}, owners[3:]...)
	t.sees(store.ViewpointFilter{To: date("2020-01-01")}, owners[3], owners[4])
	t.sees(store.ViewpointFilter{From: date("2021")}, owners[5])
	t.sees(store.ViewpointFilter{From: date("2021-03-31"), To: date("2021-03-31")}, owners[5])
	t.sees(store.ViewpointFilter{From: date("2021-04")})
	t.sees(store.ViewpointFilter{From: date("2020-12-31"), To: date("2020"), Person: "bo", Text: "tie"}, owners[4])
	t.sees(store.ViewpointFilter{From: date("0001"), To: date("9999"), Topic: "agi"}, []string{"ada/2020#2.1"}, owners[4][:1])
}

func viewpointsBy(t tester) {
	posts, _ := views()
	t.putPosts(posts...)
	for by, slugs := range map[store.Dimension][]string{
		store.ByPerson: {"bo", "nobody", "ada", "bo"},
		store.ByTopic:  {"many", "agi", "none", "agi"},
	} {
		for _, f := range []store.ViewpointFilter{
			{}, {Text: "tie"}, {From: date("2020")}, {To: date("2020"), Theme: "other"}, {Person: "ada", Topic: "agi"}, {Person: "bo", Topic: "many"},
		} {
			t.eachViewpointsBy(by, slugs, f)
		}
	}
	counts, err := t.store.CountViewpointsBy(t.Context(), store.ByPerson, []string{"ada", "nobody", "bo"}, store.ViewpointFilter{Person: "ignored"})
	t.equal("counts by person", must(t, counts, err), []int{16, 0, 3})
	counts, err = t.store.CountViewpointsBy(t.Context(), store.ByTopic, []string{"agi", "none", "many"}, store.ViewpointFilter{Topic: "ignored"})
	t.equal("counts by topic", must(t, counts, err), []int{4, 0, 12})
	none, err := t.store.ViewpointsBy(t.Context(), store.ByTopic, nil, store.ViewpointFilter{}, newest(1))
	t.equal("of nothing", len(must(t, none, err)), 0)
}

// eachViewpointsBy checks a batch of reads against single ones.
func (t tester) eachViewpointsBy(by store.Dimension, slugs []string, f store.ViewpointFilter) {
	t.Helper()
	place := relay.Cursor{Sort: "2020", Key: "ada/2020#" + store.Place(1, 9)}
	counts, err := t.store.CountViewpointsBy(t.Context(), by, slugs, f)
	aligned(t, slugs, counts, err)
	for _, q := range []relay.Query{
		newest(1), {Limit: 3}, {Limit: 2, Backward: true}, {Limit: 4, Descending: true, After: place}, {Limit: 4, Descending: true, Backward: true, Before: place},
	} {
		pages, err := t.store.ViewpointsBy(t.Context(), by, slugs, f, q)
		for i, p := range aligned(t, slugs, pages, err) {
			single := f.Of(by, slugs[i])
			what := fmt.Sprintf("%s: %+v, %+v", by, single, q)
			t.equal(what, named(p, SpotOf), named(t.viewpoints(single, q), SpotOf))
			n, err := t.store.CountViewpoints(t.Context(), single)
			t.equal(what+": count", counts[i], must(t, n, err))
		}
	}
}

func viewpointsAnew(t tester) {
	posts, owners := views()
	t.putPosts(posts...)
	t.move(store.Move{PostPath: "bo.md", From: "bo/2020", To: "bo/2020-2"}, store.Move{PostPath: "bo.md", From: "bo/2021-03", To: "bo/2020"})
	t.sees(store.ViewpointFilter{Person: "bo"}, []string{"bo/2020-2#1.1", "bo/2020-2#1.2"}, []string{"bo/2020#1.1"})
	t.rename(map[string]string{"essay.md": "zzz", "ada.md": "lady"})
	t.sees(store.ViewpointFilter{Person: "ada"}, owners[0], []string{"zzz#1.1", "zzz#1.2"}, owners[3])
	t.sees(store.ViewpointFilter{Text: "post"}, []string{"zzz#1.1"})
	t.putPosts(post("ada.md", appearance("ada/2022", "2022", saying(section("Views", view("", "anew", "agi"))))))
	t.sees(store.ViewpointFilter{Person: "ada"}, []string{"zzz#1.1", "zzz#1.2"}, []string{"ada/2022#1.1"})
	t.sees(store.ViewpointFilter{Topic: "agi"}, []string{"zzz#1.1"}, []string{"bo/2020-2#1.1"}, []string{"ada/2022#1.1"})
	t.put(store.Batch{RemovePosts: []string{"essay.md", "bo.md"}})
	t.sees(store.ViewpointFilter{}, owners[2], []string{"ada/2022#1.1"})
	t.put(store.Batch{RemovePosts: []string{"zz.md", "ada.md"}})
	t.sees(store.ViewpointFilter{})
}
