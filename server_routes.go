package main

import (
	"context"
	_ "embed"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"viewline/edge"
	"viewline/edge/budget"
	"viewline/graph"
	"viewline/graph/limit"
	"viewline/graph/transport"
	"viewline/live"
	"viewline/mcp"
	"viewline/picture"
	"viewline/signals"
	"viewline/store"
	"viewline/store/observed"
	"viewline/web"
	"viewline/web/export"
	"viewline/web/preview"
	"viewline/web/site"
	"viewline/web/text"
)

// service answers at all addresses of the program, from one database.
type service struct {
	mux      *http.ServeMux
	query    http.Handler // of /query
	endpoint *transport.Handler
	pages    *web.Handler
	metrics  *edge.Metrics
	allow    func(http.Handler) http.Handler // lets pages of the allowed origins read answers
}

// newService makes a service that follows the store until ctx is done.
func newService(ctx context.Context, st store.Store, s settings, log *slog.Logger) (*service, error) {
	feed := live.Follow(ctx, st, log)
	if s.observing.metrics == nil {
		s.observing.metrics = edge.NewMetrics()
	}
	s.graph.Observer = s.observer()
	seen := observed.New(st, s.graph.Observer)
	s.graph.Repeatable, s.graph.PublicURL = edge.Repeatable, s.site.publicURL
	s.graph.Total = budget.NewTotal(inFlight * int64(s.graph.Answer))
	allow, err := edge.CORS(s.origins)
	if err != nil {
		return nil, err
	}
	v := &service{mux: http.NewServeMux(), endpoint: graph.NewHandler(seen, feed, log, s.graph), metrics: s.observing.metrics, allow: allow}
	v.metrics.Tell(v.state(st, feed))
	v.routes(seen, feed, s, log)
	if !s.mcp {
		return v, nil
	}
	tools, err := toolsHandler(v.endpoint, s, log)
	if err != nil {
		return nil, err
	}
	v.mux.Handle("/mcp", v.metrics.Measure("mcp", tools))
	return v, nil
}

// routes adds the handlers of all addresses, but for that of the tools.
func (v *service) routes(st store.Reader, feed *live.Feed, s settings, log *slog.Logger) {
	mux, endpoint, metrics, allow := v.mux, v.endpoint, v.metrics, v.allow
	answers := edge.NewAnswers(s.answers, feed.Recent)
	answers.Keeps, answers.Stale, answers.Total, answers.Metrics = feed.Keeps, feed.Stale, s.graph.Total, metrics
	answers.Language = s.site.language.of
	v.query = metrics.Measure("query", edge.TellStrangers(log, s.site.publicURL, s.origins, allow(answers.Keep(endpoint, edge.Compress))))
	mux.Handle("/query", v.query)
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "ok\n") })
	mux.Handle("GET /readyz", ready(feed.Ready))
	if s.debugAddr == "" {
		mux.Handle("GET /metrics", metrics.Handler())
	}
	exports := export.NewHandler(site.Over(ofPages(endpoint)), log, export.Options{Title: s.site.title, PublicURL: s.site.publicURL, PageSize: s.graph.PageSize})
	for _, path := range export.Paths() {
		mux.Handle(path, metrics.Measure("exports", allow(answers.KeepPages(exports, edge.Compress))))
	}
	if !s.graph.Limits.Production {
		mux.Handle("GET /schema.graphql", metrics.Measure("schema", allow(edge.Compress(http.HandlerFunc(serveSchema)))))
	}
	mux.Handle("GET "+schemaFolder+"{name}", metrics.Measure("schema", edge.Compress(http.HandlerFunc(serveJSONSchema))))
	mux.Handle("GET "+picture.Folder, metrics.Measure("pictures", edge.NewPictures(st, isAway, log)))
	execute := site.Over(ofPages(endpoint))
	if s.site.asking != nil {
		execute = s.site.asking(execute)
	}
	pages := web.NewHandler(execute, log, web.Options{
		Title: s.site.title, Icon: s.site.iconFile, PublicURL: s.site.publicURL, PageSize: s.graph.PageSize, Language: s.site.language.own, SchemaHidden: s.graph.Limits.Production,
		ImageHosts: s.site.imageHosts, Embedders: s.site.embedders, Previews: s.previews.font != nil,
	})
	v.pages = pages
	if s.previews.font != nil {
		pictures := preview.NewHandler(site.Over(ofPages(endpoint)), log, preview.Options{Title: s.site.title, Font: s.previews.font})
		for _, path := range preview.Paths() {
			mux.Handle("GET "+path, metrics.Measure("previews", answers.KeepPages(pictures, edge.Compress)))
		}
	}
	markdown := answers.KeepPages(text.NewHandler(site.Over(ofPages(endpoint)), log, text.Options{
		Title: s.site.title, PublicURL: s.site.publicURL, PageSize: s.graph.PageSize, Tools: s.mcp, Schema: !s.graph.Limits.Production,
	}), edge.Compress)
	mux.Handle("/llms.txt", metrics.Measure("pages", markdown))
	mux.Handle("/", metrics.Measure("pages", text.Either(markdown, answers.KeepPages(pages, edge.Compress))))
	for _, path := range []string{"/static/", "/playground", "/icon", "/robots.txt", "/manifest.webmanifest"} { // which depend on no state
		mux.Handle(path, metrics.Measure("pages", edge.Compress(pages)))
	}
}

