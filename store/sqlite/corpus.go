package sqlite

import (
	"context"
	"errors"
	"time"

	"viewline/timeline"
)

// Corpus implements [store.Reader].
func (s *Store) Corpus(ctx context.Context) (timeline.Corpus, error) {
	ctx, end := s.pinned(ctx)
	defer end()
	c, err := corpus(ctx, s.query)
	return c, s.wrap(err, "read corpus")
}

// Ready implements [store.Reader]: of a file that is there only a read can tell.
func (s *Store) Ready() error {
	if err := s.there(); err != nil {
		return err
	}
	return errors.ErrUnsupported
}

func corpus(ctx context.Context, query queryFunc) (timeline.Corpus, error) {
	var c timeline.Corpus
	var at *int64
	const text = "SELECT revision, state, imported_at, people, appearances, viewpoints, topics, papers, posts FROM meta WHERE id = 1"
	err := each(ctx, query, text, nil, func(scan scanFunc) error {
		return scan(&c.Revision, &c.State, &at, &c.People, &c.Appearances, &c.Viewpoints, &c.Topics, &c.Papers, &c.Posts)
	})
	if at != nil {
		t := time.UnixMilli(*at).UTC()
		c.ImportedAt = &t
	}
	return c, err
}
