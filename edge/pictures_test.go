package edge_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"viewline/edge"
	"viewline/picture"
)

// album has pictures by their names.
type album map[string]string

func (a album) Picture(_ context.Context, name string) ([]byte, error) {
	switch data, ok := a[name]; {
	case !ok:
		return nil, nil
	case data == "":
		return nil, errors.New("broken")
	case data == "away":
		return nil, errAway
	default:
		return []byte(data), nil
	}
}

var errAway = errors.New("away")

func TestPictures(t *testing.T) {
	name := picture.Name([]byte("bytes"), "png")
	broken := picture.Name([]byte("broken"), "webp")
	away := picture.Name([]byte("away"), "gif")
	isAway := func(err error) bool { return errors.Is(err, errAway) }
	h := edge.NewPictures(album{name: "bytes", broken: "", away: "away", "secret": "no picture"}, isAway, slog.New(slog.DiscardHandler))
	ask := func(method, path string, header ...string) *http.Response {
		r := httptest.NewRequestWithContext(t.Context(), method, path, nil)
		for i := 0; i+1 < len(header); i += 2 {
			r.Header.Set(header[i], header[i+1])
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w.Result()
	}
	const tag = "If-None-Match"
	for _, c := range []struct {
		method, path string
		header       []string
		status       int
		body         string
	}{
		{http.MethodGet, picture.Path(name), nil, 200, "bytes"},
		{http.MethodHead, picture.Path(name), nil, 200, ""},
		{http.MethodGet, picture.Path(name), []string{tag, `"` + name + `"`}, 304, ""},
		{http.MethodGet, picture.Path(name), []string{tag, `"other"`}, 200, "bytes"},
		{http.MethodGet, picture.Path(name), []string{"Range", "bytes=1-2"}, 206, "yt"},
		{http.MethodGet, picture.Path(picture.Name([]byte("other"), "png")), nil, 404, "there is no such picture\n"},
		{http.MethodGet, picture.Path(strings.TrimSuffix(name, "png") + "jpg"), nil, 404, "there is no such picture\n"},
		{http.MethodGet, picture.Path("secret"), nil, 404, "there is no such picture\n"},
		{http.MethodGet, picture.Path(""), nil, 404, "there is no such picture\n"},
		{http.MethodGet, picture.Path(broken), nil, 500, "something went wrong on the server\n"},
		{http.MethodGet, picture.Path(away), nil, 503, "the database cannot be reached right now\n"},
	} {
		r := ask(c.method, c.path, c.header...)
		body, err := io.ReadAll(r.Body)
		if err != nil || r.StatusCode != c.status || string(body) != c.body {
			t.Errorf("%s %s %q: %d %q, %v; want %d %q", c.method, c.path, c.header, r.StatusCode, body, err, c.status, c.body)
		}
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox",
		} {
			if got := r.Header.Get(name); got != want {
				t.Errorf("%s: %s %q; want %q", c.path, name, got, want)
			}
		}
		cached := map[string]string{"Cache-Control": "public, max-age=31536000, immutable", "Etag": `"` + name + `"`, "Content-Type": "image/png"}
		if c.status >= 400 {
			cached = map[string]string{"Cache-Control": "", "Etag": "", "Content-Type": "text/plain; charset=utf-8"}
		}
		for name, want := range cached {
			if got := r.Header.Get(name); got != want && (name != "Content-Type" || c.status != 304) {
				t.Errorf("%s: %s %q; want %q", c.path, name, got, want)
			}
		}
	}
}