// ServeHTTP answers a request. Requests for the endpoint do not go through the mux: it
// looks for the route of a path, which takes a tenth of the handlers' time for a kept answer.
func (v *service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/query" && r.URL.RawPath == "" {
		v.query.ServeHTTP(w, r)
		return
	}
	v.mux.ServeHTTP(w, r)
}

// state is what the service knows of itself, for its metrics.
func (v *service) state(st store.Reader, feed *live.Feed) edge.State {
	s := edge.State{Revision: feed.Revision, Ready: feed.Ready, ImportedAt: feed.ImportedAt, Load: v.endpoint.Load, Parsed: v.endpoint.Parsed}
	if engine, ok := st.(interface {
		Pool() signals.Pool
		Documents() signals.Cache
	}); ok {
		s.Pool, s.Documents = engine.Pool, engine.Documents
	}
	return s
}

// route is the pattern of a request's address, for traces; empty for those that are not traced:
// what only looks whether the server is well, and files that never change.
func (v *service) route(r *http.Request) string {
	_, pattern := v.mux.Handler(r)
	if _, path, found := strings.Cut(pattern, " "); found {
		pattern = path
	}
	switch pattern {
	case "/healthz", "/readyz", "/metrics", "/static/":
		return ""
	case "/":
		return v.pages.Route(r)
	}
	return pattern
}

// ofPages is the handler for what pages and exports ask, which may cost more than what clients
// may ask: with a low --max-cost there are pages all the same.
func ofPages(endpoint *transport.Handler) http.Handler {
	own := endpoint.Own()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		own.ServeHTTP(w, r.WithContext(limit.Own(r.Context())))
	})
}

// mcpHeaders are the headers that programs in browsers send to /mcp.
var mcpHeaders = []string{"Mcp-Protocol-Version", "Mcp-Session-Id", "Mcp-Method", "Mcp-Name", "Last-Event-Id"}

// toolsHandler is the handler of /mcp.
func toolsHandler(endpoint *transport.Handler, s settings, log *slog.Logger) (http.Handler, error) {
	allow, err := edge.CORS(s.origins, mcpHeaders...)
	if err != nil {
		return nil, err
	}
	tools, err := mcp.New(site.Over(endpoint.Own()), log, mcp.Options{
		Title: s.site.title, PublicURL: s.site.publicURL, Origins: s.origins, Body: s.graph.Body, Total: s.graph.Total,
	}).Handler()
	if err != nil {
		return nil, err
	}
	return allow(edge.Compress(tools)), nil
}

// ready answers 200 where the database can be used, else 503 with the reason.
func ready(reason func() error) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		if err := reason(); err != nil {
			http.Error(w, "not ready: "+err.Error(), http.StatusServiceUnavailable)
			return
		}
		_, _ = io.WriteString(w, "ok\n")
	}
}

// schemaText is the schema in the schema definition language of GraphQL (section 3).
//
//go:embed schema.graphqls
var schemaText string

// serveSchema answers with the schema, for tools that generate code from it.
func serveSchema(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8") // no media type is registered for the language
	w.Header().Set("Cache-Control", "no-cache")
	http.ServeContent(w, r, "", time.Time{}, strings.NewReader(schemaText))
}
