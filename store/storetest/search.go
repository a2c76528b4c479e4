package storetest

import (
	"fmt"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// searchExamples are searches of everything.
var searchExamples = []example{
	{"search by date", searchByDate},
	{"search ranked", searchRanked},
	{"search between places", searchBetween},
	{"search by what it passes", searchFiltered},
	{"search of people, topics and posts", searchNamed},
	{"hits are whole", hitsWhole},
	{"search without a word", searchWithoutWord},
	{"Chinese words", searchChinese},
	{"words of several scripts", searchScripts},
	{"beginnings and numbers of words", searchBeginnings},
	{"folded words", searchFolded},
	{"words that look like operators", searchOperators},
	{"search after put, move, rename and remove", searchAnew},
}

// corpusOfHits has hits of each type for the word "scaling", strong and weak ones, with
// equal dates. Weak and strong have the keys of the hits by owner, with ascending owners.
func corpusOfHits() (b store.Batch, weak, strong [][]string) {
	talk := appearance("ada/2020", "2020", titled("Scaling"), saying(section("Views",
		view("", "scaling is one"), view("Scaling", "two", "agi"), view("", "nothing of it"), view("", "three of scaling"))))
	essay := appearance("bo/2020", "2020", kind(timeline.KindEssay), saying(section("Scaling by heading", view("", "four"), view("Scaling up", "five", "agi"))))
	undated := appearance("bo/undated", "", themed("scaling"), saying())
	other := appearance("cy/2021", "2021")
	own := post("own.md")
	own.Post.PersonSlug, own.Post.Sections = "ada", []*timeline.Section{section("Own", view("", "scaling of the post", "agi"), view("Scaling", ""))}
	b = store.Batch{
		Posts: []store.PostDocuments{post("a.md", talk), post("b.md", essay, undated), post("c.md", other), own},
		Papers: []*timeline.Paper{
			{Slug: "laws", Title: "Scaling Laws", Published: date("2020"), RecommendedBy: []string{"ada"}},
			{Slug: "by", Title: "A paper", Authors: []string{"Ann Scaling"}, Published: date("2020-06")},
			{Slug: "old", Title: "On scaling"},
			{Slug: "own", Title: "scaling", Published: date("1999")},
		},
	}
	weak = [][]string{{"own#1.1"}, {"ada/2020#1.1", "ada/2020#1.4"}, {"bo/2020", "bo/2020#1.1"}, {"by"}}
	strong = [][]string{{"bo/undated"}, {"old"}, {"own#1.2"}, {"own"}, {"ada/2020", "ada/2020#1.2"}, {"bo/2020#1.2"}, {"laws"}}
	return b, weak, strong
}

// byDate are all hits of [corpusOfHits] in the order of their dates.
var byDate = [][]string{
	{"bo/undated"},
	{"old"},
	{"own#1.1", "own#1.2"},
	{"own"},
	{"ada/2020", "ada/2020#1.1", "ada/2020#1.2", "ada/2020#1.4"},
	{"bo/2020", "bo/2020#1.1", "bo/2020#1.2"},
	{"laws"},
	{"by"},
}

// hitKey is the key of a hit's document or viewpoint.
func hitKey(h store.Hit) string {
	switch {
	case h.Appearance != nil:
		return h.Appearance.Key
	case h.Viewpoint != nil:
		return SpotOf(h.Viewpoint)
	case h.Person != nil:
		return "person " + h.Person.Slug
	case h.Topic != nil:
		return "topic " + h.Topic.Slug
	case h.Post != nil:
		return "post " + h.Post.Slug
	}
	return h.Paper.Slug
}

func (t tester) search(f store.SearchFilter, q relay.Query) relay.Page[store.Hit] {
	t.Helper()
	found, err := t.store.Search(t.Context(), f, q)
	return must(t, found, err)
}

// hits checks the hits of a search, by owner, with ascending owners.
func (t tester) hits(f store.SearchFilter, owners ...[]string) {
	t.Helper()
	t.hitsInPages(f, fewSizes, owners)
}

func (t tester) hitsInPages(f store.SearchFilter, sizes []int, owners [][]string) {
	t.Helper()
	what := fmt.Sprintf("%+v", f)
	read := func(q relay.Query) relay.Page[store.Hit] { return t.search(f, q) }
	for _, descending := range []bool{false, true} {
		inPages(t, fmt.Sprintf("%s, descending %v", what, descending), sizes, relay.Query{Descending: descending}, read, store.HitCursor(f.Ranked), hitKey, order(owners, descending))
	}
	n, err := t.store.CountHits(t.Context(), f)
	t.equal(what+": count", must(t, n, err), len(order(owners, false)))
}

// words checks the hits of some words, the oldest first.
func (t tester) words(text string, want ...string) {
	t.Helper()
	f := store.SearchFilter{Text: text}
	t.equal(text, named(t.search(f, relay.Query{Limit: relay.MaxSize}), hitKey), relay.Page[string]{Items: want})
	n, err := t.store.CountHits(t.Context(), f)
	t.equal(text+": count", must(t, n, err), len(want))
}

func searchByDate(t tester) {
	t.hits(store.SearchFilter{Text: "scaling"})
	b, _, _ := corpusOfHits()
	t.put(b)
	t.hitsInPages(store.SearchFilter{Text: "scaling"}, everySize, byDate)
	t.hits(store.SearchFilter{Text: "scaling nothing"})
	t.hits(store.SearchFilter{Text: "nothing"}, []string{"ada/2020#1.3"})
}

func searchRanked(t tester) {
	b, weak, strong := corpusOfHits()
	t.put(b)
	t.hitsInPages(store.SearchFilter{Text: "scaling", Ranked: true}, everySize, append(weak, strong...))
	t.hits(store.SearchFilter{Text: "scaling laws", Ranked: true}, []string{"laws"})
	t.hits(store.SearchFilter{Text: "five scaling", Ranked: true}, []string{"bo/2020#1.2"})
	for _, ranked := range []bool{false, true} {
		found := map[string]bool{}
		for _, h := range t.search(store.SearchFilter{Text: "scaling", Ranked: ranked}, newest(relay.MaxSize)).Items {
			found[hitKey(h)] = h.Strong
		}
		for _, key := range order(strong, false) {
			t.equal(key+" is strong", found[key], true)
		}
		for _, key := range order(weak, false) {
			t.equal(key+" is strong", found[key], false)
		}
	}
	t.equal("the words apart", t.search(store.SearchFilter{Text: "five scaling", Ranked: true}, newest(1)).Items[0].Strong, false)
}

func searchBetween(t tester) {
	b, weak, strong := corpusOfHits()
	t.put(b)
	f := store.SearchFilter{Text: "scaling", Ranked: true}
	all := order(append(weak, strong...), true)
	at := func(sort, owner, place string) relay.Cursor {
		return relay.Cursor{Sort: sort, Key: owner + "#" + place}
	}
	strongTalk, weakTalk := at("12020", "ada/2020", ""), at("02020", "ada/2020", store.Place(1, 1))
	for _, c := range []struct {
		what string
		q    relay.Query
		want []string
	}{
		{"over the ranks", relay.Query{Limit: 20, After: strongTalk, Before: weakTalk}, all[3:11]},
		{"over the ranks, last two", relay.Query{Limit: 2, Backward: true, After: strongTalk, Before: weakTalk}, all[9:11]},
		{"after a viewpoint", relay.Query{Limit: 1, After: weakTalk}, all[12:13]},
		{"after a place that has gone", relay.Query{Limit: 2, After: at("02020", "ada/2020", store.Place(1, 3))}, all[12:14]},
		{"before all of an owner", relay.Query{Limit: 1, Backward: true, Before: at("02020", "ada/2020", "")}, all[10:11]},
		{"nothing between", relay.Query{Limit: 5, After: weakTalk, Before: strongTalk}, nil},
	} {
		c.q.Descending = true
		t.equal(c.what, named(t.search(f, c.q), hitKey).Items, c.want)
	}
}

func searchFiltered(t tester) {
	b, _, _ := corpusOfHits()
	t.put(b)
	scaling := func(edit func(*store.SearchFilter), want ...[]string) {
		t.Helper()
		f := store.SearchFilter{Text: "scaling"}
		edit(&f)
		t.hits(f, want...)
	}
	scaling(func(f *store.SearchFilter) { f.Type = store.TypeAppearance }, []string{"bo/undated"}, []string{"ada/2020"}, []string{"bo/2020"})
	scaling(func(f *store.SearchFilter) { f.Type = store.TypePaper }, byDate[1], byDate[3], byDate[6], byDate[7])
	scaling(func(f *store.SearchFilter) { f.Type = store.TypeViewpoint }, byDate[2], byDate[4][1:], byDate[5][1:])
	scaling(func(f *store.SearchFilter) { f.Person = "ada" }, byDate[2], byDate[4], byDate[6])
	scaling(func(f *store.SearchFilter) { f.Person = "bo" }, byDate[0], byDate[5])
	scaling(func(f *store.SearchFilter) { f.Person = "nobody" })
	scaling(func(f *store.SearchFilter) { f.Topic = "agi" }, byDate[2][:1], byDate[4][2:3], byDate[5][2:])
	scaling(func(f *store.SearchFilter) { f.Topic, f.Type = "agi", store.TypePaper })
	scaling(func(f *store.SearchFilter) { f.Kinds = store.Kinds{timeline.KindEssay} }, byDate[5])
	scaling(func(f *store.SearchFilter) { f.Kinds = store.Kinds{timeline.KindTalk} }, byDate[0], byDate[4])
	scaling(func(f *store.SearchFilter) { f.From = date("2020-06-30") }, byDate[4:]...)
	scaling(func(f *store.SearchFilter) { f.From = date("2020-07") }, byDate[4], byDate[5], byDate[6])
	scaling(func(f *store.SearchFilter) { f.To = date("2019") }, byDate[3])
	scaling(func(f *store.SearchFilter) { f.From, f.To, f.Person = date("2020"), date("2020"), "ada" }, byDate[4], byDate[6])
	scaling(func(f *store.SearchFilter) { f.From = date("2021") })
	scaling(func(f *store.SearchFilter) { f.Ranked, f.Person = true, "bo" }, byDate[5][:2], byDate[0], byDate[5][2:])
}

// corpusOfNames has a person, a topic, a post, a paper and a viewpoint of one slug.
func corpusOfNames() store.Batch {
	ada := person("scaling", "Ada Scaling", "阿达")
	ada.Topics = []string{"agi"}
	own := post("scaling.md", appearance("scaling/2020", "2020", titled("Scaling"), saying(section("", view("", "scaling too")))))
	own.Post.Title, own.Post.Sections = "On scaling", []*timeline.Section{section("", view("", "scaling besides"))}
	own.Post.PersonSlug, own.Post.PeopleSlugs = "", []string{"bo", "scaling"}
	return store.Batch{
		People: []*timeline.Person{ada, person("bo", "Bo")},
		Topics: []*timeline.Topic{{Slug: "scaling", Name: "Scaling laws", Aliases: []string{"規模"}}, {Slug: "agi", Name: "AGI"}},
		Posts:  []store.PostDocuments{own},
		Papers: []*timeline.Paper{{Slug: "scaling", Title: "Scaling"}, {Slug: "dated", Title: "Scaling", Published: date("1999")}},
	}
}

func searchNamed(t tester) {
	t.put(corpusOfNames())
	named := []string{"person scaling", "post scaling", "topic scaling"}
	undated := []string{"scaling", named[0], named[1], named[2], "scaling#1.1"}
	said := []string{"scaling/2020", "scaling/2020#1.1"}
	t.hitsInPages(store.SearchFilter{Text: "scal"}, everySize, [][]string{undated, {"dated"}, said})
	t.hitsInPages(store.SearchFilter{Text: "scal", Ranked: true}, everySize,
		[][]string{{"scaling#1.1"}, {"scaling/2020#1.1"}, {"scaling"}, {"dated"}, {"scaling/2020"}, named})
	for _, h := range t.search(store.SearchFilter{Text: "scaling", Ranked: true}, newest(3)).Items {
		t.equal(hitKey(h)+" is strong", h.Strong, true)
	}
	t.hits(store.SearchFilter{Text: "阿达"}, named[:1])
	t.hits(store.SearchFilter{Text: "规模", Ranked: true}, named[2:])
	scaling := func(edit func(*store.SearchFilter), want ...[]string) {
		t.Helper()
		for _, ranked := range []bool{false, true} {
			f := store.SearchFilter{Text: "scaling", Ranked: ranked}
			edit(&f)
			t.hits(f, want...)
		}
	}
	scaling(func(f *store.SearchFilter) { f.Type = store.TypePerson }, named[:1])
	scaling(func(f *store.SearchFilter) { f.Type = store.TypePost }, named[1:2])
	scaling(func(f *store.SearchFilter) { f.Type = store.TypeTopic }, named[2:])
	scaling(func(f *store.SearchFilter) { f.Person = "bo" }, named[1:2])
	scaling(func(f *store.SearchFilter) { f.People, f.Type = []string{"bo", "scaling"}, store.TypePerson }, named[:1])
	scaling(func(f *store.SearchFilter) { f.Topic = "agi" }, named[:1])
	scaling(func(f *store.SearchFilter) { f.Topics = []string{"scaling", "nothing"} }, named[2:])
	scaling(func(f *store.SearchFilter) { f.Kinds, f.Type = store.Kinds{timeline.KindTalk}, store.TypePost })
	scaling(func(f *store.SearchFilter) { f.From, f.Type = date("0001"), store.TypeTopic })
	scaling(func(f *store.SearchFilter) { f.Dated, f.Type = store.OnlyDated, store.TypePerson })
	scaling(func(f *store.SearchFilter) { f.Dated, f.Type = store.OnlyUndated, store.TypePerson }, named[:1])
	t.rename(map[string]string{"scaling.md": "new"})
	scaling(func(f *store.SearchFilter) { f.Type = store.TypePost }, []string{"post new"})
	t.put(store.Batch{People: []*timeline.Person{person("scaling", "Ada")}, RemoveTopics: []string{"scaling"}, RemovePosts: []string{"scaling.md"}})
	t.hits(store.SearchFilter{Text: "scaling"}, []string{"scaling"}, []string{"dated"})
	t.hits(store.SearchFilter{Text: "ada"}, named[:1])
	t.put(store.Batch{RemovePeople: []string{"scaling"}})
	t.hits(store.SearchFilter{Text: "ada"})
}

// hitsWhole: a hit is the whole document, linked.
func hitsWhole(t tester) {
	b, _, _ := corpusOfHits()
	t.put(b)
	t.put(store.Batch{People: []*timeline.Person{person("ada", "Scaling")}, Topics: []*timeline.Topic{{Slug: "scaling", Name: "Scaling"}}})
	t.putPosts(post("scaling.md", appearance("ada/1999", "1999")))
	for _, h := range t.search(store.SearchFilter{Text: "scaling"}, relay.Query{Limit: relay.MaxSize}).Items {
		key := hitKey(h)
		switch {
		case h.Appearance != nil:
			t.equal(key, h.Appearance, t.appearances(key)[0])
		case h.Paper != nil:
			t.equal(key, h.Paper, t.papers(key)[0])
		case h.Person != nil:
			t.equal(key, h.Person, t.people(h.Person.Slug)[0])
		case h.Topic != nil:
			t.equal(key, h.Topic, &timeline.Topic{Slug: "scaling", Name: "Scaling"})
		case h.Post != nil:
			t.equal(key, h.Post, t.postsBySlug(h.Post.Slug)[0]) // with its record
		case h.Viewpoint.Appearance != nil:
			t.equal(key, timeline.ViewpointNamed(h.Viewpoint.Appearance.Sections, h.Viewpoint.Name()) == h.Viewpoint, true)
			t.equal(key+": appearance", h.Viewpoint.Appearance, t.appearances(h.Viewpoint.Appearance.Key)[0])
		default:
			t.equal(key, h.Viewpoint.Text, timeline.ViewpointNamed(t.postsBySlug("own")[0].Sections, h.Viewpoint.Name()).Text)
			t.equal(key+": whose", h.Viewpoint.PersonSlug, "ada")
		}
	}
}

func searchWithoutWord(t tester) {
	b, _, _ := corpusOfHits()
	t.put(b)
	for _, text := range []string{"", " \n", "，。", `"" * ( ) { } $`, "\x00", "🙂", "--"} {
		t.hits(store.SearchFilter{Text: text})
		t.hits(store.SearchFilter{Text: text, Ranked: true, Person: "ada", Topic: "agi", Type: store.TypeViewpoint})
	}
}
