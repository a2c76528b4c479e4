package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"

	"viewline/store/decoded"
)

// rowsOf are rows that follow from documents. The statement begins with the table and
// the key of a row's document.
type rowsOf struct{ table, text string }

// derivedRows are all but those of the tokens. Ids of entries depend on the imports
// that there were: the date in them, and their place among those of a document, do not.
var derivedRows = []rowsOf{
	{"person", "SELECT 'person', slug, sort FROM person"},
	{"person_name", "SELECT 'person', slug, name, rank FROM person_name"},
	{"person_token", "SELECT 'person', slug, sort, token FROM person_token"},
	{"topic", "SELECT 'topic', slug, sort FROM topic"},
	{"topic_name", "SELECT 'topic', slug, name, rank FROM topic_name"},
	{"paper", "SELECT 'paper', slug FROM paper"},
	{"ranked", "SELECT " + documentOfRank + ", slug, list, token, sort FROM ranked"},
	{"post", "SELECT 'post', path, slug, title, viewpoints FROM post"},
	{"recorded", "SELECT 'post', path FROM recorded"},
	{"post_person", "SELECT 'post', path, person, slug FROM post_person"},
	{"said", "SELECT source, owner, person, topic, date, n FROM said"},
	{"position", "SELECT 'position', key, person, topic, n, counted, dated FROM position"},
	{"claim", "SELECT 'post', path, kind, slug, n, said FROM claim"},
	{"appearance", "SELECT 'appearance', key, person, post, date, earliest, latest, kind, recommended, occasion, title FROM appearance"},
	{"recommended", "SELECT 'appearance', appearance, paper, date, n FROM recommended"},
	{"entries", "SELECT " + documentOfEntry + `, document, owner, id >> 40, id - head, (id & 1099511627775) % 4095,
	places, date, earliest, latest, recommended, person, kind, topics FROM entries`},
	{"facet", "SELECT 'facet', list || ' ' || token || ' ' || facet || ' ' || value, list, token, facet, value, n FROM facet"},
}

const documentOfEntry = "source, CASE source WHEN 'appearance' THEN owner ELSE document END"

// documentOfRank is the table of a rank's document, of which the list's name begins with
// the plural; see [store.PaperOrder].
const documentOfRank = `CASE substr(list, 1, instr(list, ' ') - 1)
	WHEN 'people' THEN 'person' WHEN 'topics' THEN 'topic' WHEN 'papers' THEN 'paper' WHEN 'posts' THEN 'post' END`

// balance compares the rows of a document: those that are stored and those that it
// derives. The sum of their hashes is 0 where they are the same.
type balance struct {
	stored, derived int
	sum             uint64
}

// balances are those of documents.
type balances map[origin]balance

// add adds so many rows of a document, and the sum of their hashes.
func (b balances) add(d origin, rows int, sum uint64, stored bool) {
	of := b[d]
	if stored {
		of.stored, of.sum = of.stored+rows, of.sum+sum
	} else {
		of.derived, of.sum = of.derived+rows, of.sum-sum
	}
	b[d] = of
}

// compare looks for rows that are missing, too many or altered.
func (v *verification) compare(ctx context.Context, rows rowsOf, fresh queryFunc) error {
	if (rows.table == "position" || rows.table == "facet") && v.lacks("appearance", "post") {
		return nil // it sums up what documents say, of which some cannot be read
	}
	all := balances{}
	for _, side := range []struct {
		query  queryFunc
		stored bool
	}{{v.query, true}, {fresh, false}} {
		err := eachRow(ctx, side.query, rows.text, func(columns []any) {
			all.add(originOf(columns), 1, hashOf(columns[2:]), side.stored)
		})
		if err != nil {
			return v.tolerate(err, "table "+rows.table)
		}
	}
	v.settle("table "+rows.table, all)
	return nil
}

// lacks tells whether a document of some tables is damaged.
func (v *verification) lacks(tables ...string) bool {
	for d := range v.damaged {
		if slices.Contains(tables, d.table) {
			return true
		}
	}
	return false
}

// settle reports the documents whose rows differ, but for those that derive nothing.
func (v *verification) settle(where string, all balances) {
	byName := func(a, b origin) int { return cmp.Or(cmp.Compare(a.table, b.table), cmp.Compare(a.key, b.key)) }
	for _, d := range slices.SortedFunc(maps.Keys(all), byName) {
		b := all[d]
		switch {
		case v.damaged[d], b.stored == b.derived && b.sum == 0:
		case b.stored == b.derived:
			v.find(fmt.Sprintf("%s, %s", where, d), fmt.Sprintf("%d rows, of which some are not as the document derives them", b.stored))
		default:
			v.find(fmt.Sprintf("%s, %s", where, d), fmt.Sprintf("%d rows; want the %d that the document derives", b.stored, b.derived))
		}
	}
}

// originOf is the document of a row.
func originOf(columns []any) origin { return origin{fmt.Sprint(columns[0]), fmt.Sprint(columns[1])} }

// eachRow gives the columns of each row, which are those of the next one afterwards.
func eachRow(ctx context.Context, query queryFunc, text string, row func(columns []any)) error {
	var columns, into []any
	return each(ctx, func(ctx context.Context, text string, args ...any) (rows *sql.Rows, err error) {
		rows, err = query(ctx, text, args...)
		if err != nil {
			return nil, err
		}
		names, err := rows.Columns()
		columns, into = make([]any, len(names)), make([]any, len(names))
		for i := range columns {
			into[i] = &columns[i]
		}
		return rows, err
	}, text, nil, func(scan scanFunc) error {
		if err := scan(into...); err != nil {
			return err
		}
		row(columns)
		return nil
	})
}

// hashOf is that of the values of columns.
func hashOf(columns []any) uint64 {
	var all []byte
	for _, column := range columns {
		switch c := column.(type) {
		case int64:
			all = binary.BigEndian.AppendUint64(append(all, 'i'), uint64(c))
		case []byte:
			all = append(binary.AppendUvarint(append(all, 'b'), uint64(len(c))), c...)
		default: // text; a damaged row may have anything
			text := fmt.Sprint(c)
			all = append(binary.AppendUvarint(append(all, 't'), uint64(len(text))), text...)
		}
	}
	return decoded.Hash(all)
}
