package sqlite

import (
	"strings"

	"viewline/relay"
	"viewline/store"
)

// where is a condition: terms that must all hold, and their arguments.
type where struct {
	terms []string
	args  []any
	// until is a date that no passing appearance is after, which is empty where
	// none with a date passes; nil for none. It is no term yet: an index can be
	// cut at one place only.
	until *string
}

func (w *where) and(term string, args ...any) {
	w.terms = append(w.terms, term)
	w.args = append(w.args, args...)
}

// String is the condition as a clause; empty without terms.
func (w *where) String() string {
	if len(w.terms) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(w.terms, " AND ")
}

// scan bounds a page by the places of its query. It answers with the clause
// for the order to read it in, and with the number of items to read.
func (w *where) scan(q relay.Query, sortColumn, keyColumn string) (order string, limit int) {
	descending, above, below, limit := q.Scan()
	place := "(" + sortColumn + ", " + keyColumn + ")"
	if !above.IsZero() {
		w.and(place+" > (?, ?)", above.Sort, above.Key)
	}
	if !below.IsZero() {
		w.and(place+" < (?, ?)", below.Sort, below.Key)
	} else {
		w.cut()
	}
	return orderBy(descending, sortColumn, keyColumn), limit
}

// scanKeys is the same for a list that is sorted by its key alone.
func (w *where) scanKeys(q relay.Query, keyColumn string) (order string, limit int) {
	descending, above, below, limit := q.Scan()
	if !above.IsZero() {
		w.and(keyColumn+" > ?", above.Key)
	}
	if !below.IsZero() {
		w.and(keyColumn+" < ?", below.Key)
	}
	return orderBy(descending, keyColumn), limit
}

// orderBy is the clause for an order, all columns in one direction.
func orderBy(descending bool, columns ...string) string {
	direction := ""
	if descending {
		direction = " DESC"
	}
	return " ORDER BY " + strings.Join(columns, direction+", ") + direction
}

// filter adds what a filter says beside the person.
func (w *where) filter(f store.AppearanceFilter) {
	oneOf(w, "person", f.People)
	oneOf(w, "kind", f.Kinds)
	if f.Recommends {
		w.and("recommended > 0")
	}
	b := f.Bounds()
	if b.LatestFrom != "" {
		w.and("latest >= ?", b.LatestFrom)
	}
	if b.LatestTo != store.EndOfDays {
		w.and("latest <= ?", b.LatestTo)
	}
	if b.EarliestFrom != "" {
		w.and("earliest >= ?", b.EarliestFrom)
	}
	if b.EarliestTo != store.EndOfDays {
		w.until = &b.EarliestTo
		w.and("earliest <= ?", b.EarliestTo)
	}
}

// oneOf adds that a column has one of some values, where there are any.
func oneOf[T ~string](w *where, column string, values []T) {
	switch len(values) {
	case 0:
	case 1:
		w.and(column+" = ?", string(values[0]))
	default:
		w.and(column+" IN (SELECT value FROM json_each(?))", list(values))
	}
}

// cut ends the walk of an index where no further date can pass: the text of a
// date is never after that of its earliest day.
func (w *where) cut() {
	if w.until != nil {
		w.and("date <= ?", *w.until)
	}
}

// passing is the condition of a filter.
func passing(f store.AppearanceFilter) *where {
	w := &where{}
	if f.Person != "" {
		w.and("person = ?", f.Person)
	}
	w.filter(f)
	return w
}
