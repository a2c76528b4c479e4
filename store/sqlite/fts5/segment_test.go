package fts5_test

import (
	"bytes"
	"database/sql"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	_ "modernc.org/sqlite"

	"viewline/store/sqlite/fts5"
)

// rows are the tokens of each id.
type rows map[int64][]string

// TestSegmentsAreThoseOfFTS5 writes the same rows by this package and by FTS5, and compares
// every byte of all tables.
func TestSegmentsAreThoseOfFTS5(t *testing.T) {
	for name, transactions := range map[string][]rows{
		"one token":            {{1: {"a"}}},
		"shared starts":        {{1: {"a", "ab", "abc", "b"}, 2: {"ab", "abd", "北京", "北大"}, 1 << 40: {"a", "北"}}},
		"no row has the token": {{5: nil, 6: {"a"}}},
		"long terms":           {{1: {strings.Repeat("x", 1000), strings.Repeat("x", 999) + "y"}, 2: {strings.Repeat("z", 990)}, 3: {strings.Repeat("x", 1000)}}},
		"random":               {random(1, 3000, 400, 60, 1<<20)},
		"far apart":            {random(2, 2000, 50, 20, 1<<50)},
		"three segments":       {random(3, 500, 100, 20, 1<<13), random(4, 500, 100, 20, 1<<41), random(5, 10, 100, 5, 1<<41)},
		"everywhere":           {everywhere(5000, 1)},
		"far apart everywhere": {everywhere(5000, 1<<49)},
	} {
		for _, pageSize := range []int{fts5.PageSize, 64} { // on small pages indexes have several levels
			t.Run(fmt.Sprint(name, ", ", pageSize), func(t *testing.T) {
				want, got := open(t, pageSize), open(t, pageSize)
				for _, r := range transactions {
					insert(t, want, r)
					write(t, got, r, pageSize)
				}
				compare(t, got, want)
				exec(t, got, "INSERT INTO token (token, rank) VALUES ('integrity-check', 0)")
				exec(t, got, "INSERT INTO token (token) VALUES ('optimize')")
				exec(t, got, "INSERT INTO token (token, rank) VALUES ('integrity-check', 0)")
			})
		}
	}
}

// FuzzSegment reads rows out of bytes: a letter is part of a token, and anything
// else ends the token, the row, or both.
func FuzzSegment(f *testing.F) {
	f.Add([]byte("one two.three one,one"), uint16(1))
	f.Add(bytes.Repeat([]byte("ab."), 1000), uint16(65535))
	f.Fuzz(func(t *testing.T, text []byte, apart uint16) {
		if len(text) > 1<<12 {
			return
		}
		r, id := rows{}, int64(1)
		var token []byte
		for _, c := range append(text, '.') {
			if 'a' <= c && c <= 'z' || c >= 0x80 {
				token = append(token, c)
				continue
			}
			if len(token) > 0 && !slices.Contains(r[id], string(token)) {
				r[id] = append(r[id], string(token))
			}
			if token = token[:0]; c < 'A' {
				id += 1 + int64(apart)*int64(c)
			}
		}
		const pageSize = 64
		want, got := open(t, pageSize), open(t, pageSize)
		insert(t, want, r)
		write(t, got, r, pageSize)
		compare(t, got, want)
	})
}

// random are n rows with up to so many of the words each. The ids of neighbours differ by
// at most apart.
func random(seed uint64, n, words, each int, apart int64) rows {
	r := rand.New(rand.NewPCG(seed, seed))
	all := rows{}
	for id := int64(0); len(all) < n; {
		id += 1 + r.Int64N(apart)
		var tokens []string
		for range r.IntN(each + 1) {
			tokens = append(tokens, fmt.Sprintf("w%d", r.IntN(words)*r.IntN(words)/words))
		}
		slices.Sort(tokens)
		all[id] = slices.Compact(tokens)
	}
	return all
}

// everywhere are n rows, of which all have one token, and some have another one.
func everywhere(n int, apart int64) rows {
	all := rows{}
	for i := range int64(n) {
		all[(i+1)*apart] = []string{"all"}
		if i%1000 == 0 {
			all[(i+1)*apart] = []string{"all", "some"}
		}
	}
	return all
}

func open(t *testing.T, pageSize int) *sql.DB {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	exec(t, db, "CREATE VIRTUAL TABLE token USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize='ascii')")
	exec(t, db, "INSERT INTO token (token, rank) VALUES ('hashsize', 268435456)")
	exec(t, db, "INSERT INTO token (token, rank) VALUES ('automerge', 0)")
	exec(t, db, "INSERT INTO token (token, rank) VALUES ('pgsz', ?)", pageSize)
	return db
}

