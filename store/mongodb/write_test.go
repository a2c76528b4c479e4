package mongodb_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/relay"
	"viewline/store"
	"viewline/store/mongodb"
	"viewline/store/mongodb/mongotest"
	"viewline/store/storetest"
	"viewline/timeline"
)

// written lists the commands that write content, in short: the command and the collection.
func written(commands []bson.Raw) []string {
	var list []string
	for _, c := range commands {
		of := c.Index(0).Value().StringValue()
		if n := name(c); (n == "update" || n == "insert" || n == "delete") && of != "imports" {
			list = append(list, n+" "+of)
		}
	}
	return list
}

// The last write of an import is the update of the corpus, which makes all others visible.
func TestCommitIsOneWrite(t *testing.T) {
	var r recorder
	s, _ := open(t, mongodb.WithMonitor(r.monitor()))
	r.take()
	seed(t, s, 1)
	want := []string{
		"update meta", // whose commit may be next
		"update people", "update people", "update papers", "update papers", "update topics", "update topics",
		"update appearances", "update appearances", "update posts", "update posts", "update positions", "update positions",
		"update posts", // when they were first imported
		"update meta",
	}
	if diff := cmp.Diff(want, written(r.take())); diff != "" {
		t.Errorf("commands (-want +got):\n%s", diff)
	}
}

func TestBulksAreBounded(t *testing.T) {
	var r recorder
	s, _ := open(t, mongodb.WithMonitor(r.monitor()))
	var b store.Batch
	for i := range 60 {
		b.Papers = append(b.Papers, &timeline.Paper{Slug: "paper-" + personSlug(i)})
	}
	storetest.Import(t, s, time.Now(), func(ctx context.Context, se store.Session) error {
		r.take()
		if err := se.Put(ctx, b); err != nil {
			return err
		}
		for _, c := range r.take() {
			var update struct{ Updates []bson.Raw }
			if err := bson.Unmarshal(c, &update); err != nil {
				return err
			}
			if n := len(update.Updates); n > 25 && !s.Unions() {
				return fmt.Errorf("%d updates in one command; want at most 25", n)
			}
		}
		return nil
	})
}

// Before it commits, only the import itself sees what it has written; after that, everybody
// sees all of it at once.
func TestImportIsInvisibleUntilItsCommit(t *testing.T) {
	s, database := open(t)
	seed(t, s, 2)
	other, err := mongodb.Open(t.Context(), mongotest.Start(t), database)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close() //nolint:errcheck // it wrote nothing
	pinned, end := other.Snapshot(t.Context())
	defer end()
	before := contents(pinned, t, other)
	storetest.Import(t, s, time.Now(), func(ctx context.Context, se store.Session) error {
		changed := appearance(personSlug(0), timeline.PartialDate{Year: 2021})
		changed.Title = "Another title"
		d := store.PostDocuments{
			Post:        &timeline.Post{Path: personSlug(0) + ".md", Slug: "renamed", PersonSlug: personSlug(0), PeopleSlugs: []string{personSlug(0)}},
			Appearances: []*timeline.Appearance{changed},
		}
		d.Post.Record.Appearances = []timeline.AppearanceRef{{Key: changed.Key}}
		if err := se.Put(ctx, store.Batch{
			Posts: []store.PostDocuments{d}, RemovePosts: []string{personSlug(1) + ".md"}, RemovePeople: []string{personSlug(1)},
			People: []*timeline.Person{{Slug: "new", Name: "New"}},
		}); err != nil {
			return err
		}
		if diff := cmp.Diff(before, contents(t.Context(), t, other)); diff != "" {
			t.Errorf("before the commit (-want +got):\n%s", diff)
		}
		people, err := se.PeopleAfter(ctx, "", 9)
		if err != nil {
			return err
		}
		if got := slugsOf(people); !slices.Equal(got, []string{"new", personSlug(0)}) {
			t.Errorf("the import sees the people %q; want what it wrote", got)
		}
		return nil
	})
	if diff := cmp.Diff(before, contents(pinned, t, other)); diff != "" {
		t.Errorf("in a snapshot from before the commit (-want +got):\n%s", diff)
	}
	want := []string{
		"people new person-000", "appearances person-000/2021 Another title", "posts renamed",
		"counts 2 people 1 appearances 1 posts 1 viewpoints",
	}
	if diff := cmp.Diff(want, contents(t.Context(), t, other)); diff != "" {
		t.Errorf("after the commit (-want +got):\n%s", diff)
	}
}

// The next import removes everything that an aborted or killed import has left, whatever
// the next one writes.
func TestUnfinishedImportLeavesNothing(t *testing.T) {
	s, database := open(t)
	seed(t, s, 2)
	before := contents(t.Context(), t, s)
	documents := stored(t, database)
	se, err := s.Begin(t.Context(), store.BeginOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if err := se.Put(t.Context(), store.Batch{RemovePosts: []string{personSlug(1) + ".md"}, People: []*timeline.Person{{Slug: "new", Name: "New"}}}); err != nil {
		t.Fatal(err)
	}
	if err := se.Abort(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, contents(t.Context(), t, s)); diff != "" {
		t.Errorf("after the abort (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(documents, stored(t, database)); diff != "" {
		t.Errorf("documents after the abort (-want +got):\n%s", diff)
	}
}

// contents are the results of several reads, in short.
func contents(ctx context.Context, t *testing.T, s *mongodb.Store) []string {
	t.Helper()
	people, err := s.PeopleAfter(ctx, "", 99)
	if err != nil {
		t.Fatal(err)
	}
	list := []string{"people"}
	for _, p := range people {
		list[0] += " " + p.Slug
	}
	appearances, err := s.AppearancesByPerson(ctx, slugsOf(people), store.AppearanceFilter{}, relay.Query{Limit: 99, Descending: true})
	if err != nil {
		t.Fatal(err)
	}
	line := "appearances"
	for _, page := range appearances {
		for _, a := range page.Items {
			line += " " + a.Key
			if a.Title != "" {
				line += " " + a.Title
			}
		}
	}
	list = append(list, line)
	posts, err := s.ListPosts(ctx, store.PostsBySlug, relay.Query{Limit: 99})
	if err != nil {
		t.Fatal(err)
	}
	line = "posts"
	for _, p := range posts.Items {
		line += " " + p.Slug
	}
	viewpoints, err := s.CountViewpoints(ctx, store.ViewpointFilter{})
	if err != nil {
		t.Fatal(err)
	}
	n, err := s.CountAppearances(ctx, store.AppearanceFilter{})
	if err != nil {
		t.Fatal(err)
	}
	counts := fmt.Sprintf("counts %d people %d appearances %d posts %d viewpoints", len(people), n, len(posts.Items), viewpoints)
	return append(list, line, counts)
}

// stored are the ids of all versions of documents, with the number of the import at which
// each ends.
func stored(t *testing.T, database string) []string {
	t.Helper()
	var list []string
	for _, c := range []string{"people", "papers", "topics", "appearances", "posts"} {
		cursor, err := raw(t, database).Collection(c).Find(t.Context(), bson.M{})
		if err != nil {
			t.Fatal(err)
		}
		var found []bson.M
		if err := cursor.All(t.Context(), &found); err != nil {
			t.Fatal(err)
		}
		for _, d := range found {
			list = append(list, fmt.Sprint(c, " ", d["_id"], " ", d["until"]))
		}
	}
	slices.Sort(list)
	return list
}

func slugsOf(people []*timeline.Person) []string {
	slugs := make([]string, len(people))
	for i, p := range people {
		slugs[i] = p.Slug
	}
	return slugs
}
