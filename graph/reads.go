package graph

import (
	"context"
	"fmt"
	"slices"

	"viewline/graph/batch"
	"viewline/graph/model"
	"viewline/live"
	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// query checks the arguments of a list, and returns them as a query of the store.
func (r *reader) query(ctx context.Context, first *int, after *string, last *int, before *string, descending bool) (relay.Query, error) {
	q, err := relay.Parse(relay.Args{First: first, After: after, Last: last, Before: before, List: listOf(ctx, descending), Max: r.pageSize}, descending)
	if err != nil {
		return relay.Query{}, inputError{err}
	}
	return q, nil
}

// placed does the same for a list whose items are parts of documents, so that a cursor has
// a place inside a document: viewpoints and hits.
func (r *reader) placed(ctx context.Context, first *int, after *string, last *int, before *string, descending bool) (relay.Query, error) {
	q, err := r.query(ctx, first, after, last, before, descending)
	if err != nil {
		return q, err
	}
	for _, c := range []relay.Cursor{q.After, q.Before} {
		if owner, _, ok := store.Split(c); !c.IsZero() && (!ok || owner == "") {
			return q, inputError{relay.BadCursor(c.In(q.List))}
		}
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

func (r *reader) listPeople(ctx context.Context, filter *model.PersonFilter, order *model.PersonOrder, q relay.Query) (*model.PersonConnection, error) {
	by, q := ordered(personOrders, order, q)
	f, ok, err := r.personFilter(ctx, filter)
	var p relay.Page[*timeline.Person]
	if ok && err == nil {
		p, err = r.store.ListPeople(ctx, f, by, q)
	}
	if err != nil {
		return nil, err
	}
	batch.Found(ctx, batch.Many(p.Items))
	return relay.Connect(q.List, p, store.PersonCursor(by), func(ctx context.Context) (int, error) {
		if !ok {
			return 0, nil
		}
		return r.store.CountPeople(ctx, f)
	}), nil
}

// personOf finds the person that an appearance, a post or a viewpoint names.
func (r *reader) personOf(ctx context.Context, slug string) (*timeline.Person, error) {
	if slug == "" {
		return nil, nil
	}
	return one(ctx, slug, batch.Read[*timeline.Person]{Name: "person", Find: r.store.People, Keys: func(member any) []string {
		switch m := member.(type) {
		case *timeline.Appearance:
			return []string{m.PersonSlug}
		case *timeline.TopicPosition:
			return []string{m.PersonSlug}
		case *timeline.Viewpoint:
			if m.PersonSlug != "" {
				return []string{m.PersonSlug}
			}
		case *timeline.Post:
			if m.PersonSlug != "" {
				return []string{m.PersonSlug}
			}
		}
		return nil
	}})
}

// participant finds the person for a participant of an appearance; nil for somebody without
// views on record.
func (r *reader) participant(ctx context.Context, p *timeline.Participant) (*timeline.Person, error) {
	if p.PersonSlug == "" {
		return nil, nil
	}
	return one(ctx, p.PersonSlug, batch.Read[*timeline.Person]{Name: "participant", Find: r.store.People, Keys: func(member any) []string {
		m, ok := member.(*timeline.Appearance)
		if !ok {
			return nil
		}
		var slugs []string
		for _, p := range m.AllParticipants() {
			if p.PersonSlug != "" {
				slugs = append(slugs, p.PersonSlug)
			}
		}
		return slugs
	}})
}

// nameOf is a participant's name. Where the post names no participants it is the person's
// name, or the slug while an import has not stored the person yet.
func (r *reader) nameOf(ctx context.Context, p *timeline.Participant) (string, error) {
	if p.Name != "" {
		return p.Name, nil
	}
	person, err := r.participant(ctx, p)
	if err != nil || person == nil {
		return p.PersonSlug, err
	}
	return person.Name, nil
}

// peopleIn finds the people whose views a post reports, in the order of the post.
func (r *reader) peopleIn(ctx context.Context, p *timeline.Post) ([]*timeline.Person, error) {
	found, err := batch.Load(ctx, batch.Siblings(ctx), batch.Read[*timeline.Person]{
		Name: "people of posts",
		Keys: func(member any) []string {
			if m, ok := member.(*timeline.Post); ok {
				return m.AllPeople()
			}
			return nil
		},
		Find:    r.store.People,
		Objects: batch.One[*timeline.Person],
	}, p.AllPeople()...)
	return slices.DeleteFunc(found, func(p *timeline.Person) bool { return p == nil }), err
}

func (r *reader) postOf(ctx context.Context, a *timeline.Appearance) (*timeline.Post, error) {
	found, err := one(ctx, a.PostPath, batch.Read[*timeline.Post]{Name: "post", Find: r.store.PostsByPath, Keys: func(member any) []string {
		if m, ok := member.(*timeline.Appearance); ok {
			return []string{m.PostPath}
		}
		return nil
	}})
	return there(found, err, "post %q of appearance %q", a.PostPath, a.Key)
}

// there is what was found, which an import stores together with what leads to it.
func there[T any](found *T, err error, what string, args ...any) (*T, error) {
	if found == nil && err == nil {
		return nil, fmt.Errorf(what+" is not stored", args...)
	}
	return found, err
}

func (r *reader) paperOf(ctx context.Context, rec *timeline.Recommendation) (*timeline.Paper, error) {
	found, err := one(ctx, rec.PaperSlug, batch.Read[*timeline.Paper]{Name: "paper", Find: r.store.Papers, Keys: func(member any) []string {
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
	return there(found, err, "paper %q of appearance %q", rec.PaperSlug, rec.Appearance.Key)
}

// appearancesIn finds the appearances of a post.
func (r *reader) appearancesIn(ctx context.Context, p *timeline.Post) ([]*timeline.Appearance, error) {
	found, err := batch.Load(ctx, batch.Siblings(ctx), batch.Read[*timeline.Appearance]{
		Name: "appearances",
		Keys: func(member any) []string {
			if m, ok := member.(*timeline.Post); ok {
				return m.Record.AppearanceKeys()
			}
			return nil
		},
		Find:    r.store.Appearances,
		Objects: batch.One[*timeline.Appearance],
	}, p.Record.AppearanceKeys()...)
	return slices.DeleteFunc(found, func(a *timeline.Appearance) bool { return a == nil }), err
}

// one finds the object that a member of the group refers to by a key.
func one[T comparable](ctx context.Context, key string, read batch.Read[T]) (T, error) {
	read.Objects = batch.One[T]
	found, err := batch.Load(ctx, batch.Siblings(ctx), read, key)
	if err != nil {
		var none T
		return none, err
	}
	return found[0], nil
}

// changed finds the appearances that an import added or updated.
func (r *reader) changed(ctx context.Context, c *live.Change) ([]*timeline.Appearance, error) {
	found, err := r.store.Appearances(ctx, c.Keys)
	if err != nil {
		return nil, err
	}
	found = slices.DeleteFunc(found, func(a *timeline.Appearance) bool { return a == nil })
	batch.Found(ctx, batch.Many(found))
	return found, nil
}
