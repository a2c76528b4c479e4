package sqlite_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"viewline/store"
	"viewline/store/sqlite"
	"viewline/timeline"
)

// verified is a database of something of every kind, in a folder, which nobody has open.
func verified(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	s, err := sqlite.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	load(t, s, store.Batch{Posts: []store.PostDocuments{searchedPost(1)}}) // whose tokens leave tombstones
	b := ofEveryKind()
	b.RemovePosts = []string{searchedPost(1).Post.Path}
	load(t, s, b)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

// ofEveryKind is something of every kind.
func ofEveryKind() store.Batch {
	d := searchedPost(0)
	d.Post.PeopleSlugs = []string{"ada"}
	d.Post.Record.People = []*timeline.Person{{Slug: "ada", Name: "Ada"}}
	d.Appearances[0].Recommendations = []*timeline.Recommendation{{PaperSlug: "slow-software", Position: 1}}
	return store.Batch{
		People: []*timeline.Person{{Slug: "ada", Name: "Ada", Aliases: []string{"Countess"}}},
		Topics: []*timeline.Topic{{Slug: "ai", Name: "AI"}},
		Papers: []*timeline.Paper{{Slug: "slow-software", Title: "Slow Software: a Talk"}},
		Posts:  []store.PostDocuments{d},
	}
}

// findings are those of a folder's database, and whether it can be opened and looked
// through at all.
func findings(t *testing.T, dir string) (all []string, revision int, err error) {
	t.Helper()
	s, err := sqlite.Open(t.Context(), dir)
	if err != nil {
		return nil, 0, err
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}()
	c, err := s.Verify(t.Context(), func(f store.Finding) { all = append(all, f.String()) })
	return all, c.Revision, err
}

func TestVerifySound(t *testing.T) {
	dir := verified(t)
	before, err := os.ReadFile(filepath.Join(dir, "viewline.db"))
	if err != nil {
		t.Fatal(err)
	}
	if all, revision, err := findings(t, dir); len(all) > 0 || revision != 2 || err != nil {
		t.Errorf("findings %q of revision %d, %v; want none of revision 2", all, revision, err)
	}
	if after, err := os.ReadFile(filepath.Join(dir, "viewline.db")); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the file is another after a look at it, %v", err)
	}
}

