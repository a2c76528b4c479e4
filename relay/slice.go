package relay

import "sort"

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
