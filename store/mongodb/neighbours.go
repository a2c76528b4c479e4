package mongodb

import (
	"context"
	"slices"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// Neighbours implements [store.Reader]: a neighbour is a page of one item behind, or ahead
// of, an appearance; see [each] for the number of commands.
func (s *Store) Neighbours(ctx context.Context, of []*timeline.Appearance, next bool) ([]*timeline.Appearance, error) {
	listing := s.appearanceListing()
	var pipelines []pipeline
	var dated []int // the appearances that the pipelines are for
	for i, a := range of {
		if a.Earliest.IsZero() {
			continue
		}
		clauses := append(passing(store.AppearanceFilter{Person: a.PersonSlug}), bson.M{"date": bson.M{"$gt": ""}})
		pipelines = append(pipelines, listing.page(clauses, relay.Query{Limit: 1, Descending: !next, After: store.AppearanceCursor(a)}))
		dated = append(dated, i)
	}
	beside := make([]*timeline.Appearance, len(of))
	if len(pipelines) == 0 {
		return beside, nil
	}
	found, err := each[bson.Raw](ctx, listing.in, pipelines)
	if err != nil {
		return nil, err
	}
	for n, raw := range found {
		items, err := decode[*timeline.Appearance](listing.in, raw)
		if err != nil {
			return nil, err
		}
		if len(items) > 0 { // the page and one more item, in any order
			beside[dated[n]] = slices.MinFunc(items, listing.inOrder(relay.Query{Descending: !next}))
		}
	}
	return beside, nil
}
