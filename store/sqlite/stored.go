package sqlite

import (
	"context"
	"database/sql"

	"viewline/store"
	"viewline/timeline"
)

// outline is a source without person, papers and topics: it takes half the time to
// decode.
type outline struct {
	Root        string                   `bson:"root"`
	Hash        string                   `bson:"hash"`
	Draft       bool                     `bson:"draft"`
	Body        string                   `bson:"body"`
	Appearances []timeline.AppearanceRef `bson:"appearances"`
	Viewpoints  int                      `bson:"viewpoints"`
}

// PostsAfter implements [store.Writer].
func (s *Store) PostsAfter(ctx context.Context, path string, limit int) ([]*store.StoredPost, error) {
	return s.postsAfter(ctx, path, limit, func(source []byte, into *timeline.ImportRecord) error {
		var o outline
		err := unmarshal(source, &o)
		*into = timeline.ImportRecord{Root: o.Root, Hash: o.Hash, Draft: o.Draft, Body: o.Body, Appearances: o.Appearances, Viewpoints: o.Viewpoints}
		return err
	})
}

// RecordsAfter implements [store.Writer].
func (s *Store) RecordsAfter(ctx context.Context, path string, limit int) ([]*store.StoredPost, error) {
	return s.postsAfter(ctx, path, limit, func(source []byte, into *timeline.ImportRecord) error { return unmarshal(source, into) })
}

func (s *Store) postsAfter(
	ctx context.Context, path string, limit int, decode func(source []byte, into *timeline.ImportRecord) error,
) ([]*store.StoredPost, error) {
	if err := s.settleFirst(ctx, path); err != nil {
		return nil, err
	}
	found := make([]*store.StoredPost, 0, limit)
	text, args := after("post", "path", "path, slug, source", path, limit)
	err := each(ctx, s.query, text, args, func(scan scanFunc) error {
		p := new(store.StoredPost)
		found = append(found, p)
		var source sql.RawBytes
		if err := scan(&p.Path, &p.Slug, &source); err != nil {
			return err
		}
		return decode(source, &p.Record)
	})
	return found, s.wrap(err, "read the posts after %q", path)
}

// PeopleAfter implements [store.Writer].
func (s *Store) PeopleAfter(ctx context.Context, slug string, limit int) ([]*timeline.Person, error) {
	return documentsAfter[timeline.Person](ctx, s, people, slug, limit)
}

// PapersAfter implements [store.Writer].
func (s *Store) PapersAfter(ctx context.Context, slug string, limit int) ([]*timeline.Paper, error) {
	return documentsAfter[timeline.Paper](ctx, s, papers, slug, limit)
}

// TopicsAfter implements [store.Writer].
func (s *Store) TopicsAfter(ctx context.Context, slug string, limit int) ([]*timeline.Topic, error) {
	return documentsAfter[timeline.Topic](ctx, s, topics, slug, limit)
}

func documentsAfter[T any](ctx context.Context, s *Store, table, slug string, limit int) ([]*T, error) {
	if err := s.settleFirst(ctx, slug); err != nil {
		return nil, err
	}
	text, args := after(table, "slug", "doc", slug, limit)
	found, err := documents[T](ctx, s.query, text, args...)
	return found, s.wrap(err, "read from table %s after %q", table, slug)
}

// settleFirst commits what is open ahead of a first page, so that puts between
// the others can share a transaction.
func (s *Store) settleFirst(ctx context.Context, last string) error {
	if last != "" {
		return nil
	}
	return s.wrap(s.settle(ctx), "read what is stored")
}

// after is a statement for some rows of a table, in the order of their key.
func after(table, key, columns, last string, limit int) (text string, args []any) {
	w := &where{}
	if last != "" {
		w.and(key+" > ?", last)
	}
	return "SELECT " + columns + " FROM " + table + w.String() + orderBy(false, key) + " LIMIT ?", append(w.args, limit)
}
