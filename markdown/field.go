package markdown

import (
	"bytes"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// field is where the current inline field in brackets has its colons and its end; zero where there is none.
type field struct{ colons, end int }

// The lengths, in bytes, beyond which the key of a field is text and a field in brackets is none.
const (
	longestKey   = 60
	longestField = 1000
)

// fieldStart passes the bracket that opens an inline field of Dataview.
func (s *state) fieldStart(block text.Reader, line []byte, segment text.Segment) ast.Node {
	colons := bytes.Index(line[:min(len(line), longestKey)], []byte("::"))
	if colons < 2 || !isKey(line[1:colons]) || colons+2 >= len(line) || line[colons+2] != ' ' {
		return nil
	}
	depth := 0
	for i, c := range line[colons:min(len(line), longestField)] {
		switch c {
		case '[':
			depth++
		case ']':
			if depth--; depth < 0 {
				s.field = field{colons: segment.Start + colons, end: segment.Start + colons + i}
				block.Advance(1)
				return s.hide()
			}
		}
	}
	return nil
}

func (s *state) fieldEnd(block text.Reader, segment text.Segment) ast.Node {
	if s.field.end == 0 || s.field.end != segment.Start {
		return nil
	}
	s.field = field{}
	block.Advance(1)
	return s.hide()
}

// isKey reports letters, digits and what joins them.
func isKey(b []byte) bool {
	for _, r := range string(b) {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != ' ' && r != '-' && r != '_' && r != '/' {
			return false
		}
	}
	return hasLetter(b)
}

// fieldParser reads the colons of Dataview's key:: value at the start of a line or a bracket. They are shown as one.
type fieldParser struct{}

// Trigger implements [parser.InlineParser].
func (fieldParser) Trigger() []byte { return []byte(":") }

// Parse implements [parser.InlineParser].
func (fieldParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) < 4 || line[1] != ':' || line[2] != ' ' || util.IsBlank(line[2:]) {
		return nil
	}
	s := stateOf(pc)
	if (s.field.end == 0 || s.field.colons != segment.Start) && !isFieldKey(textBefore(parent, block, segment)) {
		return nil
	}
	block.Advance(2)
	ast.MergeOrAppendTextSegment(parent, segment.WithStop(segment.Start+1))
	return s.hide()
}

// isFieldKey tells whether a line, or what stands behind its last parenthesis, is the key of a field so far, also in bold
// or behind the box of a task.
func isFieldKey(before []byte) bool {
	if i := bytes.LastIndexByte(before[max(0, len(before)-longestKey):], '('); i >= 0 {
		before = before[max(0, len(before)-longestKey)+i+1:]
	}
	if len(before) > longestKey || len(before) == 0 {
		return false
	}
	if len(before) > 4 && before[0] == '[' && before[2] == ']' {
		before = bytes.TrimLeft(before[3:], " ")
	}
	return isKey(bytes.Trim(before, "*_")) && !bytes.HasSuffix(before, []byte(" "))
}
