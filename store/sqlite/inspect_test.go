package sqlite_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"viewline/store"
	"viewline/store/sqlite"
)

// filled makes a database with one person in it, and closes it.
func filled(t *testing.T) (dir, file string) {
	t.Helper()
	dir = t.TempDir()
	s, err := sqlite.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	load(t, s, ada("Ada"))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return dir, filepath.Join(dir, "viewline.db")
}

// TestEmptied: a database that lost all its bytes is not served as a new one.
func TestEmptied(t *testing.T) {
	dir, file := filled(t)
	if err := os.Truncate(file, 0); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the first try does not change the files
		_, err := sqlite.Open(t.Context(), dir)
		if !errors.Is(err, store.ErrUnavailable) || !strings.Contains(err.Error(), "it was emptied, it has 0 bytes after an import; restore it") {
			t.Errorf("open of an emptied file: %v; want ErrUnavailable that says so", err)
		}
	}
	if info, err := os.Stat(file); err != nil || info.Size() != 0 {
		t.Errorf("the emptied file: %v, %v; want it as it was", info, err)
	}

	// The advice works, also for several processes at once.
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			s, err := sqlite.Open(t.Context(), dir)
			if err != nil {
				t.Error(err)
				return
			}
			load(t, s, ada("Ada"))
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}

// TestEmptyNew: an empty file that nothing was imported into is what a program leaves
// that was killed while it made the database.
func TestEmptyNew(t *testing.T) {
	for name, left := range map[string][]string{
		"alone":                        {"viewline.db"},
		"beside a lock of no import":   {"viewline.db", "viewline.db.import"},
		"nothing but a lock of a file": {"viewline.db.import"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			for _, file := range left {
				if err := os.WriteFile(filepath.Join(dir, file), nil, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if c := load(t, open(t, dir), ada("Ada")); c.Revision != 1 {
				t.Errorf("corpus %+v; want revision 1", c)
			}
		})
	}
}

// TestKilledAfterMove: the note beside a database that was moved away does not make the
// next database look lost, even where the process that makes it is killed as soon as the
// file exists.
func TestKilledAfterMove(t *testing.T) {
	dir, file := filled(t)
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	open(t, dir)
	for _, ending := range []string{"", "-wal", "-shm"} {
		if err := os.Remove(file + ending); err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Skip("open files cannot be removed here:", err)
		}
	}
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if c := load(t, open(t, dir), ada("Ada")); c.Revision != 1 {
		t.Errorf("corpus %+v; want revision 1", c)
	}
}

func TestNoRegularFile(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "viewline.db"), 0o755); err != nil {
		t.Fatal(err)
	}
	_, err := sqlite.Open(t.Context(), dir)
	if !errors.Is(err, store.ErrUnavailable) || !strings.HasSuffix(err.Error(), "viewline.db: it is no regular file; move it away, or name another folder") {
		t.Errorf("open of a folder: %v; want ErrUnavailable that says so", err)
	}
}
