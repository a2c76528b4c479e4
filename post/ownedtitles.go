package post

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"viewline/markdown"
	"viewline/post/dates"
	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
	"viewline/timeline"
)

// A post about speeches may have a heading for each that says whose it is, and a line below
// that says where it was given:
//
//	### 1. Marta Vogel's "Quiet Maps"
//
//	*Delivered to the 2005 graduating class of Rivertown College*

// fewestOwned is how many such headings a post about speeches has.
const fewestOwned = 3

var (
	// ownedTitle captures whose the title in quotation marks is.
	ownedTitle = pattern.MustCompile(`^(?:(?i:admiral|general|president|senator|justice|judge|dr\.?|prof(?:essor|\.)?) )?(\p{Lu}[\p{L}'’-]*(?: \p{Lu}[\p{L}.'’-]*){1,3}?)(?:['’]s|s['’]) ["“][^"”]{2,80}["”]$`)
	// deliveredTo starts the line that says where a speech was given.
	deliveredTo = pattern.MustCompile(`^(?i:(?:speech |talk |address |lecture |keynote )?(?:delivered|given|presented|spoken)) (?i:to|at|in|on|before|by) `)
)

// ownerOfTitle is whose speech a heading names so; empty where it names none.
func ownerOfTitle(heading string) string {
	_, heading = splitNumber(heading)
	m := ownedTitle.FindStringSubmatch(strings.TrimSpace(heading))
	if m == nil || names.FormOf(m[1]) < names.Likely || !people.Known(m[1]) {
		return ""
	}
	return m[1]
}

// deliveredLine finds the one date of such a line at the start of blocks.
func (r *reader) deliveredLine(blocks []ast.Node) (dated, bool) {
	for _, b := range blocks[:min(2, len(blocks))] {
		if b.Kind() != ast.KindParagraph || r.turns[b] != nil {
			continue
		}
		text := oneLine(markdown.Plain(r.body, b))
		if len(text) > longestDateLine || isSentence(text) || !deliveredTo.MatchString(text) {
			continue
		}
		var found []dates.Date
		for _, d := range dates.Find(text, dates.Options{Order: r.order}) {
			if readable(d) && d.Err == nil && d.Date.Year >= firstYear {
				found = append(found, d)
			}
		}
		if len(found) == 1 {
			return dated{Date: found[0], source: timeline.DateFromText, text: strings.TrimSpace(textOf(text, found[0])), what: "a line that says when and where", pos: r.start + max(0, b.Pos())}, true
		}
	}
	return dated{}, false
}
