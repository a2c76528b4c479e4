package main

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"viewline/cli"
)

// Profiles and all metrics of the Go runtime are on a listener of their own, and nothing of
// them on the public one.
func TestDebugListener(t *testing.T) {
	r := begin(t, "--data", t.TempDir(), "--content", "", "--debug-addr", "127.0.0.1:0")
	m := regexp.MustCompile(`(?m)^debug       (http://127\.0\.0\.1:\d+)/debug/pprof/$`).FindStringSubmatch(r.stdout.String())
	if m == nil {
		t.Fatalf("no address of profiles in %q", r.stdout)
	}
	for path, want := range map[string]string{
		"/":                               "full goroutine stack dump",
		"/debug/pprof/":                   "full goroutine stack dump",
		"/debug/pprof/goroutine?debug=1":  "goroutine profile: total",
		"/debug/pprof/heap?debug=1":       "heap profile:",
		"/debug/pprof/symbol":             "num_symbols: 1",
		"/debug/pprof/trace?seconds=0.01": "go 1.",
		"/metrics":                        "go_sched_latencies_seconds_count",
	} {
		if status, body := get(t, m[1]+path); status != http.StatusOK || !strings.Contains(body, want) {
			t.Errorf("%s: status %d; want 200 and %q in %.300q", path, status, want, body)
		}
		if path == "/" {
			continue
		}
		if status, body := get(t, r.url+path); status != http.StatusNotFound || !strings.Contains(body, "There is no such page") {
			t.Errorf("%s is public: status %d, %.300q", path, status, body)
		}
	}
	if _, body := get(t, m[1]+"/metrics"); !strings.Contains(body, "\nviewline_revision 0\n") || !strings.Contains(body, "viewline_request_seconds_count") {
		t.Errorf("the metrics of requests are not there:\n%s", body)
	}
	if status, _ := get(t, m[1]+"/debug/pprof/cmdline"); status != http.StatusNotFound {
		t.Errorf("the command line is shown: status %d, want 404", status)
	}
	if status := asName(t, m[1]+"/debug/pprof/", "evil.example"); status != http.StatusMisdirectedRequest {
		t.Errorf("by a name that leads here: status %d, want 421", status)
	}
	if code := r.stop(); code != cli.ExitDone {
		t.Errorf("exit code %d, want 0; stderr %q", code, r.stderr)
	}
	for _, url := range []string{m[1], r.url} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url+"/healthz", nil)
		if err != nil {
			t.Fatal(err)
		}
		if answer, err := http.DefaultClient.Do(request); err == nil {
			_ = answer.Body.Close()
			t.Errorf("%s is still served: status %d", url, answer.StatusCode)
		}
	}
}

// Without the flag, the metrics stay where they were, and there are no profiles.
func TestNoDebugListener(t *testing.T) {
	r := begin(t, "--data", t.TempDir(), "--content", "")
	if strings.Contains(r.stdout.String(), "debug") {
		t.Errorf("stdout %q", r.stdout)
	}
	for path, want := range map[string]int{"/metrics": 200, "/debug/pprof/": 404, "/debug/pprof/heap": 404} {
		if status, body := get(t, r.url+path); status != want {
			t.Errorf("%s: status %d, want %d: %.200s", path, status, want, body)
		}
	}
}

func TestDebugAddresses(t *testing.T) {
	for addr, right := range map[string]bool{
		"": true, "127.0.0.1:6060": true, "127.9.8.7:0": true, "[::1]:6060": true, "localhost:6060": true, "[::ffff:127.0.0.1]:6060": true,
		":6060": false, "0.0.0.0:6060": false, "[::]:0": false, "10.0.0.1:6060": false, "localhost": false, "127.0.0.1": false, "localhost.example.org:1": false,
	} {
		if err := checkLocalAddr("debug-addr", addr); (err == nil) != right || err != nil && !strings.Contains(err.Error(), fmt.Sprintf("%q", addr)) {
			t.Errorf("%q: %v", addr, err)
		}
	}
}

// asName asks for an address by another host's name.
func asName(t *testing.T, url, host string) int {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Host = host
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	return answer.StatusCode
}
