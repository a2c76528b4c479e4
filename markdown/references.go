package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// definitionLines is how many lines of a paragraph are looked through at once for definitions of links. goldmark moves all
// lines of the paragraph for each definition.
const definitionLines = 200

// definitions is goldmark's transformer that takes the definitions of links, as in [a]: https://a.example, off the
// beginning of a paragraph. One that is longer than definitionLines is text.
type definitions struct{}

// Transform implements [parser.ParagraphTransformer].
func (definitions) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	all := parser.LinkReferenceParagraphTransformer
	lines := node.Lines()
	n := lines.Len()
	if n <= definitionLines {
		all.Transform(node, reader, pc)
		return
	}
	parent, from := node.Parent(), 0
	for from < n {
		part := ast.NewParagraph()
		part.SetBlankPreviousLines(from == 0 && node.HasBlankPreviousLines())
		for i := from; i < min(n, from+definitionLines); i++ {
			part.Lines().Append(lines.At(i))
		}
		had, left := part.Lines().Len(), 0
		parent.InsertBefore(parent, node, part)
		all.Transform(part, reader, pc)
		if part.Parent() != nil {
			left = part.Lines().Len()
			parent.RemoveChild(parent, part)
		}
		if left == had {
			break // no definition any more
		}
		from += had - left
	}
	if from == n {
		parent.RemoveChild(parent, node)
		return
	}
	lines.SetSliced(from, n)
}
