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
)

// listen listens on the address that a flag names.
func listen(ctx context.Context, flag, addr string) (net.Listener, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if failed, ok := errors.AsType[*net.OpError](err); ok {
		err = failed.Err // its text without the address, which this message names itself
	}
	if err != nil {
		return nil, fmt.Errorf("listen on %s: %w; choose another address with --%s", addr, err, flag)
	}
	return listener, nil
}

// localExample are addresses of this machine alone, by the flag that may have them.
var localExample = map[string]string{"debug-addr": "127.0.0.1:6060", "studio": "127.0.0.1:8081"}

// checkLocalAddr returns an error for an address of a flag that other machines might reach:
// profiles tell what is in memory, and the studio what is not published yet. An empty address
// is right, and means no listener.
func checkLocalAddr(flag, addr string) error {
	if addr == "" {
		return nil
	}
	host, _, err := net.SplitHostPort(addr)
	if ip, notIP := netip.ParseAddr(host); err != nil || host != "localhost" && (notIP != nil || !ip.Unmap().IsLoopback()) {
		return fmt.Errorf("--%s %q; want an address of this machine alone, such as %s", flag, addr, localExample[flag])
	}
	return nil
}

// localListener serves this machine alone; nil where nobody asked for it.
type localListener struct {
	net.Listener
	server *http.Server // nil until it serves
	done   chan struct{}
}

// listenLocal listens on an address of this machine. It returns nil for an empty address.
func listenLocal(ctx context.Context, flag, addr string) (*localListener, error) {
	if addr == "" {
		return nil, nil
	}
	listener, err := listen(ctx, flag, addr)
	if err != nil {
		return nil, err
	}
	if tcp, ok := listener.Addr().(*net.TCPAddr); !ok || !tcp.IP.IsLoopback() { // a machine may know localhost by another address
		_ = listener.Close()
		return nil, fmt.Errorf("--%s %q is %s; want an address of this machine alone, such as %s", flag, addr, listener.Addr(), localExample[flag])
	}
	return &localListener{Listener: listener}, nil
}

// begin serves in the background until close; what says what, for the log. A profile takes as
// long as its reader asks for, and a stream as long as its page is open, so that no answer has
// a time limit.
func (d *localListener) begin(handler http.Handler, what string, log *slog.Logger) {
	d.done = make(chan struct{})
	d.server = &http.Server{
		Handler: handler, ReadHeaderTimeout: 5 * time.Second, IdleTimeout: 2 * time.Minute,
		ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	go func() {
		defer close(d.done)
		if err := d.server.Serve(d.Listener); !errors.Is(err, http.ErrServerClosed) {
			log.Error(what+" served no more", "error", err)
		}
	}()
}

// close ends the listener, and cuts off answers that are being written.
func (d *localListener) close() {
	switch {
	case d == nil:
	case d.server == nil:
		_ = d.Close()
	default:
		_ = d.server.Close()
		<-d.done
	}
}
