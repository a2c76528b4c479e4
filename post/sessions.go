package post

import (
	"cmp"
	"slices"
	"strings"

	"viewline/markdown"
	"viewline/post/front"
	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
	"viewline/timeline"
)

// The front matter of a meet-up or a conference may have its schedule, whose items name
// who speaks:
//
//	schedule:
//	  - title: Quiet maps
//	    speakers: [{name: Marta Vogel}]
//	    description: Maps wait.

// noSession is what the kind of an item is called that is no talk.
var noSession = pattern.MustCompile(`(?i)^(?:social|mc|host|break|sponsors?|lunch|dinner|breakfast|coffee|food|drinks|networking|registration|check-?in|opening|closing|welcome|intro|outro|announcements?|party|logistics|茶歇|午餐|休憩)$`)

// partsOfSessions are the talks of such a schedule; none where somebody beside those who
// speak in them is the speaker of the post.
func (r *reader) partsOfSessions() (parts []part) {
	for _, s := range r.front.sessions {
		if noSession.MatchString(s.Kind) || noTalk.MatchString(s.Title) {
			continue
		}
		p := part{session: &s, shared: true, cast: &cast{}, title: cmp.Or(s.Title, r.front.Title), level: 6}
		for _, w := range s.Who {
			for _, n := range r.namesOfSession(w.Value) {
				cl := labelClaim(w.Key, r.offset(w.At), people.Speaker)
				cl.what += " of an item of a schedule"
				p.cast.add(r, n, cl)
			}
		}
		if d, ok := dateIn(s.Date.Text, r.order); ok {
			pos := r.offset(s.Date.At)
			p.dates.add(dated{Date: d, source: timeline.DateFromMetadata, text: textOf(s.Date.Text, d), what: "the day of an item of a schedule", pos: pos}, func(err error) { r.warn(pos, "%v", err) })
		}
		if p.speakers = p.cast.members; len(p.speakers) > 0 && len(p.speakers) <= mostSpeakers {
			parts = append(parts, p)
		}
	}
	if slices.ContainsFunc(r.main, func(m *member) bool { return !speaksInSome(parts, m) }) {
		return nil
	}
	if len(parts) > 0 {
		r.scheduled = true
	}
	return parts
}

// namesOfSession are the names that a value gives of who speaks.
func (r *reader) namesOfSession(value string) []names.Name {
	if n, is := r.nameOfHandle(value); is {
		return []names.Name{n}
	}
	if n, is := nameOfSlug(value); is {
		return []names.Name{n}
	}
	return namesOfCell(value)
}

// speaksInSome reports whether somebody speaks in one of several parts.
func speaksInSome(parts []part, m *member) bool {
	for _, p := range parts {
		for _, s := range p.speakers {
			if s.slug() == m.slug() {
				return true
			}
		}
	}
	return false
}

// readSession names the appearance of an item by its title, and takes what the item tells
// of itself. The date of the post makes that of its title finer.
func (r *reader) readSession(a *timeline.Appearance, p *part, candidates *dateCandidates) {
	a.Line, a.Title = max(p.session.At.Line, 1), r.title(p.title)
	if !r.front.Day.IsZero() {
		own := ofDay(r.front.Day, timeline.DateFromFrontMatter, "the date of the post", r.offset(r.front.DateAt))
		own.weak = true
		candidates.add(own, func(error) {})
	}
}

// sessionBody is what an item of a schedule tells of itself, and its line; nil and 0 where
// it tells nothing.
func sessionBody(s *front.Session) (*timeline.Prose, int) {
	text := strings.TrimSpace(s.Text.Text)
	if text == "" {
		return nil, 0
	}
	own := &reader{body: []byte(text)}
	body := own.prose(children(markdown.Parse(own.body)))
	if body == nil {
		return nil, 0
	}
	return body, s.Text.At.Line
}
