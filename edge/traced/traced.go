// Package traced tells an OpenTelemetry receiver of requests, and of the operations, reads and
// commands that are made for each: spans, as OTLP in JSON over HTTP. [FromEnvironment] is its
// entry point.
//
// The package stands on the standard library alone. The modules of OpenTelemetry take a tenth
// of the time in which the whole program is built, and its exporter twice as much again; the
// tests hold what is sent to OpenTelemetry's own definitions.
package traced

import (
	"context"
	"math/rand/v2"
	"net/http"
	"time"

	"viewline/signals"
)

// Tracer makes spans and sends them. A nil Tracer does nothing. It is safe for concurrent use.
type Tracer struct {
	exporter
	share float64 // of the requests that begin a trace
}

var _ signals.Observer = (*Tracer)(nil)

// span is one piece of work of a trace. One goroutine changes it, which sends it in the end.
type span struct {
	trace       traceID
	id, parent  spanID // the parent is zero where there is none
	state       string // the header tracestate
	name        string
	kind        int
	began, took int64 // nanoseconds; began since 1970
	attributes  []attribute
	failed      bool
}

// The kinds of spans in OTLP.
const (
	kindInternal = 1
	kindServer   = 2
	kindClient   = 3
)

type (
	traceID [16]byte
	spanID  [8]byte
)

// random fills an id, which is never zero.
func random(id []byte) {
	for i := 0; i < len(id); i += 8 {
		for n, word := 0, rand.Uint64()|1; n < 8; n, word = n+1, word>>8 {
			id[i+n] = byte(word)
		}
	}
}

// The key of the span that is under way in a context.
type spanKey struct{}

func spanOf(ctx context.Context) *span {
	s, _ := ctx.Value(spanKey{}).(*span)
	return s
}

// within is the context of a new span, which is a part of another.
func within(ctx context.Context, s *span) context.Context {
	random(s.id[:])
	return context.WithValue(ctx, spanKey{}, s)
}

// Begin implements [signals.Observer]. What is done for no request that is traced has no span.
func (t *Tracer) Begin(ctx context.Context, _ signals.Kind) context.Context {
	parent := spanOf(ctx)
	if parent == nil {
		return ctx
	}
	return within(ctx, &span{trace: parent.trace, parent: parent.id, state: parent.state})
}

// longestName is how many bytes of a name that a client gives are told.
const longestName = 200

// End implements [signals.Observer]. Names and attributes are those of OpenTelemetry's semantic
// conventions. Nothing is told of what an operation asks for but its name.
func (t *Tracer) End(ctx context.Context, w signals.Work) {
	s := spanOf(ctx)
	if s == nil {
		return
	}
	s.began, s.took, s.kind, s.name = w.Began.UnixNano(), w.Took.Nanoseconds(), kindInternal, w.Name
	switch w.Kind {
	case signals.Operation:
		s.name = "GraphQL Operation"
		if w.Of != "" {
			s.name = w.Of
			s.add("graphql.operation.type", w.Of)
		}
		if w.Name != "" {
			s.add("graphql.operation.name", w.Name[:min(len(w.Name), longestName)])
		}
		s.add("viewline.operation.outcome", string(w.Outcome))
		if w.Cost > 0 {
			s.attributes = append(s.attributes, attribute{"viewline.operation.cost", whole(w.Cost)})
		}
		s.failed = w.Outcome == signals.Failed || w.Outcome == signals.Partial
	case signals.Read:
		s.add("code.function.name", w.Name)
		s.failed = w.Code != ""
	case signals.Command:
		s.kind = kindClient
		s.add("db.system.name", w.Of)
		s.add("db.operation.name", w.Name)
		if w.On != "" {
			s.name += " " + w.On
			s.add("db.collection.name", w.On)
		}
		s.failed = w.Code != ""
	}
	if w.Code != "" {
		s.add("error.type", w.Code)
	}
	t.send(s)
}

func (s *span) add(key, value string) {
	s.attributes = append(s.attributes, attribute{key, text(value)})
}

// longestPath is how many bytes of the path of an address are told.
const longestPath = 500

// idHeader is the header of an answer with the id that the log has of its request.
const idHeader = "X-Request-Id"

// Handler makes a span of each request that next answers, with the trace of the request's
// header traceparent, else with a new one. The function route returns the pattern of a
// request's address, such as /people/{slug}; where it is empty there is no span. Of a nil Tracer
// it is next itself.
func (t *Tracer) Handler(next http.Handler, route func(*http.Request) string) http.Handler {
	if t == nil {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		pattern := route(r)
		if pattern == "" {
			next.ServeHTTP(w, r)
			return
		}
		s := t.root(r.Header)
		if s == nil {
			next.ServeHTTP(w, r)
			return
		}
		began, path, method := time.Now(), r.URL.Path, known(r.Method)
		answer := &coded{ResponseWriter: w, code: http.StatusOK}
		defer func() {
			s.began, s.took, s.kind, s.name = began.UnixNano(), time.Since(began).Nanoseconds(), kindServer, method+" "+pattern
			s.add("http.request.method", method)
			s.add("http.route", pattern)
			s.add("url.path", path[:min(len(path), longestPath)])
			s.add("url.scheme", "http")
			s.attributes = append(s.attributes, attribute{"http.response.status_code", whole(int64(answer.code))})
			if id := w.Header().Get(idHeader); id != "" {
				s.attributes = append(s.attributes, attribute{"http.response.header.x-request-id", texts(id)})
			}
			if s.failed = answer.code >= http.StatusInternalServerError; s.failed {
				s.add("error.type", whole(int64(answer.code)).Int)
			}
			t.send(s)
		}()
		next.ServeHTTP(answer, r.WithContext(within(r.Context(), s)))
	})
}

// known is a method, or _OTHER for one that HTTP does not have.
func known(method string) string {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodConnect, http.MethodOptions, http.MethodTrace:
		return method
	}
	return "_OTHER"
}

// coded notes the status of an answer.
type coded struct {
	http.ResponseWriter
	code int
}

func (c *coded) WriteHeader(code int) {
	c.code = code
	c.ResponseWriter.WriteHeader(code)
}

// Flush is for handlers that look for an [http.Flusher].
func (c *coded) Flush() { _ = http.NewResponseController(c.ResponseWriter).Flush() }

// Unwrap is for [http.ResponseController].
func (c *coded) Unwrap() http.ResponseWriter { return c.ResponseWriter }
