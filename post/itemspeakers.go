package post

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
)

// inOrder sorts parts by the items of a list that they are.
func inOrder(parts []part, items []ast.Node) []part {
	at := map[ast.Node]int{}
	for i, item := range items {
		at[item] = i
	}
	slices.SortStableFunc(parts, func(a, b part) int { return at[a.node] - at[b.node] })
	return parts
}

// dashName captures the end of an item behind a dash.
var dashName = pattern.MustCompile(`\s[-–—]\s+([^-–—]{3,80})$`)

// speakersBehindDash are whom an item names behind its last dash, whatever their names:
// as other items of the list do.
func (r *reader) speakersBehindDash(title string, pos int) ([]*member, *cast) {
	m := dashName.FindStringSubmatch(strings.TrimSpace(title))
	if m == nil {
		return nil, nil
	}
	c := &cast{}
	for _, n := range names.List(m[1]) {
		if names.FormOf(n.Text) < names.Likely || !strings.Contains(m[1], n.Text) {
			return nil, nil
		}
		c.add(r, n, claim{weight: ofLabel, sure: true, role: people.Speaker, what: "an item of a list of talks, as others name somebody", pos: pos})
	}
	if len(c.members) > 3 {
		return nil, nil
	}
	return c.members, c
}

// describes reports whether an item starts with a name and goes on, behind a dash or a
// colon, with what that one is: “**Ana Ruiz** – a writer of novels”.
func describes(p part) bool {
	return slices.ContainsFunc(p.speakers, func(m *member) bool {
		rest, starts := strings.CutPrefix(strings.TrimSpace(p.title), m.name.Text)
		text := strings.TrimLeft(rest, " -–—:：")
		return starts && text != rest && names.Describes(text)
	})
}

// isOfRoll reports whether an item is a line of a roll of people, and tells of no talk: it
// is a name and nothing else, or goes on with an office or a place, as in “Ana Ruiz,
// Maintainer” and “Ana Ruiz (Slow Inc.)”.
func isOfRoll(p part) bool {
	rest, names := strings.TrimSpace(p.title), 0
	for _, m := range p.speakers {
		behind, starts := strings.CutPrefix(strings.TrimLeft(rest, " ,&、"), m.name.Text)
		if !starts {
			behind, starts = strings.CutPrefix(strings.TrimLeft(rest, " ,&、"), "and "+m.name.Text)
		}
		if starts {
			rest, names = strings.TrimSpace(behind), names+1
		}
	}
	return names > 0 && (rest == "" || strings.ContainsRune(",，(（*;", firstRune(rest)) && !titleBehind.MatchString(rest))
}

// titleBehind is what leads from whom an item names to the title of a talk.
var titleBehind = pattern.MustCompile(`[:：]|\s[-–—]|[-–—]\s|["“「『《]`)

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// speakersOfItem finds whom an item of a list of talks names: "Title – Ana Ruiz",
// "Title by Ana Ruiz".
func (r *reader) speakersOfItem(title string, pos int) ([]*member, *cast) {
	c := &cast{}
	if strings.Contains(title, "Wikipedia") {
		return nil, nil // an article about somebody
	}
	for _, found := range people.InTitle(title) {
		if found.Role == people.Speaker && found.Strength >= people.Half && found.Form >= names.Likely && (people.Known(found.Text) || found.Strength == people.Grammar || !isLatin(found.Text)) {
			c.add(r, found.Name, claim{weight: ofLabel, sure: true, role: people.Speaker, what: "an item of a list of talks: " + found.Why, pos: pos})
		}
	}
	if len(c.members) == 0 || len(c.members) > mostSpeakers {
		return nil, nil
	}
	return c.members, c
}
