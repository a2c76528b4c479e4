package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"viewline/cli"
)

// TestHealth asks servers that are ready, not ready, and not there.
func TestHealth(t *testing.T) {
	answers := func(status int, body string) string {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/readyz" {
				http.NotFound(w, r)
				return
			}
			http.Error(w, body, status)
		}))
		t.Cleanup(server.Close)
		return server.Listener.Addr().String()
	}
	well, ill := answers(http.StatusOK, "ok"), answers(http.StatusServiceUnavailable, "the database is away")
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	_, port, _ := strings.Cut(well, ":")
	for _, tt := range []struct {
		name string
		args []string
		env  cli.Environment
		want int
		says string
	}{
		{"ready", []string{"--addr", well}, nil, cli.ExitDone, ""},
		{"ready on every address", []string{"--addr=:" + port}, nil, cli.ExitDone, ""},
		{"the address from its variable", nil, cli.Environment{"VIEWLINE_ADDR=0.0.0.0:" + port}, cli.ExitDone, ""},
		{"not ready", []string{"--addr", ill}, nil, cli.ExitFailed, ill + " is not ready: the database is away"},
		{"not there", []string{"--addr", gone.Listener.Addr().String()}, nil, cli.ExitFailed, "was not reached"},
		{"no port", []string{"--addr", "localhost"}, nil, cli.ExitUsage, `--addr "localhost"; want host:port`},
		{"no flag", []string{"now"}, nil, cli.ExitUsage, `"now" is no flag`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var stderr bytes.Buffer
			code := run(t.Context(), append([]string{"health"}, tt.args...), tt.env, nil, &stderr)
			if code != tt.want || !strings.Contains(stderr.String(), tt.says) || (tt.says == "") != (stderr.Len() == 0) {
				t.Errorf("exit code %d, %q; want %d, %q", code, stderr.String(), tt.want, tt.says)
			}
		})
	}
}
