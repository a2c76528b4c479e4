package timeline

import "viewline/weburl"

// The methods below are what leaves the API of the addresses in a post: see
// [weburl.Safe].

// SafeURL is the address where it is safe to follow; empty where it is not.
func (l *Link) SafeURL() string { return weburl.Safe(l.URL) }

// SafeURL is the address where it is safe to follow; empty where it is not, and
// where there is none.
func (t *Timestamp) SafeURL() Text { return Text(weburl.Safe(string(t.URL))) }

// SafeURL is the address where it is safe to follow; empty where it is not, and
// where there is none.
func (p *Paper) SafeURL() Text { return Text(weburl.Safe(string(p.URL))) }
