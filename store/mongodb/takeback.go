package mongodb

import (
	"context"
	"slices"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
)

// keptFor is how long a state can be read after a newer one replaced it. It has to be
// longer than any operation takes, and than the clocks of two machines differ.
const keptFor = 10 * time.Minute

// contents are the collections whose documents have versions.
func (s *Store) contents() []collection {
	return []collection{s.people, s.papers, s.topics, s.appearances, s.posts, s.positions, s.pictures}
}

// takeBack undoes the writes of all imports after the last committed one and before the
// given one.
func (se *session) takeBack(ctx context.Context, before int) error {
	uncommitted := bson.M{"$gt": se.before.Number, "$lt": before}
	for _, c := range se.store.contents() {
		err := se.inPages(ctx, c, bson.M{"since": uncommitted}, func(ctx context.Context, these bson.M) error {
			_, err := c.DeleteMany(ctx, these)
			return err
		})
		if err != nil {
			return err
		}
		err = se.inPages(ctx, c, bson.M{"until": uncommitted}, func(ctx context.Context, these bson.M) error {
			_, err := c.UpdateMany(ctx, these, bson.M{"$unset": bson.M{"until": ""}})
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// sweep removes the versions that no operation can see any more.
func (se *session) sweep(ctx context.Context) error {
	gone := 0 // no operation reads the state of an import with a lower number
	for _, e := range se.before.Earlier {
		if time.Since(e.At) > se.store.keptFor {
			gone = max(gone, e.successor(se.before))
		}
	}
	var dead []bson.M
	if gone > 0 {
		dead = append(dead, bson.M{"until": bson.M{"$gt": 0, "$lte": gone}})
	}
	if se.before.Rebuilt {
		dead = append(dead, bson.M{"since": nil}) // documents of a format without versions
	}
	for _, c := range se.store.contents() {
		for _, dead := range dead {
			err := se.inPages(ctx, c, dead, func(ctx context.Context, these bson.M) error {
				_, err := c.DeleteMany(ctx, these)
				return err
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// successor is the number of the import that replaced e.
func (e superseded) successor(now corpusDocument) int {
	i := slices.IndexFunc(now.Earlier, func(x superseded) bool { return x.Number > e.Number })
	if i < 0 {
		return now.Number
	}
	return now.Earlier[i].Number
}

// remembered are the earlier imports whose states operations may still read.
func (se *session) remembered() []superseded {
	return slices.DeleteFunc(slices.Clone(se.before.Earlier), func(e superseded) bool { return time.Since(e.At) > se.store.keptFor })
}

// endAll ends all visible versions with this import.
func (se *session) endAll(ctx context.Context) error {
	n := se.lease.number
	se.wrote = true
	for _, c := range se.store.contents() {
		err := se.inPages(ctx, c, bson.M{"since": bson.M{"$lt": n}, "until": nil}, func(ctx context.Context, these bson.M) error {
			_, err := c.UpdateMany(ctx, these, bson.M{"$set": bson.M{"until": n}})
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// inPages calls do for all documents that pass the filter, a bulk at a time. After do, the
// documents must not pass the filter any more.
func (se *session) inPages(ctx context.Context, c collection, filter bson.M, do func(ctx context.Context, these bson.M) error) error {
	for more := true; more; {
		err := se.lease.do(ctx, func(ctx context.Context) error {
			cursor, err := c.Find(ctx, filter, options.Find().SetProjection(bson.M{"_id": 1}).SetLimit(int64(se.store.perBulk())))
			found, err := readAll[struct {
				ID any `bson:"_id"`
			}](ctx, c, cursor, err)
			if more = len(found) > 0; err != nil || !more {
				return err
			}
			ids := make([]any, len(found))
			for i, f := range found {
				ids[i] = f.ID
			}
			return c.wrap(do(ctx, bson.M{"_id": bson.M{"$in": ids}}), "take back %s", c.Name())
		})
		if err != nil {
			return err
		}
	}
	return nil
}
