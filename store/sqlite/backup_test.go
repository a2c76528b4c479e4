package sqlite_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"viewline/store"
	"viewline/store/sqlite"
)

func TestBackup(t *testing.T) {
	s := open(t, verified(t))
	file := filepath.Join(t.TempDir(), "a b%20?.db")
	before, err := s.Corpus(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	found, err := s.Backup(t.Context(), file)
	if err != nil || !cmp.Equal(found, before) {
		t.Fatalf("%+v, %v; want %+v", found, err, before)
	}
	if _, err := s.Backup(t.Context(), file); !errors.Is(err, fs.ErrExist) {
		t.Errorf("over a file: %v", err)
	}
	restored := restore(t, file)
	after, err := restored.Verify(t.Context(), func(f store.Finding) { t.Errorf("%s", f) })
	if err != nil || !cmp.Equal(after, before) {
		t.Errorf("%+v, %v; want %+v", after, err, before)
	}
	if names, _ := filepath.Glob(filepath.Dir(file) + "/*"); len(names) != 1 {
		t.Errorf("files %q are left", names)
	}
}

// restore opens a copy in a folder of its own.
func restore(t *testing.T, file string) *sqlite.Store {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "viewline.db"), text, 0o600); err != nil {
		t.Fatal(err)
	}
	return open(t, dir)
}

func TestBackupFails(t *testing.T) {
	s := open(t, verified(t))
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for name, c := range map[string]struct {
		ctx  context.Context
		file string
	}{
		"nobody wants it": {ctx, filepath.Join(dir, "gone.db")},
		"no such folder":  {t.Context(), filepath.Join(dir, "none", "x.db")},
	} {
		if _, err := s.Backup(c.ctx, c.file); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := open(t, t.TempDir()).Backup(t.Context(), filepath.Join(dir, "empty.db")); err == nil || !strings.Contains(err.Error(), "no import into the database has ended yet") {
		t.Errorf("a database without an import: %v", err)
	}
	if names, _ := filepath.Glob(dir + "/*"); len(names) != 0 {
		t.Errorf("files %q are left", names)
	}
	// What a backup that was killed has left is not written over.
	if err := os.WriteFile(filepath.Join(dir, "x.db.part"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Backup(t.Context(), filepath.Join(dir, "x.db")); !errors.Is(err, fs.ErrExist) {
		t.Errorf("beside a part: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "x.db")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("an empty file is left: %v", err)
	}
}

// Copies that are made while imports go on are each of one revision, and sound.
func TestBackupWhileImportsRun(t *testing.T) {
	s := open(t, t.TempDir())
	load(t, s, store.Batch{Posts: []store.PostDocuments{searchedPost(0)}})
	const imports = 8
	done := make(chan struct{})
	go func() {
		defer close(done)
		for n := range imports {
			load(t, s, store.Batch{Posts: []store.PostDocuments{searchedPost(n + 1)}})
		}
	}()
	for n, running := 0, true; running; n++ {
		select {
		case <-done:
			running = false // one more copy, of the last revision
		default:
		}
		file := filepath.Join(t.TempDir(), "copy.db")
		found, err := s.Backup(t.Context(), file)
		if err != nil {
			t.Fatal(err)
		}
		after, err := restore(t, file).Verify(t.Context(), func(f store.Finding) { t.Errorf("revision %d: %s", found.Revision, f) })
		if err != nil || !cmp.Equal(after, found) || after.Posts != after.Revision {
			t.Errorf("%+v, %v; want %+v", after, err, found)
		}
		if !running && found.Revision != imports+1 {
			t.Errorf("the last copy has revision %d, want %d", found.Revision, imports+1)
		}
	}
}
