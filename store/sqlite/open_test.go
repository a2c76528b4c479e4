package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"viewline/relay"
	"viewline/store"
	"viewline/store/sqlite"
	"viewline/timeline"
)

func ada(name string) store.Batch {
	return store.Batch{People: []*timeline.Person{{Slug: "ada", Name: name}}}
}

// TestTwoProcesses opens the folder twice, as the loader and the server do.
func TestTwoProcesses(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "made", "as needed, with 100% ? and #")
	loader, server := open(t, dir), open(t, dir)
	for revision := 1; revision <= 3; revision++ {
		name := strings.Repeat("Ada", revision)
		want := load(t, loader, ada(name))
		got, err := server.Corpus(t.Context())
		if err != nil || got.Revision != revision || got.People != want.People || !got.ImportedAt.Equal(*want.ImportedAt) {
			t.Errorf("corpus %+v, %v; want %+v", got, err, want)
		}
		list, err := server.ListPeople(t.Context(), store.PersonFilter{}, store.PeopleByName, relay.Query{Limit: 2})
		if err != nil || len(list.Items) != 1 || list.Items[0].Name != name {
			t.Errorf("people %+v, %v; want one by the name of %s", list.Items, err, name)
		}
	}
	if c := load(t, server, ada("Server")); c.Revision != 4 {
		t.Errorf("an import by the other: %+v; want revision 4", c)
	}
}

// TestReopen finds all documents after the file was closed and opened again.
func TestReopen(t *testing.T) {
	dir := t.TempDir()
	for revision := 1; revision <= 2; revision++ {
		s, err := sqlite.Open(t.Context(), dir)
		if err != nil {
			t.Fatal(err)
		}
		if c := load(t, s, ada("Ada")); c.Revision != revision {
			t.Errorf("commit: %+v; want revision %d", c, revision)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 2 || files[0].Name() != "viewline.db" || files[1].Name() != "viewline.db.import" {
		t.Errorf("files %v, %v; want viewline.db and the lock beside it", files, err)
	}
}

// TestOpenAtOnce creates one database by many goroutines at once.
func TestOpenAtOnce(t *testing.T) {
	dir := t.TempDir()
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			s, err := sqlite.Open(t.Context(), dir)
			if err != nil {
				t.Error(err)
				return
			}
			load(t, s, ada("Ada"))
			if err = s.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if found, err := open(t, dir).People(t.Context(), []string{"ada"}); err != nil || found[0] == nil {
		t.Errorf("people %v, %v; want Ada", found, err)
	}
}

// TestBesideWriter: a writer makes other writers wait, which give up when their context
// ends, and no reader.
func TestBesideWriter(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	load(t, s, ada("Ada"))
	other := raw(t, dir)
	if _, err := other.Exec("BEGIN IMMEDIATE; DELETE FROM person"); err != nil {
		t.Fatal(err)
	}
	if found, err := s.People(t.Context(), []string{"ada"}); err != nil || found[0] == nil {
		t.Errorf("people %v, %v; want Ada", found, err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := s.Begin(ctx, store.BeginOptions{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("begin: %v; want %v", err, context.DeadlineExceeded)
	}
	if _, err := other.Exec("ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	load(t, s, ada("Changed"))
}

// raw opens the file of a folder without the store, on one connection.
func raw(t *testing.T, dir string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(dir, "viewline.db"))
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}
