package store

import "viewline/timeline"

// Range is a range of days: from From's earliest to To's latest, both included.
// Zero is no bound.
type Range struct{ From, To timeline.PartialDate }

// Dated says whether something must have a date, which is: days on which it can
// have been.
type Dated int

// Whether there must be a date.
const (
	DatedOrNot Dated = iota
	OnlyDated
	OnlyUndated
)

// Bounds are what a filter's dates ask of the earliest and the latest day of
// something: that their texts are between two texts, both included. What has no
// days has empty texts.
type Bounds struct {
	EarliestFrom, EarliestTo string
	LatestFrom, LatestTo     string
}

const (
	// FirstOfDays sorts ahead of the texts of all days, and behind the empty text.
	FirstOfDays = "0"
	// EndOfDays sorts behind the texts of all days.
	EndOfDays = "~"
)

// Unbounded are the bounds of what narrows nothing.
var Unbounded = Bounds{EarliestTo: EndOfDays, LatestTo: EndOfDays}

// AdmitUndated tells whether something without days passes.
func (b Bounds) AdmitUndated() bool { return b.EarliestFrom == "" && b.LatestFrom == "" }

// Admit tells whether something with these days passes.
func (b Bounds) Admit(earliest, latest timeline.PartialDate) bool {
	first, last := earliest.String(), latest.String()
	return b.EarliestFrom <= first && first <= b.EarliestTo && b.LatestFrom <= last && last <= b.LatestTo
}

// boundsOf are the bounds of days that overlap those from From to To, that all lie
// in a range, and that are there or not.
func boundsOf(overlap, within Range, dated Dated) Bounds {
	b := Unbounded
	from := max(overlap.From.Earliest().String(), within.From.Earliest().String())
	b.LatestFrom, b.EarliestFrom = from, within.From.Earliest().String()
	for _, r := range []Range{overlap, within} {
		if !r.To.IsZero() {
			b.EarliestTo = min(b.EarliestTo, r.To.Latest().String())
		}
	}
	if !within.To.IsZero() {
		b.LatestTo = within.To.Latest().String()
	}
	if dated == OnlyDated || overlap != (Range{}) || within != (Range{}) {
		b.EarliestFrom = max(b.EarliestFrom, FirstOfDays)
	}
	if dated == OnlyUndated {
		b.EarliestTo = ""
	}
	return b
}

// Bounds are those of the appearance's days.
func (f AppearanceFilter) Bounds() Bounds { return boundsOf(Range{f.From, f.To}, f.Within, f.Dated) }

// Bounds are those of the days of the viewpoint's appearance. A viewpoint without
// one has none.
func (f ViewpointFilter) Bounds() Bounds { return boundsOf(Range{f.From, f.To}, f.Within, f.Dated) }

// Bounds are those of the days of what is found.
func (f SearchFilter) Bounds() Bounds { return boundsOf(Range{f.From, f.To}, f.Within, f.Dated) }

// Bounds are those of the days on which the paper can have been published.
func (f PaperFilter) Bounds() Bounds { return boundsOf(Range{f.From, f.To}, Range{}, DatedOrNot) }
