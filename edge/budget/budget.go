// Package budget counts the bytes of answers from when they are built until they are
// written: those of one answer, and those of all answers in flight. [Total] is what all
// answers share, [Scope] what one request holds of it, and [Answer] one answer while it is
// built.
package budget

import (
	"context"
	"net/http"
	"sync"
	"sync/atomic"
)

// Total bounds the bytes of all answers in flight. A nil Total bounds nothing. It is safe
// for concurrent use.
type Total struct {
	most, used atomic.Int64
}

// NewTotal makes a total of most bytes.
func NewTotal(most int64) *Total {
	t := new(Total)
	t.most.Store(most)
	return t
}

// Used is how many bytes are in flight.
func (t *Total) Used() int64 {
	if t == nil {
		return 0
	}
	return t.used.Load()
}

// take adds bytes to those in flight; it reports false, and adds none, where they would be
// more than the total.
func (t *Total) take(n int64) bool {
	if t == nil {
		return true
	}
	if t.used.Add(n) > t.most.Load() {
		t.used.Add(-n)
		return false
	}
	return true
}

// Add adds bytes that are there already to those in flight, however many they are.
func (t *Total) Add(n int64) {
	if t != nil {
		t.used.Add(n)
	}
}

// Hold has next answer each request in a scope of its own, which ends when next has
// returned, and so when the answer is written.
func (t *Total) Hold(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, s := t.Scope(r.Context())
		defer s.End()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// Scope is what one request holds until it is answered: bytes, and its place among the
// operations that may run at once. It is safe for concurrent use.
type Scope struct {
	total *Total
	held  atomic.Int64

	mu    sync.Mutex
	leave func() // of the place; nil while there is none
}

type scopeKey struct{}

// Scope begins a scope, and puts it into the context. The caller ends it.
func (t *Total) Scope(ctx context.Context) (context.Context, *Scope) {
	s := &Scope{total: t}
	return context.WithValue(ctx, scopeKey{}, s), s
}

// ScopeOf is the scope of a request; nil where it has none.
func ScopeOf(ctx context.Context) *Scope {
	s, _ := ctx.Value(scopeKey{}).(*Scope)
	return s
}

// Enter takes a place by the function take, unless the scope has one: a page that asks
// several queries has one place for all of them. The place is left when the scope ends.
func (s *Scope) Enter(take func() (leave func(), ok bool)) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.leave != nil {
		return true
	}
	leave, ok := take()
	if ok {
		s.leave = leave
	}
	return ok
}

// Leave leaves the place before the scope ends.
func (s *Scope) Leave() {
	s.mu.Lock()
	leave := s.leave
	s.leave = nil
	s.mu.Unlock()
	if leave != nil {
		leave()
	}
}

// Release gives back all bytes, as what they were of is written.
func (s *Scope) Release() { s.total.Add(-s.held.Swap(0)) }

// End gives back all bytes, and leaves the place.
func (s *Scope) End() {
	s.Release()
	s.Leave()
}

// take adds bytes to those that the scope holds. A nil scope counts nothing.
func (s *Scope) take(n int64) bool {
	if s == nil {
		return true
	}
	if !s.total.take(n) {
		return false
	}
	s.held.Add(n)
	return true
}
