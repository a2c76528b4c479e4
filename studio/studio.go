// Package studio shows writers what is understood of their posts: pages of their own, over an
// import that writes nothing, for this machine alone. [New] is its entry point.
package studio

import (
	"context"
	"embed"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"strings"

	"viewline/ingest"
	"viewline/propose"
	"viewline/web/words"
)

//go:embed static
var static embed.FS

// Options say what the studio shows.
type Options struct {
	// Folder has the posts, as the command line names it.
	Folder string
	// Language is the language of readers who did not choose one; nil means the one that the
	// reader's browser asks for.
	Language *words.Language
	// Timeline is the address of the server's pages, without a slash at its end.
	Timeline string
}

// Studio is a handler of the studio's pages. It may be used by several goroutines.
type Studio struct {
	Options
	log     *slog.Logger
	handler http.Handler
	state   *state
	checks  kept[*checked]
	memory  ingest.Memory // of checks, so that each reads anew what has changed alone
	// suggested are the files that may stand beside the posts. To suggest them takes memory for
	// the labels and names of all posts.
	suggested kept[[]propose.File]
	done      chan struct{} // closed when the folder is followed no more
}

// New makes a studio that follows the folder until ctx is done.
func New(ctx context.Context, log *slog.Logger, o Options) *Studio {
	s := &Studio{Options: o, log: log, state: newState(), done: make(chan struct{})}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.list)
	mux.HandleFunc("GET /posts/{path...}", s.post)
	mux.HandleFunc("GET /files", s.files)
	mux.HandleFunc("GET /changes", s.changes)
	mux.Handle("GET /static/{file}", http.FileServerFS(static))
	mux.HandleFunc("GET /", s.notFound)
	s.handler = own(mux)
	go s.follow(ctx)
	return s
}

// ServeHTTP implements [http.Handler].
func (s *Studio) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Wait waits until the folder is followed no more, which is soon after the context of New is
// done.
func (s *Studio) Wait() { <-s.done }

// policy is the Content Security Policy (Level 3) of the studio: a page loads from the studio
// alone, and no page frames one of the studio.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// own refuses requests that do not come from a page of the studio or from its reader: drafts
// are nobody else's business. A page elsewhere must not read them, neither by its own origin
// nor by a name that suddenly leads to this machine (DNS rebinding).
func own(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "no-store")
		switch {
		case !isLoopback(r.Host):
			http.Error(w, "the studio is for this machine alone; ask for localhost", http.StatusMisdirectedRequest)
		case isForeign(r):
			http.Error(w, "the studio answers its own pages alone", http.StatusForbidden)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// isLoopback reports whether the host of a request is this machine: a loopback address,
// localhost, or a name that ends in .localhost (RFC 6761, section 6.3).
func isLoopback(hostport string) bool {
	host := hostport
	if h, _, err := net.SplitHostPort(hostport); err == nil {
		host = h
	}
	host = strings.ToLower(strings.TrimSuffix(strings.Trim(host, "[]"), "."))
	if ip, err := netip.ParseAddr(host); err == nil {
		return ip.Unmap().IsLoopback()
	}
	return host == "localhost" || strings.HasSuffix(host, ".localhost")
}

// isForeign reports whether a page of another origin makes the request. A link that is followed
// is none: its page cannot read the answer. Origin is of RFC 6454, Sec-Fetch-Site and
// Sec-Fetch-Mode of the Fetch Metadata of the W3C, which old browsers do not send.
func isForeign(r *http.Request) bool {
	if origin := r.Header.Get("Origin"); origin != "" && origin != "http://"+r.Host {
		return true
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
		return false
	}
	return r.Header.Get("Sec-Fetch-Mode") != "navigate" || r.Header.Get("Sec-Fetch-Dest") != "document"
}
