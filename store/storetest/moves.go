package storetest

import (
	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// moveExamples give stored documents new keys and slugs.
var moveExamples = []example{
	{"up a chain", movesUp},
	{"down a chain", movesDown},
	{"what moves along", movesDocument},
	{"told apart under the same key", toldApart},
	{"posts renamed", postsRenamed},
}

// movesUp makes room for a first appearance of the date.
func movesUp(t tester) {
	t.putPosts(
		post("b.md", appearance("ada/2020", "2020", titled("one")), appearance("ada/2021", "2021")),
		post("c.md", appearance("ada/2020-2", "2020", titled("two")), appearance("ada/2020-3", "2020", titled("three"))))
	t.move(
		store.Move{PostPath: "c.md", From: "ada/2020-3", To: "ada/2020-4"},
		store.Move{PostPath: "c.md", From: "ada/2020-2", To: "ada/2020-3"},
		store.Move{PostPath: "b.md", From: "ada/2020", To: "ada/2020-2"})
	t.isMoved([]string{"ada/2020-2", "ada/2020-3", "ada/2020-4"}, []string{"ada/2020-2", "ada/2021"}, []string{"ada/2020-3", "ada/2020-4"})
	t.putPosts(post("a.md", appearance("ada/2020", "2020", titled("zero"))))
	t.equal("titles", titles(t.appearances("ada/2020", "ada/2020-2")), []string{"zero", "one"})
}

// movesDown closes the gap that a first appearance leaves.
func movesDown(t tester) {
	t.putPosts(
		post("b.md", appearance("ada/2020-2", "2020", titled("one")), appearance("ada/2021", "2021")),
		post("c.md", appearance("ada/2020-3", "2020", titled("two")), appearance("ada/2020-4", "2020", titled("three"))))
	t.move(
		store.Move{PostPath: "b.md", From: "ada/2020-2", To: "ada/2020"},
		store.Move{PostPath: "c.md", From: "ada/2020-3", To: "ada/2020-2"},
		store.Move{PostPath: "c.md", From: "ada/2020-4", To: "ada/2020-3"})
	t.isMoved([]string{"ada/2020", "ada/2020-2", "ada/2020-3"}, []string{"ada/2020", "ada/2021"}, []string{"ada/2020-2", "ada/2020-3"})
}

// isMoved checks the keys of the appearances one, two and three, and the keys in the
// records of the two posts.
func (t tester) isMoved(keys, b, c []string) {
	t.Helper()
	t.equal("titles", titles(t.appearances(keys...)), []string{"one", "two", "three"})
	t.equal("list", keysOf(t.list(store.AppearanceFilter{Person: "ada"}, relay.Query{Limit: 9}).Items), append(keys[:3:3], "ada/2021"))
	var keysInPosts, keysInSources [][]string
	for _, p := range t.postsByPath("b.md", "c.md") {
		keysInPosts = append(keysInPosts, p.Record.AppearanceKeys())
	}
	for _, p := range t.contents().Posts {
		keysInSources = append(keysInSources, p.Record.AppearanceKeys())
	}
	t.equal("keys in posts", keysInPosts, [][]string{b, c})
	t.equal("keys in the sources", keysInSources, [][]string{b, c})
}

func titles(appearances []*timeline.Appearance) []string {
	return names(appearances, func(a *timeline.Appearance) string { return a.Title })
}

// movesDocument checks that nothing but the key changes, and that the next put
// of the post finds what it has to replace.
func movesDocument(t tester) {
	d := post("a.md", appearance("ada/2020", "2020", recommending(1)))
	t.putPosts(d)
	t.move(store.Move{PostPath: "a.md", From: "ada/2020", To: "ada/2020-2"})
	want := copyOf(d.Appearances[0])
	want.Key = "ada/2020-2"
	want.Link()
	t.equal("appearance", t.appearances("ada/2020", "ada/2020-2"), []*timeline.Appearance{nil, want})
	source := d.Post.Record
	source.Appearances = []timeline.AppearanceRef{{Key: "ada/2020-2", Hash: source.Appearances[0].Hash}}
	t.equal("contents", t.contents().Posts, []*store.StoredPost{{Path: "a.md", Slug: "a", Record: source}})
	t.putPosts(post("a.md", appearance("ada/2020", "2020")))
	t.equal("put anew", keysOf(t.list(store.AppearanceFilter{}, relay.Query{Limit: 9}).Items), []string{"ada/2020"})
}

// toldApart changes what tells an appearance from others, with its key and without.
func toldApart(t tester) {
	d := post("a.md", appearance("ada/2020", "2020", recommending(1)))
	t.putPosts(d)
	want := copyOf(d.Appearances[0])
	for _, m := range []store.Move{{From: "ada/2020", To: "ada/2020", Told: "2020"}, {From: "ada/2020", To: "ada/2021", Told: "x"}, {From: "ada/2021", To: "ada/2021"}} {
		m.PostPath = "a.md"
		t.move(m)
		want.Key, want.Told = m.To, m.Told
		want.Link()
		t.equal("appearance", t.appearances(m.To), []*timeline.Appearance{want})
		ref := timeline.AppearanceRef{Key: m.To, Told: m.Told, Hash: d.Post.Record.Appearances[0].Hash}
		t.equal("record", t.contents().Posts[0].Record.Appearances, []timeline.AppearanceRef{ref})
		pages, err := t.store.AppearancesByPaper(t.Context(), []string{"paper-0"}, newest(2))
		t.equal("by paper", keysOf(aligned(t, []string{"paper-0"}, pages, err)[0].Items), []string{m.To})
	}
}

// postsRenamed swaps the slugs of two posts, which has to be done in one call.
func postsRenamed(t tester) {
	a, b := post("a.md", appearance("ada/2020", "2020")), post("b.md")
	a.Post.Sections = []*timeline.Section{{
		Heading: "Beside", Level: 2, Kind: timeline.SectionOther, Line: 9,
		Viewpoints: []*timeline.Viewpoint{{Text: prose("no occasion"), Line: 10}},
	}}
	t.putPosts(a, b)
	t.rename(map[string]string{"a.md": "b", "b.md": "a"})
	t.equal("by slug", pathsOf(t.postsBySlug("a", "b")), []string{"b.md", "a.md"})
	want := copyOf(a.Post)
	want.Slug = "b"
	want.Link()
	t.equal("nothing but the slug changes", t.postsByPath("a.md"), []*timeline.Post{want})
	t.equal("contents", t.contents().Posts, []*store.StoredPost{
		{Path: "a.md", Slug: "b", Record: a.Post.Record}, {Path: "b.md", Slug: "a", Record: b.Post.Record},
	})
}
