package model

import (
	"viewline/quote"
	"viewline/timeline"
)

// QuoteVerdict says whether a quote was said word for word, nearly, or not at all.
type QuoteVerdict = quote.Verdict

// QuoteCheck is the result of looking for a quote.
type QuoteCheck struct {
	Verdict QuoteVerdict
	Places  []*QuotePlace
}

// QuotePlace is a place where a quote stands, word for word or nearly.
type QuotePlace struct {
	quote.Match
	// Viewpoint is nil for a passage, of which the post does not say whose words it has.
	Viewpoint *timeline.Viewpoint
	// Appearance is nil for a viewpoint of a post without appearances.
	Appearance *timeline.Appearance
	// PersonSlug is empty where the post does not tell whose words they are.
	PersonSlug string
	Timestamp  *timeline.Timestamp // nil where the post tells no moment
	Range      *timeline.SourceRange
}

// Date is the date of the appearance; zero where there is no appearance.
func (p *QuotePlace) Date() timeline.PartialDate {
	if p.Appearance == nil {
		return timeline.PartialDate{}
	}
	return p.Appearance.Date
}

// Source is where the place stands in its post.
func (p *QuotePlace) Source() *timeline.SourceRange { return p.Range }
