package ingest

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"viewline/store"
	"viewline/store/sqlite"
)

// refusable opens a store whose database refuses the post at a path until the returned
// function is called. A refusal undoes what the import has put since the last commit.
func refusable(t *testing.T) (st store.Store, refuse func(path string), goOn func()) {
	t.Helper()
	dir := t.TempDir()
	st, err := sqlite.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", filepath.Join(dir, "viewline.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	exec := func(statement string) {
		t.Helper()
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	refuse = func(path string) {
		exec("CREATE TRIGGER refuse BEFORE INSERT ON post WHEN new.path = '" + path + "' BEGIN SELECT raise(ABORT, 'refused'); END")
	}
	return st, refuse, func() { exec("DROP TRIGGER refuse") }
}

// TestRefused makes an import fail at each of its posts, in a transaction with other posts.
// The next import gives the same store as if none had failed.
func TestRefused(t *testing.T) {
	some := map[string]string{"b.md": text("Ada", "2020年"), "d.md": text("Ada", "2020年", "2021年"), "e.md": text("李白", "2020年")}
	more := map[string]string{
		"a.md": text("Ada", "2020年"), "b.md": text("Ada", "2019年", "2020年"), "c.md": text("李白", "2020年", "2020年"), "f.md": text("Ada", "2021年"),
	}
	clean, dir := open(t), folder(t, some)
	load(t, clean, Options{}, dir)
	write(t, dir, more)
	load(t, clean, Options{}, dir)
	want := dump(t, clean)
	for path := range more {
		for _, batch := range []int{1, 2, 100} {
			t.Run(fmt.Sprint(path, " in batches of ", batch), func(t *testing.T) {
				st, refuse, goOn := refusable(t)
				first := folder(t, some)
				load(t, st, Options{}, first)
				write(t, first, more)
				refuse(path)
				if _, err := Run(t.Context(), st, Options{Paths: []string{first}, batch: batch}); err == nil || !strings.Contains(err.Error(), "refused") {
					t.Fatalf("%v; want that the post is refused", err)
				}
				goOn()
				load(t, st, Options{}, first)
				expect(t, "store", strings.ReplaceAll(dump(t, st), first, dir), want)
				found, err := st.CountHits(t.Context(), store.SearchFilter{Text: "要点"})
				wanted, _ := clean.CountHits(t.Context(), store.SearchFilter{Text: "要点"})
				if err != nil || found != wanted || found == 0 {
					t.Errorf("%d hits, %v; want %d", found, err, wanted)
				}
			})
		}
	}
}

// A run ends soon after the database has refused a post, not after all posts.
func TestRefusedEndsSoon(t *testing.T) {
	files := map[string]string{}
	for i := range 60 {
		files[fmt.Sprintf("%02d.md", i)] = text("Ada", "2020年")
	}
	st, refuse, _ := refusable(t)
	refuse("00.md")
	const most = 10 // some posts are being read already
	passed := 0
	_, err := Run(t.Context(), st, Options{Paths: []string{folder(t, files)}, batch: 1, Progress: func(done, _ int) { passed = done }})
	if err == nil || !strings.Contains(err.Error(), "refused") || passed > most {
		t.Errorf("%v after %d posts; want that one is refused after at most %d", err, passed, most)
	}
}
