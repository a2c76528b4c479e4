// Viewline turns posts about what people said, and when, into a timeline that
// anybody can read and query. This program serves it: the GraphQL endpoint of
// package graph, and the pages of package web, which know that endpoint only.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"viewline/cli"
	"viewline/edge"
	"viewline/edge/budget"
	"viewline/edge/rate"
	"viewline/graph"
	"viewline/graph/limit"
	"viewline/graph/transport"
	"viewline/live"
	"viewline/picture"
	"viewline/store"
	"viewline/store/engine"
	"viewline/web"
	"viewline/web/export"
	"viewline/web/site"
	"viewline/web/text"
)

const program = "viewline"

const help = `Serves the timeline: pages, a playground and the GraphQL endpoint.

Usage: viewline [flags]
       viewline mcp [flags]      the tools of /mcp on standard input and output
       viewline health [flags]   whether the server on this machine is ready
       viewline build DIR        the whole site as files for any web server

%s
%s
Examples:
  viewline
  viewline --content ./posts --data /var/lib/viewline
  viewline --mongodb-uri mongodb://localhost:27017 --addr :8080

Exit codes: 0 stopped; 1 something failed, such as a port that is in use;
  2 wrong use; 3 the database could not be reached.
`

// defaultAddr is where the server listens unless told otherwise.
const defaultAddr = "127.0.0.1:8080"

// stopWithin is how long requests in flight may take to end once the server is told to
// stop.
const stopWithin = 10 * time.Second

// settings are what the command line asks for.
type settings struct {
	help       bool
	about      cli.About
	addr       string
	debugAddr  string // empty means that there is no listener for profiles
	studioAddr string // empty means that there is no studio
	engine     engine.Config
	site       siteSettings
	mcp        bool // whether /mcp is served
	log        logSettings
	contentSettings
	limits
}

// garbageBudget is by how many bytes the heap may grow before the garbage collector runs.
// bench/README.md says how much time that saves.
const garbageBudget = 128 << 20

func main() {
	ballast := cli.Ballast(garbageBudget)
	ctx, stop := signal.NotifyContext(context.Background(), cli.Signals()...)
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	code := run(ctx, os.Args[1:], cli.Environment(os.Environ()), os.Stdout, os.Stderr)
	runtime.KeepAlive(ballast)
	os.Exit(code)
}

// run is the whole program: it serves until ctx is done, and returns the exit code. The
// server's address goes to stdout; diagnostics and the log go to stderr.
func run(ctx context.Context, args []string, env cli.Environment, stdout, stderr io.Writer) int {
	if len(args) > 0 {
		switch args[0] {
		case "mcp":
			return runMCP(ctx, args[1:], env, os.Stdin, os.Stdout, stderr)
		case "build":
			return runBuild(ctx, args[1:], env, stdout, stderr)
		case "health":
			return runHealth(ctx, args[1:], env, stdout, stderr)
		}
	}
	s, usage, err := parse(args, env)
	switch {
	case err != nil:
		cli.Complain(stderr, program, err)
		return cli.ExitUsage
	case s.help:
		_, _ = io.WriteString(stdout, usage)
		return cli.ExitDone
	case s.about.Asked():
		s.about.Print(stdout, program)
		return cli.ExitDone
	}
	warn(stderr, env)
	st, err := engine.Open(ctx, s.engine)
	if err != nil {
		cli.Complain(stderr, program, err)
		return cli.ExitUnavailable
	}
	if err := errors.Join(start(ctx, st, s, stdout, stderr), st.Close()); err != nil {
		cli.Complain(stderr, program, err)
		if isAway(err) {
			return cli.ExitUnavailable
		}
		return cli.ExitFailed
	}
	return cli.ExitDone
}

// warn prints a warning for each variable that looks like one of this program's, and is not.
func warn(stderr io.Writer, env cli.Environment) {
	for _, warning := range env.Unknown() {
		cli.Complain(stderr, program, errors.New(warning))
	}
}

// parse reads the command line. An error says what is wrong with it.
func parse(args []string, env cli.Environment) (s settings, usage string, err error) {
	f := pflag.NewFlagSet(program, pflag.ContinueOnError)
	f.SortFlags = false
	f.StringVar(&s.addr, "addr", defaultAddr, "`host:port` to listen on; port 0 takes a free one")
	f.StringVar(&s.debugAddr, "debug-addr", "", "`host:port` on this machine for profiles of the process and for\n/metrics, which --addr then has no more; none if absent")
	cli.StoreFlags(f, &s.engine)
	s.contentSettings.flags(f)
	f.StringVar(&s.studioAddr, "studio", "", "`host:port` on this machine for pages that show what is understood\nof the posts below --content; none if absent")
	s.site.flags(f)
	s.sourceURLFlag(f)
	f.BoolVar(&s.mcp, "mcp", true, "answer programs of the Model Context Protocol at /mcp")
	s.limits.flags(f)
	s.log.flags(f)
	s.about.Flags(f)
	f.BoolVarP(&s.help, "help", "h", false, "print this help")
	usage = fmt.Sprintf(help, strings.ReplaceAll(f.FlagUsagesWrapped(80), "[=true|false]", "             "), cli.Variables(f))
	if err := cli.Parse(f, &s.engine, args, env); err != nil {
		return s, usage, err
	}
	s.engine.Documents, s.engine.Reads = s.documents, s.graph.Operations
	s.settle(f, s.engine)
	return s, usage, cli.Explain(f, s.check(f.Args()))
}

