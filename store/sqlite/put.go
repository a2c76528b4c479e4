package sqlite

import (
	"context"
	"fmt"

	"viewline/store"
	"viewline/store/decoded"
	"viewline/store/sqlite/fts5"
	"viewline/timeline"
)

// batch is a [store.Batch] while its posts and papers are prepared.
type batch struct {
	store.Batch
	*preparation
	documents []*prepared // set once all are prepared
}

// prepare begins to prepare the documents of a batch, and returns before they are prepared.
func (s *Store) prepare(b store.Batch) *batch {
	p := newPreparation()
	for _, d := range last(b.Posts, func(d store.PostDocuments) string { return d.Post.Path }) {
		p.addPost(d)
	}
	p.addPapers(b.Papers)
	p.addNamed(b.People, b.Topics)
	b.Posts, b.Papers = nil, nil // only their prepared form is kept
	return &batch{Batch: b, preparation: p}
}

// put waits until all documents are prepared, and writes them.
func (b *batch) put(ctx context.Context, w *writing) error {
	b.documents = b.prepared()
	w.notePosts(b)
	w.noteKeys(b.replaced())
	if err := b.putPictures(ctx, w.transaction); err != nil {
		return err
	}
	if err := b.remove(ctx, w); err != nil {
		return fmt.Errorf("remove: %w", err)
	}
	if err := b.putNamed(ctx, w.transaction); err != nil {
		return err
	}
	for _, d := range b.documents {
		if err := d.put(ctx, w.transaction); err != nil {
			return fmt.Errorf("put %s %q: %w", d.source, d.owner, err)
		}
	}
	if err := b.putRanks(ctx, w.transaction); err != nil {
		return fmt.Errorf("put ranks: %w", err)
	}
	if err := b.putClaims(ctx, w); err != nil {
		return fmt.Errorf("put claims: %w", err)
	}
	if err := b.putSaid(ctx, w); err != nil {
		return fmt.Errorf("put positions: %w", err)
	}
	if err := b.putEntries(ctx, w); err != nil {
		return fmt.Errorf("put entries: %w", err)
	}
	if len(w.facets) < maxFacets {
		return nil
	}
	return w.putFacets(ctx)
}

// putNamed writes the people and topics.
func (b *batch) putNamed(ctx context.Context, tx *transaction) error {
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

// put writes a document. The statement's parameters are the columns, the hash, and then the
// document.
func put(ctx context.Context, tx *transaction, query string, document any, columns ...any) error {
	values, err := stored(columns, document)
	if err != nil {
		return err
	}
	return tx.exec(ctx, query, values...)
}

// stored are the values of a row: the columns, and the documents, which are encoded unless
// they are encoded already. The hash of all values stands ahead of the last document.
func stored(columns []any, documents ...any) (values []any, err error) {
	docs := make([][]byte, len(documents))
	for i, document := range documents {
		if encoded, ok := document.([]byte); ok {
			docs[i] = pack(encoded)
		} else if docs[i], err = marshal(document); err != nil {
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
	sort := store.PersonSort(store.PeopleByName, p)
	if err := put(ctx, tx, "REPLACE INTO person (slug, sort, hash, doc) VALUES (?, ?, ?, ?)", p, p.Slug, sort); err != nil {
		return err
	}
	for _, name := range p.Names() {
		rank := rank(p.Slug, p.Name, name)
		if err := tx.exec(ctx, "INSERT INTO person_name (name, rank, slug) VALUES (?, ?, ?)", name, rank, p.Slug); err != nil {
			return err
		}
	}
	for _, token := range store.PersonTokens(p) {
		if err := tx.exec(ctx, "REPLACE INTO person_token (token, sort, slug) VALUES (?, ?, ?)", token, sort, p.Slug); err != nil {
			return err
		}
	}
	return nil
}

func putTopic(ctx context.Context, tx *transaction, t *timeline.Topic) error {
	sort := store.TopicSort(store.TopicsByName, t)
	if err := put(ctx, tx, "REPLACE INTO topic (slug, sort, hash, doc) VALUES (?, ?, ?, ?)", t, t.Slug, sort); err != nil {
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

// rank is the rank of a folded spelling of a person's or a topic's name; see the table
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
	if p.err != nil || p.query == "" {
		return p.err
	}
	if err := tx.exec(ctx, p.query, p.values...); err != nil {
		return err
	}
	for _, person := range p.people {
		if err := tx.exec(ctx, "REPLACE INTO post_person (person, slug, path) VALUES (?, ?, ?)", person, p.owner, p.document); err != nil {
			return err
		}
	}
	times := map[string]int{}
	for _, slug := range p.papers {
		times[slug]++
		err := tx.exec(ctx, "REPLACE INTO recommended (paper, date, appearance, n) VALUES (?, ?, ?, ?)", slug, p.date, p.owner, times[slug])
		if err != nil {
			return err
		}
	}
	return nil
}

func (p *prepared) post(post *timeline.Post, rows *fts5.Rows) {
	*p = prepared{
		source: inPost, document: post.Path, owner: post.Slug, people: post.AllPeople(), in: rows,
		query: "REPLACE INTO post (path, slug, title, viewpoints, record, hash, doc) VALUES (?, ?, ?, ?, ?, ?, ?)",
	}
	document := *post.Stored()
	document.Record = timeline.ImportRecord{} // the record has a column of its own
	p.values, p.err = stored([]any{post.Path, post.Slug, post.Title, post.Record.Viewpoints}, post.Record, &document)
	if p.err == nil {
		p.claims, p.err = claimsOf(post.Record)
	}
	p.ranks = store.PostRanks(post)
	p.person, p.said = post.PersonSlug, timeline.CountTopics(post.Sections)
	store.IndexPost(post, p)
}

// appearance prepares an appearance. Encoded is the appearance as BSON, or nil where it is
// not encoded yet.
func (p *prepared) appearance(a *timeline.Appearance, encoded store.Encoded, rows *fts5.Rows) {
	*p = prepared{
		source: inAppearance, document: a.PostPath, owner: a.Key, date: a.Place(), lowest: lowestOf(a), earliest: a.Earliest, latest: a.Latest,
		recommended: a.Recommended, in: rows,
		query: `REPLACE INTO appearance (key, person, post, date, earliest, latest, kind, recommended, occasion, title, hash, doc)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
	}
	var document any = a.Stored()
	if encoded != nil {
		document = encoded.WithKey(a.Key)
	}
	p.values, p.err = stored([]any{
		a.Key, a.PersonSlug, a.PostPath, a.Place(), a.Earliest.String(), a.Latest.String(), string(a.Kind), a.Recommended, a.Occasion(), a.Title,
	}, document)
	p.person, p.kind, p.said = a.PersonSlug, string(a.Kind), timeline.CountTopics(a.Sections)
	for _, r := range a.Recommendations {
		p.papers = append(p.papers, r.PaperSlug)
	}
	store.IndexAppearance(a, p)
}

func (p *prepared) paper(paper *timeline.Paper, rows *fts5.Rows) {
	*p = prepared{
		source: inPaper, document: paper.Slug, owner: paper.Slug, in: rows,
		date: paper.Published.String(), lowest: lowest(paper.Published), earliest: paper.Published.Earliest(), latest: paper.Published.Latest(),
		query: "REPLACE INTO paper (slug, hash, doc) VALUES (?, ?, ?)",
	}
	p.values, p.err = stored([]any{paper.Slug}, paper)
	p.ranks = store.PaperRanks(paper)
	store.IndexPaper(paper, p)
}
