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

func (r rehearsal) Manifest(ctx context.Context) (*store.Manifest, error) {
	if r.stored == nil {
		return &store.Manifest{}, nil
	}
	return r.stored.Manifest(ctx)
}

func (rehearsal) Move(context.Context, []store.Move) error { return nil }

func (rehearsal) Rename(context.Context, map[string]string) error { return nil }

func (rehearsal) Put(context.Context, store.Batch) error { return nil }

func (rehearsal) Commit(context.Context, time.Time) (timeline.Corpus, error) {
	return timeline.Corpus{}, nil
}
