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

// cjkEmphasis is a goldmark extension: emphasis, strikethrough and highlights by the CommonMark CJK-friendly amendments
// (https://github.com/tats-u/markdown-cjk-friendly/blob/main/specification.md, section 6.2). Beside CJK characters
// punctuation no longer keeps a run of *, _ or ~ from opening or closing; everywhere else CommonMark's rules hold, but for
// the deviations that doc.go lists.
type cjkEmphasis struct{}

// Extend adds the parsers in place of goldmark's emphasis parser and of extension.Strikethrough, neither of which must be
// added beside them.
func (cjkEmphasis) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithInlineParsers(
		util.Prioritized(&delimiterParser{chars: "*_", node: newEmphasis}, 450),
		util.Prioritized(&delimiterParser{chars: "~", run: 2, node: newStrikethrough}, 450),
		util.Prioritized(&delimiterParser{chars: "=", run: 2, node: newMark}, 450),
	))
	m.Renderer().AddOptions(renderer.WithNodeRenderers(
		util.Prioritized(extension.NewStrikethroughHTMLRenderer(), 500),
	))
}

func newEmphasis(level int) ast.Node { return ast.NewEmphasis(level) }

func newStrikethrough(int) ast.Node { return extast.NewStrikethrough() }

// delimiterParser pushes runs of its characters on goldmark's delimiter stack; goldmark pairs them.
type delimiterParser struct {
	chars string
	run   int // the length of a run that is markup; zero: any
	node  func(consumed int) ast.Node
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
	s := stateOf(pc)
	r := run{char: line[0], start: segment.Start, before: textBefore(parent, block, segment)}
	rest := s.splitRest == segment.Start && segment.Start > 0
	if !rest && r.continues() {
		return nil // the rest of a run that is text
	}
	r.length = runLength(line)
	r.after = line[r.length:]
	switch {
	case p.run > 0 && r.length != p.run:
		return nil
	case rest:
		r.canOpen = true
	default:
		r.flank()
	}
	if r.char == '*' && s.strongRun(&r) || r.char == '=' && r.isSign() {
		return nil
	}
	block.Advance(r.length)
	if r.hidden {
		return s.hide()
	}
	at := segment.WithStop(segment.Start + r.length)
	if s.delimiters++; s.delimiters > maxDelimiters {
		return ast.NewTextSegment(at)
	}
	d := parser.NewDelimiter(r.canOpen, r.canClose, r.length, r.char, p)
	d.Segment = at
	pc.PushDelimiter(d)
	return d
}

// CloseBlock implements parser.CloseBlocker.
func (p *delimiterParser) CloseBlock(_ ast.Node, _ text.Reader, pc parser.Context) {
	s := stateOf(pc)
	s.delimiters, s.strong, s.splitRest = 0, 0, 0
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
		return side{cjk: s.cjk} // no variant: a character of its own, though an ideographic space makes it CJK
	}
	s.cjk = s.cjk || r == 0xFE01 && isCurlyQuote(base)
	return s
}

// isCurlyQuote reports the characters that U+FE01 turns into fullwidth punctuation (StandardizedVariants.txt).
func isCurlyQuote(r rune) bool {
	return r == '‘' || r == '’' || r == '“' || r == '”'
}
