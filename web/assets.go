package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"embed"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"
)

//go:embed static
var staticFiles embed.FS

// contentTypes are the content types of assets, by the extension of the file. The host's
// own table of types is not used: it differs from one machine to the next.
var contentTypes = map[string]string{
	".css":     "text/css; charset=utf-8",
	".graphql": "text/plain; charset=utf-8",
	".js":      "text/javascript; charset=utf-8",
	".svg":     "image/svg+xml",
	".ttf":     "font/ttf",
	".txt":     "text/plain; charset=utf-8",
}

// asset is a file that pages load.
type asset struct {
	body              []byte
	compressed        bool // with gzip (RFC 1952)
	contentType, etag string
}

var assets = loadStatic()

func loadStatic() map[string]asset {
	folder, err := fs.Sub(staticFiles, "static")
	if err != nil {
		panic(err)
	}
	files, err := fs.Glob(folder, "*")
	if err != nil {
		panic(err)
	}
	return loadAssets(folder, files)
}

// loadAssets reads files that are part of the program. The assets are keyed by the name of
// the file; a compressed one by its name without ".gz".
func loadAssets(folder fs.FS, files []string) map[string]asset {
	all := make(map[string]asset, len(files))
	for _, file := range files {
		body, err := fs.ReadFile(folder, file)
		if err != nil {
			panic(fmt.Errorf("read asset %q: %w", file, err))
		}
		name, compressed := strings.CutSuffix(file, ".gz")
		contentType, ok := contentTypes[path.Ext(name)]
		if !ok {
			panic(fmt.Errorf("asset %q: no content type for it", file))
		}
		all[name] = asset{body, compressed, contentType, tagOf(body)}
	}
	return all
}

// Operations are the texts of the operations that the scripts of the pages ask, but for those
// of the playground.
func Operations() []string {
	var texts []string
	for name, a := range assets {
		if path.Ext(name) == ".graphql" && name != "introspection.graphql" {
			texts = append(texts, string(a.body))
		}
	}
	return texts
}

// asset serves a file of static/.
func (p *pages) asset(w http.ResponseWriter, r *http.Request) {
	a, ok := assets[r.PathValue("name")]
	if !ok {
		p.notFound(w, r)
		return
	}
	p.send(w, r, a)
}

// send answers with an asset. A browser may keep it, but asks each time whether
// it is still the same.
func (p *pages) send(w http.ResponseWriter, r *http.Request, a asset) {
	h := w.Header()
	h.Set("Content-Type", a.contentType)
	h.Set("Cache-Control", "no-cache")
	h.Set("ETag", a.etag)
	body := a.body
	if a.compressed {
		h.Add("Vary", "Accept-Encoding")
		if takesGzip(r) {
			h.Set("Content-Encoding", "gzip")
		} else {
			h.Set("ETag", strings.TrimSuffix(a.etag, `"`)+`-plain"`)
			body = p.inflate(r.Context(), a)
		}
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

// takesGzip reports whether a client says that it takes gzip (RFC 9110, section 12.5.3). A
// client that sends only `*` gets the plain file.
func takesGzip(r *http.Request) bool {
	for coding := range strings.SplitSeq(strings.Join(r.Header.Values("Accept-Encoding"), ","), ",") {
		name, parameter, _ := strings.Cut(coding, ";")
		if !strings.EqualFold(strings.TrimSpace(name), "gzip") {
			continue
		}
		weight, weighed := strings.CutPrefix(strings.TrimSpace(parameter), "q=")
		return !weighed || strings.Trim(weight, "0.") != ""
	}
	return false
}

// inflate is the plain form of a compressed asset.
func (p *pages) inflate(ctx context.Context, a asset) []byte {
	r, err := gzip.NewReader(bytes.NewReader(a.body))
	if err != nil {
		p.log.ErrorContext(ctx, "asset is damaged", "error", err)
		return nil
	}
	body, err := io.ReadAll(r)
	if err != nil {
		p.log.ErrorContext(ctx, "asset is damaged", "error", err)
	}
	return body
}
