package transport

import (
	"context"
	"fmt"
	"net/http"
	"net/netip"
	"sync"

	"viewline/edge/rate"
)

// connect counts a stream as open. It returns a refusal where as many streams are open as
// are allowed, of all clients or of the client's address, and where the server ends. Leave
// ends the count of the stream.
func (h *Handler) connect(r *http.Request) (leave func(), err *refusal) {
	if h.closed.Err() != nil {
		return nil, busy("streams")
	}
	from, each := h.addressOf(r)
	switch h.streams.add(from, h.Connections, each) {
	case tooMany:
		return nil, busy("streams")
	case tooManyOfOne:
		return nil, &refusal{http.StatusServiceUnavailable, CodeOverloaded, fmt.Sprintf("your address has %d streams open; want at most that many at once", each)}
	}
	return func() { h.streams.remove(from) }, nil
}

// addressOf is the address of a client, and how many streams the address may have. IPv6
// addresses of one network of 64 bits are one, as one client may have them all. Unless the
// configuration says a number, this machine's own address may have all streams: a proxy
// stands there, in the name of many clients.
func (h *Handler) addressOf(r *http.Request) (from netip.Prefix, each int) {
	at, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Prefix{}, h.Connections // no address of a network, as that of a test
	}
	from = rate.Network(at.Addr())
	switch {
	case h.PerAddress > 0:
		return from, h.PerAddress
	case at.Addr().Unmap().IsLoopback():
		return from, h.Connections
	}
	return from, max(1, h.Connections/4)
}

// Wait waits until no stream is open. The error says how many streams are still open when
// ctx is done.
func (h *Handler) Wait(ctx context.Context) error {
	for {
		open, changed := h.streams.open()
		if open == 0 {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return fmt.Errorf("%d of the streams still open: %w", open, ctx.Err())
		}
	}
}

// streams counts the open streams.
type streams struct {
	mu      sync.Mutex
	n       int
	refused int64 // since the start
	from    map[netip.Prefix]int
	changed chan struct{} // closed when a stream ends; nil while nobody waits
}

// Results of [streams.add].
const (
	added = iota
	tooMany
	tooManyOfOne
)

// add counts a stream of an address, unless there are as many as may be, of all or of the
// address.
func (s *streams) add(from netip.Prefix, most, each int) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.n >= most:
		s.refused++
		return tooMany
	case s.from[from] >= each:
		s.refused++
		return tooManyOfOne
	case s.from == nil:
		s.from = map[netip.Prefix]int{}
	}
	s.n++
	s.from[from]++
	return added
}

func (s *streams) remove(from netip.Prefix) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.n--
	if s.from[from]--; s.from[from] == 0 {
		delete(s.from, from)
	}
	if s.changed != nil {
		close(s.changed)
		s.changed = nil
	}
}

func (s *streams) open() (n int, changed <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.changed == nil {
		s.changed = make(chan struct{})
	}
	return s.n, s.changed
}
