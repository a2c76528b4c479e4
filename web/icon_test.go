package web_test

import (
	"bytes"
	"image"
	"image/png"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"viewline/web"
)

// The icon of the site is that of its pages, of the manifest, and of browsers that ask for one
// by its old address.
func TestIcon(t *testing.T) {
	var drawn bytes.Buffer
	if err := png.Encode(&drawn, image.NewGray(image.Rect(0, 0, 48, 32))); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		file             []byte
		at, kind, listed string
	}{
		"none": {nil, "/static/icon.svg", "image/svg+xml", `{"src":"/static/icon.svg","sizes":"any","type":"image/svg+xml"}`},
		"SVG":  {[]byte("<?xml version='1.0'?>\n<!-- a sign -->\n<svg xmlns='http://www.w3.org/2000/svg'/>"), "/icon", "image/svg+xml", `{"src":"/icon","sizes":"any","type":"image/svg+xml"}`},
		"PNG":  {drawn.Bytes(), "/icon", "image/png", `{"src":"/icon","sizes":"48x32","type":"image/png"}`},
	} {
		if err := web.CheckIcon(c.file); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		h := web.NewHandlerWith((&endpoint{}).execute, slog.New(slog.DiscardHandler), web.Options{Icon: c.file}, fstest.MapFS{})
		ask := func(target string) *httptest.ResponseRecorder {
			w := httptest.NewRecorder()
			h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, target, nil))
			return w
		}
		holds(t, ask("/none").Body.String(), `<link rel="icon" href="`+c.at+`" type="`+c.kind+`">`)
		holds(t, ask("/manifest.webmanifest").Body.String(), `"icons":[`+c.listed+`]`)
		for _, target := range []string{c.at, "/icon"} {
			got := ask(target)
			if got.Code != http.StatusOK || got.Header().Get("Content-Type") != c.kind || c.file != nil && !bytes.Equal(got.Body.Bytes(), c.file) {
				t.Errorf("%s at %s: status %d, content type %q, %d bytes", name, target, got.Code, got.Header().Get("Content-Type"), got.Body.Len())
			}
			if policy := got.Header().Get("Content-Security-Policy"); !strings.Contains(policy, "default-src 'none'") { // an SVG may hold a script
				t.Errorf("%s at %s: policy %q", name, target, policy)
			}
		}
		if got := ask("/favicon.ico"); got.Code != http.StatusFound || got.Header().Get("Location") != c.at {
			t.Errorf("%s: favicon.ico: status %d, to %q, want 302 to %s", name, got.Code, got.Header().Get("Location"), c.at)
		}
	}
	for _, bad := range []string{"", "GIF89a", "<html>", "\x89PNG\r\n\x1a\n"} {
		if err := web.CheckIcon([]byte(bad)); err == nil || !strings.Contains(err.Error(), "neither SVG nor PNG") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}
