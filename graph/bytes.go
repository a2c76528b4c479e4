package graph

import (
	"context"
	"errors"
	"log/slog"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"viewline/edge/budget"
	"viewline/graph/plain"
	"viewline/graph/transport"
	"viewline/timeline"
)

// codeTooLarge is the code of the error in place of an answer that has too many bytes.
const codeTooLarge = "ANSWER_TOO_LARGE"

// perFieldHeld is about how many bytes of memory gqlgen takes for a field until the answer is
// written, beside the bytes of its value.
const perFieldHeld = 64

// skipped is written for a field of an answer that is not built to its end, and that nobody
// will see.
var skipped graphql.Marshaler = plain.JSON("null")

// weigh has every field that gqlgen resolves counted in the answer's bytes; the lists that
// package plain writes are counted there. Where the work on the answer has to end, fields
// are skipped. A skipped field makes no error, as thousands of errors would take longer than
// the answer.
func weigh(ctx context.Context, answer *budget.Answer) {
	if !graphql.HasOperationContext(ctx) {
		return
	}
	// There is no other middleware of fields that this one would have to call; each event of a
	// subscription has its own answer, and sets it anew.
	op := graphql.GetOperationContext(ctx)
	op.ResolverMiddleware = func(ctx context.Context, next graphql.Resolver) (any, error) {
		if answer.Stopped() {
			return skipped, nil
		}
		value, err := next(ctx)
		if err != nil {
			return value, err
		}
		const signs = 3 // quotation marks and a colon
		n := signs + len(graphql.GetFieldContext(ctx).Field.Alias) + length(value)
		if !answer.Add(n, n+perFieldHeld) {
			return skipped, nil
		}
		return value, nil
	}
}

// length is how many bytes a value has in an answer at least.
func length(value any) int {
	switch v := value.(type) {
	case string:
		return len(v) + 2
	case *string:
		if v != nil {
			return len(*v) + 2
		}
	case timeline.Text:
		return max(len(v)+2, 4)
	case []string:
		n := 2
		for _, s := range v {
			n += len(s) + 2
		}
		return n
	}
	return 1
}

// unfinished is the response in place of one that was not built to its end. What there is of
// the data is not sent, as fields were skipped.
func unfinished(ctx context.Context, log *slog.Logger, r *graphql.Response, why error) *graphql.Response {
	large, ok := errors.AsType[*budget.TooLargeError](why)
	switch {
	case ok:
		r.Data, r.Errors = []byte("null"), gqlerror.List{coded(codeTooLarge, large.Error())}
	case errors.Is(why, budget.ErrCrowded):
		r.Data, r.Errors = nil, gqlerror.List{coded(transport.CodeOverloaded, why.Error())}
	default:
		r.Data = []byte("null")
		if len(r.Errors) == 0 {
			r.Errors = gqlerror.List{presenter(log)(ctx, why)}
		}
	}
	return r
}

func coded(code, message string) *gqlerror.Error {
	return &gqlerror.Error{Message: message, Extensions: map[string]any{"code": code}}
}
