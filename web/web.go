// Package web turns answers of the public GraphQL endpoint into pages for
// people: the timeline, which needs no script, and a console for queries of
// one's own. [NewHandler] is its entry point. It knows the endpoint and nothing
// below it, and its pages load nothing from elsewhere.
package web

import (
	"log/slog"
	"net/http"

	"viewline/web/site"
)

// policy lets a page load what this server has and nothing else, and lets no
// other site frame it (Content Security Policy Level 3).
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; " +
	"img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// pages answers requests for pages.
type pages struct {
	execute site.Executor
	log     *slog.Logger
	options Options
}

// Options say how the pages are served. The zero value has the defaults.
type Options struct {
	// PublicURL is the origin at which readers find the site; empty: that of
	// their request.
	PublicURL string
	// PageSize is the largest page that the endpoint gives; 0 means 100.
	PageSize int
}

// NewHandler serves /, /playground and what they load, below /static/. The
// pages' queries go to execute; the console in the browser sends its own to
// /query. What goes wrong on the server is written to the log.
func NewHandler(execute site.Executor, log *slog.Logger, o Options) http.Handler {
	p := &pages{execute, log, o}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", p.timeline)
	mux.HandleFunc("GET /playground", p.playground)
	mux.HandleFunc("GET /static/{name}", p.asset)
	mux.HandleFunc("GET /", p.notFound)
	return secured(mux)
}

func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		next.ServeHTTP(w, r)
	})
}

func (p *pages) playground(w http.ResponseWriter, _ *http.Request) {
	p.render(w, http.StatusOK, "playground", sampleQuery)
}

func (p *pages) notFound(w http.ResponseWriter, _ *http.Request) {
	p.render(w, http.StatusNotFound, "message", message{
		Title: "There is no such page",
		Text:  "The timeline and the playground are all there is.",
	})
}
