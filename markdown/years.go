package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// yearMarker is the length of an ordered list's marker at the start of line that has four digits or more; zero where
// there is none. Such a number is a year, a telephone number or the like, and belongs to the text.
func yearMarker(line []byte) int {
	n := 0
	for n < len(line) && util.IsNumeric(line[n]) {
		n++
	}
	if n < 4 || n > 9 || n == len(line) || line[n] != '.' && line[n] != ')' {
		return 0
	}
	if n+1 < len(line) && !util.IsSpace(line[n+1]) {
		return 0
	}
	return n + 1
}

// yearLineParser reads each line of a list that is numbered by years as a paragraph. A number at the start of another
// paragraph's line is part of that.
type yearLineParser struct{ parser.BlockParser }

var yearParagraphKey = parser.NewContextKey()

// Trigger implements [parser.BlockParser].
func (yearLineParser) Trigger() []byte { return []byte("0123456789") }

// Open implements [parser.BlockParser].
func (p yearLineParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || yearMarker(line[pos:]) == 0 {
		return nil, parser.NoChildren
	}
	if last := pc.LastOpenedBlock().Node; last != nil && ast.IsParagraph(last) && last != pc.Get(yearParagraphKey) {
		return nil, parser.NoChildren
	}
	node, state := p.BlockParser.Open(parent, reader, pc)
	if node != nil {
		pc.Set(yearParagraphKey, node)
	}
	return node, state
}

// CanInterruptParagraph implements [parser.BlockParser].
func (yearLineParser) CanInterruptParagraph() bool { return true }

// noYears is goldmark's list parser without lists that begin with a year.
type noYears struct{ parser.BlockParser }

// Open implements [parser.BlockParser].
func (p noYears) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	if pos := pc.BlockOffset(); pos >= 0 && yearMarker(line[pos:]) > 0 {
		return nil, parser.NoChildren
	}
	return p.BlockParser.Open(parent, reader, pc)
}

// Continue implements [parser.BlockParser]: a year ends a numbered list.
func (p noYears) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	if item, ok := node.LastChild().(*ast.ListItem); ok && node.(*ast.List).IsOrdered() {
		line, _ := reader.PeekLine()
		indent, pos := util.IndentWidth(line, reader.LineOffset())
		if indent < min(item.Offset, 4) && pos < len(line) && yearMarker(line[pos:]) > 0 {
			pc.Set(yearParagraphKey, pc.LastOpenedBlock().Node)
			return parser.Close
		}
	}
	return p.BlockParser.Continue(node, reader, pc)
}