// check returns an error for the first setting that is wrong, and for an argument that is
// no flag.
func (s *settings) check(rest []string) error {
	if s.help || s.about.Asked() {
		return nil
	}
	if len(rest) > 0 {
		return fmt.Errorf("%q is no flag; name a folder of posts with --content, or load it with the loader", rest[0])
	}
	if _, _, err := net.SplitHostPort(s.addr); err != nil {
		return fmt.Errorf("--addr %q; want host:port, such as 127.0.0.1:8080", s.addr)
	}
	if err := checkLocalAddr("debug-addr", s.debugAddr); err != nil {
		return err
	}
	if err := s.checkStudio(); err != nil {
		return err
	}
	if err := s.site.check(); err != nil {
		return err
	}
	if err := s.log.check(); err != nil {
		return err
	}
	if err := s.checkSourceURL(); err != nil {
		return err
	}
	if err := s.limits.check(); err != nil {
		return err
	}
	if err := s.readOperations(); err != nil {
		return err
	}
	return s.contentSettings.check()
}

func (s *settings) sourceURLFlag(f *pflag.FlagSet) {
	f.StringVar(&s.graph.SourceURL, "source-url", "", "`address` of a line of a post, such as\nhttps://example.org/{path}#L{line}; none if absent")
}

func (s *settings) checkSourceURL() error {
	if s.graph.SourceURL == "" {
		return nil
	}
	u, err := url.Parse(strings.NewReplacer("{path}", "path", "{line}", "1").Replace(s.graph.SourceURL))
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") || !strings.Contains(s.graph.SourceURL, "{path}") {
		return fmt.Errorf("--source-url %q; want an address with {path} and {line}, such as https://github.com/me/posts/blob/main/{path}#L{line}", s.graph.SourceURL)
	}
	return nil
}

// start starts the server, and serves until ctx is done.
func start(ctx context.Context, st store.Store, s settings, stdout, stderr io.Writer) error {
	listener, err := listen(ctx, "addr", s.addr)
	if err != nil {
		return err
	}
	defer func() { _ = listener.Close() }() // for a start that fails before the server has the listener
	debugging, err := listenLocal(ctx, "debug-addr", s.debugAddr)
	if err != nil {
		return err
	}
	defer debugging.close()
	studying, err := listenLocal(ctx, "studio", s.studioAddr)
	if err != nil {
		return err
	}
	defer studying.close()
	imports, err := importContent(ctx, st, s.contentSettings, stdout, stderr)
	if err != nil {
		return err
	}
	defer imports.end()
	log := s.log.logger(stderr)
	server, metrics, streams, err := newServer(ctx, st, s, listener.Addr(), log)
	if err != nil {
		return err
	}
	if debugging != nil {
		debugging.begin(metrics.Debug(), "profiles are", log)
	}
	defer beginStudio(ctx, studying, s, listener.Addr(), log)()
	announce(stdout, listener.Addr(), debugging, studying)
	return serve(ctx, server, listener, streams)
}

// announce prints the addresses of the server.
func announce(stdout io.Writer, addr net.Addr, debugging, studying *localListener) {
	host := hostOf(addr)
	places := [][2]string{{"timeline", host + "/"}, {"playground", host + "/playground"}, {"endpoint", host + "/query"}}
	if debugging != nil {
		places = append(places, [2]string{"debug", debugging.Addr().String() + "/debug/pprof/"})
	}
	if studying != nil {
		places = append(places, [2]string{"studio", studying.Addr().String() + "/"})
	}
	var lines strings.Builder
	for _, place := range places {
		_, _ = fmt.Fprintf(&lines, "%-10s  http://%s\n", place[0], place[1])
	}
	_, _ = io.WriteString(stdout, lines.String())
}

// hostOf is the host and the port by which a browser on this machine reaches an address.
func hostOf(addr net.Addr) string {
	if tcp, ok := addr.(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		return fmt.Sprintf("localhost:%d", tcp.Port)
	}
	return addr.String()
}

