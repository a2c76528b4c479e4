package edge

import (
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"viewline/version"
)

// Metrics measures requests, operations, reads, commands, caches and imports, for Prometheus. It
// is safe for concurrent use.
type Metrics struct {
	registry *prometheus.Registry
	seconds  *prometheus.HistogramVec
	running  prometheus.Gauge
	runtime  prometheus.Collector // of what the Go runtime measures of itself: the usual part
	worked
	asked   *prometheus.CounterVec
	imports imports
}

// NewMetrics makes metrics of the process and of the Go runtime, and of all that the methods
// are told of.
func NewMetrics() *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "viewline_request_seconds", Help: "How long requests took, by route and status code. Streams are not counted.",
			Buckets: []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10},
		}, []string{"route", "code"}),
		running: prometheus.NewGauge(prometheus.GaugeOpts{Name: "viewline_requests_running", Help: "Requests and streams in flight."}),
		runtime: collectors.NewGoCollector(),
		worked:  newWorked(),
		asked: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: cacheRequests, Help: cacheRequestsHelp,
		}, []string{"cache", "result"}),
		imports: newImports(),
	}
	m.registry.MustRegister(m.seconds, m.running, m.runtime, collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	m.registry.MustRegister(m.collectors()...)
	m.registry.MustRegister(m.imports.all()...)
	return m
}

// Handler serves the metrics. It finds the program's version at the first request, as that
// may take a tenth of a second.
func (m *Metrics) Handler() http.Handler {
	metrics := promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
	tellVersion := sync.OnceFunc(func() {
		m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "viewline_build_info", Help: "Always 1; the label tells the version of the program.",
			ConstLabels: prometheus.Labels{"version": version.String()},
		}, func() float64 { return 1 }))
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		tellVersion()
		metrics.ServeHTTP(w, r)
	})
}

// Measure measures the requests of a route.
func (m *Metrics) Measure(route string, next http.Handler) http.Handler {
	var byCode sync.Map // from int to prometheus.Observer: to find an observer by its labels takes longer than many an answer
	observe := func(code int, seconds float64) {
		o, ok := byCode.Load(code)
		if !ok {
			o, _ = byCode.LoadOrStore(code, m.seconds.WithLabelValues(route, strconv.Itoa(code)))
		}
		o.(prometheus.Observer).Observe(seconds)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		m.running.Inc()
		defer m.running.Dec()
		if isStream(r) {
			next.ServeHTTP(w, r)
			return
		}
		start := time.Now()
		coded := &codeWriter{ResponseWriter: w, code: http.StatusOK}
		next.ServeHTTP(coded, r)
		observe(coded.code, time.Since(start).Seconds())
	})
}

// codeWriter notes the status code of an answer.
type codeWriter struct {
	http.ResponseWriter
	code int
}

func (w *codeWriter) WriteHeader(code int) {
	w.code = code
	w.ResponseWriter.WriteHeader(code)
}

// Flush is for streams: the code that compresses flushes an [http.Flusher] alone.
func (w *codeWriter) Flush() { _ = http.NewResponseController(w.ResponseWriter).Flush() }

// Unwrap is for [http.ResponseController].
func (w *codeWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// isStream reports whether a request asks for a stream. Streams are not measured: each
// lasts as long as its reader wants.
func isStream(r *http.Request) bool {
	return field(r.Header, "Upgrade") != "" || field(r.Header, "Accept") == "text/event-stream"
}
