package storetest

import (
	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// keyExamples are the reads by key.
var keyExamples = []example{
	{"empty store", emptyStore},
	{"people by any name", peopleByName},
	{"a slug goes before an alias", slugBeforeAlias},
	{"slugs that are spelled alike", slugsAlike},
	{"a person put anew has only the new names", renamedPerson},
	{"in the order of the keys", alignedReads},
	{"odd keys", oddKeys},
	{"nothing asked", nothingAsked},
	{"appearances by occasion", byOccasion},
}

func emptyStore(t tester) {
	t.equal("people", t.people("ada"), []*timeline.Person{nil})
	t.equal("appearances", t.appearances("ada/2020"), []*timeline.Appearance{nil})
	t.equal("papers", t.papers("x"), []*timeline.Paper{nil})
	t.equal("posts by path", t.postsByPath("a.md"), []*timeline.Post{nil})
	t.equal("posts by slug", t.postsBySlug("a"), []*timeline.Post{nil})
	t.equal("list of people", t.listPeople(relay.Query{Limit: 3}), relay.Page[*timeline.Person]{})
	t.equal("list", t.list(store.AppearanceFilter{}, relay.Query{Limit: 3}), relay.Page[*timeline.Appearance]{})
	t.equal("list by person", t.listByPerson([]string{"ada"}, store.AppearanceFilter{}, relay.Query{Limit: 3}),
		[]relay.Page[*timeline.Appearance]{{}})
	t.equal("count", t.count(store.AppearanceFilter{}), 0)
	t.equal("count by person", t.countByPerson([]string{"ada"}, store.AppearanceFilter{}), []store.Count{{}})
	t.equal("corpus", t.corpus(), timeline.Corpus{})
	t.equal("contents", t.contents(), &contents{})
}

// byOccasion finds those of one person and title, in the order of their keys, as they
// are stored today.
func byOccasion(t tester) {
	first, second := appearance("ada/2020", "2020", titled("A Talk")), appearance("ada/2019", "2019", titled("a  talk"))
	second.Told = "2019"
	other := appearance("bo/2020", "2020", titled("A Talk"))
	t.putPosts(post("a.md", first), post("b.md", second), post("c.md", other))
	read := func(what string, want ...[]string) {
		t.Helper()
		hashes := []string{other.Occasion(), "none", first.Occasion(), other.Occasion()}
		found, err := t.store.Occasions(t.Context(), hashes)
		got := make([][]string, len(hashes))
		for i, group := range aligned(t, hashes, found, err) {
			got[i] = keysOf(group)
		}
		t.equal(what, got, want)
	}
	read("put", []string{"bo/2020"}, nil, []string{"ada/2019", "ada/2020"}, []string{"bo/2020"})
	found, err := t.store.Occasions(t.Context(), []string{first.Occasion()})
	t.equal("whole", must(t, found, err), [][]*timeline.Appearance{t.appearances("ada/2019", "ada/2020")})
	t.move(store.Move{PostPath: "a.md", From: "ada/2020", To: "ada/2018"})
	t.put(store.Batch{RemovePosts: []string{"c.md"}})
	read("moved and removed", nil, nil, []string{"ada/2018", "ada/2019"}, nil)
}

func peopleByName(t tester) {
	ada := person("ada-lovelace", "Ada Lovelace", "阿达·洛芙莱斯", "Countess of Lovelace")
	bo := person("bo", "李博")
	t.put(store.Batch{People: []*timeline.Person{bo, ada}})
	for _, name := range []string{
		"ada-lovelace", "Ada Lovelace", "ADA LOVELACE", "adalovelace", "Ada·Lovelace", "Ａｄａ　Ｌｏｖｅｌａｃｅ",
		"阿达·洛芙莱斯", "阿达・洛芙莱斯", "阿达 洛芙莱斯", "阿达洛芙莱斯", "countess-of-lovelace",
	} {
		t.equal("people "+name, t.people(name), []*timeline.Person{ada})
	}
	t.equal("absent and repeated", t.people("nobody", "李博", "ADA-LOVELACE", "", "bo", "Ada", "·"),
		[]*timeline.Person{nil, bo, ada, nil, bo, nil, nil})
}

func slugBeforeAlias(t tester) {
	t.put(store.Batch{People: []*timeline.Person{
		person("a-first", "First", "middle", "Zed"),
		person("middle", "Middle"),
		person("zed", "Last", "First of all"),
	}})
	t.equal("slugs", slugsOf(t.people("middle", "zed")), []string{"middle", "zed"})
	t.equal("spellings of slugs", slugsOf(t.people("MIDDLE", "Zed", "z·e·d")), []string{"middle", "zed", "zed"})
	t.put(store.Batch{RemovePeople: []string{"middle"}})
	t.equal("no longer a slug", slugsOf(t.people("middle")), []string{"a-first"})
}

func slugsAlike(t tester) {
	t.put(store.Batch{People: []*timeline.Person{person("an-na", "One"), person("anna", "Two"), person("ann-a", "Three")}})
	t.equal("people", slugsOf(t.people("anna", "an-na", "ann-a")), []string{"anna", "an-na", "ann-a"})
}

func renamedPerson(t tester) {
	t.put(store.Batch{People: []*timeline.Person{person("ada", "Ada", "Countess")}})
	t.put(store.Batch{People: []*timeline.Person{person("ada", "Lady Ada", "Lovelace")}})
	t.equal("people", slugsOf(t.people("ada", "Countess", "Lady Ada", "lovelace")), []string{"ada", "-", "ada", "ada"})
	t.equal("list", slugsOf(t.listPeople(relay.Query{Limit: 5}).Items), []string{"ada"})
	t.put(store.Batch{RemovePeople: []string{"ada"}})
	t.equal("removed", slugsOf(t.people("ada", "Lady Ada", "lovelace")), []string{"-", "-", "-"})
}

func alignedReads(t tester) {
	first := post("first.md", appearance("ada/2020", "2020"), appearance("ada/2021", "2021"))
	second := post("second.md", appearance("bo/2020", "2020"))
	second.Post.Slug = "zweite"
	t.put(store.Batch{
		Papers: []*timeline.Paper{paper("x"), paper("y")},
		Posts:  []store.PostDocuments{first, second},
	})
	t.equal("appearances", keysOf(t.appearances("bo/2020", "ada/1999", "ada/2021", "ada/2020", "bo/2020")),
		[]string{"bo/2020", "-", "ada/2021", "ada/2020", "bo/2020"})
	t.equal("papers", t.papers("z", "y", "x", "y"), []*timeline.Paper{nil, paper("y"), paper("x"), paper("y")})
	t.equal("posts by path", pathsOf(t.postsByPath("second.md", "zweite", "first.md", "second.md")),
		[]string{"second.md", "-", "first.md", "second.md"})
	t.equal("posts by slug", pathsOf(t.postsBySlug("zweite", "first", "second", "zweite")),
		[]string{"second.md", "first.md", "-", "second.md"})
	t.equal("keys are not spellings", keysOf(t.appearances("ADA/2020", "ada-2020")), []string{"-", "-"})
	t.equal("post", t.postsBySlug("first"), []*timeline.Post{first.Post})
}

// oddKeys have characters that have a meaning in a query language or a pattern.
func oddKeys(t tester) {
	for _, odd := range []string{
		"$ne", "a.b", "$a.$b", "o'brien", `"quoted"`, `back\slash`, "100%", "under_score", "a;--", "[0]", "{}", "?1",
		"李·博", "🙂𠀀", "a\u2028b", "<&>", " spaced ", "null", "0",
	} {
		p, key := person(odd, "Name of "+odd, "Alias of "+odd), odd+"/2020"
		d := post(odd+".md", appearance(key, "2020", recommending(1)))
		x := paper(odd)
		t.put(store.Batch{People: []*timeline.Person{p}, Papers: []*timeline.Paper{x}, Posts: []store.PostDocuments{d}})
		f := store.AppearanceFilter{Person: odd}
		after := relay.Query{Limit: 1, After: cursor("2019", key)}
		t.equal(odd+": person", t.people(odd, "Alias of "+odd)[1], p)
		t.equal(odd+": paper", t.papers(odd), []*timeline.Paper{x})
		t.equal(odd+": post", append(t.postsByPath(odd+".md"), t.postsBySlug(odd)...), []*timeline.Post{d.Post, d.Post})
		t.equal(odd+": appearance", keysOf(t.appearances(key)), []string{key})
		t.equal(odd+": list", keysOf(t.list(f, after).Items), []string{key})
		t.equal(odd+": list by person", keysOf(t.listByPerson([]string{"nobody", odd}, store.AppearanceFilter{}, after)[1].Items), []string{key})
		t.equal(odd+": count", t.count(f), 1)
		t.equal(odd+": count by person", t.countByPerson([]string{odd}, store.AppearanceFilter{}), []store.Count{{Appearances: 1, Recommendations: 1}})
		t.move(store.Move{PostPath: odd + ".md", From: key, To: key + "-2"})
		t.equal(odd+": moved", keysOf(t.appearances(key, key+"-2")), []string{"-", key + "-2"})
		t.rename(map[string]string{odd + ".md": odd + odd})
		t.equal(odd+": renamed", pathsOf(t.postsBySlug(odd, odd+odd)), []string{"-", odd + ".md"})
		t.put(store.Batch{RemovePosts: []string{odd + ".md"}, RemovePeople: []string{odd}, RemovePapers: []string{odd}})
		t.equal(odd+": removed", t.contents(), &contents{})
	}
}

func nothingAsked(t tester) {
	t.put(store.Batch{People: []*timeline.Person{person("ada", "Ada")}, Posts: []store.PostDocuments{post("a.md", appearance("ada/2020", "2020"))}})
	t.equal("people", t.people(), []*timeline.Person{})
	t.equal("appearances", t.appearances(), []*timeline.Appearance{})
	t.equal("papers", t.papers(), []*timeline.Paper{})
	t.equal("posts by path", t.postsByPath(), []*timeline.Post{})
	t.equal("posts by slug", t.postsBySlug(), []*timeline.Post{})
	t.equal("list by person", t.listByPerson(nil, store.AppearanceFilter{}, relay.Query{Limit: 1}), []relay.Page[*timeline.Appearance]{})
	t.equal("count by person", t.countByPerson(nil, store.AppearanceFilter{}), []store.Count{})
}
