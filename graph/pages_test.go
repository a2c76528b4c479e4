package graph_test

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// list is a connection of the schema under test.
type list struct {
	name    string
	path    [2]string // the text of the query ahead of the connection's arguments, and behind them
	orderBy string    // the type of the order; empty if the list has none
	whole   []string  // all keys, in the default order
	turned  []string  // all keys, in the other order
}

type connection struct {
	Edges []struct {
		Cursor string
		Node   item
	}
	Nodes    []item
	PageInfo struct {
		HasNextPage, HasPreviousPage bool
		StartCursor, EndCursor       *string
	}
	TotalCount int
}

type item struct {
	Slug, Key  string
	Position   int
	Appearance struct{ Key string }
}

func (i item) key() string {
	if i.Position > 0 {
		return fmt.Sprintf("%s#%d", i.Appearance.Key, i.Position)
	}
	return i.Slug + i.Key
}

// page asks for a page. The order is "" for the default.
func (l list) page(t *testing.T, a *api, order string, vars variables) connection {
	t.Helper()
	declared, args := "", ""
	if order != "" {
		declared, args = ", $orderBy: "+l.orderBy, ", orderBy: $orderBy"
		vars["orderBy"] = map[string]string{"field": "DATE", "direction": order}
		if l.orderBy == "PersonOrder" {
			vars["orderBy"] = map[string]string{"field": "NAME", "direction": order}
		}
	}
	answer := a.ask(t, `query($first: Int, $after: String, $last: Int, $before: String`+declared+`) {`+l.path[0]+
		`(first: $first, after: $after, last: $last, before: $before`+args+`) {
			edges { cursor node { ...item } } nodes { ...item } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount }`+l.path[1], vars)
	type owner struct{ Appearances, RecommendedPapers *connection }
	found := data[struct {
		People, Appearances *connection
		Person, Appearance  owner
	}](t, answer)
	for _, c := range []*connection{
		found.People, found.Appearances, found.Person.Appearances, found.Person.RecommendedPapers, found.Appearance.RecommendedPapers,
	} {
		if c != nil {
			return *c
		}
	}
	t.Fatalf("no connection in %s", answer)
	return connection{}
}

// list is the list that the cursors of the connection belong to, in its own order.
func (l list) list(t *testing.T, a *api) relay.List {
	t.Helper()
	raw, err := base64.RawURLEncoding.DecodeString(l.page(t, a, "", variables{"first": 1}).Edges[0].Cursor)
	if err != nil {
		t.Fatal(err)
	}
	return relay.List(strings.Split(string(raw), "\x00")[1])
}

// check compares a page with the part of the list that it must have.
func (c connection) check(t *testing.T, vars variables, want []string, next, previous bool, total int) {
	t.Helper()
	var edges, nodes []string
	var start, end *string
	for i, e := range c.Edges {
		edges, nodes = append(edges, e.Node.key()), append(nodes, c.Nodes[i].key())
		if start == nil {
			start = &e.Cursor
		}
		end = &e.Cursor
	}
	type page struct {
		Edges, Nodes   []string
		Next, Previous bool
		Start, End     *string
		Total          int
	}
	got := page{edges, nodes, c.PageInfo.HasNextPage, c.PageInfo.HasPreviousPage, c.PageInfo.StartCursor, c.PageInfo.EndCursor, c.TotalCount}
	if len(want) == 0 {
		want = nil
	}
	if diff := cmp.Diff(page{want, want, next, previous, start, end, total}, got); diff != "" {
		t.Fatalf("%v: page (-want +got)\n%s", vars, diff)
	}
}

