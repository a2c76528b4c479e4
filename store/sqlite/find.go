package sqlite

import (
	"slices"
	"strings"

	"viewline/relay"
	"viewline/store"
)

// place is the place of an entry in a list: the date and the owner, by which the list is
// sorted in its direction, and the place in the owner, which always ascends.
type place struct{ date, owner, place string }

// placed is the place of a cursor. The cursor of a list of whole documents has no place in
// the owner.
func placed(c relay.Cursor) place {
	owner, in, _ := store.Split(c)
	return place{c.Sort, owner, in}
}

// wanted is a list of entries, of which a page is to be found.
type wanted struct {
	match        string // an expression of FTS5
	above, below place  // the bounds, exclusive; a zero place is no bound
	undated      bool   // whether nothing with a date matches
}

// want is the list of the entries that match, between the cursors of a query.
func want(match string, q relay.Query) wanted {
	_, above, below, _ := q.Scan()
	return wanted{match: match, above: placed(above), below: placed(below)}
}

// finding is a read that finds a page of entries for each of the wanted lists.
type finding struct {
	wanted []wanted
	q      relay.Query
	span   span
	// whole says that appearances are found by their entries, each appearance once.
	whole bool
	// known says that the ids of the entries that match are known: they stand in place of the
	// expression, as a JSON list.
	known bool
}

// Expressions that lead from the id of a token to the row of its entry, and to the place of
// the entry in the row; see [entriesPerRow].
const (
	inRow           = "(token.rowid & 1099511627775) % 4095"
	tokensOfEntries = "token CROSS JOIN entries ON entries.id = token.rowid - " + inRow
	placeOfToken    = "entries.places ->> (" + inRow + ")"
)

// findEntries is one statement for all pages. Beyond the date of the cursor it
// counts as many entries as a page may have, which leads to a date: the page
// is among the entries from the one date to the other, both included. Where the
// documents stand that they are in follows, each once.
const findEntries = `WITH
wanted AS MATERIALIZED (SELECT key, value ->> 0 AS expression,
	max(value ->> 1, ?6 - (SELECT longest FROM meta WHERE id = 1)) AS low, value ->> 2 AS high, value ->> 3 AS beyond,
	value ->> 4 AS above_date, value ->> 5 AS above_owner, value ->> 6 AS above_place,
	value ->> 7 AS below_date, value ->> 8 AS below_owner, value ->> 9 AS below_place
	FROM json_each(?1)),
bounded AS MATERIALIZED (SELECT wanted.*, (SELECT {edge} FROM (SELECT {counted}
	FROM ` + tokensOfEntries + `
	WHERE token MATCH wanted.expression AND {beyond} AND {passes}
	ORDER BY token.rowid{walk} LIMIT ?2)) AS edge FROM wanted),
listed AS MATERIALIZED (SELECT wanted.key AS wanted, page.source, page.document, page.date, page.owner,
	found.value ->> 1 AS place
	FROM bounded AS wanted CROSS JOIN json_each((SELECT json_group_array(json_array(id, place)) FROM (SELECT {id}
		FROM ` + tokensOfEntries + `
		WHERE token MATCH wanted.expression AND {within} AND {passes} AND {above} AND {below}
		{order} LIMIT ?2))) AS found CROSS JOIN entries AS page ON page.id = found.value ->> 0)
SELECT wanted, source, document, date, owner, place, 0, 0 FROM listed
UNION ALL SELECT -1, 'appearance', key, '', '', '', hash, rowid FROM appearance
	WHERE key IN (SELECT owner FROM listed WHERE source = 'appearance')
UNION ALL SELECT -1, 'text of post', path, '', '', '', hash, rowid FROM post
	WHERE path IN (SELECT document FROM listed WHERE source = 'post'
	AND place <> '` + store.PlaceOfPost + `')
UNION ALL SELECT -1, 'post', path, '', '', '', hash, rowid FROM post
	WHERE path IN (SELECT document FROM listed WHERE source = 'post' AND place = '` + store.PlaceOfPost + `')
UNION ALL SELECT -1, 'paper', slug, '', '', '', hash, rowid FROM paper
	WHERE slug IN (SELECT document FROM listed WHERE source = 'paper')
UNION ALL SELECT -1, 'person', slug, '', '', '', hash, rowid FROM person
	WHERE slug IN (SELECT document FROM listed WHERE source = 'person')
UNION ALL SELECT -1, 'topic', slug, '', '', '', hash, rowid FROM topic
	WHERE slug IN (SELECT document FROM listed WHERE source = 'topic')`

