package proposed

import (
	"context"
	"reflect"
	"slices"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// ListAppearances implements [store.Reader].
func (r *Reader) ListAppearances(ctx context.Context, f store.AppearanceFilter, q relay.Query) (relay.Page[*timeline.Appearance], error) {
	f, err := r.appearances(ctx, f)
	if err != nil {
		return relay.Page[*timeline.Appearance]{}, err
	}
	return r.Reader.ListAppearances(ctx, f, q)
}

// AppearancesByPerson implements [store.Reader].
func (r *Reader) AppearancesByPerson(ctx context.Context, slugs []string, f store.AppearanceFilter, q relay.Query) ([]relay.Page[*timeline.Appearance], error) {
	f, err := r.appearances(ctx, f)
	if err != nil {
		return nil, err
	}
	return r.Reader.AppearancesByPerson(ctx, slugs, f, q)
}

// CountAppearances implements [store.Reader].
func (r *Reader) CountAppearances(ctx context.Context, f store.AppearanceFilter) (int, error) {
	f, err := r.appearances(ctx, f)
	if err != nil {
		return 0, err
	}
	return r.Reader.CountAppearances(ctx, f)
}

// CountByPerson implements [store.Reader].
func (r *Reader) CountByPerson(ctx context.Context, slugs []string, f store.AppearanceFilter) ([]store.Count, error) {
	f, err := r.appearances(ctx, f)
	if err != nil {
		return nil, err
	}
	return r.Reader.CountByPerson(ctx, slugs, f)
}

// AppearanceFacets implements [store.Reader].
func (r *Reader) AppearanceFacets(ctx context.Context, f store.AppearanceFilter, q store.FacetQuery) ([]store.Tally, error) {
	f, err := r.appearances(ctx, f)
	if err != nil {
		return nil, err
	}
	return r.Reader.AppearanceFacets(ctx, f, q)
}

// AppearanceFacetsByPerson implements [store.Reader].
func (r *Reader) AppearanceFacetsByPerson(ctx context.Context, slugs []string, f store.AppearanceFilter, q store.FacetQuery) ([][]store.Tally, error) {
	f, err := r.appearances(ctx, f)
	if err != nil {
		return nil, err
	}
	return r.Reader.AppearanceFacetsByPerson(ctx, slugs, f, q)
}

// ListViewpoints implements [store.Reader].
func (r *Reader) ListViewpoints(ctx context.Context, f store.ViewpointFilter, q relay.Query) (relay.Page[*timeline.Viewpoint], error) {
	f, err := r.Viewpoints(ctx, f)
	if err != nil {
		return relay.Page[*timeline.Viewpoint]{}, err
	}
	return r.Reader.ListViewpoints(ctx, f, q)
}

// CountViewpoints implements [store.Reader].
func (r *Reader) CountViewpoints(ctx context.Context, f store.ViewpointFilter) (int, error) {
	f, err := r.Viewpoints(ctx, f)
	if err != nil {
		return 0, err
	}
	return r.Reader.CountViewpoints(ctx, f)
}

// ViewpointFacets implements [store.Reader].
func (r *Reader) ViewpointFacets(ctx context.Context, f store.ViewpointFilter, q store.FacetQuery) ([]store.Tally, error) {
	f, err := r.Viewpoints(ctx, f)
	if err != nil {
		return nil, err
	}
	return r.Reader.ViewpointFacets(ctx, f, q)
}

// ViewpointsBy implements [store.Reader]; of proposed topics, of which there are few, it reads
// each by itself.
func (r *Reader) ViewpointsBy(ctx context.Context, by store.Dimension, slugs []string, f store.ViewpointFilter, q relay.Query) ([]relay.Page[*timeline.Viewpoint], error) {
	return viewpointsBy(ctx, r, by, slugs, f,
		func(f store.ViewpointFilter) ([]relay.Page[*timeline.Viewpoint], error) {
			return r.Reader.ViewpointsBy(ctx, by, slugs, f, q)
		},
		func(_ *topic, f store.ViewpointFilter) (relay.Page[*timeline.Viewpoint], error) {
			return r.Reader.ListViewpoints(ctx, f, q)
		})
}

// CountViewpointsBy implements [store.Reader]; see ViewpointsBy.
func (r *Reader) CountViewpointsBy(ctx context.Context, by store.Dimension, slugs []string, f store.ViewpointFilter) ([]int, error) {
	return viewpointsBy(ctx, r, by, slugs, f,
		func(f store.ViewpointFilter) ([]int, error) { return r.Reader.CountViewpointsBy(ctx, by, slugs, f) },
		func(t *topic, f store.ViewpointFilter) (int, error) {
			rest := f
			if rest.Labels = nil; reflect.ValueOf(rest).IsZero() {
				return t.ViewpointCount, nil
			}
			return r.Reader.CountViewpoints(ctx, f)
		})
}

// ViewpointFacetsBy implements [store.Reader]; see ViewpointsBy.
func (r *Reader) ViewpointFacetsBy(ctx context.Context, by store.Dimension, slugs []string, f store.ViewpointFilter, q store.FacetQuery) ([][]store.Tally, error) {
	return viewpointsBy(ctx, r, by, slugs, f,
		func(f store.ViewpointFilter) ([][]store.Tally, error) {
			return r.Reader.ViewpointFacetsBy(ctx, by, slugs, f, q)
		},
		func(_ *topic, f store.ViewpointFilter) ([]store.Tally, error) {
			return r.Reader.ViewpointFacets(ctx, f, q)
		})
}

// viewpointsBy reads what is stored with the function stored, and where the slugs are those of
// proposed topics, of each topic with the function one.
func viewpointsBy[V any](ctx context.Context, r *Reader, by store.Dimension, slugs []string, f store.ViewpointFilter,
	stored func(store.ViewpointFilter) ([]V, error), one func(*topic, store.ViewpointFilter) (V, error),
) ([]V, error) {
	if by != store.ByTopic {
		f, err := r.Viewpoints(ctx, f)
		if err != nil {
			return nil, err
		}
		return stored(f)
	}
	t, err := r.named(ctx, "", slugs...)
	if err != nil {
		return nil, err
	}
	if len(t.all) == 0 {
		return stored(f)
	}
	values := make([]V, len(slugs))
	for i, slug := range slugs {
		f := f
		f.Topic = slug
		if f.Labels = t.labels(&f.Topic, &f.Topics); len(f.Labels) == 0 {
			continue
		}
		if values[i], err = one(t.bySlug[slug], f); err != nil {
			return nil, err
		}
	}
	return values, nil
}

// ListPeople implements [store.Reader].
func (r *Reader) ListPeople(ctx context.Context, f store.PersonFilter, by store.PersonOrder, q relay.Query) (relay.Page[*timeline.Person], error) {
	people, ok, err := r.people(ctx, f)
	if err != nil || ok {
		return page(people, store.PersonCursor(by), q), err
	}
	return r.Reader.ListPeople(ctx, f, by, q)
}

// CountPeople implements [store.Reader].
func (r *Reader) CountPeople(ctx context.Context, f store.PersonFilter) (int, error) {
	people, ok, err := r.people(ctx, f)
	if err != nil || ok {
		return len(people), err
	}
	return r.Reader.CountPeople(ctx, f)
}

// people are those who pass a filter with proposed topics. It is not ok for any other filter.
func (r *Reader) people(ctx context.Context, f store.PersonFilter) (people []*timeline.Person, ok bool, err error) {
	t, err := r.named(ctx, f.Topic, f.Topics...)
	if err != nil || len(t.all) == 0 {
		return nil, false, err
	}
	wanted := f.Topics
	if f.Topic != "" {
		wanted = []string{f.Topic}
	}
	found, err := r.peopleOn(ctx, t, wanted...)
	f.Topic, f.Topics = "", nil
	return slices.DeleteFunc(found, func(p *timeline.Person) bool {
		return !(store.Entry{Tokens: store.PersonTokens(p)}).Has(f.Tokens(), f.Choices()...)
	}), true, err
}

// peopleOn reads all who put forward a viewpoint on one of the topics.
func (r *Reader) peopleOn(ctx context.Context, t *topics, slugs ...string) ([]*timeline.Person, error) {
	found, err := r.People(ctx, t.people(slugs...))
	return slices.DeleteFunc(found, func(p *timeline.Person) bool { return p == nil }), err
}

// PeopleByTopic implements [store.Reader].
func (r *Reader) PeopleByTopic(ctx context.Context, slugs []string, by store.PersonOrder, q relay.Query) ([]relay.Page[*timeline.Person], error) {
	t, err := r.named(ctx, "", slugs...)
	if err != nil {
		return nil, err
	}
	if len(t.all) == 0 {
		return r.Reader.PeopleByTopic(ctx, slugs, by, q)
	}
	all, err := r.peopleOn(ctx, t, slugs...)
	if err != nil {
		return nil, err
	}
	pages := make([]relay.Page[*timeline.Person], len(slugs))
	for i, slug := range slugs {
		these := slices.DeleteFunc(slices.Clone(all), func(p *timeline.Person) bool {
			_, on := slices.BinarySearch(t.people(slug), p.Slug)
			return !on
		})
		pages[i] = page(these, store.PersonCursor(by), q)
	}
	return pages, nil
}

// CountPeopleByTopic implements [store.Reader].
func (r *Reader) CountPeopleByTopic(ctx context.Context, slugs []string) ([]int, error) {
	t, err := r.named(ctx, "", slugs...)
	if err != nil {
		return nil, err
	}
	if len(t.all) == 0 {
		return r.Reader.CountPeopleByTopic(ctx, slugs)
	}
	counts := make([]int, len(slugs))
	for i, slug := range slugs {
		counts[i] = len(t.people(slug))
	}
	return counts, nil
}
