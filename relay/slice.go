package relay

import (
	"cmp"
	"slices"
	"sort"
)

// Slice answers a query from a list that is whole in memory and already in
// the query's order.
func Slice[T any](q Query, items []T, cursor func(T) Cursor) Page[T] {
	before := func(a, b Cursor) bool { // a stands before b in the list
		if q.Descending {
			a, b = b, a
		}
		return a.Sort < b.Sort || a.Sort == b.Sort && a.Key < b.Key
	}
	from, to := 0, len(items)
	if !q.After.IsZero() {
		from = sort.Search(len(items), func(i int) bool { return before(q.After, cursor(items[i])) })
	}
	if !q.Before.IsZero() {
		to = max(from, sort.Search(len(items), func(i int) bool { return !before(cursor(items[i]), q.Before) }))
	}
	if q.Backward {
		start := max(from, to-q.Limit)
		return Page[T]{items[start:to], !q.Before.IsZero(), start > from}
	}
	end := min(to, from+q.Limit)
	return Page[T]{items[from:end], end < to, !q.After.IsZero()}
}

// Merge makes one page of the pages that two lists without a common item give for a query: the
// page of the list that has the items of both.
func Merge[T any](q Query, a, b Page[T], cursor func(T) Cursor) Page[T] {
	items := slices.Concat(a.Items, b.Items)
	slices.SortFunc(items, func(a, b T) int {
		x, y := cursor(a), cursor(b)
		if q.Descending {
			x, y = y, x
		}
		return cmp.Or(cmp.Compare(x.Sort, y.Sort), cmp.Compare(x.Key, y.Key))
	})
	merged := Page[T]{items, a.HasNext || b.HasNext, a.HasPrevious || b.HasPrevious}
	switch {
	case len(items) <= q.Limit:
	case q.Backward:
		merged.Items, merged.HasPrevious = items[len(items)-q.Limit:], true
	default:
		merged.Items, merged.HasNext = items[:q.Limit], true
	}
	return merged
}
