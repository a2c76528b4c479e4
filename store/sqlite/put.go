package sqlite

import (
	"context"
	"fmt"

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
	p := s.prepare()
	for _, d := range last(b.Posts, func(d store.PostDocuments) string { return d.Post.Path }) {
		p.Add(d)
	}
	b.Posts = nil
	return p.Put(ctx, b)
}

// Put implements [store.Preparation], in one transaction.
func (p *preparation) Put(ctx context.Context, rest store.Batch) error {
	p.addPapers(rest.Papers)
	documents := p.documents()
	n := len(documents) + len(rest.People) + len(rest.Topics) +
		len(rest.RemovePosts) + len(rest.RemovePeople) + len(rest.RemovePapers) + len(rest.RemoveTopics)
	if n == 0 {
		return nil
	}
	err := p.store.change(ctx, func(tx *transaction) error {
		if err := remove(ctx, tx, rest, documents); err != nil {
			return fmt.Errorf("remove: %w", err)
		}
		if err := putNamed(ctx, tx, rest); err != nil {
			return err
		}
		for _, d := range documents {
			if err := d.put(ctx, tx); err != nil {
				return fmt.Errorf("put %s %q: %w", d.source, d.owner, err)
			}
		}
		if err := putEntries(ctx, tx, documents); err != nil {
			return fmt.Errorf("put entries: %w", err)
		}
		return nil
	})
	return p.store.wrap(err, "put %d documents", n)
}

// putNamed puts the people and topics.
func putNamed(ctx context.Context, tx *transaction, b store.Batch) error {
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
	return nil
}

// put stores a document with the columns beside it, which come first, and its
// hash between them.
func put(ctx context.Context, tx *transaction, query string, document any, columns ...any) error {
	values, err := stored(columns, document)
	if err != nil {
		return err
	}
	return tx.exec(ctx, query, values...)
}

// stored are the values of a row of columns and documents. Ahead of the last
// document comes the hash of all.
func stored(columns []any, documents ...any) (values []any, err error) {
	docs := make([][]byte, len(documents))
	for i, document := range documents {
		if docs[i], err = marshal(document); err != nil {
			return nil, err
		}
		if i == len(documents)-1 {
			columns = append(columns, int64(decoded.Hash(docs...)))
		}
		columns = append(columns, docs[i])
	}
	return columns, nil
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

func (p *prepared) put(ctx context.Context, tx *transaction) error {
	if p.err != nil {
		return p.err
	}
	if err := tx.exec(ctx, p.query, p.values...); err != nil {
		return err
	}
	times := map[string]int{}
	for _, slug := range p.papers {
		times[slug]++
		err := tx.exec(ctx, "REPLACE INTO recommended (paper, date, appearance, n) VALUES (?, ?, ?, ?)", slug, p.date.String(), p.owner, times[slug])
		if err != nil {
			return err
		}
	}
	return nil
}

func preparedPost(post *timeline.Post) prepared {
	p := prepared{
		source: inPost, document: post.Path, owner: post.Slug,
		query: "REPLACE INTO post (path, slug, person, viewpoints, source, hash, doc) VALUES (?, ?, ?, ?, ?, ?, ?)",
	}
	document := *post
	document.Source = timeline.Source{} // it has a column of its own
	p.values, p.err = stored([]any{post.Path, post.Slug, post.PersonSlug, post.Source.Viewpoints}, post.Source, &document)
	p.entries(store.PostEntries(post))
	return p
}

func preparedAppearance(a *timeline.Appearance) prepared {
	p := prepared{
		source: inAppearance, document: a.PostPath, owner: a.Key, date: a.Date, earliest: a.Earliest, latest: a.Latest,
		recommended: a.Recommended,
		query: `REPLACE INTO appearance (key, person, post, date, earliest, latest, kind, recommended, hash, doc)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
	}
	p.values, p.err = stored([]any{
		a.Key, a.PersonSlug, a.PostPath, a.Date.String(), a.Earliest.String(), a.Latest.String(), string(a.Kind), a.Recommended,
	}, a)
	for _, r := range a.Recommendations {
		p.papers = append(p.papers, r.PaperSlug)
	}
	p.entries(store.AppearanceEntries(a))
	return p
}

func preparedPaper(paper *timeline.Paper) prepared {
	p := prepared{
		source: inPaper, document: paper.Slug, owner: paper.Slug,
		date: paper.Published, earliest: paper.Published.Earliest(), latest: paper.Published.Latest(),
		query: "REPLACE INTO paper (slug, hash, doc) VALUES (?, ?, ?)",
	}
	p.values, p.err = stored([]any{paper.Slug}, paper)
	p.entries([]store.Entry{store.PaperEntry(paper)})
	return p
}
