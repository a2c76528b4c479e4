package store

import "viewline/timeline"

// Range is a range of days: from the earliest day that From can mean to the latest day that
// To can mean, both included. A zero date is no bound.
type Range struct{ From, To timeline.PartialDate }

// Dated says whether an item must have a date, that is, days on which it can have been.
type Dated int

// The values of [Dated].
const (
	DatedOrNot Dated = iota
	OnlyDated
	OnlyUndated
)

// Bounds are the dates of a filter as bounds on the earliest and the latest day of an item:
// the text of each day has to lie between two texts, both included. The days of an item
// without a date are empty texts.
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

// Unbounded are the bounds that every item passes.
var Unbounded = Bounds{EarliestTo: EndOfDays, LatestTo: EndOfDays}

// AdmitUndated reports whether an item without a date passes.
func (b Bounds) AdmitUndated() bool { return b.EarliestFrom == "" && b.LatestFrom == "" }

// Admit reports whether an item with these days passes.
func (b Bounds) Admit(earliest, latest timeline.PartialDate) bool {
	first, last := earliest.String(), latest.String()
	return b.EarliestFrom <= first && first <= b.EarliestTo && b.LatestFrom <= last && last <= b.LatestTo
}

// boundsOf are the bounds for items whose days overlap one range, whose days all lie in
// another range, and that have a date or not.
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

// Bounds are the bounds on the days of the appearance.
func (f AppearanceFilter) Bounds() Bounds { return boundsOf(Range{f.From, f.To}, f.Within, f.Dated) }

// Bounds are the bounds on the days of the viewpoint's appearance. A viewpoint without an
// appearance has no days.
func (f ViewpointFilter) Bounds() Bounds { return boundsOf(Range{f.From, f.To}, f.Within, f.Dated) }

// Bounds are the bounds on the days of the appearance, or on those of the paper's
// publication.
func (f SearchFilter) Bounds() Bounds { return boundsOf(Range{f.From, f.To}, f.Within, f.Dated) }

// Bounds are the bounds on the days on which the paper can have been published.
func (f PaperFilter) Bounds() Bounds { return boundsOf(Range{f.From, f.To}, Range{}, DatedOrNot) }
