package edge

import (
	"context"

	"github.com/prometheus/client_golang/prometheus"

	"viewline/signals"
)

// worked are the metrics of work. It is an observer.
type worked struct {
	operations       *prometheus.CounterVec
	operationSeconds *prometheus.HistogramVec
	cost             prometheus.Histogram
	readSeconds      *prometheus.HistogramVec
	readErrors       *prometheus.CounterVec
	commandSeconds   *prometheus.HistogramVec
	commandErrors    *prometheus.CounterVec
}

var _ signals.Observer = worked{}

// Seconds that divide reads and commands, and operations.
var (
	short = []float64{.0001, .0005, .001, .005, .01, .05, .1, .5, 1, 10}
	long  = []float64{.001, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}
)

func newWorked() worked {
	seconds := func(name, help string, buckets []float64, labels ...string) *prometheus.HistogramVec {
		return prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: name, Help: help, Buckets: buckets}, labels)
	}
	count := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, labels)
	}
	w := worked{
		operations: count("viewline_operations_total",
			"Operations that have ended, by type, outcome (done, unchanged, partial, failed, refused) and the code of the first error. Kept answers are none.", "type", "outcome", "code"),
		operationSeconds: seconds("viewline_operation_seconds", "How long operations took that were executed, with the wait for their turn. Subscriptions are not counted.", long, "type"),
		cost: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "viewline_operation_cost", Help: "What operations cost that were executed or refused for their cost.", Buckets: []float64{10, 100, 1000, 2500, 5000, 10_000, 25_000, 50_000},
		}),
		readSeconds:    seconds("viewline_read_seconds", "How long reads of the store took, by the store's method.", short, "read"),
		readErrors:     count("viewline_read_errors_total", "Reads of the store that failed, by the store's method and code.", "read", "code"),
		commandSeconds: seconds("viewline_driver_command_seconds", "How long commands to the database took, by database system and command. Of SQLite, those of imports are not counted.", short, "system", "command"),
		commandErrors:  count("viewline_driver_command_errors_total", "Commands to the database that failed.", "system", "command", "code"),
	}
	for _, outcome := range signals.Outcomes { // so that the first one is a rise from zero
		w.operations.WithLabelValues("query", string(outcome), "")
	}
	return w
}

func (w worked) collectors() []prometheus.Collector {
	return []prometheus.Collector{w.operations, w.operationSeconds, w.cost, w.readSeconds, w.readErrors, w.commandSeconds, w.commandErrors}
}

// Begin implements [signals.Observer].
func (worked) Begin(ctx context.Context, _ signals.Kind) context.Context { return ctx }

// End implements [signals.Observer].
func (w worked) End(_ context.Context, done signals.Work) {
	switch done.Kind {
	case signals.Operation:
		w.endOperation(done)
	case signals.Read:
		w.readSeconds.WithLabelValues(done.Name).Observe(done.Took.Seconds())
		if done.Code != "" {
			w.readErrors.WithLabelValues(done.Name, done.Code).Inc()
		}
	case signals.Command:
		w.commandSeconds.WithLabelValues(done.Of, done.Name).Observe(done.Took.Seconds())
		if done.Code != "" {
			w.commandErrors.WithLabelValues(done.Of, done.Name, done.Code).Inc()
		}
	}
}

func (w worked) endOperation(done signals.Work) {
	w.operations.WithLabelValues(done.Of, string(done.Outcome), done.Code).Inc()
	if done.Cost > 0 && done.Outcome != signals.Unchanged {
		w.cost.Observe(float64(done.Cost))
	}
	if done.Of != "subscription" && (done.Outcome == signals.Done || done.Outcome == signals.Partial || done.Outcome == signals.Failed) {
		w.operationSeconds.WithLabelValues(done.Of).Observe(done.Took.Seconds())
	}
}
