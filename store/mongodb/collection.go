package mongodb

import (
	"context"
	"strings"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
)

// operationTimeout bounds a read or write whose caller sets no deadline: a frozen connection would hold it for ever.
const operationTimeout = 60 * time.Second

// collection is one of a store's.
type collection struct {
	*mongo.Collection
	store *Store
}

// byKey passes documents by their keys. It names the people of appearances, with whom their keys begin, so that shards by
// person are asked no more than they have to be.
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

// begin is to be called before an operation, and end after it. It fails at once while the database is known to be away.
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

// wrap is as the function of that name. An error that lies in reaching the server has the health looked at.
func (c collection) wrap(err error, doing string, args ...any) error {
	if err != nil && unavailable(err) {
		c.store.health.look()
	}
	return wrap(err, doing, args...)
}
