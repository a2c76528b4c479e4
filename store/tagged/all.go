package tagged

import (
	"context"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// Titles implements [store.Reader].
func (r Reader) Titles(ctx context.Context, found func(store.Title) error) error {
	everything(ctx)
	return r.Reader.Titles(ctx, found)
}

// Search implements [store.Reader].
func (r Reader) Search(ctx context.Context, f store.SearchFilter, q relay.Query) (relay.Page[store.Hit], error) {
	everything(ctx)
	return r.Reader.Search(ctx, f, q)
}

// CountHits implements [store.Reader].
func (r Reader) CountHits(ctx context.Context, f store.SearchFilter) (int, error) {
	everything(ctx)
	return r.Reader.CountHits(ctx, f)
}

// HitFacets implements [store.Reader].
func (r Reader) HitFacets(ctx context.Context, f store.SearchFilter, q store.FacetQuery) ([]store.Tally, error) {
	everything(ctx)
	return r.Reader.HitFacets(ctx, f, q)
}

// Picture implements [store.Reader].
func (r Reader) Picture(ctx context.Context, name string) ([]byte, error) {
	everything(ctx)
	return r.Reader.Picture(ctx, name)
}

// PicturesAfter implements [store.Reader].
func (r Reader) PicturesAfter(ctx context.Context, name string, limit int) ([]string, error) {
	everything(ctx)
	return r.Reader.PicturesAfter(ctx, name, limit)
}

// Corpus implements [store.Reader].
func (r Reader) Corpus(ctx context.Context) (timeline.Corpus, error) {
	everything(ctx)
	return r.Reader.Corpus(ctx)
}

// PostsAfter implements [store.Records].
func (r Reader) PostsAfter(ctx context.Context, path string, limit int) ([]*store.StoredPost, error) {
	everything(ctx)
	return r.Reader.PostsAfter(ctx, path, limit)
}

// RecordsAfter implements [store.Records].
func (r Reader) RecordsAfter(ctx context.Context, path string, limit int) ([]*store.StoredPost, error) {
	everything(ctx)
	return r.Reader.RecordsAfter(ctx, path, limit)
}

// PeopleAfter implements [store.Records].
func (r Reader) PeopleAfter(ctx context.Context, slug string, limit int) ([]*timeline.Person, error) {
	everything(ctx)
	return r.Reader.PeopleAfter(ctx, slug, limit)
}

// PapersAfter implements [store.Records].
func (r Reader) PapersAfter(ctx context.Context, slug string, limit int) ([]*timeline.Paper, error) {
	everything(ctx)
	return r.Reader.PapersAfter(ctx, slug, limit)
}

// TopicsAfter implements [store.Records].
func (r Reader) TopicsAfter(ctx context.Context, slug string, limit int) ([]*timeline.Topic, error) {
	everything(ctx)
	return r.Reader.TopicsAfter(ctx, slug, limit)
}

// Verify implements [store.Reader].
func (r Reader) Verify(ctx context.Context, report func(store.Finding)) (timeline.Corpus, error) {
	everything(ctx)
	return r.Reader.Verify(ctx, report)
}
