package post

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"viewline/markdown"
	"viewline/post/dates"
	"viewline/post/names"
	"viewline/timeline"
)

// A metadata line is short; what is longer is prose with a bold start.
const (
	longestLabel = 16  // code points
	longestValue = 200 // code points
)

// takeMetadata reads the labelled lines at the head of an appearance: in
// paragraphs, or in a list or a block quote of nothing else. It returns the
// blocks that are left.
func (r *reader) takeMetadata(a *timeline.Appearance, blocks []ast.Node, candidates *dateCandidates) []ast.Node {
	if n := r.embedsAhead(blocks); n > 0 {
		return append(slices.Clip(blocks[:n]), r.takeMetadata(a, blocks[n:], candidates)...)
	}
	for len(blocks) > 0 {
		paragraphs := r.metadataIn(blocks[0])
		if len(paragraphs) == 0 {
			break
		}
		var left []ast.Node // with prose behind the metadata
		for _, p := range paragraphs {
			for line := r.metadataLine(p); line != nil; line = r.metadataLine(p) {
				r.readMetadata(a, line, candidates)
			}
			if p.FirstChild() != nil {
				left = append(left, p)
			}
		}
		blocks = blocks[1:]
		if len(left) > 0 {
			return append(left, blocks...)
		}
	}
	return blocks
}

// metadataIn lists the paragraphs of a block that are metadata; none where it
// holds anything else.
func (r *reader) metadataIn(block ast.Node) []ast.Node {
	if r.turns[block] != nil {
		return nil
	}
	switch block.(type) {
	case *ast.Paragraph:
		if r.metadataLine(block) != nil {
			return []ast.Node{block}
		}
	case *ast.List:
		return r.metadataList(block)
	case *ast.Blockquote:
		for _, p := range children(block) {
			if !r.onlyMetadata(p) {
				return nil
			}
		}
		return children(block)
	}
	return nil
}

// metadataList lists the paragraphs of a list that is metadata: each item is one
// labelled line, and either all labels are known, or one tells when the occasion
// was or who spoke, and most labels are known or no value is prose.
func (r *reader) metadataList(list ast.Node) []ast.Node {
	var paragraphs []ast.Node
	lines := 0
	known, telling, short := 0, false, true
	for _, item := range children(list) {
		p := item.FirstChild()
		if p == nil || p.NextSibling() != nil || p.Kind() != ast.KindParagraph && p.Kind() != ast.KindTextBlock || p.FirstChild() == nil {
			return nil
		}
		for _, line := range inlineLines(p) {
			label, value := r.colonLine(line)
			if value == "" || utf8.RuneCountInString(label) > longestLabel {
				return nil
			}
			role := metadataRole(label)
			lines++
			if role != "" {
				known++
			}
			short = short && !isSentence(value) && utf8.RuneCountInString(value) <= longestValue
			if _, dated := dateIn(value, r.order); role == roleDate && dated || role == roleSpeaker {
				telling = true
			}
		}
		paragraphs = append(paragraphs, p)
	}
	if known < lines && (!telling || !short && 2*known <= lines) {
		return nil
	}
	return paragraphs
}

// onlyMetadata reports whether all lines of a paragraph are metadata under a
// known label.
func (r *reader) onlyMetadata(p ast.Node) bool {
	if p.Kind() != ast.KindParagraph && p.Kind() != ast.KindTextBlock {
		return false
	}
	for _, line := range inlineLines(p) {
		label, value := r.colonLine(line)
		if metadataRole(label) == "" || value == "" {
			return false
		}
	}
	return true
}

// hasMetadata reports whether the blocks start with labelled lines of which one
// has a label that is known, and is no turn of speech.
func (r *reader) hasMetadata(blocks []ast.Node) bool {
	blocks = blocks[r.embedsAhead(blocks):]
	if len(blocks) == 0 || r.turns[blocks[0]] != nil {
		return false
	}
	for _, p := range r.metadataIn(blocks[0]) {
		for _, line := range inlineLines(p) {
			label, value := r.colonLine(line)
			if metadataRole(label) != "" && value != "" && (metadataRole(label) != roleHost || !isSentence(value)) {
				return true
			}
		}
	}
	return false
}

// tellsDateOrOccasion reports whether the labelled lines at the head tell of an
// occasion: when, where or with whom it was, or what it was about.
func (r *reader) tellsDateOrOccasion(blocks []ast.Node) bool {
	for _, l := range r.labelledLines(blocks) {
		if l.block == r.ownList {
			continue
		}
		switch metadataRole(l.label) {
		case roleDate, roleOccasion, roleSpeaker, roleHost, roleTheme:
			return true
		}
	}
	return false
}

// colonLine cuts a line of inline nodes at its first colon; both parts are empty
// where there is none.
func (r *reader) colonLine(line []ast.Node) (before, after string) {
	if before, after = r.cutLine(max(0, line[0].Pos()), r.endOf(line[len(line)-1])); before == "" {
		return r.boldLine(line)
	}
	return before, after
}

