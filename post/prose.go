package post

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"

	"viewline/markdown"
	"viewline/timeline"
)

// prose is the text of blocks; nil where they show nothing.
func (r *reader) prose(blocks []ast.Node) *timeline.Prose {
	var md, html, plain []string
	for _, b := range blocks {
		if b.Kind() == ast.KindParagraph && b.FirstChild() == nil || b.Kind() == ast.KindTextBlock && b.FirstChild() == nil {
			continue // its label was all it had
		}
		md = append(md, r.markdown(b))
		html = append(html, markdown.HTML(r.body, b))
		if p := markdown.Plain(r.body, b); p != "" {
			plain = append(plain, p)
		}
	}
	p := timeline.Prose{
		Markdown: strings.Join(md, "\n\n"),
		HTML:     strings.TrimSpace(strings.Join(html, "")),
		Plain:    strings.Join(plain, "\n"),
	}
	if p.IsZero() {
		return nil
	}
	return &p
}

// markdown is a block's source, without what marks the blocks around it.
func (r *reader) markdown(b ast.Node) string {
	if b.Kind() == ast.KindParagraph || b.Kind() == ast.KindTextBlock {
		return r.inlineSource(b)
	}
	start, end := b.Pos(), r.blockEnd(b)
	if start < 0 || end <= start {
		return ""
	}
	indent := start - bytes.LastIndexByte(r.body[:start], '\n') - 1
	lines := strings.Split(string(r.body[start:end]), "\n")
	for i, line := range lines[1:] {
		cut := 0
		for cut < len(line) && cut < indent && strings.IndexByte(" \t>", line[cut]) >= 0 {
			cut++
		}
		lines[i+1] = line[cut:]
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// inlineSource is the source of a paragraph from its first node on: a label
// that was taken off it is left out.
func (r *reader) inlineSource(p ast.Node) string {
	from := p.FirstChild().Pos()
	var b strings.Builder
	for i := range p.Lines().Len() {
		line := p.Lines().At(i)
		if line.Stop > from {
			b.Write(r.body[max(line.Start, from):line.Stop])
		}
	}
	return strings.TrimSpace(b.String())
}

// blockEnd is the offset at which the next block starts, or the body's end.
func (r *reader) blockEnd(b ast.Node) int {
	for n := b; n != nil; n = n.Parent() {
		if next := n.NextSibling(); next != nil && next.Type() == ast.TypeBlock && next.Pos() > b.Pos() {
			return bytes.LastIndexByte(r.body[:next.Pos()], '\n') + 1
		}
	}
	return len(r.body)
}
