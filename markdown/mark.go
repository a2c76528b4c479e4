package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// Mark is highlighted text: Obsidian's ==words==.
type Mark struct{ ast.BaseInline }

// KindMark is the kind of [Mark].
var KindMark = ast.NewNodeKind("Mark")

// Kind implements [ast.Node].
func (*Mark) Kind() ast.NodeKind { return KindMark }

// Dump implements [ast.Node].
func (n *Mark) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

func newMark(int) ast.Node { return &Mark{} }

// marks renders a Mark.
type marks struct{}

// RegisterFuncs implements [renderer.NodeRenderer].
func (marks) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(KindMark, func(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			_, _ = w.WriteString("<mark>")
		} else {
			_, _ = w.WriteString("</mark>")
		}
		return ast.WalkContinue, nil
	})
}
