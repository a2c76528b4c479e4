package post

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"

	"viewline/markdown"
	"viewline/timeline"
)

// isSpent reports whether a block is a paragraph that had nothing but what was
// taken off it, such as a label.
func isSpent(b ast.Node) bool {
	return b.FirstChild() == nil && (b.Kind() == ast.KindParagraph || b.Kind() == ast.KindTextBlock)
}

// passage is the text of neighbouring blocks; nil where they show nothing.
func (r *reader) passage(blocks []ast.Node) *timeline.Passage {
	text := r.prose(blocks)
	if text == nil {
		return nil
	}
	return &timeline.Passage{Text: *text, Line: r.startLine(blocks)}
}

// startLine is the line of the post, from 1, at which the first of the blocks
// starts that shows anything: of a paragraph, the line of what is left of it. It
// is 0 where no block shows anything.
func (r *reader) startLine(blocks []ast.Node) int {
	for _, b := range blocks {
		if isSpent(b) {
			continue
		}
		if b.Kind() == ast.KindParagraph || b.Kind() == ast.KindTextBlock {
			return r.line(firstPlaced(b.FirstChild()))
		}
		return r.line(firstPlaced(b))
	}
	return 0
}

// firstPlaced is a node or the first one in it that has a position: a list of
// footnotes has none.
func firstPlaced(n ast.Node) ast.Node {
	for n.Pos() < 0 && n.FirstChild() != nil {
		n = n.FirstChild()
	}
	return n
}

// prose is the text of blocks; nil where they show nothing.
func (r *reader) prose(blocks []ast.Node) *timeline.Prose {
	if len(blocks) == 1 && !isSpent(blocks[0]) {
		return r.proseOf(blocks[0])
	}
	var md, html, plain []string
	for _, b := range blocks {
		if isSpent(b) {
			continue
		}
		md = append(md, r.markdown(b))
		html = append(html, markdown.HTML(r.body, b))
		if p := markdown.Plain(r.body, b); p != "" {
			plain = append(plain, p)
		}
	}
	p := timeline.Prose{
		Markdown: strings.Join(md, "\n\n"),
		HTML:     timeline.HTML(strings.TrimSpace(strings.Join(html, ""))),
		Plain:    strings.Join(plain, "\n"),
	}
	if p.IsZero() {
		return nil
	}
	return &p
}

// proseOf is the text of one block; nil where it shows nothing.
func (r *reader) proseOf(b ast.Node) *timeline.Prose {
	p := timeline.Prose{Markdown: r.markdown(b), HTML: timeline.HTML(markdown.HTML(r.body, b)), Plain: markdown.Plain(r.body, b)}
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
	start, end := r.pos(b), r.blockEnd(b)
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
	from := r.pos(p.FirstChild())
	var b strings.Builder
	for i := range p.Lines().Len() {
		line := p.Lines().At(i)
		if line.Stop > from {
			b.Write(r.between(max(line.Start, from), line.Stop))
		}
	}
	return strings.TrimSpace(b.String())
}

// blockEnd is the offset at which the next block starts, or the body's end.
func (r *reader) blockEnd(b ast.Node) int {
	for n := b; n != nil; n = n.Parent() {
		if end, known := r.ends[n]; known {
			return end
		}
		if next := n.NextSibling(); next != nil && next.Type() == ast.TypeBlock && r.pos(next) > r.pos(b) {
			return bytes.LastIndexByte(r.between(0, r.pos(next)), '\n') + 1
		}
	}
	return len(r.body)
}
