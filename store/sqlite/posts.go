package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/store"
	"viewline/timeline"
)

// PostsByPath implements [store.Reader].
func (s *Store) PostsByPath(ctx context.Context, paths []string) ([]*timeline.Post, error) {
	found, err := s.posts(ctx, "SELECT source, doc FROM post WHERE path IN (SELECT value FROM json_each(?))", paths)
	return store.Align(paths, found, func(p *timeline.Post) string { return p.Path }), s.wrap(err, "read posts")
}

// PostsBySlug implements [store.Reader].
func (s *Store) PostsBySlug(ctx context.Context, slugs []string) ([]*timeline.Post, error) {
	found, err := s.posts(ctx, "SELECT source, doc FROM post WHERE slug IN (SELECT value FROM json_each(?))", slugs)
	return store.Align(slugs, found, func(p *timeline.Post) string { return p.Slug }), s.wrap(err, "read posts by slug")
}

func (s *Store) posts(ctx context.Context, query string, keys []string) ([]*timeline.Post, error) {
	var found []*timeline.Post
	err := each(ctx, s.reader.query, query, []any{list(keys)}, func(scan scanFunc) error {
		var source, doc sql.RawBytes
		if err := scan(&source, &doc); err != nil {
			return err
		}
		p := new(timeline.Post)
		err := errors.Join(bson.Unmarshal(doc, p), bson.Unmarshal(source, &p.Source))
		found = append(found, p.Link())
		return err
	})
	return found, err
}

// Manifest implements [store.Writer]. All it tells is of one moment.
func (s *Store) Manifest(ctx context.Context) (*store.Manifest, error) {
	tx, err := s.reader.begin(ctx, true)
	if err != nil {
		return nil, s.wrap(err, "read manifest")
	}
	defer tx.end()
	var m store.Manifest
	err = each(ctx, tx.query, "SELECT path, slug, source FROM post ORDER BY path", nil, func(scan scanFunc) error {
		p := new(timeline.Post)
		var source sql.RawBytes
		if err := scan(&p.Path, &p.Slug, &source); err != nil {
			return err
		}
		m.Posts = append(m.Posts, p)
		return bson.Unmarshal(source, &p.Source)
	})
	if err == nil {
		m.People, err = documents[timeline.Person](ctx, tx.query, "SELECT doc FROM person ORDER BY slug")
	}
	if err == nil {
		m.Papers, err = documents[timeline.Paper](ctx, tx.query, "SELECT doc FROM paper ORDER BY slug")
	}
	return &m, s.wrap(err, "read manifest")
}
