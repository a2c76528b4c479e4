package mongodb

import (
	"context"
	"time"

	"go.mongodb.org/mongo-driver/v2/mongo"
)

// operationTimeout bounds a read or write whose caller sets no deadline: a frozen connection would hold it for ever.
const operationTimeout = 60 * time.Second

// collection is one of the database's, and what is known of the database's health.
type collection struct {
	*mongo.Collection
	health *health
}

// begin is to be called before an operation, and end after it. It fails at once while the database is known to be away.
func (c collection) begin(ctx context.Context) (bounded context.Context, end func(), err error) {
	if err := c.health.away(); err != nil {
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
		c.health.look()
	}
	return wrap(err, doing, args...)
}
