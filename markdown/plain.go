package markdown

import (
	"bytes"
	"html"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	gmhtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Plain gives the text that a reader of n sees, without markup and without blanks around it.
//
// Blocks, list items, table rows and hard line breaks begin a new line; table cells are parted by a space. A soft line
// break vanishes between Chinese or Japanese characters and beside CJK punctuation, but for one between two links; else it
// is a space. Images give
// their alt text, autolinks their URL, code its text; footnote references give nothing, footnotes their text at the end
// of the document. Of raw HTML the text stays, without that of script, style and their like. A ** that opens or
// closes nothing is left out where it was meant as bold.
func Plain(source []byte, n ast.Node) string {
	buf := plainBuffers.Get().(*[]byte)
	w := plainWriter{source: source, blockStart: blockStart(n), buf: (*buf)[:0]}
	_ = ast.Walk(n, w.visit) // visit gives no errors
	plain := clean(string(bytes.TrimSpace(w.buf)))
	if *buf = w.buf; cap(w.buf) <= largestBuffer {
		plainBuffers.Put(buf)
	}
	return plain
}

// plainBuffers are where plain texts are put together, which is copied in the end.
var plainBuffers = sync.Pool{New: func() any { return new([]byte) }}

// largestBuffer is how many bytes a buffer has at most that is kept.
const largestBuffer = 64 << 10

// PlainOf gives the plain text of a Markdown fragment, as Plain does.
func PlainOf(fragment string) string {
	if plain, ok := plainLine(fragment); ok {
		return plain
	}
	src := []byte(fragment)
	return Plain(src, Parse(src))
}

// gap is what must part the next text from the last; the stronger one wins.
type gap int

const (
	gapNone gap = iota
	gapSoft     // a soft line break
	gapSpace
	gapLine
)

// plainWriter collects plain text. A gap is only written when text follows it.
type plainWriter struct {
	source     []byte
	buf        []byte
	last       rune // last rune in buf, zero while that is empty
	gap        gap
	blockStart int    // offset where the text of the current block begins
	stray      bool   // a mark was left out just before the next text
	hidden     string // raw HTML element whose content is being dropped
	pre        bool   // inside a raw <pre>
}

func (w *plainWriter) visit(n ast.Node, entering bool) (ast.WalkStatus, error) {
	switch n.Type() {
	case ast.TypeBlock, ast.TypeDocument:
		return w.visitBlock(n, entering), nil
	default:
		return w.visitInline(n, entering), nil
	}
}

func (w *plainWriter) visitBlock(n ast.Node, entering bool) ast.WalkStatus {
	w.blockStart = blockStart(n)
	if n.Kind() == extast.KindTableCell {
		w.part(gapSpace)
		return ast.WalkContinue
	}
	w.part(gapLine)
	if !entering {
		return ast.WalkContinue
	}
	switch n := n.(type) {
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		w.code(n.Lines())
	case *ast.HTMLBlock:
		raw := n.Lines().Value(w.source)
		if n.HasClosure() {
			raw = append(raw, n.ClosureLine.Value(w.source)...)
		}
		w.html(raw)
	}
	return ast.WalkContinue
}

func (w *plainWriter) visitInline(n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	switch n := n.(type) {
	case *ast.Text:
		w.text(n)
	case *ast.Link, *ast.Image:
		w.partLinks(n)
	case *ast.String:
		w.write(n.Value)
	case *ast.CodeSpan:
		w.codeSpan(n)
		return ast.WalkSkipChildren
	case *ast.AutoLink:
		w.partLinks(n)
		w.write(n.Label(w.source))
	case *ast.RawHTML:
		w.html(n.Segments.Value(w.source))
	case *extast.FootnoteLink, *extast.FootnoteBacklink:
		return ast.WalkSkipChildren
	case *Formula:
		w.formula(n)
	}
	return ast.WalkContinue
}

func (w *plainWriter) text(n *ast.Text) {
	if n.IsRaw() {
		w.write(n.Segment.Value(w.source))
	} else {
		w.marked(n.Segment.Start, n.Segment.Stop)
	}
	switch {
	case n.HardLineBreak():
		w.part(gapLine)
	case n.SoftLineBreak():
		w.part(gapSoft)
	}
}

// partLinks puts a space between links on lines of their own, whatever their text.
func (w *plainWriter) partLinks(n ast.Node) {
	t, ok := n.PreviousSibling().(*ast.Text)
	if w.gap != gapSoft || !ok || t.PreviousSibling() == nil || len(bytes.TrimSpace(t.Segment.Value(w.source))) > 0 {
		return
	}
	switch t.PreviousSibling().Kind() {
	case ast.KindLink, ast.KindAutoLink:
		w.part(gapSpace)
	}
}

// formula writes the lines of a formula as they are.
func (w *plainWriter) formula(n *Formula) {
	for _, s := range n.Segments {
		line := bytes.TrimRight(s.Value(w.source), "\r\n")
		w.writeExact(line)
		if len(line) < s.Len() {
			w.writeExact([]byte("\n"))
		}
	}
}

// codeSpan writes a line end inside n as a space (CommonMark, section 6.1).
func (w *plainWriter) codeSpan(n *ast.CodeSpan) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			s := t.Segment.Value(w.source)
			line := bytes.TrimRight(s, "\r\n")
			if len(line) < len(s) {
				line = append(bytes.Clone(line), ' ')
			}
			w.write(line)
		}
	}
}

