package sqlite_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"viewline/relay"
	"viewline/store"
	"viewline/store/sqlite"
	"viewline/store/storetest"
	"viewline/timeline"
)

// The store behaves the same with a cache of documents that is so small that most are
// dropped again.
func TestStoreWithCache(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Store { return open(t, t.TempDir(), sqlite.WithCache(20<<10)) })
}

// A document that was read is taken from the cache by every later read, until another
// process changes it. Then it is read anew, and no other document is.
func TestKeptDocuments(t *testing.T) {
	dir := t.TempDir()
	loader, server := open(t, dir), open(t, dir, sqlite.WithCache(1<<20))
	doc := func(title string) store.PostDocuments {
		d := store.PostDocuments{Post: &timeline.Post{Path: "ada.md", Slug: "ada", PersonSlug: "ada", Title: "Post"}}
		for _, a := range []*timeline.Appearance{{Key: "ada/2020", Title: title}, {Key: "ada/2021", Title: "Stays"}} {
			a.PersonSlug, a.PostPath = "ada", "ada.md"
			d.Appearances = append(d.Appearances, a)
			d.Post.Record.Appearances = append(d.Post.Record.Appearances, timeline.AppearanceRef{Key: a.Key})
		}
		return d
	}
	put := func(title string) {
		t.Helper()
		load(t, loader, store.Batch{Posts: []store.PostDocuments{doc(title)}})
	}
	// read reads the two appearances by several methods, which have to agree.
	read := func() (changes, stays *timeline.Appearance) {
		t.Helper()
		byKey, err := server.Appearances(t.Context(), []string{"ada/2020", "ada/2021"})
		if err != nil {
			t.Fatal(err)
		}
		listed, err := server.ListAppearances(t.Context(), store.AppearanceFilter{}, relay.Query{Limit: 5})
		if err != nil {
			t.Fatal(err)
		}
		byPerson, err := server.AppearancesByPerson(t.Context(), []string{"ada"}, store.AppearanceFilter{}, relay.Query{Limit: 5})
		if err != nil {
			t.Fatal(err)
		}
		for i, a := range byKey {
			if listed.Items[i] != a || byPerson[0].Items[i] != a {
				t.Errorf("%s is another one in each list; want one", a.Key)
			}
		}
		return byKey[0], byKey[1]
	}
	put("One")
	one, stays := read()
	if again, _ := read(); again != one || one.Title != "One" {
		t.Errorf("%q is read twice; want it kept", again.Title)
	}
	put("Two")
	two, same := read()
	if two == one || two.Title != "Two" || one.Title != "One" {
		t.Errorf("after a change %q, and %q before; want Two and One", two.Title, one.Title)
	}
	if same != stays {
		t.Error("a document that did not change was read anew")
	}
}

// An appearance that moves to another key, and one whose post is renamed, is read with the
// new key and name.
func TestKeptDocumentsMove(t *testing.T) {
	s := open(t, t.TempDir(), sqlite.WithCache(1<<20))
	d := searchedPost(0)
	from := d.Appearances[0].Key
	load(t, s, store.Batch{Posts: []store.PostDocuments{d}})
	read := func() (*timeline.Post, []*timeline.Appearance) {
		t.Helper()
		posts, err := s.PostsByPath(t.Context(), []string{d.Post.Path})
		if err != nil {
			t.Fatal(err)
		}
		appearances, err := s.Appearances(t.Context(), []string{from, "to"})
		if err != nil {
			t.Fatal(err)
		}
		return posts[0], appearances
	}
	for range 2 {
		if p, a := read(); p.Slug != d.Post.Slug || p.Record.Appearances[0].Key != from || a[0] == nil || a[1] != nil {
			t.Fatalf("at first %s with %v", p.Slug, p.Record.Appearances)
		}
	}
	storetest.Import(t, s, time.UnixMilli(0), func(ctx context.Context, n store.Session) error {
		return n.Move(ctx, []store.Move{{PostPath: d.Post.Path, From: from, To: "to"}})
	})
	if p, a := read(); p.Record.Appearances[0].Key != "to" || a[0] != nil || a[1].Key != "to" {
		t.Errorf("after the move %v", p.Record.Appearances)
	}
	storetest.Import(t, s, time.UnixMilli(0), func(ctx context.Context, n store.Session) error {
		return n.Rename(ctx, map[string]string{d.Post.Path: "renamed"})
	})
	if p, _ := read(); p.Slug != "renamed" || p.Record.Appearances[0].Key != "to" {
		t.Errorf("after the renaming %s with %v", p.Slug, p.Record.Appearances)
	}
}

// A snapshot sees the state of its first read, whatever is written meanwhile.
func TestSnapshot(t *testing.T) {
	dir := t.TempDir()
	loader, server := open(t, dir), open(t, dir, sqlite.WithCache(1<<20))
	name := func(ctx context.Context) string {
		t.Helper()
		found, err := server.People(ctx, []string{"ada"})
		if err != nil {
			t.Fatal(err)
		}
		return found[0].Name
	}
	put := func(name string) {
		t.Helper()
		load(t, loader, ada(name))
	}
	put("One")
	early, end := server.Snapshot(t.Context())
	late, endLate := server.Snapshot(t.Context())
	defer endLate()
	if got := name(early); got != "One" {
		t.Errorf("at first %s, want One", got)
	}
	put("Two")
	for ctx, want := range map[context.Context]string{early: "One", late: "Two", t.Context(): "Two"} {
		if got := name(ctx); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	end()
	end()
	if got := name(early); got != "Two" {
		t.Errorf("after the end %s, want Two", got)
	}
}

// The reads of a snapshot may run at the same time, also with the same statement.
func TestReadsOfSnapshotAtOnce(t *testing.T) {
	s := open(t, t.TempDir())
	load(t, s, store.Batch{Posts: []store.PostDocuments{searchedPost(0)}})
	ctx, end := s.Snapshot(t.Context())
	defer end()
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			found, err := s.ListAppearances(ctx, store.AppearanceFilter{}, relay.Query{Limit: 10})
			if err != nil || len(found.Items) != appearancesPerPost {
				t.Errorf("%d appearances, %v; want %d", len(found.Items), err, appearancesPerPost)
			}
		})
	}
	all.Wait()
}

// Any number of snapshots work at once with the existing connections, also with statements
// that were not prepared before.
func TestManySnapshots(t *testing.T) {
	s := open(t, t.TempDir())
	load(t, s, ada("Ada"))
	var all sync.WaitGroup
	for range 100 {
		all.Go(func() {
			ctx, end := s.Snapshot(t.Context())
			defer end()
			people, err := s.ListPeople(ctx, store.PersonFilter{}, store.PeopleByName, relay.Query{Limit: 2})
			if err != nil || len(people.Items) != 1 {
				t.Errorf("%d people, %v; want one", len(people.Items), err)
			}
			if n, err := s.CountPeople(ctx, store.PersonFilter{}); n != 1 || err != nil {
				t.Errorf("%d people are counted, %v; want one", n, err)
			}
		})
	}
	all.Wait()
}
