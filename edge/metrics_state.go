package edge

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"viewline/signals"
)

// State is what a server knows of itself; its functions are called for each answer of
// [Metrics.Handler]. Those that are nil have no metrics.
type State struct {
	Revision          func() int       // -1 while the database cannot be reached
	Ready             func() error     // the reason why the database cannot be used
	ImportedAt        func() time.Time // zero before the first import
	Load              func() signals.Load
	Parsed, Documents func() signals.Cache
	Pool              func() signals.Pool
}

// Tell has the metrics tell of a state. It may be called once.
func (m *Metrics) Tell(s State) { m.registry.MustRegister(state{s, m.asked}) }

// state gathers the metrics of a State, and those of the caches of answers.
type state struct {
	State
	asked *prometheus.CounterVec
}

// cacheRequests is the name of a metric that is told of, and that is looked up.
const (
	cacheRequests     = "viewline_cache_requests_total"
	cacheRequestsHelp = "What caches were asked for, by cache (answers, pages, parsed, documents) and result (hit, shared, miss); shared with somebody who asked for the same at that time."
)

// described has the name and the help of each metric of a state.
var described = func() map[string]*prometheus.Desc {
	all := map[string]*prometheus.Desc{cacheRequests: prometheus.NewDesc(cacheRequests, cacheRequestsHelp, []string{"cache", "result"}, nil)}
	for name, help := range map[string]string{
		"viewline_revision":                 "The revision of the corpus; -1 while the database cannot be reached.",
		"viewline_ready":                    "1 where the database can be used, else 0; /readyz has the reason.",
		"viewline_import_timestamp_seconds": "When the last import was made, in seconds since 1970; 0 before the first one.",
		"viewline_operations_running":       "Operations that run.",
		"viewline_operations_running_max":   "How many operations may run at once.",
		"viewline_operations_waiting":       "Operations that wait for their turn.",
		"viewline_streams_open":             "WebSockets and event streams that are open.",
		"viewline_streams_max":              "How many streams may be open at once.",
		"viewline_streams_refused_total":    "Streams that were refused because too many were open.",
		"viewline_pool_connections_open":    "Connections to the database.",
		"viewline_pool_connections_in_use":  "Connections to the database that are in use.",
		"viewline_pool_connections_max":     "How many connections to the database there may be; of MongoDB, to each member.",
		"viewline_pool_waits_total":         "How often a connection to the database had to be waited for.",
		"viewline_pool_wait_seconds_total":  "How long connections to the database were waited for, in all.",
	} {
		all[name] = prometheus.NewDesc(name, help, nil, nil)
	}
	return all
}()

// Describe implements [prometheus.Collector].
func (state) Describe(to chan<- *prometheus.Desc) {
	for _, d := range described {
		to <- d
	}
}

// Collect implements [prometheus.Collector].
func (s state) Collect(to chan<- prometheus.Metric) {
	tell := func(kind prometheus.ValueType, name string, value float64, labels ...string) {
		to <- prometheus.MustNewConstMetric(described[name], kind, value, labels...)
	}
	gauge := func(name string, value float64) { tell(prometheus.GaugeValue, name, value) }
	gauge("viewline_revision", float64(s.Revision()))
	ready := 1.0
	if s.Ready() != nil {
		ready = 0
	}
	gauge("viewline_ready", ready)
	at := 0.0
	if t := s.ImportedAt(); !t.IsZero() {
		at = float64(t.UnixMilli()) / 1000
	}
	gauge("viewline_import_timestamp_seconds", at)
	s.collectLoad(gauge, tell)
	s.asked.Collect(to)
	for name, asked := range map[string]func() signals.Cache{"parsed": s.Parsed, "documents": s.Documents} {
		if asked != nil {
			c := asked()
			tell(prometheus.CounterValue, cacheRequests, float64(c.Hits), name, "hit")
			tell(prometheus.CounterValue, cacheRequests, float64(c.Misses), name, "miss")
		}
	}
}

func (s state) collectLoad(gauge func(string, float64), tell func(prometheus.ValueType, string, float64, ...string)) {
	load := s.Load()
	gauge("viewline_operations_running", float64(load.Running))
	gauge("viewline_operations_running_max", float64(load.Most))
	gauge("viewline_operations_waiting", float64(load.Waiting))
	gauge("viewline_streams_open", float64(load.Streams))
	gauge("viewline_streams_max", float64(load.MostStreams))
	tell(prometheus.CounterValue, "viewline_streams_refused_total", float64(load.RefusedStreams))
	if s.Pool == nil {
		return
	}
	p := s.Pool()
	gauge("viewline_pool_connections_open", float64(p.Open))
	gauge("viewline_pool_connections_in_use", float64(p.InUse))
	gauge("viewline_pool_connections_max", float64(p.Max))
	tell(prometheus.CounterValue, "viewline_pool_waits_total", float64(p.Waits))
	tell(prometheus.CounterValue, "viewline_pool_wait_seconds_total", p.Waited.Seconds())
}