// TestVerifyAltered alters, deletes and adds rows of every table that is no document.
func TestVerifyAltered(t *testing.T) {
	ada := searchedPost(0).Appearances[0].Key
	path := searchedPost(0).Post.Path
	quoted := func(s string) string { return "'" + s + "'" }
	for _, c := range []struct{ name, do, want string }{
		{"a name", "UPDATE person SET sort = 'bo'", `table person, person "ada": 1 rows, of which some are not as the document derives them`},
		{"a deleted spelling", "DELETE FROM person_name WHERE rank = 2", `table person_name, person "ada": 1 rows; want the 2 that the document derives`},
		{"a surplus token", "INSERT INTO person_token VALUES ('wmore', 'Ada', 'ada')", `table person_token, person "ada": `},
		{"a row of nobody", "INSERT INTO person_token VALUES ('wmore', 'Cy', 'cy')", `table person_token, person "cy": 1 rows; want the 0 that the document derives`},
		{"a topic's name", "UPDATE topic SET sort = 'a'", `table topic, topic "ai": 1 rows, of which`},
		{"a topic's spelling", "UPDATE topic_name SET rank = 1 WHERE rank = 0", `table topic_name, topic "ai": 1 rows, of which`},
		{"a deleted person", "DELETE FROM person", `table person_name, person "ada": 2 rows; want the 0 that the document derives`},
		{"a deleted post", "DELETE FROM post", `table appearance, appearance "` + ada + `": 1 rows; want the 0 that the document derives`},
		{"a deleted appearance", "DELETE FROM appearance WHERE key = " + quoted(ada), `table recommended, appearance "` + ada + `": 1 rows; want the 0`},
		{"a date", "UPDATE appearance SET date = '1999' WHERE key = " + quoted(ada), `table appearance, appearance "` + ada + `": 1 rows, of which`},
		{"a kind", "UPDATE appearance SET kind = 'ESSAY' WHERE key = " + quoted(ada), `table appearance, appearance "` + ada + `": 1 rows, of which`},
		{"a recommendation", "UPDATE recommended SET n = 2", `table recommended, appearance "` + ada + `": 1 rows, of which`},
		{"a post's slug", "UPDATE post SET slug = 'other'", `table post, post "` + path + `": 1 rows, of which`},
		{"a post's person", "DELETE FROM post_person", `table post_person, post "` + path + `": 0 rows; want the 1 `},
		{"a claim", "UPDATE claim SET said = x'00'", `table claim, post "` + path + `": 1 rows, of which`},
		{"what was said", "UPDATE said SET n = 9", `table said, appearance "` + ada + `": 1 rows, of which`},
		{"a position", "UPDATE position SET counted = '9'", `table position, position "`},
		{"a touched position", "INSERT INTO touched_position SELECT key, person, topic FROM position", "table touched_position: "},
		{"the number of a facet", "UPDATE facet SET n = n + 1 WHERE token = '' AND facet = 'year'", `table facet, facet "Appearance  year `},
		{"a facet of nothing", "INSERT INTO facet VALUES ('Viewpoint', 'pcy', 'kind', 'TALK', 0)", `table facet, facet "Viewpoint pcy kind TALK": 1 rows; want the 0`},
		{"an entry's topics", "UPDATE entries SET topics = '[[]]' WHERE owner = " + quoted(ada), `table entries, appearance "` + ada + `": 1 rows, of which`},
		{"a rank", "UPDATE ranked SET sort = 'z' WHERE list = (SELECT min(list) FROM ranked)", `table ranked, paper "slow-software": `},
		{"a hash", "UPDATE paper SET hash = hash + 1", `paper "slow-software": the column hash is not that of the document`},
		{"a document under another key", "UPDATE paper SET slug = 'fast-software'", `table paper, paper "fast-software": 1 rows; want the 0`},
		{"entries", "DELETE FROM entries WHERE source = 'paper'", `table entries, paper "slow-software": 0 rows; want the 1 `},
		{"an entry's date", "UPDATE entries SET earliest = '' WHERE owner = " + quoted(ada), `table entries, appearance "` + ada + `": 1 rows, of which`},
		{"places", "UPDATE entries SET places = '[]' WHERE owner = " + quoted(ada), `table entries, appearance "` + ada + `": 1 rows, of which`},
		{
			"the id of entries", "UPDATE entries SET id = id + 4095 * 1000, head = head + 4095 * 1000 WHERE source = 'paper'",
			`table token, paper "slow-software": 0 rows; want the`,
		},
		{"tokens", "DELETE FROM token WHERE rowid = (SELECT id FROM entries WHERE source = 'paper')", `table token, paper "slow-software": 0 rows; want the`},
		{"tokens of nothing", "INSERT INTO token (rowid, tokens) VALUES (17, 'wword')", `table token, entry "17": 2 rows; want the 0`},
		{
			"one token more", "REPLACE INTO token (rowid, tokens) SELECT id, 'wword' FROM entries WHERE source = 'paper'",
			`table token, paper "slow-software": 2 rows; want the`,
		},
		{"the size of an entry", "UPDATE token_docsize SET sz = x'7f' WHERE id = (SELECT id FROM entries WHERE source = 'paper')", `table token, paper "slow-software": `},
		{"a missing size", "DELETE FROM token_docsize WHERE id = (SELECT id FROM entries WHERE source = 'paper')", `table token, paper "slow-software": `},
		{"a segment of the index", "DELETE FROM token_data WHERE id > 100", "the file: "},
		{"a count of people", "UPDATE meta SET people = 7", "table meta: people is 7; want 1"},
		{"a count of viewpoints", "UPDATE meta SET viewpoints = 1", fmt.Sprint("table meta: viewpoints is 1; want ", appearancesPerPost*viewpointsEach)},
		{"the longest span", "UPDATE meta SET longest = -1", "table meta: longest is -1; want "},
		{"the number of rows", "UPDATE meta SET rows = 0", "table meta: rows is 0; want "},
		{"no meta", "DELETE FROM meta", "table meta: no row; want the one of the corpus"},
		{"what an import left", "INSERT INTO touched VALUES ('person', 'ada')", "table touched: 1 rows; want none"},
		{
			"an index without a row", `PRAGMA writable_schema = on; UPDATE sqlite_master SET sql = replace(sql, '(date, key', '(key, date')
			WHERE name = 'appearances_by_date'; PRAGMA writable_schema = reset`, "the file: ",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dir := verified(t)
			alter(t, dir, c.do)
			all, _, err := findings(t, dir)
			if err != nil || !slices.ContainsFunc(all, func(f string) bool { return strings.HasPrefix(f, c.want) }) {
				t.Errorf("%s: findings %q, %v; want %q", c.do, all, err, c.want)
			}
		})
	}
}

// TestVerifyNoise: of a damaged document it is said that it is damaged, and not that all
// it derives is too much.
func TestVerifyNoise(t *testing.T) {
	dir := verified(t)
	alter(t, dir, "UPDATE post SET doc = substr(doc, 1, 20); UPDATE person SET doc = x'00'")
	all, _, err := findings(t, dir)
	want := []string{
		`person "ada": the document is damaged: it does not have its hash; ` + store.Restore,
		`post "` + searchedPost(0).Post.Path + `": the document is damaged: it does not have its hash; ` + store.Restore,
	}
	if err != nil || !slices.Equal(all, want) {
		t.Errorf("findings %q, %v; want %q", all, err, want)
	}
}

