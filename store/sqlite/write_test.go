package sqlite_test

import (
	"context"
	"errors"
	"fmt"
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

// putOpen puts posts as an import does.
func putOpen(t *testing.T, s *sqlite.Store, posts ...store.PostDocuments) {
	t.Helper()
	p := s.Prepare()
	for _, d := range posts {
		p.Add(d)
	}
	if err := p.Put(t.Context(), store.Batch{}); err != nil {
		t.Fatal(err)
	}
}

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

// Puts of an import share a transaction, and a segment of the index, until
// something else is asked of the writer.
func TestPutsShareATransaction(t *testing.T) {
	for name, end := range map[string]func(*sqlite.Store) error{
		"Commit": func(s *sqlite.Store) error {
			_, err := s.Commit(t.Context(), time.UnixMilli(0))
			return err
		},
		"PostsAfter": func(s *sqlite.Store) error {
			_, err := s.PostsAfter(t.Context(), "", 1)
			return err
		},
		"PapersAfter": func(s *sqlite.Store) error {
			_, err := s.PapersAfter(t.Context(), "", 1)
			return err
		},
		"Put": func(s *sqlite.Store) error {
			return s.Put(t.Context(), store.Batch{People: []*timeline.Person{{Slug: "ada", Name: "Ada"}}})
		},
		"Rename": func(s *sqlite.Store) error { return s.Rename(t.Context(), map[string]string{"a.md": "a"}) },
		"Close":  (*sqlite.Store).Close,
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			s, other := open(t, dir), open(t, dir)
			for i := range 3 {
				putOpen(t, s, about(fmt.Sprintf("%d.md", i), "engine"), about(fmt.Sprintf("%d-2.md", i), "engine"))
			}
			if n := found(t, other, "engine"); n != 0 {
				t.Errorf("%d are found before the end; want none", n)
			}
			if err := end(s); err != nil {
				t.Fatal(err)
			}
			if n := found(t, other, "engine"); n != 6 {
				t.Errorf("%d are found; want 6", n)
			}
			if n := segments(t, dir); n != 1 {
				t.Errorf("%d segments; want 1", n)
			}
		})
	}
}

func TestPutsInOneTransactionReplaceEachOther(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	putOpen(t, s, about("a.md", "first"), about("b.md", "first"))
	putOpen(t, s, about("a.md", "second"))
	putOpen(t, s, about("a.md", "third"), about("c.md", "third"))
	if _, err := s.Commit(t.Context(), time.UnixMilli(0)); err != nil {
		t.Fatal(err)
	}
	for word, want := range map[string]int{"first": 1, "second": 0, "third": 2} {
		if n := found(t, s, word); n != want {
			t.Errorf("%q: %d are found; want %d", word, n, want)
		}
	}
	checkIndex(t, dir)
}

// A context that is done takes nothing back.
func TestPutAfterTheContextIsDone(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	putOpen(t, s, about("a.md", "engine"))
	done, cancel := context.WithCancel(t.Context())
	cancel()
	p := s.Prepare()
	p.Add(about("b.md", "engine"))
	if err := p.Put(done, store.Batch{}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v; want that the context was canceled", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if n := found(t, open(t, dir), "engine"); n != 1 {
		t.Errorf("%d are found; want 1", n)
	}
}

// An error takes back all that was put in the transaction, and the store goes on.
func TestPutThatFails(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	const refuse = "CREATE TRIGGER refuse BEFORE INSERT ON post WHEN new.path = 'b.md' BEGIN SELECT raise(ABORT, 'refused'); END"
	if _, err := raw(t, dir).Exec(refuse); err != nil {
		t.Fatal(err)
	}
	putOpen(t, s, about("a.md", "engine"))
	p := s.Prepare()
	p.Add(about("b.md", "engine"))
	if err := p.Put(t.Context(), store.Batch{}); err == nil || !strings.Contains(err.Error(), "refused") {
		t.Fatalf("%v; want that it was refused", err)
	}
	putOpen(t, s, about("c.md", "engine"))
	if _, err := s.Commit(t.Context(), time.UnixMilli(0)); err != nil {
		t.Fatal(err)
	}
	posts, err := s.PostsByPath(t.Context(), []string{"a.md", "b.md", "c.md"})
	if err != nil || posts[0] != nil || posts[1] != nil || posts[2] == nil {
		t.Errorf("%v, %v; want the last alone", posts, err)
	}
	checkIndex(t, dir)
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