// waiter waits until something has ended, or until ctx is done.
type waiter func(ctx context.Context) error

// newServer makes a server that follows the store until ctx is done. The function streams
// waits for the end of the WebSockets, which http.Server.Shutdown does not.
func newServer(ctx context.Context, st store.Store, s settings, addr net.Addr, log *slog.Logger) (server *http.Server, metrics *edge.Metrics, streams waiter, err error) {
	feed := live.Follow(ctx, st, log)
	s.graph.Repeatable, s.graph.PublicURL = edge.Repeatable, s.site.publicURL
	s.graph.Total = budget.NewTotal(inFlight * int64(s.graph.Answer))
	endpoint := graph.NewHandler(st, feed, log, s.graph)
	allow, err := edge.CORS(s.origins)
	if err != nil {
		return nil, nil, nil, err
	}
	metrics = edge.NewMetrics(feed.Revision)
	mux := routes(st, feed, metrics, endpoint, allow, s, log)
	if s.mcp {
		tools, err := toolsHandler(endpoint, s, log)
		if err != nil {
			return nil, nil, nil, err
		}
		mux.Handle("/mcp", metrics.Measure("mcp", tools))
	}
	handler := http.Handler(mux)
	if tcp, ok := addr.(*net.TCPAddr); ok && tcp.IP.IsLoopback() {
		handler = edge.LocalHost(s.site.publicURL, handler)
	}
	handler = s.proxies.Forwarded(rate.New(s.rate, s.graph.Limits.Cost).Limit(handler, allow, "/healthz", "/readyz", "/static/", picture.Folder))
	server = &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10, // a query may stand in the URL
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	server.Handler = s.log.requests(server.Handler, log)
	server.RegisterOnShutdown(endpoint.Close)
	return server, metrics, endpoint.Wait, nil
}

// ofPages is the handler for what pages and exports ask, which may cost more than what clients
// may ask: with a low --max-cost there are pages all the same.
func ofPages(endpoint *transport.Handler) http.Handler {
	own := endpoint.Own()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		own.ServeHTTP(w, r.WithContext(limit.Own(r.Context())))
	})
}

// routes is the handler of all addresses of the server.
func routes(st store.Reader, feed *live.Feed, metrics *edge.Metrics, endpoint *transport.Handler, allow func(http.Handler) http.Handler, s settings, log *slog.Logger) *http.ServeMux {
	mux := http.NewServeMux()
	answers := edge.NewAnswers(s.answers, feed.Recent)
	answers.Stale, answers.Total = feed.Stale, s.graph.Total
	answers.Language = s.site.language.of
	mux.Handle("/query", metrics.Measure("query", edge.TellStrangers(log, s.site.publicURL, s.origins, allow(answers.Keep(endpoint, edge.Compress)))))
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
	mux.Handle("GET "+picture.Folder, metrics.Measure("pictures", edge.NewPictures(st, isAway, log)))
	pages := web.NewHandler(site.Over(ofPages(endpoint)), log, web.Options{
		Title: s.site.title, Icon: s.site.iconFile, PublicURL: s.site.publicURL, PageSize: s.graph.PageSize, Language: s.site.language.own, SchemaHidden: s.graph.Limits.Production,
		ImageHosts: s.site.imageHosts, Embedders: s.site.embedders,
	})
	markdown := answers.KeepPages(text.NewHandler(site.Over(ofPages(endpoint)), log, text.Options{
		Title: s.site.title, PublicURL: s.site.publicURL, PageSize: s.graph.PageSize, Tools: s.mcp, Schema: !s.graph.Limits.Production,
	}), edge.Compress)
	mux.Handle("/llms.txt", metrics.Measure("pages", markdown))
	mux.Handle("/", metrics.Measure("pages", text.Either(markdown, answers.KeepPages(pages, edge.Compress))))
	for _, path := range []string{"/static/", "/playground", "/icon", "/robots.txt", "/manifest.webmanifest"} { // which depend on no state
		mux.Handle(path, metrics.Measure("pages", edge.Compress(pages)))
	}
	return mux
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

// serve serves until ctx is done, and then waits until requests in flight and streams have
// ended, for [stopWithin] at most.
func serve(ctx context.Context, server *http.Server, listener net.Listener, streams waiter) error {
	stopped := make(chan error, 1)
	cancel := context.AfterFunc(ctx, func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopWithin)
		defer cancel()
		stopped <- errors.Join(server.Shutdown(ctx), streams(ctx))
	})
	defer cancel()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve: %w", err)
	}
	if err := <-stopped; err != nil {
		return fmt.Errorf("stop: requests were cut off that took longer than %s", stopWithin)
	}
	return nil
}

// isAway reports whether an error says that the database cannot be reached.
func isAway(err error) bool { return errors.Is(err, store.ErrUnavailable) }
