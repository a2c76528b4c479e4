package sqlite

import (
	"context"
	"fmt"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/store"
	"viewline/timeline"
)

// inTransaction runs do in a transaction that waits for all other writers.
func (s *Store) inTransaction(ctx context.Context, do func(*transaction) error) error {
	tx, err := s.writer.begin(ctx, false)
	if err != nil {
		return err
	}
	defer tx.end()
	if err := do(tx); err != nil {
		return err
	}
	return tx.tx.Commit()
}

// change is a transaction that the next revision is made for.
func (s *Store) change(ctx context.Context, do func(*transaction) error) error {
	return s.inTransaction(ctx, func(tx *transaction) error {
		if err := do(tx); err != nil {
			return err
		}
		return tx.exec(ctx, "UPDATE meta SET pending = 1 WHERE id = 1")
	})
}

// Put implements [store.Writer], in one transaction.
func (s *Store) Put(ctx context.Context, b store.Batch) error {
	n := len(b.People) + len(b.Papers) + len(b.Posts) + len(b.RemovePosts) + len(b.RemovePeople) + len(b.RemovePapers)
	if n == 0 {
		return nil
	}
	err := s.change(ctx, func(tx *transaction) error {
		if err := remove(ctx, tx, b); err != nil {
			return err
		}
		for _, p := range b.People {
			if err := putPerson(ctx, tx, p); err != nil {
				return fmt.Errorf("put person %q: %w", p.Slug, err)
			}
		}
		for _, p := range b.Papers {
			if err := put(ctx, tx, "REPLACE INTO paper (slug, doc) VALUES (?, ?)", p, p.Slug); err != nil {
				return fmt.Errorf("put paper %q: %w", p.Slug, err)
			}
		}
		for _, p := range b.Posts {
			if err := putPost(ctx, tx, p); err != nil {
				return fmt.Errorf("put post %q: %w", p.Post.Path, err)
			}
		}
		return nil
	})
	return s.wrap(err, "put batch of %d", n)
}

// remove removes what the batch says.
func remove(ctx context.Context, tx *transaction, b store.Batch) error {
	for _, r := range []struct {
		query string
		keys  []string
	}{
		{"DELETE FROM appearance WHERE post IN (SELECT value FROM json_each(?))", b.RemovePosts},
		{"DELETE FROM post WHERE path IN (SELECT value FROM json_each(?))", b.RemovePosts},
		{"DELETE FROM person_name WHERE slug IN (SELECT value FROM json_each(?))", b.RemovePeople},
		{"DELETE FROM person WHERE slug IN (SELECT value FROM json_each(?))", b.RemovePeople},
		{"DELETE FROM paper WHERE slug IN (SELECT value FROM json_each(?))", b.RemovePapers},
	} {
		if len(r.keys) == 0 {
			continue
		}
		if err := tx.exec(ctx, r.query, list(r.keys)); err != nil {
			return fmt.Errorf("remove: %w", err)
		}
	}
	return nil
}

// put stores a document with the columns beside it, which come first.
func put(ctx context.Context, tx *transaction, query string, document any, columns ...any) error {
	doc, err := bson.Marshal(document)
	if err != nil {
		return err
	}
	return tx.exec(ctx, query, append(columns, doc)...)
}

func putPerson(ctx context.Context, tx *transaction, p *timeline.Person) error {
	if err := put(ctx, tx, "REPLACE INTO person (slug, name, doc) VALUES (?, ?, ?)", p, p.Slug, p.Name); err != nil {
		return err
	}
	if err := tx.exec(ctx, "DELETE FROM person_name WHERE slug = ?", p.Slug); err != nil {
		return err
	}
	for _, name := range p.Names() {
		if err := tx.exec(ctx, "INSERT INTO person_name (name, rank, slug) VALUES (?, ?, ?)", name, rank(p, name), p.Slug); err != nil {
			return err
		}
	}
	return nil
}

// rank says how near a folded spelling is to the person; see table person_name.
func rank(p *timeline.Person, folded string) int {
	switch folded {
	case timeline.Fold(p.Slug):
		return 0
	case timeline.Fold(p.Name):
		return 1
	}
	return 2
}

func putPost(ctx context.Context, tx *transaction, d store.PostDocuments) error {
	if err := tx.exec(ctx, "DELETE FROM appearance WHERE post = ?", d.Post.Path); err != nil {
		return err
	}
	for _, a := range d.Appearances {
		err := put(ctx, tx, `REPLACE INTO appearance (key, person, post, date, earliest, latest, kind, recommended, doc)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`, a,
			a.Key, a.PersonSlug, a.PostPath, a.Date.String(), a.Earliest.String(), a.Latest.String(), string(a.Kind), a.Recommended)
		if err != nil {
			return fmt.Errorf("appearance %q: %w", a.Key, err)
		}
	}
	source, err := bson.Marshal(d.Post.Source)
	if err != nil {
		return err
	}
	document := *d.Post
	document.Source = timeline.Source{} // it has a column of its own
	return put(ctx, tx, "REPLACE INTO post (path, slug, viewpoints, source, doc) VALUES (?, ?, ?, ?, ?)", &document,
		d.Post.Path, d.Post.Slug, d.Post.Source.Viewpoints, source)
}
