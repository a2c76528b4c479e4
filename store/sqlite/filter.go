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
	// until is an upper bound on the dates of appearances that pass; empty where no appearance
	// with a date passes, and nil for no bound. It is not a term yet, as an index can use only
	// one upper bound; see cut.
	until *string
}

func (w *where) and(term string, args ...any) {
	w.terms = append(w.terms, term)
	w.args = append(w.args, args...)
}

// String is the condition as a WHERE clause; empty without terms.
func (w *where) String() string {
	if len(w.terms) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(w.terms, " AND ")
}

// scan adds the terms that bound a page by the cursors of its query. It returns the ORDER
// BY clause by which the page is read, and the number of items to read.
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

// scanKeys does the same for a list that is sorted by its key alone.
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

// orderBy is an ORDER BY clause, with all columns in one direction.
func orderBy(descending bool, columns ...string) string {
	direction := ""
	if descending {
		direction = " DESC"
	}
	return " ORDER BY " + strings.Join(columns, direction+", ") + direction
}

// filter adds the terms of a filter, except the one for the person.
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

// oneOf adds the term that a column has one of the values; nothing where there are no
// values.
func oneOf[T ~string](w *where, column string, values []T) {
	switch len(values) {
	case 0:
	case 1:
		w.and(column+" = ?", string(values[0]))
	default:
		w.and(column+" IN (SELECT value FROM json_each(?))", list(values))
	}
}

// cut adds until as a term, so that the walk of an index ends where no further date can
// pass: the text of a date never sorts behind the text of its earliest day.
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