// The parts of the statement that depend on the direction of the scan: the ids beyond the
// cursor's date, the id at which the page ends, and the ids that can be on the page.
var (
	upwards = []string{
		"{beyond}", "token.rowid >= max(wanted.beyond, wanted.low) AND token.rowid < wanted.high",
		"{edge}", "ifnull(max(day) + 1 << 40, wanted.beyond)",
		"{within}", "token.rowid >= wanted.low AND token.rowid < wanted.edge",
		"{walk}", "",
	}
	downwards = []string{
		"{beyond}", "token.rowid < wanted.beyond AND token.rowid >= wanted.low",
		"{edge}", "ifnull(min(day) << 40, wanted.beyond)",
		"{within}", "token.rowid >= wanted.edge AND token.rowid < wanted.high",
		"{walk}", " DESC",
	}
)

// knownEntries makes the statement read the entries from a list of ids.
var knownEntries = strings.NewReplacer(
	"FROM token CROSS JOIN", "FROM json_each(wanted.expression) AS token CROSS JOIN",
	"token MATCH wanted.expression AND ", "", "token.rowid", "token.value",
)

// text is the statement.
func (f finding) text() string {
	const passes = "entries.latest >= ?3 AND entries.latest <= ?7 AND entries.earliest >= ?4 AND entries.earliest <= ?5"
	parts, order := upwards, orderBy(f.descending(), "entries.date", "entries.owner")
	if f.descending() {
		parts = downwards
	}
	parts = append(slices.Clip(parts),
		"{above}", f.bound("above", ">", !f.q.Descending), "{below}", f.bound("below", "<", f.q.Descending))
	if f.whole {
		parts = append(parts, "{id}", "entries.head AS id, '' AS place", "{counted}", "DISTINCT token.rowid >> 40 AS day, entries.owner",
			"{passes}", "entries.source = 'appearance' AND "+passes, "{order}", "GROUP BY entries.date, entries.owner"+order)
	} else {
		order += ", token.rowid"
		if f.q.Backward {
			order += " DESC"
		}
		parts = append(parts, "{id}", "entries.id, "+placeOfToken+" AS place", "{counted}", "token.rowid >> 40 AS day", "{passes}", passes, "{order}", order)
	}
	text := strings.NewReplacer(parts...).Replace(findEntries)
	if f.known {
		text = knownEntries.Replace(text)
	}
	return text
}

// bound is the condition that an entry stands on one side of a cursor in the sort order.
// Where the entry has the same owner, its place in the owner stands behind the cursor's
// (after), or ahead of it.
func (f finding) bound(name, than string, after bool) string {
	owner := "(entries.date, entries.owner) " + than + " (wanted." + name + "_date, wanted." + name + "_owner)"
	if f.whole {
		return owner
	}
	in := "<"
	if after {
		in = ">"
	}
	same := "entries.date = wanted." + name + "_date AND entries.owner = wanted." + name + "_owner"
	return "(" + owner + " OR " + same + " AND " + placeOfToken + " " + in + " wanted." + name + "_place)"
}

func (f finding) descending() bool { return f.q.Descending != f.q.Backward }

// limit is one more than the size of the page; see [relay.Query.Scan].
func (f finding) limit() int { return f.q.Limit + 1 }

// args are the arguments of the statement.
func (f finding) args() []any {
	rows := make([][]any, len(f.wanted))
	for i, w := range f.wanted {
		rows[i] = f.row(w)
	}
	return []any{list(rows), f.limit(), f.span.LatestFrom, f.span.EarliestFrom, f.span.EarliestTo, f.span.since, f.span.LatestTo}
}

// row has the values of the statement for one wanted list: the ids that can be on the page,
// and those of them beyond the date of the cursor.
func (f finding) row(w wanted) []any {
	low, high := f.span.from, f.span.to
	if w.undated {
		high = min(high, 1<<dateShift)
	}
	beyondUp, beyondDown := low, high
	if w.above != (place{}) {
		from, to := days(w.above.date)
		low, beyondUp = max(low, from), max(low, to)
	}
	if w.below == (place{}) {
		w.below.date = store.EndOfDays
	} else {
		from, to := days(w.below.date)
		high, beyondDown = min(high, to), min(high, from)
	}
	beyond := beyondUp
	if f.descending() {
		beyond = beyondDown
	}
	return []any{
		w.match, low, high, beyond,
		w.above.date, w.above.owner, w.above.place, w.below.date, w.below.owner, w.below.place,
	}
}
