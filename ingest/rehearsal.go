package ingest

import (
	"context"
	"time"

	"viewline/store"
	"viewline/timeline"
)

// rehearsal stands in for a store that nothing is to be written to. Without a
// store it has no posts; the rest of what is stored nobody asks it for.
type rehearsal struct{ store.Writer }

// PostsAfter implements [store.Writer].
func (r rehearsal) PostsAfter(ctx context.Context, path string, limit int) ([]*store.StoredPost, error) {
	if r.Writer == nil {
		return nil, nil
	}
	return r.Writer.PostsAfter(ctx, path, limit)
}

// RecordsAfter implements [store.Writer].
func (r rehearsal) RecordsAfter(ctx context.Context, path string, limit int) ([]*store.StoredPost, error) {
	if r.Writer == nil {
		return nil, nil
	}
	return r.Writer.RecordsAfter(ctx, path, limit)
}

func (rehearsal) Move(context.Context, []store.Move) error { return nil }

func (rehearsal) Rename(context.Context, map[string]string) error { return nil }

func (rehearsal) Put(context.Context, store.Batch) error { return nil }

func (rehearsal) Commit(context.Context, time.Time) (timeline.Corpus, error) {
	return timeline.Corpus{}, nil
}
