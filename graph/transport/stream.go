package transport

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"
)

const (
	aliveEvery  = 12 * time.Second // how often a silent stream shows that it is open
	writeWithin = 10 * time.Second // how long a client may take to take an event
)

// opening is what a stream begins with: a comment, so that its reader knows that
// it is open, and after how many milliseconds an EventSource that was cut off
// comes back.
const opening = ":\nretry: 2000\n\n"

// stream answers with the results of an operation as Server-Sent Events: one
// event next for each, then one event complete (GraphQL over SSE, distinct
// connections mode).
func (a *answer) stream(ctx context.Context, op *graphql.OperationContext) error {
	leave, full := a.connect()
	if full != nil {
		return full
	}
	defer leave()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(a.closed, cancel)()

	header := a.w.Header()
	header.Set("Content-Type", string(mediaEvents)+"; charset=utf-8")
	header.Set("Cache-Control", "no-store, no-transform")
	header.Set("X-Accel-Buffering", "no") // tells nginx to pass events on at once
	s := &events{w: a.w, control: http.NewResponseController(a.w)}
	_ = s.control.SetReadDeadline(time.Time{}) // the request is read
	if s.write(opening) != nil {
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
func (h *Handler) responses(ctx context.Context, op *graphql.OperationContext) iter.Seq[*graphql.Response] {
	return func(yield func(*graphql.Response) bool) {
		gone := make(chan struct{}) // nobody takes results any more
		defer close(gone)
		results := make(chan *graphql.Response)
		go func() {
			defer close(results)
			h.produce(ctx, op, func(r *graphql.Response) {
				select {
				case results <- r:
				case <-gone:
				}
			})
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

// produce gives the results of an operation until ctx is done. A panic and a
// time that is over are results, too.
func (h *Handler) produce(ctx context.Context, op *graphql.OperationContext, give func(*graphql.Response)) {
	defer func() {
		if value := recover(); value != nil {
			give(h.broken(ctx, value))
		}
	}()
	next, inner := h.exec.DispatchOperation(ctx, op)
	n := 0
	for r := next(inner); r != nil; r = next(inner) {
		give(r)
		n++
	}
	if n == 0 && errors.Is(ctx.Err(), context.DeadlineExceeded) {
		give(h.late())
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
