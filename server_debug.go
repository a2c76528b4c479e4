package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"time"

	"viewline/edge"
)

// checkDebugAddr returns an error for an address that other machines might reach: profiles
// tell what is in memory. An empty address is right, and means no listener.
func checkDebugAddr(addr string) error {
	if addr == "" {
		return nil
	}
	host, _, err := net.SplitHostPort(addr)
	if ip, notIP := netip.ParseAddr(host); err != nil || host != "localhost" && (notIP != nil || !ip.IsLoopback()) {
		return fmt.Errorf("--debug-addr %q; want an address of this machine alone, such as 127.0.0.1:6060", addr)
	}
	return nil
}

// debugListener is where profiles and metrics are served; nil where nobody asked for it.
type debugListener struct {
	net.Listener
	server *http.Server // nil until it serves
	done   chan struct{}
}

// listenDebug listens on an address of this machine. It returns nil for an empty address.
func listenDebug(ctx context.Context, addr string) (*debugListener, error) {
	if addr == "" {
		return nil, nil
	}
	listener, err := listen(ctx, "debug-addr", addr)
	if err != nil {
		return nil, err
	}
	if tcp, ok := listener.Addr().(*net.TCPAddr); !ok || !tcp.IP.IsLoopback() { // a machine may know localhost by another address
		_ = listener.Close()
		return nil, fmt.Errorf("--debug-addr %q is %s; want an address of this machine alone, such as 127.0.0.1:6060", addr, listener.Addr())
	}
	return &debugListener{Listener: listener}, nil
}

// begin serves the profiles in the background until close. A profile takes as long as its
// reader asks for, so that no answer has a time limit.
func (d *debugListener) begin(metrics *edge.Metrics, log *slog.Logger) {
	if d == nil {
		return
	}
	d.done = make(chan struct{})
	d.server = &http.Server{
		Handler: metrics.Debug(), ReadHeaderTimeout: 5 * time.Second, IdleTimeout: 2 * time.Minute,
		ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	go func() {
		defer close(d.done)
		if err := d.server.Serve(d.Listener); !errors.Is(err, http.ErrServerClosed) {
			log.Error("profiles are served no more", "error", err)
		}
	}()
}

// close ends the listener, and cuts off profiles that are being written.
func (d *debugListener) close() {
	switch {
	case d == nil:
	case d.server == nil:
		_ = d.Close()
	default:
		_ = d.server.Close()
		<-d.done
	}
}
