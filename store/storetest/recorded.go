package storetest

import (
	"context"
	"errors"
	"time"

	"viewline/store"
)

// recordedExamples test when posts were first imported.
var recordedExamples = []example{
	{"first import", recordedFirst},
	{"edits", recordedAfterEdits},
	{"removed and back", recordedAnew},
	{"put twice, aborted", recordedWithinImports},
}

func (t tester) recorded(what string, paths []string, want ...time.Time) {
	t.Helper()
	got, err := t.store.RecordedAt(t.Context(), paths)
	t.equal(what, aligned(t, paths, got, err), want)
}

var never time.Time

// recordedDay is what is recorded of a commit at [importDay]: its whole seconds.
func recordedDay(minute int) time.Time { return importDay(minute).Truncate(time.Second) }

func recordedFirst(t tester) {
	paths := []string{"b.md", "a.md", "none.md", "a.md"}
	t.recorded("before all imports", paths, never, never, never, never)
	t.imports(1, putting(store.Batch{Posts: []store.PostDocuments{post("a.md")}}))
	t.imports(2, putting(store.Batch{Posts: []store.PostDocuments{post("b.md"), post("a.md")}}))
	t.recorded("two imports", paths, recordedDay(2), recordedDay(1), never, recordedDay(1))
	t.recorded("no posts", nil)
}

func recordedAfterEdits(t tester) {
	t.imports(1, putting(store.Batch{Posts: []store.PostDocuments{post("a.md", appearance("ada/2020", "2020")), post("b.md")}}))
	edited := post("a.md", appearance("ada/2020", "2020"))
	edited.Post.Title = "Edited"
	t.imports(2, putting(store.Batch{Posts: []store.PostDocuments{edited}}))
	t.imports(3, func(ctx context.Context, s store.Session) error {
		return errors.Join(
			s.Move(ctx, []store.Move{{PostPath: "a.md", From: "ada/2020", To: "ada/2020-a"}}),
			s.Rename(ctx, map[string]string{"a.md": "new", "b.md": "b-new"}),
		)
	})
	t.recorded("both", []string{"a.md", "b.md"}, recordedDay(1), recordedDay(1))
	t.equal("the edit", t.postsByPath("a.md")[0].Title, "Edited")
	found, err := t.store.Verify(t.Context(), func(f store.Finding) { t.Errorf("finding: %s", f) })
	t.equal("verified", must(t, found, err).Revision, 3)
}

func recordedAnew(t tester) {
	t.imports(1, putting(store.Batch{Posts: []store.PostDocuments{post("a.md"), post("b.md")}}))
	t.imports(2, putting(store.Batch{RemovePosts: []string{"a.md"}}))
	t.recorded("removed", []string{"a.md", "b.md"}, never, recordedDay(1))
	t.imports(3, putting(store.Batch{Posts: []store.PostDocuments{post("a.md"), post("b.md")}}))
	t.recorded("back", []string{"a.md", "b.md"}, recordedDay(3), recordedDay(1))
}

func recordedWithinImports(t tester) {
	s := t.begin()
	must(t, s, s.Put(t.Context(), store.Batch{Posts: []store.PostDocuments{post("a.md")}}))
	must(t, s, s.Abort())
	t.recorded("aborted", []string{"a.md"}, never)
	t.imports(2, func(ctx context.Context, s store.Session) error {
		return errors.Join(
			s.Put(ctx, store.Batch{Posts: []store.PostDocuments{post("a.md"), post("gone.md")}}),
			s.Rename(ctx, map[string]string{"a.md": "new"}),
			s.Put(ctx, store.Batch{Posts: []store.PostDocuments{post("a.md")}, RemovePosts: []string{"gone.md"}}),
		)
	})
	t.recorded("twice", []string{"a.md", "gone.md"}, recordedDay(2), never)
	t.imports(3, func(ctx context.Context, s store.Session) error {
		return errors.Join(
			s.Put(ctx, store.Batch{RemovePosts: []string{"a.md"}}),
			s.Put(ctx, store.Batch{Posts: []store.PostDocuments{post("a.md")}}),
			s.Rename(ctx, map[string]string{"a.md": "new"}),
		)
	})
	t.recorded("removed and put", []string{"a.md"}, recordedDay(3))
}
