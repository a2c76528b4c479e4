package storetest

import (
	"context"
	"errors"

	"viewline/store"
	"viewline/timeline"
)

// importExamples test the stored documents, the revision and the counts.
var importExamples = []example{
	{"contents", storedContents},
	{"revisions", revisions},
	{"nothing written", nothingWritten},
	{"counts of the corpus", corpusCounts},
}

// storedContents tests that records are listed by key, in the order of code points.
func storedContents(t tester) {
	ada := post("z/ada.md", appearance("ada/2020", "2020", recommending(1)), appearance("ada/2021", "2021"))
	ada.Post.Record.Root = "/posts"
	ada.Post.Record.People = []*timeline.Person{person("ada", "Ada", "Countess")}
	ada.Post.Record.Papers = []*timeline.Paper{paper("paper-0")}
	ada.Post.Body, ada.Post.Tags = &timeline.Prose{Markdown: "not to be listed"}, []string{"nor this"}
	posts := []store.PostDocuments{ada, post("Z.md"), post("李.md"), post("a.md")}
	people := []*timeline.Person{person("cy", "Ada"), person("ada", "Cy", "C"), person("bo", "Bo")}
	t.put(store.Batch{Posts: posts, People: people, Papers: []*timeline.Paper{paper("y"), paper("x")}})
	want := &contents{
		People: []*timeline.Person{people[1], people[2], people[0]},
		Papers: []*timeline.Paper{paper("x"), paper("y")},
	}
	for _, i := range []int{1, 3, 0, 2} {
		p := posts[i].Post
		want.Posts = append(want.Posts, &store.StoredPost{Path: p.Path, Slug: p.Slug, Record: p.Record})
	}
	t.equal("contents", t.contents(), want)
	t.equal("posts after one that is not there", pathsIn(&contents{Posts: t.postsAfter("a", 2)}), []string{"a.md", "z/ada.md"})
	t.equal("posts after the last", t.postsAfter("李.md", 2), []*store.StoredPost{})
}

func revisions(t tester) {
	t.equal("before the first import", t.corpus(), timeline.Corpus{})
	at := importDay(1)
	want := timeline.Corpus{Revision: 1, ImportedAt: &at, Appearances: 1, Viewpoints: 1, Posts: 2}
	t.equal("commit", t.imports(1, func(ctx context.Context, s store.Session) error {
		err := s.Put(ctx, store.Batch{Posts: []store.PostDocuments{post("a.md", appearance("ada/2020", "2020"))}})
		return errors.Join(err, s.Put(ctx, store.Batch{Posts: []store.PostDocuments{post("b.md")}}))
	}), want)
	t.equal("corpus", t.corpus(), want)
	for i, write := range []func(context.Context, store.Session) error{
		func(ctx context.Context, s store.Session) error {
			return s.Move(ctx, []store.Move{{PostPath: "a.md", From: "ada/2020", To: "ada/2020-2"}})
		},
		func(ctx context.Context, s store.Session) error {
			return s.Rename(ctx, map[string]string{"a.md": "new"})
		},
		putting(store.Batch{People: []*timeline.Person{person("ada", "Ada")}}),
		putting(store.Batch{Papers: []*timeline.Paper{paper("x")}}),
		putting(store.Batch{RemovePeople: []string{"ada"}}),
		putting(store.Batch{RemovePapers: []string{"x"}}),
		putting(store.Batch{RemovePosts: []string{"b.md"}}),
		putting(store.Batch{Posts: []store.PostDocuments{post("a.md"), post("b.md")}}),
	} {
		t.equal("commit", t.imports(i+2, write).Revision, i+2)
	}
	at = importDay(9)
	t.equal("at last", t.corpus(), timeline.Corpus{Revision: 9, ImportedAt: &at, Posts: 2})
}

func putting(b store.Batch) func(context.Context, store.Session) error {
	return func(ctx context.Context, s store.Session) error { return s.Put(ctx, b) }
}

func nothingWritten(t tester) {
	t.equal("commit of an empty store", t.commit(1), timeline.Corpus{})
	last := t.putPosts(post("a.md"))
	t.equal("commit again", t.commit(3), last)
	t.imports(4, func(ctx context.Context, s store.Session) error {
		_, err := readContents(ctx, s)
		return errors.Join(err, s.Put(ctx, store.Batch{}), s.Move(ctx, nil), s.Rename(ctx, nil))
	})
	t.equal("corpus", t.corpus(), last)
	t.equal("state", t.corpus().State, last.State)
}

func corpusCounts(t tester) {
	nested := appearance("ada/2020", "2020", recommending(3))
	view := nested.Sections[0].Viewpoints[0]
	view.Points = []*timeline.Viewpoint{{Text: prose("a point is none of its own"), Line: 4}}
	nested.Sections = append(nested.Sections, &timeline.Section{Level: 3, Viewpoints: []*timeline.Viewpoint{view, view}})
	full := t.imports(1, putting(store.Batch{
		People: []*timeline.Person{person("ada", "Ada"), person("bo", "Bo")},
		Papers: []*timeline.Paper{paper("x"), paper("y"), paper("z")},
		Posts:  []store.PostDocuments{post("a.md", nested, appearance("ada/2021", "2021")), post("b.md", appearance("bo/2021", "2021"))},
	}))
	at := importDay(1)
	t.equal("full", full, timeline.Corpus{Revision: 1, ImportedAt: &at, People: 2, Appearances: 3, Viewpoints: 5, Papers: 3, Posts: 2})
	less := t.imports(2, putting(store.Batch{RemovePosts: []string{"a.md"}, RemovePeople: []string{"ada"}, RemovePapers: []string{"x", "z"}}))
	at = importDay(2)
	t.equal("less", less, timeline.Corpus{Revision: 2, ImportedAt: &at, People: 1, Appearances: 1, Viewpoints: 1, Papers: 1, Posts: 1})
	none := t.imports(3, putting(store.Batch{RemovePosts: []string{"b.md"}, RemovePeople: []string{"bo"}, RemovePapers: []string{"y"}}))
	at = importDay(3)
	t.equal("none", none, timeline.Corpus{Revision: 3, ImportedAt: &at})
}
