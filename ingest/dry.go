package ingest

import (
	"context"
	"time"

	"viewline/store"
	"viewline/timeline"
)

// dry is the session of a run that writes nothing. Its records are those of a store, of
// which such a run reads only the posts; where they are nil, no post is stored.
type dry struct{ store.Records }

// PostsAfter implements [store.Records].
func (d dry) PostsAfter(ctx context.Context, path string, limit int) ([]*store.StoredPost, error) {
	if d.Records == nil {
		return nil, nil
	}
	return d.Records.PostsAfter(ctx, path, limit)
}

func (dry) PersonClaims(context.Context, string, int) ([]store.Claims[timeline.Person], error) {
	return nil, nil
}

func (dry) PaperClaims(context.Context, string, int) ([]store.Claims[timeline.Paper], error) {
	return nil, nil
}

func (dry) TopicClaims(context.Context, string, int) ([]store.Claims[timeline.Topic], error) {
	return nil, nil
}

func (dry) Move(context.Context, []store.Move) error { return nil }

func (dry) Rename(context.Context, map[string]string) error { return nil }

func (dry) Put(context.Context, store.Batch) error { return nil }

func (dry) Commit(context.Context, time.Time) (timeline.Corpus, error) { return timeline.Corpus{}, nil }

func (dry) Abort() error { return nil }
