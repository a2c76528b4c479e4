package transport

import (
	"net/http"
	"sync"
)

// codeInternal is the code of an error that lies on this side.
const codeInternal = "INTERNAL_SERVER_ERROR"

// admit lets an operation in, unless as many run as may. What it answers with
// lets the next one in, and may be called twice.
func (a *answer) admit() (release func(), err error) {
	select {
	case a.running <- struct{}{}:
		return sync.OnceFunc(func() { <-a.running }), nil
	default:
		return nil, a.busy("operations")
	}
}

func (a *answer) busy(what string) *refusal {
	a.w.Header().Set("Retry-After", "1")
	return &refusal{http.StatusServiceUnavailable, codeInternal, "the server is busy with other " + what + "; try again in a second"}
}

// connect counts a stream in, unless as many are open as may, or the server
// ends.
func (h *Handler) connect() (leave func(), ok bool) {
	if h.closed.Err() != nil || h.streams.Add(1) > int64(h.Connections) {
		h.streams.Add(-1)
		return nil, false
	}
	return func() { h.streams.Add(-1) }, true
}
