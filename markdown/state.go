package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// state is what the parsers of this package remember while one document is parsed.
type state struct {
	delimiters int        // delimiters pushed in the current block
	brackets   int        // opening brackets met in the current block
	vain       int        // bytes of the current block that were searched for ends of links in vain
	footnotes  int        // defined in the document so far
	strong     int        // ** that were opened in the current block and not closed yet, as far as their order tells
	splitRest  int        // the offset of the second half of a **** that was split; zero: there is none
	hidden     []ast.Node // inline nodes that the reader must not see; dropHidden removes them
	field      field
	none       [closers]int // for each closer the offset up to which a search has found none
	names      *tagNames
	raws       []text.Segment // what stands between {% raw %} and {% endraw %}
	rawsKnown  bool
}

// Closers whose search is remembered.
const (
	closeComment = iota // */}
	closeHidden         // %%
	closeHiddenBlock
	closeDisplay // $$
	closeInline  // $
	closeRound   // \)
	closeSquare  // \]
	closeCode    // the ends of code between tags, as codeTags counts them
	closers      = closeCode + 4
)

var stateKey = parser.NewContextKey()

func stateOf(pc parser.Context) *state {
	if s, ok := pc.Get(stateKey).(*state); ok {
		return s
	}
	s := &state{}
	pc.Set(stateKey, s)
	return s
}

// find gives the index of a closer in src[from:to], counted from the start of src; negative where there is none.
func (s *state) find(closer int, src []byte, from, to int, mark string) int {
	if from < s.none[closer] || from > to {
		return -1
	}
	i := bytes.Index(src[from:to], []byte(mark))
	if i < 0 {
		s.none[closer] = to
		return -1
	}
	return from + i
}

// blockStop gives the offset behind the last line of an inline node's block.
func blockStop(parent ast.Node, segment text.Segment) int {
	if parent.Type() != ast.TypeBlock || parent.Lines().Len() == 0 {
		return segment.Stop
	}
	return max(segment.Stop, parent.Lines().At(parent.Lines().Len()-1).Stop)
}

// advanceTo moves a reader to an offset of the source, in this line or a later one. It gives the parts of the lines
// that it passes.
func advanceTo(block text.Reader, offset int) []text.Segment {
	var passed []text.Segment
	for {
		line, segment := block.PeekLine()
		if line == nil {
			return passed
		}
		if segment.Stop >= offset {
			if offset > segment.Start {
				passed = append(passed, segment.WithStop(offset))
				block.Advance(offset - segment.Start)
			}
			return passed
		}
		passed = append(passed, segment)
		block.AdvanceLine()
	}
}

// lineEnd gives the offset of the line end at or behind an offset, or the length of src.
func lineEnd(src []byte, at int) int {
	if i := bytes.IndexByte(src[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(src)
}
