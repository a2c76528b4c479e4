package post

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"viewline/markdown"
	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
)

// Notes on an event may have a bold line for a heading of each talk, which names who spoke
// or has a list of that below:
//
//	**A. Keynote: Marta Vogel**
//
//	**B. Slow rivers**
//
//	- speaker: Daniel Reyes (SlowLab)

// boldKeynote captures the name in such a line.
var boldKeynote = pattern.MustCompile(`^(?:[A-Z\d]{1,2}[.)]\s+)?(?i:(?:opening |closing |invited |lightning )?(?:keynote|talk|session|lecture)(?: speaker)?)\s*(?:[:：]|[-–—])\s*(\p{Lu}[\p{L}'’-]*(?: \p{Lu}[\p{L}.'’-]*){1,3})$`)

// partsOfBoldHeads are the talks below such lines, at least three and half of all.
func (r *reader) partsOfBoldHeads(o outline) (parts []part, beside []ast.Node) {
	if len(r.main) > 0 || !r.isSingleEvent(o) || !r.isEvent(o) && countDays(o) < 2 {
		return nil, nil
	}
	blocks := rejoin(r.introOf(o), o.chunks)
	heads, open := 0, false // whether the last part goes on
	for i, b := range blocks {
		title, is := r.boldHead(b)
		switch {
		case is:
			heads++
			p := part{cast: &cast{}, title: title, node: b, level: 6, links: []ast.Node{b}, shared: true}
			r.claimsOfBoldHead(p.cast, title, b, blocks[i+1:])
			p.speakers = p.cast.members
			if open = len(p.speakers) > 0 && len(p.speakers) <= mostSpeakers; open {
				parts = append(parts, p)
			} else {
				beside = append(beside, b)
			}
		case open && b.Kind() != ast.KindHeading:
			last := &parts[len(parts)-1]
			last.blocks = append(last.blocks, b)
		default:
			open = false
			beside = append(beside, b)
		}
	}
	if len(parts) < fewestBold || 2*len(parts) < heads {
		return nil, nil
	}
	return parts, beside
}

// boldHead is the text of a paragraph that is one bold line and no label.
func (r *reader) boldHead(b ast.Node) (string, bool) {
	p, ok := b.(*ast.Paragraph)
	if !ok {
		return "", false
	}
	bold, ok := p.FirstChild().(*ast.Emphasis)
	if !ok || bold.Level != 2 || bold.NextSibling() != nil {
		return "", false
	}
	text := oneLine(markdown.Plain(r.body, bold))
	return text, len(text) <= longestByline && !strings.HasSuffix(text, ":")
}

// claimsOfBoldHead takes whom the line names, or a label right below it.
func (r *reader) claimsOfBoldHead(c *cast, title string, head ast.Node, below []ast.Node) {
	if m := boldKeynote.FindStringSubmatch(title); m != nil && names.FormOf(m[1]) >= names.Likely {
		c.add(r, names.Name{Text: m[1]}, claim{weight: ofGrammar, sure: true, role: people.Speaker, what: "bold lines that name who gave a keynote, as headings do", pos: r.start + max(0, head.Pos())})
		return
	}
	if len(below) == 0 {
		return
	}
	if organisers.MatchString(title) {
		return
	}
	if list, ok := below[0].(*ast.List); ok && !r.isRoll(list) {
		if first := list.FirstChild().FirstChild(); first != nil {
			m := nameAndPost.FindStringSubmatch(oneLine(markdown.Plain(r.body, first)))
			if m != nil && names.FormOf(m[1]) >= names.Likely && people.Known(m[1]) {
				c.add(r, names.Name{Text: m[1]}, claim{weight: ofHalf, sure: true, role: people.Speaker, what: "the first item below a bold line is a name, as others are", pos: r.start + max(0, first.Pos())})
				return
			}
		}
	}
	for _, l := range r.linesOf(below[0]) {
		if role, is := partOf(l.label); is && role == people.Speaker {
			for _, n := range listNames(l.value) {
				if form := names.FormOf(n.Text); form >= names.Likely || form == names.Possible && strings.Contains(n.Text, " ") {
					c.add(r, n, labelClaim(l.label, r.start+l.pos, role))
				}
			}
		}
	}
}

// nameAndPost captures a name that is a line, or has a few words for what somebody is behind it.
var nameAndPost = pattern.MustCompile(`^(\p{Lu}[\p{L}'’-]*(?: \p{Lu}[\p{L}.'’-]*){1,3})(?:\s*[,(|]\s*[^,.!?:;]{2,40}[)]?)?$`)

// countDays counts the headings that are days of an event by their number: "Day 2".
func countDays(o outline) int {
	n := 0
	for _, h := range o.headings {
		if dayNumber.MatchString(h.text) {
			n++
		}
	}
	return n
}
