package storetest

import (
	"context"
	"fmt"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// everything reads the first page of every list.
func (g *generator) everything() []operation {
	all := relay.Query{Limit: relay.MaxSize}
	return append(lists(), []operation{
		{"contents", func(ctx context.Context, s store.Store) (any, error) { return readContents(ctx, s) }},
		{"PostsAfter", func(ctx context.Context, s store.Store) (any, error) { return s.PostsAfter(ctx, "", relay.MaxSize) }},
		{"Corpus", func(ctx context.Context, s store.Store) (any, error) { return s.Corpus(ctx) }},
		{"all people", func(ctx context.Context, s store.Store) (any, error) {
			return s.ListPeople(ctx, store.PersonFilter{}, store.PeopleByLatest, all)
		}},
		{"all appearances", func(ctx context.Context, s store.Store) (any, error) {
			return s.ListAppearances(ctx, store.AppearanceFilter{}, all)
		}},
		{"neighbours", func(ctx context.Context, s store.Store) (any, error) { return allNeighbours(ctx, s, true) }},
		{"last ones", func(ctx context.Context, s store.Store) (any, error) { return allNeighbours(ctx, s, false) }},
		byKeys(pathsOf(g.model.posts), "PostsByPath", store.Store.PostsByPath),
		byKeys(append(pathsOf(g.model.posts), "absent.md"), "RecordedAt", store.Store.RecordedAt),
		{"all titles", allTitles},
		allPositions(),
		g.allFacets(),
	}...)
}

// read is a random read.
func (g *generator) read() operation {
	if g.chance(50) {
		return g.listing()
	}
	q, f := g.query(), g.filter()
	switch g.IntN(15) {
	case 0:
		return byKeys(append(some(g, 4, g.people), "PERSON·1", "alias of person-2", "nobody"), "People", store.Store.People)
	case 1:
		return byKeys(append(some(g, 6, keysOf(g.model.appearances)), "nobody/2020"), "Appearances", store.Store.Appearances)
	case 14:
		return byKeys(append(some(g, 6, names(g.model.appearances, (*timeline.Appearance).Occasion)), "none"), "Occasions", store.Store.Occasions)
	case 2:
		return byKeys([]string{"paper-0", "paper-3", "paper-1"}, "Papers", store.Store.Papers)
	case 3:
		return byKeys(append(some(g, 4, pathsOf(g.model.posts)), "absent.md"), "PostsByPath", store.Store.PostsByPath)
	case 4:
		return byKeys(append(some(g, 4, names(g.model.posts, postSlug)), "absent"), "PostsBySlug", store.Store.PostsBySlug)
	case 5:
		return g.ranked(q)
	case 6:
		return operation{fmt.Sprintf("CountAppearances %+v", f), func(ctx context.Context, s store.Store) (any, error) { return s.CountAppearances(ctx, f) }}
	case 7:
		return byKeys(g.anybody(), fmt.Sprintf("CountByPerson %+v", f), func(s store.Store, ctx context.Context, people []string) ([]store.Count, error) {
			return s.CountByPerson(ctx, people, f)
		})
	case 8, 9, 10:
		return byKeys(g.anybody(), fmt.Sprintf("AppearancesByPerson %+v %+v", f, q), func(s store.Store, ctx context.Context, people []string) ([]relay.Page[*timeline.Appearance], error) {
			return s.AppearancesByPerson(ctx, people, f, q)
		})
	}
	return operation{fmt.Sprintf("ListAppearances %+v %+v", f, q), func(ctx context.Context, s store.Store) (any, error) { return s.ListAppearances(ctx, f, q) }}
}

func byKeys[T any](keys []string, what string, read func(store.Store, context.Context, []string) ([]T, error)) operation {
	return operation{fmt.Sprintf("%s %q", what, keys), func(ctx context.Context, s store.Store) (any, error) { return read(s, ctx, keys) }}
}

// anybody is a random number of people, known and unknown ones.
func (g *generator) anybody() []string {
	return append(some(g, 2*len(g.people), g.people), some(g, 2, []string{"nobody", "person-99"})...)
}

func (g *generator) query() relay.Query {
	return relay.Query{
		Limit: pick(g, []int{1, 2, 3, 5, 8, 20, 100}), Descending: g.chance(50), Backward: g.chance(40),
		After: g.place(), Before: g.place(),
	}
}

// place is mostly no bound; else the place of a stored or of a possible appearance.
func (g *generator) place() relay.Cursor {
	switch a := pick(g, g.model.appearances); {
	case g.chance(60) || a == nil:
		return relay.Cursor{}
	case g.chance(80):
		return store.AppearanceCursor(a)
	}
	return relay.Cursor{Sort: g.date().String(), Key: pick(g, g.people) + "/" + g.date().String()}
}

func (g *generator) filter() store.AppearanceFilter {
	var f store.AppearanceFilter
	if g.chance(40) {
		f.Person = pick(g, append(g.people, "nobody"))
	}
	if g.chance(20) {
		f.People = some(g, 3, append(g.people, "nobody"))
	}
	if g.chance(25) {
		f.Kinds = some(g, 3, kinds)
	}
	if g.chance(40) {
		f.From = g.date()
	}
	if g.chance(40) {
		f.To = g.date()
	}
	if !f.From.IsZero() && !f.To.IsZero() && f.From.String() > f.To.String() {
		f.From, f.To = f.To, f.From
	}
	if g.chance(25) {
		f.Within = store.Range{From: g.date(), To: g.date()} // the range may end ahead of its start
	}
	if g.chance(20) {
		f.Dated = pick(g, []store.Dated{store.OnlyDated, store.OnlyUndated})
	}
	f.Recommends = g.chance(20)
	return f
}
