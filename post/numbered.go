package post

import (
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"viewline/timeline"
)

// Chinese authors number lines in ways that Markdown does not know: 1、 ① （1）
// １． 一、 第一，. Lines that are numbered one after the other are items each.

// lineMark reads the number at the start of a line of source, of which bold or
// slanted words may be the first.
func lineMark(src []byte) mark {
	i := 0
	for i < len(src) && (src[i] == ' ' || src[i] == '\t' || src[i] == '*' || src[i] == '>') {
		i++
	}
	if i == len(src) || !isDigit(src[i]) && src[i] != '(' && src[i] < 0xe2 {
		return mark{}
	}
	if c, _ := utf8.DecodeRune(src[i:]); !startsMark(c) {
		return mark{}
	}
	line := strings.TrimRight(string(src[i:min(len(src), i+64)]), "\r\n")
	return readMark(line)
}

// numberedLines finds the lines of a paragraph that are numbered one after the
// other, in one style. It gives the first number, and the indexes of the lines;
// fewer than two where the others are none.
func (r *reader) numberedLines(p ast.Node) (first mark, rows []int) {
	lines := p.Lines()
	last := mark{}
	for i := range lines.Len() {
		m := lineMark(r.value(lines.At(i)))
		switch {
		case m.n == 0 || len(rows) > 0 && m.style != last.style:
			continue
		case len(rows) == 0:
			first = m
		case m.n != last.n+1:
			return mark{}, nil
		}
		rows, last = append(rows, i), m
	}
	return first, rows
}

// lastNumber is the number of the last item of a list that goes on.
type lastNumber struct {
	mark
	o *openSection
}

// readNumbered reads a paragraph as the items of a numbered list: with two lines
// or more that are numbered, or with one that goes on with the paragraph before
// or is followed by the next. It reports whether it did.
func (s *sectionReader) readNumbered(p *ast.Paragraph) bool {
	first, rows := s.reader.numberedLines(p)
	if len(rows) == 1 && first.n == 1 && rows[0] == 0 && s.reader.splitInline(p, first.style) {
		first, rows = s.reader.numberedLines(p)
	}
	o := s.current()
	goesOn := len(rows) > 0 && rows[0] == 0 && s.last.o == o && s.last.style == first.style && s.last.n+1 == first.n
	if len(rows) == 0 || len(rows) == 1 && !goesOn && (rows[0] != 0 || !s.reader.isFollowed(p, first)) {
		return false
	}
	if first.n != 1 && !goesOn {
		return false
	}
	intro, items := s.reader.cutNumbered(p, rows)
	o = s.ensure(p)
	if intro != nil {
		s.keep(intro)
	}
	o.Viewpoints = append(o.Viewpoints, items...)
	first.n += len(rows) - 1
	s.last = lastNumber{first, o}
	return true
}

// isFollowed reports whether the paragraph behind p has the next number.
func (r *reader) isFollowed(p ast.Node, m mark) bool {
	next, ok := p.NextSibling().(*ast.Paragraph)
	if !ok || next.Lines().Len() == 0 {
		return false
	}
	after := lineMark(r.value(next.Lines().At(0)))
	return after.style == m.style && after.n == m.n+1
}

// numberedWithin takes numbered lines out of a block of an item: they are its
// points. It gives the block without them.
func (r *reader) numberedWithin(b ast.Node) (rest ast.Node, points []*timeline.Viewpoint) {
	if b.Kind() != ast.KindParagraph && b.Kind() != ast.KindTextBlock {
		return b, nil
	}
	first, rows := r.numberedLines(b)
	if len(rows) < 2 || first.n != 1 || rows[0] == 0 {
		return b, nil
	}
	return r.cutNumbered(b, rows)
}

// cutNumbered makes items of the numbered lines of a paragraph, each with the
// lines behind it, and a paragraph of the lines ahead; nil where there are none.
func (r *reader) cutNumbered(p ast.Node, rows []int) (intro ast.Node, items []*timeline.Viewpoint) {
	starts := map[int]bool{}
	for _, row := range rows {
		starts[p.Lines().At(row).Start] = true
	}
	var groups [][]ast.Node
	headed := false // whether the first group is no item
	for i, n := range children(p) {
		if i == 0 || starts[r.pos(n)] {
			headed = headed || i == 0 && !starts[r.pos(n)]
			groups = append(groups, nil)
		}
		groups[len(groups)-1] = append(groups[len(groups)-1], n)
	}
	row := 0
	if headed {
		intro = r.paragraphOf(p, groups[0], &row)
		groups = groups[1:]
	}
	var lines []ast.Node
	var numbers []timeline.Text
	for _, nodes := range groups {
		line := r.paragraphOf(p, nodes, &row)
		numbers = append(numbers, r.cutMark(line))
		lines = append(lines, line)
	}
	items = r.lineItems(lines)
	for i, v := range items {
		v.Number = numbers[i]
	}
	return intro, items
}

// cutMark takes the number off the first text of a paragraph.
func (r *reader) cutMark(p ast.Node) timeline.Text {
	n := p.FirstChild()
	for n.FirstChild() != nil {
		n = n.FirstChild()
	}
	t, ok := n.(*ast.Text)
	if !ok {
		return ""
	}
	joinText(t)
	value := string(r.value(t.Segment))
	m := readMark(value)
	if m.n == 0 {
		m.length = len(value) // the number stands alone, as in **1、** words
	}
	number := strings.TrimSpace(value[:m.length])
	r.cutText(t, m.length)
	return timeline.Text(number)
}

// inlineStops stand ahead of a number within a line.
const inlineStops = "；。;"

// splitInline parts a line such as 1、慢；2、更慢；3、最慢 before each number, where
// the numbers go up by one from the first on and a stop or a blank stands ahead of
// each. Sentences that begin with 第一 and 第二 stay together. It reports whether it
// did; p has a line for each item then.
func (r *reader) splitInline(p *ast.Paragraph, style string) bool {
	if p.Lines().Len() != 1 || p.ChildCount() != 1 || strings.HasPrefix(style, "第") {
		return false
	}
	t, ok := p.FirstChild().(*ast.Text)
	if !ok {
		return false
	}
	src := string(r.value(t.Segment))
	starts := inlineMarks(src, style)
	if len(starts) < 2 {
		return false
	}
	lines := text.NewSegments()
	p.RemoveChild(p, t)
	for i, start := range starts {
		stop := len(src)
		if i+1 < len(starts) {
			stop = starts[i+1]
		}
		s := text.NewSegment(t.Segment.Start+start, t.Segment.Start+stop)
		lines.Append(s)
		part := ast.NewTextSegment(s)
		part.SetPos(s.Start)
		part.SetSoftLineBreak(i+1 < len(starts))
		p.AppendChild(p, part)
	}
	p.SetLines(lines)
	return true
}

// inlineMarks are the offsets of the numbers 1, 2, 3 … of a style in a line. Where
// a later number does not follow the one before, there is no list.
func inlineMarks(src, style string) []int {
	starts := []int{0}
	stopped := false
	for i, c := range src {
		if stopped && i > 0 {
			m := readMark(src[i:min(len(src), i+32)])
			switch {
			case m.n == 0 || m.style != style:
			case m.n == len(starts)+1:
				starts = append(starts, i)
			default:
				return nil
			}
		}
		stopped = c == ' ' || c == '\u3000' || strings.ContainsRune(inlineStops, c)
	}
	return starts
}
