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

// query checks the arguments of a list.
func query(first *int, after *string, last *int, before *string, descending bool) (page.Query, error) {
	q, err := page.Parse(page.Args{First: first, After: after, Last: last, Before: before}, descending)
	if err != nil {
		return page.Query{}, inputError{err}
	}
	return q, nil
}

// root finds one object by its key, at the root of a query.
func root[T comparable](ctx context.Context, key string, find func(context.Context, []string) ([]T, error)) (T, error) {
	found, err := find(ctx, []string{key})
	if err != nil {
		var none T
		return none, err
	}
	batch.Found(ctx, batch.Many(found))
	return found[0], nil
}

func (r *resolver) listPeople(ctx context.Context, q page.Query) (*model.PersonConnection, error) {
	p, err := r.store.ListPeople(ctx, q)
	if err != nil {
		return nil, err
	}
	batch.Found(ctx, batch.Many(p.Items))
	return page.Connect(p, store.PersonCursor, func(ctx context.Context) (int, error) {
		corpus, err := r.store.Corpus(ctx)
		return corpus.People, err
	}), nil
}

// personOf finds the person that an appearance, a post or a viewpoint names.
func (r *resolver) personOf(ctx context.Context, slug string) (*timeline.Person, error) {
	if slug == "" {
		return nil, nil
	}
	return one(ctx, slug, batch.Read[*timeline.Person]{Name: "person", Find: r.store.People, Keys: func(member any) []string {
		switch m := member.(type) {
		case *timeline.Appearance:
			return []string{m.PersonSlug}
		case *timeline.Post:
			if m.PersonSlug != "" {
				return []string{m.PersonSlug}
			}
		}
		return nil
	}})
}

func (r *resolver) postOf(ctx context.Context, a *timeline.Appearance) (*timeline.Post, error) {
	return one(ctx, a.PostPath, batch.Read[*timeline.Post]{Name: "post", Find: r.store.PostsByPath, Keys: func(member any) []string {
		if m, ok := member.(*timeline.Appearance); ok {
			return []string{m.PostPath}
		}
		return nil
	}})
}

func (r *resolver) paperOf(ctx context.Context, rec *timeline.Recommendation) (*timeline.Paper, error) {
	return one(ctx, rec.PaperSlug, batch.Read[*timeline.Paper]{Name: "paper", Find: r.store.Papers, Keys: func(member any) []string {
		m, ok := member.(*timeline.Appearance)
		if !ok {
			return nil
		}
		slugs := make([]string, len(m.Recommendations))
		for i, rec := range m.Recommendations {
			slugs[i] = rec.PaperSlug
		}
		return slugs
	}})
}

// appearancesIn finds the appearances of a post.
func (r *resolver) appearancesIn(ctx context.Context, p *timeline.Post) ([]*timeline.Appearance, error) {
	found, err := batch.Load(ctx, batch.Siblings(ctx), batch.Read[*timeline.Appearance]{
		Name: "appearances",
		Keys: func(member any) []string {
			if m, ok := member.(*timeline.Post); ok {
				return m.AppearanceKeys()
			}
			return nil
		},
		Find:    r.store.Appearances,
		Objects: batch.One[*timeline.Appearance],
	}, p.AppearanceKeys()...)
	return slices.DeleteFunc(found, func(a *timeline.Appearance) bool { return a == nil }), err
}

// one finds an object that an object of the group names.
func one[T comparable](ctx context.Context, key string, read batch.Read[T]) (T, error) {
	read.Objects = batch.One[T]
	found, err := batch.Load(ctx, batch.Siblings(ctx), read, key)
	if err != nil {
		var none T
		return none, err
	}
	return found[0], nil
}
