package relay_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"viewline/relay"
)

// The items of these tests are their own cursors.
type item = relay.Cursor

func itself(c item) relay.Cursor { return c }

func compare(a, b item) int {
	return cmp.Or(cmp.Compare(a.Sort, b.Sort), cmp.Compare(a.Key, b.Key))
}

// answers are the two ways to a page of a list that is in the query's order.
var answers = map[string]func(q relay.Query, list []item) relay.Page[item]{
	"Slice": func(q relay.Query, list []item) relay.Page[item] { return relay.Slice(q, list, itself) },
	"Of":    func(q relay.Query, list []item) relay.Page[item] { return relay.Of(q, scan(q, list)) },
	"Merge": func(q relay.Query, list []item) relay.Page[item] { // of two lists in which every third item is apart
		var lists [2][]item
		for i, one := range list {
			lists[min(i%3, 1)] = append(lists[min(i%3, 1)], one)
		}
		return relay.Merge(q, relay.Slice(q, lists[0], itself), relay.Of(q, scan(q, lists[1])), itself)
	},
}

// scan does what [relay.Query.Scan] tells an engine to do.
func scan(q relay.Query, list []item) []item {
	descending, above, below, limit := q.Scan()
	found := slices.SortedFunc(slices.Values(list), compare)
	if descending {
		slices.Reverse(found)
	}
	found = slices.DeleteFunc(found, func(c item) bool {
		return !above.IsZero() && compare(c, above) <= 0 || !below.IsZero() && compare(c, below) >= 0
	})
	return found[:min(limit, len(found))]
}

// model cuts the page out of the list as the Cursor Connections Specification
// words it.
func model(q relay.Query, list []item) relay.Page[item] {
	order := compare
	if q.Descending {
		order = func(a, b item) int { return compare(b, a) }
	}
	var bounded []item
	for _, c := range list {
		if (q.After.IsZero() || order(c, q.After) > 0) && (q.Before.IsZero() || order(c, q.Before) < 0) {
			bounded = append(bounded, c)
		}
	}
	n := min(q.Limit, len(bounded))
	if q.Backward {
		return relay.Page[item]{Items: bounded[len(bounded)-n:], HasNext: !q.Before.IsZero(), HasPrevious: n < len(bounded)}
	}
	return relay.Page[item]{Items: bounded[:n], HasNext: n < len(bounded), HasPrevious: !q.After.IsZero()}
}

// randomList has n items, many with the same sort value, in the order asked for.
func randomList(r *rand.Rand, n int, descending bool) []item {
	list := make([]item, n)
	for i := range list {
		list[i] = item{Sort: []string{"", "2020", "2020-05", "李"}[r.IntN(4)], Key: fmt.Sprintf("k%02d", i)}
	}
	slices.SortFunc(list, compare)
	if descending {
		slices.Reverse(list)
	}
	return list
}

func TestPagesEqualModel(t *testing.T) {
	for name, answer := range answers {
		t.Run(name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(3, 4))
			for range 5000 {
				q := relay.Query{Limit: 1 + r.IntN(6), Descending: r.IntN(2) == 0, Backward: r.IntN(2) == 0}
				list := randomList(r, r.IntN(12), q.Descending)
				// Bounds may name items that are gone, or stand the wrong way round.
				places := append(slices.Clone(list), item{}, item{Sort: "2020", Key: "k"}, item{Sort: "a", Key: "z"})
				q.After, q.Before = places[r.IntN(len(places))], places[r.IntN(len(places))]
				want, got := model(q, list), answer(q, slices.Clone(list))
				if !slices.Equal(got.Items, want.Items) || got.HasNext != want.HasNext || got.HasPrevious != want.HasPrevious {
					t.Fatalf("%+v of %q:\ngot  %+v\nwant %+v", q, list, got, want)
				}
			}
		})
	}
}

func TestWalk(t *testing.T) {
	for name, answer := range answers {
		t.Run(name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(5, 6))
			for range 300 {
				q := relay.Query{Limit: 1 + r.IntN(6), Descending: r.IntN(2) == 0}
				list := randomList(r, r.IntN(20), q.Descending)
				walk(t, q, list, answer)
				q.Backward = true
				walk(t, q, list, answer)
			}
		})
	}
}

// walk turns pages from the list's start to its end, or back from its end.
func walk(t *testing.T, q relay.Query, list []item, answer func(relay.Query, []item) relay.Page[item]) {
	t.Helper()
	var seen []item
	for ahead, n := true, 0; ahead; n++ {
		p := answer(q, slices.Clone(list))
		var behind bool
		if q.Backward {
			ahead, behind = p.HasPrevious, p.HasNext
			seen = append(slices.Clone(p.Items), seen...)
		} else {
			ahead, behind = p.HasNext, p.HasPrevious
			seen = append(seen, p.Items...)
		}
		if ahead != (len(seen) < len(list)) || behind != (n > 0) {
			t.Fatalf("page %d of %+v: next %t, previous %t with %d of %d items seen",
				n, q, p.HasNext, p.HasPrevious, len(seen), len(list))
		}
		if len(p.Items) == 0 {
			break
		}
		if q.Backward {
			q.Before = p.Items[0]
		} else {
			q.After = p.Items[len(p.Items)-1]
		}
	}
	if !slices.Equal(seen, list) {
		t.Fatalf("%+v:\nsaw  %q\nwant %q", q, seen, list)
	}
}
