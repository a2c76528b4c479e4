package graph

import (
	"context"

	"viewline/graph/batch"
	"viewline/graph/model"
	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

type appearancePage = relay.Page[*timeline.Appearance]

func (r *reader) listAppearances(ctx context.Context, c criteria, q relay.Query) (*model.AppearanceConnection, error) {
	f, ok, err := r.filter(ctx, c)
	if err != nil {
		return nil, err
	}
	p := relay.Of[*timeline.Appearance](q, nil)
	if ok {
		p, err = r.store.ListAppearances(ctx, f, q)
	}
	if err != nil {
		return nil, err
	}
	batch.Found(ctx, batch.Many(p.Items))
	page := relay.Connect(q.List, p, store.AppearanceCursor, func(ctx context.Context) (int, error) {
		if !ok {
			return 0, nil
		}
		return r.store.CountAppearances(ctx, f)
	})
	return &model.AppearanceConnection{Connection: page, Facets: facetsOfList(ok, func(ctx context.Context, q store.FacetQuery) ([]store.Tally, error) {
		return r.store.AppearanceFacets(ctx, f, q)
	})}, nil
}

// appearancesOf finds a page of a person's appearances.
func (r *reader) appearancesOf(ctx context.Context, p *timeline.Person, c criteria, q relay.Query) (*model.AppearanceConnection, error) {
	people := batch.Siblings(ctx)
	passing, err := r.passing(ctx, c)
	if err != nil {
		return nil, err
	}
	var items relay.Page[*timeline.Appearance]
	if !isCounted(ctx) {
		found, err := batch.Load(ctx, people, r.pagesByPerson(passing, q), p.Slug)
		if err != nil {
			return nil, err
		}
		items = found[0]
	}
	page := relay.Connect(q.List, items, store.AppearanceCursor, func(ctx context.Context) (int, error) {
		n, err := r.countOf(ctx, people, p, passing)
		return n.Appearances, err
	})
	return &model.AppearanceConnection{Connection: page, Facets: r.facetsByPerson(people, passing).of(p.Slug)}, nil
}

// facetsByPerson says how the appearances of people are counted by what they have.
func (r *reader) facetsByPerson(people *batch.Group, these passing) facetReads {
	type name struct{ criteria }
	return facetReads{people, name{these.criteria}, slugOf, func(ctx context.Context, slugs []string, q store.FacetQuery) ([][]store.Tally, error) {
		return byPerson(these, slugs, func(slugs []string, f store.AppearanceFilter) ([][]store.Tally, error) {
			return r.store.AppearanceFacetsByPerson(ctx, slugs, f, q)
		})
	}}
}

// outermost finds the first or the last appearance of a person.
func (r *reader) outermost(ctx context.Context, p *timeline.Person, last bool) (*timeline.Appearance, error) {
	passing, err := r.passing(ctx, criteria{window: window{dated: store.OnlyDated}})
	if err != nil {
		return nil, err
	}
	read := r.pagesByPerson(passing, relay.Query{Limit: 1, Descending: last})
	found, err := batch.Load(ctx, batch.Siblings(ctx), read, p.Slug)
	if err != nil || len(found[0].Items) == 0 {
		return nil, err
	}
	return found[0].Items[0], nil
}

// passing are criteria and the filter that they make once their names were looked up. It is
// not ok where nothing can pass, as the criteria name nobody who is known.
type passing struct {
	criteria
	filter store.AppearanceFilter
	ok     bool
}

func (r *reader) passing(ctx context.Context, c criteria) (passing, error) {
	f, ok, err := r.filter(ctx, c)
	return passing{c, f, ok}, err
}

func (r *reader) pagesByPerson(p passing, q relay.Query) batch.Read[appearancePage] {
	type name struct {
		criteria
		relay.Query
	}
	return batch.Read[appearancePage]{
		Name: name{p.criteria, q.OfAny()},
		Keys: slugOf,
		Find: func(ctx context.Context, slugs []string) ([]appearancePage, error) {
			return byPerson(p, slugs, func(slugs []string, f store.AppearanceFilter) ([]appearancePage, error) {
				return r.store.AppearancesByPerson(ctx, slugs, f, q)
			})
		},
		Objects: func(p appearancePage) []any { return batch.Many(p.Items) },
	}
}

// countOf counts the appearances of a person and the recommendations in them.
func (r *reader) countOf(ctx context.Context, people *batch.Group, p *timeline.Person, these passing) (store.Count, error) {
	type name struct{ criteria }
	found, err := batch.Load(ctx, people, batch.Read[store.Count]{
		Name: name{these.criteria},
		Keys: slugOf,
		Find: func(ctx context.Context, slugs []string) ([]store.Count, error) {
			return byPerson(these, slugs, func(slugs []string, f store.AppearanceFilter) ([]store.Count, error) {
				return r.store.CountByPerson(ctx, slugs, f)
			})
		},
	}, p.Slug)
	if err != nil {
		return store.Count{}, err
	}
	return found[0], nil
}

// byPerson reads for those of the people whom the criteria let through. The others get the
// zero value.
func byPerson[V any](p passing, slugs []string, find func([]string, store.AppearanceFilter) ([]V, error)) ([]V, error) {
	if !p.ok {
		return make([]V, len(slugs)), nil
	}
	f := p.filter
	only := f.People
	f.People = nil
	return among(slugs, only, func(slugs []string) ([]V, error) { return find(slugs, f) })
}

func slugOf(member any) []string {
	if p, ok := member.(*timeline.Person); ok {
		return []string{p.Slug}
	}
	return nil
}
