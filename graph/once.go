package graph

import (
	"context"
	"errors"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"

	"viewline/store"
)

// toldKey is the key of a [told] in a context.
type toldKey struct{}

// told is what the log was told of one response already. A time that is over, a caller
// who went away and a database that cannot be reached have every field fail that is
// still waiting, by one reason.
type told struct{ late, gone, down atomic.Bool }

// tellOnce has the log told of each reason once for a response.
func tellOnce(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	return next(context.WithValue(ctx, toldKey{}, &told{}))
}

// again tells whether an error has a reason of which the log was told for the same
// response.
func again(ctx context.Context, err error) bool {
	t, ok := ctx.Value(toldKey{}).(*told)
	if !ok {
		return false
	}
	switch {
	case errors.Is(err, context.DeadlineExceeded), errors.Is(ctx.Err(), context.DeadlineExceeded):
		return t.late.Swap(true)
	case errors.Is(err, context.Canceled):
		return t.gone.Swap(true)
	case errors.Is(err, store.ErrUnavailable):
		return t.down.Swap(true)
	}
	return false
}
