package transport

import (
	"context"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"viewline/signals"
)

// end is how an operation ended, with the code of the first error.
type end struct {
	outcome signals.Outcome
	code    string
}

// endOf is how an operation ended that has a response.
func endOf(r *graphql.Response) end {
	switch {
	case len(r.Errors) == 0:
		return end{signals.Done, ""}
	case len(r.Data) == 0 || string(r.Data) == "null":
		return end{signals.Failed, codeOf(r.Errors)}
	}
	return end{signals.Partial, codeOf(r.Errors)}
}

// work is an operation while it is answered, for the observer.
type work struct {
	handler *Handler
	end
	name, of string
	cost     int64
	began    time.Time
}

// observe tells the observer that an operation begins. The caller calls tell. Until something
// else is known the operation counts as failed, so that one which panics does.
func (h *Handler) observe(ctx context.Context) (of context.Context, w work) {
	return h.Observer.Begin(ctx, signals.Operation), work{handler: h, end: end{signals.Failed, codeInternal}, began: time.Now()}
}

// tell tells the observer that the operation has ended.
func (w *work) tell(ctx context.Context) {
	w.handler.Observer.End(ctx, signals.Work{
		Kind: signals.Operation, Name: w.name, Of: w.of, Outcome: w.outcome, Code: w.code, Cost: w.cost, Began: w.began, Took: time.Since(w.began),
	})
}

// is notes which operation it is, as far as that was found out.
func (w *work) is(op *graphql.OperationContext) {
	if op == nil || op.Operation == nil {
		return
	}
	w.name, w.of = op.Operation.Name, string(op.Operation.Operation)
	if w.handler.Cost != nil {
		w.cost = w.handler.Cost(op)
	}
}

// refused notes that the operation is not executed.
func (w *work) refused(code string) { w.end = end{signals.Refused, code} }

// begun notes that an operation is executed that may have any number of results.
func (w *work) begun() { w.end = end{signals.Done, ""} }

// has notes one of several results. The last one with an error tells how the operation ended.
func (w *work) has(one *result) {
	if one.outcome != signals.Done {
		w.end = one.end
	}
}

// codeOf is the code of the first error; empty where there is none.
func codeOf(errs gqlerror.List) string {
	if len(errs) == 0 {
		return ""
	}
	code, _ := errs[0].Extensions["code"].(string)
	return code
}

// Load is what the handler is busy with now.
func (h *Handler) Load() signals.Load {
	h.streams.mu.Lock()
	defer h.streams.mu.Unlock()
	return signals.Load{
		Running: len(h.running.places), Most: cap(h.running.places), Waiting: int(h.running.waiting.Load()),
		Streams: h.streams.n, MostStreams: h.Connections, RefusedStreams: h.streams.refused,
	}
}