var lists = []list{
	{
		"people",
		[2]string{"people", "} fragment item on Person { slug }"},
		"PersonOrder",
		[]string{"ada", "alan", "grace"},
		[]string{"grace", "alan", "ada"},
	},
	{
		"appearances",
		[2]string{"appearances", "} fragment item on Appearance { key }"},
		"AppearanceOrder",
		[]string{"ada/2025-11-26-2", "ada/2025-11-26", "ada/2025-11", "ada/2020", "alan/1950-10", "ada/undated"},
		[]string{"ada/undated", "alan/1950-10", "ada/2020", "ada/2025-11", "ada/2025-11-26", "ada/2025-11-26-2"},
	},
	{
		"appearances of a person",
		[2]string{`person(slug: "ada") { appearances`, "} } fragment item on Appearance { key }"},
		"AppearanceOrder",
		[]string{"ada/2025-11-26-2", "ada/2025-11-26", "ada/2025-11", "ada/2020", "ada/undated"},
		[]string{"ada/undated", "ada/2020", "ada/2025-11", "ada/2025-11-26", "ada/2025-11-26-2"},
	},
	{
		"recommendations of a person",
		[2]string{`person(slug: "ada") { recommendedPapers`, recommendations},
		"RecommendationOrder",
		[]string{"ada/2025-11-26-2#1", "ada/2025-11-26#1", "ada/2025-11-26#2", "ada/2025-11-26#3", "ada/2020#1"},
		[]string{"ada/2020#1", "ada/2025-11-26#1", "ada/2025-11-26#2", "ada/2025-11-26#3", "ada/2025-11-26-2#1"},
	},
	{
		"recommendations of an appearance",
		[2]string{`appearance(key: "ada/2025-11-26") { recommendedPapers`, recommendations},
		"",
		[]string{"ada/2025-11-26#1", "ada/2025-11-26#2", "ada/2025-11-26#3"},
		nil,
	},
}

const recommendations = "} } fragment item on Recommendation { position appearance { key } }"

// orders has the whole list for each order that a query can ask for.
func (l list) orders() map[string][]string {
	if l.orderBy == "" {
		return map[string][]string{"": l.whole}
	}
	if l.orderBy == "PersonOrder" {
		return map[string][]string{"": l.whole, "ASC": l.whole, "DESC": l.turned}
	}
	return map[string][]string{"": l.whole, "DESC": l.whole, "ASC": l.turned}
}

// TestPages asks for the pages between any two items, in several sizes and from both ends.
func TestPages(t *testing.T) {
	a := serve(stored(t, library(t)))
	for _, l := range lists {
		t.Run(l.name, func(t *testing.T) { l.everyPage(t, a, 1, 2, 3, 100) })
	}
}

func (l list) everyPage(t *testing.T, a *api, sizes ...int) {
	for order, whole := range l.orders() {
		all := l.page(t, a, order, variables{"first": 100})
		all.check(t, variables{"order": order}, whole, false, false, len(whole))
		for from := range len(whole) + 1 { // 0 is no cursor; else behind item from-1
			for to := from; to <= len(whole); to++ { // len is no cursor; else ahead of item to
				for _, n := range sizes {
					bounds := variables{}
					if from > 0 {
						bounds["after"] = all.Edges[from-1].Cursor
					}
					if to < len(whole) {
						bounds["before"] = all.Edges[to].Cursor
					}
					bounds["first"] = n
					l.page(t, a, order, bounds).check(t, bounds, whole[from:min(to, from+n)], from+n < to, from > 0, len(whole))
					delete(bounds, "first")
					bounds["last"] = n
					l.page(t, a, order, bounds).check(t, bounds, whole[max(from, to-n):to], to < len(whole), to-n > from, len(whole))
				}
			}
		}
	}
}

