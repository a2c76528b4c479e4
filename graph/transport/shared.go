package transport

import (
	"context"
	"encoding/json"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// pending is how many results a subscriber may be behind. It misses further ones.
const pending = 16

// shared are the subscriptions that run, each for all subscribers with the same operation.
// It is safe for concurrent use.
type shared struct {
	mu      sync.Mutex
	running map[string]*broadcast // by operation; see operationKey
}

// broadcast is a subscription that runs, and where its results go.
type broadcast struct {
	to     map[chan *result]struct{}
	cancel context.CancelFunc
}

// operationKey is the same text for operations that have the same results: for the same
// document with the same variables. It is empty where they cannot be compared.
func operationKey(op *graphql.OperationContext) string {
	key, err := json.Marshal([]any{op.RawQuery, op.OperationName, op.Variables, op.Extensions})
	if err != nil {
		return ""
	}
	return string(key)
}

// isShared reports whether an operation runs once for all who ask for it.
func (h *Handler) isShared(op *graphql.OperationContext) bool {
	return h.Share && op.Operation.Operation == ast.Subscription
}

// join gives the results of a subscription from now on, which begins to run where nobody has
// joined yet. It ends when the last who joined has left.
func (h *Handler) join(ctx context.Context, op *graphql.OperationContext) (results <-chan *result, leave func()) {
	key, to := operationKey(op), make(chan *result, pending)
	s := &h.shared
	s.mu.Lock()
	defer s.mu.Unlock()
	b := s.running[key]
	if b == nil || key == "" {
		b = &broadcast{to: map[chan *result]struct{}{}}
		if s.running == nil {
			s.running = map[string]*broadcast{}
		}
		s.running[key] = b
		ctx, b.cancel = context.WithCancel(context.WithoutCancel(ctx))
		go h.broadcast(ctx, op, key, b)
	}
	b.to[to] = struct{}{}
	return to, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if delete(b.to, to); len(b.to) == 0 {
			s.end(key, b)
		}
	}
}

// end ends a broadcast: who asks for its operation begins a new one. The caller holds the
// lock.
func (s *shared) end(key string, b *broadcast) {
	b.cancel()
	if s.running[key] == b {
		delete(s.running, key)
	}
}

// broadcast runs a subscription, and gives each result to all who have joined.
func (h *Handler) broadcast(ctx context.Context, op *graphql.OperationContext, key string, b *broadcast) {
	s := &h.shared
	ctx, scope := h.Total.Scope(ctx)
	defer scope.End()
	h.produce(ctx, op, func(one *result) {
		s.mu.Lock()
		defer s.mu.Unlock()
		for to := range b.to {
			select {
			case to <- one:
			default: // a subscriber that does not read misses the result
			}
		}
		scope.Release()
	})
	s.mu.Lock()
	defer s.mu.Unlock()
	s.end(key, b)
	for to := range b.to {
		close(to)
	}
}
