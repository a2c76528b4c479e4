package sqlite

import (
	"context"
	"fmt"
	"strconv"

	"viewline/cachetag"
	"viewline/store"
	"viewline/store/decoded"
	"viewline/timeline"
)

// mostChanges is how many imports the table change remembers.
const mostChanges = 100

// Changes implements [store.Reader].
func (s *Store) Changes(ctx context.Context, since string) (h cachetag.History, err error) {
	const query = "SELECT state, tags FROM change WHERE revision >= (SELECT revision FROM change WHERE state = ?) ORDER BY revision"
	err = each(ctx, s.query, query, []any{since}, func(scan scanFunc) error {
		var state string
		var tags []byte
		err := scan(&state, &tags)
		h = append(h, cachetag.Change{State: state, Basis: cachetag.Decode(tags)})
		return err
	})
	return h, s.wrap(err, "read what imports changed")
}

// noteKeys notes that documents are put, replaced or removed. What posts speak of is noted
// with the table touched.
func (w *writing) noteKeys(k keys) {
	for _, of := range []struct {
		kind cachetag.Kind
		keys []string
	}{{store.TagPerson, k.people}, {store.TagTopic, k.topics}, {store.TagPaper, k.papers}, {store.TagPost, k.posts}} {
		if len(of.keys) > 0 {
			w.changed.Add(of.kind, of.keys...)
			w.changed.Add(store.TagAny, string(of.kind))
		}
	}
}

// noteNames notes what shows the names of stored posts or of their appearances, which are to
// change: lists by person, topic and paper.
func (w *writing) noteNames(ctx context.Context, paths []string) error {
	w.noteKeys(keys{posts: paths})
	return w.noteTouched(ctx, "SELECT kind, slug FROM claim WHERE "+isPath, list(paths))
}

// noteTouched notes what a statement reads as kinds and slugs; see the table touched.
func (w *writing) noteTouched(ctx context.Context, query string, args ...any) error {
	kinds := map[string]cachetag.Kind{people: store.TagPerson, papers: store.TagPaper, topics: store.TagTopic}
	return each(ctx, w.query, query, args, func(scan scanFunc) error {
		var kind, slug string
		err := scan(&kind, &slug)
		w.changed.Add(kinds[kind], slug)
		return err
	})
}

// putChange writes what the import has changed; before is the corpus as it was. It must be called
// before the table touched is emptied.
func (w *writing) putChange(ctx context.Context, before, now timeline.Corpus) error {
	if now.Topics == 0 && before.Topics > 0 {
		w.changed.Everything() // from now on topics are proposed; see package proposed
	}
	if err := w.noteTouched(ctx, "SELECT kind, slug FROM touched"); err != nil {
		return err
	}
	const insert = "INSERT INTO change (state, revision, hash, tags) VALUES (?, ?, ?, ?)"
	tags := w.changed.Basis().Encode()
	if err := w.exec(ctx, insert, now.State, now.Revision, changeHash(now.State, now.Revision, tags), tags); err != nil {
		return err
	}
	return w.exec(ctx, "DELETE FROM change WHERE revision <= ?", now.Revision-mostChanges)
}

// changeHash is kept with a row, so that [Store.Verify] can tell that it was altered.
func changeHash(state string, revision int, tags []byte) int64 {
	return int64(decoded.Hash([]byte(state), []byte(strconv.Itoa(revision)), tags))
}

// checkChanges compares the rows of table change with their hashes, and looks for the latest.
func (v *verification) checkChanges(ctx context.Context) error {
	err := each(ctx, v.query, "SELECT state, revision, hash, tags FROM change", nil, func(scan scanFunc) error {
		var state string
		var revision int
		var hash int64
		var tags []byte
		if err := scan(&state, &revision, &hash, &tags); err != nil {
			return err
		}
		if hash != changeHash(state, revision, tags) {
			v.find(fmt.Sprintf("table change, revision %d", revision), "the row does not have its hash")
		}
		return nil
	})
	if err == nil {
		const missing = "SELECT revision FROM meta WHERE revision > 0 AND state NOT IN (SELECT state FROM change)"
		err = each(ctx, v.query, missing, nil, func(scan scanFunc) error {
			var revision int
			err := scan(&revision)
			v.find(fmt.Sprintf("table change, revision %d", revision), "the row is missing")
			return err
		})
	}
	return v.tolerate(err, "table change")
}
