package mongodb_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/event"

	"viewline/relay"
	"viewline/store"
	"viewline/store/mongodb"
	"viewline/store/mongodb/mongotest"
	"viewline/timeline"
)

// names lists commands in short: what each does to which collection.
func names(commands []bson.Raw) []string {
	var list []string
	for _, c := range commands {
		list = append(list, name(c)+" "+c.Index(0).Value().StringValue())
	}
	return list
}

func TestPutWritesThePostLast(t *testing.T) {
	var r recorder
	s, _ := open(t, mongodb.WithMonitor(r.monitor()))
	r.take()
	seed(t, s, 1)
	want := []string{
		"update meta", "update people", "update papers", "update topics", "update appearances", "delete appearances", "update posts",
		"find meta", "aggregate people", "aggregate appearances", "aggregate topics", "aggregate papers", "aggregate posts", "aggregate posts", "update meta",
	}
	if diff := cmp.Diff(want, names(r.take())); diff != "" {
		t.Errorf("commands (-want +got):\n%s", diff)
	}
	if err := s.Put(t.Context(), store.Batch{RemovePosts: []string{"person-000.md"}, RemovePeople: []string{"person-000"}}); err != nil {
		t.Fatal(err)
	}
	want = []string{"update meta", "delete appearances", "delete posts", "delete people"}
	if diff := cmp.Diff(want, names(r.take())); diff != "" {
		t.Errorf("commands of a removal (-want +got):\n%s", diff)
	}
}

func TestBulksAreBounded(t *testing.T) {
	var r recorder
	s, _ := open(t, mongodb.WithMonitor(r.monitor()))
	var b store.Batch
	for i := range 60 {
		b.Papers = append(b.Papers, &timeline.Paper{Slug: "paper-" + personSlug(i)})
	}
	r.take()
	if err := s.Put(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	want := []string{"update meta", "update papers", "update papers", "update papers"}
	if diff := cmp.Diff(want, names(r.take())); diff != "" {
		t.Errorf("commands for 60 papers (-want +got):\n%s", diff)
	}
}

func TestNothingToWriteRaisesNoRevision(t *testing.T) {
	s, _ := open(t)
	for _, err := range []error{s.Put(t.Context(), store.Batch{}), s.Move(t.Context(), nil), s.Rename(t.Context(), nil)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	got, err := s.Commit(t.Context(), time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(timeline.Corpus{}, got); diff != "" {
		t.Errorf("corpus (-want +got):\n%s", diff)
	}
}

// Two imports at once: each commit that follows a write makes a revision, even
// where the other import's commit has cleared the mark.
func TestCommitBesideAnotherImport(t *testing.T) {
	one, database := open(t)
	other, err := mongodb.Open(t.Context(), mongotest.Start(t), database)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close() //nolint:errcheck // its commits were checked
	for i, s := range []*mongodb.Store{one, other} {
		if err := s.Put(t.Context(), store.Batch{Papers: []*timeline.Paper{{Slug: personSlug(i)}}}); err != nil {
			t.Fatal(err)
		}
	}
	at := time.Date(2026, 1, 2, 3, 4, 5, 6_789_000, time.FixedZone("CST", 8*60*60))
	for i, s := range []*mongodb.Store{one, other} {
		c, err := s.Commit(t.Context(), at)
		if err != nil {
			t.Fatal(err)
		}
		if c.Revision != i+1 || c.Papers != 2 {
			t.Errorf("commit %d: revision %d with %d papers; want %d with 2", i, c.Revision, c.Papers, i+1)
		}
	}
	got, err := one.Corpus(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := time.Date(2026, 1, 1, 19, 4, 5, 6_000_000, time.UTC)
	if diff := cmp.Diff(timeline.Corpus{Revision: 2, ImportedAt: &want, Papers: 2}, got); diff != "" {
		t.Errorf("corpus (-want +got):\n%s", diff)
	}
}

// A move may be killed at any command. The next import then finds the source
// without a hash, or no move begun, or all done; where the hash is missing it
// puts the post anew, after which no appearance stands under two keys.
func TestMoveKilled(t *testing.T) {
	moves := []store.Move{
		{PostPath: "person-000.md", From: "person-000/2022", To: "person-000/2022-2"},
		{PostPath: "person-000.md", From: "person-000/2021", To: "person-000/2022"},
	}
	before := []string{"person-000/2020", "person-000/2021", "person-000/2022"}
	after := []string{"person-000/2020", "person-000/2022", "person-000/2022-2"}
	const commands = 12 // mark, find, open; find, upsert, source, delete for each move; close
	for n := range commands {
		var k killer
		s, _ := open(t, mongodb.WithMonitor(k.monitor()))
		seed(t, s, 1)
		if err := s.Move(k.arm(t.Context(), n), moves); !errors.Is(err, context.Canceled) {
			t.Fatalf("move, killed at command %d: error %v; want canceled", n, err)
		}
		posts, err := s.PostsAfter(t.Context(), "", 1)
		if err != nil {
			t.Fatal(err)
		}
		post := posts[0]
		if post.Record.Hash == "" {
			putAnew(t, s, post, after)
		}
		stored := storedKeys(t, s)
		if !slices.Equal(stored, post.Record.AppearanceKeys()) || !slices.Equal(stored, before) && !slices.Equal(stored, after) {
			t.Errorf("killed at command %d: stored %q, source %q; want %q or %q", n, stored, post.Record.AppearanceKeys(), before, after)
		}
	}
}

// killer cancels the armed context at one of the commands that follow.
type killer struct {
	mu     sync.Mutex
	left   int
	cancel context.CancelFunc
}

func (k *killer) arm(ctx context.Context, after int) context.Context {
	k.mu.Lock()
	defer k.mu.Unlock()
	ctx, k.cancel = context.WithCancel(ctx)
	k.left = after
	return ctx
}

func (k *killer) monitor() *event.CommandMonitor {
	return &event.CommandMonitor{Started: func(context.Context, *event.CommandStartedEvent) {
		k.mu.Lock()
		defer k.mu.Unlock()
		if k.cancel != nil && k.left == 0 {
			k.cancel()
		}
		k.left--
	}}
}

func putAnew(t *testing.T, s *mongodb.Store, p *store.StoredPost, keys []string) {
	t.Helper()
	p.Record.Appearances = nil
	var d store.PostDocuments
	for i, key := range keys {
		a := appearance("person-000", timeline.PartialDate{Year: 2020 + i})
		a.Key = key
		d.Appearances = append(d.Appearances, a)
		p.Record.Appearances = append(p.Record.Appearances, timeline.AppearanceRef{Key: key})
	}
	d.Post = &timeline.Post{Path: p.Path, Slug: p.Slug, Record: p.Record}
	if err := s.Put(t.Context(), store.Batch{Posts: []store.PostDocuments{d}}); err != nil {
		t.Fatal(err)
	}
}

// storedKeys are the keys of all appearances, in their own order.
func storedKeys(t *testing.T, s *mongodb.Store) []string {
	t.Helper()
	all, err := s.ListAppearances(t.Context(), store.AppearanceFilter{}, relay.Query{Limit: relay.MaxSize})
	if err != nil {
		t.Fatal(err)
	}
	keys := make([]string, len(all.Items))
	for i, a := range all.Items {
		keys[i] = a.Key
	}
	slices.Sort(keys)
	return keys
}
