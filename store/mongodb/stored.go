package mongodb

import (
	"context"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"viewline/store"
	"viewline/timeline"
)

// What an import must know of a post.
var (
	recordOnly  = bson.M{"slug": 1, "record": 1}
	outlineOnly = bson.M{
		"slug": 1, "record.root": 1, "record.hash": 1, "record.draft": 1, "record.body": 1,
		"record.appearances": 1, "record.viewpoints": 1,
	}
)

// PostsAfter implements [store.Writer], in one command.
func (s *Store) PostsAfter(ctx context.Context, path string, limit int) ([]*store.StoredPost, error) {
	return after[*store.StoredPost](ctx, s.posts, path, limit, options.Find().SetProjection(outlineOnly))
}

// RecordsAfter implements [store.Writer], in one command.
func (s *Store) RecordsAfter(ctx context.Context, path string, limit int) ([]*store.StoredPost, error) {
	return after[*store.StoredPost](ctx, s.posts, path, limit, options.Find().SetProjection(recordOnly))
}

// PeopleAfter implements [store.Writer], in one command.
func (s *Store) PeopleAfter(ctx context.Context, slug string, limit int) ([]*timeline.Person, error) {
	return after[*timeline.Person](ctx, s.people, slug, limit)
}

// PapersAfter implements [store.Writer], in one command.
func (s *Store) PapersAfter(ctx context.Context, slug string, limit int) ([]*timeline.Paper, error) {
	return after[*timeline.Paper](ctx, s.papers, slug, limit)
}

// TopicsAfter implements [store.Writer], in one command.
func (s *Store) TopicsAfter(ctx context.Context, slug string, limit int) ([]*timeline.Topic, error) {
	return after[*timeline.Topic](ctx, s.topics, slug, limit)
}

// after reads some documents of a collection, in the order of their keys.
func after[T any](
	ctx context.Context, c collection, last string, limit int, opts ...options.Lister[options.FindOptions],
) ([]T, error) {
	filter := bson.M{}
	if last != "" {
		filter["_id"] = bson.M{"$gt": last}
	}
	return find[T](ctx, c, filter, append(opts, options.Find().SetSort(order(1, "_id")).SetLimit(int64(limit)))...)
}
