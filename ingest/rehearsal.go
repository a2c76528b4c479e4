package ingest

import (
	"context"
	"time"

	"viewline/store"
	"viewline/timeline"
)

// rehearsal stands in for a store that nothing is to be written to. Without a
// store it is an empty one.
type rehearsal struct{ stored store.Writer }

func (r rehearsal) PostsAfter(ctx context.Context, path string, limit int) ([]*store.StoredPost, error) {
	if r.stored == nil {
		return nil, nil
	}
	return r.stored.PostsAfter(ctx, path, limit)
}

func (r rehearsal) PeopleAfter(ctx context.Context, slug string, limit int) ([]*timeline.Person, error) {
	if r.stored == nil {
		return nil, nil
	}
	return r.stored.PeopleAfter(ctx, slug, limit)
}

func (r rehearsal) PapersAfter(ctx context.Context, slug string, limit int) ([]*timeline.Paper, error) {
	if r.stored == nil {
		return nil, nil
	}
	return r.stored.PapersAfter(ctx, slug, limit)
}

func (r rehearsal) TopicsAfter(ctx context.Context, slug string, limit int) ([]*timeline.Topic, error) {
	if r.stored == nil {
		return nil, nil
	}
	return r.stored.TopicsAfter(ctx, slug, limit)
}

func (rehearsal) Move(context.Context, []store.Move) error { return nil }

func (rehearsal) Rename(context.Context, map[string]string) error { return nil }

func (rehearsal) Put(context.Context, store.Batch) error { return nil }

func (rehearsal) Commit(context.Context, time.Time) (timeline.Corpus, error) {
	return timeline.Corpus{}, nil
}
