package markdown

import (
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Hidden is a block of lines that are syntax of a site generator and that no reader sees, such as a shortcode, the
// fence of a container or an import. Its words, where it has some, stand in paragraphs before it. It has no children;
// HTML and Plain give nothing for it.
type Hidden struct {
	ast.BaseBlock
	end int // the offset behind the last byte that belongs to it
}

// KindHidden is the kind of [Hidden].
var KindHidden = ast.NewNodeKind("Hidden")

// Kind implements [ast.Node].
func (*Hidden) Kind() ast.NodeKind { return KindHidden }

// IsRaw implements [ast.Node]: the lines are not parsed for inline nodes.
func (*Hidden) IsRaw() bool { return true }

// Dump implements [ast.Node].
func (n *Hidden) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// hiddenParser is a block parser that makes a Hidden of the lines that scan recognises.
type hiddenParser struct {
	trigger    string
	interrupts bool // a paragraph
	// scan looks at the source from the first character of a line that is no blank, up to the end of the source. It
	// gives the offset behind what is hidden, which must end a line, and the words in there; zero where nothing is.
	scan func(s *state, src []byte, at int) (end int, words []text.Segment)
}

// Trigger implements [parser.BlockParser].
func (p *hiddenParser) Trigger() []byte { return []byte(p.trigger) }

// Open implements [parser.BlockParser].
func (p *hiddenParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, segment := reader.PeekLine()
	if pc.BlockOffset() < 0 {
		return nil, parser.NoChildren
	}
	end, words := p.scan(stateOf(pc), reader.Source(), segment.Start+max(0, pc.BlockOffset()-segment.Padding))
	if end == 0 {
		return nil, parser.NoChildren
	}
	if heading, ok := parent.LastChild().(*ast.Heading); ok {
		lineAttributes(heading, reader.Source()[segment.Start:segment.Stop])
	}
	for _, w := range words {
		paragraph := ast.NewParagraph()
		paragraph.Lines().Append(w)
		paragraph.SetPos(w.Start)
		parent.AppendChild(parent, paragraph)
	}
	node := &Hidden{end: end}
	node.Lines().Append(segment)
	reader.AdvanceToEOL()
	return node, parser.NoChildren
}

// Continue implements [parser.BlockParser].
func (*hiddenParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	hidden := node.(*Hidden)
	_, segment := reader.PeekLine()
	if segment.Start >= hidden.end {
		return parser.Close
	}
	hidden.Lines().Append(segment)
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// Close implements [parser.BlockParser].
func (*hiddenParser) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph implements [parser.BlockParser].
func (p *hiddenParser) CanInterruptParagraph() bool { return p.interrupts }

// CanAcceptIndentedLine implements [parser.BlockParser].
func (*hiddenParser) CanAcceptIndentedLine() bool { return false }

// hiddenInline is inline syntax that no reader sees. It lives only until the whole document is parsed.
type hiddenInline struct{ ast.BaseInline }

var kindHiddenInline = ast.NewNodeKind("HiddenInline")

// Kind implements [ast.Node].
func (*hiddenInline) Kind() ast.NodeKind { return kindHiddenInline }

// Dump implements [ast.Node].
func (n *hiddenInline) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// hide gives a node for syntax that an inline parser has passed.
func (s *state) hide() ast.Node {
	n := &hiddenInline{}
	s.hidden = append(s.hidden, n)
	return n
}

// show appends words that stand in inline syntax, parted by the blank behind each of them in the source.
func show(parent ast.Node, source []byte, words []text.Segment) {
	for i, w := range words {
		if i > 0 {
			blank := text.NewSegment(w.Start-1, w.Start)
			for blank.Start > words[i-1].Stop && !util.IsSpace(source[blank.Start]) {
				blank = text.NewSegment(blank.Start-1, blank.Start)
			}
			parent.AppendChild(parent, ast.NewTextSegment(blank))
		}
		parent.AppendChild(parent, ast.NewTextSegment(w))
	}
}

// dropHidden is a transformer that takes hidden inline nodes out of the tree, with the blanks that were only needed to
// part them from the words, and with paragraphs that had nothing else.
type dropHidden struct{}

// Transform implements [parser.ASTTransformer].
func (dropHidden) Transform(_ *ast.Document, reader text.Reader, pc parser.Context) {
	s := stateOf(pc)
	for _, n := range s.hidden {
		if parent := n.Parent(); parent != nil {
			drop(parent, n, reader.Source())
		}
	}
	s.hidden = nil
}

func drop(parent, n ast.Node, source []byte) {
	prev, _ := n.PreviousSibling().(*ast.Text)
	next, _ := n.NextSibling().(*ast.Text)
	starts := n.PreviousSibling() == nil || prev != nil && endsLine(prev)
	if next != nil && (starts || prev != nil && endsInBlank(prev, source)) {
		next.Segment = next.Segment.TrimLeftSpace(source)
		if next.Segment.IsEmpty() && !endsLine(next) && next.NextSibling() != nil {
			parent.RemoveChild(parent, next)
			next = nil
		}
	}
	ends := n.NextSibling() == nil || next != nil && next.Segment.IsEmpty() && endsLine(next)
	if ends && prev != nil && !endsLine(prev) {
		prev.Segment = prev.Segment.TrimRightSpace(source)
	}
	parent.RemoveChild(parent, n)
	if starts && ends && next != nil {
		parent.RemoveChild(parent, next)
	}
	if parent.FirstChild() != nil || parent.Parent() == nil {
		return
	}
	if k := parent.Kind(); k == ast.KindParagraph || k == ast.KindTextBlock {
		parent.Parent().RemoveChild(parent.Parent(), parent)
	}
}

func endsLine(t *ast.Text) bool { return t.SoftLineBreak() || t.HardLineBreak() }

func endsInBlank(t *ast.Text, source []byte) bool {
	return !t.Segment.IsEmpty() && util.IsSpace(source[t.Segment.Stop-1])
}

// hiding is a goldmark extension: it lets nodes be hidden, and renders nothing for them.
type hiding struct{}

// Extend implements [goldmark.Extender].
func (hiding) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithASTTransformers(util.Prioritized(dropHidden{}, 999)))
	m.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(hiding{}, 500)))
}

// RegisterFuncs implements [renderer.NodeRenderer].
func (hiding) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	nothing := func(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) { return ast.WalkSkipChildren, nil }
	r.Register(KindHidden, nothing)
	r.Register(kindHiddenInline, nothing)
}
