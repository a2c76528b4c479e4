package sqlite

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"github.com/gofrs/flock"

	"viewline/cachetag"
	"viewline/store"
	"viewline/timeline"
)

// session implements [store.Session] as one transaction. Only its goroutine uses the
// transaction's connection. It does one job after the other.
type session struct {
	store   *Store
	lock    *flock.Flock
	tx      *writing
	jobs    chan job
	ended   chan struct{} // closed once the goroutine is done
	over    bool          // whether the session was committed or aborted
	changed bool          // whether something was written; only the goroutine uses it
	failed  error         // the error of the first write that failed; no job is done after it
	broken  chan struct{} // closed once failed is set
}

// job is work on the transaction. The channel done, which may be nil, gets the job's error.
type job struct {
	writes bool
	run    func(ctx context.Context, w *writing) error
	done   chan error
}

// putsAhead is how many batches may wait to be written.
const putsAhead = 2

// Begin implements [store.Store].
func (s *Store) Begin(ctx context.Context, o store.BeginOptions) (store.Session, error) {
	lock, err := s.lockImports(ctx, o)
	if err != nil {
		return nil, err
	}
	tx, err := s.beginWriting(ctx)
	if err == nil {
		err = s.checkWritable(ctx, tx)
	}
	if err != nil {
		return nil, s.wrap(errors.Join(err, lock.Unlock()), "begin an import")
	}
	n := &session{store: s, lock: lock, tx: tx, jobs: make(chan job, putsAhead), ended: make(chan struct{}), broken: make(chan struct{})}
	s.mu.Lock()
	s.session = n
	s.mu.Unlock()
	go n.work(context.WithoutCancel(ctx))
	return n, nil
}

// beginWriting begins the transaction, which outlives the context.
func (s *Store) beginWriting(ctx context.Context) (*writing, error) {
	lasting, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, cancel)
	tx, err := s.writer.begin(lasting, false)
	if err != nil {
		cancel()
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, err
	}
	if !stop() {
		tx.end()
		return nil, ctx.Err()
	}
	return &writing{transaction: tx, waiting: map[int64]bool{}, facets: facetCounts{}, posts: map[string]bool{}, changed: cachetag.NewSet(cachetag.MostOfChange)}, nil
}

// checkWritable refuses to write to what has become of the file since it was opened, and
// ends the transaction then.
func (s *Store) checkWritable(ctx context.Context, tx *writing) error {
	version := 0
	err := each(ctx, tx.query, readVersion, nil, func(scan scanFunc) error { return scan(&version) })
	if err == nil {
		err = errors.Join(s.there(), s.checkVersion(version))
	}
	if err != nil {
		tx.end()
	}
	return err
}

func (n *session) work(ctx context.Context) {
	defer close(n.ended)
	for j := range n.jobs {
		err := n.failed
		if err == nil {
			err = j.run(ctx, n.tx)
			if err != nil && j.writes {
				n.failed = err
				close(n.broken)
			}
		}
		if j.done != nil {
			j.done <- err
		}
	}
}

var errOver = errors.New("the import has ended")

// do adds a job, and waits until it and all jobs before it are done.
func (n *session) do(ctx context.Context, writes bool, run func(ctx context.Context, w *writing) error) error {
	done := make(chan error, 1)
	if err := n.send(ctx, job{writes, run, done}); err != nil {
		return err
	}
	return <-done
}

func (n *session) send(ctx context.Context, j job) error {
	if n.over {
		return errOver
	}
	select {
	case <-n.broken:
		return n.failed
	case <-ctx.Done():
		return ctx.Err()
	case n.jobs <- j:
		return nil
	}
}

