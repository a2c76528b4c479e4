package sqlite

import (
	"context"
	"fmt"
)

// Picture implements [store.Reader], in one statement.
func (s *Store) Picture(ctx context.Context, name string) (data []byte, err error) {
	err = each(ctx, s.query, "SELECT data FROM picture WHERE name = ?", []any{name}, func(scan scanFunc) error { return scan(&data) })
	return data, s.wrap(err, "read picture %q", name)
}

// PicturesAfter implements [store.Reader], in one statement.
func (s *Store) PicturesAfter(ctx context.Context, name string, limit int) ([]string, error) {
	var names []string
	text, args := after("picture", "name", "name", name, limit)
	err := each(ctx, s.query, text, args, func(scan scanFunc) error {
		var name string
		err := scan(&name)
		names = append(names, name)
		return err
	})
	return names, s.wrap(err, "read the pictures after %q", name)
}

// putPictures writes the pictures. A picture that is stored has the same bytes.
func (b *batch) putPictures(ctx context.Context, tx *transaction) error {
	for _, p := range b.Pictures {
		if err := tx.exec(ctx, "INSERT INTO picture (name, data) VALUES (?, ?) ON CONFLICT DO NOTHING", p.Name, p.Data); err != nil {
			return fmt.Errorf("put picture %q: %w", p.Name, err)
		}
	}
	return nil
}
