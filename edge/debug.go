package edge

import (
	"net/http"
	"net/http/pprof"

	"github.com/prometheus/client_golang/prometheus/collectors"
)

// Debug serves what whoever runs the server may see of the process, and nobody else: the
// profiles of net/http/pprof below /debug/pprof/, and /metrics with all that the Go runtime
// measures of itself. It is called once. The command line is not among the profiles, as the
// URI of a database in it may hold a password.
func (m *Metrics) Debug() http.Handler {
	m.registry.Unregister(m.runtime)
	m.registry.MustRegister(collectors.NewGoCollector(collectors.WithGoCollectorRuntimeMetrics(collectors.MetricsAll)))
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", m.Handler())
	mux.HandleFunc("GET /debug/pprof/", pprof.Index)
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	mux.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("POST /debug/pprof/symbol", pprof.Symbol)
	mux.Handle("GET /{$}", http.RedirectHandler("/debug/pprof/", http.StatusFound))
	return LocalHost("", mux)
}
