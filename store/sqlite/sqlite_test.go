package sqlite_test

import (
	"testing"

	"viewline/store"
	"viewline/store/sqlite"
	"viewline/store/storetest"
)

// TestStore has FTS5 check the index of each store at the end.
func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Store {
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
