package sqlite

import (
	"context"
	"database/sql"

	"viewline/store"
	"viewline/timeline"
)

// PostsAfter implements [store.Writer].
func (s *Store) PostsAfter(ctx context.Context, path string, limit int) ([]*store.StoredPost, error) {
	found := make([]*store.StoredPost, 0, limit)
	text, args := after("post", "path", "path, slug, source", path, limit)
	err := each(ctx, s.query, text, args, func(scan scanFunc) error {
		p := new(store.StoredPost)
		found = append(found, p)
		var source sql.RawBytes
		if err := scan(&p.Path, &p.Slug, &source); err != nil {
			return err
		}
		return unmarshal(source, &p.Source)
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
	text, args := after(table, "slug", "doc", slug, limit)
	found, err := documents[T](ctx, s.query, text, args...)
	return found, s.wrap(err, "read from table %s after %q", table, slug)
}

// after is a statement for some rows of a table, in the order of their key.
func after(table, key, columns, last string, limit int) (text string, args []any) {
	w := &where{}
	if last != "" {
		w.and(key+" > ?", last)
	}
	return "SELECT " + columns + " FROM " + table + w.String() + orderBy(false, key) + " LIMIT ?", append(w.args, limit)
}
