package mongodb_test

import (
	"context"
	"errors"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/store"
	"viewline/store/mongodb"
	"viewline/store/mongodb/mongotest"
	"viewline/store/storetest"
	"viewline/timeline"
)

// One import runs at a time, whichever process makes it. Another one learns for which
// process it waits, and begins as soon as the first one has ended.
func TestOneImportAtATime(t *testing.T) {
	s, database := open(t)
	o := orderOn(t, database)
	o.Stay, o.Lease = true, 8*time.Second
	p := start(t, o)
	if said := p.says() + p.says(); said != "begunput" {
		t.Fatalf("the other process says %q", said)
	}
	_, err := s.Begin(t.Context(), store.BeginOptions{})
	if !errors.Is(err, store.ErrBusy) || errors.Is(err, store.ErrUnavailable) {
		t.Fatalf("error %v; want ErrBusy", err)
	}
	waits := make(chan store.Holder, 2)
	begun := make(chan error, 1)
	go func() {
		se, err := s.Begin(context.WithoutCancel(t.Context()), store.BeginOptions{Wait: time.Minute, Waiting: func(h store.Holder) { waits <- h }})
		if err == nil {
			err = se.Abort()
		}
		begun <- err
	}()
	if h := <-waits; h.PID != p.Process.Pid || h.Host == "" || h.Start.IsZero() {
		t.Errorf("waits for %+v; want process %d, with its host and start", h, p.Process.Pid)
	}
	_ = p.stdin.Close()
	if last := p.last(); last != "committed" {
		t.Errorf("the other process says %q at last; want committed", last)
	}
	if err := <-begun; err != nil {
		t.Error(err)
	}
	if n := len(waits); n > 0 {
		t.Errorf("it was told %d times more for whom it waits", n)
	}
	if c, err := s.Corpus(t.Context()); err != nil || c.Revision != 1 {
		t.Errorf("revision %d, %v; want the other's import", c.Revision, err)
	}
}

