package markdown

import (
	"slices"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// goldmark takes quadratic time over nested blocks, and over unpaired delimiters and brackets. No post comes near these limits; what
// goes beyond them is plain text.
const (
	maxDepth      = 100  // blocks inside each other
	maxDelimiters = 2000 // runs of emphasis marks in one block
	maxBrackets   = 1000 // links and images that one block may begin
)

// newParser is goldmark's default parser with maxDepth.
func newParser() parser.Parser {
	blocks := slices.Clone(parser.DefaultBlockParsers())
	for i, b := range blocks {
		if p := b.Value.(parser.BlockParser); nests(p) {
			blocks[i] = util.Prioritized(shallow{p}, b.Priority)
		}
	}
	return parser.NewParser(
		parser.WithBlockParsers(blocks...),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithInlineParsers(util.Prioritized(bracketLimit{}, beforeLinks)),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
	)
}

// nests reports the parsers whose blocks hold blocks: a list's items need no limit of their own.
func nests(p parser.BlockParser) bool {
	return p == parser.NewBlockquoteParser() || p == parser.NewListParser()
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

var delimiterCountKey = parser.NewContextKey()

// delimiterCount gives the number of delimiters pushed in the current block.
func delimiterCount(pc parser.Context) *int {
	return pc.ComputeIfAbsent(delimiterCountKey, func() any { return new(int) }).(*int)
}

// beforeLinks is a priority before that of goldmark's footnotes (101) and links (200).
const beforeLinks = 100

// bracketLimit takes the opening brackets beyond maxBrackets as text.
type bracketLimit struct{}

// Trigger implements parser.InlineParser.
func (bracketLimit) Trigger() []byte { return []byte("[!") }

// Parse implements parser.InlineParser.
func (bracketLimit) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	n := 1
	if line[0] == '!' {
		if len(line) < 2 || line[1] != '[' {
			return nil
		}
		n = 2
	}
	count := pc.ComputeIfAbsent(bracketCountKey, func() any { return new(int) }).(*int)
	if *count++; *count <= maxBrackets {
		return nil
	}
	block.Advance(n)
	return ast.NewTextSegment(segment.WithStop(segment.Start + n))
}

// CloseBlock implements parser.CloseBlocker.
func (bracketLimit) CloseBlock(_ ast.Node, _ text.Reader, pc parser.Context) {
	pc.Set(bracketCountKey, new(int))
}

var bracketCountKey = parser.NewContextKey()
