package fts5_test

import (
	"bytes"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"testing"

	"viewline/store/sqlite/fts5"
)

// TestDoclists reads the ids of every term of an index that FTS5 wrote, of a term ahead of all
// and of one behind all: lists that take a part of a leaf, several leaves and many.
func TestDoclists(t *testing.T) {
	for name, all := range map[string][]rows{
		"none":     nil,
		"few":      {random(1, 20, 5, 4, 3)},
		"random":   {random(2, 3000, 300, 12, 1<<33)},
		"many":     {everywhere(30_000, 5000)},
		"segments": {random(3, 2000, 40, 8, 9), shifted(random(4, 1000, 40, 8, 9), 1<<40), shifted(everywhere(5000, 7), 1<<41)},
	} {
		for _, pageSize := range []int{64, 200, fts5.PageSize} {
			t.Run(fmt.Sprintf("%s, pages of %d", name, pageSize), func(t *testing.T) {
				db := open(t, pageSize)
				want := map[string][]int64{"": nil, "~": nil}
				for _, r := range all {
					insert(t, db, r)
					for _, id := range slices.Sorted(maps.Keys(r)) {
						for _, token := range r[id] {
							want[token] = append(want[token], id)
						}
					}
				}
				structure, err := fts5.ParseStructure(block(t, db, fts5.StructureID))
				if err != nil {
					t.Fatal(err)
				}
				parts, ok := structure.Parts()
				if !ok || len(parts) != len(all) {
					t.Fatalf("%d parts, %v; want %d", len(parts), ok, len(all))
				}
				for term, ids := range want {
					if got := doclists(t, db, parts, term); !slices.Equal(got, ids) {
						t.Errorf("%q: %d ids %.200v; want %d %.200v", term, len(got), fmt.Sprint(got), len(ids), fmt.Sprint(ids))
					}
				}
			})
		}
	}
}

func shifted(r rows, by int64) rows {
	all := rows{}
	for id, tokens := range r {
		all[id+by] = tokens
	}
	return all
}

// doclists are the ids that the parts have for a term, in the order of the rows.
func doclists(t *testing.T, db *sql.DB, parts []fts5.Part, token string) (ids []int64) {
	t.Helper()
	term := fts5.Term(token)
	for _, part := range parts {
		page := part.First
		err := db.QueryRow("SELECT pgno >> 1 FROM token_idx WHERE segid = ? AND term <= ? ORDER BY term DESC LIMIT 1", part.Segment, term).Scan(&page)
		if err != nil && err != sql.ErrNoRows { //nolint:errorlint // the driver's own
			t.Fatal(err)
		}
		list := fts5.NewDoclist(term)
		for more := true; more && page <= part.Last; page++ {
			if ids, more, err = list.Read(block(t, db, part.Page(page)), ids); err != nil {
				t.Fatal(err)
			}
		}
	}
	slices.Sort(ids)
	return ids
}

// TestRemovedRows checks that there are no parts once FTS5 has removed a row of them.
func TestRemovedRows(t *testing.T) {
	db := open(t, fts5.PageSize)
	insert(t, db, random(5, 100, 10, 4, 5))
	exec(t, db, "DELETE FROM token WHERE rowid = (SELECT min(id) FROM token_docsize)")
	structure, err := fts5.ParseStructure(block(t, db, fts5.StructureID))
	if err != nil {
		t.Fatal(err)
	}
	if parts, ok := structure.Parts(); ok {
		t.Errorf("parts %v; want none to be given", parts)
	}
}

// FuzzDoclist checks that no bytes make a reader fail otherwise than by an error.
func FuzzDoclist(f *testing.F) {
	f.Add([]byte{0, 0, 0, 12, 2, '0', 'a', 5, 1, 1, 2, 2, 4}, "a")
	f.Add([]byte{0, 4, 0, 6, 9, 1}, "b")
	f.Add([]byte("00\x00\x0600\xf9\xf9\xec\xec\xec\xec\xec\xec0"), "0") // a number of eight bytes
	f.Add([]byte("00\x00\f\x020000\x0000\x04"), "0")                    // a row that was removed
	f.Fuzz(func(t *testing.T, leaf []byte, token string) {
		list := fts5.NewDoclist(fts5.Term(token))
		before := bytes.Clone(leaf)
		for range 2 {
			if _, more, err := list.Read(leaf, nil); more && err != nil {
				t.Errorf("more and %v", err)
			}
		}
		if !bytes.Equal(leaf, before) {
			t.Error("the leaf was changed")
		}
	})
}
