package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"net/http"
	"path"
	"time"
)

//go:embed static
var staticFiles embed.FS

// contentTypes holds the kinds of asset there are. The host's own table is not
// asked: it differs from one machine to the next.
var contentTypes = map[string]string{
	".css":     "text/css; charset=utf-8",
	".graphql": "text/plain; charset=utf-8",
	".js":      "text/javascript; charset=utf-8",
	".svg":     "image/svg+xml",
}

type asset struct {
	body              []byte
	contentType, etag string
}

var assets = loadAssets()

func loadAssets() map[string]asset {
	const dir = "static"
	entries, err := staticFiles.ReadDir(dir)
	if err != nil {
		panic(fmt.Errorf("read assets: %w", err)) // they are part of the program
	}
	all := make(map[string]asset, len(entries))
	for _, e := range entries {
		body, err := staticFiles.ReadFile(path.Join(dir, e.Name()))
		if err != nil {
			panic(fmt.Errorf("read asset %q: %w", e.Name(), err))
		}
		contentType, ok := contentTypes[path.Ext(e.Name())]
		if !ok {
			panic(fmt.Errorf("asset %q: no content type for it", e.Name()))
		}
		sum := sha256.Sum256(body)
		all[e.Name()] = asset{body, contentType, `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`}
	}
	return all
}

// asset serves a file of static/. A browser may keep it, but asks each time
// whether it is still the same.
func (p *pages) asset(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	a, ok := assets[name]
	if !ok {
		p.notFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", a.contentType)
	h.Set("ETag", a.etag)
	h.Set("Cache-Control", "no-cache")
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(a.body))
}
