package post

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"viewline/markdown"
	"viewline/post/pattern"
)

// label is the words that open a paragraph and stand apart from what follows.
type label struct {
	text  string // without a colon at its end
	bold  bool
	colon bool     // whether there is one, or a full stop in its place
	alone bool     // whether nothing follows on the line
	node  ast.Node // that holds it; nil where it is the start of a text
	end   int      // the offset in the body at which the label ends
}

// labelOf finds the label of a paragraph: bold words that a colon inside or
// behind them, or the end of their line, sets apart; bold words that were never
// closed; or plain words before a colon that read as a label. It is nil where
// there is none.
func (r *reader) labelOf(p ast.Node) *label {
	switch n := p.FirstChild().(type) {
	case *ast.Emphasis:
		if n.Level == 2 {
			return r.spanLabel(n, true)
		}
	case *ast.CodeSpan:
		if l := r.spanLabel(n, false); l != nil && l.colon {
			return l
		}
	case *ast.Text:
		return r.textLabel(n)
	}
	return nil
}

// spanLabel reads a label that is a node of its own.
func (r *reader) spanLabel(span ast.Node, bold bool) *label {
	l := &label{text: markdown.Plain(r.body, span), bold: bold, node: span, end: r.endOf(span)}
	trimmed := strings.TrimRight(l.text, ":： ")
	l.colon = trimmed != strings.TrimRight(l.text, " ")
	if lead := strings.TrimSuffix(trimmed, "."); lead != trimmed && !tooLong(lead) {
		trimmed, l.colon = lead, true // **Leverage.** Code works while you sleep.
	}
	l.text = trimmed
	t, isText := span.NextSibling().(*ast.Text)
	var rest []byte
	if isText {
		after := bytes.TrimLeft(r.value(t.Segment), " ")
		l.colon = l.colon || bytes.HasPrefix(after, []byte(":")) || bytes.HasPrefix(after, []byte("："))
		rest = bytes.TrimLeft(after, ":： ")
	}
	l.alone = span.NextSibling() == nil || isText && len(rest) == 0 && endsLine(t)
	if l.text == "" || !l.colon && !l.alone {
		return nil
	}
	return l
}

func endsLine(t *ast.Text) bool {
	return t.SoftLineBreak() || t.HardLineBreak() || t.NextSibling() == nil
}

// A plain label is longer than this, in code points, only where it is Latin.
const (
	longestPlainLabel = 18
	longestLatinLabel = 40
)

var (
	// clause is what makes words before a colon a clause and no label: marks of a
	// sentence or a quotation, a bracket left open, a start such as 他 or 例如, an
	// end such as 是 or 说.
	clause = pattern.MustCompile(`[，。；！？、“”"「」《》]|\pL{3}[.!?]\s|[(（][^)）]*$|^(?:他|她|它|我|你|这|那|其|以下|包括|例如|比如|如|从|在|当|对|通过|因为|所以|但|而|The\b|He\b|She\b|It\b|I\b|They\b|We\b|This\b|That\b|In\b)|(?:是|为|说|道|指出|认为|表示|强调|写道|问|即|如|包括|提出|总结|says?|said|asks?|asked|is|are|was|were)\s*$`)
	// quotation is an opening quotation mark behind the colon.
	quotation = pattern.MustCompile(`^\s*["“「『]`)
)

// longestWords is how many characters may stand ahead of the colon of a label.
const longestWords = 120

// plainLabel is the words that a line starts with up to its first colon, with the
// colon and a blank behind it; empty where there is none.
func plainLabel(s string) string {
	line, _, _ := strings.Cut(s[:min(len(s), longestWords*utf8.UTFMax+len("："))], "\n")
	i, size := colonIn(line)
	if i <= 0 || utf8.RuneCountInString(s[:i]) > longestWords {
		return ""
	}
	if s[i] != ':' {
		return s[:i+size]
	}
	switch rest := s[i+1:]; {
	case rest == "":
		return s
	case strings.IndexByte(" \t\n\f\r", rest[0]) >= 0:
		return s[:i+2]
	}
	return ""
}

// textLabel reads a label at the start of a text: one in bold that was never
// closed, or plain words that read as a label.
func (r *reader) textLabel(t *ast.Text) *label {
	joinText(t)
	value := string(r.value(t.Segment))
	open := strings.HasPrefix(value, "**")
	words := plainLabel(strings.TrimPrefix(value, "**"))
	l := &label{bold: open, text: strings.TrimSpace(strings.TrimRight(words, ":： \t")), colon: words != ""}
	l.end = t.Segment.Start + len(words)
	if open {
		l.end += len("**")
		if words == "" && endsLine(t) {
			l.text = strings.TrimSpace(value[len("**"):])
			l.end = t.Segment.Stop
		}
	} else if metadataRole(l.text) == "" && (clause.MatchString(l.text) || tooLong(l.text) || quotation.Match(r.between(l.end, len(r.body)))) {
		return nil
	}
	l.alone = endsLine(t) && l.end >= t.Segment.Stop
	if l.text == "" || !open && l.alone {
		return nil
	}
	return l
}

// joinText joins a text with those that follow on it in the source: a mark that
// paired with nothing is a text of its own.
func joinText(t *ast.Text) {
	for {
		next, ok := t.NextSibling().(*ast.Text)
		if !ok || endsLine(t) || next.Segment.Start != t.Segment.Stop || next.Segment.Padding > 0 {
			return
		}
		t.Segment = text.NewSegment(t.Segment.Start, next.Segment.Stop)
		t.SetSoftLineBreak(next.SoftLineBreak())
		t.SetHardLineBreak(next.HardLineBreak())
		t.Parent().RemoveChild(t.Parent(), next)
	}
}

func tooLong(words string) bool {
	words = inBrackets.ReplaceAllString(words, "")
	n := utf8.RuneCountInString(words)
	return n > longestLatinLabel || n > longestPlainLabel && strings.Map(keepHan, words) != ""
}

// endOf is the offset behind a node that has a sibling after it, or the end of
// its block.
func (r *reader) endOf(n ast.Node) int {
	if next := n.NextSibling(); next != nil {
		return r.pos(next)
	}
	lines := n.Parent().Lines()
	return r.within(lines.At(lines.Len() - 1).Stop)
}

// remove takes the label, its colon and the blanks behind it off a paragraph.
func (l *label) remove(r *reader, p ast.Node) {
	t, isText := p.FirstChild().(*ast.Text)
	if l.node != nil {
		t, isText = l.node.NextSibling().(*ast.Text)
		p.RemoveChild(p, l.node)
	}
	if !isText {
		return
	}
	start := max(t.Segment.Start, min(l.end, t.Segment.Stop))
	if l.node != nil {
		start = t.Segment.Start
	}
	rest := bytes.TrimLeft(r.between(start, t.Segment.Stop), " ")
	if l.node != nil {
		rest = bytes.TrimLeft(bytes.TrimPrefix(bytes.TrimPrefix(rest, []byte("：")), []byte(":")), " ")
	}
	t.Segment = text.NewSegment(t.Segment.Stop-len(rest), t.Segment.Stop)
	if len(rest) == 0 {
		p.RemoveChild(p, t)
	}
}
