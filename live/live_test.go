package live_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"viewline/live"
	"viewline/store"
	"viewline/store/sqlite"
	"viewline/store/storetest"
	"viewline/timeline"
)

var quiet = slog.New(slog.DiscardHandler)

// open opens a database in a folder, which several processes may do at once.
func open(t *testing.T, dir string) *sqlite.Store {
	t.Helper()
	st, err := sqlite.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	return st
}

// load stores a post with appearances, which are given as keys and hashes.
func load(t *testing.T, st store.Store, minute int, appearances ...[2]string) time.Time {
	t.Helper()
	d := store.PostDocuments{Post: &timeline.Post{Path: "ada.md", Slug: "ada"}}
	for _, a := range appearances {
		d.Post.Record.Appearances = append(d.Post.Record.Appearances, timeline.AppearanceRef{Key: a[0], Hash: a[1]})
		d.Appearances = append(d.Appearances, &timeline.Appearance{Key: a[0], PersonSlug: "ada", PostPath: "ada.md"})
	}
	at := time.Date(2026, 1, 2, 3, minute, 0, 0, time.UTC)
	storetest.Put(t, st, at, store.Batch{Posts: []store.PostDocuments{d}})
	return at
}

func next(t *testing.T, events <-chan *live.Change) *live.Change {
	t.Helper()
	select {
	case c := <-events:
		return c
	case <-time.After(time.Minute):
		t.Fatal("no event")
		return nil
	}
}

