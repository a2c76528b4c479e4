package main

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"viewline/cli"
	"viewline/edge"
	"viewline/edge/traced"
	"viewline/live"
	"viewline/signals"
	"viewline/store"
)

// observing are those who are told of the server's work.
type observing struct {
	metrics *edge.Metrics  // nil where nobody asks for metrics
	tracer  *traced.Tracer // nil where no receiver is named
}

// newObserving makes the metrics, and the tracer that the environment asks for. The caller
// closes the tracer.
func newObserving(env cli.Environment, log *slog.Logger) (observing, error) {
	tracer, err := traced.FromEnvironment(env.Get, log)
	return observing{edge.NewMetrics(), tracer}, err
}

// observer is told of operations, reads and commands.
func (o observing) observer() signals.Observer {
	if o.tracer == nil {
		return o.metrics
	}
	return signals.Both{First: o.metrics, Second: o.tracer}
}

// lastSpans is how long the last spans may take to be sent.
const lastSpans = 5 * time.Second

// close sends the spans that wait.
func (o observing) close() {
	ctx, cancel := context.WithTimeout(context.Background(), lastSpans)
	defer cancel()
	o.tracer.Close(ctx)
}

// state is what the service knows of itself, for its metrics.
func (v *service) state(st store.Reader, feed *live.Feed) edge.State {
	s := edge.State{Revision: feed.Revision, Ready: feed.Ready, ImportedAt: feed.ImportedAt, Load: v.endpoint.Load, Parsed: v.endpoint.Parsed}
	if engine, ok := st.(interface {
		Pool() signals.Pool
		Documents() signals.Cache
	}); ok {
		s.Pool, s.Documents = engine.Pool, engine.Documents
	}
	return s
}

// route is the pattern of a request's address, for traces; empty for those that are not traced:
// what only looks whether the server is well, and files that never change.
func (v *service) route(r *http.Request) string {
	_, pattern := v.mux.Handler(r)
	if _, path, found := strings.Cut(pattern, " "); found {
		pattern = path
	}
	switch pattern {
	case "/healthz", "/readyz", "/metrics", "/static/":
		return ""
	case "/":
		return v.pages.Route(r)
	}
	return pattern
}
