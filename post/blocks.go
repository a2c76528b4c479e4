package post

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"viewline/markdown"
	"viewline/post/pattern"
	"viewline/timeline"
)

// Views are not always bullets. What is read here as viewpoints: paragraphs with
// a label, lines that start with a bullet character, <details>, and, in a
// section that has nothing else, its paragraphs, block quotes and table rows.

// readLabelled reads a paragraph that opens with a bold label and a colon, or
// whose lines are bullets, as viewpoints. It reports whether it did.
func (s *sectionReader) readLabelled(p *ast.Paragraph) bool {
	if o := s.current(); o != nil && o.Kind != "" || s.lists == allRecommend {
		return false
	}
	if lines := s.reader.bulletLines(p); lines != nil {
		o := s.ensure(p)
		o.Viewpoints = append(o.Viewpoints, s.reader.lineItems(lines)...)
		return true
	}
	if s.readNumbered(p) {
		return true
	}
	if l := s.reader.labelOf(p); l == nil || !l.bold || !l.colon {
		return false
	}
	o := s.ensure(p)
	o.Viewpoints = append(o.Viewpoints, s.reader.viewpoint(p, []ast.Node{p}))
	return true
}

// bullets open a line that the author means as a list item.
const bullets = "•●▪◦‣○■◆·"

// bulletLines splits a paragraph whose lines start with a bullet character into
// a paragraph for each, without the bullet; nil where not all lines do.
func (r *reader) bulletLines(p *ast.Paragraph) []ast.Node {
	for _, line := range inlineLines(p) {
		if t, ok := line[0].(*ast.Text); !ok || !startsWithBullet(r.value(t.Segment)) {
			return nil
		}
	}
	split := r.splitLines(p)
	for _, item := range split {
		first := item.FirstChild().(*ast.Text)
		value := r.value(first.Segment)
		rest := bytes.TrimLeft(bytes.TrimLeft(bytes.TrimLeft(value, " "), bullets), " \u3000")
		r.cutText(first, len(value)-len(rest))
	}
	return split
}

func startsWithBullet(line []byte) bool {
	first, size := utf8.DecodeRune(bytes.TrimLeft(line, " "))
	return size > 0 && strings.ContainsRune(bullets, first)
}

// inlineLines are the inline nodes of a paragraph, line by line.
func inlineLines(p ast.Node) [][]ast.Node {
	all := children(p)
	var lines [][]ast.Node
	start := 0
	for i, n := range all {
		t, ok := n.(*ast.Text)
		if ends := ok && (t.SoftLineBreak() || t.HardLineBreak()); ends || i == len(all)-1 {
			lines = append(lines, all[start:i+1:i+1])
			start = i + 1
		}
	}
	return lines
}

// proseAsViewpoints takes a section that has only prose: each paragraph, block
// quote and table row is a viewpoint. A line that introduces what follows, and
// all else, stays the section's text at its place; so does a table, for its
// heading.
func (s *sectionReader) proseAsViewpoints(o *openSection) {
	body := o.body
	*o = openSection{Section: o.Section, moments: o.moments}
	for i := 0; i < len(body); i++ {
		switch b := body[i].(type) {
		case *ast.Paragraph:
			plain := markdown.Plain(s.reader.body, b)
			if onlyImages(b) || strings.HasSuffix(plain, "：") || strings.HasSuffix(plain, ":") {
				o.body = append(o.body, b)
				break
			}
			answer := s.reader.answer(body[i:])
			o.Viewpoints = append(o.Viewpoints, s.reader.viewpoint(b, answer))
			i += len(answer) - 1
		case *ast.Blockquote:
			o.Viewpoints = append(o.Viewpoints, s.reader.viewpoint(b, children(b)))
		case *extast.Table:
			o.body = append(o.body, b)
			s.note(o)
			o.Viewpoints = append(o.Viewpoints, s.reader.tableRows(b)...)
		default:
			o.body = append(o.body, b)
		}
		s.note(o)
	}
}

// answer is a paragraph and, where it is a bold line such as a question, the
// paragraphs behind it up to the next one.
func (r *reader) answer(blocks []ast.Node) []ast.Node {
	if l := r.labelOf(blocks[0]); l == nil || !l.bold || l.node == nil || l.node.NextSibling() != nil {
		return blocks[:1]
	}
	n := 1
	for n < len(blocks) {
		if p, ok := blocks[n].(*ast.Paragraph); !ok || onlyImages(p) || r.labelOf(p) != nil {
			break
		}
		n++
	}
	return blocks[:n]
}

func onlyImages(p ast.Node) bool {
	for _, n := range children(p) {
		_, image := n.(*ast.Image)
		t, isText := n.(*ast.Text)
		if blank := isText && t.Segment.IsEmpty(); !image && !blank {
			return false
		}
	}
	return true
}

