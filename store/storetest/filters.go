package storetest

import (
	"fmt"
	"strings"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// filterExamples are filters and counts.
var filterExamples = []example{
	{"dates that overlap", overlappingDates},
	{"ranges over years", rangesOverYears},
	{"days without a date", daysWithoutADate},
	{"person, kind and recommendations", otherFilters},
	{"counts", counts},
}

func overlappingDates(t tester) {
	t.putPosts(post("ada.md",
		appearance("ada/2019-12-31", "2019-12-31"), appearance("ada/2020", "2020"), appearance("ada/2020-02", "2020-02"),
		appearance("ada/2020-05-07", "2020-05-07"), appearance("ada/2021-01-01", "2021-01-01"), appearance("ada/undated", "")))
	for _, c := range []struct {
		from, to string
		want     []string
	}{
		{"", "", []string{"undated", "2019-12-31", "2020", "2020-02", "2020-05-07", "2021-01-01"}},
		{"2020", "2020", []string{"2020", "2020-02", "2020-05-07"}},
		{"2020-02", "2020-02", []string{"2020", "2020-02"}},
		{"2020-02-29", "2020-02-29", []string{"2020", "2020-02"}},
		{"2020-03-01", "2020-05-06", []string{"2020"}},
		{"2020-05-07", "2020-05-07", []string{"2020", "2020-05-07"}},
		{"2020-05", "2021", []string{"2020", "2020-05-07", "2021-01-01"}},
		{"2020-12-31", "", []string{"2020", "2021-01-01"}},
		{"2021-01-01", "", []string{"2021-01-01"}},
		{"2021-01-02", "", nil},
		{"", "2020-01-01", []string{"2019-12-31", "2020"}},
		{"", "2019", []string{"2019-12-31"}},
		{"", "2019-12-30", nil},
		{"0001", "9999", []string{"2019-12-31", "2020", "2020-02", "2020-05-07", "2021-01-01"}},
	} {
		t.passes(store.AppearanceFilter{From: date(c.from), To: date(c.to)}, "ada/", c.want)
		t.passes(store.AppearanceFilter{Person: "ada", From: date(c.from), To: date(c.to)}, "ada/", c.want)
	}
}

func rangesOverYears(t tester) {
	t.putPosts(post("ada.md",
		appearance("ada/2015", "2015", until("2022")), appearance("ada/2016-03", "2016-03", until("2016-04-02")),
		appearance("ada/2018-12-30", "2018-12-30", until("2019-01-02"))))
	for _, c := range []struct {
		from, to string
		want     []string
	}{
		{"2014", "2014", nil},
		{"2015", "2015", []string{"2015"}},
		{"2016-04-02", "2016-04", []string{"2015", "2016-03"}},
		{"2016-04-03", "2018-12-29", []string{"2015"}},
		{"2019", "2019", []string{"2015", "2018-12-30"}},
		{"2018", "2018", []string{"2015", "2018-12-30"}},
		{"2022-12-31", "", []string{"2015"}},
		{"2023", "", nil},
		{"", "2016-03-01", []string{"2015", "2016-03"}},
	} {
		t.passes(store.AppearanceFilter{From: date(c.from), To: date(c.to)}, "ada/", c.want)
	}
}

// daysWithoutADate tests appearances that have days but no date, as of a decade: they stand
// ahead of the dates that begin on their first day.
func daysWithoutADate(t tester) {
	t.putPosts(post("ada.md",
		appearance("ada/1989-12-31", "1989-12-31"), appearance("ada/1990", "1990", recommending(1)), appearance("ada/1990-01-01", "1990-01-01"),
		appearance("ada/1990s", "", days("1990-01-01", "1999-12-31"), recommending(2)),
		appearance("ada/spring", "", days("1990-03-01", "1990-05-31")), appearance("ada/1990-02-28", "1990-02-28"), appearance("ada/1990-03", "1990-03"),
		appearance("ada/1999-12", "1999-12"), appearance("ada/undated", "")))
	for _, c := range []struct {
		from, to string
		want     []string
	}{
		{"", "", []string{"undated", "1989-12-31", "1990s", "1990", "1990-01-01", "1990-02-28", "spring", "1990-03", "1999-12"}},
		{"1989", "1989", []string{"1989-12-31"}},
		{"1990", "1990", []string{"1990s", "1990", "1990-01-01", "1990-02-28", "spring", "1990-03"}},
		{"1990-01-01", "1990-01-01", []string{"1990s", "1990", "1990-01-01"}},
		{"1995-06", "1995-06", []string{"1990s"}},
		{"1999-12-31", "", []string{"1990s", "1999-12"}},
		{"2000", "", nil},
		{"", "1989", []string{"1989-12-31"}},
		{"0001", "", []string{"1989-12-31", "1990s", "1990", "1990-01-01", "1990-02-28", "spring", "1990-03", "1999-12"}},
	} {
		t.passes(store.AppearanceFilter{From: date(c.from), To: date(c.to)}, "ada/", c.want)
		t.passes(store.AppearanceFilter{Person: "ada", From: date(c.from), To: date(c.to)}, "ada/", c.want)
		t.passes(store.AppearanceFilter{Text: "view", From: date(c.from), To: date(c.to)}, "ada/", c.want)
		var views []string
		found, err := t.store.ListViewpoints(t.Context(), store.ViewpointFilter{From: date(c.from), To: date(c.to)}, relay.Query{Limit: 100})
		for _, v := range must(t, found, err).Items {
			views = append(views, strings.TrimPrefix(v.Appearance.Key, "ada/"))
		}
		t.equal(fmt.Sprintf("viewpoints from %q to %q", c.from, c.to), views, c.want)
	}
	found, err := t.store.AppearancesByPaper(t.Context(), []string{"paper-0"}, newest(5))
	t.equal("by paper", keysOf(must(t, found, err)[0].Items), []string{"ada/1990", "ada/1990s"})
	stored := t.appearances("ada/1990s")[0]
	t.equal("as stored", []timeline.PartialDate{stored.Date, stored.Earliest, stored.Latest}, []timeline.PartialDate{{}, date("1990-01-01"), date("1999-12-31")})
}

func otherFilters(t tester) {
	t.putPosts(
		post("ada.md", appearance("ada/2020", "2020", kind(timeline.KindEssay), recommending(2)), appearance("ada/2021", "2021"),
			appearance("ada/undated", "", recommending(1))),
		post("bo.md", appearance("bo/2020", "2020", kind(timeline.KindEssay)), appearance("bo/2022", "2022", recommending(1))))
	for _, c := range []struct {
		f    store.AppearanceFilter
		want []string
	}{
		{store.AppearanceFilter{Person: "bo"}, []string{"bo/2020", "bo/2022"}},
		{store.AppearanceFilter{Person: "nobody"}, nil},
		{store.AppearanceFilter{Person: "Bo"}, nil},
		{store.AppearanceFilter{Kinds: store.Kinds{timeline.KindEssay}}, []string{"ada/2020", "bo/2020"}},
		{store.AppearanceFilter{Kinds: store.Kinds{timeline.KindPodcast}}, nil},
		{store.AppearanceFilter{Recommends: true}, []string{"ada/undated", "ada/2020", "bo/2022"}},
		{store.AppearanceFilter{Recommends: true, Person: "ada"}, []string{"ada/undated", "ada/2020"}},
		{store.AppearanceFilter{Recommends: true, Kinds: store.Kinds{timeline.KindEssay}}, []string{"ada/2020"}},
		{store.AppearanceFilter{Recommends: true, From: date("2020")}, []string{"ada/2020", "bo/2022"}},
		{store.AppearanceFilter{Person: "ada", Kinds: store.Kinds{timeline.KindTalk}, From: date("2021"), To: date("2021")}, []string{"ada/2021"}},
	} {
		t.passes(c.f, "", c.want)
	}
}

// passes checks which appearances pass a filter, the oldest first: in one page, in pages of
// one item, and by their count.
func (t tester) passes(f store.AppearanceFilter, prefix string, want []string) {
	t.Helper()
	keys := make([]string, len(want))
	for i, key := range want {
		keys[i] = prefix + key
	}
	what := fmt.Sprintf("%+v", f)
	t.equal(what, keysOf(t.list(f, relay.Query{Limit: 100}).Items), keys)
	t.equal(what+": count", t.count(f), len(keys))
	q := relay.Query{Limit: 1}
	for i, key := range keys {
		p := t.list(f, q)
		t.equal(what+": page of one", keysOf(p.Items), []string{key})
		t.equal(what+": goes on", p.HasNext, i < len(keys)-1)
		for _, a := range p.Items {
			q.After = store.AppearanceCursor(a)
		}
	}
}

func counts(t tester) {
	posts, _ := sample()
	t.putPosts(posts...)
	for _, c := range []struct {
		f    store.AppearanceFilter
		want int
	}{
		{store.AppearanceFilter{}, 10},
		{store.AppearanceFilter{Person: "ada"}, 5},
		{store.AppearanceFilter{Person: "nobody"}, 0},
		{store.AppearanceFilter{Recommends: true}, 3},
		{store.AppearanceFilter{From: date("2021")}, 7},
		{store.AppearanceFilter{Kinds: store.Kinds{timeline.KindEssay}}, 1},
	} {
		t.equal(fmt.Sprintf("%+v", c.f), t.count(c.f), c.want)
	}
	people := []string{"bo", "nobody", "ada", "bo"}
	bo := store.Count{Appearances: 5, Recommendations: 4}
	t.equal("by person", t.countByPerson(people, store.AppearanceFilter{Person: "ignored"}),
		[]store.Count{bo, {}, {Appearances: 5, Recommendations: 2}, bo})
	bo = store.Count{Appearances: 3, Recommendations: 1}
	t.equal("by person, of 2021", t.countByPerson(people, store.AppearanceFilter{From: date("2021"), To: date("2021")}),
		[]store.Count{bo, {}, {Appearances: 4, Recommendations: 2}, bo})
}
