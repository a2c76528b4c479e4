package ingest

import (
	"context"

	"viewline/store"
)

// How much is written in one step.
const (
	postsPerBatch = 100
	bytesPerBatch = 1 << 20 // of source
	movesPerStep  = 1000
)

// queue gathers posts, so that few steps write many.
type queue struct {
	to    store.Session
	limit int // posts per batch
	batch store.Batch
	size  int // bytes of source in the batch
}

func newQueue(to store.Session, limit int) *queue { return &queue{to: to, limit: limit} }

// put takes a post of so many bytes of source.
func (q *queue) put(ctx context.Context, docs store.PostDocuments, size int) error {
	q.batch.Posts = append(q.batch.Posts, docs)
	q.size += size
	if len(q.batch.Posts) < q.limit && q.size < bytesPerBatch {
		return nil
	}
	return q.flush(ctx)
}

// flush writes everything in the queue.
func (q *queue) flush(ctx context.Context) error {
	batch := q.batch
	q.batch, q.size = store.Batch{}, 0
	return q.to.Put(ctx, batch)
}
