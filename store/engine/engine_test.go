package engine

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"viewline/store"
	"viewline/store/sqlite"
)

func TestOpenEmbedded(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, data := range []string{"", "elsewhere"} {
		s, err := Open(t.Context(), Config{Data: data, Database: "ignored"})
		if err != nil {
			t.Fatal(err)
		}
		if _, embedded := s.(*sqlite.Store); !embedded {
			t.Errorf("data %q opens %T; want the embedded engine", data, s)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	for _, file := range []string{"data/viewline.db", "elsewhere/viewline.db"} {
		if _, err := os.Stat(filepath.FromSlash(file)); err != nil {
			t.Error(err)
		}
	}
}

func TestOpenFails(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []Config{
		{Data: file},
		{MongoDBURI: "mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=100", Data: t.TempDir()},
	} {
		if s, err := Open(t.Context(), c); s != nil || !errors.Is(err, store.ErrUnavailable) {
			t.Errorf("%+v opens %v with error %v; want no store and ErrUnavailable", c, s, err)
		}
	}
}
