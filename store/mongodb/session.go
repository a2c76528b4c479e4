package mongodb

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"viewline/store"
	"viewline/timeline"
)

// abortWithin is how long an aborted import may take to undo what it wrote; the next import
// undoes the rest.
const abortWithin = 10 * time.Second

// session is one import.
type session struct {
	store  *Store
	lease  *lease
	before corpusDocument // the corpus at the begin of the import
	wrote  bool
	// publishing says that a commit may be on its way to the server, so that this process must
	// not undo what it wrote.
	publishing bool
	store.RecordClaims
	touched touched
	// unrecorded are the paths of posts that the import has brought; see [session.record].
	unrecorded []string
	gone       map[string]bool // the paths of posts that the import has removed

	ending sync.Mutex
	ended  bool
}

// Begin implements [store.Store]. It undoes what an import has written that was not
// committed, and removes versions that no operation can see any more.
func (s *Store) Begin(ctx context.Context, o store.BeginOptions) (store.Session, error) {
	l, err := s.acquire(ctx, o)
	if err != nil {
		return nil, err
	}
	se := &session{store: s, lease: l, gone: map[string]bool{}}
	se.From = se
	if err := se.prepare(ctx); err != nil {
		return nil, errors.Join(err, se.Abort())
	}
	s.opened(se)
	return se, nil
}

func (se *session) prepare(ctx context.Context) error {
	s := se.store
	var err error
	if se.before, err = s.readCorpus(ctx); err != nil {
		return err
	}
	if se.before.Format > format {
		return se.before.check()
	}
	if !s.indexed.Load() {
		if err := ensureIndexes(ctx, s); err != nil {
			return err
		}
		s.indexed.Store(true)
	}
	if err := se.lease.do(ctx, se.fence); err != nil {
		return err
	}
	if !se.lease.clean {
		if err := se.takeBack(ctx, math.MaxInt32); err != nil {
			return err
		}
	}
	if err := se.sweep(ctx); err != nil {
		return err
	}
	if se.before.check() != nil { // of an older format: all documents are written anew
		return se.endAll(ctx)
	}
	return nil
}

// fence stores the number of the import whose commit may come next: a commit of an earlier
// import that is still on its way to the server then changes nothing.
func (se *session) fence(ctx context.Context) error {
	meta := se.store.meta
	_, err := meta.UpdateOne(ctx, bson.M{"_id": corpusKey}, bson.M{
		"$set":         bson.M{"importing": se.lease.number},
		"$setOnInsert": bson.M{"revision": 0, "number": 0, "format": format},
	}, options.UpdateOne().SetUpsert(true))
	return meta.wrap(err, "begin import %d", se.lease.number)
}

// read reads the state that the session sees, with its own writes, and tries again as
// [lease.do] does.
func read[T any](ctx context.Context, se *session, from func(ctx context.Context) (T, error)) (T, error) {
	var found T
	err := se.lease.do(ctx, func(ctx context.Context) (err error) {
		found, err = from(se.store.writing(ctx, se.lease.number))
		return err
	})
	return found, err
}

// stored reads documents as the session sees them. The caller may change them.
func stored[T any](ctx context.Context, se *session, c collection, clauses ...bson.M) ([]T, error) {
	return read(ctx, se, func(ctx context.Context) ([]T, error) {
		raw, err := find(ctx, c, clauses)
		if err != nil {
			return nil, err
		}
		return owned[T](c, raw)
	})
}

// PostsAfter implements [store.Records].
func (se *session) PostsAfter(ctx context.Context, path string, limit int) ([]*store.StoredPost, error) {
	return read(ctx, se, func(ctx context.Context) ([]*store.StoredPost, error) { return se.store.PostsAfter(ctx, path, limit) })
}

// RecordsAfter implements [store.Records].
func (se *session) RecordsAfter(ctx context.Context, path string, limit int) ([]*store.StoredPost, error) {
	return read(ctx, se, func(ctx context.Context) ([]*store.StoredPost, error) { return se.store.RecordsAfter(ctx, path, limit) })
}

// PeopleAfter implements [store.Records].
func (se *session) PeopleAfter(ctx context.Context, slug string, limit int) ([]*timeline.Person, error) {
	return read(ctx, se, func(ctx context.Context) ([]*timeline.Person, error) { return se.store.PeopleAfter(ctx, slug, limit) })
}

// PapersAfter implements [store.Records].
func (se *session) PapersAfter(ctx context.Context, slug string, limit int) ([]*timeline.Paper, error) {
	return read(ctx, se, func(ctx context.Context) ([]*timeline.Paper, error) { return se.store.PapersAfter(ctx, slug, limit) })
}

// TopicsAfter implements [store.Records].
func (se *session) TopicsAfter(ctx context.Context, slug string, limit int) ([]*timeline.Topic, error) {
	return read(ctx, se, func(ctx context.Context) ([]*timeline.Topic, error) { return se.store.TopicsAfter(ctx, slug, limit) })
}

// CountByPaper counts what the session sees.
func (se *session) CountByPaper(ctx context.Context, papers []string) ([]int, error) {
	return read(ctx, se, func(ctx context.Context) ([]int, error) { return se.store.CountByPaper(ctx, papers) })
}

// CountViewpointsBy counts what the session sees.
func (se *session) CountViewpointsBy(ctx context.Context, by store.Dimension, slugs []string, f store.ViewpointFilter) ([]int, error) {
	return read(ctx, se, func(ctx context.Context) ([]int, error) { return se.store.CountViewpointsBy(ctx, by, slugs, f) })
}

// Careers count what the session sees.
func (se *session) Careers(ctx context.Context, people []string) ([]store.Counts, error) {
	return read(ctx, se, func(ctx context.Context) ([]store.Counts, error) { return se.store.Careers(ctx, people) })
}

