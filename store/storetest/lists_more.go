package storetest

import (
	"slices"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// moreListExamples are topics, and lists of people, papers and posts.
var moreListExamples = []example{
	{"topics by any name", topicsByName},
	{"a topic's slug goes before an alias", topicSlugBeforeAlias},
	{"topics put anew and removed", topicsAnew},
	{"topics in order", topicsInOrder},
	{"people by text", peopleByText},
	{"people by topic", peopleByTopic},
	{"papers in order", papersInOrder},
	{"papers by what they pass", papersFiltered},
	{"posts in order", postsInOrder},
	{"posts of one name", postsOfOneName},
	{"posts by person", postsByPerson},
	{"posts of several people", postsOfSeveral},
}

func topic(slug, name string, aliases ...string) *timeline.Topic {
	return &timeline.Topic{Slug: slug, Name: name, Aliases: aliases}
}

func (t tester) topics(wanted ...string) []string {
	t.Helper()
	found, err := t.store.Topics(t.Context(), wanted)
	return names(aligned(t, wanted, found, err), topicKey)
}

func topicsByName(t tester) {
	value := topic("value-function", "价值函数", "Value Function", "critic")
	t.put(store.Batch{Topics: []*timeline.Topic{value, topic("agi", "AGI", "通用人工智能")}})
	t.equal("every spelling", t.topics("value-function", "VALUE·FUNCTION", "valuefunction", "价值函数", "价值 函数", "Critic", "ＡＧＩ", "通用人工智能"),
		[]string{"value-function", "value-function", "value-function", "value-function", "value-function", "value-function", "agi", "agi"})
	t.equal("absent and repeated", t.topics("agi", "value", "", "·", "$ne", "agi"), []string{"agi", "-", "-", "-", "-", "agi"})
	t.equal("none asked", t.topics(), []string{})
	found, err := t.store.Topics(t.Context(), []string{"critic"})
	t.equal("the whole topic", must(t, found, err), []*timeline.Topic{value})
}

func topicSlugBeforeAlias(t tester) {
	t.put(store.Batch{Topics: []*timeline.Topic{topic("a", "First", "middle", "Zed"), topic("middle", "Middle"), topic("zed", "Last")}})
	t.equal("slugs", t.topics("middle", "MIDDLE", "zed", "z·e·d", "first"), []string{"middle", "middle", "zed", "zed", "a"})
	t.put(store.Batch{RemoveTopics: []string{"middle"}})
	t.equal("no longer a slug", t.topics("middle"), []string{"a"})
}

func topicsAnew(t tester) {
	c := t.put(store.Batch{Topics: []*timeline.Topic{topic("agi", "AGI", "old"), topic("rl", "RL")}})
	t.equal("corpus", c.Topics, 2)
	c = t.put(store.Batch{Topics: []*timeline.Topic{topic("agi", "AGI", "new")}})
	t.equal("corpus as before", c.Topics, 2)
	t.equal("put anew", t.topics("agi", "old", "new"), []string{"agi", "-", "agi"})
	t.equal("contents", t.contents().Topics, []*timeline.Topic{topic("agi", "AGI", "new"), topic("rl", "RL")})
	c = t.put(store.Batch{RemoveTopics: []string{"agi", "absent"}})
	t.equal("removed", t.topics("agi", "new", "rl"), []string{"-", "-", "rl"})
	t.equal("corpus with one less", []int{c.Topics, c.Revision}, []int{1, 3})
}

func topicsInOrder(t tester) {
	t.put(store.Batch{Topics: []*timeline.Topic{topic("c", "价值"), topic("b", "Same"), topic("a", "Same"), topic("d", "𠀀"), topic("e", "ｆ"), topic("z", "AGI")}})
	read := func(q relay.Query) relay.Page[*timeline.Topic] {
		found, err := t.store.ListTopics(t.Context(), store.TopicsByName, q)
		return must(t, found, err)
	}
	bothWays(t, "topics", read, store.TopicCursor(store.TopicsByName), topicKey, []string{"z", "e", "d", "c", "a", "b"})
}

func putPeople(t tester) {
	ada := person("ada-lovelace", "Ada Lovelace", "阿达·洛芙莱斯")
	ada.Topics = []string{"agi", "scaling"}
	luk := person("lukasz-kaiser", "Łukasz Kaiser", "Kaiser of Lovelace")
	luk.Topics = []string{"scaling"}
	t.put(store.Batch{People: []*timeline.Person{luk, ada, person("li-bo", "李博")}})
}

func (t tester) passPeople(f store.PersonFilter, want ...string) {
	t.Helper()
	read := func(q relay.Query) relay.Page[*timeline.Person] {
		found, err := t.store.ListPeople(t.Context(), f, store.PeopleByName, q)
		return must(t, found, err)
	}
	bothWays(t, f.Text+" "+f.Topic, read, store.PersonCursor(store.PeopleByName), personKey, want)
	n, err := t.store.CountPeople(t.Context(), f)
	t.equal("count of "+f.Text+" "+f.Topic, must(t, n, err), len(want))
}

func peopleByText(t tester) {
	putPeople(t)
	t.passPeople(store.PersonFilter{}, "ada-lovelace", "li-bo", "lukasz-kaiser")
	t.passPeople(store.PersonFilter{Text: " “” \x00"}, "ada-lovelace", "li-bo", "lukasz-kaiser")
	t.passPeople(store.PersonFilter{Text: "LOVELACE"}, "ada-lovelace", "lukasz-kaiser")
	t.passPeople(store.PersonFilter{Text: "lovelace ada"}, "ada-lovelace")
	t.passPeople(store.PersonFilter{Text: "lukasz of"}, "lukasz-kaiser") // name and alias together
	t.passPeople(store.PersonFilter{Text: "love"}, "ada-lovelace", "lukasz-kaiser")
	t.passPeople(store.PersonFilter{Text: "love ada"})
	t.passPeople(store.PersonFilter{Text: "ada love"}, "ada-lovelace")
	t.passPeople(store.PersonFilter{Text: "ada kaiser"})
	t.passPeople(store.PersonFilter{Text: "洛芙"}, "ada-lovelace")
	t.passPeople(store.PersonFilter{Text: "洛莱"})
	t.passPeople(store.PersonFilter{Text: "李"}, "li-bo")
	t.passPeople(store.PersonFilter{Text: "博"}, "li-bo")
	t.passPeople(store.PersonFilter{Text: "ada", Topic: "scaling"}, "ada-lovelace")
	t.passPeople(store.PersonFilter{Text: "agi"})
	t.put(store.Batch{People: []*timeline.Person{person("li-bo", "Bo Li")}})
	t.passPeople(store.PersonFilter{Text: "李"})
	t.passPeople(store.PersonFilter{Text: "li"}, "li-bo")
	t.put(store.Batch{RemovePeople: []string{"li-bo"}})
	t.passPeople(store.PersonFilter{Text: "li"})
}

func peopleByTopic(t tester) {
	putPeople(t)
	t.passPeople(store.PersonFilter{Topic: "scaling"}, "ada-lovelace", "lukasz-kaiser")
	t.passPeople(store.PersonFilter{Topic: "agi"}, "ada-lovelace")
	t.passPeople(store.PersonFilter{Topic: "AGI"})
	topics := []string{"agi", "scal", "scaling", "agi"}
	pages, err := t.store.PeopleByTopic(t.Context(), topics, store.PeopleByName, relay.Query{Limit: 1})
	for i, want := range [][]string{{"ada-lovelace"}, nil, {"ada-lovelace"}, {"ada-lovelace"}} {
		p := aligned(t, topics, pages, err)[i]
		t.equal("people of "+topics[i], slugsOf(p.Items), want)
		t.equal("more people of "+topics[i], p.HasNext, topics[i] == "scaling")
	}
	read := func(q relay.Query) relay.Page[*timeline.Person] {
		pages, err := t.store.PeopleByTopic(t.Context(), topics, store.PeopleByName, q)
		return aligned(t, topics, pages, err)[2]
	}
	bothWays(t, "people by topic", read, store.PersonCursor(store.PeopleByName), personKey, []string{"ada-lovelace", "lukasz-kaiser"})
	counts, err := t.store.CountPeopleByTopic(t.Context(), topics)
	t.equal("counts", aligned(t, topics, counts, err), []int{1, 0, 2, 1})
	ada := person("ada-lovelace", "Ada Lovelace")
	t.put(store.Batch{People: []*timeline.Person{ada}})
	counts, err = t.store.CountPeopleByTopic(t.Context(), topics)
	t.equal("counts of people put anew", aligned(t, topics, counts, err), []int{0, 0, 1, 0})
}

func putPapers(t tester) {
	t.put(store.Batch{Papers: []*timeline.Paper{
		{Slug: "attention", Title: "Attention Is All You Need", Authors: []string{"Łukasz Kaiser", "Noam Shazeer"}, Published: date("2017-06"), RecommendedBy: []string{"ada", "bo"}},
		{Slug: "deep", Title: "Deep Learning, by Kaiser's pupils", Authors: []string{"Ian Goodfellow"}, Published: date("2016"), RecommendedBy: []string{"bo"}},
		{Slug: "alpha", Title: "价值函数", Published: date("2017-06")},
		{Slug: "undated", Title: "Attention", RecommendedBy: []string{"ada"}},
		{Slug: "late", Title: "Late", Authors: []string{"Ada"}, Published: date("2024-02-29")},
	}})
}

func (t tester) passPapers(what string, f store.PaperFilter, want ...string) {
	t.Helper()
	read := func(q relay.Query) relay.Page[*timeline.Paper] {
		found, err := t.store.ListPapers(t.Context(), f, store.PapersByDate, q)
		return must(t, found, err)
	}
	bothWays(t, what, read, store.PaperCursor(store.PapersByDate), paperKey, want)
	n, err := t.store.CountPapers(t.Context(), f)
	t.equal(what+": count", must(t, n, err), len(want))
}

func papersInOrder(t tester) {
	putPapers(t)
	t.passPapers("all", store.PaperFilter{}, "undated", "deep", "alpha", "attention", "late")
	t.put(store.Batch{Papers: []*timeline.Paper{{Slug: "late", Title: "Early", Published: date("1950")}}, RemovePapers: []string{"alpha"}})
	t.passPapers("put anew", store.PaperFilter{}, "undated", "late", "deep", "attention")
	t.passPapers("old title", store.PaperFilter{Text: "late"})
	t.passPapers("new title", store.PaperFilter{Text: "early"}, "late")
	t.passPapers("removed", store.PaperFilter{Text: "价值"})
}

func papersFiltered(t tester) {
	putPapers(t)
	t.passPapers("title", store.PaperFilter{Text: "attention"}, "undated", "attention")
	t.passPapers("title and author", store.PaperFilter{Text: "attention kaiser"}, "attention")
	t.passPapers("either", store.PaperFilter{Text: "KAISER"}, "deep", "attention")
	t.passPapers("author", store.PaperFilter{Author: "lukasz Kaiser"}, "attention")
	t.passPapers("two authors", store.PaperFilter{Author: "noam kaiser"}, "attention")
	t.passPapers("author, not title", store.PaperFilter{Author: "learning"})
	t.passPapers("no words", store.PaperFilter{Author: "--", Text: "\x00"}, "undated", "deep", "alpha", "attention", "late")
	t.passPapers("Chinese", store.PaperFilter{Text: "函数"}, "alpha")
	t.passPapers("one ideograph", store.PaperFilter{Text: "数"}, "alpha")
	t.passPapers("recommended", store.PaperFilter{RecommendedBy: "bo"}, "deep", "attention")
	t.passPapers("by nobody", store.PaperFilter{RecommendedBy: "b"})
	t.passPapers("all at once", store.PaperFilter{RecommendedBy: "ada", Text: "attention", Author: "noam", From: date("2017"), To: date("2017")}, "attention")
	t.passPapers("from", store.PaperFilter{From: date("2017")}, "alpha", "attention", "late")
	t.passPapers("within a year", store.PaperFilter{From: date("2016-12-31"), To: date("2017-05")}, "deep")
	t.passPapers("one day", store.PaperFilter{From: date("2024-02-29"), To: date("2024-02-29")}, "late")
	t.passPapers("to", store.PaperFilter{To: date("2017-06-01")}, "deep", "alpha", "attention")
}

func putThreePosts(t tester) {
	cy := post("z.md")
	cy.Post.Slug, cy.Post.PersonSlug, cy.Post.PeopleSlugs = "a-first", "ada", []string{"ada"}
	t.putPosts(post("m.md", appearance("ada/2020", "2020")), cy, post("B.md", appearance("bo/2020", "2020")), post("nobody.md"))
}

func postsInOrder(t tester) {
	putThreePosts(t)
	read := func(q relay.Query) relay.Page[*timeline.Post] {
		found, err := t.store.ListPosts(t.Context(), store.PostsBySlug, q)
		return must(t, found, err)
	}
	bothWays(t, "posts", read, store.PostCursor(store.PostsBySlug), postSlug, []string{"B", "a-first", "m", "nobody"})
	t.rename(map[string]string{"B.md": "n"})
	t.put(store.Batch{RemovePosts: []string{"z.md"}})
	bothWays(t, "renamed", read, store.PostCursor(store.PostsBySlug), postSlug, []string{"m", "n", "nobody"})
}

// postsOfOneName tests the names of posts: a folder that is called like a post is none, and
// neither is what only begins or ends like the name.
func postsOfOneName(t tester) {
	slugs := map[string]string{
		"talk.md": "~talk", "a/talk.md": "a~talk", "b/a/talk.md": "b~a~talk~" + timeline.PostMark("b/a/talk.md"),
		"x/talk/index.md": "talk~other", "y/other.md": "y~talk~other", "talks.md": "talks", "small-talk.md": "small-talk", "a%.md": "alone",
	}
	var posts []store.PostDocuments
	for path, slug := range slugs {
		p := post(path)
		p.Post.Slug = slug
		posts = append(posts, p)
	}
	t.putPosts(posts...)
	for name, want := range map[string][]string{
		"talk":  {"a~talk", slugs["b/a/talk.md"], "~talk"},
		"other": {"talk~other", "y~talk~other"},
		"alone": {"alone"}, "tal": {}, "": {}, "t.lk": {}, "%": {},
	} {
		found, err := t.store.PostsNamed(t.Context(), name, 100)
		t.equal(name, namesOfPosts(must(t, found, err)), want)
	}
	found, err := t.store.PostsNamed(t.Context(), "talk", 2)
	t.equal("at most two", namesOfPosts(must(t, found, err)), []string{"a~talk", slugs["b/a/talk.md"]})
}

func namesOfPosts(posts []*timeline.Post) []string {
	slugs := []string{}
	for _, p := range posts {
		slugs = append(slugs, p.Slug)
	}
	return slugs
}

func postsByPerson(t tester) {
	putThreePosts(t)
	people := []string{"ada", "nobody", "bo", "ada"}
	counts, err := t.store.CountPostsByPerson(t.Context(), people)
	t.equal("counts", aligned(t, people, counts, err), []int{2, 0, 1, 2})
	for i, want := range [][]string{{"a-first", "m"}, nil, {"B"}, {"a-first", "m"}} {
		read := func(q relay.Query) relay.Page[*timeline.Post] {
			pages, err := t.store.PostsByPerson(t.Context(), people, store.PostsBySlug, q)
			return aligned(t, people, pages, err)[i]
		}
		bothWays(t, people[i], read, store.PostCursor(store.PostsBySlug), postSlug, want)
	}
}

// postsOfSeveral tests posts with the views of several people: each post is found by each
// of its people, and not by a person who was removed from it.
func postsOfSeveral(t tester) {
	both := post("k.md", appearance("ada/2021", "2021"), appearance("cy/2021", "2021"))
	both.Post.PersonSlug, both.Post.PeopleSlugs = "", []string{"cy", "ada"}
	check := func(when string, want map[string][]string) {
		t.Helper()
		people := []string{"ada", "bo", "cy", "nobody"}
		counts, err := t.store.CountPostsByPerson(t.Context(), people)
		counts = aligned(t, people, counts, err)
		for i, person := range people {
			t.equal(when+": count of "+person, counts[i], len(want[person]))
			for _, asked := range [][]string{people, {person}} {
				read := func(q relay.Query) relay.Page[*timeline.Post] {
					pages, err := t.store.PostsByPerson(t.Context(), asked, store.PostsBySlug, q)
					return aligned(t, asked, pages, err)[slices.Index(asked, person)]
				}
				bothWays(t, when+": "+person, read, store.PostCursor(store.PostsBySlug), postSlug, want[person])
			}
		}
	}
	putThreePosts(t)
	t.putPosts(both)
	check("put", map[string][]string{"ada": {"a-first", "k", "m"}, "bo": {"B"}, "cy": {"k"}})
	t.rename(map[string]string{"k.md": "z"})
	check("renamed", map[string][]string{"ada": {"a-first", "m", "z"}, "bo": {"B"}, "cy": {"z"}})
	both.Post.PeopleSlugs = []string{"bo", "cy"}
	t.putPosts(both)
	check("put anew", map[string][]string{"ada": {"a-first", "m"}, "bo": {"B", "k"}, "cy": {"k"}})
	t.put(store.Batch{RemovePosts: []string{"k.md"}})
	check("removed", map[string][]string{"ada": {"a-first", "m"}, "bo": {"B"}})
}
