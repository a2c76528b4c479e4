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

// told says which reasons were logged for one response already. When the time is over, the
// caller is gone or the database cannot be reached, every field that still waits fails for
// that one reason.
type told struct{ late, gone, down atomic.Bool }

// tellOnce makes one response, for which each reason is logged once.
func tellOnce(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	return next(context.WithValue(ctx, toldKey{}, &told{}))
}

// again reports whether the reason of an error was logged for the same response already.
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
