// Package rate bounds how much work one address may ask for: each has a token bucket, and each
// request takes what it costs. [New] is its entry point.
package rate

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Code is the code of the error of a request whose address has asked for too much.
const Code = "RATE_LIMITED"

// most is how many addresses are remembered. Beyond that, those with a full bucket are
// forgotten, which changes nothing for them.
const most = 100_000

// Limiter has a bucket for each address. It is safe for concurrent use. A nil limiter lets
// everything through.
type Limiter struct {
	perSecond float64
	burst     int
	now       func() time.Time

	mu      sync.Mutex
	buckets map[netip.Prefix]*rate.Limiter
	sweep   int // how many buckets there are when the full ones are forgotten the next time
}

// New makes a limiter that gives each address so many units of cost for each second. An
// address that was silent has those of ten seconds, and at least enough for one operation of
// the greatest cost that is allowed. 0 for each second means no limit, and a nil limiter.
func New(perSecond, greatest int) *Limiter {
	if perSecond == 0 {
		return nil
	}
	return &Limiter{
		perSecond: float64(perSecond), burst: max(10*perSecond, greatest), now: time.Now,
		buckets: map[netip.Prefix]*rate.Limiter{}, sweep: most,
	}
}

// Purse is the bucket of the address that a request came from. A nil purse is never empty.
type Purse struct {
	limiter *Limiter
	bucket  *rate.Limiter
}

type purseKey struct{}

// PurseOf is the purse of the request that a context belongs to; nil where there is none.
func PurseOf(ctx context.Context) *Purse {
	p, _ := ctx.Value(purseKey{}).(*Purse)
	return p
}

// Take takes what something costs. A cost greater than what is there is taken all the same,
// and then the address has to wait until its bucket is above zero again: what something costs
// is known only once it was read.
func (p *Purse) Take(cost int64) {
	if p != nil {
		p.bucket.ReserveN(p.limiter.now(), int(min(cost, int64(p.limiter.burst))))
	}
}

// Empty reports whether the address has to wait, and for how long.
func (p *Purse) Empty() (wait time.Duration, empty bool) {
	if p == nil {
		return 0, false
	}
	tokens := p.bucket.TokensAt(p.limiter.now())
	if tokens >= 1 {
		return 0, false
	}
	return time.Duration((1 - tokens) / p.limiter.perSecond * float64(time.Second)), true
}

// Limit refuses requests of an address whose bucket is empty with status 429 and Retry-After
// (RFC 6585, section 4, and RFC 9110, section 10.2.3), and takes 1 for each other request. What
// next does may take more from the purse of the context. Requests for the paths in free, which
// are prefixes where they end in a slash, are never refused and cost nothing, nor is a
// preflight. Allow wraps the refusal, so that pages of other origins which may ask can read it.
func (l *Limiter) Limit(next http.Handler, allow func(http.Handler) http.Handler, free ...string) http.Handler {
	if l == nil {
		return next
	}
	costless := func(r *http.Request) bool {
		return r.Method == http.MethodOptions || slices.ContainsFunc(free, func(path string) bool {
			return r.URL.Path == path || strings.HasSuffix(path, "/") && strings.HasPrefix(r.URL.Path, path)
		})
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		from, known := network(r.RemoteAddr)
		if !known || costless(r) {
			next.ServeHTTP(w, r)
			return
		}
		purse := l.purse(from)
		if wait, empty := purse.Empty(); empty {
			allow(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { refuse(w, r, wait) })).ServeHTTP(w, r)
			return
		}
		purse.Take(1)
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), purseKey{}, purse)))
	})
}

// Message is what somebody is told whose address has to wait.
func Message(wait time.Duration) string {
	return fmt.Sprintf("your address has asked for too much; ask again in %d s, or for less at a time", seconds(wait))
}

// seconds are whole ones, at least 1.
func seconds(wait time.Duration) int { return max(1, int(math.Ceil(wait.Seconds()))) }

