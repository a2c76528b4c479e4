package transport

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// task is an operation that runs on a socket.
type task struct {
	id     string
	params *graphql.RawParams
	ctx    context.Context // done when the client has enough of it
	cancel context.CancelFunc
}

// begin puts a task among those that run, unless another one has its id or
// there are as many as may be.
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

// end takes a task out, unless it is out already: then another one may have its
// id. It tells which of the two it was.
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

// cancel ends what runs under an id, as the client wishes.
func (s *socket) cancel(id string) {
	s.mu.Lock()
	t := s.operations[id]
	s.mu.Unlock()
	if t != nil {
		s.end(t)
	}
}

// execute sends the results of an operation. All but subscriptions take their
// place among the operations that are limited, and their time.
func (s *socket) execute(t *task) {
	leave, full := s.enter()
	if full != nil {
		s.give(t, full.errors())
		return
	}
	defer leave()
	ctx, cancel := context.WithTimeout(graphql.StartOperationTrace(t.ctx), s.Timeout)
	defer cancel()
	op, errs := s.exec.CreateOperationContext(ctx, t.params)
	if len(errs) > 0 {
		leave()
		s.give(t, s.exec.DispatchError(graphql.WithOperationContext(ctx, op), errs).Errors)
		return
	}
	s.persisted.keep(t.params)
	if op.Operation.Operation == ast.Subscription {
		leave()
		ctx = graphql.StartOperationTrace(t.ctx)
	}
	for response := range s.responses(ctx, op) {
		if response == nil {
			continue
		}
		text, err := s.encode(response)
		if err != nil || t.ctx.Err() != nil || !s.send(message{ID: t.id, Type: "next", Payload: text}) {
			return
		}
	}
	leave() // both before it is told of, since place and id are free then
	if s.end(t) {
		s.send(message{ID: t.id, Type: "complete"})
	}
}

// give ends a task with errors.
func (s *socket) give(t *task, errs gqlerror.List) {
	if s.end(t) {
		s.fail(t.id, errs)
	}
}
