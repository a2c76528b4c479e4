package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// attribute is one of kramdown's, pandoc's or Hugo's {#id .class key="value"}.
type attribute struct{ name, value []byte }

// attributesIn reads what stands between the braces. It fails where anything else does, such as words.
func attributesIn(b []byte) ([]attribute, bool) {
	var found []attribute
	b = bytes.TrimPrefix(b, []byte(":"))
	for b = bytes.TrimSpace(b); len(b) > 0; b = bytes.TrimLeft(b, " \t,") {
		n := 0
		for n < len(b) && b[n] != ' ' && b[n] != '\t' && b[n] != '=' && b[n] != '"' {
			n++
		}
		word := b[:n]
		switch {
		case n > 1 && (b[0] == '#' || b[0] == '.') && (n == len(b) || b[n] != '='):
			name := []byte("class")
			if b[0] == '#' {
				name = []byte("id")
			}
			found = append(found, attribute{name, word[1:]})
			b = b[n:]
		case n == 1 && b[0] == '-':
			b = b[n:]
		case n > 0 && n < len(b) && b[n] == '=':
			value, rest, ok := attributeValue(b[n+1:])
			if !ok || !isASCIIWord(rune(b[0])) {
				return nil, false
			}
			found = append(found, attribute{word, value})
			b = rest
		default:
			return nil, false
		}
	}
	return found, len(found) > 0
}

func attributeValue(b []byte) (value, rest []byte, ok bool) {
	if len(b) > 0 && (b[0] == '"' || b[0] == '\'') {
		end := bytes.IndexByte(b[1:], b[0])
		if end < 0 {
			return nil, nil, false
		}
		return b[1 : end+1], b[end+2:], true
	}
	n := 0
	for n < len(b) && b[n] != ' ' && b[n] != '\t' {
		n++
	}
	return b[:n], b[n:], n > 0
}

// headingAttributes takes {#id .class} off the end of a heading and sets it as the heading's attributes, which
// [ast.Node.AttributeString] gives as []byte.
func headingAttributes(heading ast.Node, source []byte) {
	lines := heading.Lines()
	if lines.Len() == 0 {
		return
	}
	last := lines.At(lines.Len() - 1)
	last = last.TrimRightSpace(source)
	value := last.Value(source)
	if len(value) == 0 || value[len(value)-1] != '}' {
		return
	}
	i := bytes.LastIndexByte(value, '{')
	if i < 0 || i > 0 && (value[i-1] == '\\' || value[i-1] == '{') {
		return
	}
	attributes, ok := attributesIn(value[i+1 : len(value)-1])
	if !ok {
		return
	}
	for _, a := range attributes {
		heading.SetAttribute(a.name, a.value)
	}
	last.Stop -= len(value) - i
	lines.Set(lines.Len()-1, withoutClosing(last.TrimRightSpace(source), source))
}

// lineAttributes sets kramdown's {: #id} on the heading before its line.
func lineAttributes(heading ast.Node, line []byte) {
	line = bytes.TrimSpace(line)
	if !bytes.HasPrefix(line, []byte("{:")) {
		return
	}
	attributes, ok := attributesIn(line[2 : len(line)-1])
	if !ok {
		return
	}
	for _, a := range attributes {
		heading.SetAttribute(a.name, a.value)
	}
}

// withoutClosing leaves out the closing marks of an ATX heading, which may stand before its attributes.
func withoutClosing(s text.Segment, source []byte) text.Segment {
	stop := s.Stop
	for stop > s.Start && source[stop-1] == '#' {
		stop--
	}
	if stop == s.Stop || stop > s.Start && !util.IsSpace(source[stop-1]) {
		return s
	}
	s.Stop = stop
	return s.TrimRightSpace(source)
}

// headingParser is one of goldmark's parsers of headings, with attributes.
type headingParser struct{ parser.BlockParser }

// Open implements [parser.BlockParser].
func (p headingParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	node, state := p.BlockParser.Open(parent, reader, pc)
	if node != nil && state&parser.RequireParagraph == 0 { // an ATX heading
		headingAttributes(node, reader.Source())
	}
	return node, state
}

// Close implements [parser.BlockParser].
func (p headingParser) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	p.BlockParser.Close(node, reader, pc)
	if node.Parent() != nil {
		headingAttributes(node, reader.Source())
	}
}
