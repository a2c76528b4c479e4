package markdown

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// A template is a piece of syntax in braces that a site generator replaces or drops: Hugo's shortcodes {{< x >}} and
// {{% x %}}, Liquid's tags {% x %} and values {{ x }}, kramdown's attributes {: .x} and MDX's comments {/* x */}.
type template struct {
	end   int // the offset behind it
	name  string
	words []text.Segment
}

// silentTags are Liquid's: their parameters are logic.
var silentTags = set("if elsif unless for assign capture case when else cycle increment decrement set extends block macro from " +
	"layout render paginate tablerow comment raw")

// speakingTags are Hexo's, with words that no quotes surround.
var speakingTags = set("blockquote quote")

// templateAt reads the template that begins at an offset of src and ends before another; end is zero where there is none.
func templateAt(s *state, src []byte, at, to int) template {
	b := src[at:to]
	switch {
	case len(b) < 4:
		return template{}
	case b[1] == ':':
		return template{end: attributeListEnd(src, at, to)}
	case b[1] == '/' && b[2] == '*':
		if i := s.find(closeComment, src, at+3, to, "*/}"); i >= 0 {
			return template{end: i + 3}
		}
		return template{}
	case bytes.HasPrefix(b, []byte("{{<")):
		return tag(src, at, to, 3, ">}}")
	case bytes.HasPrefix(b, []byte("{{%")):
		return tag(src, at, to, 3, "%}}")
	case b[1] == '{':
		return tag(src, at, to, 2, "}}")
	case b[1] == '%':
		return tag(src, at, to, 2, "%}")
	}
	return template{}
}

// tag reads a template with a name and parameters. Since it cannot hold the beginning of another, looking for its end
// never passes the same text twice.
func tag(src []byte, at, to, opener int, closer string) template {
	from := at + opener
	end := tagEnd(src, from, to, closer)
	if end < 0 {
		return template{}
	}
	inner := bytes.Trim(src[from:end], "-~ \t\r\n")
	n := 0
	for n < len(inner) && (util.IsAlphaNumeric(inner[n]) || bytes.IndexByte([]byte("_-./"), inner[n]) >= 0) {
		n++
	}
	t := template{end: end + len(closer), name: string(inner[:n])}
	value := closer == "}}"
	switch {
	case value && !isValue(inner), !value && !hasLetter(inner[:n]) && !bytes.HasPrefix(inner, []byte("/*")):
		return template{}
	case closer == "%}" && silentTags[t.name]:
	case value:
		t.words = wordsIn(src, from, end)
	default:
		start := from + bytes.Index(src[from:end], inner[:n]) + n
		if closer == "%}" && speakingTags[t.name] {
			t.words = unquoted(src, start, end)
		} else {
			t.words = wordsIn(src, start, end)
		}
	}
	return t
}

// tagEnd gives the offset of the closer, negative where another template or a blank line comes first.
func tagEnd(src []byte, from, to int, closer string) int {
	for i := from; i < to; i++ {
		switch c := src[i]; {
		case c == closer[0]:
			if bytes.HasPrefix(src[i:to], []byte(closer)) {
				return i
			}
		case c == '{' && i+1 < to && (src[i+1] == '{' || src[i+1] == '%'):
			return -1
		case c == '\n' && util.IsBlank(src[i+1:lineEnd(src, i+1)]):
			return -1
		}
	}
	return -1
}

// isValue reports what {{ }} may hold: an expression, so that Chinese characters stand in quotes only.
func isValue(inner []byte) bool {
	if len(inner) == 0 {
		return false
	}
	var quote byte
	for _, c := range inner {
		switch {
		case quote == 0 && (c == '"' || c == '\'' || c == '`'):
			quote = c
		case c == quote:
			quote = 0
		case quote == 0 && c >= 0x80:
			return false
		}
	}
	return true
}

// unquoted gives the words between start and stop that come before an address.
func unquoted(src []byte, start, stop int) []text.Segment {
	s := text.NewSegment(start, stop)
	if i := bytes.Index(src[start:stop], []byte("http")); i >= 0 {
		s.Stop = start + i
	}
	s = s.TrimLeftSpace(src)
	s = s.TrimRightSpace(src)
	if s.IsEmpty() {
		return nil
	}
	return []text.Segment{s}
}

