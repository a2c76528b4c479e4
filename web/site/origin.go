package site

import "net/http"

// Origin is the origin under which the reader reaches this site, such as
// "https://example.org", without a slash at the end. It is public where that is not empty,
// else what the request tells, which behind a proxy is the address of this program and not
// of the proxy.
func Origin(r *http.Request, public string) string {
	switch {
	case public != "":
		return public
	case r.TLS != nil:
		return "https://" + r.Host
	}
	return "http://" + r.Host
}
