package markdown

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// calloutStart is the first line of a callout: > [!kind]- title.
var calloutStart = regexp.MustCompile(`^\[!([A-Za-z][\w -]*)(?:\|[^\]]*)?\][+-]?(?:[ \t]+|$)`)

// callouts is a paragraph transformer. It takes the kind of a callout off its quotation and sets it as the quotation's
// attribute "callout", in lower case; a title becomes a paragraph of its own with the attribute "callout-title".
type callouts struct{}

// Transform implements [parser.ParagraphTransformer].
func (callouts) Transform(node *ast.Paragraph, reader text.Reader, _ parser.Context) {
	quote, ok := node.Parent().(*ast.Blockquote)
	if !ok || quote.FirstChild() != node {
		return
	}
	source, lines := reader.Source(), node.Lines()
	first := lines.At(0)
	first = first.TrimLeftSpace(source)
	first = first.TrimRightSpace(source)
	value := first.Value(source)
	if !bytes.HasPrefix(value, []byte("[!")) {
		return
	}
	m := calloutStart.FindSubmatchIndex(value)
	if m == nil {
		return
	}
	quote.SetAttributeString("callout", bytes.ToLower(value[m[2]:m[3]]))
	if first.Start += m[1]; !first.IsEmpty() {
		title := ast.NewParagraph()
		title.Lines().Append(first)
		title.SetPos(first.Start)
		title.SetAttributeString("callout-title", []byte{})
		quote.InsertBefore(quote, node, title)
	}
	if lines.Len() == 1 {
		quote.RemoveChild(quote, node)
		return
	}
	lines.SetSliced(1, lines.Len())
	node.SetPos(lines.At(0).Start)
}
