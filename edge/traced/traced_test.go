package traced

import (
	"encoding/hex"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"
)

// The cases of traceparent are those of W3C Trace Context, section 3.2.
func TestParent(t *testing.T) {
	const trace, parent = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
	for header, want := range map[string]struct{ ok, sampled bool }{
		"00-" + trace + "-" + parent + "-01":                   {true, true},
		"00-" + trace + "-" + parent + "-00":                   {true, false},
		"00-" + trace + "-" + parent + "-03":                   {true, true},
		"01-" + trace + "-" + parent + "-01":                   {true, true},
		"cc-" + trace + "-" + parent + "-01-what-the-future":   {true, true},
		"cc-" + trace + "-" + parent + "-01.what-the-future":   {},
		"00-" + trace + "-" + parent + "-01-more":              {},
		"ff-" + trace + "-" + parent + "-01":                   {},
		"00-" + strings.Repeat("0", 32) + "-" + parent + "-01": {},
		"00-" + trace + "-" + strings.Repeat("0", 16) + "-01":  {},
		"00-" + strings.ToUpper(trace) + "-" + parent + "-01":  {},
		"00-" + trace[1:] + "g-" + parent + "-01":              {},
		"00-" + trace + "_" + parent + "-01":                   {},
		"00-" + trace + "-" + parent:                           {},
		"":                                                     {},
	} {
		id, from, sampled, ok := parentOf([]string{header})
		if ok != want.ok || ok && (sampled != want.sampled || hex.EncodeToString(id[:]) != trace || hex.EncodeToString(from[:]) != parent) {
			t.Errorf("%q: %x, %x, sampled %t, %t; want %+v", header, id, from, sampled, ok, want)
		}
	}
	if _, _, _, ok := parentOf([]string{"00-" + trace + "-" + parent + "-01", "00-" + trace + "-" + parent + "-01"}); ok {
		t.Error("two headers are read")
	}
}

// Without an endpoint there is no tracer, and the handler is the one that is there without
// traces.
func TestOff(t *testing.T) {
	for name, env := range map[string]map[string]string{
		"nothing": {}, "disabled": {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1", "OTEL_SDK_DISABLED": "true"},
		"no exporter": {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1", "OTEL_TRACES_EXPORTER": "none"},
	} {
		tracer, err := FromEnvironment(func(name string) string { return env[name] }, slog.New(slog.DiscardHandler))
		if tracer != nil || err != nil {
			t.Fatalf("%s: %v, %v; want none", name, tracer, err)
		}
		next := http.NewServeMux()
		if got := tracer.Handler(next, nil); reflect.ValueOf(got).Pointer() != reflect.ValueOf(next).Pointer() {
			t.Errorf("%s: the handler is another one", name)
		}
		tracer.Close(t.Context())
	}
}

// Of requests that begin a trace as large a share is traced as is asked for.
func TestShare(t *testing.T) {
	for arg, want := range map[string][2]int{"0": {0, 0}, "1": {1000, 1000}, "0.5": {350, 650}} {
		env := map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1", "OTEL_TRACES_SAMPLER": "parentbased_traceidratio", "OTEL_TRACES_SAMPLER_ARG": arg}
		tracer, err := FromEnvironment(func(name string) string { return env[name] }, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for range 1000 {
			if tracer.root(http.Header{}) != nil {
				n++
			}
		}
		if n < want[0] || n > want[1] {
			t.Errorf("%s: %d of 1000 are traced; want %v", arg, n, want)
		}
		tracer.Close(t.Context())
	}
}

// A receiver that has no room is asked again.
func TestAgain(t *testing.T) {
	var asked atomic.Int64
	to := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if asked.Add(1) < tries {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	}))
	defer to.Close()
	var log strings.Builder
	tracer, err := FromEnvironment(func(name string) string {
		return map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": to.URL}[name]
	}, slog.New(slog.NewTextHandler(&log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	tracer.send(&span{})
	tracer.Close(t.Context())
	if n := asked.Load(); n != tries || log.Len() > 0 {
		t.Errorf("asked %d times, and the log is %q; want %d, and nothing", n, &log, tries)
	}
}
