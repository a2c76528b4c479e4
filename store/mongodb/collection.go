package mongodb

import (
	"context"
	"strings"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
)

// operationTimeout is how long a read or a write may take whose caller sets no deadline: a
// frozen connection would hold it for ever.
const operationTimeout = 60 * time.Second

// collection is a collection of a store.
type collection struct {
	*mongo.Collection
	store *Store
}

// byKey is a filter for the documents with some keys. For appearances it also has the
// people, which are the starts of the keys, so that a cluster that is sharded by person
// asks only the shards that have these people.
func (c collection) byKey(keys []string) bson.M {
	clause := bson.M{"key": in(keys)}
	if c.Name() == appearancesCollection {
		people := make([]string, len(keys))
		for i, key := range keys {
			people[i], _, _ = strings.Cut(key, "/")
		}
		clause["person"] = in(people)
	}
	return clause
}

// begin must be called before an operation, and end after the operation. It returns an
// error at once while the database is known to be away.
func (c collection) begin(ctx context.Context) (bounded context.Context, end context.CancelFunc, err error) {
	if err := c.store.health.away(); err != nil {
		return nil, nil, err
	}
	if _, ok := ctx.Deadline(); ok {
		return ctx, func() {}, nil
	}
	ctx, cancel := context.WithTimeout(ctx, operationTimeout)
	return ctx, cancel, nil
}

// wrap does what the function wrap does. After an error of reaching the server it also has
// the health probed.
func (c collection) wrap(err error, doing string, args ...any) error {
	if err != nil && unavailable(err) {
		c.store.health.look()
	}
	return wrap(err, doing, args...)
}