// TestRecommendationPages has appearances of one date, of no date, without
// recommendations and with many.
func TestRecommendationPages(t *testing.T) {
	paper := &timeline.Paper{Slug: "p", Title: "P"}
	b := store.Batch{People: []*timeline.Person{{Slug: "ada", Name: "Ada"}, {Slug: "adb", Name: "Adb"}}, Papers: []*timeline.Paper{paper}}
	l := list{name: "recommendations", path: [2]string{`person(slug: "ada") { recommendedPapers`, recommendations}, orderBy: "RecommendationOrder"}
	var as []*timeline.Appearance
	for _, c := range []struct { // newest first: by date, then key
		key string
		n   int
	}{
		{"ada/2025-01-01-9", 0},
		{"ada/2025-01-01-3", 1},
		{"ada/2025-01-01-2", 2},
		{"ada/2025-01-01-11", 1},
		{"ada/2025-01-01-10", 1},
		{"ada/2025-01-01", 3},
		{"ada/2025-01", 0},
		{"ada/2024", 1},
		{"ada/undated-2", 1},
		{"ada/undated", 1},
	} {
		a := appearance(t, c.key, slices.Repeat([]string{"p"}, c.n)...)
		as = append(as, a)
		keys := make([]string, c.n)
		for i := range keys {
			keys[i] = fmt.Sprintf("%s#%d", c.key, i+1)
		}
		l.whole, l.turned = append(l.whole, keys...), append(slices.Clone(keys), l.turned...)
	}
	b.Posts = []store.PostDocuments{post("ada.md", "ada", as...), post("adb.md", "adb", appearance(t, "adb/2025-01-01", "p"))}
	a := serve(stored(t, b))
	l.everyPage(t, a, 1, 2, 4, 100)

	t.Run("cursor of what has gone", func(t *testing.T) {
		for _, c := range []struct {
			gone relay.Cursor
			next string
		}{
			{relay.Cursor{Sort: "2025-01-01", Key: "ada/2025-01-01-2#000009"}, "ada/2025-01-01-11#1"},
			{relay.Cursor{Sort: "2025-01-01", Key: "ada/2025-01-01-15#000001"}, "ada/2025-01-01-11#1"},
			{relay.Cursor{Sort: "2024-07", Key: "ada/2024-07#000001"}, "ada/2024#1"},
		} {
			vars := variables{"first": 1, "after": c.gone.In(l.list(t, a))}
			l.page(t, a, "", vars).check(t, vars, []string{c.next}, true, true, len(l.whole))
		}
	})
}

func TestPageDefaults(t *testing.T) {
	a := serve(stored(t, crowd(t, 30)))
	people := data[struct{ People connection }](t, a.ask(t, `{ people { nodes { slug } pageInfo { hasNextPage } totalCount } }`, nil)).People
	if len(people.Nodes) != 20 || !people.PageInfo.HasNextPage || people.TotalCount != 30 {
		t.Errorf("%d of %d people, next %v; want 20 of 30, true", len(people.Nodes), people.TotalCount, people.PageInfo.HasNextPage)
	}
}

func TestPageErrors(t *testing.T) {
	a := serve(stored(t, library(t)))
	for _, l := range lists {
		for args, want := range map[string]string{
			`first: 0`:           "first is 0; want 1 to 100",
			`first: -1`:          "first is -1; want 1 to 100",
			`first: 101`:         "first is 101; want 1 to 100",
			`last: 0`:            "last is 0; want 1 to 100",
			`last: 101`:          "last is 101; want 1 to 100",
			`first: 1, last: 1`:  "first and last are both given; want one of them",
			`after: "x"`:         `cursor "x": want a cursor of this connection`,
			`before: ""`:         `cursor "": want a cursor of this connection`,
			`first: 99999999999`: "first is 99999999999; want 1 to 100",
		} {
			wantError(t, a, `{`+l.path[0]+`(`+args+`) { nodes { ...item } }`+l.path[1], nil, "BAD_USER_INPUT", want)
		}
	}
	l := lists[3]
	foreign := relay.Cursor{Sort: "2025", Key: "ada/2025"}.In(l.list(t, a))
	for _, arg := range []string{"after", "before"} {
		wantError(t, a, `{`+l.path[0]+`(`+arg+`: "`+foreign+`") { nodes { ...item } }`+l.path[1], nil,
			"BAD_USER_INPUT", `cursor "`+foreign+`": want a cursor of this connection`)
	}
	if a.log.Len() > 0 {
		t.Errorf("log %s; want none", a.log)
	}
}