func TestChanges(t *testing.T) {
	dir := t.TempDir()
	other := open(t, dir)
	load(t, other, 0, [2]string{"ada/2020", "a"}, [2]string{"ada/2021", "b"}, [2]string{"ada/2022", "c"})
	f := live.Follow(t.Context(), open(t, dir), quiet)
	if f.Revision() != 1 {
		t.Fatalf("revision %d; want 1", f.Revision())
	}
	ctx, cancel := context.WithCancel(t.Context())
	events, err := f.Subscribe(ctx)
	if err != nil {
		t.Fatal(err)
	}
	at := load(t, other, 1, [2]string{"ada/2020", "a"}, [2]string{"ada/2021", "other"}, [2]string{"ada/2023", "d"})
	want := &live.Change{Revision: 2, ImportedAt: at, Inserted: 1, Updated: 1, Removed: 1, Keys: []string{"ada/2021", "ada/2023"}}
	if diff := cmp.Diff(want, next(t, events)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if f.Revision() != 2 {
		t.Errorf("revision %d; want 2", f.Revision())
	}
	later, err := f.Subscribe(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	load(t, other, 2)
	for _, e := range []<-chan *live.Change{events, later} {
		if c := next(t, e); c.Revision != 3 || c.Removed != 3 || len(c.Keys) != 0 {
			t.Errorf("%+v; want three removed", c)
		}
	}
	cancel()
	for range events { // until the channel is closed
	}
}

// TestImportBeforeSubscribing imports before anybody has subscribed: the first event is
// that of the next import.
func TestImportBeforeSubscribing(t *testing.T) {
	st := open(t, t.TempDir())
	f := live.Follow(t.Context(), st, quiet)
	load(t, st, 1, [2]string{"ada/2020", "a"})
	events, err := f.Subscribe(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(time.Minute); f.Revision() != 1 && time.Now().Before(deadline); { // until the feed has looked
		time.Sleep(time.Millisecond)
	}
	load(t, st, 2, [2]string{"ada/2020", "a"}, [2]string{"ada/2021", "b"})
	if c := next(t, events); c.Revision != 2 || c.Inserted != 1 {
		t.Errorf("%+v; want revision 2 and one inserted", c)
	}
}

func TestManyKeys(t *testing.T) {
	st := open(t, t.TempDir())
	f := live.Follow(t.Context(), st, quiet)
	events, err := f.Subscribe(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var all [][2]string
	for i := range 150 {
		all = append(all, [2]string{fmt.Sprintf("ada/2020-%03d", i), "h"})
	}
	load(t, st, 1, all...)
	if c := next(t, events); c.Inserted != 150 || len(c.Keys) != 100 || c.Keys[99] != "ada/2020-099" {
		t.Errorf("%d inserted, %d keys; want 150 and the first 100", c.Inserted, len(c.Keys))
	}
}

// flaky is a store that cannot be read while it is down, and that reports changes by
// itself.
type flaky struct {
	*sqlite.Store
	down    atomic.Bool
	changed chan func()
}

func (f *flaky) Corpus(ctx context.Context) (timeline.Corpus, error) {
	if f.down.Load() {
		return timeline.Corpus{}, store.Unavailable(errors.New("down"))
	}
	return f.Store.Corpus(ctx)
}

func (f *flaky) Watch(ctx context.Context, changed func()) error {
	f.changed <- changed
	<-ctx.Done()
	return nil
}

func TestStoreThatWasDown(t *testing.T) {
	st := &flaky{Store: open(t, t.TempDir()), changed: make(chan func(), 1)}
	st.down.Store(true)
	f := live.Follow(t.Context(), st, quiet)
	if f.Revision() != -1 {
		t.Errorf("revision %d; want -1", f.Revision())
	}
	load(t, st, 1, [2]string{"ada/2020", "a"})
	st.down.Store(false)
	changed := <-st.changed
	for deadline := time.Now().Add(time.Minute); f.Revision() != 1; time.Sleep(time.Millisecond) {
		changed()
		if time.Now().After(deadline) {
			t.Fatalf("revision %d; want 1", f.Revision())
		}
	}
}

// The feed is not ready before it has read the store once. While the store is down, Ready
// returns the reason.
func TestReady(t *testing.T) {
	st := &flaky{Store: open(t, t.TempDir()), changed: make(chan func(), 2)}
	over, cancel := context.WithCancel(t.Context())
	cancel()
	if err := live.Follow(over, st, quiet).Ready(); !errors.Is(err, context.Canceled) {
		t.Errorf("a first look that was out of time: %v; want %v", err, context.Canceled)
	}
	if err := live.Follow(t.Context(), st, quiet).Ready(); err != nil {
		t.Errorf("after a look: %v; want nil", err)
	}
	st.down.Store(true)
	if err := live.Follow(t.Context(), st, quiet).Ready(); !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("while it is down: %v; want %v", err, store.ErrUnavailable)
	}
}

// While the store is down, answers that were made for the last known revision can still be
// served.
func TestRevisionIsKeptInAnOutage(t *testing.T) {
	st := &flaky{Store: open(t, t.TempDir()), changed: make(chan func(), 1)}
	load(t, st, 1, [2]string{"ada/2020", "a"})
	f := live.Follow(t.Context(), st, quiet)
	changed := <-st.changed
	want := func(revision int, stale bool) {
		t.Helper()
		for deadline := time.Now().Add(time.Minute); f.Revision() != revision || f.Stale() != stale; time.Sleep(time.Millisecond) {
			changed()
			if time.Now().After(deadline) {
				t.Fatalf("revision %d, stale %t; want %d, %t", f.Revision(), f.Stale(), revision, stale)
			}
		}
	}
	want(1, false)
	first := f.Recent()
	if first == "" || first != f.State() {
		t.Errorf("recent state %q; want %q", first, f.State())
	}
	st.down.Store(true)
	load(t, st, 2, [2]string{"ada/2020", "b"}) // so that the feed reads the revision again
	want(-1, true)
	if f.Recent() != first || f.State() != "" {
		t.Errorf("while it is down: recent state %q, state %q; want %q and none", f.Recent(), f.State(), first)
	}
	st.down.Store(false)
	want(2, false)
	if f.Recent() == first || f.Recent() != f.State() {
		t.Errorf("once it is back: recent state %q, want %q", f.Recent(), f.State())
	}
}

// Revision is that of the last import, by whichever handle of the database, and not that of
// the last look.
func TestRevisionIsOfThisMoment(t *testing.T) {
	dir := t.TempDir()
	loader, server := open(t, dir), open(t, dir)
	for want := 1; want <= 9; want++ {
		f := live.Follow(t.Context(), server, quiet)
		load(t, loader, want, [2]string{"ada/2020", fmt.Sprint(want)})
		if got := f.Revision(); got != want {
			t.Errorf("revision %d right after the import, want %d", got, want)
		}
		before := f.State()
		load(t, loader, want, [2]string{"ada/2020", fmt.Sprint(-want)})
		want++
		if got := f.Revision(); got != want { // however short the time since the last call is
			t.Errorf("revision %d right after another import, want %d", got, want)
		}
		if recent, state := f.Recent(), f.State(); recent != state || recent == "" || recent == before {
			t.Errorf("recent state %q after %q, want the one that is known, %q", recent, before, state)
		}
	}
}
