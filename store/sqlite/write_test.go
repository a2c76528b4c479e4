package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"viewline/relay"
	"viewline/store"
	"viewline/store/sqlite"
	"viewline/timeline"
)

// about is a post with one appearance, whose title is the post's.
func about(path, title string) store.PostDocuments {
	a := &timeline.Appearance{Key: "ada/" + path, PersonSlug: "ada", PostPath: path, Title: title}
	return store.PostDocuments{Post: &timeline.Post{Path: path, Slug: path, PersonSlug: "ada"}, Appearances: []*timeline.Appearance{a}}
}

// posts is a batch.
func posts(all ...store.PostDocuments) store.Batch { return store.Batch{Posts: all} }

// found counts what a store finds by a word.
func found(t *testing.T, s *sqlite.Store, word string) int {
	t.Helper()
	hits, err := s.Search(t.Context(), store.SearchFilter{Text: word}, relay.Query{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	n, err := s.CountHits(t.Context(), store.SearchFilter{Text: word})
	if err != nil || n != len(hits.Items) {
		t.Errorf("%q: %d hits are counted, %v; want %d", word, n, err, len(hits.Items))
	}
	return n
}

// Puts of an import share a segment of the index.
func TestPutsShareASegment(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	var all []store.Batch
	for i := range 3 {
		all = append(all, posts(about(fmt.Sprintf("%d.md", i), "engine"), about(fmt.Sprintf("%d-2.md", i), "engine")))
	}
	load(t, s, all...)
	if n := found(t, s, "engine"); n != 6 {
		t.Errorf("%d are found; want 6", n)
	}
	if n := segments(t, dir); n != 1 {
		t.Errorf("%d segments; want 1", n)
	}
}

func TestPutsOfAnImportReplaceEachOther(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	load(t, s, posts(about("a.md", "first"), about("b.md", "first")), posts(about("a.md", "second")), posts(about("a.md", "third"), about("c.md", "third")))
	for word, want := range map[string]int{"first": 1, "second": 0, "third": 2} {
		if n := found(t, s, word); n != want {
			t.Errorf("%q: %d are found; want %d", word, n, want)
		}
	}
	checkIndex(t, dir)
}

// The end of a context does not undo the import by itself.
func TestPutAfterTheContextIsDone(t *testing.T) {
	s := open(t, t.TempDir())
	n := begin(t, s)
	if err := n.Put(t.Context(), posts(about("a.md", "engine"))); err != nil {
		t.Fatal(err)
	}
	done, cancel := context.WithCancel(t.Context())
	cancel()
	if err := n.Put(done, posts(about("b.md", "engine"))); !errors.Is(err, context.Canceled) {
		t.Errorf("%v; want that the context was canceled", err)
	}
	if _, err := n.Commit(t.Context(), time.UnixMilli(0)); err != nil {
		t.Fatal(err)
	}
	if n := found(t, s, "engine"); n != 1 {
		t.Errorf("%d are found; want 1", n)
	}
}

// An error ends the import, at the latest at Commit, and the next import starts from the
// state before it.
func TestPutThatFails(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	const refuse = "CREATE TRIGGER refuse BEFORE INSERT ON post WHEN new.path = 'b.md' BEGIN SELECT raise(ABORT, 'refused'); END"
	if _, err := raw(t, dir).Exec(refuse); err != nil {
		t.Fatal(err)
	}
	n := begin(t, s)
	err := errors.Join(n.Put(t.Context(), posts(about("a.md", "engine"))), n.Put(t.Context(), posts(about("b.md", "engine"))))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := n.Commit(t.Context(), time.UnixMilli(0)); err == nil || !strings.Contains(err.Error(), "refused") {
		t.Fatalf("%v; want that it was refused", err)
	}
	load(t, s, posts(about("c.md", "engine")))
	posts, err := s.PostsByPath(t.Context(), []string{"a.md", "b.md", "c.md"})
	if err != nil || posts[0] != nil || posts[1] != nil || posts[2] == nil {
		t.Errorf("%v, %v; want the last alone", posts, err)
	}
	checkIndex(t, dir)
}

// Close undoes an open import, and lets the next one begin.
func TestCloseWithinAnImport(t *testing.T) {
	dir := t.TempDir()
	s, err := sqlite.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := begin(t, s).Put(t.Context(), posts(about("a.md", "engine"))); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	other := open(t, dir)
	if n := found(t, other, "engine"); n != 0 {
		t.Errorf("%d are found; want none", n)
	}
	if c := load(t, other, posts(about("b.md", "engine"))); c.Revision != 1 {
		t.Errorf("revision %d; want 1", c.Revision)
	}
}

// An import that has to wait learns for which process.
func TestHolder(t *testing.T) {
	dir := t.TempDir()
	begin(t, open(t, dir))
	var holder store.Holder
	_, err := open(t, dir).Begin(t.Context(), store.BeginOptions{Wait: time.Millisecond, Waiting: func(h store.Holder) { holder = h }})
	host, _ := os.Hostname()
	if holder.PID != os.Getpid() || holder.Host != host || time.Since(holder.Start) > time.Minute {
		t.Errorf("holder %+v; want this process", holder)
	}
	if want := fmt.Sprintf("another import is running, by process %d on %s, since ", os.Getpid(), host); !errors.Is(err, store.ErrBusy) || !strings.Contains(err.Error(), want) {
		t.Errorf("%v; want %s…", err, want)
	}
}

// begin begins an import that must not have to wait.
func begin(t *testing.T, s *sqlite.Store) store.Session {
	t.Helper()
	n, err := s.Begin(t.Context(), store.BeginOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = n.Abort() })
	return n
}

// segments is the number of segments of the index.
func segments(t *testing.T, dir string) (n int) {
	t.Helper()
	if err := raw(t, dir).QueryRow("SELECT count(DISTINCT segid) FROM token_idx").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// checkIndex has FTS5 check the index.
func checkIndex(t *testing.T, dir string) {
	t.Helper()
	if _, err := raw(t, dir).Exec("INSERT INTO token (token, rank) VALUES ('integrity-check', 0)"); err != nil {
		t.Error(err)
	}
}
