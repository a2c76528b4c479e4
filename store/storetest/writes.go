package storetest

import (
	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// writeExamples are batches.
var writeExamples = []example{
	{"a post put anew", postPutAnew},
	{"an appearance that goes over to another post", takenOver},
	{"posts removed", postsRemoved},
	{"people and papers put anew and removed", othersRemoved},
	{"an appearance that changes its place", changedPlace},
	{"a batch of all sorts", mixedBatch},
}

func postPutAnew(t tester) {
	other := post("other.md", appearance("bo/2020", "2020"))
	t.putPosts(other, post("a.md", appearance("ada/2020", "2020"), appearance("ada/2021", "2021"), appearance("ada/2022", "2022")))
	anew := post("a.md", appearance("ada/2023", "2023"), appearance("ada/2021", "2021", titled("changed")))
	anew.Post.Title, anew.Post.Slug = "Changed", "changed"
	t.putPosts(anew)
	t.equal("list", keysOf(t.list(store.AppearanceFilter{}, relay.Query{Limit: 9}).Items), []string{"bo/2020", "ada/2021", "ada/2023"})
	t.equal("keys", keysOf(t.appearances("ada/2020", "ada/2021", "ada/2022")), []string{"-", "ada/2021", "-"})
	t.equal("title", titles(t.appearances("ada/2021")), []string{"changed"})
	t.equal("posts", t.postsByPath("a.md", "other.md"), []*timeline.Post{anew.Post, other.Post})
	t.equal("slugs", pathsOf(t.postsBySlug("a", "changed")), []string{"-", "a.md"})
	t.putPosts(post("a.md"))
	t.equal("no appearance", t.count(store.AppearanceFilter{}), 1)
	t.equal("a post without appearances", t.postsByPath("a.md"), []*timeline.Post{post("a.md").Post})
}

// takenOver moves a key from one post to another: in one batch, in both orders, and in two
// batches.
func takenOver(t tester) {
	a, b := appearance("ada/2020", "2020", titled("of a")), appearance("ada/2020", "2020", titled("of b"))
	t.putPosts(post("a.md", a), post("b.md"))
	t.putPosts(post("b.md", b), post("a.md"))
	t.equal("the taker first", titles(t.appearances("ada/2020")), []string{"of b"})
	t.putPosts(post("b.md"), post("a.md", a))
	t.equal("the giver first", titles(t.appearances("ada/2020")), []string{"of a"})
	t.putPosts(post("b.md", b))
	t.putPosts(post("a.md"))
	t.equal("two batches", titles(t.appearances("ada/2020")), []string{"of b"})
	t.equal("one document", t.count(store.AppearanceFilter{}), 1)
	t.put(store.Batch{RemovePosts: []string{"b.md"}, Posts: []store.PostDocuments{post("a.md", a)}})
	t.equal("from a post that goes", titles(t.appearances("ada/2020")), []string{"of a"})
}

func postsRemoved(t tester) {
	t.putPosts(
		post("a.md", appearance("ada/2020", "2020"), appearance("ada/2021", "2021")),
		post("b.md", appearance("ada/2022", "2022")), post("c.md", appearance("cy/2022", "2022")), post("d.md"))
	t.put(store.Batch{RemovePosts: []string{"c.md", "a.md", "absent.md"}})
	t.equal("appearances", keysOf(t.list(store.AppearanceFilter{}, relay.Query{Limit: 9}).Items), []string{"ada/2022"})
	t.equal("posts", pathsOf(t.postsByPath("a.md", "b.md", "c.md", "d.md")), []string{"-", "b.md", "-", "d.md"})
	t.equal("slugs", pathsOf(t.postsBySlug("a", "b")), []string{"-", "b.md"})
	t.equal("contents", pathsIn(t.contents()), []string{"b.md", "d.md"})
}

func othersRemoved(t tester) {
	t.put(store.Batch{
		People: []*timeline.Person{person("ada", "Ada"), person("bo", "Bo")},
		Papers: []*timeline.Paper{paper("x"), paper("y")},
		Posts:  []store.PostDocuments{post("a.md", appearance("ada/2020", "2020", recommending(1)))},
	})
	changed := paper("x")
	changed.Authors, changed.URL = nil, "https://example.org/x"
	t.put(store.Batch{
		People: []*timeline.Person{person("bo", "Robert")}, Papers: []*timeline.Paper{changed},
		RemovePeople: []string{"ada", "absent"}, RemovePapers: []string{"y", "absent"},
	})
	t.equal("people", t.listPeople(relay.Query{Limit: 9}).Items, []*timeline.Person{person("bo", "Robert")})
	t.equal("papers", t.papers("x", "y"), []*timeline.Paper{changed, nil})
	t.equal("appearances stay", keysOf(t.appearances("ada/2020")), []string{"ada/2020"})
}

// changedPlace changes every field by which lists are sorted and filtered.
func changedPlace(t tester) {
	t.putPosts(post("a.md", appearance("ada/2020", "2020", recommending(2))))
	changed := appearance("ada/2020", "2019-05", kind(timeline.KindEssay), until("2019-07"))
	changed.PersonSlug = "bo"
	t.putPosts(post("a.md", changed))
	for _, f := range []store.AppearanceFilter{
		{Person: "ada"}, {Kinds: store.Kinds{timeline.KindTalk}}, {From: date("2020")}, {Recommends: true}, {To: date("2019-04")},
	} {
		t.passes(f, "", nil)
	}
	for _, f := range []store.AppearanceFilter{
		{}, {Person: "bo"}, {Kinds: store.Kinds{timeline.KindEssay}}, {From: date("2019-07-31")}, {To: date("2019-05-01")},
	} {
		t.passes(f, "", []string{"ada/2020"})
	}
	t.equal("count", t.count(store.AppearanceFilter{}), 1)
}

func mixedBatch(t tester) {
	t.put(store.Batch{
		People: []*timeline.Person{person("ada", "Ada")},
		Papers: []*timeline.Paper{paper("x")},
		Posts:  []store.PostDocuments{post("a.md", appearance("ada/2020", "2020"))},
	})
	c := post("c.md", appearance("cy/2021", "2021"))
	t.put(store.Batch{
		People: []*timeline.Person{person("cy", "Cy")}, RemovePeople: []string{"ada"},
		Papers: []*timeline.Paper{paper("y")}, RemovePapers: []string{"x"},
		Posts: []store.PostDocuments{c}, RemovePosts: []string{"a.md"},
	})
	t.equal("contents", t.contents(), &contents{
		Posts:  []*store.StoredPost{{Path: "c.md", Slug: "c", Record: c.Post.Record}},
		People: []*timeline.Person{person("cy", "Cy")},
		Papers: []*timeline.Paper{paper("y")},
	})
	t.equal("appearances", keysOf(t.appearances("ada/2020", "cy/2021")), []string{"-", "cy/2021"})
}
