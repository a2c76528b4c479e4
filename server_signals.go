package main

import (
	"context"
	"log/slog"
	"time"

	"viewline/cli"
	"viewline/edge"
	"viewline/edge/traced"
	"viewline/signals"
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
