package graph

import (
	"context"
	"slices"

	"viewline/graph/batch"
	"viewline/graph/model"
	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

type viewpointPage = relay.Page[*timeline.Viewpoint]

func (r *reader) listViewpoints(ctx context.Context, c viewCriteria, q relay.Query) (*model.ViewpointConnection, error) {
	f, ok, err := r.viewFilter(ctx, c)
	var p viewpointPage
	if ok && err == nil {
		p, err = r.store.ListViewpoints(ctx, f, q)
	}
	if err != nil {
		return nil, err
	}
	batch.Found(ctx, owners(p))
	page := relay.Connect(q.List, p, store.ViewpointCursor, func(ctx context.Context) (int, error) {
		if !ok {
			return 0, nil
		}
		return r.store.CountViewpoints(ctx, f)
	})
	return &model.ViewpointConnection{Connection: page, Facets: facetsOfList(ok, func(ctx context.Context, q store.FacetQuery) ([]store.Tally, error) {
		return r.store.ViewpointFacets(ctx, f, q)
	})}, nil
}

// viewpointsIn finds a page of the viewpoints of an appearance.
func (r *reader) viewpointsIn(ctx context.Context, a *timeline.Appearance, c viewCriteria, q relay.Query) (*model.ViewpointConnection, error) {
	passing := (*timeline.Appearance).Viewpoints
	if c != (viewCriteria{}) {
		f, ok, err := r.viewFilter(ctx, c)
		if err == nil {
			f, err = r.store.Viewpoints(ctx, f)
		}
		if err != nil {
			return nil, err
		}
		if passing = matches(f); !ok {
			passing = func(*timeline.Appearance) []*timeline.Viewpoint { return nil }
		}
	}
	all := passing(a)
	page := relay.Connect(q.List, relay.Slice(q, all, store.ViewpointCursor), store.ViewpointCursor, func(context.Context) (int, error) {
		return len(all), nil
	})
	return &model.ViewpointConnection{Connection: page, Facets: facetsIn(batch.Siblings(ctx), a, c, passing)}, nil
}

// passingViews are criteria and the filter that they make once their names were looked up.
// It is not ok where nothing can pass, as the criteria name nobody who is known.
type passingViews struct {
	viewCriteria
	filter store.ViewpointFilter
	ok     bool
}

// viewpointsBy finds a page of the viewpoints of a person, on a topic or of a position.
func (r *reader) viewpointsBy(ctx context.Context, by store.Dimension, slug string, c viewCriteria, q relay.Query) (*model.ViewpointConnection, error) {
	siblings := batch.Siblings(ctx)
	f, ok, err := r.viewFilter(ctx, c)
	if err != nil {
		return nil, err
	}
	these := passingViews{c, f, ok}
	type name struct {
		store.Dimension
		viewCriteria
		relay.Query
	}
	var items viewpointPage
	if !isCounted(ctx) {
		found, err := batch.Load(ctx, siblings, batch.Read[viewpointPage]{
			Name: name{by, c, q.OfAny()},
			Keys: keysBy(by),
			Find: func(ctx context.Context, slugs []string) ([]viewpointPage, error) {
				return viewsBy(by, these, slugs, func(slugs []string, f store.ViewpointFilter) ([]viewpointPage, error) {
					return r.store.ViewpointsBy(ctx, by, slugs, f, q)
				})
			},
			Objects: owners,
		}, slug)
		if err != nil {
			return nil, err
		}
		items = found[0]
	}
	page := relay.Connect(q.List, items, store.ViewpointCursor, func(ctx context.Context) (int, error) {
		return r.countViewpointsBy(ctx, siblings, by, slug, these)
	})
	return &model.ViewpointConnection{Connection: page, Facets: r.viewFacetsBy(siblings, by, these).of(slug)}, nil
}

// viewFacetsBy says how the viewpoints of people, on topics or of positions are counted by
// what they have.
func (r *reader) viewFacetsBy(siblings *batch.Group, by store.Dimension, these passingViews) facetReads {
	type name struct {
		store.Dimension
		viewCriteria
	}
	return facetReads{siblings, name{by, these.viewCriteria}, keysBy(by), func(ctx context.Context, slugs []string, q store.FacetQuery) ([][]store.Tally, error) {
		return viewsBy(by, these, slugs, func(slugs []string, f store.ViewpointFilter) ([][]store.Tally, error) {
			return r.store.ViewpointFacetsBy(ctx, by, slugs, f, q)
		})
	}}
}

func (r *reader) countViewpointsBy(ctx context.Context, siblings *batch.Group, by store.Dimension, slug string, these passingViews) (int, error) {
	type name struct {
		store.Dimension
		viewCriteria
	}
	found, err := batch.Load(ctx, siblings, batch.Read[int]{
		Name: name{by, these.viewCriteria},
		Keys: keysBy(by),
		Find: func(ctx context.Context, slugs []string) ([]int, error) {
			return viewsBy(by, these, slugs, func(slugs []string, f store.ViewpointFilter) ([]int, error) {
				return r.store.CountViewpointsBy(ctx, by, slugs, f)
			})
		},
	}, slug)
	if err != nil {
		return 0, err
	}
	return found[0], nil
}

// viewsBy reads for those of the people, topics or positions that the criteria let through. The
// others get the zero value.
func viewsBy[V any](by store.Dimension, these passingViews, slugs []string, find func([]string, store.ViewpointFilter) ([]V, error)) ([]V, error) {
	if !these.ok {
		return make([]V, len(slugs)), nil
	}
	f := these.filter
	list := &f.People
	switch by {
	case store.ByPosition:
		return find(slugs, f)
	case store.ByTopic:
		list = &f.Topics
	}
	only := *list
	*list = nil
	return among(slugs, only, func(slugs []string) ([]V, error) { return find(slugs, f) })
}

// among reads for those of the keys that only has, and leaves the zero value for the
// others; for all keys where only is empty.
func among[V any](keys, only []string, find func([]string) ([]V, error)) ([]V, error) {
	if len(only) == 0 {
		return find(keys)
	}
	kept := slices.DeleteFunc(slices.Clone(keys), func(key string) bool { return !slices.Contains(only, key) })
	values := make([]V, len(keys))
	if len(kept) == 0 {
		return values, nil
	}
	found, err := find(kept)
	if err != nil {
		return nil, err
	}
	for i, key := range kept {
		values[slices.Index(keys, key)] = found[i]
	}
	return values, nil
}

func keysBy(by store.Dimension) func(member any) []string {
	switch by {
	case store.ByTopic:
		return topicSlug
	case store.ByPosition:
		return positionKey
	}
	return slugOf
}

// owners lists the appearances of a page's viewpoints, each once, and the
// viewpoints that have none.
func owners(p viewpointPage) []any {
	var objects []any
	seen := map[*timeline.Appearance]bool{}
	for _, v := range p.Items {
		switch {
		case v.Appearance == nil:
			objects = append(objects, v)
		case !seen[v.Appearance]:
			seen[v.Appearance] = true
			objects = append(objects, v.Appearance)
		}
	}
	return objects
}