// tableRows reads the rows of a table: the first cell is the label, the others
// the text, each behind the heading of its column.
func (r *reader) tableRows(table ast.Node) []*timeline.Viewpoint {
	var heads []string
	var vs []*timeline.Viewpoint
	for _, row := range children(table) {
		cells := children(row)
		if row.Kind() == extast.KindTableHeader {
			for _, c := range cells {
				heads = append(heads, markdown.Plain(r.body, c))
			}
			continue
		}
		v := &timeline.Viewpoint{Line: r.line(row)}
		var lines []string
		for i, c := range cells {
			source := r.cellSource(c)
			switch {
			case i == 0:
				v.Label = timeline.Text(markdown.Plain(r.body, c))
			case source == "":
			case i < len(heads) && heads[i] != "":
				lines = append(lines, "**"+heads[i]+"：** "+source)
			default:
				lines = append(lines, source)
			}
		}
		v.Text = proseOf(strings.Join(lines, "\n\n"))
		_, v.Links = r.media(cells)
		v.Timestamps = r.timestamps(cells)
		vs = append(vs, v)
	}
	return vs
}

func (r *reader) cellSource(cell ast.Node) string {
	var b strings.Builder
	for i := range cell.Lines().Len() {
		segment := cell.Lines().At(i)
		b.Write(r.value(segment))
	}
	return strings.TrimSpace(b.String())
}

// proseOf is the prose of a Markdown fragment that stands for itself.
func proseOf(md string) timeline.Prose {
	if md == "" {
		return timeline.Prose{}
	}
	return timeline.Prose{Markdown: md, HTML: timeline.HTML(markdown.HTMLOf(md)), Plain: markdown.PlainOf(md)}
}

var (
	summaryTag = pattern.MustCompile(`(?is)<summary[^>]*>(.*?)</summary>`)
	detailsTag = pattern.MustCompile(`(?i)</?(?:details|summary)[^>]*>`)
)

// detailsEnd is the number of blocks from a <details> to its end; 0 where the
// first block opens none, or none is closed.
func detailsEnd(src []byte, blocks []ast.Node) int {
	for i, b := range blocks {
		h, ok := b.(*ast.HTMLBlock)
		if i == 0 && (!ok || !bytes.Contains(bytes.ToLower(htmlSource(src, h)), []byte("<details"))) {
			return 0
		}
		if ok && bytes.Contains(bytes.ToLower(htmlSource(src, h)), []byte("</details")) {
			return i + 1
		}
	}
	return 0
}

func htmlSource(src []byte, h *ast.HTMLBlock) []byte {
	raw := h.Lines().Value(src)
	if h.HasClosure() {
		raw = append(bytes.Clone(raw), h.ClosureLine.Value(src)...)
	}
	return raw
}

// readDetails reads a <details> as a viewpoint with its summary as the label.
func (s *sectionReader) readDetails(blocks []ast.Node) {
	raw, own := s.reader.leadingHTML(blocks)
	own, closing := splitClosingHTML(own)
	v := s.reader.viewpoint(blocks[0], own)
	if m := summaryTag.FindStringSubmatch(raw); m != nil {
		if v.Label != "" { // the label of the first paragraph is text here
			v.Text = proseOf("**" + string(v.Label) + "：** " + v.Text.Markdown)
		}
		v.Label = timeline.Text(strings.TrimRight(markdown.PlainOf(m[1]), ":： "))
		raw = strings.Replace(raw, m[0], "", 1)
	}
	if rest := strings.TrimSpace(detailsTag.ReplaceAllString(raw, "")); rest != "" {
		v.Text = proseOf(strings.TrimSpace(rest + "\n\n" + v.Text.Markdown))
	}
	s.readClosing(v, closing)
	o := s.ensure(blocks[0])
	o.Viewpoints = append(o.Viewpoints, v)
}

// readClosing puts what the HTML at the end of a <details> says beside its tags
// behind all else of the viewpoint.
func (s *sectionReader) readClosing(v *timeline.Viewpoint, closing []ast.Node) {
	raw, _ := s.reader.leadingHTML(closing)
	rest := strings.TrimSpace(detailsTag.ReplaceAllString(raw, ""))
	switch {
	case rest == "":
	case len(v.Content()) == 0:
		v.Text = proseOf(strings.TrimSpace(v.Text.Markdown + "\n\n" + rest))
	default:
		v.AddPassage(&timeline.Passage{Text: proseOf(rest), Line: s.reader.line(closing[0])})
	}
}

// leadingHTML is the source of the HTML that blocks start with, and the others.
func (r *reader) leadingHTML(blocks []ast.Node) (raw string, others []ast.Node) {
	var b strings.Builder
	for i, block := range blocks {
		h, ok := block.(*ast.HTMLBlock)
		if !ok {
			return b.String(), blocks[i:]
		}
		b.Write(htmlSource(r.body, h))
	}
	return b.String(), nil
}

// splitClosingHTML cuts off the HTML that blocks end with.
func splitClosingHTML(blocks []ast.Node) (others, closing []ast.Node) {
	n := len(blocks)
	for n > 0 && blocks[n-1].Kind() == ast.KindHTMLBlock {
		n--
	}
	return blocks[:n], blocks[n:]
}
