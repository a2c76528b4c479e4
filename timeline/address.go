package timeline

import "viewline/weburl"

// The methods below are what leaves the API of the addresses in a post: see
// [weburl.Safe].

// SafeURL is the address where it is safe to follow; empty where it is not.
func (l *Link) SafeURL() string { return weburl.Safe(l.URL) }

// SafeURL is the address where it is safe to follow; empty where it is not.
func (i *Image) SafeURL() string { return weburl.Safe(i.URL) }

// SafeURL is the address where it is safe to follow; empty where it is not, and
// where there is none.
func (t *Timestamp) SafeURL() Text { return Text(weburl.Safe(string(t.URL))) }

// SafeURL is the address where it is safe to follow; empty where it is not, and
// where there is none.
func (p *Paper) SafeURL() Text { return Text(weburl.Safe(string(p.URL))) }

// SafeImage is the address of the picture where it is safe to follow; empty where it
// is not.
func (c *Cover) SafeImage() string { return weburl.Safe(c.Image) }

// SafeCover is the cover; nil where there is none, or where the address of its picture
// is not safe to follow.
func (p *Post) SafeCover() *Cover {
	if p.Cover == nil || p.Cover.SafeImage() == "" {
		return nil
	}
	return p.Cover
}

// SafeAICover is the address of the picture that front matter calls ai_cover, where
// the address is safe to follow; empty where it is not, and where there is none.
func (p *Post) SafeAICover() Text { return Text(weburl.Safe(string(p.AICover))) }
