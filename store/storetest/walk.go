package storetest

import (
	"fmt"
	"slices"

	"viewline/relay"
)

// The page sizes in which lists are read: a whole list in every size, and a filtered list
// in few sizes.
var (
	everySize = []int{1, 2, 3, 7, relay.MaxSize}
	fewSizes  = []int{2, relay.MaxSize}
)

// bothWays checks a list, given as it ascends, and its reverse, in few sizes; see [inPages].
func bothWays[T any](t tester, what string, read func(relay.Query) relay.Page[*T], cursor func(*T) relay.Cursor, name func(*T) string, want []string) {
	t.Helper()
	inPages(t, what, fewSizes, relay.Query{}, read, cursor, name, want)
	down := slices.Clone(want)
	slices.Reverse(down)
	inPages(t, what+", descending", fewSizes, relay.Query{Descending: true}, read, cursor, name, down)
}

// inPages checks a list by reading it in pages of the given sizes, from its start and from
// its end: the items of each page, and whether there are further pages.
func inPages[T any](t tester, what string, sizes []int, q relay.Query, read func(relay.Query) relay.Page[T], cursor func(T) relay.Cursor, name func(T) string, want []string) {
	t.Helper()
	for _, size := range sizes {
		q.Limit = size
		t.equal(fmt.Sprintf("%s, pages of %d", what, size), forth(q, len(want), read, cursor, name), told(q, want))
		q.Backward = true
		t.equal(fmt.Sprintf("%s, pages of %d from the end", what, size), back(q, len(want), read, cursor, name), told(q, want))
		q.Backward = false
	}
}

// forth reads all pages from the start. It stops after more pages than there are items, as
// a faulty list might have no end.
func forth[T any](q relay.Query, items int, read func(relay.Query) relay.Page[T], cursor func(T) relay.Cursor, name func(T) string) []relay.Page[string] {
	var all []relay.Page[string]
	for range items + 1 {
		p := read(q)
		all = append(all, named(p, name))
		if !p.HasNext || len(p.Items) == 0 {
			break
		}
		q.After = cursor(p.Items[len(p.Items)-1])
	}
	return all
}

// back reads all pages from the end.
func back[T any](q relay.Query, items int, read func(relay.Query) relay.Page[T], cursor func(T) relay.Cursor, name func(T) string) []relay.Page[string] {
	var all []relay.Page[string]
	for range items + 1 {
		p := read(q)
		all = append(all, named(p, name))
		if !p.HasPrevious || len(p.Items) == 0 {
			break
		}
		q.Before = cursor(p.Items[0])
	}
	return all
}

func named[T any](p relay.Page[T], name func(T) string) relay.Page[string] {
	n := relay.Page[string]{HasNext: p.HasNext, HasPrevious: p.HasPrevious}
	for _, item := range p.Items {
		n.Items = append(n.Items, name(item))
	}
	return n
}

// told are the pages that a list must have, from its start or from its end.
func told(q relay.Query, want []string) []relay.Page[string] {
	if len(want) == 0 {
		return []relay.Page[string]{{}}
	}
	var all []relay.Page[string]
	for i := 0; i < len(want); i += q.Limit {
		from, to := i, min(i+q.Limit, len(want))
		if q.Backward {
			from, to = len(want)-to, len(want)-from
		}
		all = append(all, relay.Page[string]{Items: want[from:to], HasPrevious: from > 0, HasNext: to < len(want)})
	}
	return all
}
