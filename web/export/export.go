// Package export turns what the pages show into files of other formats: the timeline into
// slides of TimelineJS and an iCalendar, every list into an Atom feed, papers into reading
// lists, and all addresses into a sitemap. It asks the public GraphQL endpoint only. [NewHandler] is its entry point.
package export

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"viewline/edge/etag"
	"viewline/version"
	"viewline/web/site"
)

// Options say how exports are served. The zero value has the defaults.
type Options struct {
	// Title is the name of the site; empty means [site.DefaultTitle].
	Title string
	// PublicURL is the origin at which readers find the site; empty means the origin of each
	// request.
	PublicURL string
	// PageSize is the largest page that the endpoint gives; 0 means 100.
	PageSize int
}

// format is a format that something is exported in, at an address of its own.
type format struct {
	path, contentType string // the path is a pattern of http.ServeMux
	write             func(context.Context, *exports, asked) ([]byte, error)
}

// most is how many appearances a file has at most that holds a whole timeline, the newest
// ones: a number that a reader's program can be expected to cope with.
const most = 5000

const atomType = "application/atom+xml"

var formats = []format{
	{"/timeline.json", "application/json", timelineOf(most, timelineJS)},
	{"/timeline.ics", "text/calendar; charset=utf-8", timelineOf(most, calendar)},
	{"/feed.atom", atomType, timelineOf(50, feed)},
	{"/people/feed.atom", atomType, peopleFeed},
	{"/people/{slug}/feed.atom", atomType, personFeed},
	{"/topics/feed.atom", atomType, topicsFeed},
	{"/topics/{slug}/feed.atom", atomType, topicFeed},
	{"/papers/feed.atom", atomType, papersFeed},
	{"/posts/feed.atom", atomType, postsFeed},
	{"/papers.bib", "application/x-bibtex; charset=utf-8", readingListOf(bibtex)},
	{"/papers.json", "application/vnd.citationstyles.csl+json", readingListOf(citations)},
	{"/sitemap.xml", "application/xml", sitemap},
}

// Paths are the paths that the handler serves, as patterns of http.ServeMux.
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
	o.Title = cmp.Or(o.Title, site.DefaultTitle)
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

// asked is what a request asks for, and the state of the corpus that the answer is of.
type asked struct {
	Site         string // its name
	Origin, Path string
	Query        url.Values
	Slug         string // of the person or the topic whose feed it is; empty for all others
	corpus
}

func (e *exports) serve(w http.ResponseWriter, r *http.Request, f format) error {
	a := asked{Site: e.options.Title, Origin: site.Origin(r, e.options.PublicURL), Path: r.URL.Path, Query: r.URL.Query(), Slug: r.PathValue("slug")}
	var err error
	if a.corpus, err = e.state(r.Context()); err != nil {
		return err
	}
	h := w.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "no-cache")
	tag := a.tag()
	h.Set("ETag", tag)
	if etag.Matches(r.Header.Values("If-None-Match"), tag) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	body, err := e.write(r.Context(), f, &a)
	if err != nil {
		return err
	}
	h.Set("ETag", a.tag())
	h.Set("Content-Type", f.contentType)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
	return nil
}

// tag is the ETag of what is asked for. It is a hash of the revision; of the time of the
// import, as a revision's number may come again after a restore; and of the program's
// version, since another version may write the format in another way. The name of the site is in it, too.
func (a asked) tag() string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%q\n%d\n%d\n%s%s?%s", version.String(), a.Site, a.Revision, a.ImportedAt.UnixMilli(), a.Origin, a.Path, a.Query.Encode()))
	return `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
}

// elsewhere is the error of a request that names a person or a topic in another way than by
// the slug: there is the address with the slug.
type elsewhere struct{ there string }

func (e *elsewhere) Error() string { return "it is at " + e.there }

// fail answers a request that failed. The reader is told what the endpoint said; all other
// errors go to the log alone.
func (e *exports) fail(w http.ResponseWriter, r *http.Request, err error) {
	w.Header().Del("ETag")
	if e, ok := errors.AsType[*elsewhere](err); ok {
		http.Redirect(w, r, e.there, http.StatusFound)
		return
	}
	refused, ok := errors.AsType[*site.Refusal](err)
	if !ok {
		e.log.ErrorContext(r.Context(), "export failed", "path", r.URL.Path, "error", err)
		refused = &site.Refusal{Status: http.StatusInternalServerError, Text: "something went wrong on the server"}
	}
	http.Error(w, refused.Text, refused.Status)
}
