package markdown

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// md is CommonMark with GFM's tables, autolinks and strikethrough, footnotes, and the deviations that doc.go lists.
var md = goldmark.New(
	goldmark.WithParser(newParser()),
	goldmark.WithExtensions(
		dialect{},
		boundedTable{},
		footnotes{},
	),
	goldmark.WithParserOptions(parser.WithInlineParsers(util.Prioritized(autolinks{}, 999))),
	goldmark.WithRendererOptions(html.WithUnsafe(), html.WithWriter(writer{html.DefaultWriter})), // policy sanitises
)

// Parse gives the document of src. Any bytes give a tree; its nodes hold byte offsets into src.
func Parse(src []byte) ast.Node {
	doc := md.Parser().Parse(text.NewReader(src))
	within(doc, len(src))
	return doc
}

// within brings the positions of blocks into the source, which has so many bytes. In
// goldmark a list behind a tab that is only partly a quote's may begin beyond the end.
func within(n ast.Node, size int) {
	for c := n.FirstChild(); c != nil && c.Type() == ast.TypeBlock; c = c.NextSibling() {
		if c.Pos() > size {
			c.SetPos(size)
		}
		within(c, size)
	}
}

// HTML renders n, a block or an inline node of source, as sanitised HTML: valid UTF-8, every element closed, no blanks
// around it.
func HTML(source []byte, n ast.Node) string {
	b := htmlBuffers.Get().(*buffer)
	defer b.release()
	if err := md.Renderer().Render(b, source, n); err != nil {
		panic(fmt.Errorf("render node %s: %w", n.Kind(), err)) // a bytes.Buffer takes every write
	}
	return strings.TrimSpace(sanitise(clean(b.String())))
}

// htmlBuffers are where nodes are rendered to.
var htmlBuffers = sync.Pool{New: func() any { return new(buffer) }}

// release keeps the buffer for the next node, unless it is large.
func (b *buffer) release() {
	if b.Reset(); b.Cap() <= largestBuffer {
		htmlBuffers.Put(b)
	}
}

// buffer spares a renderer from bringing one of its own; see [util.BufWriter].
type buffer struct{ bytes.Buffer }

var _ util.BufWriter = (*buffer)(nil)

func (*buffer) Buffered() int { return 0 }
func (*buffer) Flush() error  { return nil }

// HTMLOf renders a Markdown fragment as HTML does.
func HTMLOf(fragment string) string {
	src := []byte(fragment)
	return HTML(src, Parse(src))
}

// clean puts U+FFFD for bytes that are not UTF-8 and for NUL, as CommonMark asks (section 2.3).
func clean(s string) string {
	if utf8.ValidString(s) && strings.IndexByte(s, 0) < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "\uFFFD")
}
