package edge

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
)

// LocalHost refuses requests for a host that is not this machine. It is for a server that
// only this machine can reach: a page elsewhere whose name suddenly leads to this machine
// (DNS rebinding) would else be a page of this server to a browser, and could read all of it.
// Allowed are addresses, localhost and names that end in .localhost, and the host of the
// public URL, which a proxy on this machine may pass on.
func LocalHost(public string, next http.Handler) http.Handler {
	var named string
	if u, err := url.Parse(public); err == nil {
		named = u.Hostname()
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !isLocal(r.Host, named) {
			http.Error(w, fmt.Sprintf("this server listens on this machine alone, and does not go by the name %.100q; "+
				"ask for localhost, or name the address with --public-url where a proxy passes the name on", r.Host), http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func isLocal(hostport, named string) bool {
	host := hostport
	if host == "localhost" || named != "" && host == named {
		return true
	}
	if h, _, err := net.SplitHostPort(hostport); err == nil {
		host = h
	}
	host = strings.ToLower(strings.TrimSuffix(strings.Trim(host, "[]"), "."))
	if host == "" || host == "localhost" || strings.HasSuffix(host, ".localhost") || named != "" && strings.EqualFold(host, named) {
		return true
	}
	_, err := netip.ParseAddr(host)
	return err == nil
}