// TestVerifyFlippedBits: a flipped bit anywhere in the file is told of, or changes
// nothing that anybody reads: it may lie in room that is not used, or in numbers of the
// header that nobody looks at.
func TestVerifyFlippedBits(t *testing.T) {
	dir := verified(t)
	sound, err := os.ReadFile(filepath.Join(dir, "viewline.db"))
	if err != nil {
		t.Fatal(err)
	}
	want, rng, told := everything(t, dir), rand.New(rand.NewPCG(14, 1)), 0
	const flips = 60
	for range flips {
		bit := rng.IntN(8 * len(sound))
		flipped := bytes.Clone(sound)
		flipped[bit/8] ^= 1 << (bit % 8)
		other := t.TempDir()
		write(t, filepath.Join(other, "viewline.db"), string(flipped))
		if all, _, err := findings(t, other); err != nil || len(all) > 0 {
			told++
		} else if got := everything(t, other); got != want {
			t.Errorf("bit %d of byte %d is another, and nothing is found: %s", bit%8, bit/8, cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")))
		}
	}
	if told < flips/6 { // most of a small file is room that is not used
		t.Errorf("%d of %d flipped bits were told of; want more", told, flips)
	}
}

// everything is all that is in the tables, and the tokens that can be found, but for what nothing tells more of: when the
// last import was, and the part of the index that a row was written to.
func everything(t *testing.T, dir string) string {
	t.Helper()
	db, all := raw(t, dir), new(strings.Builder)
	for _, columns := range []string{
		"* FROM person", "* FROM person_name", "* FROM person_token", "* FROM topic", "* FROM topic_name", "* FROM appearance", "* FROM paper",
		"* FROM recommended", "* FROM post", "* FROM post_person", "* FROM claim", "* FROM change", "* FROM facet", "* FROM entries", "term, doc FROM token_vocabulary",
		"id, sz FROM token_docsize", "people, appearances, viewpoints, topics, papers, posts FROM meta",
	} {
		rows, err := db.Query("SELECT " + columns)
		if err != nil {
			t.Fatal(err)
		}
		names, err := rows.Columns()
		for rows.Next() {
			values, into := make([]any, len(names)), make([]any, len(names))
			for i := range values {
				into[i] = &values[i]
			}
			err = errors.Join(err, rows.Scan(into...))
			fmt.Fprintf(all, "%s: %q\n", columns, values)
		}
		if err := errors.Join(err, rows.Err(), rows.Close()); err != nil {
			t.Fatal(err)
		}
	}
	return all.String()
}

func alter(t *testing.T, dir, statements string) {
	t.Helper()
	db := raw(t, dir)
	if _, err := db.Exec(statements); err != nil {
		t.Fatalf("%s: %v", statements, err)
	}
	if _, err := db.Exec("PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		t.Fatal(err)
	}
}

// Rows that go, and columns with other values, are found: a new table or column that
// Verify passes over fails here. Pictures package ingest looks at, for both engines.
func TestVerifyLooksAtEveryTable(t *testing.T) {
	rows, err := raw(t, verified(t)).Query(`SELECT m.name, c.name, c.type FROM sqlite_master AS m, pragma_table_info(m.name) AS c
		WHERE m.type = 'table' AND m.name NOT LIKE 'touched%' AND m.name NOT LIKE 'token%' AND m.name NOT IN ('meta', 'picture')`)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	statements := []string{"DELETE FROM meta"}
	deleted := map[string]bool{}
	for rows.Next() {
		var table, column, kind string
		if err := rows.Scan(&table, &column, &kind); err != nil {
			t.Fatal(err)
		}
		if !deleted[table] {
			deleted[table] = true
			statements = append(statements, "DELETE FROM "+table)
		}
		value := map[string]string{"TEXT": column + " || 'x'", "INTEGER": column + " + 1", "BLOB": "x'00'"}[kind]
		statements = append(statements, "UPDATE "+table+" SET "+column+" = "+value)
	}
	if err := rows.Err(); err != nil || len(statements) < 30 {
		t.Fatalf("statements %q, %v", statements, err)
	}
	for _, do := range statements {
		t.Run(do, func(t *testing.T) {
			t.Parallel()
			dir := verified(t)
			alter(t, dir, do)
			if all, _, err := findings(t, dir); err != nil || len(all) == 0 {
				t.Errorf("findings %q, %v; want some", all, err)
			}
		})
	}
}

// A table or an index that is not there is found, and stops nothing else from being told.
func TestVerifySchema(t *testing.T) {
	for do, want := range map[string]string{
		"DROP INDEX people_by_name":             "index people_by_name: it is missing; ",
		"DROP TABLE said":                       "table said: it is missing; ",
		"DROP TABLE token":                      "table token: it is missing; ",
		"ALTER TABLE post ADD COLUMN more TEXT": "table post: it is not as this program creates it; ",
	} {
		dir := verified(t)
		alter(t, dir, do)
		if all, _, err := findings(t, dir); err != nil || len(all) == 0 || !strings.HasPrefix(all[0], want) {
			t.Errorf("%s: findings %q, %v; want %q first", do, all, err, want)
		}
	}
}

// TestVerifyAfterMerges verifies by connections that were open while parts of the index were
// merged.
func TestVerifyAfterMerges(t *testing.T) {
	s := open(t, t.TempDir())
	for i := range 14 {
		load(t, s, store.Batch{Papers: []*timeline.Paper{{Slug: "a", Title: fmt.Sprint("On numbers such as ", i)}}})
		if _, err := s.Verify(t.Context(), func(f store.Finding) { t.Errorf("import %d: %s", i, f) }); err != nil {
			t.Fatal(err)
		}
	}
}
