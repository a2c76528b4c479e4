package sqlite

import (
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"

	"viewline/store/decoded"
)

const (
	allTokens = "SELECT term, doc FROM token_vocabulary"
	allSizes  = "SELECT sz, id FROM token_docsize"
	allHeads  = "SELECT " + documentOfEntry + ", head, id FROM entries"
)

// entryRow is what a row of the table entries says of the ids that count on from its own,
// and what was found of these.
type entryRow struct {
	origin
	head  int64
	found int
	sum   uint64 // of hashes
}

// compareTokens looks for tokens of entries that are missing, too many or altered.
func (v *verification) compareTokens(ctx context.Context, fresh queryFunc) error {
	all := balances{}
	err := addTokens(ctx, v.query, all, true)
	if err == nil {
		err = addTokens(ctx, fresh, all, false)
	}
	if err != nil {
		return v.tolerate(err, "table token")
	}
	v.settle("table token", all)
	return nil
}

// addTokens adds what one side has: there are very many tokens, so that they are summed
// up by the rows of their entries first.
func addTokens(ctx context.Context, query queryFunc, to balances, stored bool) error {
	rows := map[int64]*entryRow{}
	err := eachRow(ctx, query, allHeads, func(columns []any) {
		head, _ := columns[2].(int64)
		id, _ := columns[3].(int64)
		rows[id] = &entryRow{origin: originOf(columns), head: head}
	})
	if err != nil {
		return err
	}
	var all []byte
	for _, text := range []string{allTokens, allSizes} {
		err := each(ctx, query, text, nil, func(scan scanFunc) error {
			var value sql.RawBytes
			var id int64
			if err := scan(&value, &id); err != nil {
				return err
			}
			at := id - id&(1<<dateShift-1)%entriesPerRow
			of := rows[at]
			if of == nil {
				of = &entryRow{origin: origin{"entry", fmt.Sprint(id)}, head: id} // one of no row
				rows[at] = of
			}
			all = append(binary.BigEndian.AppendUint64(all[:0], uint64(id-of.head)), value...)
			of.found, of.sum = of.found+1, of.sum+decoded.Hash(all)
			return nil
		})
		if err != nil {
			return err
		}
	}
	for _, of := range rows {
		to.add(of.origin, of.found, of.sum, stored)
	}
	return nil
}

// numbers are what meta has beside the revision, and what it should have.
const numbers = `SELECT 'people', people, (SELECT count(*) FROM person) FROM meta
UNION ALL SELECT 'appearances', appearances, (SELECT count(*) FROM appearance) FROM meta
UNION ALL SELECT 'viewpoints', viewpoints, (SELECT ifnull(sum(viewpoints), 0) FROM post) FROM meta
UNION ALL SELECT 'topics', topics, (SELECT count(*) FROM topic) FROM meta
UNION ALL SELECT 'papers', papers, (SELECT count(*) FROM paper) FROM meta
UNION ALL SELECT 'posts', posts, (SELECT count(*) FROM post) FROM meta
UNION ALL SELECT 'rows', rows, max(rows, (SELECT ifnull(max((id & 1099511627775) / 4095), 0) FROM entries)) FROM meta`

// compareNumbers looks for wrong counts, and for what an import leaves to nobody.
func (v *verification) compareNumbers(ctx context.Context, fresh queryFunc) error {
	lines := 0
	err := eachRow(ctx, v.query, numbers, func(columns []any) {
		lines++
		if columns[1] != columns[2] {
			v.find("table meta", fmt.Sprintf("%v is %v; want %v", columns[0], columns[1], columns[2]))
		}
	})
	if err != nil {
		return v.tolerate(err, "table meta")
	}
	if lines == 0 {
		v.find("table meta", "no row; want the one of the corpus")
	}
	longest := map[bool]int64{}
	for stored, query := range map[bool]queryFunc{true: v.query, false: fresh} {
		err := eachRow(ctx, query, "SELECT longest FROM meta", func(columns []any) { longest[stored], _ = columns[0].(int64) })
		if err != nil {
			return v.tolerate(err, "table meta")
		}
	}
	if longest[true] < longest[false] {
		v.find("table meta", fmt.Sprintf("longest is %d; want %d or more", longest[true], longest[false]))
	}
	for _, table := range []string{"touched", "touched_position"} {
		err := eachRow(ctx, v.query, "SELECT count(*) FROM "+table, func(columns []any) {
			if columns[0] != int64(0) {
				v.find("table "+table, fmt.Sprintf("%v rows; want none", columns[0]))
			}
		})
		if err := v.tolerate(err, "table "+table); err != nil {
			return err
		}
	}
	return nil
}
