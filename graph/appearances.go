package graph

import (
	"context"
	"slices"

	"viewline/graph/batch"
	"viewline/graph/model"
	"viewline/page"
	"viewline/store"
	"viewline/timeline"
)

type appearancePage = page.Page[*timeline.Appearance]

// dated passes every appearance that has a date at all.
var dated = store.AppearanceFilter{From: timeline.PartialDate{Year: 1}}

// criteria is a filter in a form that can be compared.
type criteria struct {
	named  bool
	person string // where named: a slug, a name or an alias
	rest   store.AppearanceFilter
}

func criteriaOf(f *model.AppearanceFilter) criteria {
	var c criteria
	if f == nil {
		return c
	}
	if f.Person != nil {
		c.named, c.person = true, *f.Person
	}
	if f.Kind != nil {
		c.rest.Kind = *f.Kind
	}
	if f.From != nil {
		c.rest.From = *f.From
	}
	if f.To != nil {
		c.rest.To = *f.To
	}
	return c
}

// filter finds the person that the criteria name. It is not ok where nobody
// goes by that name, so that nothing passes.
func (r *resolver) filter(ctx context.Context, c criteria) (f store.AppearanceFilter, ok bool, err error) {
	if !c.named {
		return c.rest, true, nil
	}
	found, err := r.store.People(ctx, []string{c.person})
	if err != nil || found[0] == nil {
		return store.AppearanceFilter{}, false, err
	}
	c.rest.Person = found[0].Slug
	return c.rest, true, nil
}

func (r *resolver) listAppearances(ctx context.Context, c criteria, q page.Query) (*model.AppearanceConnection, error) {
	f, ok, err := r.filter(ctx, c)
	if err != nil {
		return nil, err
	}
	p := page.Of[*timeline.Appearance](q, nil)
	if ok {
		p, err = r.store.ListAppearances(ctx, f, q)
	}
	if err != nil {
		return nil, err
	}
	batch.Found(ctx, batch.Many(p.Items))
	return page.Connect(p, store.AppearanceCursor, func(ctx context.Context) (int, error) {
		if !ok {
			return 0, nil
		}
		n, err := r.store.CountAppearances(ctx, f)
		return n.Appearances, err
	}), nil
}

// appearancesOf pages through the appearances of a person.
func (r *resolver) appearancesOf(ctx context.Context, p *timeline.Person, c criteria, q page.Query) (*model.AppearanceConnection, error) {
	people := batch.Siblings(ctx)
	found, err := batch.Load(ctx, people, r.pagesByPerson(c, q), p.Slug)
	if err != nil {
		return nil, err
	}
	return page.Connect(found[0], store.AppearanceCursor, func(ctx context.Context) (int, error) {
		n, err := r.countOf(ctx, people, p, c)
		return n.Appearances, err
	}), nil
}

// outermost finds the first or the last appearance of a person.
func (r *resolver) outermost(ctx context.Context, p *timeline.Person, last bool) (*timeline.Appearance, error) {
	read := r.pagesByPerson(criteria{rest: dated}, page.Query{Limit: 1, Descending: last})
	found, err := batch.Load(ctx, batch.Siblings(ctx), read, p.Slug)
	if err != nil || len(found[0].Items) == 0 {
		return nil, err
	}
	return found[0].Items[0], nil
}

func (r *resolver) pagesByPerson(c criteria, q page.Query) batch.Read[appearancePage] {
	type name struct {
		criteria
		page.Query
	}
	return batch.Read[appearancePage]{
		Name: name{c, q},
		Keys: slugOf,
		Find: func(ctx context.Context, slugs []string) ([]appearancePage, error) {
			return byPerson(ctx, r, c, slugs, func(slugs []string, f store.AppearanceFilter) ([]appearancePage, error) {
				return r.store.AppearancesByPerson(ctx, slugs, f, q)
			})
		},
		Objects: func(p appearancePage) []any { return batch.Many(p.Items) },
	}
}

// countOf counts the appearances of a person and the recommendations in them.
func (r *resolver) countOf(ctx context.Context, people *batch.Group, p *timeline.Person, c criteria) (store.Count, error) {
	type name struct{ criteria }
	found, err := batch.Load(ctx, people, batch.Read[store.Count]{
		Name: name{c},
		Keys: slugOf,
		Find: func(ctx context.Context, slugs []string) ([]store.Count, error) {
			return byPerson(ctx, r, c, slugs, func(slugs []string, f store.AppearanceFilter) ([]store.Count, error) {
				return r.store.CountByPerson(ctx, slugs, f)
			})
		},
	}, p.Slug)
	if err != nil {
		return store.Count{}, err
	}
	return found[0], nil
}

// byPerson reads for those people whom the criteria let through, and leaves
// the zero value for the others.
func byPerson[V any](ctx context.Context, r *resolver, c criteria, slugs []string, find func([]string, store.AppearanceFilter) ([]V, error)) ([]V, error) {
	f, ok, err := r.filter(ctx, c)
	values := make([]V, len(slugs))
	if err != nil || !ok {
		return values, err
	}
	if f.Person == "" {
		return find(slugs, f)
	}
	i := slices.Index(slugs, f.Person)
	if i < 0 {
		return values, nil
	}
	f.Person = ""
	found, err := find(slugs[i:i+1], f)
	if err != nil {
		return nil, err
	}
	values[i] = found[0]
	return values, nil
}

func slugOf(member any) []string {
	if p, ok := member.(*timeline.Person); ok {
		return []string{p.Slug}
	}
	return nil
}
