package transport

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"
)

const (
	aliveEvery  = 12 * time.Second // how often a silent stream shows that it is open
	writeWithin = 10 * time.Second // how long a client may take to take an event
)

// stream answers with the results of an operation as Server-Sent Events: one
// event next for each, then one event complete (GraphQL over SSE, distinct
// connections mode).
func (a *answer) stream(op *graphql.OperationContext) error {
	leave, ok := a.connect()
	if !ok {
		return a.busy("streams")
	}
	defer leave()
	ctx, cancel := context.WithCancel(a.r.Context())
	defer cancel()
	defer context.AfterFunc(a.closed, cancel)()

	header := a.w.Header()
	header.Set("Content-Type", string(mediaEvents)+"; charset=utf-8")
	header.Set("Cache-Control", "no-store, no-transform")
	header.Set("X-Accel-Buffering", "no") // tells nginx to pass events on at once
	s := &events{w: a.w, control: http.NewResponseController(a.w)}
	_ = s.control.SetReadDeadline(time.Time{}) // the request is read
	if s.write(":\n\n") != nil {
		return nil
	}
	for response := range a.responses(ctx, op) {
		if response == nil {
			if s.write(":\n\n") != nil {
				return nil
			}
			continue
		}
		text, err := a.encode(response)
		if err != nil || s.write("event: next\ndata: %s\n\n", bytes.ReplaceAll(text, []byte("\n"), nil)) != nil {
			return nil
		}
	}
	if a.r.Context().Err() == nil {
		_ = s.write("event: complete\ndata: \n\n") // the client may be gone
	}
	return nil
}

// responses gives the results of an operation until ctx is done, with a nil
// among them whenever nothing has happened for a while.
func (h *Handler) responses(ctx context.Context, op *graphql.OperationContext) func(yield func(*graphql.Response) bool) {
	return func(yield func(*graphql.Response) bool) {
		results := make(chan *graphql.Response)
		go func() {
			defer close(results)
			next, ctx := h.exec.DispatchOperation(ctx, op)
			for r := next(ctx); r != nil; r = next(ctx) {
				select {
				case results <- r:
				case <-ctx.Done():
					return
				}
			}
		}()
		clock := time.NewTicker(aliveEvery)
		defer clock.Stop()
		for {
			select {
			case <-clock.C:
				if !yield(nil) {
					return
				}
			case r, more := <-results:
				if !more || !yield(r) {
					return
				}
			}
		}
	}
}

// events writes to a stream; each write has to succeed in time.
type events struct {
	w       http.ResponseWriter
	control *http.ResponseController
}

func (s *events) write(format string, args ...any) error {
	if err := s.control.SetWriteDeadline(time.Now().Add(writeWithin)); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(s.w, format, args...); err != nil {
		return err
	}
	return s.control.Flush()
}
