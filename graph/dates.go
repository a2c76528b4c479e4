package graph

import (
	"fmt"

	"viewline/graph/model"
	"viewline/store"
	"viewline/timeline"
)

// window has the dates of a filter, in a form that can be compared by ==.
type window struct {
	from, to timeline.PartialDate
	within   store.Range
	dated    store.Dated
}

// windowOf reads the dates of a filter. A filter may have two ranges that the days of an
// item have to overlap. They are joined: only the later start and the earlier end count.
func windowOf(from, to *timeline.PartialDate, dates *model.DatesFilter, dated *bool) (window, error) {
	w := window{from: value(from), to: value(to)}
	if err := inOrder("filter", w.from, w.to); err != nil {
		return w, err
	}
	if dates != nil {
		r := store.Range{From: value(dates.From), To: value(dates.To)}
		if err := inOrder("filter.dates", r.From, r.To); err != nil {
			return w, err
		}
		if value(dates.Match) == model.Certain {
			w.within = r
		} else {
			w.overlap(r)
		}
	}
	switch {
	case dated == nil:
	case *dated:
		w.dated = store.OnlyDated
	default:
		w.dated = store.OnlyUndated
	}
	return w, nil
}

// overlap narrows the window by a further range that days have to overlap.
func (w *window) overlap(r store.Range) {
	if r.From.Earliest().String() > w.from.Earliest().String() {
		w.from = r.From
	}
	if w.to.IsZero() || !r.To.IsZero() && r.To.Latest().String() < w.to.Latest().String() {
		w.to = r.To
	}
}

// inOrder returns an error for a range that ends ahead of its start.
func inOrder(where string, from, to timeline.PartialDate) error {
	if !from.IsZero() && !to.IsZero() && from.Earliest().String() > to.Latest().String() {
		return inputError{fmt.Errorf("%s: from is %s and to is %s; want from no later than to", where, from, to)}
	}
	return nil
}