// insert has FTS5 insert the rows.
func insert(t *testing.T, db *sql.DB, r rows) {
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	stmt, err := tx.Prepare("INSERT INTO token (rowid, tokens) VALUES (?, ?)")
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range slices.Sorted(maps.Keys(r)) {
		if _, err := stmt.Exec(id, strings.Join(r[id], " ")); err != nil {
			t.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
}

// write writes the rows as a segment: they come in two batches, in no order, and
// with rows that get no id.
func write(t *testing.T, db *sql.DB, r rows, pageSize int) {
	var x fts5.Index
	x.With(1000, pageSize)
	var batches [2]*fts5.Rows
	for i := range batches {
		batches[i] = fts5.NewRows(func(token string) string { return token })
	}
	for id, tokens := range r { // in no order
		batch := batches[id%2]
		batch.Place(batch.Add(), id)
		for _, token := range slices.Concat(tokens, tokens) {
			batch.Token(token[0], token[1:])
		}
		if id%7 == 0 {
			batch.Add() // gets no id
			batch.Token('z', "of no row")
			for _, token := range tokens {
				batch.Token(token[0], token[1:])
			}
		}
	}
	for _, batch := range batches {
		x.Take(batch)
	}
	if x.Sort(); x.Len() == 0 {
		return
	}

	structure, err := fts5.ParseStructure(block(t, db, fts5.StructureID))
	if err != nil {
		t.Fatal(err)
	}
	averages := fts5.ParseAverages(block(t, db, fts5.AveragesID))
	id, origin := structure.Next()
	exec(t, db, "BEGIN")
	for id, tokens := range x.Sizes() {
		exec(t, db, "INSERT INTO token_docsize (id, sz, origin) VALUES (?, ?, ?)", id, fts5.Docsize(tokens), origin)
	}
	if leaves := x.Write(id, sink{t, db}); leaves > 0 {
		structure.Add(leaves, x.Len())
	}
	averages.Rows += int64(x.Len())
	averages.Tokens += int64(x.Tokens())
	exec(t, db, "REPLACE INTO token_data (id, block) VALUES (?, ?)", fts5.StructureID, structure.Block())
	exec(t, db, "REPLACE INTO token_data (id, block) VALUES (?, ?)", fts5.AveragesID, averages.Block())
	exec(t, db, "COMMIT")
	forget(t, db)
}

// forget makes FTS5 read the structure anew.
func forget(t *testing.T, db *sql.DB) {
	for _, q := range []string{"BEGIN", "INSERT INTO token (token) VALUES ('flush')", "SAVEPOINT s", "ROLLBACK TO s", "COMMIT"} {
		exec(t, db, q)
	}
}

type sink struct {
	t  *testing.T
	db *sql.DB
}

func (s sink) Page(id int64, block []byte) {
	exec(s.t, s.db, "INSERT INTO token_data (id, block) VALUES (?, ?)", id, block)
}

func (s sink) Leaf(segment int64, term []byte, page int64) {
	exec(s.t, s.db, "INSERT INTO token_idx (segid, term, pgno) VALUES (?, ?, ?)", segment, append([]byte{}, term...), page)
}

func exec(t *testing.T, db *sql.DB, query string, args ...any) {
	t.Helper()
	if _, err := db.Exec(query, args...); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}

func block(t *testing.T, db *sql.DB, id int64) (b []byte) {
	t.Helper()
	if err := db.QueryRow("SELECT block FROM token_data WHERE id = ?", id).Scan(&b); err != nil {
		t.Fatal(err)
	}
	return b
}

// dump is the content of a table, with a line for each row.
func dump(t *testing.T, db *sql.DB, table string) []string {
	t.Helper()
	found, err := db.Query("SELECT * FROM " + table + " ORDER BY 1, 2")
	if err != nil {
		t.Fatal(err)
	}
	defer found.Close() //nolint:errcheck // read to its end
	columns, err := found.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for found.Next() {
		values, to := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			to[i] = &values[i]
		}
		if err := found.Scan(to...); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, fmt.Sprintf("%T%x", values, values))
	}
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	return lines
}

// compare compares all tables.
func compare(t *testing.T, got, want *sql.DB) {
	t.Helper()
	for _, table := range []string{"token_data", "token_idx", "token_docsize"} {
		equal(t, table, dump(t, got, table), dump(t, want, table))
	}
}

func equal(t *testing.T, table string, got, want []string) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s has %d rows, want %d", table, len(got), len(want))
	}
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			t.Fatalf("%s, row %d:\n got %.300s\nwant %.300s", table, i, got[i], want[i])
		}
	}
}
