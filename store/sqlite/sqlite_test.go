package sqlite_test

import (
	"testing"
	"time"

	"viewline/store"
	"viewline/store/sqlite"
	"viewline/store/storetest"
	"viewline/timeline"
)

// TestStore runs the suite, and makes FTS5 check the index of each store at the end.
func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Store {
		dir := t.TempDir()
		t.Cleanup(func() { checkIndex(t, dir) })
		return open(t, dir)
	})
}

func TestSessions(t *testing.T) {
	storetest.RunSessions(t, func(t *testing.T) store.Store {
		dir := t.TempDir()
		t.Cleanup(func() { checkIndex(t, dir) })
		return open(t, dir)
	})
}

// open opens a folder for the time of a test.
func open(tb testing.TB, dir string, opts ...sqlite.Option) *sqlite.Store {
	tb.Helper()
	s, err := sqlite.Open(tb.Context(), dir, opts...)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := s.Close(); err != nil {
			tb.Error(err)
		}
	})
	return s
}

// load imports batches.
func load(tb testing.TB, s *sqlite.Store, batches ...store.Batch) timeline.Corpus {
	tb.Helper()
	return storetest.Put(tb, s, time.UnixMilli(0), batches...)
}
