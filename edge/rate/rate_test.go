package rate

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// TestLimit spends the bucket of one address and waits for more, while another address is
// answered.
func TestLimit(t *testing.T) {
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	l := New(10, 50) // 100 at once
	l.now = func() time.Time { return now }
	costs := map[string]int64{"/cheap": 0, "/dear": 149, "/healthz": 1000}
	handler := l.Limit(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		PurseOf(r.Context()).Take(costs[r.URL.Path])
	}), func(refusal http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Access-Control-Allow-Origin", "https://friend.example")
			refusal.ServeHTTP(w, r)
		})
	}, "/healthz", "/static/")
	ask := func(from, path string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.RemoteAddr = from
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		return w
	}
	const one, two = "192.0.2.1:1000", "192.0.2.2:1000"
	if w := ask(one, "/dear"); w.Code != http.StatusOK {
		t.Fatalf("the first request: status %d; want 200, as nobody knows yet what a request costs", w.Code)
	}
	w := ask(one, "/query") // a cost of 101 was taken out of 100, as no operation counts for more than the bucket
	if body := `"code":"RATE_LIMITED"`; w.Code != http.StatusTooManyRequests || w.Header().Get("Retry-After") != "1" || !strings.Contains(w.Body.String(), body) {
		t.Errorf("the second request: status %d, Retry-After %q, %s; want 429, 1 and %s", w.Code, w.Header().Get("Retry-After"), w.Body, body)
	}
	if got := w.Header().Get("Access-Control-Allow-Origin"); got == "" {
		t.Error("the refusal cannot be read by pages of an origin that may ask")
	}
	if w := ask(one, "/static/page.js"); w.Code != http.StatusOK {
		t.Errorf("a script: status %d; want 200", w.Code)
	}
	if w := ask(one, "/cheap"); w.Body.String() != "your address has asked for too much; ask again in 1 s, or for less at a time\n" {
		t.Errorf("a page says %q", w.Body)
	}
	if w := ask(one, "/healthz"); w.Code != http.StatusOK {
		t.Errorf("the health: status %d; want 200", w.Code)
	}
	if w := ask(two, "/cheap"); w.Code != http.StatusOK {
		t.Errorf("another address: status %d; want 200", w.Code)
	}
	now = now.Add(time.Second)
	if w := ask(one, "/cheap"); w.Code != http.StatusOK {
		t.Errorf("a second later: status %d; want 200", w.Code)
	}
	now = now.Add(time.Hour)
	l.forget()
	if n := len(l.buckets); n != 0 {
		t.Errorf("%d addresses are remembered an hour later; want 0", n)
	}
}

// TestNetwork pins which addresses count as one.
func TestNetwork(t *testing.T) {
	for addr, want := range map[string]string{
		"192.0.2.1:80":          "192.0.2.1/32",
		"[::ffff:192.0.2.1]:80": "192.0.2.1/32",
		"[2001:db8::1]:80":      "2001:db8::/64",
		"[fe80::1%eth0]:80":     "fe80::/64",
	} {
		if got, known := network(addr); !known || got.String() != want {
			t.Errorf("%s counts for %s; want %s", addr, got, want)
		}
	}
	if _, known := network("pipe"); known {
		t.Error("pipe counts for a network; want none")
	}
}

// TestForwarded pins whose word is taken for where a request comes from.
func TestForwarded(t *testing.T) {
	proxies, err := ParseProxies([]string{"127.0.0.1", "10.0.0.0/8"})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, remote, header, want string }{
		{"a proxy", "127.0.0.1:5", "192.0.2.1", "192.0.2.1:5"},
		{"a proxy behind a proxy", "127.0.0.1:5", "192.0.2.1, 10.1.2.3", "192.0.2.1:5"},
		{"a client that writes the header itself", "127.0.0.1:5", "192.0.2.99, 192.0.2.1", "192.0.2.1:5"},
		{"a client without a proxy", "192.0.2.1:5", "192.0.2.99", "192.0.2.1:5"},
		{"no header", "127.0.0.1:5", "", "127.0.0.1:5"},
		{"no address", "127.0.0.1:5", "192.0.2.99, unknown", "127.0.0.1:5"},
		{"with a port", "127.0.0.1:5", "192.0.2.1:77", "192.0.2.1:5"},
		{"IPv6", "127.0.0.1:5", "[2001:db8::1]", "[2001:db8::1]:5"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			r := httptest.NewRequest(http.MethodGet, "/", nil)
			r.RemoteAddr = tt.remote
			if tt.header != "" {
				r.Header.Set("X-Forwarded-For", tt.header)
			}
			proxies.Forwarded(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got = r.RemoteAddr })).ServeHTTP(httptest.NewRecorder(), r)
			if got != tt.want {
				t.Errorf("the request comes from %s; want %s", got, tt.want)
			}
		})
	}
	if _, err := ParseProxies([]string{"localhost"}); err == nil || !strings.Contains(err.Error(), `"localhost" is no address`) {
		t.Errorf("a name: %v; want an error that names it", err)
	}
}
