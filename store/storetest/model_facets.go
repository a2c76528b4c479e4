package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"viewline/store"
	"viewline/timeline"
)

// itemOf is what an appearance, or a viewpoint, is counted by.
func itemOf(h store.Hit) (item store.Faceted) {
	if h.Viewpoint != nil {
		item = store.Faceted{Person: h.Viewpoint.PersonSlug, Topics: h.Viewpoint.Topics}
		h.Appearance = h.Viewpoint.Appearance
	}
	if a := h.Appearance; a != nil {
		item.Person, item.Kind, item.Year = a.PersonSlug, string(a.Kind), store.YearOf(a.Earliest)
	}
	return item
}

// tallies counts items by a facet.
func tallies(q store.FacetQuery, items []store.Faceted) []store.Tally {
	counts := map[string]int{}
	for _, item := range items {
		for _, value := range item.Values(q.By) {
			counts[value]++
		}
	}
	return q.Tallies(counts)
}

func (m *model) AppearanceFacets(_ context.Context, f store.AppearanceFilter, q store.FacetQuery) ([]store.Tally, error) {
	defer m.lock()()
	var items []store.Faceted
	for _, a := range m.passing(f) {
		item := itemOf(store.Hit{Appearance: a})
		for _, t := range timeline.CountTopics(a.Sections) {
			item.Topics = append(item.Topics, t.Topic)
		}
		items = append(items, item)
	}
	return tallies(q, items), nil
}

func (m *model) AppearanceFacetsByPerson(ctx context.Context, slugs []string, f store.AppearanceFilter, q store.FacetQuery) ([][]store.Tally, error) {
	return each(slugs, func(slug string) []store.Tally {
		f.Person = slug
		all, _ := m.AppearanceFacets(ctx, f, q)
		return all
	}), nil
}

func (m *model) ViewpointFacets(_ context.Context, f store.ViewpointFilter, q store.FacetQuery) ([]store.Tally, error) {
	defer m.lock()()
	var items []store.Faceted
	for _, v := range m.passingViews(f) {
		items = append(items, itemOf(store.Hit{Viewpoint: v}))
	}
	return tallies(q, items), nil
}

func (m *model) ViewpointFacetsBy(ctx context.Context, by store.Dimension, slugs []string, f store.ViewpointFilter, q store.FacetQuery) ([][]store.Tally, error) {
	return each(slugs, func(slug string) []store.Tally {
		all, _ := m.ViewpointFacets(ctx, f.Of(by, slug), q)
		return all
	}), nil
}

func (m *model) HitFacets(_ context.Context, f store.SearchFilter, q store.FacetQuery) ([]store.Tally, error) {
	defer m.lock()()
	var items []store.Faceted
	for _, h := range m.hits(f) {
		if h.Paper == nil {
			items = append(items, itemOf(h))
		}
	}
	return tallies(q, items), nil
}

// facets is a random read of what a list has.
func (g *generator) facets() operation {
	q := store.FacetQuery{By: pick(g, store.Facets), Limit: pick(g, []int{0, 1, 2, 100})}
	f, v, search := g.filter(), g.viewpointFilter(), g.search()
	if f.Recommends = g.chance(10); !f.Recommends {
		f.Topic, f.Topics, f.Labels, f.Text = g.topic(), g.someTopics(), g.labels(), g.asked()
	}
	if g.chance(50) { // filters of one value
		f = store.AppearanceFilter{Person: f.Person, Kinds: f.Kinds[:min(1, len(f.Kinds))]}
		v = store.ViewpointFilter{Topic: v.Topic, Kinds: f.Kinds}
	}
	people, topics := g.anybody(), append(subjects, "nothing")
	var positions []string
	for _, person := range people {
		positions = append(positions, timeline.PositionKey(person, pick(g, subjects)))
	}
	read := pick(g, []func(context.Context, store.Store) (any, error){
		func(ctx context.Context, s store.Store) (any, error) { return textOf(s.AppearanceFacets(ctx, f, q)) },
		func(ctx context.Context, s store.Store) (any, error) {
			return textsOf(s.AppearanceFacetsByPerson(ctx, people, f, q))
		},
		func(ctx context.Context, s store.Store) (any, error) { return textOf(s.ViewpointFacets(ctx, v, q)) },
		func(ctx context.Context, s store.Store) (any, error) {
			return textsOf(s.ViewpointFacetsBy(ctx, store.ByPerson, people, v, q))
		},
		func(ctx context.Context, s store.Store) (any, error) {
			return textsOf(s.ViewpointFacetsBy(ctx, store.ByTopic, topics, v, q))
		},
		func(ctx context.Context, s store.Store) (any, error) {
			return textsOf(s.ViewpointFacetsBy(ctx, store.ByPosition, positions, v, q))
		},
		func(ctx context.Context, s store.Store) (any, error) { return textOf(s.HitFacets(ctx, search, q)) },
	})
	return operation{fmt.Sprintf("facets %+v of %+v, %+v or %+v, of %q", q, f, v, search, people), read}
}

// allFacets are those of whole lists, by a random facet.
func (g *generator) allFacets() operation {
	q := store.FacetQuery{By: pick(g, store.Facets)}
	return operation{fmt.Sprintf("all facets %+v", q), func(ctx context.Context, s store.Store) (any, error) {
		appearances, errAppearances := s.AppearanceFacets(ctx, store.AppearanceFilter{}, q)
		byPerson, errByPerson := s.AppearanceFacetsByPerson(ctx, []string{"person-0", "person-1"}, store.AppearanceFilter{}, q)
		byTopic, errByTopic := s.ViewpointFacetsBy(ctx, store.ByTopic, subjects, store.ViewpointFilter{}, q)
		texts, _ := textsOf(slices.Concat([][]store.Tally{appearances}, byPerson, byTopic), nil)
		return texts, errors.Join(errAppearances, errByPerson, errByTopic)
	}}
}

func textOf(tallies []store.Tally, err error) (any, error) { return tallyText(tallies), err }

func textsOf(all [][]store.Tally, err error) (any, error) {
	texts := make([]string, len(all))
	for i, tallies := range all {
		texts[i] = tallyText(tallies)
	}
	return texts, err
}
