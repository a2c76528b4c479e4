package post

import (
	"slices"
	"strings"

	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
	"viewline/timeline"
)

// Places of a post that name somebody are sometimes wrong by themselves: another place of
// the same post tells better.

// contradictsTitle reports whether a heading says the same as the front matter's title, of
// somebody else: "Ana Ruiz: The Slow Painter" above "# Ana Wells: The Slow Painter".
func (r *reader) contradictsTitle(t titled) bool {
	if t.what != "the heading" || !r.front.titled {
		return false
	}
	name, said, found := strings.Cut(r.front.Title, ":")
	other, same, also := strings.Cut(t.text, ":")
	return found && also && timeline.Fold(strings.TrimSpace(said)) == timeline.Fold(strings.TrimSpace(same)) &&
		timeline.Fold(strings.TrimSpace(name)) != timeline.Fold(strings.TrimSpace(other)) && names.FormOf(strings.TrimSpace(name)) >= names.Likely
}

// interviewWith captures two of a title of whom either may be the one who was asked: "Ana
// Ruiz interview with Bo Li".
var interviewWith = pattern.MustCompile(`^(` + latinName + `)(?:['’]s)? (?i:interview with) (` + latinName + `)`)

// claimsOfAskedFirst takes the first of the two where the description or a first paragraph
// has an interview with that one, and with the other one none: the other one asked.
func (r *reader) claimsOfAskedFirst(c *cast, o outline, openings []titled) {
	for _, t := range r.titles(o) {
		m := interviewWith.FindStringSubmatch(t.text)
		if m == nil {
			continue
		}
		about := clipText(r.aboutText(), longestOpening)
		for _, p := range openings {
			about += "\n" + p.text
		}
		about = strings.ReplaceAll(about, t.text, "") // a caption may have the title again
		if !asksOf(about, m[1]) || asksOf(about, m[2]) {
			return
		}
		asking := c.find(names.Name{Text: m[2]})
		if asking == nil || names.FormOf(m[1]) < names.Likely {
			return
		}
		c.members = slices.DeleteFunc(c.members, func(other *member) bool { return strings.HasPrefix(m[1], other.name.Text) })
		told := claim{weight: ofGrammar, sure: true, tells: true, role: people.Speaker, what: "the text has an interview with the first of two in the title", pos: t.pos}
		c.add(r, names.Name{Text: m[1]}, told)
		told.role = people.Host
		asking.claims = []claim{told}
		return
	}
}

// asksOf reports whether a text tells of an interview with somebody.
func asksOf(text, name string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], name)
		if i < 0 {
			return false
		}
		if asksAhead.MatchString(lastBytes(text[:from+i], 60)) {
			return true
		}
		from += i + len(name)
	}
}

var asksAhead = pattern.MustCompile(`(?i)\b(?:interviews?|interviewed|conversation|chat)(?: with| of)?(?: the| a)?(?: late| great| legendary| famous)?\s+$`)

// isOfFirms reports whether those who have turns are firms: one of them is called as
// somebody could be, and lines beside it start with an abbreviation and with single words
// which are no given names, more than once each. "Marta Vogel:" is a firm among "ZX:" and
// "Orbis:".
func (r *reader) isOfFirms(t talk) bool {
	full, letters := 0, 0
	for _, first := range t.firsts {
		switch {
		case first.voice == people.Asks || first.voice == people.Answers || t.labels[first.label] < 2:
		case strings.Contains(first.label, " "):
			full++
		case abbreviation.MatchString(first.label):
			letters++
		}
	}
	if full != 1 || letters == 0 {
		return false
	}
	words := map[string]int{}
	for line := range strings.Lines(string(r.body)) {
		if m := wordAhead.FindStringSubmatch(line); m != nil {
			words[m[1]]++
		}
	}
	firms := 0
	for word, n := range words {
		switch {
		case n < 2:
		case people.Known(word):
			return false // a given name
		default:
			firms++
		}
	}
	return firms > 0
}

var (
	abbreviation = pattern.MustCompile(`^[A-Z]{2,5}$`)
	wordAhead    = pattern.MustCompile(`^(\p{Lu}\p{Ll}{2,20}): \S`)
)
