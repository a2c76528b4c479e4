package sqlite

import (
	"context"

	"viewline/store"
)

// Titles implements [store.Reader], in two statements that read no documents.
func (s *Store) Titles(ctx context.Context, found func(store.Title) error) error {
	ctx, end := s.pinned(ctx)
	defer end()
	for _, from := range []struct {
		posts bool
		query string
	}{
		{false, "SELECT key, key, title FROM appearance INDEXED BY titles_of_appearances WHERE title != ''"},
		{true, "SELECT path, slug, title FROM post INDEXED BY titles_of_posts WHERE title != ''"},
	} {
		err := each(ctx, s.query, from.query, nil, func(scan scanFunc) error {
			t := store.Title{OfPost: from.posts}
			if err := scan(&t.Key, &t.Slug, &t.Text); err != nil {
				return err
			}
			return found(t)
		})
		if err != nil {
			return s.wrap(err, "read titles")
		}
	}
	return nil
}
