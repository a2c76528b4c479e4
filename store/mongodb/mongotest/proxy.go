package mongotest

import (
	"net"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// Proxy stands between a client and the server of Start, and fails as networks do. It is safe for concurrent use.
type Proxy struct {
	URI string // of the server, by way of the proxy

	target   string
	received atomic.Int64

	mu     sync.Mutex
	state  proxyState
	change chan struct{} // closed when the state changes
	conns  map[net.Conn]struct{}
}

type proxyState struct {
	cut, frozen bool
	delay       time.Duration
}

// NewProxy starts a proxy on a free loopback port. It ends with the test.
func NewProxy(tb testing.TB) *Proxy {
	tb.Helper()
	u, err := url.Parse(Start(tb))
	if err != nil {
		tb.Fatalf("read the server's URI: %v", err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatalf("start the proxy: %v", err)
	}
	p := &Proxy{target: u.Host, change: make(chan struct{}), conns: map[net.Conn]struct{}{}}
	u.Host = l.Addr().String()
	query := u.Query()
	query.Set("directConnection", "true") // else a driver learns the members' own addresses
	u.RawQuery = query.Encode()
	if u.Path == "" {
		u.Path = "/"
	}
	p.URI = u.String()
	go p.accept(l)
	tb.Cleanup(func() {
		_ = l.Close()
		p.Cut()
	})
	return p
}

// Received is the number of bytes that the server has sent to clients.
func (p *Proxy) Received() int64 { return p.received.Load() }

// Cut breaks all connections, and every new one.
func (p *Proxy) Cut() {
	p.set(proxyState{cut: true})
	p.mu.Lock()
	defer p.mu.Unlock()
	for c := range p.conns {
		_ = c.Close()
	}
}

// Freeze lets connections stand, also new ones, and passes nothing on.
func (p *Proxy) Freeze() { p.set(proxyState{frozen: true}) }

// Delay passes everything on so much later.
func (p *Proxy) Delay(d time.Duration) { p.set(proxyState{delay: d}) }

// Mend passes everything on at once, also what was held back.
func (p *Proxy) Mend() { p.set(proxyState{}) }

func (p *Proxy) set(s proxyState) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.state = s
	close(p.change)
	p.change = make(chan struct{})
}

func (p *Proxy) now() (proxyState, chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.state, p.change
}

func (p *Proxy) accept(l net.Listener) {
	for {
		client, err := l.Accept()
		if err != nil {
			return
		}
		go p.serve(client)
	}
}

func (p *Proxy) serve(client net.Conn) {
	if state, _ := p.now(); state.cut {
		_ = client.Close()
		return
	}
	server, err := net.Dial("tcp", p.target)
	if err != nil {
		_ = client.Close()
		return
	}
	p.mu.Lock()
	p.conns[client], p.conns[server] = struct{}{}, struct{}{}
	p.mu.Unlock()
	var both sync.WaitGroup
	both.Go(func() { p.pass(server, client, new(atomic.Int64)) })
	both.Go(func() { p.pass(client, server, &p.received) })
	both.Wait()
	p.mu.Lock()
	delete(p.conns, client)
	delete(p.conns, server)
	p.mu.Unlock()
}

// pass copies until one side ends, and then ends both.
func (p *Proxy) pass(to, from net.Conn, passed *atomic.Int64) {
	defer func() { _, _ = to.Close(), from.Close() }()
	buffer := make([]byte, 32<<10)
	for {
		n, err := from.Read(buffer)
		if n > 0 {
			if !p.admit() {
				return
			}
			if _, err := to.Write(buffer[:n]); err != nil {
				return
			}
			passed.Add(int64(n))
		}
		if err != nil {
			return
		}
	}
}

// admit waits until something may be passed on; it is false where it may not be at all.
func (p *Proxy) admit() bool {
	for {
		state, change := p.now()
		switch {
		case state.cut:
			return false
		case state.frozen:
			<-change
		default:
			time.Sleep(state.delay)
			return true
		}
	}
}