func (w *plainWriter) code(lines *text.Segments) {
	for i := range lines.Len() {
		segment := lines.At(i)
		w.writeExact(bytes.TrimRight(segment.Value(w.source), "\r\n"))
		w.writeExact([]byte("\n"))
	}
}

// part asks for g before the next text.
func (w *plainWriter) part(g gap) { w.gap = max(w.gap, g) }

// write adds s, without blanks at the beginning of a line or on both sides of a mark that was left out.
func (w *plainWriter) write(s []byte) {
	if w.gap == gapLine || w.last == 0 || w.last == '\n' || w.stray && unicode.IsSpace(w.last) {
		s = bytes.TrimLeftFunc(s, unicode.IsSpace)
	}
	if len(s) > 0 {
		w.stray = false
		w.writeExact(s)
	}
}

func (w *plainWriter) writeExact(s []byte) {
	if len(s) == 0 || w.hidden != "" {
		return
	}
	next, _ := utf8.DecodeRune(s)
	w.fill(next)
	w.buf = append(w.buf, s...)
	w.last, _ = utf8.DecodeLastRune(s)
}

// fill writes the gap that was asked for, now that next is known to follow.
func (w *plainWriter) fill(next rune) {
	g := w.gap
	w.gap = gapNone
	switch {
	case w.last == 0:
	case g == gapLine && w.last != '\n':
		w.buf = append(bytes.TrimRight(w.buf, " \t"), '\n')
	case unicode.IsSpace(w.last) || unicode.IsSpace(next):
	case g == gapSpace, g == gapSoft && !joins(w.last, next):
		w.buf = append(w.buf, ' ')
	}
}

// joins reports whether text goes on from a to b across a soft line break without a space between.
func joins(a, b rune) bool {
	if isCJK(a) && util.IsPunctRune(a) || isCJK(b) && util.IsPunctRune(b) {
		return true
	}
	return isIdeograph(a) && (isIdeograph(b) || isSharedPunct(b)) || isSharedPunct(a) && isIdeograph(b)
}

// isIdeograph leaves out Hangul: Korean parts its words by spaces.
func isIdeograph(r rune) bool { return isCJK(r) && !unicode.Is(unicode.Hangul, r) }

// isSharedPunct reports the punctuation of Chinese that is not CJK by its width because other scripts use it too.
func isSharedPunct(r rune) bool { return strings.ContainsRune("‘’“”—…·", r) }

// decode resolves backslash escapes and entities as the HTML renderer does. Text without any is given as it is.
func decode(b []byte) []byte {
	if !hasAnyOf(b, "\\&") {
		return b
	}
	var out buffer
	gmhtml.DefaultWriter.Write(&out, b)
	return []byte(html.UnescapeString(out.String()))
}
