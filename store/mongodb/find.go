package mongodb

import (
	"context"
	"slices"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"viewline/relay"
	"viewline/store"
	"viewline/store/decoded"
	"viewline/timeline"
)

// How many documents a reply may have; it also ends at 16 MiB. Each further reply costs a
// command. By default, the server's first reply would end at 101 documents.
const (
	documentsPerReply = 1_000
	rowsPerReply      = 100_000
)

// find reads all documents that the context sees and that pass all clauses, without the
// fields that only indexes need.
func find(ctx context.Context, c collection, clauses []bson.M, opts ...options.Lister[options.FindOptions]) ([]bson.Raw, error) {
	clauses, err := c.store.visible(ctx, clauses)
	if err != nil {
		return nil, err
	}
	ctx, end, err := c.begin(ctx)
	if err != nil {
		return nil, err
	}
	defer end()
	opts = append([]options.Lister[options.FindOptions]{options.Find().SetBatchSize(documentsPerReply).SetProjection(withoutIndex)}, opts...)
	cursor, err := c.Find(ctx, and(clauses), opts...)
	return readAll[bson.Raw](ctx, c, cursor, err)
}

// readAll reads all documents of a cursor.
func readAll[T any](ctx context.Context, c collection, cursor *mongo.Cursor, err error) ([]T, error) {
	if err != nil {
		return nil, c.wrap(err, "find %s", c.Name())
	}
	var found []T
	if err := cursor.All(ctx, &found); err != nil {
		return nil, c.wrap(err, "read %s", c.Name())
	}
	return found, nil
}

// documents reads as find does, and decodes the documents that the cache lacks. The results
// are linked, and nobody may change them.
func documents[T any](ctx context.Context, c collection, clauses []bson.M, opts ...options.Lister[options.FindOptions]) ([]T, error) {
	raw, err := find(ctx, c, clauses, opts...)
	if err != nil {
		return nil, err
	}
	return decode[T](c, raw)
}

// decode returns documents of a collection from the cache, and decodes those that the cache
// lacks.
func decode[T any](c collection, raw []bson.Raw) ([]T, error) {
	cache := c.store.cache
	found := make([]T, len(raw))
	for i, doc := range raw {
		key, hash := keyOf(doc), decoded.Hash(doc)
		kept, ok := cache.Get(c.Name(), key, hash).(T)
		if ok {
			found[i] = kept
			continue
		}
		var err error
		if found[i], err = decodeOne[T](c, doc); err != nil {
			return nil, err
		}
		linked(found[i])
		cache.Keep(c.Name(), key, hash, len(doc), found[i])
	}
	return found, nil
}

// linked links what has links.
func linked(document any) {
	switch d := document.(type) {
	case *timeline.Appearance:
		d.Link()
	case *timeline.Post:
		d.Link()
	}
}

// decodeOne decodes a document, whose key is not in _id but beside it.
func decodeOne[T any](c collection, doc bson.Raw) (item T, err error) {
	key := keyOf(doc)
	if err := bson.Unmarshal(doc, &item); err != nil {
		return item, wrap(err, "read %s %q", c.Name(), key)
	}
	switch d := any(item).(type) {
	case *timeline.Person:
		d.Slug = key
	case *timeline.Appearance:
		d.Key = key
	case *timeline.Paper:
		d.Slug = key
	case *timeline.Topic:
		d.Slug = key
	case *timeline.Post:
		d.Path = key
	case *store.StoredPost:
		d.Path = key
	}
	return item, nil
}

// keyOf is a document's key; empty where the key was not read.
func keyOf(doc bson.Raw) string {
	key, _ := doc.Lookup("key").StringValueOK()
	return key
}

// pipeline is an aggregation: it finds the documents that the context sees and that pass
// all clauses, and passes them to the stages.
type pipeline struct {
	clauses []bson.M
	stages  bson.A
}

// aggregate runs a pipeline.
func aggregate[T any](ctx context.Context, c collection, p pipeline) ([]T, error) {
	clauses, err := c.store.visible(ctx, p.clauses)
	if err != nil {
		return nil, err
	}
	return run[T](ctx, c, slices.Concat(bson.A{bson.M{"$match": and(clauses)}}, p.stages))
}

// run runs stages on all documents, of all imports.
func run[T any](ctx context.Context, c collection, stages bson.A) ([]T, error) {
	ctx, end, err := c.begin(ctx)
	if err != nil {
		return nil, err
	}
	defer end()
	cursor, err := c.Aggregate(ctx, stages, options.Aggregate().SetBatchSize(rowsPerReply))
	return readAll[T](ctx, c, cursor, err)
}

// findIn reads the documents whose field is one of the values. Without values it sends no
// command.
func findIn[T any](ctx context.Context, c collection, field string, values []string) ([]T, error) {
	if len(values) == 0 {
		return nil, nil
	}
	clause := bson.M{field: in(values)}
	if field == "key" {
		clause = c.byKey(values)
	}
	return documents[T](ctx, c, []bson.M{clause})
}

// findPage reads one page, and one more item, of the documents that pass all clauses,
// sorted by the field and then by the key.
func findPage[T any](ctx context.Context, c collection, field string, clauses []bson.M, q relay.Query) ([]T, error) {
	descending, above, below, limit := q.Scan()
	return documents[T](ctx, c, slices.Concat(clauses, between(field, above, below)), options.Find().
		SetSort(order(direction(descending), field, "key")).SetLimit(int64(limit)))
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
