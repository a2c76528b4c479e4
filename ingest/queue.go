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

// queue gathers writes, so that few steps write many posts. One step writes the moves and
// renames, and then the posts. A move or a post that takes a key which a waiting post gives
// up must be written after that post, so the queue is written first.
type queue struct {
	to    store.Session
	limit int // posts per batch
	moves []store.Move
	slugs map[string]string
	batch store.Batch
	size  int             // bytes of source in the batch
	given map[string]bool // the stored keys that the posts of the batch may give up
}

func newQueue(to store.Session, limit int) *queue {
	q := &queue{to: to, limit: limit}
	q.clear()
	return q
}

// clear empties the queue.
func (q *queue) clear() {
	q.moves, q.slugs, q.given = nil, map[string]string{}, map[string]bool{}
	q.batch, q.size = store.Batch{}, 0
}

func (q *queue) move(ctx context.Context, moves []store.Move) error {
	for _, m := range moves {
		if q.given[m.To] || len(q.moves) == movesPerStep {
			if err := q.flush(ctx); err != nil {
				return err
			}
		}
		q.moves = append(q.moves, m)
	}
	return nil
}

func (q *queue) rename(ctx context.Context, path, slug string) error {
	q.slugs[path] = slug
	if len(q.slugs) < movesPerStep {
		return nil
	}
	return q.flush(ctx)
}

// put adds a post. Size is how many bytes its source has; stored is the stored post, or
// nil.
func (q *queue) put(ctx context.Context, docs store.PostDocuments, stored *storedPost, size int) error {
	for _, a := range docs.Appearances {
		if q.given[a.Key] {
			if err := q.flush(ctx); err != nil {
				return err
			}
		}
	}
	q.batch.Posts = append(q.batch.Posts, docs)
	q.size += size
	if stored != nil {
		for _, key := range stored.Record.AppearanceKeys() {
			q.given[key] = true
		}
	}
	if len(q.batch.Posts) < q.limit && q.size < bytesPerBatch {
		return nil
	}
	return q.flush(ctx)
}

// flush writes everything in the queue.
func (q *queue) flush(ctx context.Context) error {
	moves, slugs, batch := q.moves, q.slugs, q.batch
	q.clear()
	if len(moves) > 0 {
		if err := q.to.Move(ctx, moves); err != nil {
			return err
		}
	}
	if len(slugs) > 0 {
		if err := q.to.Rename(ctx, slugs); err != nil {
			return err
		}
	}
	return q.to.Put(ctx, batch)
}
