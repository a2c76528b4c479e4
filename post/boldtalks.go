package post

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"viewline/markdown"
	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
)

// fewestBold is how many talks a post has to list in bold: two bold lines with a name
// below may be anything.
const fewestBold = 3

// partsOfBold finds the talks of an event that a post lists as bold titles, each with
// who spoke on the next line:
//
//	**Slow maps**
//	Marta Vogel - @vogel
func (r *reader) partsOfBold(o outline) (parts []part, beside []ast.Node) {
	if len(r.main) > 0 || !r.isEvent(o) {
		return nil, nil
	}
	for _, b := range rejoin(r.introOf(o), o.chunks) {
		if p, ok := r.boldTalk(b); ok {
			parts = append(parts, p)
			continue
		}
		if last := len(parts) - 1; last >= 0 && b.Kind() != ast.KindHeading && b.Kind() != ast.KindThematicBreak {
			parts[last].blocks = append(parts[last].blocks, b)
			continue
		}
		beside = append(beside, b)
	}
	if len(parts) < fewestBold {
		return nil, nil
	}
	return parts, beside
}

// accounts are handles behind a name.
var accounts = pattern.MustCompile(`\s*(?:[-–—]\s*)?\(?@[\w.]+\)?`)

// boldTalk reads a paragraph of a bold line and a line of names.
func (r *reader) boldTalk(b ast.Node) (part, bool) {
	para, ok := b.(*ast.Paragraph)
	if !ok {
		return part{}, false
	}
	bold, ok := para.FirstChild().(*ast.Emphasis)
	if !ok || bold.Level != 2 {
		return part{}, false
	}
	lines := inlineLines(para)
	if len(lines) != 2 {
		return part{}, false
	}
	title, below := oneLine(markdown.Plain(r.body, bold)), r.plainLine(lines[1])
	if title != oneLine(r.plainLine(lines[0])) || strings.HasSuffix(title, ":") || len(below) > longestByline {
		return part{}, false
	}
	p := part{cast: &cast{}, title: title, node: para, level: 6, links: []ast.Node{para}}
	pos := r.start + max(0, para.Pos())
	for _, n := range names.List(accounts.ReplaceAllString(below, "")) {
		if names.FormOf(n.Text) < names.Likely {
			return part{}, false
		}
		p.cast.add(r, n, claim{weight: ofProse, sure: true, role: people.Speaker, what: "a line of its own below a bold title, as others have", pos: pos})
	}
	p.speakers = p.cast.members
	return p, len(p.speakers) > 0 && len(p.speakers) <= mostSpeakers
}

// oneLine is a text with one blank for each run of blanks and ends of lines.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
