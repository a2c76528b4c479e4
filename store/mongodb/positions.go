package mongodb

import (
	"context"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// positionDocument is a position as stored: with the appearances in which it begins and
// ends, which are empty where no day is known, and what lists are sorted by; see
// [store.PositionSort].
type positionDocument struct {
	ID      string `bson:"_id"`
	Key     string `bson:"key"`
	Since   int    `bson:"since"`
	Person  string `bson:"person"`
	Topic   string `bson:"topic"`
	Count   int    `bson:"count"`
	First   string `bson:"first"`
	Latest  string `bson:"latest"`
	Counted string `bson:"counted"`
	Dated   string `bson:"dated"`
}

func (s *Store) positionListing(o store.PositionOrder) listing[*positionDocument] {
	return listing[*positionDocument]{s.positions, []string{string(o), "key"}, func(d *positionDocument) relay.Cursor {
		if o == store.PositionsByDate {
			return relay.Cursor{Sort: d.Dated, Key: d.Key}
		}
		return relay.Cursor{Sort: d.Counted, Key: d.Key}
	}}
}

// otherField is the field of what a position is of beside the dimension.
var otherField = map[store.Dimension]string{store.ByPerson: "topic", store.ByTopic: "person"}

// amongOthers are the clauses of the positions whose other side is one of some; none:
// any.
func amongOthers(by store.Dimension, others []string) []bson.M {
	if len(others) == 0 {
		return nil
	}
	return []bson.M{{otherField[by]: in(others)}}
}

// PositionsBy implements [store.Reader]: it finds the positions as each does, and then
// reads in one command the appearances in which they begin and end.
func (s *Store) PositionsBy(
	ctx context.Context, by store.Dimension, slugs, others []string, o store.PositionOrder, q relay.Query,
) ([]relay.Page[*timeline.TopicPosition], error) {
	ctx = s.pinned(ctx)
	pages, err := s.positionListing(o).pages(ctx, slugs, func(slug string) []bson.M {
		return append(amongOthers(by, others), bson.M{string(by): slug})
	}, q)
	if err != nil {
		return nil, err
	}
	ended := make([]relay.Page[*store.Ended], len(pages))
	for i, p := range pages {
		ended[i] = relay.Page[*store.Ended]{HasNext: p.HasNext, HasPrevious: p.HasPrevious}
		for _, d := range p.Items {
			position := timeline.TopicPosition{PersonSlug: d.Person, TopicSlug: d.Topic, Count: d.Count}
			ended[i].Items = append(ended[i].Items, &store.Ended{TopicPosition: position, FirstKey: d.First, LatestKey: d.Latest})
		}
	}
	return store.LinkPositions(ended, func(keys []string) ([]*timeline.Appearance, error) { return s.Appearances(ctx, keys) })
}

// CountPositionsBy implements [store.Reader], in one command.
func (s *Store) CountPositionsBy(ctx context.Context, by store.Dimension, slugs, others []string) ([]int, error) {
	return counted(slugs, func(slugs []string) (map[string]int, error) {
		clauses := append(amongOthers(by, others), bson.M{string(by): in(slugs)})
		return numbers(ctx, s.positions, pipeline{clauses, bson.A{groupBy("$" + string(by))}})
	})
}
