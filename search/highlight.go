package search

import (
	"html"
	"slices"
	"strings"
	"unicode/utf8"
)

// The measures of a fragment, in code points: how much of the text goes ahead
// of the first mark, and how long it may be. A mark is never cut, so that a
// fragment may be longer.
const (
	fragmentLead = 30
	fragmentSize = 150
)

// Fragment is a piece of a text in which words of a query stand.
type Fragment struct {
	// Plain is the piece, with an ellipsis where the text goes on.
	Plain string
	// HTML is the same, escaped, with each find in a mark element.
	HTML string
}

// span is a range of bytes.
type span struct{ from, to int }

// Highlight cuts out of a text the pieces in which the terms stand, at most so
// many. There are none where no term stands in the text.
func Highlight(text string, terms []Term, most int) []Fragment {
	var fragments []Fragment
	marks := find(text, terms)
	for len(marks) > 0 && len(fragments) < most {
		from := back(text, marks[0].from, fragmentLead)
		limit := forth(text, from, fragmentSize)
		n := 1
		for n < len(marks) && marks[n].from < limit {
			n++
		}
		fragments = append(fragments, fragment(text, span{from, max(limit, marks[n-1].to)}, marks[:n]))
		marks = marks[n:]
	}
	return fragments
}

// find lists where the terms stand, in order; what touches is one. A word that only
// begins with a term is marked as a whole.
func find(text string, terms []Term) []span {
	var marks []span
	matchers := make([]func(string) bool, len(terms))
	for i, t := range terms {
		matchers[i] = t.matcher()
	}
	scan(text, true, func(w word) {
		if !slices.ContainsFunc(matchers, func(matches func(string) bool) bool { return matches(w.text) }) {
			return
		}
		if last := len(marks) - 1; last >= 0 && w.from <= marks[last].to {
			marks[last].to = max(marks[last].to, w.to)
		} else {
			marks = append(marks, span{w.from, w.to})
		}
	})
	return marks
}

// back goes so many code points back, but not beyond a line break.
func back(text string, from, n int) int {
	for ; n > 0 && from > 0; n-- {
		r, size := utf8.DecodeLastRuneInString(text[:from])
		if r == '\n' {
			break
		}
		from -= size
	}
	return from
}

// forth goes so many code points forth.
func forth(text string, from, n int) int {
	for ; n > 0 && from < len(text); n-- {
		_, size := utf8.DecodeRuneInString(text[from:])
		from += size
	}
	return from
}

func fragment(text string, s span, marks []span) Fragment {
	var b strings.Builder
	lead, tail := "", ""
	if s.from > 0 {
		lead = "…"
	}
	if s.to < len(text) {
		tail = "…"
	}
	b.WriteString(lead)
	at := s.from
	for _, m := range marks {
		b.WriteString(html.EscapeString(text[at:m.from]))
		b.WriteString("<mark>")
		b.WriteString(html.EscapeString(text[m.from:m.to]))
		b.WriteString("</mark>")
		at = m.to
	}
	b.WriteString(html.EscapeString(text[at:s.to]))
	b.WriteString(tail)
	return Fragment{Plain: lead + text[s.from:s.to] + tail, HTML: b.String()}
}
