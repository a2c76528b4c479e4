package site

import "net/http"

// Origin is where this site is for the reader, such as "https://example.org",
// without a slash at its end. Public goes before what the request tells, since
// behind a proxy that is the proxy's business.
func Origin(r *http.Request, public string) string {
	switch {
	case public != "":
		return public
	case r.TLS != nil:
		return "https://" + r.Host
	}
	return "http://" + r.Host
}
