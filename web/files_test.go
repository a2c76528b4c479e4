package web_test

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"viewline/web"
)

// What programs look for at fixed addresses is there, and is not sent again to who has it.
func TestFiles(t *testing.T) {
	for target, c := range map[string]struct{ contentType, want string }{
		"/robots.txt":           {"text/plain; charset=utf-8", "User-agent: *\nDisallow: /query\nDisallow: /playground\nDisallow: /search?\n\nSitemap: http://example.com/sitemap.xml\n"},
		"/manifest.webmanifest": {"application/manifest+json", `{"name":"Viewline","short_name":"Viewline","id":"/","start_url":"/","scope":"/","display":"minimal-ui","background_color":"#fbfaf7","theme_color":"#fbfaf7","icons":[{"src":"/static/icon.svg","sizes":"any","type":"image/svg+xml"}]}`},
	} {
		r := get(t, &endpoint{}, target)
		if got := body(t, r); r.StatusCode != http.StatusOK || r.Header.Get("Content-Type") != c.contentType || got != c.want {
			t.Errorf("%s: status %d, content type %q, %s", target, r.StatusCode, r.Header.Get("Content-Type"), got)
		}
		if again := get(t, &endpoint{}, target, "If-None-Match", r.Header.Get("ETag")); again.StatusCode != http.StatusNotModified {
			t.Errorf("%s again: status %d, want 304", target, again.StatusCode)
		}
		w := httptest.NewRecorder()
		web.NewHandlerWith((&endpoint{}).execute, slog.New(slog.DiscardHandler), web.Options{PublicURL: "https://views.example"}, fstest.MapFS{}).
			ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodPost, target, nil))
		if w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") != "GET, HEAD" {
			t.Errorf("POST %s: status %d, Allow %q", target, w.Code, w.Header().Get("Allow"))
		}
	}
	w := httptest.NewRecorder()
	web.NewHandlerWith((&endpoint{}).execute, slog.New(slog.DiscardHandler), web.Options{PublicURL: "https://views.example"}, fstest.MapFS{}).
		ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/robots.txt", nil))
	if !strings.Contains(w.Body.String(), "\nSitemap: https://views.example/sitemap.xml\n") {
		t.Errorf("the sitemap is not at the public address: %s", w.Body)
	}
	// The icon of the manifest, and the manifest of the pages, are there.
	var of struct{ Icons []struct{ Src, Type string } }
	if err := json.Unmarshal([]byte(body(t, get(t, &endpoint{}, "/manifest.webmanifest"))), &of); err != nil || len(of.Icons) != 1 {
		t.Fatalf("%v, %+v", err, of)
	}
	if r := get(t, &endpoint{}, of.Icons[0].Src); r.StatusCode != http.StatusOK || r.Header.Get("Content-Type") != of.Icons[0].Type {
		t.Errorf("%s: status %d, content type %q", of.Icons[0].Src, r.StatusCode, r.Header.Get("Content-Type"))
	}
	if page := body(t, get(t, &endpoint{}, "/none")); !strings.Contains(page, `<link rel="manifest" href="/manifest.webmanifest">`) {
		t.Errorf("no manifest in\n%s", page)
	}
}
