package ingest

import (
	"context"

	"viewline/store"
)

// So much is written in one step.
const (
	postsPerBatch = 600
	bytesPerBatch = 4 << 20 // of source
	movesPerStep  = 1000

	documentsPerBatch = 5000 // of the catalog
)

// queue gathers writes, so that few steps write many posts. Moves and renames
// are written before posts; whatever may not be, because it takes a key that a
// waiting post gives up, has the queue written first.
type queue struct {
	to    store.Writer
	limit int // posts per batch
	moves []store.Move
	slugs map[string]string
	batch store.Batch
	// prepared are the posts of the batch if the store prepares them; else nil.
	prepared store.Preparation
	posts    int             // in the batch
	size     int             // bytes of source in the batch
	given    map[string]bool // keys that the posts of the batch give up
	last     *writing        // of the puts that are on their way; nil where none is
	slots    chan error      // one for each put that may be on its way: how the put before in it ended
}

// putsAtOnce is how many batches may be on their way: now and then one takes long.
const putsAtOnce = 3

// writing is a put on its way.
type writing struct {
	over chan struct{} // closed when it and all before it are over
	err  error         // of the first of them that failed, after which none was tried
}

func newQueue(to store.Writer, limit int) *queue {
	q := &queue{to: to, limit: limit, slots: make(chan error, putsAtOnce)}
	for range putsAtOnce {
		q.slots <- nil
	}
	q.clear()
	return q
}

// clear lets nothing wait.
func (q *queue) clear() {
	q.moves, q.slugs, q.given = nil, map[string]string{}, map[string]bool{}
	q.batch, q.prepared, q.posts, q.size = store.Batch{}, nil, 0, 0
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

// put takes a post of so many bytes of source, and what is stored of it, if
// anything.
func (q *queue) put(ctx context.Context, docs store.PostDocuments, stored *storedPost, size int) error {
	for _, a := range docs.Appearances {
		if q.given[a.Key] {
			if err := q.flush(ctx); err != nil {
				return err
			}
		}
	}
	q.add(docs)
	q.posts++
	q.size += size
	if stored != nil {
		for _, key := range stored.Record.AppearanceKeys() {
			q.given[key] = true
		}
	}
	if q.posts < q.limit && q.size < bytesPerBatch {
		return nil
	}
	return q.flush(ctx)
}

// add adds a post to the batch.
func (q *queue) add(docs store.PostDocuments) {
	if p, ok := q.to.(store.Preparer); ok && q.prepared == nil {
		q.prepared = p.Prepare()
	}
	if q.prepared == nil {
		q.batch.Posts = append(q.batch.Posts, docs)
	} else {
		q.prepared.Add(docs)
	}
}

// flush has what is waiting written. Posts may still be on their way when it is
// back; moves and renames wait for them. See drain.
func (q *queue) flush(ctx context.Context) error {
	put := q.waiting()
	if put == nil || q.prepared == nil || len(q.moves)+len(q.slugs) > 0 {
		if err := q.wait(); err != nil {
			return err
		}
	}
	if len(q.moves) > 0 {
		if err := q.to.Move(ctx, q.moves); err != nil {
			return err
		}
	}
	if len(q.slugs) > 0 {
		if err := q.to.Rename(ctx, q.slugs); err != nil {
			return err
		}
	}
	q.clear()
	if put == nil {
		return nil
	}
	return q.write(ctx, put)
}

// write has a put follow those on their way, once few enough are and unless one of
// them failed.
func (q *queue) write(ctx context.Context, put func(context.Context) error) error {
	if err := <-q.slots; err != nil {
		q.slots <- err
		return err
	}
	before, w := q.last, &writing{over: make(chan struct{})}
	q.last = w
	go func() {
		if before != nil {
			<-before.over
			w.err = before.err
		}
		if w.err == nil {
			w.err = put(ctx)
		}
		close(w.over)
		q.slots <- w.err
	}()
	return nil
}

// waiting writes the posts of the batch; nil where none wait.
func (q *queue) waiting() (put func(context.Context) error) {
	batch, prepared := q.batch, q.prepared
	switch {
	case q.posts == 0:
		return nil
	case prepared != nil:
		return func(ctx context.Context) error { return prepared.Put(ctx, batch) }
	}
	return func(ctx context.Context) error { return q.to.Put(ctx, batch) }
}

// wait waits until nothing is on its way.
func (q *queue) wait() error {
	if q.last == nil {
		return nil
	}
	<-q.last.over
	err := q.last.err
	q.last = nil
	return err
}

// drain writes all that is waiting.
func (q *queue) drain(ctx context.Context) error {
	if err := q.flush(ctx); err != nil {
		return err
	}
	return q.wait()
}
