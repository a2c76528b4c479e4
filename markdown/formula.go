package markdown

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Formula is a formula in TeX with its delimiters: $…$, $$…$$, \(…\) or \[…\]. HTML and Plain give its source.
type Formula struct {
	ast.BaseInline
	// Segments are the parts of the formula's lines, delimiters included.
	Segments []text.Segment
}

// KindFormula is the kind of [Formula].
var KindFormula = ast.NewNodeKind("Formula")

// Kind implements [ast.Node].
func (*Formula) Kind() ast.NodeKind { return KindFormula }

// Dump implements [ast.Node].
func (n *Formula) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// longestFormula is the length of a formula, in bytes, beyond which its end is not looked for.
const longestFormula = 4000

// formulas is a goldmark extension, and the inline parser and renderer that it adds.
type formulas struct{}

// Extend implements [goldmark.Extender].
func (formulas) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(
		parser.WithBlockParsers(util.Prioritized(formulaBlockParser{}, 90)),
		parser.WithInlineParsers(util.Prioritized(formulas{}, 80)),
	)
	m.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(formulas{}, 500)))
}

// Trigger implements [parser.InlineParser].
func (formulas) Trigger() []byte { return []byte(`$\`) }

// Parse implements [parser.InlineParser].
func (formulas) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) < 3 {
		return nil
	}
	s, src := stateOf(pc), block.Source()
	from, to := segment.Start+2, min(blockStop(parent, segment), segment.Start+longestFormula)
	end := 0
	switch {
	case line[0] == '$' && line[1] != '$':
		end = s.dollarEnd(src, segment, textBefore(parent, block, segment))
	case line[0] == '$':
		if i := s.find(closeDisplay, src, from, to, "$$"); i >= 0 && !util.IsBlank(src[from:i]) {
			end = i + 2
		}
	case line[1] == '(':
		if i := s.find(closeRound, src, from, to, `\)`); i >= 0 && isFormula(src[from:i]) {
			end = i + 2
		}
	case line[1] == '[':
		if i := s.find(closeSquare, src, from, to, `\]`); i >= 0 && isFormula(src[from:i]) {
			end = i + 2
		}
	}
	if end == 0 {
		return nil
	}
	return &Formula{Segments: advanceTo(block, end)}
}

// dollarEnd gives the offset behind the $ that closes one at the start of segment, by the rules of pandoc's
// tex_math_dollars: the opening one has no blank behind it, the closing one no blank before and no digit behind it. An
// opening one has no letter or digit before it, as in US$. Zero where there is none on the line, or code, a bold mark or
// a link comes first.
func (s *state) dollarEnd(src []byte, segment text.Segment, before []byte) int {
	if n := len(before); n > 0 && (util.IsAlphaNumeric(before[n-1]) || before[n-1] == '$') {
		return 0
	}
	if util.IsSpace(src[segment.Start+1]) || segment.Start < s.none[closeInline] {
		return 0
	}
	i := segment.Start + 1
scan:
	for ; i < segment.Stop; i++ {
		switch src[i] {
		case '`', '\n':
			break scan
		case '*', ']':
			if i+1 < segment.Stop && (src[i] == '*' && src[i+1] == '*' || src[i] == ']' && src[i+1] == '(') {
				break scan
			}
		case '\\':
			i++
		case '$':
			if !util.IsSpace(src[i-1]) && i > segment.Start+1 && (i+1 == segment.Stop || !util.IsNumeric(src[i+1])) {
				return i + 1
			}
		}
	}
	s.none[closeInline] = min(i, segment.Stop)
	return 0
}

// isFormula tells formulas in \( \) and \[ \] from parentheses and brackets that are only escaped: those hold words or
// numbers.
func isFormula(b []byte) bool {
	switch {
	case util.IsBlank(b):
		return false
	case hasCommand(b):
		return true
	case hasCJK(b):
		return false
	case bytes.ContainsAny(b, "^_=+<>{}"):
		return true
	}
	letters, longest := 0, 0
	for _, c := range b {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' {
			letters++
			longest = max(longest, letters)
		} else {
			letters = 0
		}
	}
	return longest > 0 && longest < 3
}

// hasCommand reports a command of TeX: a backslash before a letter.
func hasCommand(b []byte) bool {
	for {
		i := bytes.IndexByte(b, '\\')
		if i < 0 || i+1 == len(b) {
			return false
		}
		if c := b[i+1] | 0x20; c >= 'a' && c <= 'z' {
			return true
		}
		b = b[i+1:]
	}
}

// RegisterFuncs implements [renderer.NodeRenderer].
func (formulas) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(KindFormula, func(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			for _, s := range n.(*Formula).Segments {
				_, _ = w.Write(util.EscapeHTML(s.Value(source)))
			}
		}
		return ast.WalkSkipChildren, nil
	})
}

// formulaBlock holds the lines of a formula until it is known where it ends. It becomes a paragraph.
type formulaBlock struct {
	ast.BaseBlock
	end int
}

var kindFormulaBlock = ast.NewNodeKind("FormulaBlock")

// Kind implements [ast.Node].
func (*formulaBlock) Kind() ast.NodeKind { return kindFormulaBlock }

// Dump implements [ast.Node].
func (n *formulaBlock) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// formulaBlockParser keeps $$…$$ and \[…\] over several lines together, whatever their lines begin with.
type formulaBlockParser struct{}

// Trigger implements [parser.BlockParser].
func (formulaBlockParser) Trigger() []byte { return []byte(`$\`) }

// Open implements [parser.BlockParser].
func (formulaBlockParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || len(line) < pos+2 {
		return nil, parser.NoChildren
	}
	s, src := stateOf(pc), reader.Source()
	from := segment.Start + max(0, pos-segment.Padding) + 2
	end := -1
	switch to := min(len(src), from+longestFormula); string(line[pos : pos+2]) {
	case "$$":
		end = s.find(closeDisplay, src, from, to, "$$")
	case `\[`:
		end = s.find(closeSquare, src, from, to, `\]`)
		if end >= 0 && !isFormula(src[from:end]) {
			end = -1
		}
	}
	if end < segment.Stop || !util.IsBlank(src[end+2:lineEnd(src, end)]) {
		return nil, parser.NoChildren
	}
	node := &formulaBlock{end: end}
	node.Lines().Append(segment)
	reader.AdvanceToEOL()
	return node, parser.NoChildren
}

// Continue implements [parser.BlockParser].
func (formulaBlockParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, segment := reader.PeekLine()
	if segment.Start > node.(*formulaBlock).end {
		return parser.Close
	}
	if !util.IsBlank(line) {
		node.Lines().Append(segment)
	}
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// Close implements [parser.BlockParser].
func (formulaBlockParser) Close(node ast.Node, reader text.Reader, _ parser.Context) {
	p := ast.NewParagraph()
	p.SetPos(node.Pos())
	p.SetBlankPreviousLines(node.HasBlankPreviousLines())
	for i := range node.Lines().Len() {
		line := node.Lines().At(i)
		line = line.TrimLeftSpace(reader.Source())
		if i == node.Lines().Len()-1 {
			line = line.TrimRightSpace(reader.Source())
		}
		p.Lines().Append(line)
	}
	node.Parent().ReplaceChild(node.Parent(), node, p)
}

// CanInterruptParagraph implements [parser.BlockParser].
func (formulaBlockParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements [parser.BlockParser].
func (formulaBlockParser) CanAcceptIndentedLine() bool { return false }
