package sqlite

import (
	"context"
	"database/sql"

	"viewline/store"
	"viewline/timeline"
)

// records implements [store.Records] by statements that the function read sends: on the
// connection of an import, or on any other.
type records struct {
	read func(ctx context.Context, do func(context.Context, queryFunc) error) error
	wrap func(err error, doing string, args ...any) error
}

// records reads the records that everybody sees.
func (s *Store) records() records {
	return records{func(ctx context.Context, do func(context.Context, queryFunc) error) error { return do(ctx, s.query) }, s.wrap}
}

// records reads the records that the import sees.
func (n *session) records() records {
	return records{func(ctx context.Context, do func(context.Context, queryFunc) error) error {
		return n.do(ctx, false, func(ctx context.Context, w *writing) error { return do(ctx, w.query) })
	}, n.store.wrap}
}

// outline is a record without people, papers and topics, which takes half the time to
// decode.
type outline struct {
	Root        string                   `bson:"root"`
	Hash        string                   `bson:"hash"`
	Draft       bool                     `bson:"draft"`
	Body        string                   `bson:"body"`
	Pictures    []timeline.PictureRef    `bson:"pictures"`
	Appearances []timeline.AppearanceRef `bson:"appearances"`
	Viewpoints  int                      `bson:"viewpoints"`
}

func decodeOutline(record []byte, into *timeline.ImportRecord) error {
	var o outline
	err := unmarshal(record, &o)
	*into = timeline.ImportRecord{Root: o.Root, Hash: o.Hash, Draft: o.Draft, Body: o.Body, Pictures: o.Pictures, Appearances: o.Appearances, Viewpoints: o.Viewpoints}
	return err
}

func decodeRecord(record []byte, into *timeline.ImportRecord) error { return unmarshal(record, into) }

func (r records) posts(
	ctx context.Context, path string, limit int, decode func(record []byte, into *timeline.ImportRecord) error,
) ([]*store.StoredPost, error) {
	found := make([]*store.StoredPost, 0, limit)
	text, args := after("post", "path", "path, slug, record", path, limit)
	err := r.read(ctx, func(ctx context.Context, query queryFunc) error {
		return each(ctx, query, text, args, func(scan scanFunc) error {
			p := new(store.StoredPost)
			found = append(found, p)
			var record sql.RawBytes
			if err := scan(&p.Path, &p.Slug, &record); err != nil {
				return err
			}
			return decode(record, &p.Record)
		})
	})
	return found, r.wrap(err, "read the posts after %q", path)
}

func documentsAfter[T any](ctx context.Context, r records, table, slug string, limit int) (found []*T, err error) {
	text, args := after(table, "slug", "doc", slug, limit)
	err = r.read(ctx, func(ctx context.Context, query queryFunc) error {
		found, err = documents[T](ctx, query, text, args...)
		return err
	})
	return found, r.wrap(err, "read from table %s after %q", table, slug)
}

// after is a statement for at most limit rows of a table behind a key, in the order of the
// keys.
func after(table, key, columns, last string, limit int) (text string, args []any) {
	w := &where{}
	if last != "" {
		w.and(key+" > ?", last)
	}
	return "SELECT " + columns + " FROM " + table + w.String() + orderBy(false, key) + " LIMIT ?", append(w.args, limit)
}

// PostsAfter implements [store.Records].
func (s *Store) PostsAfter(ctx context.Context, path string, limit int) ([]*store.StoredPost, error) {
	return s.records().posts(ctx, path, limit, decodeOutline)
}

// RecordsAfter implements [store.Records].
func (s *Store) RecordsAfter(ctx context.Context, path string, limit int) ([]*store.StoredPost, error) {
	return s.records().posts(ctx, path, limit, decodeRecord)
}

// PeopleAfter implements [store.Records].
func (s *Store) PeopleAfter(ctx context.Context, slug string, limit int) ([]*timeline.Person, error) {
	return documentsAfter[timeline.Person](ctx, s.records(), people, slug, limit)
}

// PapersAfter implements [store.Records].
func (s *Store) PapersAfter(ctx context.Context, slug string, limit int) ([]*timeline.Paper, error) {
	return documentsAfter[timeline.Paper](ctx, s.records(), papers, slug, limit)
}

// TopicsAfter implements [store.Records].
func (s *Store) TopicsAfter(ctx context.Context, slug string, limit int) ([]*timeline.Topic, error) {
	return documentsAfter[timeline.Topic](ctx, s.records(), topics, slug, limit)
}

// PostsAfter implements [store.Records].
func (n *session) PostsAfter(ctx context.Context, path string, limit int) ([]*store.StoredPost, error) {
	return n.records().posts(ctx, path, limit, decodeOutline)
}

// RecordsAfter implements [store.Records].
func (n *session) RecordsAfter(ctx context.Context, path string, limit int) ([]*store.StoredPost, error) {
	return n.records().posts(ctx, path, limit, decodeRecord)
}

// PeopleAfter implements [store.Records].
func (n *session) PeopleAfter(ctx context.Context, slug string, limit int) ([]*timeline.Person, error) {
	return documentsAfter[timeline.Person](ctx, n.records(), people, slug, limit)
}

// PapersAfter implements [store.Records].
func (n *session) PapersAfter(ctx context.Context, slug string, limit int) ([]*timeline.Paper, error) {
	return documentsAfter[timeline.Paper](ctx, n.records(), papers, slug, limit)
}

// TopicsAfter implements [store.Records].
func (n *session) TopicsAfter(ctx context.Context, slug string, limit int) ([]*timeline.Topic, error) {
	return documentsAfter[timeline.Topic](ctx, n.records(), topics, slug, limit)
}
