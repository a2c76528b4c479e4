package sqlite

import (
	"context"
	"time"

	"viewline/timeline"
)

// Corpus implements [store.Reader].
func (s *Store) Corpus(ctx context.Context) (timeline.Corpus, error) {
	c, err := corpus(ctx, s.query)
	return c, s.wrap(err, "read corpus")
}

func corpus(ctx context.Context, query queryFunc) (timeline.Corpus, error) {
	var c timeline.Corpus
	var at *int64
	const text = "SELECT revision, imported_at, people, appearances, viewpoints, topics, papers, posts FROM meta WHERE id = 1"
	err := each(ctx, query, text, nil, func(scan scanFunc) error {
		return scan(&c.Revision, &at, &c.People, &c.Appearances, &c.Viewpoints, &c.Topics, &c.Papers, &c.Posts)
	})
	if at != nil {
		t := time.UnixMilli(*at).UTC()
		c.ImportedAt = &t
	}
	return c, err
}

// Commit implements [store.Writer].
func (s *Store) Commit(ctx context.Context, at time.Time) (timeline.Corpus, error) {
	const query = `UPDATE meta SET
	revision = revision + 1, imported_at = ?, pending = 0,
	people = (SELECT count(*) FROM person),
	appearances = (SELECT count(*) FROM appearance),
	viewpoints = (SELECT ifnull(sum(viewpoints), 0) FROM post),
	topics = (SELECT count(*) FROM topic),
	papers = (SELECT count(*) FROM paper),
	posts = (SELECT count(*) FROM post)
	WHERE id = 1 AND pending = 1`
	var c timeline.Corpus
	if err := s.settle(ctx); err != nil {
		return c, s.wrap(err, "finish writing")
	}
	if err := s.merge(ctx); err != nil {
		return c, s.wrap(err, "merge the index")
	}
	err := s.inTransaction(ctx, func(tx *transaction) error {
		if err := tx.exec(ctx, query, at.UnixMilli()); err != nil {
			return err
		}
		var err error
		c, err = corpus(ctx, tx.query)
		return err
	})
	return c, s.wrap(err, "commit import")
}
