package storetest

import (
	"fmt"
	"slices"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// listExamples test the order and the pages of lists.
var listExamples = []example{
	{"people by name", peopleInOrder},
	{"names of all scripts", namesInOrder},
	{"appearances by date", appearancesInOrder},
	{"every page in both directions", everyPage},
	{"between two places", betweenPlaces},
	{"a place where nothing is", freePlace},
	{"documents added before the page", addedBefore},
	{"by person", listsByPerson},
}

// newest is the order of most lists.
func newest(limit int) relay.Query { return relay.Query{Limit: limit, Descending: true} }

func peopleInOrder(t tester) {
	people := []*timeline.Person{
		person("z", "Ada"), person("a", "Zoe"), person("b", "Zoe"), person("c", "ada"), person("d", "李"),
		person("f", "ｆull width"), person("g", "𠀀"), person("h", "🙂"), person("e", "Éva"),
	}
	t.put(store.Batch{People: people})
	order := []string{"h", "c", "z", "e", "f", "g", "d", "a", "b"} // 𠀀 is he
	t.equal("ascending", slugsOf(t.listPeople(relay.Query{Limit: 100}).Items), order)
	down := slices.Clone(order)
	slices.Reverse(down)
	t.equal("descending", slugsOf(t.listPeople(newest(100)).Items), down)
	zoe := relay.Cursor{Sort: "zoe", Key: "a"}
	t.equal("after one of equal names", t.listPeople(relay.Query{Limit: 2, After: zoe}),
		relay.Page[*timeline.Person]{Items: people[2:3], HasPrevious: true})
	t.equal("the last two before it", t.listPeople(relay.Query{Limit: 2, Backward: true, Before: zoe}),
		relay.Page[*timeline.Person]{Items: []*timeline.Person{people[6], people[4]}, HasNext: true, HasPrevious: true})
}

// namesInOrder has names of all scripts in one alphabet: Chinese by pinyin, a surname by
// its own reading, accents and case folded, and one word after the other.
func namesInOrder(t tester) {
	names := []string{
		"…", "Ångström", "Angstrom", "ÁNGSTROM Zoe", "Li Na", "李飞飞", "Lian", "吕布", "Łukasz Kaiser", "欧阳修", "仇英", "单雄信", "Shannon", "王小明",
		"汪小明", "曾国强", "ＺＯＥ", "赵一", "김민수",
	}
	var people []*timeline.Person
	var topics []*timeline.Topic
	var papers []*timeline.Paper
	for i, name := range names {
		slug := fmt.Sprintf("n%02d", i)
		people = append(people, person(slug, name))
		topics = append(topics, topic(slug, name))
		papers = append(papers, &timeline.Paper{Slug: slug, Title: name})
	}
	t.put(store.Batch{People: people, Topics: topics, Papers: papers})
	q := relay.Query{Limit: 100}
	want := []string{
		"…", "Ångström", "Angstrom", "ÁNGSTROM Zoe", "김민수", "李飞飞", "Li Na", "Lian", "Łukasz Kaiser", "吕布", "欧阳修", "仇英",
		"单雄信", "Shannon", "王小明", "汪小明", "曾国强", "赵一", "ＺＯＥ",
	}
	var got []string
	for _, p := range t.listPeople(q).Items {
		got = append(got, p.Name)
	}
	t.equal("people", got, want)
	// Topics and papers have no surnames: 单 is dan, 仇 chou, 曾 ceng.
	want = []string{
		"…", "Ångström", "Angstrom", "ÁNGSTROM Zoe", "曾国强", "仇英", "单雄信", "김민수", "李飞飞", "Li Na", "Lian", "Łukasz Kaiser", "吕布", "欧阳修",
		"Shannon", "王小明", "汪小明", "赵一", "ＺＯＥ",
	}
	ts, err := t.store.ListTopics(t.Context(), store.TopicsByName, q)
	got = nil
	for _, item := range must(t, ts, err).Items {
		got = append(got, item.Name)
	}
	t.equal("topics", got, want)
	ps, err := t.store.ListPapers(t.Context(), store.PaperFilter{}, store.PapersByTitle, q)
	got = nil
	for _, item := range must(t, ps, err).Items {
		got = append(got, item.Title)
	}
	t.equal("papers", got, want)
}

// sample is a corpus with ties, all precisions, a range and undated ones, and
// its keys in ascending order.
func sample() (posts []store.PostDocuments, order []string) {
	ada := post("ada.md",
		appearance("ada/2021-03-01-2", "2021-03-01"),
		appearance("ada/2021-03", "2021-03", until("2021-05-10")),
		appearance("ada/2021", "2021", recommending(2)),
		appearance("ada/2021-03-01", "2021-03-01", kind(timeline.KindEssay)),
		appearance("ada/undated", ""))
	bo := post("bo.md",
		appearance("bo/2021", "2021"),
		appearance("bo/2021-01-01", "2021-01-01", recommending(1)),
		appearance("bo/2021-01", "2021-01"),
		appearance("bo/0987", "0987"),
		appearance("bo/undated", "", recommending(3)))
	return []store.PostDocuments{ada, bo}, []string{
		"ada/undated", "bo/undated", "bo/0987", "ada/2021", "bo/2021", "bo/2021-01", "bo/2021-01-01",
		"ada/2021-03", "ada/2021-03-01", "ada/2021-03-01-2",
	}
}

func appearancesInOrder(t tester) {
	posts, order := sample()
	t.putPosts(posts...)
	all := store.AppearanceFilter{}
	t.equal("ascending", keysOf(t.list(all, relay.Query{Limit: 100}).Items), order)
	t.equal("last three", keysOf(t.list(all, relay.Query{Limit: 3, Backward: true}).Items), order[7:])
	slices.Reverse(order)
	t.equal("newest first", keysOf(t.list(all, newest(100)).Items), order)
	p := t.list(all, newest(4))
	t.equal("newest four", keysOf(p.Items), order[:4])
	t.equal("flags", []bool{p.HasNext, p.HasPrevious}, []bool{true, false})
	t.equal("a page that holds all", t.list(all, newest(10)).HasNext, false)
}

// everyPage reads the whole list in pages of every size, in both orders and in both
// directions.
func everyPage(t tester) {
	posts, order := sample()
	t.putPosts(posts...)
	for _, limit := range []int{1, 2, 3, 7, 10} {
		for _, descending := range []bool{false, true} {
			want := slices.Clone(order)
			if descending {
				slices.Reverse(want)
			}
			forth, back := t.walk(relay.Query{Limit: limit, Descending: descending}, len(want))
			what := fmt.Sprintf("limit %d, descending %v: ", limit, descending)
			t.equal(what+"forward", forth, want)
			t.equal(what+"backward", back, want)
		}
	}
}

// walk reads the whole list from its start and from its end. It stops after more pages than
// there are items, as a faulty list might have no end.
func (t tester) walk(q relay.Query, items int) (forth, back []string) {
	t.Helper()
	for more, pages := true, 0; more && pages <= items; pages++ {
		p := t.list(store.AppearanceFilter{}, q)
		forth = append(forth, keysOf(p.Items)...)
		if more = p.HasNext && len(p.Items) > 0; more {
			q.After = store.AppearanceCursor(p.Items[len(p.Items)-1])
		}
	}
	q.After, q.Backward = relay.Cursor{}, true
	for more, pages := true, 0; more && pages <= items; pages++ {
		p := t.list(store.AppearanceFilter{}, q)
		back = append(keysOf(p.Items), back...)
		if more = p.HasPrevious && len(p.Items) > 0; more {
			q.Before = store.AppearanceCursor(p.Items[0])
		}
	}
	return forth, back
}

func betweenPlaces(t tester) {
	posts, order := sample()
	t.putPosts(posts...)
	low, high := cursor("", "bo/undated"), cursor("2021-03-01", "ada/2021-03-01") // places 1 and 8
	for _, c := range []struct {
		what          string
		q             relay.Query
		want          []string
		next, earlier bool
	}{
		{"all between", relay.Query{Limit: 9, After: low, Before: high}, order[2:8], false, true},
		{"first two", relay.Query{Limit: 2, After: low, Before: high}, order[2:4], true, true},
		{"last two", relay.Query{Limit: 2, Backward: true, After: low, Before: high}, order[6:8], true, true},
		{"all between, backward", relay.Query{Limit: 6, Backward: true, After: low, Before: high}, order[2:8], true, false},
		{"before alone, forward", relay.Query{Limit: 3, Before: high}, order[:3], true, false},
		{"after alone, backward", relay.Query{Limit: 1, Backward: true, After: low}, order[9:], false, true},
		{"nothing between", relay.Query{Limit: 3, After: high, Before: low}, nil, false, true},
		{"one and the same place", relay.Query{Limit: 3, After: low, Before: low}, nil, false, true},
		{"the last place", relay.Query{Limit: 3, After: cursor("2021-03-01", order[9])}, nil, false, true},
		{"the first place", relay.Query{Limit: 3, Before: cursor("", order[0])}, nil, false, false},
	} {
		p := t.list(store.AppearanceFilter{}, c.q)
		t.equal(c.what, keysOf(p.Items), c.want)
		t.equal(c.what+": flags", []bool{p.HasNext, p.HasPrevious}, []bool{c.next, c.earlier})
	}
	down := relay.Query{Limit: 2, Descending: true, After: high, Before: low}
	t.equal("descending", keysOf(t.list(store.AppearanceFilter{}, down).Items), []string{order[7], order[6]})
}

// freePlace tests a cursor whose document was removed.
func freePlace(t tester) {
	posts, order := sample()
	t.putPosts(posts...)
	q := relay.Query{Limit: 2, After: cursor("2021", "b")}
	t.equal("after", keysOf(t.list(store.AppearanceFilter{}, q).Items), order[4:6])
	q = relay.Query{Limit: 2, Before: cursor("2021-02-30", "")}
	t.equal("before, without a key", keysOf(t.list(store.AppearanceFilter{}, q).Items), order[:2])
	q = relay.Query{Limit: 2, Descending: true, After: cursor("2021-02", "~")}
	t.equal("descending", keysOf(t.list(store.AppearanceFilter{}, q).Items), []string{order[6], order[5]})
}

func addedBefore(t tester) {
	posts, order := sample()
	t.putPosts(posts...)
	slices.Reverse(order)
	first := t.list(store.AppearanceFilter{}, newest(3))
	t.putPosts(post("new.md", appearance("cy/2022", "2022"), appearance("cy/2021-03-01", "2021-03-01"), appearance("cy/2021-02", "2021-02")))
	q := newest(3)
	q.After = store.AppearanceCursor(first.Items[2])
	t.equal("the next page", keysOf(t.list(store.AppearanceFilter{}, q).Items), []string{"cy/2021-02", order[3], order[4]})
	q = relay.Query{Limit: 9, Descending: true, Backward: true, Before: store.AppearanceCursor(first.Items[0])}
	t.equal("what came before", keysOf(t.list(store.AppearanceFilter{}, q).Items), []string{"cy/2022", "cy/2021-03-01"})
}

func listsByPerson(t tester) {
	posts, _ := sample()
	t.putPosts(posts...)
	pages := t.listByPerson([]string{"bo", "nobody", "ada", "bo"}, store.AppearanceFilter{Person: "ignored"}, newest(2))
	t.equal("pages", len(pages), 4)
	for i, want := range [][]string{
		{"bo/2021-01-01", "bo/2021-01"}, nil, {"ada/2021-03-01-2", "ada/2021-03-01"}, {"bo/2021-01-01", "bo/2021-01"},
	} {
		t.equal(fmt.Sprint("page ", i), keysOf(pages[i].Items), want)
		t.equal(fmt.Sprint("page ", i, " goes on"), pages[i].HasNext, want != nil)
	}
	for _, f := range []store.AppearanceFilter{{}, {Recommends: true}, {To: date("2021-01-31")}, {Kinds: store.Kinds{timeline.KindEssay}}} {
		for _, q := range []relay.Query{
			newest(3),
			{Limit: 1, Backward: true},
			{Limit: 2, After: cursor("2021", "ada/2021")},
			{Limit: 9, Descending: true, After: cursor("2021-03-01", "ada/2021-03-01-2"), Before: cursor("2021", "")},
		} {
			people := []string{"ada", "nobody", "bo"}
			pages := t.listByPerson(people, f, q)
			for i, person := range people {
				f.Person = person
				t.equal(fmt.Sprintf("%+v, %+v", f, q), pages[i], t.list(f, q))
			}
		}
	}
}
