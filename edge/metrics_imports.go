package edge

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// imports are the metrics of the imports that this process makes.
type imports struct {
	outcomes *prometheus.CounterVec
	seconds  prometheus.Gauge
	posts    *prometheus.GaugeVec
}

// The outcomes of imports.
const (
	ImportDone   = "done"
	ImportFailed = "failed"
	ImportBusy   = "busy" // another process imports; it is tried again
)

func newImports() imports {
	i := imports{
		outcomes: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "viewline_imports_total", Help: "Imports of this process by outcome: done, failed, or busy where another process imports.",
		}, []string{"outcome"}),
		seconds: prometheus.NewGauge(prometheus.GaugeOpts{Name: "viewline_import_seconds", Help: "How long the last import of this process took that was done."}),
		posts: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "viewline_import_posts", Help: "Posts of the last import of this process that was done, by outcome: read, failed, or draft.",
		}, []string{"outcome"}),
	}
	for _, outcome := range []string{ImportDone, ImportFailed, ImportBusy} {
		i.outcomes.WithLabelValues(outcome)
	}
	return i
}

func (i imports) all() []prometheus.Collector {
	return []prometheus.Collector{i.outcomes, i.seconds, i.posts}
}

// Imported counts an import that is done, and tells of its posts.
func (m *Metrics) Imported(took time.Duration, read, failed, drafts int) {
	m.imports.outcomes.WithLabelValues(ImportDone).Inc()
	m.imports.seconds.Set(took.Seconds())
	for outcome, n := range map[string]int{"read": read, "failed": failed, "draft": drafts} {
		m.imports.posts.WithLabelValues(outcome).Set(float64(n))
	}
}

// NotImported counts an import that came to nothing.
func (m *Metrics) NotImported(outcome string) { m.imports.outcomes.WithLabelValues(outcome).Inc() }
