// Package export turns a filtered timeline into files of other formats: slides
// of TimelineJS, an iCalendar and an Atom feed. It asks the public GraphQL
// endpoint only. [NewHandler] is its entry point.
package export

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"viewline/edge/etag"
	"viewline/version"
	"viewline/web/site"
)

// Options say how exports are served. The zero value has the defaults.
type Options struct {
	// PublicURL is the origin at which readers find the site; empty means the origin of each
	// request.
	PublicURL string
	// PageSize is the largest page that the endpoint gives; 0 means 100.
	PageSize int
}

// format is a format that a timeline is exported in.
type format struct {
	path, contentType string
	most              int // how many appearances a file has at most: the newest ones
	write             func(view) ([]byte, error)
}

// The feed tells what is new. The other formats hold the whole timeline, up to the number
// of appearances that a reader's program can be expected to cope with.
var formats = []format{
	{"/timeline.json", "application/json", 5000, timelineJS},
	{"/timeline.ics", "text/calendar; charset=utf-8", 5000, calendar},
	{"/feed.atom", "application/atom+xml", 50, feed},
}

// Paths are the paths that the handler serves.
func Paths() []string {
	var paths []string
	for _, f := range formats {
		paths = append(paths, f.path)
	}
	return paths
}

type exports struct {
	execute site.Executor
	log     *slog.Logger
	options Options
}

// NewHandler serves [Paths], each narrowed by the filter in its address. Errors of the
// server are written to the log.
func NewHandler(execute site.Executor, log *slog.Logger, o Options) http.Handler {
	e := &exports{execute, log, o}
	mux := http.NewServeMux()
	for _, f := range formats {
		mux.HandleFunc("GET "+f.path, func(w http.ResponseWriter, r *http.Request) {
			if err := e.serve(w, r, f); err != nil {
				e.fail(w, r, err)
			}
		})
	}
	return mux
}

func (e *exports) serve(w http.ResponseWriter, r *http.Request, f format) error {
	v := view{
		Filter: site.ReadFilter(r.URL.Query()),
		Origin: site.Origin(r, e.options.PublicURL),
		Path:   f.path,
	}
	state, err := e.state(r.Context())
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "no-cache")
	tag := tagOf(v, state)
	h.Set("ETag", tag)
	if etag.Matches(r.Header.Values("If-None-Match"), tag) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	if err := e.read(r.Context(), &v, f.most); err != nil {
		return err
	}
	h.Set("ETag", tagOf(v, corpus{Revision: v.Revision, ImportedAt: v.ImportedAt}))
	body, err := f.write(v)
	if err != nil {
		return fmt.Errorf("write %s: %w", f.path, err)
	}
	h.Set("Content-Type", f.contentType)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
	return nil
}

// tagOf is the ETag of a view of the corpus in a format. It is a hash of the revision; of
// the time of the import, as a revision's number may come again after a restore; and of the
// program's version, since another version may write the format in another way.
func tagOf(v view, of corpus) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%d\n%d\n%s\n%s", version.String(), of.Revision, of.ImportedAt.UnixMilli(), v.Origin, v.Self()))
	return `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
}

// fail answers a request that failed. The reader is told what the endpoint said; all other
// errors go to the log alone.
func (e *exports) fail(w http.ResponseWriter, r *http.Request, err error) {
	refused, ok := errors.AsType[*site.Refusal](err)
	if !ok {
		e.log.ErrorContext(r.Context(), "export failed", "path", r.URL.Path, "error", err)
		refused = &site.Refusal{Status: http.StatusInternalServerError, Text: "something went wrong on the server"}
	}
	w.Header().Del("ETag")
	http.Error(w, refused.Text, refused.Status)
}
