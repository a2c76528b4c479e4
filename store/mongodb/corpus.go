package mongodb

import (
	"context"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/timeline"
)

// Corpus implements [store.Reader], in one command.
func (s *Store) Corpus(ctx context.Context) (timeline.Corpus, error) {
	d, err := s.current(ctx)
	return d.Corpus, err
}

// measure counts the documents that the context sees.
func (s *Store) measure(ctx context.Context) (timeline.Corpus, error) {
	var c timeline.Corpus
	for _, count := range []struct {
		of collection
		to *int
	}{{s.people, &c.People}, {s.appearances, &c.Appearances}, {s.topics, &c.Topics}, {s.papers, &c.Papers}, {s.posts, &c.Posts}} {
		var err error
		if *count.to, err = countDocuments(ctx, count.of, nil); err != nil {
			return c, err
		}
	}
	sums, err := aggregate[struct{ Viewpoints int }](ctx, s.posts, pipeline{
		[]bson.M{{"record.viewpoints": bson.M{"$gte": 0}}},
		bson.A{bson.M{"$group": bson.M{"_id": nil, "viewpoints": bson.M{"$sum": "$record.viewpoints"}}}},
	})
	for _, sum := range sums {
		c.Viewpoints = sum.Viewpoints
	}
	return c, err
}
