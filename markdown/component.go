package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// longestTag is the length, in bytes, beyond which a component's tag is not looked for its end.
const longestTag = 4000

// component is the tag of an MDX component or of a custom element, such as <Tabs>, <YouTube id="x" /> or </my-note>.
type component struct {
	end   int // the offset behind it
	words []text.Segment
}

// componentAt reads a component's tag at an offset of src, which ends before another. end is zero where there is none:
// the name has to have a capital letter or a hyphen, and the tag attributes, a slash at its end, or its counterpart in
// the document.
func (s *state) componentAt(src []byte, at, to int) component {
	to = min(to, at+longestTag)
	from := at + 1
	closing := from < to && src[from] == '/'
	if closing {
		from++
	}
	n := tagNameLength(src[from:to])
	if n == 0 || (src[from] < 'A' || src[from] > 'Z') && bytes.IndexByte(src[from:from+n], '-') < 0 {
		return component{}
	}
	name := string(src[from : from+n])
	end, attributes := componentEnd(src, from+n, to)
	if end == 0 || s.isElement(src, from, name) {
		return component{}
	}
	switch names := s.namesOf(src); {
	case closing:
		if attributes || names[name]&tagOpens == 0 {
			return component{}
		}
		return component{end: end}
	case !attributes && src[end-2] != '/' && names[name]&tagCloses == 0:
		return component{}
	}
	return component{end: end, words: wordsIn(src, from+n, end-1)}
}

// componentEnd looks for the end of a tag behind its name; zero where its attributes are none.
func componentEnd(src []byte, i, to int) (end int, attributes bool) {
	for i < to {
		start := i
		for i < to && util.IsSpace(src[i]) {
			if src[i] == '\n' && util.IsBlank(src[i+1:lineEnd(src, i+1)]) {
				return 0, false
			}
			i++
		}
		switch {
		case i == to:
			return 0, false
		case src[i] == '>':
			return i + 1, attributes
		case src[i] == '/':
			if i+1 < to && src[i+1] == '>' {
				return i + 2, attributes
			}
			return 0, false
		case i == start:
			return 0, false
		}
		next, valued := attributeEnd(src, i, to)
		if next == 0 {
			return 0, false
		}
		i, attributes = next, attributes || valued
	}
	return 0, false
}

// attributeEnd gives the offset behind a name, name=value or {...value}.
func attributeEnd(src []byte, i, to int) (end int, valued bool) {
	if src[i] == '{' {
		return closingBrace(src, i, to), true
	}
	start := i
	for i < to && (util.IsAlphaNumeric(src[i]) || bytes.IndexByte([]byte("_:.-@#"), src[i]) >= 0) {
		i++
	}
	switch {
	case i == start:
		return 0, false
	case i+1 >= to || src[i] != '=':
		return i, false
	}
	i++
	switch c := src[i]; c {
	case '"', '\'':
		if n := bytes.IndexByte(src[i+1:to], c); n >= 0 {
			return i + n + 2, true
		}
		return 0, false
	case '{':
		return closingBrace(src, i, to), true
	}
	start = i
	for i < to && !util.IsSpace(src[i]) && bytes.IndexByte([]byte("\"'`=<>"), src[i]) < 0 {
		i++
	}
	if i == start {
		return 0, false
	}
	return i, true
}

// closingBrace gives the offset behind the brace that closes the one at i; zero where none does.
func closingBrace(src []byte, i, to int) int {
	depth := 0
	for ; i < to; i++ {
		switch src[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

// componentLine is the scan of a hiddenParser: a line of nothing but the tags of components.
func componentLine(s *state, src []byte, at int) (int, []text.Segment) {
	var words []text.Segment
	for i := at; ; {
		for i < len(src) && (src[i] == ' ' || src[i] == '\t' || src[i] == '\r') {
			i++
		}
		switch {
		case i > at && (i == len(src) || src[i] == '\n'):
			return i, words
		case i == len(src) || src[i] != '<':
			return 0, nil
		}
		c := s.componentAt(src, i, len(src))
		if c.end == 0 {
			return 0, nil
		}
		words = append(words, c.words...)
		i = c.end
	}
}

// tagParser is goldmark's parser of raw HTML for HTML's elements. The tags of components are hidden; what else looks like
// a tag is text.
type tagParser struct{ parser.InlineParser }

// Parse implements [parser.InlineParser].
func (p tagParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	from := 1
	if len(line) > 1 && line[1] == '/' {
		from = 2
	}
	n := tagNameLength(line[min(from, len(line)):])
	if n == 0 {
		return p.InlineParser.Parse(parent, block, pc)
	}
	s, src, name := stateOf(pc), block.Source(), string(line[from:from+n])
	if s.isElement(src, segment.Start+from, name) {
		if from == 1 && hiddenElements[strings.ToLower(name)] && !s.closes(src, name) {
			return nil // all that follows would be lost
		}
		if i := from + n; i < len(line) && !util.IsSpace(line[i]) && line[i] != '>' && line[i] != '/' {
			return nil
		}
		return p.InlineParser.Parse(parent, block, pc)
	}
	c := s.componentAt(src, segment.Start, blockStop(parent, segment))
	if c.end == 0 {
		return nil
	}
	advanceTo(block, c.end)
	show(parent, src, c.words)
	return s.hide()
}

// htmlBlockParser is goldmark's parser of HTML blocks, for HTML's elements only.
type htmlBlockParser struct{ parser.BlockParser }

// Open implements [parser.BlockParser].
func (p htmlBlockParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	if pos := pc.BlockOffset(); pos >= 0 {
		from := pos + 1
		if from < len(line) && line[from] == '/' {
			from++
		}
		n := tagNameLength(line[min(from, len(line)):])
		at := segment.Start + from - segment.Padding
		if n > 0 && at > 0 && !stateOf(pc).isElement(reader.Source(), at, string(line[from:from+n])) {
			return nil, parser.NoChildren
		}
	}
	return p.BlockParser.Open(parent, reader, pc)
}
