// Package storetest turns the contract of [store.Store] into tests: examples, by their
// values, and random corpora, by comparison with a model. [Run] runs them on an engine.
package storetest

import (
	"context"
	"fmt"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// Run runs the suite. Open returns a new, empty store, and has it closed at the end of the
// test.
func Run(t *testing.T, open func(t *testing.T) store.Store) {
	for _, group := range []struct {
		name  string
		tests []example
	}{
		{"Keys", keyExamples},
		{"Lists", listExamples},
		{"More lists", moreListExamples},
		{"Found", foundExamples},
		{"Papers", paperExamples},
		{"Positions", positionExamples},
		{"Facets", facetExamples},
		{"Orders", orderExamples},
		{"Viewpoints", viewpointExamples},
		{"Search", searchExamples},
		{"Filters", filterExamples},
		{"Several", severalExamples},
		{"Neighbours", neighbourExamples},
		{"Writes", writeExamples},
		{"Moves", moveExamples},
		{"Imports", importExamples},
		{"Recorded", recordedExamples},
		{"Titles", titleExamples},
		{"Pictures", pictureExamples},
		{"Documents", documentExamples},
		{"Concurrency", concurrencyExamples},
	} {
		t.Run(group.name, func(t *testing.T) {
			for _, test := range group.tests {
				t.Run(test.name, func(t *testing.T) { test.run(tester{t, open(t)}) })
			}
		})
	}
	t.Run("Random", func(t *testing.T) { runSeeds(t, open) })
}

// example is a test with a store of its own.
type example struct {
	name string
	run  func(tester)
}

// tester is a test and its store. Its methods are those of the store; an error
// ends the test.
type tester struct {
	*testing.T
	store store.Store
}

func (t tester) people(names ...string) []*timeline.Person {
	t.Helper()
	found, err := t.store.People(t.Context(), names)
	return aligned(t, names, found, err)
}

func (t tester) appearances(keys ...string) []*timeline.Appearance {
	t.Helper()
	found, err := t.store.Appearances(t.Context(), keys)
	return aligned(t, keys, found, err)
}

func (t tester) papers(slugs ...string) []*timeline.Paper {
	t.Helper()
	found, err := t.store.Papers(t.Context(), slugs)
	return aligned(t, slugs, found, err)
}

func (t tester) postsByPath(paths ...string) []*timeline.Post {
	t.Helper()
	found, err := t.store.PostsByPath(t.Context(), paths)
	return aligned(t, paths, found, err)
}

func (t tester) postsBySlug(slugs ...string) []*timeline.Post {
	t.Helper()
	found, err := t.store.PostsBySlug(t.Context(), slugs)
	return aligned(t, slugs, found, err)
}

func (t tester) listPeople(q relay.Query) relay.Page[*timeline.Person] {
	t.Helper()
	found, err := t.store.ListPeople(t.Context(), store.PersonFilter{}, store.PeopleByName, q)
	return must(t, found, err)
}

func (t tester) list(f store.AppearanceFilter, q relay.Query) relay.Page[*timeline.Appearance] {
	t.Helper()
	found, err := t.store.ListAppearances(t.Context(), f, q)
	return must(t, found, err)
}

func (t tester) listByPerson(slugs []string, f store.AppearanceFilter, q relay.Query) []relay.Page[*timeline.Appearance] {
	t.Helper()
	found, err := t.store.AppearancesByPerson(t.Context(), slugs, f, q)
	return aligned(t, slugs, found, err)
}

func (t tester) count(f store.AppearanceFilter) int {
	t.Helper()
	n, err := t.store.CountAppearances(t.Context(), f)
	return must(t, n, err)
}

func (t tester) countByPerson(slugs []string, f store.AppearanceFilter) []store.Count {
	t.Helper()
	counts, err := t.store.CountByPerson(t.Context(), slugs, f)
	return aligned(t, slugs, counts, err)
}

func (t tester) corpus() timeline.Corpus {
	t.Helper()
	c, err := t.store.Corpus(t.Context())
	return must(t, c, err)
}

func (t tester) contents() *contents {
	t.Helper()
	m, err := readContents(t.Context(), t.store)
	return must(t, m, err)
}

func (t tester) postsAfter(path string, limit int) []*store.StoredPost {
	t.Helper()
	found, err := t.store.PostsAfter(t.Context(), path, limit)
	return must(t, found, err)
}

// imports writes in a session, and commits at the given minute of the day of
// [importDay].
func (t tester) imports(minute int, write func(context.Context, store.Session) error) timeline.Corpus {
	t.Helper()
	return Import(t, t.store, importDay(minute), write)
}

// put imports a batch, and returns the corpus.
func (t tester) put(b store.Batch) timeline.Corpus {
	t.Helper()
	return Put(t, t.store, importDay(0), b)
}

func (t tester) putPosts(posts ...store.PostDocuments) timeline.Corpus {
	t.Helper()
	return t.put(store.Batch{Posts: posts})
}

func (t tester) move(moves ...store.Move) {
	t.Helper()
	t.imports(0, func(ctx context.Context, s store.Session) error { return s.Move(ctx, moves) })
}

func (t tester) rename(slugs map[string]string) {
	t.Helper()
	t.imports(0, func(ctx context.Context, s store.Session) error { return s.Rename(ctx, slugs) })
}

// commit ends an import that wrote nothing.
func (t tester) commit(minute int) timeline.Corpus {
	t.Helper()
	return t.imports(minute, func(context.Context, store.Session) error { return nil })
}

func must[T any](t tester, v T, err error) T {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// aligned checks that a read returned as many items as there are keys.
func aligned[T any](t tester, keys []string, found []T, err error) []T {
	t.Helper()
	if err == nil && len(found) != len(keys) {
		err = fmt.Errorf("%d items for %q; want %d", len(found), keys, len(keys))
	}
	return must(t, found, err)
}

// equal compares whole values; a nil list equals an empty one.
func (t tester) equal(what string, got, want any) {
	t.Helper()
	if diff := difference(got, want); diff != "" {
		t.Errorf("%s: got + instead of -:\n%s", what, diff)
	}
}

// Equal values are the common case, and go-cmp takes half of the time of a run for them, so
// reflect.DeepEqual looks first; what it calls equal is equal for go-cmp as well.
func difference(got, want any) string {
	if reflect.DeepEqual(got, want) {
		return ""
	}
	return cmp.Diff(want, got, cmpopts.EquateEmpty(), statesApart)
}

// statesApart leaves out the state of a corpus, which is drawn at random.
var statesApart = cmpopts.IgnoreFields(timeline.Corpus{}, "State")
