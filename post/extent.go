package post

import (
	"bytes"
	"slices"

	"viewline/post/pattern"
	"viewline/timeline"
)

// rule is a thematic break of Markdown (CommonMark 0.31, section 4.1): it stands
// between two pieces and belongs to none.
var rule = pattern.MustCompile(`^(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$`)

// setEnds gives all that a document tells of the line on which it ends: the last one
// with anything on it ahead of the next piece, or that of the last piece inside.
func (r *reader) setEnds(doc *Document) {
	e := extent{reader: r, pieces: make([]laid, 0, len(r.lines)), starts: make([]int, 0, len(r.lines))}
	occasions := make([]int, 0, len(doc.Appearances)) // where the pieces of each start
	for _, a := range doc.Appearances {
		occasions = append(occasions, len(e.pieces))
		e.starts = append(e.starts, a.Line)
		e.note(a.Content())
		for _, s := range a.Sections {
			e.noteOne(s) // one without a heading is no content
		}
		for _, rec := range a.Recommendations {
			e.noteOne(rec) // nor is one that stands in a passage
		}
	}
	beside := len(e.pieces)
	for _, s := range doc.Post.Sections {
		e.noteOne(s)
	}
	slices.Sort(e.starts)
	for i, a := range doc.Appearances {
		to := beside
		if i+1 < len(occasions) {
			to = occasions[i+1]
		}
		a.EndLine = beyond(a.Line, max(e.last(occasions[i], to), e.before(a.Line)))
	}
	e.last(beside, len(e.pieces))
}

// extent is the pieces of a post, and the lines at which they and its occasions start.
type extent struct {
	reader *reader
	pieces []laid
	starts []int
}

// laid is where a piece starts, and where its end is kept; nil where that is not. The
// pieces inside stand behind it, up to an index.
type laid struct {
	line, to int
	end      *int
}

// note notes pieces and what stands inside them.
func (e *extent) note(pieces []timeline.Content) {
	for _, p := range pieces {
		e.noteOne(p)
	}
}

func (e *extent) noteOne(p timeline.Content) {
	line, inside, end := parts(p)
	at := len(e.pieces)
	e.pieces = append(e.pieces, laid{line: line, end: end})
	e.starts = append(e.starts, line)
	e.note(inside)
	e.pieces[at].to = len(e.pieces)
}

// last is the line on which the last of the pieces between two indexes ends; 0 for
// none.
func (e *extent) last(from, to int) int {
	last := 0
	for i := from; i < to; i = e.pieces[i].to {
		p := e.pieces[i]
		if p.line == 0 {
			continue
		}
		end := max(p.line, e.before(p.line), e.last(i+1, p.to))
		if p.end != nil {
			*p.end = beyond(p.line, end)
		}
		last = max(last, end)
	}
	return last
}

// parts are the line of a piece, what stands inside it, and where its end is kept; nil
// for a piece whose end is not.
func parts(piece timeline.Content) (line int, inside []timeline.Content, end *int) {
	switch p := piece.(type) {
	case *timeline.Passage:
		return p.Line, nil, nil
	case *timeline.Viewpoint:
		return p.Line, p.Content(), &p.EndLine
	case *timeline.Recommendation:
		return p.Line, nil, &p.EndLine
	case *timeline.Section:
		return p.Line, p.Content(), &p.EndLine
	}
	return 0, nil, nil
}

// before is the last line ahead of the next start that has anything on it.
func (e *extent) before(line int) int {
	next, _ := slices.BinarySearch(e.starts, line+1)
	end := len(e.reader.lines)
	if next < len(e.starts) {
		end = e.starts[next] - 1
	}
	for end > line {
		if text := bytes.TrimSpace(e.reader.lineText(end)); len(text) > 0 && !isRule(text) {
			break
		}
		end--
	}
	return end
}

// isRule reports whether the text of a line is a rule.
func isRule(text []byte) bool {
	switch text[len(text)-1] {
	case '*', '-', '_':
		return rule.Match(text)
	}
	return false
}

// lineText is a line of the post, which counts from 1.
func (r *reader) lineText(line int) []byte {
	end := len(r.src)
	if line < len(r.lines) {
		end = r.lines[line]
	}
	return r.src[r.lines[line-1]:end]
}

// beyond is an end as it is kept: 0 where that is the start.
func beyond(line, end int) int {
	if end > line {
		return end
	}
	return 0
}
