package tagged

import (
	"context"

	"viewline/cachetag"
	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// views notes a read of appearances or viewpoints. Those of one person, or on one topic, depend
// on the posts about that person, or with that topic.
func views(ctx context.Context, person, topic string) {
	set := cachetag.In(ctx)
	switch {
	case person != "":
		set.Add(store.TagPerson, person)
	case topic != "":
		set.Add(store.TagTopic, topic)
	default:
		set.Add(store.TagAny, anyPost)
	}
}

// by notes a read of the views of several people, topics or positions.
func by(ctx context.Context, d store.Dimension, keys []string) {
	if cachetag.In(ctx) == nil {
		return
	}
	for _, key := range keys {
		f := store.ViewpointFilter{}.Of(d, key)
		views(ctx, f.Person, f.Topic)
	}
}

// ListAppearances implements [store.Reader].
func (r Reader) ListAppearances(ctx context.Context, f store.AppearanceFilter, q relay.Query) (relay.Page[*timeline.Appearance], error) {
	views(ctx, f.Person, f.Topic)
	return r.Reader.ListAppearances(ctx, f, q)
}

// AppearancesByPerson implements [store.Reader].
func (r Reader) AppearancesByPerson(ctx context.Context, slugs []string, f store.AppearanceFilter, q relay.Query) ([]relay.Page[*timeline.Appearance], error) {
	by(ctx, store.ByPerson, slugs)
	return r.Reader.AppearancesByPerson(ctx, slugs, f, q)
}

// Neighbours implements [store.Reader].
func (r Reader) Neighbours(ctx context.Context, of []*timeline.Appearance, next bool) ([]*timeline.Appearance, error) {
	for _, a := range of {
		views(ctx, a.PersonSlug, "")
	}
	return r.Reader.Neighbours(ctx, of, next)
}

// CountAppearances implements [store.Reader].
func (r Reader) CountAppearances(ctx context.Context, f store.AppearanceFilter) (int, error) {
	views(ctx, f.Person, f.Topic)
	return r.Reader.CountAppearances(ctx, f)
}

// CountByPerson implements [store.Reader].
func (r Reader) CountByPerson(ctx context.Context, slugs []string, f store.AppearanceFilter) ([]store.Count, error) {
	by(ctx, store.ByPerson, slugs)
	return r.Reader.CountByPerson(ctx, slugs, f)
}

// AppearancesByPaper implements [store.Reader].
func (r Reader) AppearancesByPaper(ctx context.Context, papers []string, q relay.Query) ([]relay.Page[*timeline.Appearance], error) {
	cachetag.In(ctx).Add(store.TagPaper, papers...)
	return r.Reader.AppearancesByPaper(ctx, papers, q)
}

// CountByPaper implements [store.Reader].
func (r Reader) CountByPaper(ctx context.Context, papers []string) ([]int, error) {
	cachetag.In(ctx).Add(store.TagPaper, papers...)
	return r.Reader.CountByPaper(ctx, papers)
}

// ListViewpoints implements [store.Reader].
func (r Reader) ListViewpoints(ctx context.Context, f store.ViewpointFilter, q relay.Query) (relay.Page[*timeline.Viewpoint], error) {
	views(ctx, f.Person, f.Topic)
	return r.Reader.ListViewpoints(ctx, f, q)
}

// ViewpointsBy implements [store.Reader].
func (r Reader) ViewpointsBy(ctx context.Context, d store.Dimension, slugs []string, f store.ViewpointFilter, q relay.Query) ([]relay.Page[*timeline.Viewpoint], error) {
	by(ctx, d, slugs)
	return r.Reader.ViewpointsBy(ctx, d, slugs, f, q)
}

// CountViewpoints implements [store.Reader].
func (r Reader) CountViewpoints(ctx context.Context, f store.ViewpointFilter) (int, error) {
	views(ctx, f.Person, f.Topic)
	return r.Reader.CountViewpoints(ctx, f)
}

// CountViewpointsBy implements [store.Reader].
func (r Reader) CountViewpointsBy(ctx context.Context, d store.Dimension, slugs []string, f store.ViewpointFilter) ([]int, error) {
	by(ctx, d, slugs)
	return r.Reader.CountViewpointsBy(ctx, d, slugs, f)
}

// AppearanceFacets implements [store.Reader].
func (r Reader) AppearanceFacets(ctx context.Context, f store.AppearanceFilter, q store.FacetQuery) ([]store.Tally, error) {
	views(ctx, f.Person, f.Topic)
	return r.Reader.AppearanceFacets(ctx, f, q)
}

// AppearanceFacetsByPerson implements [store.Reader].
func (r Reader) AppearanceFacetsByPerson(ctx context.Context, slugs []string, f store.AppearanceFilter, q store.FacetQuery) ([][]store.Tally, error) {
	by(ctx, store.ByPerson, slugs)
	return r.Reader.AppearanceFacetsByPerson(ctx, slugs, f, q)
}

// ViewpointFacets implements [store.Reader].
func (r Reader) ViewpointFacets(ctx context.Context, f store.ViewpointFilter, q store.FacetQuery) ([]store.Tally, error) {
	views(ctx, f.Person, f.Topic)
	return r.Reader.ViewpointFacets(ctx, f, q)
}

// ViewpointFacetsBy implements [store.Reader].
func (r Reader) ViewpointFacetsBy(ctx context.Context, d store.Dimension, slugs []string, f store.ViewpointFilter, q store.FacetQuery) ([][]store.Tally, error) {
	by(ctx, d, slugs)
	return r.Reader.ViewpointFacetsBy(ctx, d, slugs, f, q)
}

// PositionsBy implements [store.Reader].
func (r Reader) PositionsBy(ctx context.Context, d store.Dimension, slugs, others []string, o store.PositionOrder, q relay.Query) ([]relay.Page[*timeline.TopicPosition], error) {
	by(ctx, d, slugs)
	return r.Reader.PositionsBy(ctx, d, slugs, others, o, q)
}

// CountPositionsBy implements [store.Reader].
func (r Reader) CountPositionsBy(ctx context.Context, d store.Dimension, slugs, others []string) ([]int, error) {
	by(ctx, d, slugs)
	return r.Reader.CountPositionsBy(ctx, d, slugs, others)
}
