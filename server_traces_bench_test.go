package main

import (
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"viewline/cli"
	"viewline/ingest"
	"viewline/store/engine"
)

// BenchmarkTraces is one query that is not kept, without traces and with them. Its allocations
// without are those of a program that has no traces at all.
func BenchmarkTraces(b *testing.B) {
	to := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	defer to.Close()
	for name, env := range map[string]cli.Environment{"off": nil, "on": {"OTEL_EXPORTER_OTLP_ENDPOINT=" + to.URL}} {
		b.Run(name, func(b *testing.B) {
			s, _, err := parse([]string{"--data", b.TempDir(), "--answer-cache=0"}, noEnv)
			if err != nil {
				b.Fatal(err)
			}
			log := slog.New(slog.DiscardHandler)
			if s.observing, err = newObserving(env, log); err != nil {
				b.Fatal(err)
			}
			defer s.close()
			s.engine.Observer = s.observer()
			st, err := engine.Open(b.Context(), s.engine)
			if err != nil {
				b.Fatal(err)
			}
			defer st.Close() //nolint:errcheck // nothing more is read
			if _, err := ingest.Run(b.Context(), st, ingest.Options{Paths: []string{"content"}}); err != nil {
				b.Fatal(err)
			}
			server, _, _, err := newServer(b.Context(), st, s, &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)}, log)
			if err != nil {
				b.Fatal(err)
			}
			target := "/query?query=" + url.QueryEscape("{ people { nodes { name appearances { nodes { title } } } } }")
			b.ReportAllocs()
			for b.Loop() {
				r := httptest.NewRequestWithContext(b.Context(), http.MethodGet, target, nil)
				r.Host = "localhost"
				w := httptest.NewRecorder()
				server.Handler.ServeHTTP(w, r)
				if w.Code != http.StatusOK || !strings.HasPrefix(w.Body.String(), `{"data"`) {
					b.Fatalf("status %d, %s", w.Code, w.Body)
				}
			}
		})
	}
}
