package graph

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"viewline/echo"
	"viewline/edge/budget"
	"viewline/store"
)

// The codes of errors. gqlgen itself gives the codes of a query that cannot be parsed or is
// not valid.
const (
	codeBadInput = "BAD_USER_INPUT"
	codeInternal = "INTERNAL_SERVER_ERROR"
)

// inputError is an error whose text is meant for the caller of the API.
type inputError struct{ error }

// panicError is a panic of a resolver, with the stack at the panic.
type panicError struct {
	value any
	stack []byte
}

func (e *panicError) Error() string { return fmt.Sprintf("panic: %v", e.value) }

func recovered(_ context.Context, value any) error {
	return &panicError{value, debug.Stack()}
}

// presenter gives every error a code and a text that the caller may see. The text of an
// internal error goes to the log alone.
func presenter(log *slog.Logger) graphql.ErrorPresenterFunc {
	return func(ctx context.Context, err error) *gqlerror.Error {
		shown := *graphql.DefaultErrorPresenter(ctx, err)
		switch {
		case shown.Extensions["code"] != nil:
			shown.Message = echo.Message(shown.Message) // the messages of gqlgen repeat what was sent
			// This is gqlgen's message where a document has several operations and the request names
			// none.
			if shown.Message == "operation  not found" {
				shown.Message = "several operations and no operationName; want the name of one of them"
			}
			return &shown
		case isInput(ctx, err):
			shown.Extensions = map[string]any{"code": codeBadInput}
			return &shown
		}
		record(ctx, log, shown.Path.String(), err)
		shown.Message = "something went wrong on the server"
		switch {
		case errors.Is(ctx.Err(), context.DeadlineExceeded):
			shown.Message = "the operation took too long"
		case errors.Is(err, store.ErrUnavailable):
			shown.Message = "the database cannot be reached right now"
		}
		shown.Err, shown.Extensions = nil, map[string]any{"code": codeInternal}
		return &shown
	}
}

// isInput reports whether an error is the caller's: a request that is no GraphQL request,
// an argument of another type, or an argument that a resolver refuses.
func isInput(ctx context.Context, err error) bool {
	if _, ok := errors.AsType[*panicError](err); ok {
		return false
	}
	if _, ok := errors.AsType[inputError](err); ok || !graphql.HasOperationContext(ctx) {
		return true
	}
	field := graphql.GetFieldContext(ctx)
	return field != nil && field.Field.Field != nil && len(field.Field.Arguments) > 0 && field.Args == nil
}

func record(ctx context.Context, log *slog.Logger, path string, err error) {
	_, fault := errors.AsType[*panicError](err)
	if !fault && (budget.Refused(ctx) != nil || again(ctx, err)) {
		return
	}
	level := slog.LevelError
	if errors.Is(err, context.Canceled) {
		level = slog.LevelInfo // the caller is gone
	}
	attrs := []slog.Attr{slog.String("path", path), slog.String("error", err.Error())}
	if p, ok := errors.AsType[*panicError](err); ok {
		attrs = append(attrs, slog.String("stack", string(p.stack)))
	}
	log.LogAttrs(ctx, level, "query failed", attrs...)
}
