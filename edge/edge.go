// Package edge stands between the network and the handlers: it turns requests
// from other origins away or lets them in, compresses answers and measures
// them. [CORS], [Compress] and [Metrics] each wrap a handler.
package edge

import (
	"fmt"
	"mime"
	"net/http"
	"strings"

	"github.com/jub0bs/cors"
	"github.com/klauspost/compress/gzhttp"
)

// preflightSeconds is how long a browser may keep the answer to a preflight request.
const preflightSeconds = 600

// CORS lets pages of the listed origins, and of no others, read the answers (Fetch
// standard, CORS protocol). An origin is exact, such as "https://example.org:8443"; no
// origins, the default, means that only pages of this server may read the answers. An error
// names the origin that cannot be understood. The headers are those that requests may have
// beside what requests to the endpoint have.
func CORS(origins []string, headers ...string) (func(http.Handler) http.Handler, error) {
	if len(origins) == 0 {
		return func(next http.Handler) http.Handler { return next }, nil
	}
	for _, o := range origins {
		if strings.Contains(o, "*") {
			return nil, fmt.Errorf("origin %q; want exact origins, such as https://example.org", o)
		}
	}
	m, err := cors.NewMiddleware(cors.Config{
		Origins:         origins,
		Methods:         []string{http.MethodGet, http.MethodPost},
		RequestHeaders:  append([]string{"Content-Type", "If-None-Match"}, headers...),
		ResponseHeaders: []string{"ETag", "Retry-After"},
		MaxAgeInSeconds: preflightSeconds,
	})
	if err != nil {
		return nil, fmt.Errorf("origins %q: %w; want origins such as https://example.org", origins, err)
	}
	return m.Wrap, nil
}

// smallest is the size, in bytes, of the smallest answer that is compressed.
const smallest = 1024

// compressed lists the media types whose answers are compressed. Streams are not among
// them, nor what is compressed already.
var compressed = map[string]bool{
	"application/json": true, "application/graphql-response+json": true, "application/feed+json": true, "application/schema+json": true,
	"application/vnd.citationstyles.csl+json": true, "application/x-bibtex": true, "application/xml": true, "application/manifest+json": true,
	"application/atom+xml": true, "text/calendar": true, "text/html": true, "text/css": true, "text/plain": true, "text/markdown": true,
	"text/javascript": true, "application/javascript": true, "image/svg+xml": true,
}

// Compress compresses answers with zstd or gzip, as the client prefers (RFC 9110, section
// 12.5.3). A client that names both without a weight gets gzip: some programs of Node 20,
// graphql-codegen among them, name zstd and cannot read it. The strong ETag of a compressed
// answer ends in -zstd or -gzip; the handler sees conditions without that ending.
func Compress(next http.Handler) http.Handler {
	wrap, err := gzhttp.NewWrapper(
		gzhttp.MinSize(smallest), gzhttp.EnableZstd(true), gzhttp.PreferZstd(false),
		gzhttp.SuffixETag("-gzip"),
		gzhttp.ContentTypeFilter(func(contentType string) bool {
			t, _, err := mime.ParseMediaType(contentType)
			return err == nil && compressed[t]
		}))
	if err != nil {
		panic(err) // the options are constant
	}
	wrapped := wrap(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Upgrade") != "" {
			next.ServeHTTP(w, r)
			return
		}
		if condition := r.Header.Values("If-None-Match"); len(condition) > 0 {
			r = r.Clone(r.Context())
			r.Header["If-None-Match"] = plainly(condition)
		}
		wrapped(w, r)
	})
}

var plainTags = strings.NewReplacer(`-gzip"`, `"`, `-zstd"`, `"`)
