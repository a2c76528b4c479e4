package sqlite_test

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"viewline/relay"
	"viewline/store"
	"viewline/store/sqlite"
)

// TestReadsPerBatch counts statements: one, for fifty keys as for one.
func TestReadsPerBatch(t *testing.T) {
	var sent int
	s := open(t, t.TempDir(), sqlite.WithTrace(func(string) { sent++ }))
	var keys []string
	for i := range 50 {
		keys = append(keys, slug(i))
	}
	q := relay.Query{Limit: 3}
	text, views := store.AppearanceFilter{Text: "words of"}, store.ViewpointFilter{} // what is a beginning takes one more
	for name, do := range map[string]func(context.Context, []string) (any, error){
		"People": func(ctx context.Context, k []string) (any, error) { return s.People(ctx, k) },
		"Topics": func(ctx context.Context, k []string) (any, error) { return s.Topics(ctx, k) },
		"PeopleByTopic": func(ctx context.Context, k []string) (any, error) {
			return s.PeopleByTopic(ctx, k, store.PeopleByName, q)
		},
		"CountPeopleByTopic": func(ctx context.Context, k []string) (any, error) { return s.CountPeopleByTopic(ctx, k) },
		"AppearancesByPerson": func(ctx context.Context, k []string) (any, error) {
			return s.AppearancesByPerson(ctx, k, store.AppearanceFilter{}, q)
		},
		"AppearancesByPerson with words": func(ctx context.Context, k []string) (any, error) {
			return s.AppearancesByPerson(ctx, k, text, q)
		},
		"CountByPerson": func(ctx context.Context, k []string) (any, error) {
			return s.CountByPerson(ctx, k, store.AppearanceFilter{})
		},
		"CountByPerson with words": func(ctx context.Context, k []string) (any, error) { return s.CountByPerson(ctx, k, text) },
		"AppearancesByPaper":       func(ctx context.Context, k []string) (any, error) { return s.AppearancesByPaper(ctx, k, q) },
		"CountByPaper":             func(ctx context.Context, k []string) (any, error) { return s.CountByPaper(ctx, k) },
		"ViewpointsBy person": func(ctx context.Context, k []string) (any, error) {
			return s.ViewpointsBy(ctx, store.ByPerson, k, views, q)
		},
		"ViewpointsBy topic": func(ctx context.Context, k []string) (any, error) {
			return s.ViewpointsBy(ctx, store.ByTopic, k, views, q)
		},
		"CountViewpointsBy": func(ctx context.Context, k []string) (any, error) {
			return s.CountViewpointsBy(ctx, store.ByPerson, k, views)
		},
		"PostsByPerson": func(ctx context.Context, k []string) (any, error) {
			return s.PostsByPerson(ctx, k, store.PostsBySlug, q)
		},
		"CountPostsByPerson": func(ctx context.Context, k []string) (any, error) { return s.CountPostsByPerson(ctx, k) },
	} {
		for _, n := range []int{1, 50} {
			sent = 0
			if _, err := do(t.Context(), keys[:n]); err != nil || sent != 1 {
				t.Errorf("%s of %d: %d statements, %v; want 1", name, n, sent, err)
			}
		}
	}
}

// TestDocumentsAreReadOnce counts statements where there are documents: a second one
// reads those that are not kept, whatever their kinds, and none where all are.
func TestDocumentsAreReadOnce(t *testing.T) {
	var sent []string
	dir := t.TempDir()
	s := open(t, dir, sqlite.WithCache(1<<24), sqlite.WithTrace(func(query string) { sent = append(sent, query) }))
	load(t, s, ofEveryKind())
	q, key := relay.Query{Limit: 20}, searchedPost(0).Appearances[0].Key
	for _, r := range []struct {
		name string
		do   func(context.Context) (any, error)
		plan []string // of the second statement
	}{
		{"people", func(ctx context.Context) (any, error) { return s.People(ctx, some) }, []string{"SEARCH person USING INTEGER PRIMARY KEY (rowid=?)"}},
		{"topics", func(ctx context.Context) (any, error) { return s.ListTopics(ctx, store.TopicsByName, q) }, []string{"SEARCH topic USING INTEGER PRIMARY KEY (rowid=?)"}},
		{"posts", func(ctx context.Context) (any, error) { return s.PostsByPerson(ctx, some, store.PostsBySlug, q) }, []string{"SEARCH post USING INTEGER PRIMARY KEY (rowid=?)"}},
		{
			"an appearance", func(ctx context.Context) (any, error) { return s.Appearances(ctx, []string{key}) },
			[]string{"SEARCH appearance USING INTEGER PRIMARY KEY (rowid=?)"},
		},
		{
			"a search, of which one appearance is kept", func(ctx context.Context) (any, error) {
				return s.Search(ctx, store.SearchFilter{Text: "talk"}, q)
			},
			[]string{
				"SEARCH paper USING INTEGER PRIMARY KEY (rowid=?)", "SEARCH appearance USING INTEGER PRIMARY KEY (rowid=?)",
			},
		},
	} {
		sent = nil
		first, err := r.do(t.Context())
		sent = withoutBeginnings(sent)
		if err != nil || len(sent) != 2 {
			t.Fatalf("%s: %d statements, %v; want 2", r.name, len(sent), err)
		}
		if diff := cmp.Diff(r.plan, plan(t, s, sent[1])); diff != "" {
			t.Errorf("%s: documents are read otherwise, got + instead of -:\n%s", r.name, diff)
		}
		sent = nil
		again, err := r.do(t.Context())
		sent = withoutBeginnings(sent)
		if err != nil || len(sent) != 1 {
			t.Errorf("%s, once more: %d statements, %v; want 1", r.name, len(sent), err)
		}
		if !reflect.DeepEqual(first, again) {
			t.Errorf("%s: another answer once the documents are kept", r.name)
		}
	}
}

// withoutBeginnings leaves out the statement that looks for the words with a beginning.
func withoutBeginnings(sent []string) []string {
	return slices.DeleteFunc(sent, func(query string) bool { return strings.Contains(query, "token_vocabulary") })
}
