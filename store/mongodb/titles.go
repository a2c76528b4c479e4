package mongodb

import (
	"context"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"viewline/store"
)

var titleOnly = options.Find().SetProjection(bson.M{"_id": 0, "key": 1, "slug": 1, "title": 1}).SetBatchSize(rowsPerReply)

// Titles implements [store.Reader], in two commands that move no documents.
func (s *Store) Titles(ctx context.Context, found func(store.Title) error) error {
	for _, from := range []collection{s.appearances, s.posts} {
		rows, err := find(ctx, from, []bson.M{{"title": bson.M{"$gt": ""}}}, titleOnly)
		if err != nil {
			return err
		}
		for _, row := range rows {
			t := store.Title{OfPost: from.Name() == s.posts.Name(), Key: keyOf(row)}
			t.Text, _ = row.Lookup("title").StringValueOK()
			if t.Slug, _ = row.Lookup("slug").StringValueOK(); !t.OfPost {
				t.Slug = t.Key
			}
			if err := found(t); err != nil {
				return err
			}
		}
	}
	return nil
}
