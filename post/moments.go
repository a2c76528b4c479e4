package post

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"viewline/markdown"
	"viewline/post/moments"
	"viewline/timeline"
)

// timestamps finds the moments of a recording that blocks name, in their text,
// in bold, or by a link.
func (r *reader) timestamps(blocks []ast.Node) []*timeline.Timestamp {
	var list moments.List
	for _, b := range blocks {
		if r.mayHoldMoment(b) {
			for _, line := range r.textLines(b) {
				list.Add(moments.InLine(line)...)
			}
			r.addMarked(&list, b)
		}
	}
	return stamps(list)
}

// headingMoments finds the moments that the heading of a section names.
func (r *reader) headingMoments(heading string, at ast.Node) []*timeline.Timestamp {
	var list moments.List
	if moments.May(heading) {
		list.Add(moments.InLine(heading)...)
	}
	if h, ok := at.(*ast.Heading); ok && r.mayHoldMoment(h) {
		r.addMarked(&list, h)
	}
	return stamps(list)
}

func stamps(list moments.List) []*timeline.Timestamp {
	var all []*timeline.Timestamp
	for _, m := range list.All {
		all = append(all, &timeline.Timestamp{Label: m.Label, Seconds: m.Seconds, URL: timeline.Text(m.URL)})
	}
	return all
}

// mayHoldMoment tells whether a block's source may hold a moment.
func (r *reader) mayHoldMoment(b ast.Node) bool {
	start, end := r.pos(b), r.blockEnd(b)
	return start < 0 || end < start || moments.May(r.body[start:end])
}

// addMarked adds the moments that links lead to, and those that are all of a
// bold or slanted text.
func (r *reader) addMarked(list *moments.List, b ast.Node) {
	link := func(text, address string) {
		if safe(address) {
			if m, ok := moments.OfLink(text, address); ok {
				list.Add(m)
			}
		}
	}
	_ = ast.Walk(b, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Link:
			link(markdown.Plain(r.body, n), string(n.Destination))
			return ast.WalkSkipChildren, nil
		case *ast.AutoLink:
			link("", string(n.URL(r.body)))
		case *ast.Emphasis:
			if m, ok := moments.Only(markdown.Plain(r.body, n)); ok {
				list.Add(m)
			}
		}
		return ast.WalkContinue, nil
	})
}

// textLines is the plain text of a block, line by line as it stands in the
// source.
func (r *reader) textLines(b ast.Node) []string {
	switch b.Kind() {
	case ast.KindParagraph, ast.KindTextBlock, ast.KindHeading, extast.KindTableCell:
	default:
		return strings.Split(markdown.Plain(r.body, b), "\n")
	}
	var lines []string
	for _, nodes := range inlineLines(b) {
		lines = append(lines, r.plainLine(nodes))
	}
	return lines
}

// plainLine is the plain text of the inline nodes of one line.
func (r *reader) plainLine(nodes []ast.Node) string {
	var b strings.Builder
	for _, n := range nodes {
		t, ok := n.(*ast.Text)
		if !ok {
			b.WriteString(markdown.Plain(r.body, n))
			continue
		}
		src := r.value(t.Segment)
		if len(src) > 0 && src[0] == ' ' {
			b.WriteByte(' ')
		}
		words := markdown.Plain(r.body, t)
		b.WriteString(words)
		if words != "" && src[len(src)-1] == ' ' {
			b.WriteByte(' ')
		}
	}
	return strings.TrimSpace(b.String())
}

// passDown gives the moment in a section's heading to those of its viewpoints
// that name none.
func (o *openSection) passDown() {
	if len(o.moments) == 0 {
		return
	}
	for _, v := range o.Viewpoints {
		if len(v.Timestamps) == 0 {
			v.Timestamps = o.moments
		}
	}
}
