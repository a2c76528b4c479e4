package post

import (
	"regexp"
	"slices"
	"strings"

	"viewline/timeline"
)

// rule is a thematic break of Markdown (CommonMark 0.31, section 4.1): it stands
// between two pieces and belongs to none.
var rule = regexp.MustCompile(`^(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$`)

// setEnds gives all that a document tells of the line on which it ends: the last one
// with anything on it ahead of the next piece, or that of the last piece inside.
func (r *reader) setEnds(doc *Document) {
	e := extent{reader: r}
	visit := func(find func(pieces []timeline.Content) int) {
		for _, a := range doc.Appearances {
			e.appearance(a, find)
		}
		for _, s := range doc.Post.Sections {
			find([]timeline.Content{s})
		}
	}
	visit(e.note)
	slices.Sort(e.starts)
	e.ends = true
	visit(e.last)
}

// extent is the lines at which pieces of a post start, and whether they are all known.
type extent struct {
	*reader
	starts []int
	ends   bool
}

// appearance visits an appearance and what it has.
func (e *extent) appearance(a *timeline.Appearance, find func([]timeline.Content) int) {
	end := find(a.Content())
	for _, s := range a.Sections {
		end = max(end, find([]timeline.Content{s})) // one without a heading is no content
	}
	for _, rec := range a.Recommendations {
		end = max(end, find([]timeline.Content{rec})) // nor is one that stands in a passage
	}
	if !e.ends {
		e.starts = append(e.starts, a.Line)
		return
	}
	a.EndLine = beyond(a.Line, max(end, e.before(a.Line)))
}

// note notes where pieces start.
func (e *extent) note(pieces []timeline.Content) int {
	for _, piece := range pieces {
		line, inside, _ := parts(piece)
		e.starts = append(e.starts, line)
		e.note(inside)
	}
	return 0
}

// last is the line on which the last of some pieces ends; 0 for none.
func (e *extent) last(pieces []timeline.Content) int {
	last := 0
	for _, piece := range pieces {
		line, inside, to := parts(piece)
		if line == 0 {
			continue
		}
		end := max(line, e.before(line), e.last(inside))
		if to != nil {
			*to = beyond(line, end)
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
	end := len(e.lines)
	if next < len(e.starts) {
		end = e.starts[next] - 1
	}
	for end > line {
		if text := strings.TrimSpace(e.lineText(end)); text != "" && !rule.MatchString(text) {
			break
		}
		end--
	}
	return end
}

// lineText is a line of the post, which counts from 1.
func (r *reader) lineText(line int) string {
	end := len(r.src)
	if line < len(r.lines) {
		end = r.lines[line]
	}
	return string(r.src[r.lines[line-1]:end])
}

// beyond is an end as it is kept: 0 where that is the start.
func beyond(line, end int) int {
	if end > line {
		return end
	}
	return 0
}
