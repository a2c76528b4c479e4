package mongodb

import (
	"context"
	"slices"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"viewline/store"
	"viewline/timeline"
)

// recorded is when a post was first imported. It stands in each version of the post, but in
// no hash.
type recorded struct {
	Key string     `bson:"key"`
	At  *time.Time `bson:"recordedAt"`
}

var recordedOnly = options.Find().SetProjection(bson.M{"_id": 0, "key": 1, "recordedAt": 1}).SetBatchSize(rowsPerReply)

// RecordedAt implements [store.Reader], in one command.
func (s *Store) RecordedAt(ctx context.Context, paths []string) ([]time.Time, error) {
	if len(paths) == 0 {
		return nil, nil
	}
	raw, err := find(ctx, s.posts, []bson.M{{"key": in(paths)}}, recordedOnly)
	if err != nil {
		return nil, err
	}
	found, err := owned[*recorded](s.posts, raw)
	times := make([]time.Time, len(paths))
	for i, r := range store.Align(paths, found, func(r *recorded) string { return r.Key }) {
		if r != nil && r.At != nil {
			times[i] = r.At.UTC()
		}
	}
	return times, err
}

// postVersions are versions of posts to be written. A post that an earlier import has
// stored keeps when it was recorded; the others are kept in mind for [session.record].
func (se *session) postVersions(ctx context.Context, posts []*timeline.Post) ([]version, error) {
	n := se.lease.number
	versions := make([]version, len(posts))
	known := map[string]*time.Time{}
	for some := range slices.Chunk(posts, se.store.perBulk()) {
		paths := make([]string, len(some))
		for i, p := range some {
			paths[i] = p.Path
		}
		earlier, err := se.recordedBefore(ctx, paths)
		if err != nil {
			return nil, err
		}
		for _, r := range earlier {
			if !se.gone[r.Key] {
				known[r.Key] = r.At
			}
		}
	}
	for i, p := range posts {
		document := newPostDocument(p, n).(postDocument)
		if document.RecordedAt = known[p.Path]; document.RecordedAt == nil {
			se.unrecorded = append(se.unrecorded, p.Path)
		}
		versions[i] = version{p.Path, versionID(p.Path, n), document}
	}
	return versions, nil
}

// recordedBefore reads when posts were recorded from the versions that were valid before
// the import, also from those which it has ended: in another format it ends all.
func (se *session) recordedBefore(ctx context.Context, paths []string) ([]recorded, error) {
	posts, n := se.store.posts, se.lease.number
	var found []recorded
	err := se.lease.do(ctx, func(ctx context.Context) error {
		cursor, err := posts.Find(ctx, and([]bson.M{
			posts.byKey(paths), {"since": bson.M{"$lt": n}}, {"$or": bson.A{bson.M{"until": nil}, bson.M{"until": n}}}, {"recordedAt": bson.M{"$ne": nil}},
		}), recordedOnly)
		found, err = readAll[recorded](ctx, posts, cursor, err)
		return err
	})
	return found, err
}

// record writes into the posts that the import has brought when they were first imported.
func (se *session) record(ctx context.Context, at time.Time) error {
	n := se.lease.number
	return chunked(ctx, se, distinct(se.unrecorded), func(ctx context.Context, some []string) error {
		ids := make([]string, len(some))
		for i, path := range some {
			ids[i] = versionID(path, n)
		}
		posts := se.store.posts
		_, err := posts.UpdateMany(ctx, bson.M{"_id": in(ids)}, bson.M{"$set": bson.M{"recordedAt": at.UTC().Truncate(time.Second)}})
		return posts.wrap(err, "record posts %q to %q", some[0], some[len(some)-1])
	})
}
