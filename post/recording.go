package post

import (
	"net/url"
	"strconv"
	"strings"

	"viewline/post/pattern"

	"viewline/timeline"
)

// player is an address at which a recording plays.
var player = pattern.MustCompile(`(?i)^https?://(?:www\.|m\.)?(?:youtube\.com/(?:watch|live/|embed/)|youtu\.be/|bilibili\.com/video/|b23\.tv/|vimeo\.com/\d|ted\.com/talks/|open\.spotify\.com/episode/|podcasts\.apple\.com/|xiaoyuzhoufm\.com/episode/)|(?i)^https?://\S+\.(?:mp3|mp4|m4a|webm|ogg)(?:$|\?)`)

// setRecording names the one recording of an appearance, and has its moments
// lead into it. It does nothing where the post names none, or several.
func (r *reader) setRecording(a *timeline.Appearance, p *part) {
	var all []*timeline.Link
	seen := map[string]bool{}
	add := func(l *timeline.Link) {
		if key := recordingKey(l.URL); player.MatchString(l.URL) && safe(l.URL) && !seen[key] {
			seen[key] = true
			all = append(all, l)
		}
	}
	if p.whole {
		for _, address := range r.front.addresses {
			add(&timeline.Link{Text: address, URL: address})
		}
	}
	for _, l := range a.Links {
		add(l)
	}
	if len(all) != 1 {
		return
	}
	a.Recording = all[0]
	for s := range timeline.AllSections(a.Sections) {
		leadInto(a.Recording.URL, s.Viewpoints)
	}
}

// recordingKey is an address without the moment that it leads to.
func recordingKey(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	q := u.Query()
	id := q.Get("v")
	if strings.HasSuffix(u.Hostname(), "youtu.be") {
		id = strings.Trim(u.Path, "/")
	}
	if id != "" {
		return "youtube:" + id
	}
	return u.Hostname() + u.Path
}

// leadInto gives moments without an address that of the recording at that moment.
func leadInto(address string, views []*timeline.Viewpoint) {
	for _, v := range views {
		for _, t := range v.Timestamps {
			if t.URL == "" {
				t.URL = timeline.Text(atMoment(address, t.Seconds))
			}
		}
		leadInto(address, v.Points)
	}
}

// atMoment is the address of a recording at a moment, in seconds: t= as the
// players of YouTube and Bilibili read it, else a media fragment (W3C Media
// Fragments URI 1.0, section 4.2.1). It is empty for an address that cannot be
// parsed.
func atMoment(address string, seconds int) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	switch host := strings.TrimPrefix(u.Hostname(), "www."); host {
	case "youtube.com", "m.youtube.com", "youtu.be", "bilibili.com", "m.bilibili.com":
		q := u.Query()
		q.Set("t", strconv.Itoa(seconds))
		u.RawQuery = q.Encode()
	default:
		u.Fragment = "t=" + strconv.Itoa(seconds)
	}
	return u.String()
}
