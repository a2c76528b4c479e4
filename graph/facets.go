package graph

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"viewline/graph/batch"
	"viewline/graph/model"
	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// facetReads say how the lists of the members of a group are counted.
type facetReads struct {
	group *batch.Group
	name  any                       // tells the lists of the group apart: which filter, for example
	keys  func(member any) []string // see [batch.Read]
	find  func(ctx context.Context, keys []string, q store.FacetQuery) ([][]store.Tally, error)
}

// facetValue is a member of the group of all values that one read has found.
type facetValue struct {
	by   store.Facet
	slug string
}

// of are the facets of the list of one member.
func (r facetReads) of(key string) *model.Facets {
	type name struct {
		list any
		store.FacetQuery
	}
	return &model.Facets{Read: func(ctx context.Context, q store.FacetQuery) ([]store.Tally, error) {
		found, err := batch.Load(ctx, r.group, batch.Read[[]store.Tally]{
			Name: name{r.name, q},
			Keys: r.keys,
			Find: func(ctx context.Context, keys []string) ([][]store.Tally, error) { return r.find(ctx, keys, q) },
			Objects: func(tallies []store.Tally) []any {
				values := make([]any, len(tallies))
				for i, t := range tallies {
					values[i] = facetValue{q.By, t.Value}
				}
				return values
			},
		}, key)
		if err != nil {
			return nil, err
		}
		return found[0], nil
	}}
}

// facetsOfList are the facets of a list that no object has. Nothing is read where it is not ok,
// as nothing can pass then.
func facetsOfList(ok bool, find func(context.Context, store.FacetQuery) ([]store.Tally, error)) *model.Facets {
	const list = "" // a single member
	return facetReads{
		group: batch.Alone(list),
		keys:  func(any) []string { return []string{list} },
		find: func(ctx context.Context, _ []string, q store.FacetQuery) ([][]store.Tally, error) {
			if !ok {
				return [][]store.Tally{nil}, nil
			}
			tallies, err := find(ctx, q)
			return [][]store.Tally{tallies}, err
		},
	}.of(list)
}

// facetsIn are the facets of the viewpoints of an appearance, all of which are in memory.
func facetsIn(siblings *batch.Group, a *timeline.Appearance, c viewCriteria, passing func(*timeline.Appearance) []*timeline.Viewpoint) *model.Facets {
	type name struct{ viewCriteria }
	return facetReads{
		group: siblings,
		name:  name{c},
		keys: func(member any) []string {
			if a, ok := member.(*timeline.Appearance); ok {
				return []string{a.Key}
			}
			return nil
		},
		find: func(_ context.Context, keys []string, q store.FacetQuery) ([][]store.Tally, error) {
			tallies := make([][]store.Tally, len(keys))
			for member := range siblings.Members() {
				if a, ok := member.(*timeline.Appearance); ok {
					tallies[slices.Index(keys, a.Key)] = talliesOf(a, passing(a), q)
				}
			}
			return tallies, nil
		},
	}.of(a.Key)
}

// talliesOf counts viewpoints of an appearance.
func talliesOf(a *timeline.Appearance, views []*timeline.Viewpoint, q store.FacetQuery) []store.Tally {
	counts := map[string]int{}
	for _, v := range views {
		item := store.Faceted{Year: store.YearOf(a.Earliest), Kind: string(a.Kind), Person: a.PersonSlug, Topics: unique(v.Topics)}
		for _, value := range item.Values(q.By) {
			counts[value]++
		}
	}
	return q.Tallies(counts)
}

var byYear = store.FacetQuery{By: store.ByYear}

// yearsOf are the counts by year.
func yearsOf(ctx context.Context, f *model.Facets) ([]*model.YearFacet, error) {
	tallies, err := f.Read(ctx, byYear)
	years := make([]*model.YearFacet, 0, len(tallies))
	for _, t := range tallies {
		if t.Value == "" { // without a date
			continue
		}
		year, err := strconv.Atoi(t.Value)
		if err != nil {
			return nil, fmt.Errorf("facet by year: %w", err)
		}
		years = append(years, &model.YearFacet{Year: year, Count: t.N})
	}
	return years, err
}

// undatedOf is the count of what has no date, which is read together with the years.
func undatedOf(ctx context.Context, f *model.Facets) (int, error) {
	tallies, err := f.Read(ctx, byYear)
	if err != nil || len(tallies) == 0 || tallies[0].Value != "" {
		return 0, err
	}
	return tallies[0].N, nil
}

func kindsOf(ctx context.Context, f *model.Facets) ([]*model.KindFacet, error) {
	tallies, err := f.Read(ctx, store.FacetQuery{By: store.ByKind})
	kinds := make([]*model.KindFacet, len(tallies))
	for i, t := range tallies {
		kinds[i] = &model.KindFacet{Kind: timeline.AppearanceKind(t.Value), Count: t.N}
	}
	return kinds, err
}

// mostFrequent are the counts of the most frequent topics or people, each as one of the schema's
// types. First is how many are asked for; nil for the default.
func mostFrequent[T any](ctx context.Context, f *model.Facets, by store.Facet, first *int, of func(slug string, n int) T) ([]T, error) {
	limit := relay.DefaultSize
	if first != nil {
		limit = *first
	}
	if limit < 1 || limit > relay.MaxSize {
		return nil, inputError{fmt.Errorf("first is %d; want 1 to %d", limit, relay.MaxSize)}
	}
	tallies, err := f.Read(ctx, store.FacetQuery{By: by, Limit: limit})
	all := make([]T, len(tallies))
	for i, t := range tallies {
		all[i] = of(t.Value, t.N)
	}
	return all, err
}

// valueOf finds the topic or the person of a facet.
func valueOf[T any](ctx context.Context, by store.Facet, slug string, find func(context.Context, []string) ([]*T, error)) (*T, error) {
	found, err := one(ctx, slug, batch.Read[*T]{Name: by, Find: find, Keys: func(member any) []string {
		if v, ok := member.(facetValue); ok && v.by == by {
			return []string{v.slug}
		}
		return nil
	}})
	return there(found, err, "%s %q of a facet", by, slug)
}
