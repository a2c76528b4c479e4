package edge_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"viewline/edge"
)

func TestLocalHost(t *testing.T) {
	next := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) })
	for _, c := range []struct {
		public, host string
		status       int
	}{
		{"", "127.0.0.1:8080", 200},
		{"", "127.0.0.1", 200},
		{"", "[::1]:8080", 200},
		{"", "[::1]", 200},
		{"", "192.0.2.7:8080", 200},
		{"", "localhost:8080", 200},
		{"", "LocalHost.", 200},
		{"", "viewline.localhost:8080", 200},
		{"", "", 200},
		{"", "evil.example:8080", 421},
		{"", "localhost.evil.example", 421},
		{"", "notlocalhost", 421},
		{"", "127.0.0.1.evil.example", 421},
		{"https://timeline.example.org", "timeline.example.org", 200},
		{"https://timeline.example.org", "Timeline.Example.ORG:443", 200},
		{"https://timeline.example.org:8443", "timeline.example.org:8443", 200},
		{"https://timeline.example.org", "localhost:8080", 200},
		{"https://timeline.example.org", "evil.example", 421},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Host = c.host
		w := httptest.NewRecorder()
		edge.LocalHost(c.public, next).ServeHTTP(w, r)
		if w.Code != c.status || c.status == 421 && !strings.Contains(w.Body.String(), "--public-url") {
			t.Errorf("host %q, public URL %q: status %d, %s; want %d", c.host, c.public, w.Code, w.Body, c.status)
		}
	}
}