// attributeListEnd gives the offset behind kramdown's {: #id .class key="value"}, {:toc}, {::options /} or {:/}; zero
// where there is none on the line.
func attributeListEnd(src []byte, at, to int) int {
	for i := at + 2; i < to; i++ {
		switch src[i] {
		case '}':
			if first := bytes.TrimLeft(src[at+2:i], " "); len(first) > 0 && (first[0] < 0x80 && !util.IsNumeric(first[0]) && first[0] != ')') {
				return i + 1
			}
			return 0
		case '\n', '{':
			return 0
		}
	}
	return 0
}

// templateLine is the scan of a hiddenParser: a line of nothing but templates.
func templateLine(s *state, src []byte, at int) (int, []text.Segment) {
	var words []text.Segment
	for i := at; ; {
		for i < len(src) && (src[i] == ' ' || src[i] == '\t' || src[i] == '\r') {
			i++
		}
		switch {
		case i > at && (i == len(src) || src[i] == '\n'):
			return i, words
		case i == len(src) || src[i] != '{' || s.isRaw(src, i):
			return 0, nil
		}
		t := templateAt(s, src, i, len(src))
		if t.end == 0 {
			return 0, nil
		}
		words = append(words, t.words...)
		i = t.end
	}
}

// isRaw tells whether an offset stands between {% raw %} and {% endraw %}, where Liquid's syntax is text.
func (s *state) isRaw(src []byte, at int) bool {
	if !s.rawsKnown {
		s.rawsKnown = true
		s.raws = rawParts(src)
	}
	i, found := slices.BinarySearchFunc(s.raws, at, func(part text.Segment, at int) int { return part.Start - at })
	return found && s.raws[i].Stop > at || i > 0 && s.raws[i-1].Stop > at
}

func rawParts(src []byte) []text.Segment {
	var parts []text.Segment
	start := -1
	for at := 0; ; {
		i := bytes.Index(src[at:], []byte("{%"))
		if i < 0 {
			return parts
		}
		at += i + 2
		word := bytes.TrimLeft(src[at:min(len(src), at+20)], "- ")
		switch {
		case start < 0 && bytes.HasPrefix(word, []byte("raw")):
			if end := bytes.Index(src[at:lineEnd(src, at)], []byte("%}")); end >= 0 {
				start = at + end + 2
			}
		case start >= 0 && bytes.HasPrefix(word, []byte("endraw")):
			parts = append(parts, text.NewSegment(start, at-2))
			start = -1
		}
	}
}

// templateParser reads templates inside of text.
type templateParser struct{}

// Trigger implements [parser.InlineParser].
func (templateParser) Trigger() []byte { return []byte("{") }

// Parse implements [parser.InlineParser].
func (templateParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) < 3 {
		return nil
	}
	s, src := stateOf(pc), block.Source()
	if s.isRaw(src, segment.Start) {
		return nil
	}
	t := templateAt(s, src, segment.Start, blockStop(parent, segment))
	if t.end == 0 {
		t.end = spanAttributes(parent, src, segment)
	}
	if t.end == 0 {
		return nil
	}
	advanceTo(block, t.end)
	show(parent, src, t.words)
	return s.hide()
}

// spanAttributes gives the offset behind pandoc's {.class width=50%} at the end of an image, a link or code; zero where
// there is none.
func spanAttributes(parent ast.Node, src []byte, segment text.Segment) int {
	last := parent.LastChild()
	if last == nil {
		return 0
	}
	switch last.Kind() {
	case ast.KindImage, ast.KindLink, ast.KindCodeSpan:
	default:
		return 0
	}
	end := bytes.IndexByte(src[segment.Start:segment.Stop], '}')
	if end < 0 {
		return 0
	}
	if _, ok := attributesIn(src[segment.Start+1 : segment.Start+end]); !ok {
		return 0
	}
	return segment.Start + end + 1
}
