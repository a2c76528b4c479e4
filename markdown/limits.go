package markdown

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// goldmark takes quadratic time over nested blocks, and over unpaired delimiters and brackets. No post comes near these limits; what
// goes beyond them is plain text.
const (
	maxDepth      = 100  // blocks inside each other
	maxDelimiters = 2000 // runs of emphasis marks in one block
	maxBrackets   = 1000 // links and images that one block may begin
	// maxVain is how many bytes of a block may be searched for ends of links that have none; all of a block of 20 kB a
	// thousand times.
	maxVain = 20_000_000
)

// newParser is goldmark's default parser with maxDepth, with attributes of headings, without lists that begin with a year,
// and without tags that are none of HTML. Emphasis is left to cjkEmphasis.
func newParser() parser.Parser {
	blocks := []util.PrioritizedValue{util.Prioritized(yearLineParser{parser.NewParagraphParser()}, 310)}
	for _, b := range parser.DefaultBlockParsers() {
		blocks = append(blocks, util.Prioritized(adapted(b.Value.(parser.BlockParser)), b.Priority))
	}
	inlines := []util.PrioritizedValue{util.Prioritized(bracketLimit{}, beforeLinks)}
	for _, p := range parser.DefaultInlineParsers() {
		switch p.Value {
		case parser.NewEmphasisParser():
		case parser.NewLinkParser():
			inlines = append(inlines, util.Prioritized(linkParser{parser.NewLinkParser()}, p.Priority))
		case parser.NewRawHTMLParser():
			inlines = append(inlines, util.Prioritized(tagParser{parser.NewRawHTMLParser()}, p.Priority))
		default:
			inlines = append(inlines, p)
		}
	}
	return parser.NewParser(
		parser.WithBlockParsers(blocks...),
		parser.WithInlineParsers(inlines...),
		parser.WithParagraphTransformers(util.Prioritized(definitions{}, 100)),
	)
}

// adapted gives a block parser of goldmark with what this package changes about it.
func adapted(p parser.BlockParser) parser.BlockParser {
	switch p {
	case parser.NewListParser():
		p = noYears{p}
	case parser.NewHTMLBlockParser():
		return htmlBlockParser{p}
	}
	switch t := p.Trigger(); {
	case nests(p):
		return shallow{p}
	case string(t) == "#", string(t) == "-=": // ATX and setext headings
		return headingParser{p}
	}
	return p
}

// nests reports the parsers whose blocks hold blocks: a list's items need no limit of their own.
func nests(p parser.BlockParser) bool {
	_, list := p.(noYears)
	return list || p == parser.NewBlockquoteParser()
}

// shallow is a block parser that opens nothing below maxDepth.
type shallow struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (s shallow) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if len(pc.OpenedBlocks()) >= maxDepth {
		return nil, parser.NoChildren
	}
	return s.BlockParser.Open(parent, reader, pc)
}

// beforeLinks is a priority before that of goldmark's footnotes (101) and links (200).
const beforeLinks = 100

// bracketLimit takes the opening brackets beyond maxBrackets as text.
type bracketLimit struct{}

// Trigger implements parser.InlineParser.
func (bracketLimit) Trigger() []byte { return []byte("[!") }

// Parse implements parser.InlineParser.
func (bracketLimit) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	n := 1
	if line[0] == '!' {
		if len(line) < 2 || line[1] != '[' {
			return nil
		}
		n = 2
	}
	count := stateOf(pc)
	if count.brackets++; count.brackets <= maxBrackets {
		return nil
	}
	block.Advance(n)
	segment = segment.WithStop(segment.Start + n)
	// One text for all of them: whoever closes a link looks at every node behind its bracket.
	if before, ok := parent.LastChild().(*ast.Text); ok && before.Segment.Stop == segment.Start && segment.Padding == 0 && !before.SoftLineBreak() && !before.HardLineBreak() {
		parent.RemoveChild(parent, before)
		before.Segment = before.Segment.WithStop(segment.Stop)
		return before
	}
	return ast.NewTextSegment(segment)
}

// CloseBlock implements parser.CloseBlocker.
func (bracketLimit) CloseBlock(_ ast.Node, _ text.Reader, pc parser.Context) {
	stateOf(pc).brackets = 0
}

// maxFootnotes is how many footnotes a document may define. goldmark goes through all of them for each mark.
const maxFootnotes = 1000

// footnotes is goldmark's extension for footnotes, which may stand in each other, like quotations, down to maxDepth.
type footnotes struct{}

// fewFootnotes opens no more than maxFootnotes; what is over it is text.
type fewFootnotes struct{ parser.BlockParser }

// Open implements [parser.BlockParser].
func (f fewFootnotes) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	s := stateOf(pc)
	if s.footnotes == maxFootnotes {
		return nil, parser.NoChildren
	}
	node, state := f.BlockParser.Open(parent, reader, pc)
	if node != nil {
		s.footnotes++
	}
	return node, state
}

// Extend implements [goldmark.Extender].
func (footnotes) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(
		parser.WithBlockParsers(util.Prioritized(fewFootnotes{shallow{extension.NewFootnoteBlockParser()}}, 999)),
		parser.WithInlineParsers(util.Prioritized(extension.NewFootnoteParser(), beforeLinks+1)),
		parser.WithASTTransformers(util.Prioritized(extension.NewFootnoteASTTransformer(), 999)),
	)
	m.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(extension.NewFootnoteHTMLRenderer(), 500)))
}

// maxMissingCells is how many cells the rows of a table may leave out. goldmark makes them all, which for a table of many
// columns and many empty rows takes the square of what was written.
const maxMissingCells = 20_000

// boundedTable is goldmark's extension for tables; a table with too many missing cells is text.
type boundedTable struct{}

// Extend implements [goldmark.Extender].
func (boundedTable) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(
		parser.WithParagraphTransformers(util.Prioritized(boundedTable{}, 200)),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
	)
	m.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(
		extension.NewTableHTMLRenderer(extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute)), 500)))
}

// Transform implements [parser.ParagraphTransformer].
func (boundedTable) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if lines := node.Lines(); lines.Len() >= 2 && missingCells(lines, reader.Source()) <= maxMissingCells {
		extension.NewTableParagraphTransformer().Transform(node, reader, pc)
	}
}

// missingCells counts the cells that the rows of a paragraph would lack if its widest line were a table's head.
func missingCells(lines *text.Segments, source []byte) int {
	widest, pipes := 0, 0
	for i := range lines.Len() {
		line := lines.At(i)
		n := bytes.Count(source[line.Start:line.Stop], []byte{'|'})
		widest = max(widest, n)
		pipes += n
	}
	return widest*lines.Len() - pipes
}
