package edge_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"viewline/edge"
)

// TestTellStrangers: the log names each origin whose pages were refused once, with the flag
// that would allow it, and no other.
func TestTellStrangers(t *testing.T) {
	var log bytes.Buffer
	answered := 0
	handler := edge.TellStrangers(slog.New(slog.NewTextHandler(&log, nil)), "https://own.example", []string{"https://friend.example"},
		http.HandlerFunc(func(http.ResponseWriter, *http.Request) { answered++ }))
	ask := func(origin string) {
		r := httptest.NewRequest(http.MethodPost, "http://127.0.0.1:8080/query", nil)
		r.Header.Set("Origin", origin)
		handler.ServeHTTP(httptest.NewRecorder(), r)
	}
	quiet := []string{"", "null", "http://127.0.0.1:8080", "https://own.example", "https://FRIEND.example"}
	for _, origin := range quiet {
		ask(origin)
	}
	if log.Len() > 0 {
		t.Errorf("of %q the log has\n%s", quiet, &log)
	}
	for range 2 {
		ask("https://stranger.example")
	}
	if got := strings.Count(log.String(), "\n"); got != 1 || !strings.Contains(log.String(), "--allow-origin would allow it\" origin=https://stranger.example") {
		t.Errorf("of one stranger the log has\n%s", &log)
	}
	for i := range 100 {
		ask(fmt.Sprintf("https://s%d.example", i))
	}
	if got := strings.Count(log.String(), "\n"); got != 20 {
		t.Errorf("of 101 strangers the log has %d lines; want 20", got)
	}
	if want := len(quiet) + 102; answered != want {
		t.Errorf("%d requests were answered; want all %d", answered, want)
	}
}
