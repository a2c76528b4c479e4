package post

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"viewline/markdown"
	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
)

// claimsOfAsked finds the one whom a post asks in its headings: its title is a
// name and nothing else, and several of the headings are questions to "you".
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
	if n, pos, is := r.askedInTitle(o); is {
		c.add(r, n, claim{weight: ofGrammar, sure: true, tells: true, what: "the headings ask the one whom the title and the first paragraph name", pos: pos})
		return
	}
	if n, pos, is := r.askedInOpening(o); is {
		c.add(r, n, claim{weight: ofGrammar, sure: true, tells: true, what: "the headings ask the one whom the first words introduce", pos: pos})
		return
	}
	if n, pos, is := r.introducedInAnswer(o); is {
		c.add(r, n, claim{weight: ofGrammar, sure: true, tells: true, what: "an answer says the own name, and the headings ask", pos: pos})
	}
}

// askedInTitle is the only name in the title, at its end, which the first paragraph has as
// well: "Slow Spotlight: Marta Vogel".
func (r *reader) askedInTitle(o outline) (n names.Name, pos int, found bool) {
	openings := r.openings(o)
	if len(openings) == 0 {
		return n, 0, false
	}
	for _, t := range r.titles(o) {
		all := r.inTitle(t.text)
		if t.what == fileName || len(all) != 1 {
			continue
		}
		c := all[0]
		if c.Role == people.Speaker && c.Form >= names.Likely && strings.TrimSpace(t.text[c.End:]) == "" && strings.Contains(openings[0].text, c.Text) && c.Text != string(r.front.Author) {
			return c.Name, t.pos, true
		}
	}
	return n, 0, false
}

// askedInOpening is the name that the first paragraph starts with: “Marta Vogel is a painter”.
func (r *reader) askedInOpening(o outline) (n names.Name, pos int, found bool) {
	openings := r.openings(o)
	if len(openings) == 0 || openings[0].said {
		return n, 0, false
	}
	m := introduced.FindStringSubmatch(openings[0].text)
	if m == nil || names.FormOf(m[1]) < names.Likely || isLatin(m[1]) && !people.Known(m[1]) || asksForPaper.MatchString(m[2]) || m[1] == string(r.front.Author) {
		return n, 0, false
	}
	return names.Name{Text: m[1]}, openings[0].pos, true
}

// introducedInAnswer is the name that one of the first answers to the headings begins
// with: “I'm Marta Vogel, and I draw maps.”
func (r *reader) introducedInAnswer(o outline) (n names.Name, pos int, found bool) {
	for _, h := range o.headings[:min(len(o.headings), 3)] {
		p := h.node.NextSibling()
		if p == nil || p.Kind() != ast.KindParagraph || !strings.HasSuffix(h.text, "?") && !strings.HasSuffix(h.text, "？") {
			continue
		}
		m := ownName.FindStringSubmatch(clipText(markdown.Plain(r.body, p), longestIntroduction))
		if m == nil {
			continue
		}
		if name := m[1] + m[2]; names.FormOf(name) >= names.Likely {
			return names.Name{Text: name}, r.start + max(0, p.Pos()), true
		}
	}
	return names.Name{}, 0, false
}

// ownName captures the name that an answer begins with.
var ownName = pattern.MustCompile(`^(?:(?:Hi|Hello|Hey|Sure|Of course|Yes)[^.!,\n]{0,20}[.!,]\s*)?(?:[Mm]y name(?:['’]s| is)|I['’]m|I am)\s+(\p{Lu}[\p{L}'’-]*(?: \p{Lu}[\p{L}.'’-]*){1,3})|^(?:大家好[，,！!]?\s*)?(?:我是|我叫)(\p{Han}{2,4})[，,。]`)

var (
	// you is in a question to somebody.
	you = pattern.MustCompile(`(?i)\byou(?:r|rs|rself)?\b|你|您|あなた`)
	// answering is in what somebody says of their own life and work.
	answering = pattern.MustCompile(`\b(?:I|I['’](?:m|ve|d|ll))\b|\b(?i:my|me|mine|myself)\b|我(?:[^们們]|$)|私|僕|俺`)
)

// asksInHeadings reports whether the headings are an interview in writing: most of
// them, and more than two, are questions.
func (r *reader) asksInHeadings(o outline) bool {
	asked, _ := r.questions(o)
	return asked > 2 && 2*asked > len(o.headings)
}

// asksYou reports whether at least half of the headings, and two, are questions, and
// two of them to "you".
func (r *reader) asksYou(o outline) bool {
	asked, to := r.questions(o)
	return to > 1 && 2*asked >= len(o.headings)
}

// questions counts the headings that are questions, and those of them that say "you".
// It counts none where less than a third are answered by somebody who says "I": these
// are what the readers of a manual ask.
func (r *reader) questions(o outline) (asked, to int) {
	answered := 0
	for _, h := range o.headings {
		if !strings.HasSuffix(h.text, "?") && !strings.HasSuffix(h.text, "？") {
			continue
		}
		asked++
		if you.MatchString(h.text) {
			to++
		}
		if r.answers(h) {
			answered++
		}
	}
	if 3*answered < asked {
		return 0, 0
	}
	return asked, to
}

// answers reports whether somebody speaks of themselves below a heading.
func (r *reader) answers(h heading) bool {
	for n := h.node.NextSibling(); n != nil && n.Kind() != ast.KindHeading; n = n.NextSibling() {
		if answering.MatchString(markdown.Plain(r.body, n)) {
			return true
		}
	}
	return false
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
	if at, _ := colonIn(heading); at < 0 {
		return "", "", false
	}
	_, heading = splitNumber(heading)
	label, value, ok = cutColon(heading)
	return ofEpisode.ReplaceAllString(label, ""), value, ok && value != ""
}
