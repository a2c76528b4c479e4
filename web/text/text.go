// Package text turns the pages into Markdown, for programs and for people who read them in a
// terminal: the author's own words, and little beside. It asks the public GraphQL endpoint
// only. [NewHandler] and [Either] are its entry points.
package text

import (
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"strings"

	"viewline/edge/etag"
	"viewline/web/site"
)

// Options say how the pages are served. The zero value has the defaults.
type Options struct {
	// Title is the name of the site; empty means [site.DefaultTitle].
	Title string
	// PublicURL is the origin at which readers find the site; empty means the origin of each
	// request.
	PublicURL string
	// PageSize is the largest page that the endpoint gives; 0 means 100.
	PageSize int
	// Tools and Schema say whether the addresses /mcp and /schema.graphql are there.
	Tools, Schema bool
}

// mostPerPage is the largest page that the endpoint gives by default.
const mostPerPage = 100

// ending is what the address of a page has at its end where it is asked for as Markdown.
const ending = ".md"

type pages struct {
	execute site.Executor
	log     *slog.Logger
	options Options
}

// request is a request for one page. Its methods write the page.
type request struct {
	*pages
	*http.Request
	origin string
	page   *writer
}

// paths are the patterns of http.ServeMux for the paths of pages without their ending.
var paths = map[string]func(*request) error{
	"/{$}":                  (*request).timeline,
	"/index":                (*request).timeline,
	"/people":               (*request).people,
	"/people/{slug}":        (*request).person,
	"/people/{slug}/{date}": (*request).appearance,
	"/topics":               (*request).topics,
	"/topics/{slug}":        (*request).topic,
	"/papers":               (*request).papers,
	"/papers/{slug}":        (*request).paper,
	"/posts":                (*request).posts,
	"/posts/{slug}":         (*request).post,
	"/llms.txt":             (*request).site,
}

// NewHandler serves the pages as Markdown, each at its path with ".md" behind it, the start
// page at /index.md, and /llms.txt, which tells programs what there is. Errors of the server
// are written to the log.
func NewHandler(execute site.Executor, log *slog.Logger, o Options) http.Handler {
	o.Title = cmp.Or(o.Title, site.DefaultTitle)
	p := &pages{execute, log, o}
	mux := http.NewServeMux()
	for pattern, write := range paths {
		mux.HandleFunc("GET "+pattern, func(w http.ResponseWriter, r *http.Request) { p.serve(w, r, write) })
		mux.HandleFunc(pattern, func(w http.ResponseWriter, _ *http.Request) { // "/" below would take the other methods
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
		})
	}
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "there is no such page", http.StatusNotFound)
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Content-Type-Options", "nosniff")
		r = r.Clone(r.Context())
		r.URL.Path, r.URL.RawPath = strings.TrimSuffix(r.URL.Path, ending), strings.TrimSuffix(r.URL.RawPath, ending)
		mux.ServeHTTP(w, r)
	})
}

// known has the paths that are there both as a page and as Markdown.
var known = func() *http.ServeMux {
	mux := http.NewServeMux()
	for pattern := range paths {
		if pattern != "/index" && pattern != "/llms.txt" {
			mux.Handle(pattern, http.NotFoundHandler())
		}
	}
	return mux
}()

// Either has a request answered by markdown, which is a handler of [NewHandler], where its
// path ends in ".md" or its header Accept prefers Markdown, and by page otherwise. Where an
// address has both, the answer varies by Accept and tells of the address of the Markdown.
func Either(markdown, page http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ending) {
			markdown.ServeHTTP(w, r)
			return
		}
		if _, pattern := known.Handler(r); pattern == "" {
			page.ServeHTTP(w, r)
			return
		}
		w.Header().Add("Vary", "Accept")
		if !preferred(r.Header.Values("Accept")) {
			w.Header().Add("Link", "<"+at(r.URL.EscapedPath())+`>; rel="alternate"; type="text/markdown"`)
			page.ServeHTTP(w, r)
			return
		}
		r = r.Clone(r.Context())
		r.URL.Path, r.URL.RawPath = at(r.URL.Path), ""
		markdown.ServeHTTP(w, r)
	})
}

// at is where the page of a path is as Markdown.
func at(path string) string {
	if path == "/" {
		return "/index" + ending
	}
	return path + ending
}

func (p *pages) serve(w http.ResponseWriter, r *http.Request, write func(*request) error) {
	q := &request{p, r, site.Origin(r, p.options.PublicURL), new(writer)}
	q.page.origin = q.origin
	if err := write(q); err != nil {
		p.fail(w, r, err)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/markdown; charset=utf-8")
	h.Set("Cache-Control", "no-cache")
	text := strings.ToValidUTF8(q.page.String(), "\uFFFD")
	sum := sha256.Sum256([]byte(text))
	tag := `"md-` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
	h.Set("ETag", tag)
	if etag.Matches(r.Header.Values("If-None-Match"), tag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	_, _ = w.Write([]byte(text)) // fails only where the reader is gone
}

// elsewhere is the error of a request that names something in another way than by its own
// address.
type elsewhere struct{ path string }

func (e *elsewhere) Error() string { return "it is at " + e.path }

// errMissing is the error of a request for something that is not there.
var errMissing = errors.New("nothing on record goes by that name")

// fail answers a request that failed. The reader is told what the endpoint said; all other
// errors go to the log alone.
func (p *pages) fail(w http.ResponseWriter, r *http.Request, err error) {
	if there, ok := errors.AsType[*elsewhere](err); ok {
		to := url.URL{Path: there.path + ending, RawQuery: r.URL.RawQuery}
		http.Redirect(w, r, to.String(), http.StatusFound)
		return
	}
	if errors.Is(err, errMissing) {
		http.Error(w, err.Error(), http.StatusNotFound)
		return
	}
	refused, ok := errors.AsType[*site.Refusal](err)
	if !ok {
		p.log.ErrorContext(r.Context(), "page failed", "path", r.URL.Path, "error", err)
		refused = &site.Refusal{Status: http.StatusInternalServerError, Text: "something went wrong on the server"}
	}
	http.Error(w, refused.Text, refused.Status)
}
