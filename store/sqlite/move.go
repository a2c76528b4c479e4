package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"

	"viewline/store"
	"viewline/store/decoded"
	"viewline/timeline"
)

// moveAll gives appearances new keys, one after the other.
func moveAll(ctx context.Context, tx *transaction, moves []store.Move) error {
	for _, m := range moves {
		if err := move(ctx, tx, m); err != nil {
			return fmt.Errorf("move appearance %q to %q: %w", m.From, m.To, err)
		}
	}
	return nil
}

func move(ctx context.Context, tx *transaction, m store.Move) error {
	err := edit(ctx, tx, "SELECT doc FROM appearance WHERE key = ?", m.From, func(a *timeline.Appearance) error {
		a.Key, a.Told = m.To, m.Told
		if err := put(ctx, tx, "UPDATE appearance SET (key, hash, doc) = (?2, ?3, ?4) WHERE key = ?1", a, m.From, m.To); err != nil {
			return err
		}
		if err := tx.exec(ctx, "UPDATE recommended SET appearance = ?2 WHERE appearance = ?1", m.From, m.To); err != nil {
			return err
		}
		if err := tx.exec(ctx, moveSaid, m.From, m.To); err != nil {
			return err
		}
		return tx.exec(ctx, "UPDATE entries SET owner = ?3 WHERE document = ?1 AND source = 'appearance' AND owner = ?2",
			a.PostPath, m.From, m.To)
	})
	if err != nil {
		return err
	}
	return edit(ctx, tx, "SELECT record FROM post WHERE path = ?", m.PostPath, func(r *timeline.ImportRecord) error {
		for i := range r.Appearances {
			if r.Appearances[i].Key == m.From {
				r.Appearances[i].Key, r.Appearances[i].Told = m.To, m.Told
			}
		}
		record, err := marshal(r)
		if err != nil {
			return err
		}
		if err := tx.exec(ctx, "UPDATE post SET record = ?2 WHERE path = ?1", m.PostPath, record); err != nil {
			return err
		}
		return rehash(ctx, tx, m.PostPath)
	})
}

// renameAll gives posts new slugs, by path.
func renameAll(ctx context.Context, tx *transaction, slugs map[string]string) error {
	for _, path := range slices.Sorted(maps.Keys(slugs)) {
		if err := rename(ctx, tx, path, slugs[path]); err != nil {
			return fmt.Errorf("rename post %q to %q: %w", path, slugs[path], err)
		}
	}
	return nil
}

func rename(ctx context.Context, tx *transaction, path, slug string) error {
	return edit(ctx, tx, "SELECT doc FROM post WHERE path = ?", path, func(p *timeline.Post) error {
		p.Slug = slug
		if err := put(ctx, tx, "UPDATE post SET (slug, hash, doc) = (?2, ?3, ?4) WHERE path = ?1", p, path, slug); err != nil {
			return err
		}
		if err := rehash(ctx, tx, path); err != nil {
			return err
		}
		if err := tx.exec(ctx, "UPDATE post_person SET slug = ?2 WHERE path = ?1", path, slug); err != nil {
			return err
		}
		return tx.exec(ctx, "UPDATE entries SET owner = ?2 WHERE document = ?1 AND source = 'post'", path, slug)
	})
}

// rehash writes the hash of a post's two columns anew.
func rehash(ctx context.Context, tx *transaction, path string) error {
	var hash int64
	err := each(ctx, tx.query, "SELECT record, doc FROM post WHERE path = ?", []any{path}, func(scan scanFunc) error {
		var record, doc sql.RawBytes
		err := scan(&record, &doc)
		hash = int64(decoded.Hash(record, doc))
		return err
	})
	if err != nil {
		return err
	}
	return tx.exec(ctx, "UPDATE post SET hash = ?2 WHERE path = ?1", path, hash)
}

// edit reads a document, and calls change, which changes and writes the document. It does
// nothing where there is no document.
func edit[T any](ctx context.Context, tx *transaction, query, key string, change func(*T) error) error {
	found, err := documents[T](ctx, tx.query, query, key)
	if err != nil || len(found) == 0 {
		return err
	}
	return change(found[0])
}