// Put implements [store.Session]: the documents are prepared while others are
// written.
func (n *session) Put(ctx context.Context, b store.Batch) error {
	if b.Len() == 0 {
		return nil
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	all, size := n.store.prepare(b), b.Len()
	return n.send(ctx, job{writes: true, run: func(ctx context.Context, w *writing) error {
		n.changed = true
		if err := all.put(ctx, w); err != nil {
			return n.store.wrap(err, "put %d documents", size)
		}
		if w.entries.Tokens() < maxTokens {
			return nil
		}
		return n.store.wrap(w.index(ctx), "index %d documents", size)
	}})
}

// Commit implements [store.Session].
func (n *session) Commit(ctx context.Context, at time.Time) (c timeline.Corpus, err error) {
	err = n.do(ctx, true, func(ctx context.Context, w *writing) error {
		if !n.changed {
			c, err = corpus(ctx, w.query)
			return n.store.wrap(err, "read corpus")
		}
		c, err = w.revise(ctx, at)
		return n.store.wrap(err, "commit import")
	})
	if err != nil {
		return timeline.Corpus{}, errors.Join(err, n.Abort())
	}
	n.end()
	n.store.tidy(context.WithoutCancel(ctx))
	return c, n.store.wrap(n.lock.Unlock(), "end the import")
}

// revise writes the corpus with the next revision.
func (w *writing) revise(ctx context.Context, at time.Time) (c timeline.Corpus, err error) {
	const query = `UPDATE meta SET
	revision = revision + 1, state = ?, imported_at = ?,
	people = (SELECT count(*) FROM person),
	appearances = (SELECT count(*) FROM appearance),
	viewpoints = (SELECT ifnull(sum(viewpoints), 0) FROM post),
	topics = (SELECT count(*) FROM topic),
	papers = (SELECT count(*) FROM paper),
	posts = (SELECT count(*) FROM post)
	WHERE id = 1`
	if err := w.index(ctx); err != nil {
		return c, err
	}
	if err := w.putFacets(ctx); err != nil {
		return c, err
	}
	if err := w.settlePositions(ctx); err != nil {
		return c, err
	}
	if err := w.record(ctx, at); err != nil {
		return c, err
	}
	before, err := corpus(ctx, w.query)
	if err != nil {
		return c, err
	}
	if err := w.exec(ctx, query, store.NewState(), at.UnixMilli()); err != nil {
		return c, err
	}
	if c, err = corpus(ctx, w.query); err != nil {
		return c, err
	}
	if err := w.putChange(ctx, before, c); err != nil {
		return c, err
	}
	if err := w.exec(ctx, endOfTouched); err != nil {
		return c, err
	}
	return c, w.commit()
}

// Abort implements [store.Session].
func (n *session) Abort() error {
	if n.over {
		return nil
	}
	n.end()
	return n.store.wrap(n.lock.Unlock(), "end the import")
}

// end ends the transaction, and undoes what was not committed.
func (n *session) end() {
	n.over = true
	close(n.jobs)
	<-n.ended
	n.tx.end()
	n.store.mu.Lock()
	defer n.store.mu.Unlock()
	n.store.session = nil
}

// Move implements [store.Session].
func (n *session) Move(ctx context.Context, moves []store.Move) error {
	if len(moves) == 0 {
		return nil
	}
	err := n.do(ctx, true, func(ctx context.Context, w *writing) error {
		n.changed = true
		paths := make([]string, len(moves))
		for i, m := range moves {
			paths[i] = m.PostPath
		}
		if err := w.noteNames(ctx, distinct(paths)); err != nil {
			return err
		}
		return moveAll(ctx, w.transaction, moves)
	})
	return n.store.wrap(err, "move %d appearances", len(moves))
}

// Rename implements [store.Session].
func (n *session) Rename(ctx context.Context, slugs map[string]string) error {
	if len(slugs) == 0 {
		return nil
	}
	err := n.do(ctx, true, func(ctx context.Context, w *writing) error {
		n.changed = true
		if err := w.noteNames(ctx, slices.Collect(maps.Keys(slugs))); err != nil {
			return err
		}
		return renameAll(ctx, w.transaction, slugs)
	})
	return n.store.wrap(err, "rename %d posts", len(slugs))
}
