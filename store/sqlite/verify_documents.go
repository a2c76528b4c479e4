package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"viewline/store"
	"viewline/store/decoded"
	"viewline/timeline"
)

// Documents are read and written so many at a time.
const (
	verifiedPosts  = 100
	verifiedOthers = 500
)

// rebuild imports the documents that have their hash into another database.
func (v *verification) rebuild(ctx context.Context, fresh *Store) error {
	n, err := fresh.Begin(ctx, store.BeginOptions{})
	if err != nil {
		return err
	}
	err = errors.Join(
		rebuildAll(ctx, v, people, n, func(all []*timeline.Person) store.Batch { return store.Batch{People: all} }),
		rebuildAll(ctx, v, topics, n, func(all []*timeline.Topic) store.Batch { return store.Batch{Topics: all} }),
		rebuildAll(ctx, v, papers, n, func(all []*timeline.Paper) store.Batch { return store.Batch{Papers: all} }),
		v.rebuildPosts(ctx, n),
	)
	if err == nil {
		_, err = n.Commit(ctx, time.Now())
	}
	return errors.Join(err, n.Abort())
}

// rebuildAll does so for a table of documents other than posts and appearances.
func rebuildAll[T any](ctx context.Context, v *verification, table string, to store.Session, batch func([]*T) store.Batch) error {
	for last, more := "", true; more; {
		var page []*T
		text, args := after(table, "slug", "slug, hash, doc", last, verifiedOthers)
		rows := 0
		err := each(ctx, v.query, text, args, func(scan scanFunc) error {
			rows++
			var r verifiedRow
			if err := scan(&r.key, &r.hash, &r.doc); err != nil {
				return err
			}
			last = r.key
			item := new(T)
			if v.sound(origin{table, r.key}, &r, func() error { return unmarshal(r.doc, item) }) {
				page = append(page, item)
			}
			return nil
		})
		if err != nil {
			return v.tolerate(err, "table "+table)
		}
		if err := to.Put(ctx, batch(page)); err != nil {
			return err
		}
		more = rows == verifiedOthers
	}
	return nil
}

// verifiedRow is a row of a document.
type verifiedRow struct {
	key         string
	hash        any // a damaged row may have no number
	record, doc sql.RawBytes
}

// sound tells whether a document is as it was written, and else reports it.
func (v *verification) sound(d origin, r *verifiedRow, decode func() error) bool {
	parts := [][]byte{r.doc}
	if r.record != nil {
		parts = [][]byte{r.record, r.doc}
	}
	err := decode()
	switch {
	case errors.Is(err, errDamaged):
		v.find(d.String(), "the document is damaged: it does not have its hash")
	case err != nil:
		v.find(d.String(), "the document cannot be decoded: "+err.Error())
	case r.hash != int64(decoded.Hash(parts...)):
		v.find(d.String(), "the column hash is not that of the document")
	default:
		return true
	}
	v.damaged[d] = true
	return false
}

// rebuildPosts does so for posts and their appearances.
func (v *verification) rebuildPosts(ctx context.Context, to store.Session) error {
	for last, more := "", true; more; {
		var page []store.PostDocuments
		at := map[string]int{} // of sound posts in the page, -1 for others
		text, args := after(posts, "path", "path, hash, record, doc", last, verifiedPosts)
		err := each(ctx, v.query, text, args, func(scan scanFunc) error {
			var r verifiedRow
			if err := scan(&r.key, &r.hash, &r.record, &r.doc); err != nil {
				return err
			}
			last, at[r.key] = r.key, -1
			p := new(timeline.Post)
			if v.sound(origin{posts, r.key}, &r, func() error { return errors.Join(unmarshal(r.doc, p), unmarshal(r.record, &p.Record)) }) {
				at[r.key] = len(page)
				page = append(page, store.PostDocuments{Post: p.Link()})
			}
			return nil
		})
		if err == nil {
			err = v.addAppearances(ctx, page, at)
		}
		if err != nil {
			return v.tolerate(err, "tables post and appearance")
		}
		if err := to.Put(ctx, store.Batch{Posts: page}); err != nil {
			return err
		}
		more = len(at) == verifiedPosts
	}
	return nil
}

// addAppearances reads the appearances of some posts. Of a post that is not sound
// nobody can tell what its appearances derive.
func (v *verification) addAppearances(ctx context.Context, page []store.PostDocuments, at map[string]int) error {
	paths := make([]string, 0, len(at))
	for path := range at {
		paths = append(paths, path)
	}
	const text = "SELECT post, key, hash, doc FROM appearance WHERE " + ofPost
	return each(ctx, v.query, text, []any{list(paths)}, func(scan scanFunc) error {
		var r verifiedRow
		var path string
		if err := scan(&path, &r.key, &r.hash, &r.doc); err != nil {
			return err
		}
		a, d := new(timeline.Appearance), origin{appearances, r.key}
		if !v.sound(d, &r, func() error { return unmarshal(r.doc, a) }) {
			return nil
		}
		if at[path] < 0 {
			v.damaged[d] = true
			return nil
		}
		page[at[path]].Appearances = append(page[at[path]].Appearances, a.Link())
		return nil
	})
}
