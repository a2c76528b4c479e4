package observed

import (
	"context"

	"viewline/cachetag"
	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// CountByPaper implements [store.Reader].
func (r *Reader) CountByPaper(ctx context.Context, papers []string) (found []int, err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "CountByPaper", began, err) }()
	return r.Reader.CountByPaper(ctx, papers)
}

// ListViewpoints implements [store.Reader].
func (r *Reader) ListViewpoints(ctx context.Context, f store.ViewpointFilter, q relay.Query) (found relay.Page[*timeline.Viewpoint], err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "ListViewpoints", began, err) }()
	return r.Reader.ListViewpoints(ctx, f, q)
}

// ViewpointsBy implements [store.Reader].
func (r *Reader) ViewpointsBy(ctx context.Context, by store.Dimension, slugs []string, f store.ViewpointFilter, q relay.Query) (found []relay.Page[*timeline.Viewpoint], err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "ViewpointsBy", began, err) }()
	return r.Reader.ViewpointsBy(ctx, by, slugs, f, q)
}

// CountViewpoints implements [store.Reader].
func (r *Reader) CountViewpoints(ctx context.Context, f store.ViewpointFilter) (found int, err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "CountViewpoints", began, err) }()
	return r.Reader.CountViewpoints(ctx, f)
}

// CountViewpointsBy implements [store.Reader].
func (r *Reader) CountViewpointsBy(ctx context.Context, by store.Dimension, slugs []string, f store.ViewpointFilter) (found []int, err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "CountViewpointsBy", began, err) }()
	return r.Reader.CountViewpointsBy(ctx, by, slugs, f)
}

// AppearanceFacets implements [store.Reader].
func (r *Reader) AppearanceFacets(ctx context.Context, f store.AppearanceFilter, q store.FacetQuery) (found []store.Tally, err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "AppearanceFacets", began, err) }()
	return r.Reader.AppearanceFacets(ctx, f, q)
}

// AppearanceFacetsByPerson implements [store.Reader].
func (r *Reader) AppearanceFacetsByPerson(ctx context.Context, slugs []string, f store.AppearanceFilter, q store.FacetQuery) (found [][]store.Tally, err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "AppearanceFacetsByPerson", began, err) }()
	return r.Reader.AppearanceFacetsByPerson(ctx, slugs, f, q)
}

// ViewpointFacets implements [store.Reader].
func (r *Reader) ViewpointFacets(ctx context.Context, f store.ViewpointFilter, q store.FacetQuery) (found []store.Tally, err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "ViewpointFacets", began, err) }()
	return r.Reader.ViewpointFacets(ctx, f, q)
}

// ViewpointFacetsBy implements [store.Reader].
func (r *Reader) ViewpointFacetsBy(ctx context.Context, by store.Dimension, slugs []string, f store.ViewpointFilter, q store.FacetQuery) (found [][]store.Tally, err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "ViewpointFacetsBy", began, err) }()
	return r.Reader.ViewpointFacetsBy(ctx, by, slugs, f, q)
}

// PositionsBy implements [store.Reader].
func (r *Reader) PositionsBy(ctx context.Context, by store.Dimension, slugs, others []string, o store.PositionOrder, q relay.Query) (found []relay.Page[*timeline.TopicPosition], err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "PositionsBy", began, err) }()
	return r.Reader.PositionsBy(ctx, by, slugs, others, o, q)
}

// CountPositionsBy implements [store.Reader].
func (r *Reader) CountPositionsBy(ctx context.Context, by store.Dimension, slugs, others []string) (found []int, err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "CountPositionsBy", began, err) }()
	return r.Reader.CountPositionsBy(ctx, by, slugs, others)
}

// ListPapers implements [store.Reader].
func (r *Reader) ListPapers(ctx context.Context, f store.PaperFilter, by store.PaperOrder, q relay.Query) (found relay.Page[*timeline.Paper], err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "ListPapers", began, err) }()
	return r.Reader.ListPapers(ctx, f, by, q)
}

// CountPapers implements [store.Reader].
func (r *Reader) CountPapers(ctx context.Context, f store.PaperFilter) (found int, err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "CountPapers", began, err) }()
	return r.Reader.CountPapers(ctx, f)
}

// ListPosts implements [store.Reader].
func (r *Reader) ListPosts(ctx context.Context, by store.PostOrder, q relay.Query) (found relay.Page[*timeline.Post], err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "ListPosts", began, err) }()
	return r.Reader.ListPosts(ctx, by, q)
}

// PostsByPerson implements [store.Reader].
func (r *Reader) PostsByPerson(ctx context.Context, slugs []string, by store.PostOrder, q relay.Query) (found []relay.Page[*timeline.Post], err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "PostsByPerson", began, err) }()
	return r.Reader.PostsByPerson(ctx, slugs, by, q)
}

// CountPostsByPerson implements [store.Reader].
func (r *Reader) CountPostsByPerson(ctx context.Context, slugs []string) (found []int, err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "CountPostsByPerson", began, err) }()
	return r.Reader.CountPostsByPerson(ctx, slugs)
}

// Search implements [store.Reader].
func (r *Reader) Search(ctx context.Context, f store.SearchFilter, q relay.Query) (found relay.Page[store.Hit], err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "Search", began, err) }()
	return r.Reader.Search(ctx, f, q)
}

// CountHits implements [store.Reader].
func (r *Reader) CountHits(ctx context.Context, f store.SearchFilter) (found int, err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "CountHits", began, err) }()
	return r.Reader.CountHits(ctx, f)
}

// HitFacets implements [store.Reader].
func (r *Reader) HitFacets(ctx context.Context, f store.SearchFilter, q store.FacetQuery) (found []store.Tally, err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "HitFacets", began, err) }()
	return r.Reader.HitFacets(ctx, f, q)
}

// Picture implements [store.Reader].
func (r *Reader) Picture(ctx context.Context, name string) (found []byte, err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "Picture", began, err) }()
	return r.Reader.Picture(ctx, name)
}

// PicturesAfter implements [store.Reader].
func (r *Reader) PicturesAfter(ctx context.Context, name string, limit int) (found []string, err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "PicturesAfter", began, err) }()
	return r.Reader.PicturesAfter(ctx, name, limit)
}

// Changes implements [store.Reader].
func (r *Reader) Changes(ctx context.Context, since string) (found cachetag.History, err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "Changes", began, err) }()
	return r.Reader.Changes(ctx, since)
}

// Corpus implements [store.Reader].
func (r *Reader) Corpus(ctx context.Context) (found timeline.Corpus, err error) {
	ctx, began := r.begin(ctx)
	defer func() { r.end(ctx, "Corpus", began, err) }()
	return r.Reader.Corpus(ctx)
}
