package transport

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"slices"
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
	a.work.begun()
	for one := range a.responses(ctx, op) {
		if one == nil {
			if s.write(":\n\n") != nil {
				return nil
			}
			continue
		}
		a.work.has(one)
		if s.write("event: next\ndata: %s\n\n", bytes.ReplaceAll(one.text, []byte("\n"), nil)) != nil {
			return nil
		}
		scope.Release()
	}
	if a.r.Context().Err() == nil {
		_ = s.write("event: complete\ndata: \n\n") // the client may be gone
	}
	return nil
}

// responses yields the results of an operation as JSON until ctx is done, and nil whenever
// there was no result for [aliveEvery].
func (h *Handler) responses(ctx context.Context, op *graphql.OperationContext) iter.Seq[*result] {
	return func(yield func(*result) bool) {
		begin := h.begin
		if h.isShared(op) {
			begin = h.join
		}
		results, leave := begin(ctx, op)
		defer leave()
		clock := time.NewTicker(aliveEvery)
		defer clock.Stop()
		for {
			select {
			case <-clock.C:
				if !yield(nil) {
					return
				}
			case one, more := <-results:
				if !more || !yield(one) {
					return
				}
			case <-h.left(ctx, op):
				return
			}
		}
	}
}

// left is closed when nobody waits for the results of an operation any more. An operation
// that runs for one client ends by itself then, and may have a last result.
func (h *Handler) left(ctx context.Context, op *graphql.OperationContext) <-chan struct{} {
	if h.isShared(op) {
		return ctx.Done()
	}
	return nil
}

// begin runs an operation for one client until ctx is done.
func (h *Handler) begin(ctx context.Context, op *graphql.OperationContext) (results <-chan *result, leave func()) {
	given := make(chan *result)
	gone := make(chan struct{}) // closed when nobody takes results any more
	go func() {
		defer close(given)
		h.produce(ctx, op, func(one *result) {
			select {
			case given <- one:
			case <-gone:
			}
		})
	}()
	return given, func() { close(gone) }
}

// result is one result of an operation, as JSON.
type result struct {
	text []byte
	end
}

// produce calls give with the results of an operation until ctx is done. A panic and
// the end of the time make a result as well: an error.
func (h *Handler) produce(ctx context.Context, op *graphql.OperationContext, give func(*result)) {
	encoded := func(r *graphql.Response) {
		head, tail, err := h.encode(r)
		if err != nil {
			panic(err) // cannot happen: all parts were encoded before
		}
		give(&result{slices.Concat(head, r.Data, tail), endOf(r)})
	}
	defer func() {
		if value := recover(); value != nil {
			encoded(h.broken(ctx, value))
		}
	}()
	next, inner := h.exec.DispatchOperation(ctx, op)
	n := 0
	for r := next(inner); r != nil; r = next(inner) {
		encoded(r)
		n++
	}
	if n == 0 && errors.Is(ctx.Err(), context.DeadlineExceeded) {
		encoded(h.late())
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
