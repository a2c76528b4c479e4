package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"viewline/cli"
	"viewline/edge"
	"viewline/edge/rate"
	"viewline/picture"
	"viewline/store"
	"viewline/studio"
)

// stopWithin is how long requests in flight may take to end once the server is told to
// stop.
const stopWithin = 10 * time.Second

// runServer serves until ctx is done, and returns the exit code. The server's address goes to
// stdout.
func runServer(ctx context.Context, args []string, env cli.Environment, stdout, stderr io.Writer) int {
	s, usage, err := parse(args, env)
	if code, done := answered(err, s.help, usage, stdout, stderr); done {
		return code
	}
	if s.about.Asked() {
		s.about.Print(stdout, program)
		return cli.ExitDone
	}
	if s.observing, err = newObserving(env, s.log.logger(stderr)); err != nil {
		cli.Complain(stderr, program, err)
		return cli.ExitUsage
	}
	defer s.close()
	s.engine.Observer = s.observer()
	s.contentSettings.metrics = s.observing.metrics
	return onStore(ctx, s.engine, env, stderr, func(st store.Store) error { return startServer(ctx, st, s, stdout, stderr) })
}

// startServer starts the server, and serves until ctx is done.
func startServer(ctx context.Context, st store.Store, s settings, stdout, stderr io.Writer) error {
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
	studying, err := listenLocal(ctx, "studio", s.studio.addr)
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
	defer beginStudio(ctx, studying, studio.Options{
		Folder: s.content, Language: s.site.language.own, Timeline: cmp.Or(s.site.publicURL, "http://"+hostOf(listener.Addr())),
	}, log)()
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
	v, err := newService(ctx, st, s, log)
	if err != nil {
		return nil, nil, nil, err
	}
	handler := http.Handler(v)
	if tcp, ok := addr.(*net.TCPAddr); ok && tcp.IP.IsLoopback() {
		handler = edge.LocalHost(s.site.publicURL, handler)
	}
	handler = s.proxies.Forwarded(rate.New(s.rate, s.graph.Limits.Cost).Limit(handler, v.allow, "/healthz", "/readyz", "/static/", picture.Folder))
	server = &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10, // a query may stand in the URL
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	server.Handler = s.log.requests(s.tracer.Handler(server.Handler, v.route), log)
	server.RegisterOnShutdown(v.endpoint.Close)
	return server, v.metrics, v.endpoint.Wait, nil
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
