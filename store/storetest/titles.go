package storetest

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"viewline/store"
	"viewline/timeline"
)

// titleExamples test what appearances and posts are called.
var titleExamples = []example{
	{"of appearances and posts", titlesOfAll},
	{"after edits", titlesAfterEdits},
	{"an error of the caller", titlesUntilAnError},
}

func appearanceTitle(key, text string) store.Title {
	return store.Title{Key: key, Slug: key, Text: text}
}

func postTitle(slug, text string) store.Title {
	return store.Title{OfPost: true, Key: slug + ".md", Slug: slug, Text: text}
}

// allTitles are all titles, those of posts behind the others and sorted by key.
func allTitles(ctx context.Context, s store.Store) (any, error) {
	titles := []store.Title{}
	err := s.Titles(ctx, func(t store.Title) error {
		titles = append(titles, t)
		return nil
	})
	slices.SortFunc(titles, func(a, b store.Title) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), strings.Compare(a.Key, b.Key))
	})
	return titles, err
}

// rank sorts the titles of posts behind those of appearances.
func rank(t store.Title) int {
	if t.OfPost {
		return 1
	}
	return 0
}

func (t tester) titles(what string, want ...store.Title) {
	t.Helper()
	got, err := allTitles(t.Context(), t.store)
	t.equal(what, must(t, got, err), want)
}

func titlesOfAll(t tester) {
	t.titles("nothing is stored")
	untitled := func(a *timeline.Appearance) { a.Title = "" }
	t.imports(1, putting(store.Batch{Posts: []store.PostDocuments{
		post("a.md", appearance("ada/2020", "2020"), appearance("ada/2021", "2021", untitled)),
		post("b.md"),
	}}))
	t.titles("two posts", appearanceTitle("ada/2020", "at ada/2020"), postTitle("a", "Post a"), postTitle("b", "Post b"))
}

func titlesAfterEdits(t tester) {
	t.imports(1, putting(store.Batch{Posts: []store.PostDocuments{post("a.md", appearance("ada/2020", "2020")), post("b.md")}}))
	edited := post("a.md", appearance("ada/2020", "2020", func(a *timeline.Appearance) { a.Title = "慢大会" }))
	edited.Post.Title = "Edited"
	t.imports(2, putting(store.Batch{Posts: []store.PostDocuments{edited}, RemovePosts: []string{"b.md"}}))
	t.imports(3, func(ctx context.Context, s store.Session) error {
		return s.Move(ctx, []store.Move{{PostPath: "a.md", From: "ada/2020", To: "ada/2020-a"}})
	})
	t.titles("edited, removed and moved", appearanceTitle("ada/2020-a", "慢大会"), postTitle("a", "Edited"))
}

func titlesUntilAnError(t tester) {
	t.imports(1, putting(store.Batch{Posts: []store.PostDocuments{post("a.md"), post("b.md")}}))
	enough := errors.New("enough")
	n := 0
	err := t.store.Titles(t.Context(), func(store.Title) error { n++; return enough })
	if !errors.Is(err, enough) || n != 1 {
		t.Errorf("%d titles, then %v; want one, then %v", n, err, enough)
	}
}
