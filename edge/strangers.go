package edge

import (
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"

	"viewline/echo"
)

// mostStrangers is how many origins are written to the log.
const mostStrangers = 20

// TellStrangers writes to the log, once for each origin and for 20 at most, that a page of
// another origin asked and cannot read the answer, and how it could: the browser tells only
// the page. Own is the public origin of the server; empty means that of each request.
func TellStrangers(log *slog.Logger, own string, allowed []string, next http.Handler) http.Handler {
	var mu sync.Mutex
	told := map[string]bool{}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r)
		origin := field(r.Header, "Origin")
		if origin == "" || origin == own || slices.ContainsFunc(allowed, func(o string) bool { return strings.EqualFold(o, origin) }) {
			return
		}
		from, err := url.Parse(origin)
		if err != nil || from.Host == "" || strings.EqualFold(from.Host, r.Host) {
			return // "null" is the origin of a file, and can be allowed by nothing
		}
		mu.Lock()
		first := !told[origin] && len(told) < mostStrangers
		if first {
			told[origin] = true
		}
		mu.Unlock()
		if first {
			log.WarnContext(r.Context(), "a page of another origin asked, and its browser keeps the answer from it; --allow-origin would allow it", "origin", echo.Cut(origin))
		}
	})
}
