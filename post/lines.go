package post

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"viewline/timeline"
)

// splitLines makes a paragraph of each line of a paragraph. The inline nodes move
// to the new paragraphs.
func (r *reader) splitLines(p ast.Node) []ast.Node {
	lines := inlineLines(p)
	split := make([]ast.Node, 0, len(lines))
	row := 0
	for _, line := range lines {
		split = append(split, r.paragraphOf(p, line, &row))
	}
	return split
}

// paragraphOf makes a paragraph of inline nodes that are a line, or part of one,
// of the paragraph p. Row is the number of p's line at which these may start, from
// 0; paragraphOf moves it on.
func (r *reader) paragraphOf(p ast.Node, line []ast.Node, row *int) ast.Node {
	item := ast.NewParagraph()
	start, end := r.pos(line[0]), r.endOf(line[len(line)-1])
	segments := text.NewSegments()
	for ; *row < p.Lines().Len(); *row++ {
		s := p.Lines().At(*row)
		if s.Stop > start && s.Start < end {
			segments.Append(text.NewSegment(max(start, s.Start), min(end, s.Stop)))
		}
		if s.Stop >= end {
			break
		}
	}
	item.SetLines(segments)
	item.SetPos(start)
	for _, n := range line {
		item.AppendChild(item, n)
	}
	if last, ok := item.LastChild().(*ast.Text); ok {
		last.SetSoftLineBreak(false)
		last.SetHardLineBreak(false)
	}
	return item
}

// cutText takes n bytes off the start of a text; a text that is empty then goes.
func (r *reader) cutText(t *ast.Text, n int) {
	t.Segment = text.NewSegment(min(t.Segment.Start+n, t.Segment.Stop), t.Segment.Stop)
	t.SetPos(t.Segment.Start)
	if t.Segment.IsEmpty() && t.NextSibling() != nil && !endsLine(t) {
		t.Parent().RemoveChild(t.Parent(), t)
	}
}

// lineItems reads paragraphs that are the items of one list.
func (r *reader) lineItems(lines []ast.Node) []*timeline.Viewpoint {
	blocks := make([][]ast.Node, len(lines))
	for i, line := range lines {
		blocks[i] = []ast.Node{line}
	}
	labels := r.labelsOf(blocks)
	var vs []*timeline.Viewpoint
	for i, line := range lines {
		vs = append(vs, r.viewpointOf(line, blocks[i], labels[i]))
	}
	return vs
}

// labelIn is the label that opens the first of some blocks; nil where there is
// none, as where a list or a quotation comes first.
func (r *reader) labelIn(blocks []ast.Node) *label {
	if b := firstOwn(blocks); b != nil {
		return r.labelOf(b)
	}
	return nil
}

func firstOwn(blocks []ast.Node) ast.Node {
	if len(blocks) == 0 || standsApart(blocks[0]) {
		return nil
	}
	return blocks[0]
}

// labelsOf finds the label of each item of a list. Where at least half of the
// items, and two, have one, the words before the first colon of the others are
// labels as well.
func (r *reader) labelsOf(items [][]ast.Node) []*label {
	labels := make([]*label, len(items))
	n := 0
	for i, blocks := range items {
		if labels[i] = r.labelIn(blocks); labels[i] != nil {
			n++
		}
	}
	if n < 2 || 2*n < len(items) || n == len(items) {
		return labels
	}
	for i, blocks := range items {
		if b := firstOwn(blocks); labels[i] == nil && b != nil {
			labels[i] = r.looseLabel(b)
		}
	}
	return labels
}

// looseLabel reads the words before the first colon of a paragraph as a label,
// as its neighbours have one, unless they hold the punctuation of a sentence.
func (r *reader) looseLabel(p ast.Node) *label {
	t, ok := p.FirstChild().(*ast.Text)
	if !ok {
		return nil
	}
	joinText(t)
	words := plainLabel(string(r.value(t.Segment)))
	l := &label{text: strings.TrimSpace(strings.TrimRight(words, ":： \t")), colon: true, end: t.Segment.Start + len(words)}
	if l.text == "" || l.end >= t.Segment.Stop && endsLine(t) || tooLong(l.text) || strings.ContainsAny(l.text, "，。；！？,;!?“”\"「」") {
		return nil
	}
	if quotation.Match(r.between(l.end, len(r.body))) {
		return nil
	}
	return l
}
