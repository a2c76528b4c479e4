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
	aliveEvery  = 12 * time.Second // the time after which a silent stream sends a comment, so that nobody takes it for dead
	writeWithin = 10 * time.Second // how long the write of one event may take
)

// opening is the start of a stream: a comment, which shows the client that the stream is
// open, and the number of milliseconds after which an EventSource connects again.
const opening = ":\nretry: 2000\n\n"

// stream answers with the results of an operation as Server-Sent Events: an event "next"
// for each result, and then an event "complete" (GraphQL over SSE, distinct connections
// mode).
func (a *answer) stream(ctx context.Context, op *graphql.OperationContext) error {
	leave, full := a.connect(a.r)
	if full != nil {
		return full
	}
	defer leave()
	release, ok := a.enterDear(ctx, op)
	if !ok {
		return busy("expensive operations")
	}
	defer release()
	ctx, scope := a.Total.Scope(ctx)
	defer scope.End()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(a.closed, cancel)()

	header := a.w.Header()
	header.Set("Content-Type", string(mediaEvents)+"; charset=utf-8")
	header.Set("Cache-Control", "no-store, no-transform")
	header.Set("X-Accel-Buffering", "no") // tells nginx to pass events on at once
	s := &events{w: a.w, control: http.NewResponseController(a.w)}
	_ = s.control.SetReadDeadline(time.Time{}) // no limit: the request was read completely
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
		scope.Release()
	}
	if a.r.Context().Err() == nil {
		_ = s.write("event: complete\ndata: \n\n") // the client may be gone
	}
	return nil
}

// responses yields the results of an operation until ctx is done, and nil whenever there
// was no result for [aliveEvery].
func (h *Handler) responses(ctx context.Context, op *graphql.OperationContext) iter.Seq[*graphql.Response] {
	return func(yield func(*graphql.Response) bool) {
		gone := make(chan struct{}) // closed when nobody takes results any more
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

// produce calls give with the results of an operation until ctx is done. A panic and the
// end of the time make a result as well: an error.
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

// events writes events to a stream. Each write has to succeed within [writeWithin].
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
