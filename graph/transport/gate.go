package transport

import (
	"context"
	"fmt"
	"net/http"
	"sync"
)

// codeInternal is the code of an error of the server.
const codeInternal = "INTERNAL_SERVER_ERROR"

// enter counts an operation as running. It returns a refusal, and does not wait, where as
// many operations run as are allowed. Leave ends the count of the operation, and may be
// called twice.
func (h *Handler) enter() (leave func(), err *refusal) {
	select {
	case h.running <- struct{}{}:
		return sync.OnceFunc(func() { <-h.running }), nil
	default:
		return nil, busy("operations")
	}
}

func busy(what string) *refusal {
	return &refusal{http.StatusServiceUnavailable, codeInternal, "the server is busy with other " + what + "; try again in a second"}
}

// connect counts a stream as open. It returns a refusal where as many streams are open as
// are allowed, and where the server ends. Leave ends the count of the stream.
func (h *Handler) connect() (leave func(), err *refusal) {
	if h.closed.Err() != nil || !h.streams.add(h.Connections) {
		return nil, busy("streams")
	}
	return h.streams.remove, nil
}

// Wait waits until no stream is open. The error says how many streams are still open when
// ctx is done.
func (h *Handler) Wait(ctx context.Context) error {
	for {
		open, changed := h.streams.open()
		if open == 0 {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return fmt.Errorf("%d of the streams still open: %w", open, ctx.Err())
		}
	}
}

// streams counts the open streams.
type streams struct {
	mu      sync.Mutex
	n       int
	changed chan struct{} // closed when a stream ends; nil while nobody waits
}

func (s *streams) add(most int) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.n >= most {
		return false
	}
	s.n++
	return true
}

func (s *streams) remove() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.n--
	if s.changed != nil {
		close(s.changed)
		s.changed = nil
	}
}

func (s *streams) open() (n int, changed <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.changed == nil {
		s.changed = make(chan struct{})
	}
	return s.n, s.changed
}
