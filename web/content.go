package web

import (
	"cmp"
	"html/template"
	"slices"
	"strings"
)

// piece is a piece of a report, as it stands in the order of the post: which of the
// fields it has depends on its type.
type piece struct {
	Typename string `json:"__typename"`

	// Text is of a passage or a viewpoint.
	Text prose

	// These are of a viewpoint. Content is what stands below it; nil where the
	// query asks for no more than whether there is a viewpoint.
	Label      string
	Question   *prose
	Timestamps []timestamp
	Content    []piece

	// These are of a section. Inner is what stands in it; nil as Content is.
	Number, Heading string
	Inner           []piece

	// These are of a recommendation; Position counts from 1, and is 0 where the
	// query asks only for whether there is a recommendation.
	Position int
	Note     *prose
	Paper    paper
}

// The types of pieces.
const (
	passageType        = "Passage"
	viewpointType      = "Viewpoint"
	recommendationType = "Recommendation"
	sectionType        = "Section"
)

// cut reports whether the piece stands so deep that the query asks for nothing
// of it but its type.
func (p piece) cut() bool {
	switch p.Typename {
	case viewpointType:
		return p.Content == nil
	case sectionType:
		return p.Inner == nil
	case recommendationType:
		return p.Position == 0
	}
	return p.Text.HTML == ""
}

// Moments are the moments of a recording that lead to it and that the text has
// no link to.
func (p piece) Moments() []timestamp {
	return slices.DeleteFunc(slices.Clone(p.Timestamps), func(t timestamp) bool {
		return t.URL == "" || strings.Contains(string(p.Text.HTML), ">"+template.HTMLEscapeString(t.Label)+"</a>")
	})
}

// run is a number of neighbouring pieces of one type, of which the page makes one
// list; Cut is for those that stand too deep.
type run struct {
	Type   string
	Pieces []piece
}

const cutType = "Cut"

// Start is the number of the first recommendation in the appearance's list.
func (r run) Start() int { return cmp.Or(r.Pieces[0].Position, 1) }

// runs groups pieces by neighbourhood, in their order.
func runs(pieces []piece) []run {
	var all []run
	for _, p := range pieces {
		kind := p.Typename
		if p.cut() {
			kind = cutType
		}
		if last := len(all) - 1; last >= 0 && all[last].Type == kind {
			all[last].Pieces = append(all[last].Pieces, p)
			continue
		}
		all = append(all, run{kind, []piece{p}})
	}
	return all
}

// tells reports whether a passage among the pieces, or in their sections, has just
// this text.
func tells(pieces []piece, text template.HTML) bool {
	return slices.ContainsFunc(pieces, func(p piece) bool {
		return p.Typename == passageType && p.Text.HTML == text || tells(p.Inner, text)
	})
}
