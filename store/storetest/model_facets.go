package storetest

import (
	"context"
	"fmt"

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
		f.Topic, f.Topics, f.Text = g.topic(), g.someTopics(), g.asked()
	}
	if g.chance(50) { // filters of one value
		one := store.AppearanceFilter{Person: f.Person, Kinds: f.Kinds[:min(1, len(f.Kinds))]}
		f, v = one, store.ViewpointFilter{Topic: v.Topic, Kinds: one.Kinds}
	}
	people, topics := g.anybody(), append(subjects, "nothing")
	return operation{fmt.Sprintf("facets %+v of %+v, %+v, %+v, of %q", q, f, v, search, people), func(ctx context.Context, s store.Store) (any, error) {
		return facetsAll(ctx, s, q, f, v, search, people, topics)
	}}
}

// facetsAll returns the results of every method that reads facets.
func facetsAll(
	ctx context.Context, s store.Store, q store.FacetQuery, f store.AppearanceFilter, v store.ViewpointFilter, search store.SearchFilter, people, topics []string,
) (any, error) {
	var all []string
	var failed error
	one := func(tallies []store.Tally, err error) {
		if all = append(all, tallyText(tallies)); err != nil {
			failed = err
		}
	}
	many := func(found [][]store.Tally, err error) {
		for _, tallies := range found {
			one(tallies, err)
		}
		if err != nil {
			failed = err
		}
	}
	one(s.AppearanceFacets(ctx, f, q))
	many(s.AppearanceFacetsByPerson(ctx, people, f, q))
	one(s.ViewpointFacets(ctx, v, q))
	many(s.ViewpointFacetsBy(ctx, store.ByPerson, people, v, q))
	many(s.ViewpointFacetsBy(ctx, store.ByTopic, topics, v, q))
	var positions []string
	for _, person := range people[:min(3, len(people))] {
		positions = append(positions, timeline.PositionKey(person, topics[0]))
	}
	many(s.ViewpointFacetsBy(ctx, store.ByPosition, positions, v, q))
	one(s.HitFacets(ctx, search, q))
	return all, failed
}

// allFacets are those of the whole corpus.
func allFacets() operation {
	return operation{"all facets", func(ctx context.Context, s store.Store) (any, error) {
		var all []any
		for _, by := range store.Facets {
			found, err := facetsAll(ctx, s, store.FacetQuery{By: by}, store.AppearanceFilter{}, store.ViewpointFilter{}, store.SearchFilter{Text: vocabulary[0]},
				[]string{"person-0", "person-1"}, subjects)
			if err != nil {
				return nil, err
			}
			all = append(all, found)
		}
		return all, nil
	}}
}