// refuse answers in the form in which the address is read: a response of GraphQL, or a text.
func refuse(w http.ResponseWriter, r *http.Request, wait time.Duration) {
	w.Header().Set("Retry-After", strconv.Itoa(seconds(wait)))
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if r.URL.Path != "/query" {
		http.Error(w, Message(wait), http.StatusTooManyRequests)
		return
	}
	media := "application/json"
	if graphQL := "application/graphql-response+json"; strings.Contains(r.Header.Get("Accept"), graphQL) {
		media = graphQL
	}
	w.Header().Set("Content-Type", media+"; charset=utf-8")
	w.WriteHeader(http.StatusTooManyRequests)
	_ = json.NewEncoder(w).Encode(map[string]any{"errors": []any{ // fails only where the client is gone
		map[string]any{"message": Message(wait), "extensions": map[string]any{"code": Code}},
	}})
}

func (l *Limiter) purse(from netip.Prefix) *Purse {
	l.mu.Lock()
	defer l.mu.Unlock()
	b := l.buckets[from]
	if b == nil {
		if len(l.buckets) >= l.sweep {
			l.forget()
		}
		b = rate.NewLimiter(rate.Limit(l.perSecond), l.burst)
		l.buckets[from] = b
	}
	return &Purse{l, b}
}

// forget forgets the addresses that have been silent for so long that their buckets are full.
// It looks at all of them, and so comes again only when there are twice as many as are left.
func (l *Limiter) forget() {
	now := l.now()
	for from, b := range l.buckets {
		if b.TokensAt(now) >= float64(l.burst) {
			delete(l.buckets, from)
		}
	}
	l.sweep = max(most, 2*len(l.buckets))
}

// network is whose address of a network it is: IPv6 addresses of one network of 64 bits are
// one, as one client may have them all. It is not known for what is no address, as in a test.
func network(remote string) (from netip.Prefix, known bool) {
	at, err := netip.ParseAddrPort(remote)
	if err != nil {
		return netip.Prefix{}, false
	}
	return Network(at.Addr()), true
}

// Network is the network that an address counts for: the address itself, or that of the first
// 64 bits of an address of IPv6, as one client may have all of these.
func Network(addr netip.Addr) netip.Prefix {
	addr, bits := addr.Unmap().WithZone(""), 32
	if addr.Is6() {
		bits = 64
	}
	from, _ := addr.Prefix(bits) // fails for no number of bits that an address has
	return from
}

// Proxies are networks whose word is taken for where a request comes from.
type Proxies []netip.Prefix

// ParseProxies reads addresses and networks (CIDR), such as 127.0.0.1 and 10.0.0.0/8.
func ParseProxies(texts []string) (Proxies, error) {
	var all Proxies
	for _, text := range texts {
		if addr, err := netip.ParseAddr(text); err == nil {
			addr = addr.Unmap()
			all = append(all, netip.PrefixFrom(addr, addr.BitLen()))
			continue
		}
		network, err := netip.ParsePrefix(text)
		if err != nil {
			return nil, fmt.Errorf("%q is no address and no network; want such as 127.0.0.1 or 10.0.0.0/8", text)
		}
		all = append(all, network.Masked())
	}
	return all, nil
}

func (p Proxies) have(addr netip.Addr) bool {
	for _, network := range p {
		if network.Contains(addr.Unmap().WithZone("")) {
			return true
		}
	}
	return false
}

// Forwarded gives requests of proxies the address of the client for whom the proxy asks: the
// last one in X-Forwarded-For that is no proxy's. Of all others, the header is not read, since
// anybody can write it.
func (p Proxies) Forwarded(next http.Handler) http.Handler {
	if len(p) == 0 {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		at, err := netip.ParseAddrPort(r.RemoteAddr)
		if err != nil || !p.have(at.Addr()) {
			next.ServeHTTP(w, r)
			return
		}
		hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
		for i := len(hops) - 1; i >= 0; i-- {
			addr, err := address(strings.TrimSpace(hops[i]))
			if err != nil {
				break // what stands further ahead was written by whoever wrote this
			}
			at = netip.AddrPortFrom(addr, at.Port())
			if !p.have(addr) {
				break
			}
		}
		r = r.WithContext(r.Context()) // a copy, whose address may be changed
		r.RemoteAddr = at.String()
		next.ServeHTTP(w, r)
	})
}

// address reads an address with or without a port.
func address(text string) (netip.Addr, error) {
	if at, err := netip.ParseAddrPort(text); err == nil {
		return at.Addr(), nil
	}
	return netip.ParseAddr(strings.Trim(text, "[]"))
}