// boldLine cuts a line behind a bold label that has no colon, as in
// “**时间** 2022.08.15”: a date follows on the label of one, or a name on that of
// who speaks. Both parts are empty in other lines.
func (r *reader) boldLine(line []ast.Node) (label, value string) {
	bold, ok := line[0].(*ast.Emphasis)
	if !ok || bold.Level != 2 || len(line) < 2 {
		return "", ""
	}
	label = markdown.Plain(r.body, bold)
	role := metadataRole(label)
	if role != roleDate && role != roleSpeaker {
		return "", ""
	}
	if value = r.plainLine(line[1:]); role == roleDate {
		if d, dated := dateIn(value, r.order); dated && d.Start == 0 {
			return label, value
		}
		return "", ""
	}
	if n, ok := names.Read(value); ok && strings.HasPrefix(value, n.Text) && names.FormOf(n.Text) >= names.Likely && !isSentence(value) {
		return label, value
	}
	return "", ""
}

// readMetadata takes a line off its paragraph and notes what it says.
func (r *reader) readMetadata(a *timeline.Appearance, line *metadataLine, candidates *dateCandidates) {
	value := ast.NewParagraph()
	for _, n := range line.nodes {
		value.AppendChild(value, n)
	}
	line.remove(r, value)
	detail := &timeline.Detail{Label: line.text, Value: markdown.Plain(r.body, value)}
	a.Details = append(a.Details, detail)
	switch metadataRole(detail.Label) {
	case roleTheme:
		a.Theme = timeline.Text(detail.Value)
	case roleDate:
		pos := r.start + line.end
		if d, ok := dateIn(detail.Value, r.order); ok {
			candidates.add(dated{Date: d, source: timeline.DateFromMetadata, text: textOf(detail.Value, d), what: "the label " + detail.Label, pos: pos, late: isLate(detail.Label)}, func(err error) { r.fail(pos, "%v", err) })
		} else if d, ok := r.nearDay(r.own, detail.Value, false); ok && !isLate(detail.Label) {
			candidates.add(dated{Date: d, source: timeline.DateFromMetadata, text: textOf(detail.Value, d), what: "the label " + detail.Label + ", with the year of the post", pos: pos}, func(error) {})
		} else {
			r.warn(pos, "%s %q holds no date; want %s", detail.Label, detail.Value, dateForms)
		}
	case roleOccasion:
		r.labelDate(candidates, labelled{label: detail.Label, value: detail.Value, pos: line.end})
	}
}

// dateForms are the forms of a date that messages ask for.
const dateForms = dates.Forms

// metadataLine is a line such as **场合:** 多伦多.
type metadataLine struct {
	*label
	nodes []ast.Node // of the whole line
}

// metadataLine reads the first line of a paragraph; nil where it is none. A
// label without a value on its line, and one that heads a section (结论 …), is
// no metadata; under an unknown label, neither is what reads as prose.
func (r *reader) metadataLine(p ast.Node) *metadataLine {
	r.unwrapValue(p)
	l := r.labelOf(p)
	if l == nil || !l.colon || l.alone || !l.bold && metadataRole(l.text) == "" || utf8.RuneCountInString(l.text) > longestLabel || metadataRole(l.text) == "" && r.lib.sectionKind(l.text) != "" {
		return nil
	}
	line := &metadataLine{label: l}
	end := 0
	for n := p.FirstChild(); n != nil; n = n.NextSibling() {
		line.nodes = append(line.nodes, n)
		end = r.endOf(n)
		if t, ok := n.(*ast.Text); ok && (t.SoftLineBreak() || t.HardLineBreak()) {
			break
		}
	}
	value := string(r.body[l.end:max(l.end, end)])
	if metadataRole(l.text) == "" && (isSentence(value) || utf8.RuneCountInString(value) > longestValue) {
		return nil
	}
	return line
}

// unwrapValue makes plain words of a bold line that holds a known label and its
// value, as in **Speaker: Ana Ruiz**.
func (r *reader) unwrapValue(p ast.Node) {
	bold, ok := p.FirstChild().(*ast.Emphasis)
	if !ok || bold.Level != 2 {
		return
	}
	if rest, is := bold.NextSibling().(*ast.Text); bold.NextSibling() != nil && (!is || !endsLine(rest) || strings.TrimSpace(string(r.value(rest.Segment))) != "") {
		return
	}
	label, value, _ := cutColon(markdown.Plain(r.body, bold))
	switch metadataRole(label) {
	case roleSpeaker, roleHost, roleWriter:
	case roleDate:
		if _, ok := dateIn(value, r.order); !ok {
			return
		}
	default:
		return // a bold line that heads a section may start with such a word
	}
	if value == "" || isSentence(value) {
		return
	}
	for _, n := range children(bold) {
		p.InsertBefore(p, bold, n)
	}
	p.RemoveChild(p, bold)
}

// isSentence reports whether a value reads as prose.
func isSentence(s string) bool {
	return strings.ContainsAny(s, "。！？") || strings.Count(s, "，") > 2
}
