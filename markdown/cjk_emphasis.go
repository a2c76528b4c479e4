package markdown

import (
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// cjkEmphasis is a goldmark extension: emphasis and strikethrough by the CommonMark CJK-friendly amendments
// (https://github.com/tats-u/markdown-cjk-friendly/blob/main/specification.md, section 6.2). Beside CJK characters
// punctuation no longer keeps a run of *, _ or ~ from opening or closing; everywhere else CommonMark's rules hold.
type cjkEmphasis struct{}

// Extend puts both parsers before goldmark's own emphasis parser. They replace extension.Strikethrough, which must
// not be added beside them.
func (cjkEmphasis) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithInlineParsers(
		util.Prioritized(&delimiterParser{chars: "*_", maxRun: 0, node: newEmphasis}, 450),
		util.Prioritized(&delimiterParser{chars: "~", maxRun: 2, node: newStrikethrough}, 450),
	))
	m.Renderer().AddOptions(renderer.WithNodeRenderers(
		util.Prioritized(extension.NewStrikethroughHTMLRenderer(), 500),
	))
}

func newEmphasis(level int) ast.Node { return ast.NewEmphasis(level) }

func newStrikethrough(int) ast.Node { return extast.NewStrikethrough() }

// delimiterParser pushes runs of its characters on goldmark's delimiter stack; goldmark pairs them.
type delimiterParser struct {
	chars  string
	maxRun int // longest run that is markup; zero: any
	node   func(consumed int) ast.Node
}

// Trigger implements parser.InlineParser.
func (p *delimiterParser) Trigger() []byte { return []byte(p.chars) }

// IsDelimiter implements parser.DelimiterProcessor.
func (p *delimiterParser) IsDelimiter(b byte) bool {
	for i := range len(p.chars) {
		if p.chars[i] == b {
			return true
		}
	}
	return false
}

// CanOpenCloser implements parser.DelimiterProcessor.
func (p *delimiterParser) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}

// OnMatch implements parser.DelimiterProcessor.
func (p *delimiterParser) OnMatch(consumed int) ast.Node { return p.node(consumed) }

// Parse implements parser.InlineParser.
func (p *delimiterParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	c := line[0]
	before := textBefore(parent, block, segment)
	if p.maxRun > 0 && len(before) > 0 && before[len(before)-1] == c {
		return nil // the rest of a run that was too long
	}
	n := runLength(line)
	if p.maxRun > 0 && n > p.maxRun {
		return nil
	}
	block.Advance(n)
	run := segment.WithStop(segment.Start + n)
	count := delimiterCount(pc)
	if *count++; *count > maxDelimiters {
		return ast.NewTextSegment(run)
	}
	canOpen, canClose := flanking(c, before, line[n:])
	d := parser.NewDelimiter(canOpen, canClose, n, c, p)
	d.Segment = run
	pc.PushDelimiter(d)
	return d
}

// CloseBlock implements parser.CloseBlocker.
func (p *delimiterParser) CloseBlock(_ ast.Node, _ text.Reader, pc parser.Context) {
	*delimiterCount(pc) = 0
}

// textBefore gives the part of the line before segment, without the marks of the blocks around it. goldmark's
// PrecendingCharacter sees those marks, such as ">", and only one character.
func textBefore(parent ast.Node, block text.Reader, segment text.Segment) []byte {
	number, _ := block.Position()
	if segment.Padding > 0 || parent.Type() != ast.TypeBlock || number >= parent.Lines().Len() {
		return nil
	}
	return block.Source()[parent.Lines().At(number).Start:segment.Start]
}

// flanking tells whether a run of c may open and close a span between the given parts of its line.
func flanking(c byte, before, after []byte) (canOpen, canClose bool) {
	prev, next := sideBefore(before), sideAfter(after)
	left := !next.space && (!next.hard() || prev.space || prev.punct || prev.cjk)
	right := !prev.space && (!prev.hard() || next.space || next.punct || next.cjk)
	if c == '_' {
		return left && (!right || prev.punct), right && (!left || next.punct)
	}
	return left, right
}

// side is what stands next to a run: the edge of a line counts as a space.
type side struct{ space, punct, cjk bool }

// hard reports non-CJK punctuation, the only kind that still restrains a run.
func (s side) hard() bool { return s.punct && !s.cjk }

func newSide(r rune) side {
	return side{space: util.IsSpaceRune(r), punct: util.IsPunctRune(r), cjk: isCJK(r)}
}

func sideAfter(b []byte) side {
	if len(b) == 0 {
		return side{space: true}
	}
	r, _ := utf8.DecodeRune(b)
	return newSide(r)
}

// sideBefore looks two characters back: a variation selector belongs to the character before it.
func sideBefore(b []byte) side {
	if len(b) == 0 {
		return side{space: true}
	}
	r, size := utf8.DecodeLastRune(b)
	switch {
	case r >= 0xE0100 && r <= 0xE01EF: // ideographic variation selector
		return side{cjk: true}
	case r < 0xFE00 || r > 0xFE0E || size == len(b): // U+FE0F makes an emoji and is no letter's variant
		return newSide(r)
	}
	base, _ := utf8.DecodeLastRune(b[:len(b)-size])
	s := newSide(base)
	if s.space {
		return newSide(r)
	}
	s.cjk = s.cjk || r == 0xFE01 && isCurlyQuote(base)
	return s
}

// isCurlyQuote reports the characters that U+FE01 turns into fullwidth punctuation (StandardizedVariants.txt).
func isCurlyQuote(r rune) bool {
	return r == '‘' || r == '’' || r == '“' || r == '”'
}
