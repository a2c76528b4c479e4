package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// codeTags are the templates around code, and how their ends begin: the text between them is no Markdown.
var codeTags = []struct{ open, name, end string }{
	{"{{", "highlight", "{{< /highlight"},
	{"{{", "highlight", "{{</highlight"},
	{"{%", "highlight", "{% endhighlight"},
	{"{%", "codeblock", "{% endcodeblock"},
}

// codeTagParser reads a block of code between {{< highlight >}} and {{< /highlight >}}, {% highlight %} and
// {% endhighlight %}, or {% codeblock %} and {% endcodeblock %}.
type codeTagParser struct{}

var codeEndKey = parser.NewContextKey()

// Trigger implements [parser.BlockParser].
func (codeTagParser) Trigger() []byte { return []byte("{") }

// Open implements [parser.BlockParser].
func (codeTagParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	s, src := stateOf(pc), reader.Source()
	if pc.BlockOffset() < 0 || !bytes.Contains(line, []byte("highlight")) && !bytes.Contains(line, []byte("codeblock")) {
		return nil, parser.NoChildren
	}
	at := segment.Start + max(0, pc.BlockOffset()-segment.Padding)
	t := templateAt(s, src, at, segment.Stop)
	if t.end == 0 || !util.IsBlank(src[t.end:segment.Stop]) {
		return nil, parser.NoChildren
	}
	end := -1
	for i, c := range codeTags {
		if end < 0 && c.name == t.name && bytes.HasPrefix(src[at:], []byte(c.open)) {
			end = s.find(closeCode+i, src, segment.Stop, len(src), c.end)
		}
	}
	if end < 0 {
		return nil, parser.NoChildren
	}
	pc.Set(codeEndKey, end)
	reader.AdvanceToEOL()
	return ast.NewCodeBlock(), parser.NoChildren
}

// Continue implements [parser.BlockParser].
func (codeTagParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	_, segment := reader.PeekLine()
	end := pc.Get(codeEndKey).(int)
	if segment.Start > end {
		return parser.Close
	}
	if segment.Stop <= end {
		node.Lines().Append(segment)
	}
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// Close implements [parser.BlockParser].
func (codeTagParser) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph implements [parser.BlockParser].
func (codeTagParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements [parser.BlockParser].
func (codeTagParser) CanAcceptIndentedLine() bool { return false }
