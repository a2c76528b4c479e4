package mongodb

import (
	"context"
	"slices"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"viewline/relay"
	"viewline/store/decoded"
	"viewline/timeline"
)

// A reply holds as many documents as fit into 16 MiB, but no more than these;
// what remains costs further commands. The server's own first reply would end
// at 101 documents.
const (
	documentsPerReply = 1_000
	keysPerReply      = 100_000
)

// find reads all documents that pass the filter, without what is there for the
// indexes.
func find[T any](ctx context.Context, c collection, filter bson.M, opts ...options.Lister[options.FindOptions]) ([]T, error) {
	opts = append([]options.Lister[options.FindOptions]{options.Find().SetBatchSize(documentsPerReply).SetProjection(withoutIndex)}, opts...)
	ctx, end, err := c.begin(ctx)
	if err != nil {
		return nil, err
	}
	defer end()
	cursor, err := c.Find(ctx, filter, opts...)
	if err != nil {
		return nil, c.wrap(err, "find %s", c.Name())
	}
	var found []T
	if err := cursor.All(ctx, &found); err != nil {
		return nil, c.wrap(err, "read %s", c.Name())
	}
	return found, nil
}

// documents reads as find does, but decodes only what the cache lacks. What it
// returns is linked, and nobody's to change.
func documents[T any](ctx context.Context, s *Store, c collection, filter bson.M, opts ...options.Lister[options.FindOptions]) ([]T, error) {
	raw, err := find[bson.Raw](ctx, c, filter, opts...)
	if err != nil {
		return nil, err
	}
	return decode[T](s, c.Name(), raw)
}

// decode decodes documents of a collection, as far as the cache lacks them.
func decode[T any](s *Store, collection string, raw []bson.Raw) ([]T, error) {
	found := make([]T, len(raw))
	for i, doc := range raw {
		key, _ := doc.Lookup("_id").StringValueOK() // documents have keys that are texts
		hash := decoded.Hash(doc)
		kept, ok := s.cache.Get(collection, key, hash).(T)
		if ok {
			found[i] = kept
			continue
		}
		if err := bson.Unmarshal(doc, &found[i]); err != nil {
			return nil, wrap(err, "read %s %q", collection, key)
		}
		switch d := any(found[i]).(type) {
		case *timeline.Appearance:
			d.Link()
		case *timeline.Post:
			d.Link()
		}
		s.cache.Keep(collection, key, hash, len(doc), found[i])
	}
	return found, nil
}

// aggregate runs the stages of a pipeline, whose results are small.
func aggregate[T any](ctx context.Context, c collection, stages bson.A) ([]T, error) {
	ctx, end, err := c.begin(ctx)
	if err != nil {
		return nil, err
	}
	defer end()
	cursor, err := c.Aggregate(ctx, stages, options.Aggregate().SetBatchSize(keysPerReply))
	if err != nil {
		return nil, c.wrap(err, "aggregate %s", c.Name())
	}
	var results []T
	if err := cursor.All(ctx, &results); err != nil {
		return nil, c.wrap(err, "read %s", c.Name())
	}
	return results, nil
}

// findIn reads the documents whose field is one of the values. Without values
// it asks nothing.
func findIn[T any](ctx context.Context, s *Store, c collection, field string, values []string) ([]T, error) {
	if len(values) == 0 {
		return nil, nil
	}
	return documents[T](ctx, s, c, bson.M{field: in(values)})
}

// findPage scans one page, and an item more, of the documents that pass all
// clauses, sorted by the field and then the key.
func findPage[T any](ctx context.Context, s *Store, c collection, field string, clauses []bson.M, q relay.Query) ([]T, error) {
	descending, above, below, limit := q.Scan()
	return documents[T](ctx, s, c, and(append(clauses, between(field, above, below)...)), options.Find().
		SetSort(order(direction(descending), field, "_id")).SetLimit(int64(limit)))
}

func direction(descending bool) int {
	if descending {
		return -1
	}
	return 1
}

func in(values []string) bson.M { return bson.M{"$in": distinct(values)} }

func distinct(values []string) []string {
	sorted := slices.Sorted(slices.Values(values))
	return slices.Compact(sorted)
}
