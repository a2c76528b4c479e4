// Package web turns answers of the public GraphQL endpoint into pages for
// people: the timeline, which needs no script, and a console for queries of
// one's own. [NewHandler] is its entry point. It knows the endpoint and nothing
// below it, and its pages load nothing from elsewhere.
package web

import (
	"cmp"
	"html/template"
	"io/fs"
	"log/slog"
	"net/http"
	"strings"

	"viewline/web/site"
	"viewline/web/words"
)

// policyFor is the Content Security Policy (Level 3) of pages: a page may load from this
// server alone, pictures from the hosts as well, and no site may frame it but for the
// embedders, which are origins.
func policyFor(imageHosts, embedders []string) string {
	ancestors := "'none'"
	if len(embedders) > 0 {
		ancestors = strings.Join(embedders, " ")
	}
	return "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; " +
		strings.Join(append([]string{"img-src 'self' data:"}, imageHosts...), " ") + "; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors " + ancestors
}

// pages answers requests for pages.
type pages struct {
	execute site.Executor
	log     *slog.Logger
	options Options
	bundle  map[string]asset // the playground; empty where it is not built
	sign    icon

	templates *templates
}

// Options say how the pages are served. The zero value has the defaults.
type Options struct {
	// Title is the name of the site; empty means [site.DefaultTitle].
	Title string
	// Icon is a file of SVG or PNG that [CheckIcon] takes: the icon of the site; nil means the
	// program's own.
	Icon []byte
	// PublicURL is the origin at which readers find the site; empty means the origin of each
	// request.
	PublicURL string
	// PageSize is the largest page that the endpoint gives; 0 means 100.
	PageSize int
	// Language is the language of readers who did not choose one; nil means the one that the
	// reader's browser asks for.
	Language *words.Language
	// SchemaHidden says that the endpoint refuses introspection, so that the playground cannot
	// show the schema.
	SchemaHidden bool
	// ImageHosts are the names of the hosts, in lower case, whose pictures pages show.
	ImageHosts []string
	// Embedders are the origins of the sites, in lower case, that may frame the pages below
	// /embed; none means that no site may.
	Embedders []string
	// Previews says that package preview draws a picture of each person and appearance.
	Previews bool
}

// NewHandler serves /, /search, /people/, /topics/, /papers/, /posts/, /playground and what they load, below /static/,
// frames for other sites below /embed, and what programs look for: /icon, /robots.txt,
// /manifest.webmanifest and /oembed. The pages'
// queries go to execute; the console in the browser sends its own to /query. Errors of the
// server are written to the log.
func NewHandler(execute site.Executor, log *slog.Logger, o Options) *Handler {
	folder, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err)
	}
	return newHandler(execute, log, o, folder)
}

// Handler answers at the addresses of the pages.
type Handler struct {
	http.Handler
	mux *http.ServeMux
}

// Route is the pattern of a request's address, such as /people/{slug}; / for one that is no
// page's.
func (h *Handler) Route(r *http.Request) string {
	_, pattern := h.mux.Handler(r)
	_, path, _ := strings.Cut(pattern, " ")
	return strings.TrimSuffix(path, "{$}")
}

// newHandler is NewHandler with the folder of the built playground.
func newHandler(execute site.Executor, log *slog.Logger, o Options, playground fs.FS) *Handler {
	o.Title = cmp.Or(o.Title, site.DefaultTitle)
	sign, err := iconOf(o.Icon)
	if err != nil {
		panic(err) // whoever starts the pages checks the icon
	}
	p := &pages{execute: execute, log: log, options: o, bundle: loadBundle(playground), sign: sign}
	p.templates = &templates{shown: p.shown, parsed: map[templateOf]*template.Template{}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", p.timeline)
	mux.HandleFunc("GET /search", p.search)
	mux.HandleFunc("GET /people", p.people)
	mux.HandleFunc("GET /people/{slug}", p.person)
	mux.HandleFunc("GET /people/{slug}/{date}", p.appearance)
	mux.HandleFunc("GET /topics", p.topics)
	mux.HandleFunc("GET /topics/{slug}", p.topic)
	mux.HandleFunc("GET /papers", p.papers)
	mux.HandleFunc("GET /papers/{slug}", p.paper)
	mux.HandleFunc("GET /posts", p.posts)
	mux.HandleFunc("GET /posts/{slug}", p.post)
	mux.HandleFunc("GET "+embedPath, p.embed)
	mux.HandleFunc("GET "+embedPath+"/people/{slug}", p.embedPerson)
	mux.HandleFunc("GET "+embedPath+"/topics/{slug}", p.embedTopic)
	mux.HandleFunc("GET /oembed", p.oembed)
	mux.HandleFunc("GET /playground", p.playground)
	mux.Handle("GET /favicon.ico", http.RedirectHandler(sign.Address, http.StatusFound)) // browsers ask for it on addresses that are not pages
	mux.HandleFunc("GET /icon", p.icon)
	mux.HandleFunc("GET /robots.txt", p.robots)
	mux.HandleFunc("GET /manifest.webmanifest", p.manifest)
	mux.HandleFunc("GET /static/{name}", p.asset)
	mux.HandleFunc("GET /static/playground/{name}", p.bundled)
	mux.HandleFunc("GET /", p.notFound)
	return &Handler{secured(mux, policyFor(o.ImageHosts, nil), policyFor(o.ImageHosts, o.Embedders)), mux}
}

// secured adds the headers of security to answers: the policy of frames for other sites to
// theirs, and policy to all others.
func secured(next http.Handler, policy, ofFrames string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		if framed(r.URL.Path) {
			h.Set("Content-Security-Policy", ofFrames)
		}
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		next.ServeHTTP(w, r)
	})
}