// With the default wait, an import begins in time after another process was killed.
func TestKilledImportIsTakenOver(t *testing.T) {
	s, database := open(t)
	s.Hurry(8 * time.Second)
	o := orderOn(t, database)
	o.Stay, o.Lease = true, 8*time.Second
	p := start(t, o)
	if said := p.says() + p.says(); said != "begunput" {
		t.Fatalf("the other process says %q", said)
	}
	if err := p.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	p.last()
	killed := time.Now()
	se, err := s.Begin(t.Context(), store.BeginOptions{Wait: 30 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("taken over after %.1f s", time.Since(killed).Seconds())
	if err := se.Abort(); err != nil {
		t.Error(err)
	}
	if left := stored(t, database); len(left) > 0 {
		t.Errorf("left over: %q", left)
	}
}

// A process that is stopped until another one has taken over stores nothing when it goes
// on.
func TestLostImportStoresNothing(t *testing.T) {
	s, database := open(t)
	s.Hurry(time.Second)
	o := orderOn(t, database)
	o.Stay = true
	p := start(t, o)
	if said := p.says() + p.says(); said != "begunput" {
		t.Fatalf("the other process says %q", said)
	}
	if err := p.Process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	c := storetest.Import(t, s, time.Now(), func(ctx context.Context, se store.Session) error {
		return se.Put(ctx, store.Batch{Papers: []*timeline.Paper{{Slug: "only"}}})
	})
	if err := p.Process.Signal(syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	_ = p.stdin.Close()
	if last := p.last(); !strings.HasPrefix(last, "failed: ") || !strings.Contains(last, "another import has taken over") {
		t.Errorf("the other process says %q at last; want that it failed, and why", last)
	}
	storetest.Import(t, s, time.Now(), func(context.Context, store.Session) error { return nil })
	now, err := s.Corpus(t.Context())
	if err != nil || now.State != c.State || c.Papers != 1 || c.Posts != 0 {
		t.Errorf("corpus %+v, %v; want %+v, with one paper alone", now, err, c)
	}
	if left := stored(t, database); len(left) != 1 {
		t.Errorf("stored: %q; want the paper alone", left)
	}
}

// An import goes on after an outage, and is stored whole.
func TestImportOutlivesAnOutage(t *testing.T) {
	for name, fail := range map[string]func(*mongotest.Proxy){"cut": (*mongotest.Proxy).Cut, "frozen": (*mongotest.Proxy).Freeze} {
		t.Run(name, func(t *testing.T) {
			p := mongotest.NewProxy(t)
			s := openThrough(t, p)
			s.Hurry(2 * time.Second)
			var b store.Batch
			for i := range 3 {
				b.Papers = append(b.Papers, &timeline.Paper{Slug: "paper-of-" + personSlug(i)})
			}
			c := storetest.Import(t, s, time.Now(), func(ctx context.Context, se store.Session) error {
				if err := se.Put(ctx, store.Batch{People: []*timeline.Person{seededPerson(0)}}); err != nil {
					return err
				}
				fail(p)
				eventually(t, "to be known as away", func() bool { return s.Ready() != nil })
				time.AfterFunc(time.Second, p.Mend)
				return se.Put(ctx, b)
			})
			if c.People != 1 || c.Papers != 3 || c.Revision != 1 {
				t.Errorf("corpus %+v; want 1 person and 3 papers", c)
			}
		})
	}
}

// Nothing is read from a database of another format. An older one is written anew by the
// next import. A newer one is left as it is, and the server says why it is not ready.
func TestFormats(t *testing.T) {
	s, database := open(t)
	seed(t, s, 1)
	meta := raw(t, database).Collection("meta")
	format := func(n int) {
		t.Helper()
		if _, err := meta.UpdateOne(t.Context(), bson.M{"_id": "corpus"}, bson.M{"$set": bson.M{"format": n}}); err != nil {
			t.Fatal(err)
		}
	}
	format(99)
	const newer = "written by a newer Viewline"
	if _, err := s.Corpus(t.Context()); err == nil || !strings.Contains(err.Error(), newer) {
		t.Errorf("a newer format: %v", err)
	}
	if _, err := s.Begin(t.Context(), store.BeginOptions{}); err == nil || !strings.Contains(err.Error(), newer) {
		t.Errorf("an import into a newer format: %v", err)
	}
	eventually(t, "not to be ready", func() bool { return s.Ready() != nil })
	if err := s.Ready(); err == nil || !strings.Contains(err.Error(), newer) || errors.Is(err, store.ErrUnavailable) {
		t.Errorf("ready with a newer format: %v", err)
	}
	format(0)
	const older = "import the posts once"
	if _, err := s.Topics(t.Context(), []string{"x"}); err == nil || !strings.Contains(err.Error(), older) {
		t.Errorf("an older format: %v", err)
	}
	c := storetest.Import(t, s, time.Now(), func(ctx context.Context, se store.Session) error {
		posts, err := se.PostsAfter(ctx, "", 9)
		if err != nil || len(posts) > 0 {
			t.Errorf("%d posts, %v; want none, so that all are written anew", len(posts), err)
		}
		return se.Put(ctx, store.Batch{Papers: []*timeline.Paper{{Slug: "new"}}})
	})
	if c.Revision != 2 || c.Papers != 1 || c.People != 0 {
		t.Errorf("corpus %+v; want the second revision, with one paper", c)
	}
	eventually(t, "to be ready", func() bool { return s.Ready() == nil })
}

// A database of a program that had no formats is written anew, and its old documents are
// removed later.
func TestDatabaseWithoutVersions(t *testing.T) {
	_, database := open(t)
	db := raw(t, database)
	if _, err := db.Collection("meta").InsertOne(t.Context(), bson.M{"_id": "corpus", "revision": 7, "people": 1, "pending": false}); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Collection("people").InsertOne(t.Context(), bson.M{"_id": "ada", "name": "Ada"}); err != nil {
		t.Fatal(err)
	}
	s, err := mongodb.Open(t.Context(), mongotest.Start(t), database)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() //nolint:errcheck // its imports were checked
	if _, err := s.Corpus(t.Context()); err == nil || !strings.Contains(err.Error(), "import the posts once") {
		t.Errorf("error %v; want what to do", err)
	}
	c := storetest.Put(t, s, time.Now(), store.Batch{People: []*timeline.Person{{Slug: "ben", Name: "Ben"}}})
	if c.Revision != 8 || c.People != 1 {
		t.Errorf("corpus %+v; want revision 8 with one person", c)
	}
	storetest.Put(t, s, time.Now(), store.Batch{})
	if got := stored(t, database); len(got) != 1 || got[0] != "people ben 1 <nil>" {
		t.Errorf("stored %q; want Ben alone", got)
	}
}
