package ingest

import (
	"context"
	"time"

	"viewline/store"
	"viewline/timeline"
)

// dry stands in for an import that writes nothing. Its records are those of a store,
// of which a run reads the posts alone; nil has none.
type dry struct{ store.Records }

// PostsAfter implements [store.Records].
func (d dry) PostsAfter(ctx context.Context, path string, limit int) ([]*store.StoredPost, error) {
	if d.Records == nil {
		return nil, nil
	}
	return d.Records.PostsAfter(ctx, path, limit)
}

// RecordsAfter implements [store.Records].
func (d dry) RecordsAfter(ctx context.Context, path string, limit int) ([]*store.StoredPost, error) {
	if d.Records == nil {
		return nil, nil
	}
	return d.Records.RecordsAfter(ctx, path, limit)
}

func (dry) Move(context.Context, []store.Move) error { return nil }

func (dry) Rename(context.Context, map[string]string) error { return nil }

func (dry) Put(context.Context, store.Batch) error { return nil }

func (dry) Commit(context.Context, time.Time) (timeline.Corpus, error) { return timeline.Corpus{}, nil }

func (dry) Abort() error { return nil }