// Move implements [store.Session].
func (se *session) Move(ctx context.Context, moves []store.Move) error {
	s, n := se.store, se.lease.number
	for _, m := range moves {
		appearances, err := stored[*timeline.Appearance](ctx, se, s.appearances, bson.M{"key": m.From, "post": m.PostPath})
		if err != nil {
			return err
		}
		for _, a := range appearances {
			a.Key, a.Told = m.To, m.Told
			a.Link() // its entries have the words of bodies that are stored as passages
		}
		if err := se.put(ctx, s.appearances, versionsOf(appearances, appearanceKey, newAppearanceDocument, n)); err != nil {
			return err
		}
		if m.From != m.To {
			if err := se.remove(ctx, s.appearances, []string{m.From}); err != nil {
				return err
			}
		}
		if err := se.rewritePosts(ctx, []string{m.PostPath}, func(p *timeline.Post) {
			for i := range p.Record.Appearances {
				if p.Record.Appearances[i].Key == m.From {
					p.Record.Appearances[i].Key, p.Record.Appearances[i].Told = m.To, m.Told
				}
			}
		}); err != nil {
			return err
		}
	}
	return nil
}

// Rename implements [store.Session].
func (se *session) Rename(ctx context.Context, slugs map[string]string) error {
	paths := make([]string, 0, len(slugs))
	for path := range slugs {
		paths = append(paths, path)
	}
	return se.rewritePosts(ctx, paths, func(p *timeline.Post) { p.Slug = slugs[p.Path] })
}

// rewritePosts writes stored posts again, with a change.
func (se *session) rewritePosts(ctx context.Context, paths []string, change func(*timeline.Post)) error {
	s := se.store
	for some := range slices.Chunk(paths, s.perBulk()) {
		posts, err := stored[*timeline.Post](ctx, se, s.posts, bson.M{"key": in(some)})
		if err != nil {
			return err
		}
		for _, p := range posts {
			change(p)
			p.Link() // as for an appearance
		}
		versions, err := se.postVersions(ctx, posts)
		if err != nil {
			return err
		}
		if err := se.put(ctx, s.posts, versions); err != nil {
			return err
		}
	}
	return nil
}

// Commit implements [store.Session], by one update of the corpus.
func (se *session) Commit(ctx context.Context, at time.Time) (timeline.Corpus, error) {
	se.ending.Lock()
	defer se.ending.Unlock()
	if se.ended {
		return timeline.Corpus{}, errors.New("commit: the import has ended already")
	}
	if !se.wrote {
		return se.before.Corpus, se.finish(true)
	}
	var next corpusDocument
	var err error
	if !se.lease.clean {
		err = se.takeBack(ctx, se.lease.number) // in case the import before went on after it had lost its lease
	}
	if err == nil {
		err = se.settlePositions(ctx)
	}
	if err == nil {
		err = se.record(ctx, at)
	}
	if err == nil {
		next, err = se.next(ctx, at)
	}
	if err == nil {
		se.publishing = true
		err = se.lease.do(ctx, func(ctx context.Context) error { return se.publish(ctx, next) })
	}
	if err != nil {
		return timeline.Corpus{}, errors.Join(err, se.abort())
	}
	return next.Corpus, se.finish(true)
}

// next is the corpus as it is after the session.
func (se *session) next(ctx context.Context, at time.Time) (corpusDocument, error) {
	corpus, err := read(ctx, se, se.store.measure)
	if err != nil {
		return corpusDocument{}, err
	}
	at = at.UTC().Truncate(time.Millisecond) // the precision of BSON
	corpus.Revision, corpus.ImportedAt, corpus.State = se.before.Revision+1, &at, store.NewState()
	return corpusDocument{
		ID: corpusKey, Corpus: corpus, Number: se.lease.number, Importing: se.lease.number, Format: format,
		Rebuilt: se.before.check() != nil,
		Earlier: append(se.remembered(), superseded{se.before.Number, time.Now().UTC(), se.before.State}),
	}, nil
}

// publish makes everything visible that the session wrote. A second call does nothing.
func (se *session) publish(ctx context.Context, next corpusDocument) error {
	meta := se.store.meta
	done, err := meta.ReplaceOne(ctx, bson.M{"_id": corpusKey, "importing": next.Number}, next)
	if err != nil {
		return meta.wrap(err, "commit import %d", next.Number)
	}
	if done.MatchedCount == 0 {
		return fmt.Errorf("commit import %d: %w", next.Number, errLost)
	}
	return nil
}

// Abort implements [store.Session].
func (se *session) Abort() error {
	se.ending.Lock()
	defer se.ending.Unlock()
	if se.ended {
		return nil
	}
	return se.abort()
}

// abort undoes what was written, as far as that is possible now; the next import undoes the
// rest. The caller holds the lock.
func (se *session) abort() error {
	ctx, cancel := context.WithTimeout(context.Background(), abortWithin)
	defer cancel()
	clean := !se.wrote
	var err error
	if se.wrote && !se.publishing {
		err = se.takeBack(ctx, math.MaxInt32)
		clean = err == nil
	}
	err = errors.Join(err, se.finish(clean))
	if errors.Is(err, store.ErrUnavailable) || errors.Is(err, errLost) {
		return nil // another process will take the lease over, and undo the rest
	}
	return err
}

// finish releases the lease. The caller holds the lock.
func (se *session) finish(clean bool) error {
	ctx, cancel := context.WithTimeout(context.Background(), abortWithin)
	defer cancel()
	se.ended = true
	se.store.closed(se)
	return se.lease.release(ctx, clean)
}
