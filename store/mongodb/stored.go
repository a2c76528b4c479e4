package mongodb

import (
	"context"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"viewline/store"
	"viewline/timeline"
)

// The projections for what an import has to know of a post.
var (
	recordOnly  = bson.M{"key": 1, "slug": 1, "record": 1}
	outlineOnly = bson.M{
		"key": 1, "slug": 1, "record.root": 1, "record.hash": 1, "record.draft": 1, "record.body": 1, "record.pictures": 1,
		"record.appearances": 1, "record.viewpoints": 1,
	}
)

// PostsAfter implements [store.Records], in one command.
func (s *Store) PostsAfter(ctx context.Context, path string, limit int) ([]*store.StoredPost, error) {
	return after[*store.StoredPost](ctx, s.posts, path, limit, options.Find().SetProjection(outlineOnly))
}

// RecordsAfter implements [store.Records], in one command.
func (s *Store) RecordsAfter(ctx context.Context, path string, limit int) ([]*store.StoredPost, error) {
	return after[*store.StoredPost](ctx, s.posts, path, limit, options.Find().SetProjection(recordOnly))
}

// PeopleAfter implements [store.Records], in one command.
func (s *Store) PeopleAfter(ctx context.Context, slug string, limit int) ([]*timeline.Person, error) {
	return after[*timeline.Person](ctx, s.people, slug, limit)
}

// PapersAfter implements [store.Records], in one command.
func (s *Store) PapersAfter(ctx context.Context, slug string, limit int) ([]*timeline.Paper, error) {
	return after[*timeline.Paper](ctx, s.papers, slug, limit)
}

// TopicsAfter implements [store.Records], in one command.
func (s *Store) TopicsAfter(ctx context.Context, slug string, limit int) ([]*timeline.Topic, error) {
	return after[*timeline.Topic](ctx, s.topics, slug, limit)
}

// after reads at most limit documents of a collection, in the order of their keys. They do
// not come from the cache, so the caller may change them.
func after[T any](
	ctx context.Context, c collection, last string, limit int, opts ...options.Lister[options.FindOptions],
) ([]T, error) {
	var clauses []bson.M
	if last != "" {
		clauses = append(clauses, bson.M{"key": bson.M{"$gt": last}})
	}
	raw, err := find(ctx, c, clauses, append(opts, options.Find().SetSort(order(1, "key")).SetLimit(int64(limit)))...)
	if err != nil {
		return nil, err
	}
	return owned[T](c, raw)
}

// owned decodes documents without the cache.
func owned[T any](c collection, raw []bson.Raw) ([]T, error) {
	items := make([]T, len(raw))
	for i, doc := range raw {
		var err error
		if items[i], err = decodeOne[T](c, doc); err != nil {
			return nil, err
		}
	}
	return items, nil
}
