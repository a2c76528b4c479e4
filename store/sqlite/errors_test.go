package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"viewline/store"
	"viewline/store/sqlite"
)

// TestOpenErrors checks the whole text, in which DIR stands for the folder.
func TestOpenErrors(t *testing.T) {
	for _, c := range []struct {
		name    string
		prepare func(t *testing.T, dir string)
		want    string
	}{
		{
			"a file in place of the folder", func(t *testing.T, dir string) { write(t, dir, "") },
			"open: DIR: it is a file, or lies below one; name a folder",
		},
		{
			"a folder in place of the file", func(t *testing.T, dir string) { mkdir(t, filepath.Join(dir, "viewline.db")) },
			"open: DIR/viewline.db: it is no regular file; move it away, or name another folder",
		},
		{"another file", func(t *testing.T, dir string) {
			mkdir(t, dir)
			write(t, filepath.Join(dir, "viewline.db"), strings.Repeat("no database\n", 100))
		}, "open: DIR/viewline.db: file is not a database (26); move it away, or name another folder"},
		{"another program's database", func(t *testing.T, dir string) {
			mkdir(t, dir)
			if _, err := raw(t, dir).Exec("CREATE TABLE bookmark (url TEXT)"); err != nil {
				t.Fatal(err)
			}
		}, "open: DIR/viewline.db: it is a database of another program; move it away, or name another folder"},
		{"another program's database of the same version", func(t *testing.T, dir string) {
			mkdir(t, dir)
			if _, err := raw(t, dir).Exec(fmt.Sprintf("CREATE TABLE bookmark (url TEXT); PRAGMA user_version = %d; PRAGMA application_id = 1", store.Format)); err != nil {
				t.Fatal(err)
			}
		}, "open: DIR/viewline.db: it is a database of another program; move it away, or name another folder"},
		{"a newer schema", func(t *testing.T, dir string) {
			mkdir(t, dir)
			if _, err := raw(t, dir).Exec(fmt.Sprintf("PRAGMA user_version = %d", store.Format+1)); err != nil {
				t.Fatal(err)
			}
		}, fmt.Sprintf("open: DIR/viewline.db: schema %d is newer than this program's, which is %d; use a newer program, or name another folder", store.Format+1, store.Format)},
		{"an older schema", func(t *testing.T, dir string) {
			mkdir(t, dir)
			if _, err := raw(t, dir).Exec("CREATE TABLE post (path TEXT); PRAGMA user_version = 1"); err != nil {
				t.Fatal(err)
			}
		}, fmt.Sprintf("open: DIR/viewline.db: schema 1 is older than this program's, which is %d; move it away and import the posts anew, or name another folder", store.Format)},
		{"a folder that cannot be made", func(t *testing.T, dir string) {
			bindPermissions(t)
			protect(t, filepath.Dir(dir))
		}, "open: mkdir DIR: permission denied; make its parent writable, or name another folder"},
		{"a database in a folder that cannot be written to", func(t *testing.T, dir string) {
			bindPermissions(t)
			s, err := sqlite.Open(t.Context(), dir)
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			protect(t, dir)
		}, "open: DIR/viewline.db: attempt to write a readonly database (1544); make the file and its folder writable, or name another folder"},
		{"a folder that cannot be written to", func(t *testing.T, dir string) {
			bindPermissions(t)
			mkdir(t, dir)
			protect(t, dir)
		}, "open: DIR/viewline.db: unable to open database file (14); check that you may read it and write to its folder, or name another folder"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "data")
			c.prepare(t, dir)
			s, err := sqlite.Open(t.Context(), dir)
			if err == nil {
				t.Fatal("no error", s.Close())
			}
			if !errors.Is(err, store.ErrUnavailable) {
				t.Errorf("%v is not %v", err, store.ErrUnavailable)
			}
			want := "database unavailable: " + strings.ReplaceAll(c.want, "DIR", dir)
			if err.Error() != want {
				t.Errorf("got  %s\nwant %s", err, want)
			}
		})
	}
}

// TestReadOnlyFolder reads beside a process that may write; without one, SQLite
// would have to write itself, to its shared memory.
func TestReadOnlyFolder(t *testing.T) {
	bindPermissions(t)
	dir := t.TempDir()
	owner := open(t, dir)
	load(t, owner, ada("Ada"))
	protect(t, dir)
	for _, name := range []string{"viewline.db", "viewline.db-wal", "viewline.db-shm"} {
		if err := os.Chmod(filepath.Join(dir, name), 0o400); err != nil {
			t.Fatal(err)
		}
	}
	reader, err := sqlite.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if found, err := reader.People(t.Context(), []string{"ada"}); err != nil || found[0] == nil {
		t.Errorf("people %v, %v; want Ada", found, err)
	}
	_, err = reader.Begin(t.Context(), store.BeginOptions{})
	if !errors.Is(err, store.ErrUnavailable) || !strings.HasSuffix(err.Error(), "make the file and its folder writable, or name another folder") {
		t.Errorf("begin: %v; want advice to make the folder writable", err)
	}
	if err := reader.Close(); err != nil {
		t.Error(err)
	}
}

// TestCancelled: a read that the caller cancels does not mean that the database is
// unavailable.
func TestCancelled(t *testing.T) {
	s := open(t, t.TempDir())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, read := s.Corpus(ctx)
	_, begun := s.Begin(ctx, store.BeginOptions{})
	for _, err := range []error{read, begun} {
		if !errors.Is(err, context.Canceled) || errors.Is(err, store.ErrUnavailable) {
			t.Errorf("%v; want %v alone", err, context.Canceled)
		}
	}
}

// bindPermissions skips a test where permissions have no effect, as for root.
func bindPermissions(t *testing.T) {
	t.Helper()
	if os.Geteuid() == 0 {
		t.Skip("permissions do not bind root")
	}
}

// protect makes a folder read-only during the test.
func protect(t *testing.T, dir string) {
	t.Helper()
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.Chmod(dir, 0o700); err != nil {
			t.Error(err)
		}
	})
}

func mkdir(t *testing.T, dir string) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
