package post

import (
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"viewline/markdown"
	"viewline/timeline"
)

// A metadata line is short; what is longer is prose with a bold start.
const (
	longestLabel = 16  // code points
	longestValue = 200 // code points
)

// takeMetadata reads the labelled lines at the head of an appearance: in
// paragraphs, or in a list or a block quote of nothing else. It returns the
// blocks that are left.
func (r *reader) takeMetadata(a *timeline.Appearance, blocks []ast.Node, dates *dateCandidates) []ast.Node {
	for len(blocks) > 0 {
		paragraphs := r.metadataIn(blocks[0])
		if len(paragraphs) == 0 {
			break
		}
		var left []ast.Node // with prose behind the metadata
		for _, p := range paragraphs {
			for line := r.metadataLine(p); line != nil; line = r.metadataLine(p) {
				r.readMetadata(a, line, dates)
			}
			if p.FirstChild() != nil {
				left = append(left, p)
			}
		}
		blocks = blocks[1:]
		if len(left) > 0 {
			return append(left, blocks...)
		}
	}
	return blocks
}

// metadataIn lists the paragraphs of a block that are metadata; none where it
// holds anything else.
func (r *reader) metadataIn(block ast.Node) []ast.Node {
	switch block.(type) {
	case *ast.Paragraph:
		if r.metadataLine(block) != nil {
			return []ast.Node{block}
		}
	case *ast.List:
		var paragraphs []ast.Node
		for _, item := range children(block) {
			p := item.FirstChild()
			if p == nil || p.NextSibling() != nil || !r.onlyMetadata(p) {
				return nil
			}
			paragraphs = append(paragraphs, p)
		}
		return paragraphs
	case *ast.Blockquote:
		for _, p := range children(block) {
			if !r.onlyMetadata(p) {
				return nil
			}
		}
		return children(block)
	}
	return nil
}

// onlyMetadata reports whether all lines of a paragraph are metadata under a
// known label.
func (r *reader) onlyMetadata(p ast.Node) bool {
	if p.Kind() != ast.KindParagraph && p.Kind() != ast.KindTextBlock {
		return false
	}
	for _, line := range inlineLines(p) {
		label, value := r.colonLine(line)
		if metadataRole(label) == "" || value == "" {
			return false
		}
	}
	return true
}

func (r *reader) hasMetadata(blocks []ast.Node) bool {
	if len(blocks) == 0 {
		return false
	}
	for _, p := range r.metadataIn(blocks[0]) {
		if line := r.metadataLine(p); line != nil && metadataRole(line.text) != "" {
			return true
		}
	}
	return false
}

// colonLine cuts a line of inline nodes at its first colon.
func (r *reader) colonLine(line []ast.Node) (before, after string) {
	source := r.body[max(0, line[0].Pos()):r.endOf(line[len(line)-1])]
	before, after, _ = cutColon(markdown.PlainOf(string(source)))
	return before, after
}

// readMetadata takes a line off its paragraph and notes what it says.
func (r *reader) readMetadata(a *timeline.Appearance, line *metadataLine, dates *dateCandidates) {
	value := ast.NewParagraph()
	for _, n := range line.nodes {
		value.AppendChild(value, n)
	}
	line.remove(r, value)
	detail := &timeline.Detail{Label: line.text, Value: markdown.Plain(r.body, value)}
	a.Details = append(a.Details, detail)
	switch metadataRole(detail.Label) {
	case roleTheme:
		a.Theme = timeline.Text(detail.Value)
	case roleDate:
		if found, ok := dateIn(detail.Value); ok {
			dates.add(found, timeline.DateFromMetadata, func(err error) { r.fail(r.start+line.end, "%v", err) })
		} else {
			r.warn(r.start+line.end, "%s %q holds no date; want %s", detail.Label, detail.Value, dateForms)
		}
	}
}

// metadataLine is a line such as **场合:** 多伦多.
type metadataLine struct {
	*label
	nodes []ast.Node // of the whole line
}

// metadataLine reads the first line of a paragraph; nil where it is none. A
// label without a value on its line, and one that heads a section (结论 …), is
// no metadata; under an unknown label, neither is what reads as prose.
func (r *reader) metadataLine(p ast.Node) *metadataLine {
	l := r.labelOf(p)
	if l == nil || !l.colon || l.alone || !l.bold && metadataRole(l.text) == "" || utf8.RuneCountInString(l.text) > longestLabel || metadataRole(l.text) == "" && r.lib.sectionKind(l.text) != "" {
		return nil
	}
	line := &metadataLine{label: l}
	end := 0
	for n := p.FirstChild(); n != nil; n = n.NextSibling() {
		line.nodes = append(line.nodes, n)
		end = r.endOf(n)
		if t, ok := n.(*ast.Text); ok && (t.SoftLineBreak() || t.HardLineBreak()) {
			break
		}
	}
	value := string(r.body[l.end:max(l.end, end)])
	if metadataRole(l.text) == "" && (isSentence(value) || utf8.RuneCountInString(value) > longestValue) {
		return nil
	}
	return line
}

// isSentence reports whether a value reads as prose.
func isSentence(s string) bool {
	return strings.ContainsAny(s, "。！？") || strings.Count(s, "，") > 2
}
