package post

import (
	"slices"
	"strings"

	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
)

// claimsOfAsked finds the one whom a post asks in its headings: its title is a
// name and nothing else, and most headings are questions to "you".
func (r *reader) claimsOfAsked(c *cast, o outline) {
	if !r.asksYou(o) {
		return
	}
	for _, t := range r.titles(o) {
		n := names.Name{Text: strings.TrimSpace(t.text)}
		if t.what != fileName && names.FormOf(n.Text) >= names.Likely {
			c.add(r, n, claim{weight: ofGrammar, sure: true, what: t.what + " is the name, and the headings ask", pos: t.pos})
			return
		}
	}
}

// you is in a question to somebody.
var you = pattern.MustCompile(`(?i)\byou(?:r|rs|rself)?\b|你|您|あなた`)

// asksYou reports whether at least half of the headings, and two, are questions to
// somebody, and several of them say "you".
func (r *reader) asksYou(o outline) bool {
	asked, to := 0, 0
	for _, h := range o.headings {
		if strings.HasSuffix(h.text, "?") || strings.HasSuffix(h.text, "？") {
			asked++
			if you.MatchString(h.text) {
				to++
			}
		}
	}
	return asked > 1 && to > 1 && 2*asked >= len(o.headings)
}

// claimsOfLabelHeading takes the only heading that is a label and a name, as in
// “### 本期嘉宾：韩雪松”.
func (r *reader) claimsOfLabelHeading(c *cast, o outline) {
	i := r.guestHeading(o)
	if i < 0 {
		return
	}
	h := o.headings[i]
	label, value, _ := labelOfHeading(h.text)
	for _, n := range names.List(value) {
		r.claimLabel(c, label, n, r.start+max(0, h.node.Pos()), people.Speaker)
	}
}

// guestHeading is the index of that heading; -1 where there is none. Several such
// headings are the occasions of a meet-up.
func (r *reader) guestHeading(o outline) int {
	found := -1
	for i, h := range o.headings {
		label, value, ok := labelOfHeading(h.text)
		if !ok || !slices.ContainsFunc(names.List(value), func(n names.Name) bool { return names.FormOf(n.Text) > names.None }) {
			continue
		}
		if role, is := partOf(label); !is || role != people.Speaker {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = i
	}
	return found
}

// ofEpisode stands ahead of the label in a heading.
var ofEpisode = pattern.MustCompile(`^(?i:今回の|今日の|本日の|本期的?|这期的?|這期的?|today['’]s\s+|this week['’]s\s+|our\s+)`)

func labelOfHeading(heading string) (label, value string, ok bool) {
	_, heading = splitNumber(heading)
	label, value, ok = cutColon(heading)
	return ofEpisode.ReplaceAllString(label, ""), value, ok && value != ""
}
