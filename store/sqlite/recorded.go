package sqlite

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"time"

	"viewline/store/decoded"
)

// RecordedAt implements [store.Reader], in one statement.
func (s *Store) RecordedAt(ctx context.Context, paths []string) ([]time.Time, error) {
	const query = "SELECT path, at FROM recorded WHERE path IN (SELECT value FROM json_each(?))"
	times := make(map[string]time.Time, len(paths))
	err := each(ctx, s.query, query, []any{list(distinct(paths))}, func(scan scanFunc) error {
		var path string
		var at int64
		err := scan(&path, &at)
		times[path] = time.Unix(at, 0).UTC()
		return err
	})
	if err != nil {
		return nil, s.wrap(err, "read when posts were first imported")
	}
	found := make([]time.Time, len(paths))
	for i, path := range paths {
		found[i] = times[path]
	}
	return found, nil
}

// notePosts keeps in mind which posts the import has put, for [writing.record].
func (w *writing) notePosts(b *batch) {
	for _, path := range b.RemovePosts {
		delete(w.posts, path)
	}
	for _, p := range b.documents {
		if p.source == inPost {
			w.posts[p.document] = true
		}
	}
}

// recordedAtOnce is how many posts are looked for by one statement.
const recordedAtOnce = 1000

// record writes for the posts that the import has put and that were not stored before when
// they were first imported, which is at.
func (w *writing) record(ctx context.Context, at time.Time) error {
	rows := &inserts{tx: w.transaction, into: "recorded (path, at, hash)"}
	const unknown = "SELECT value FROM json_each(?) WHERE value NOT IN (SELECT path FROM recorded)"
	for paths := range slices.Chunk(slices.Sorted(maps.Keys(w.posts)), recordedAtOnce) {
		var fresh []string
		err := each(ctx, w.query, unknown, []any{list(paths)}, func(scan scanFunc) error {
			var path string
			err := scan(&path)
			fresh = append(fresh, path)
			return err
		})
		if err != nil {
			return err
		}
		for _, path := range fresh {
			if err := rows.add(ctx, path, at.Unix(), recordHash(path, at.Unix())); err != nil {
				return err
			}
		}
	}
	return rows.flush(ctx)
}

// recordHash is kept with a row, so that [Store.Verify] can tell that it was altered.
func recordHash(path string, at int64) int64 {
	return int64(decoded.Hash([]byte(path), []byte(strconv.FormatInt(at, 10))))
}

// checkRecorded compares the rows of table recorded with their hashes.
func (v *verification) checkRecorded(ctx context.Context) error {
	err := each(ctx, v.query, "SELECT path, at, hash FROM recorded", nil, func(scan scanFunc) error {
		var path string
		var at, hash int64
		if err := scan(&path, &at, &hash); err != nil {
			return err
		}
		if hash != recordHash(path, at) {
			v.find("table recorded, "+origin{posts, path}.String(), "the row does not have its hash")
		}
		return nil
	})
	return v.tolerate(err, "table recorded")
}
