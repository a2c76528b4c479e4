package mongotest

import (
	"net"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// Proxy is a proxy between a client and the server of Start that can fail as networks do.
// It is safe for concurrent use.
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
	query.Set("directConnection", "true") // else a driver would connect to the members directly
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

// Cut closes all connections, and every new one.
func (p *Proxy) Cut() {
	p.set(proxyState{cut: true})
	p.mu.Lock()
	defer p.mu.Unlock()
	for c := range p.conns {
		_ = c.Close()
	}
}

// Freeze keeps connections open, also new ones, and passes nothing on.
func (p *Proxy) Freeze() { p.set(proxyState{frozen: true}) }

// Delay passes everything on with a delay.
func (p *Proxy) Delay(d time.Duration) { p.set(proxyState{delay: d}) }

// Mend passes everything on at once again, also what was held back.
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

// pass copies bytes until one side closes its connection, and then closes both.
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

// admit waits until bytes may be passed on. It is false where the connection must be
// closed.
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
