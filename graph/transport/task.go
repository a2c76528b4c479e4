package transport

import (
	"context"
	"net/http"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"viewline/edge/rate"
)

// task is an operation that runs on a WebSocket.
type task struct {
	id     string
	params *graphql.RawParams
	ctx    context.Context // done when the client completes the operation, or the socket is closed
	cancel context.CancelFunc
}

// begin adds a task to the running ones. It does not where another running task has the id
// (taken), and where as many tasks run as are allowed (many).
func (s *socket) begin(t *task) (taken, many bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	taken, many = s.operations[t.id] != nil, len(s.operations) >= perConnection
	if taken || many {
		t.cancel()
		return taken, many
	}
	s.operations[t.id] = t
	s.idle.Stop()
	return false, false
}

// end removes a task from the running ones, and reports whether the task was one of them. A
// task that ended before is left alone, as another task may have its id by now.
func (s *socket) end(t *task) (ended bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t.cancel()
	if s.operations[t.id] != t {
		return false
	}
	delete(s.operations, t.id)
	if len(s.operations) == 0 {
		s.idle.Reset(s.Idle)
	}
	return true
}

// cancel ends the task with an id, at the client's request.
func (s *socket) cancel(id string) {
	s.mu.Lock()
	t := s.operations[id]
	s.mu.Unlock()
	if t != nil {
		s.end(t)
	}
}

// execute runs an operation and sends its results. Queries count among the operations whose
// number and time are limited; subscriptions do not.
func (s *socket) execute(t *task) {
	observed, work := s.observe(t.ctx)
	defer work.tell(observed)
	within, scope := s.Total.Scope(observed)
	defer scope.End()
	ctx, cancel := context.WithTimeout(graphql.StartOperationTrace(within), s.Timeout)
	defer cancel()
	if wait, empty := rate.PurseOf(t.ctx).Empty(); empty {
		s.refuse(t, &work, &refusal{http.StatusTooManyRequests, rate.Code, rate.Message(wait)})
		return
	}
	leave, ok := s.running.enter(ctx)
	if !ok {
		s.refuse(t, &work, busy("operations"))
		return
	}
	defer leave()
	op, errs := s.exec.CreateOperationContext(ctx, t.params)
	work.is(op)
	if len(errs) > 0 {
		work.refused(codeOf(errs))
		leave()
		s.give(t, s.exec.DispatchError(graphql.WithOperationContext(ctx, op), errs).Errors)
		return
	}
	s.persisted.keep(t.params)
	if op.Operation.Operation == ast.Subscription {
		leave()
		ctx = graphql.StartOperationTrace(within)
	}
	release, ok := s.enterDear(ctx, op)
	if !ok {
		s.refuse(t, &work, busy("expensive operations"))
		return
	}
	defer release()
	work.begun()
	for one := range s.responses(ctx, op) {
		if one == nil {
			continue
		}
		work.has(one)
		if t.ctx.Err() != nil || !s.sendNext(t.id, one.text) {
			return
		}
		scope.Release()
	}
	leave() // the place and the id are free before the client hears that the operation is complete
	if s.end(t) {
		s.send(message{ID: t.id, Type: "complete"})
	}
}

// refuse gives a client the refusal of its task.
func (s *socket) refuse(t *task, w *work, r *refusal) {
	w.refused(r.code)
	s.give(t, r.errors())
}

// give ends a task, and sends its errors to the client.
func (s *socket) give(t *task, errs gqlerror.List) {
	if s.end(t) {
		s.fail(t.id, errs)
	}
}
