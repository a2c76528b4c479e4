package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// linkParser is goldmark's parser of links, for destinations that hold a template, too:
//
//	[a]({% post_url 2015-11-26-a %})   [a]({{< ref "a.md" >}})   ![a]({{ site.baseurl }}/a.png)
//
// The blanks and quotation marks in a template would end the destination. Of a shortcode and a tag the last parameter
// is the address, of a value nothing.
type linkParser struct{ parser.InlineParser }

// Parse implements [parser.InlineParser].
func (p linkParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) < 2 || line[0] != ']' || line[1] != '(' && line[1] != '[' {
		return p.InlineParser.Parse(parent, block, pc)
	}
	s := stateOf(pc)
	if s.vain > maxVain {
		return nil
	}
	node := p.destined(parent, block, pc)
	if node == nil {
		s.vain += blockStop(parent, segment) - segment.Start
	}
	return node
}

// destined is the link that ends with the bracket here and what follows it; nil where that is none.
func (p linkParser) destined(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) < 6 || line[1] != '(' {
		return p.InlineParser.Parse(parent, block, pc)
	}
	src, s := block.Source(), stateOf(pc)
	from := segment.Start + 2
	for from < segment.Stop && (src[from] == ' ' || src[from] == '<') {
		from++
	}
	t, at := destinationTemplate(s, src, from, segment.Stop)
	if t.end == 0 {
		return p.InlineParser.Parse(parent, block, pc)
	}
	masked := bytes.Clone(line)
	for i := at; i < t.end; i++ {
		masked[i-segment.Start] = 'x'
	}
	node := p.InlineParser.Parse(parent, maskedReader{block, masked, segment.Start}, pc)
	switch n := node.(type) {
	case *ast.Link:
		n.Destination = withTemplate(n.Destination, src, from, at, t.end)
	case *ast.Image:
		n.Destination = withTemplate(n.Destination, src, from, at, t.end)
	}
	return node
}

// longestDestination is how far, in bytes, a template in a destination may reach.
const longestDestination = 500

// destinationTemplate gives the first template of a destination, and its offset.
func destinationTemplate(s *state, src []byte, from, to int) (template, int) {
	to = min(to, from+longestDestination)
	for i := from; i < to && !util.IsSpace(src[i]) && src[i] != ')'; i++ {
		if src[i] == '{' {
			t := templateAt(s, src, i, to)
			return t, i
		}
	}
	return template{}, 0
}

// withTemplate gives the address that begins at an offset of src, where parsed has its masked text, without the template
// in it.
func withTemplate(parsed, src []byte, from, at, end int) []byte {
	stop := from + len(parsed)
	if stop < end {
		return parsed // a reference or another link
	}
	b := bytes.Clone(src[from:at])
	if src[at+1] == '%' || src[at+2] == '<' || src[at+2] == '%' {
		if p := parametersIn(src, at+2, end-2); len(p) > 1 {
			for i := len(p) - 1; i > 0; i-- {
				if v := src[p[i].value.Start:p[i].value.Stop]; len(v) > 1 {
					b = append(b, v...)
					break
				}
			}
		}
	}
	return append(b, src[end:stop]...)
}

// maskedReader gives another text for one line.
type maskedReader struct {
	text.Reader
	line  []byte
	start int // the offset of line
}

// PeekLine implements [text.Reader].
func (r maskedReader) PeekLine() ([]byte, text.Segment) {
	line, segment := r.Reader.PeekLine()
	if i := segment.Start - r.start; line != nil && i >= 0 && i <= len(r.line) && len(line) == len(r.line)-i {
		return r.line[i:], segment
	}
	return line, segment
}

// CloseBlock implements [parser.CloseBlocker].
func (p linkParser) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	stateOf(pc).vain = 0
	p.InlineParser.(parser.CloseBlocker).CloseBlock(parent, block, pc)
}
