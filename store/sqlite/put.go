package sqlite

import (
	"context"
	"fmt"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/store"
	"viewline/store/decoded"
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
	return s.Prepare(b)(ctx)
}

// Prepare implements [store.Preparer]: it begins to find the entries of the
// batch.
func (s *Store) Prepare(b store.Batch) (put func(context.Context) error) {
	n := len(b.People) + len(b.Papers) + len(b.Topics) + len(b.Posts) +
		len(b.RemovePosts) + len(b.RemovePeople) + len(b.RemovePapers) + len(b.RemoveTopics)
	if n == 0 {
		return func(context.Context) error { return nil }
	}
	b.Posts = last(b.Posts, func(d store.PostDocuments) string { return d.Post.Path })
	entries := entriesOf(b)
	found := findAll(entries)
	return func(ctx context.Context) error {
		defer found()
		return s.wrap(s.put(ctx, b, entries), "put batch of %d", n)
	}
}

func (s *Store) put(ctx context.Context, b store.Batch, entries []*entries) error {
	return s.change(ctx, func(tx *transaction) error {
		if err := remove(ctx, tx, b); err != nil {
			return fmt.Errorf("remove: %w", err)
		}
		if err := putDocuments(ctx, tx, b); err != nil {
			return err
		}
		if err := putEntries(ctx, tx, entries); err != nil {
			return fmt.Errorf("put entries: %w", err)
		}
		return nil
	})
}

func putDocuments(ctx context.Context, tx *transaction, b store.Batch) error {
	for _, p := range last(b.People, func(p *timeline.Person) string { return p.Slug }) {
		if err := putPerson(ctx, tx, p); err != nil {
			return fmt.Errorf("put person %q: %w", p.Slug, err)
		}
	}
	for _, t := range last(b.Topics, func(t *timeline.Topic) string { return t.Slug }) {
		if err := putTopic(ctx, tx, t); err != nil {
			return fmt.Errorf("put topic %q: %w", t.Slug, err)
		}
	}
	for _, p := range b.Papers {
		if err := put(ctx, tx, "REPLACE INTO paper (slug, hash, doc) VALUES (?, ?, ?)", p, p.Slug); err != nil {
			return fmt.Errorf("put paper %q: %w", p.Slug, err)
		}
	}
	for _, p := range b.Posts {
		if err := putPost(ctx, tx, p); err != nil {
			return fmt.Errorf("put post %q: %w", p.Post.Path, err)
		}
	}
	return nil
}

// put stores a document with the columns beside it, which come first, and its
// hash between them.
func put(ctx context.Context, tx *transaction, query string, document any, columns ...any) error {
	doc, err := bson.Marshal(document)
	if err != nil {
		return err
	}
	return tx.exec(ctx, query, append(columns, int64(decoded.Hash(doc)), doc)...)
}

func putPerson(ctx context.Context, tx *transaction, p *timeline.Person) error {
	if err := put(ctx, tx, "REPLACE INTO person (slug, name, hash, doc) VALUES (?, ?, ?, ?)", p, p.Slug, p.Name); err != nil {
		return err
	}
	for _, name := range p.Names() {
		rank := rank(p.Slug, p.Name, name)
		if err := tx.exec(ctx, "INSERT INTO person_name (name, rank, slug) VALUES (?, ?, ?)", name, rank, p.Slug); err != nil {
			return err
		}
	}
	for _, token := range store.PersonTokens(p) {
		if err := tx.exec(ctx, "REPLACE INTO person_token (token, name, slug) VALUES (?, ?, ?)", token, p.Name, p.Slug); err != nil {
			return err
		}
	}
	return nil
}

func putTopic(ctx context.Context, tx *transaction, t *timeline.Topic) error {
	if err := put(ctx, tx, "REPLACE INTO topic (slug, name, hash, doc) VALUES (?, ?, ?, ?)", t, t.Slug, t.Name); err != nil {
		return err
	}
	for _, name := range t.Names() {
		rank := rank(t.Slug, t.Name, name)
		if err := tx.exec(ctx, "INSERT INTO topic_name (name, rank, slug) VALUES (?, ?, ?)", name, rank, t.Slug); err != nil {
			return err
		}
	}
	return nil
}

// rank says how near a folded spelling is to a person or a topic; see table
// person_name.
func rank(slug, name, folded string) int {
	switch folded {
	case timeline.Fold(slug):
		return 0
	case timeline.Fold(name):
		return 1
	}
	return 2
}

func putPost(ctx context.Context, tx *transaction, d store.PostDocuments) error {
	for _, a := range d.Appearances {
		if err := putAppearance(ctx, tx, a); err != nil {
			return fmt.Errorf("appearance %q: %w", a.Key, err)
		}
	}
	source, err := bson.Marshal(d.Post.Source)
	if err != nil {
		return err
	}
	document := *d.Post
	document.Source = timeline.Source{} // it has a column of its own
	doc, err := bson.Marshal(&document)
	if err != nil {
		return err
	}
	return tx.exec(ctx, "REPLACE INTO post (path, slug, person, viewpoints, source, hash, doc) VALUES (?, ?, ?, ?, ?, ?, ?)",
		d.Post.Path, d.Post.Slug, d.Post.PersonSlug, d.Post.Source.Viewpoints, source, int64(decoded.Hash(source, doc)), doc)
}

func putAppearance(ctx context.Context, tx *transaction, a *timeline.Appearance) error {
	err := put(ctx, tx, `REPLACE INTO appearance (key, person, post, date, earliest, latest, kind, recommended, hash, doc)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, a,
		a.Key, a.PersonSlug, a.PostPath, a.Date.String(), a.Earliest.String(), a.Latest.String(), string(a.Kind), a.Recommended)
	if err != nil {
		return err
	}
	times := map[string]int{}
	for _, r := range a.Recommendations {
		times[r.PaperSlug]++
		err := tx.exec(ctx, "REPLACE INTO recommended (paper, date, appearance, n) VALUES (?, ?, ?, ?)",
			r.PaperSlug, a.Date.String(), a.Key, times[r.PaperSlug])
		if err != nil {
			return err
		}
	}
	return nil
}
