package sqlite

import (
	"fmt"
	"math"
	"sort"

	"viewline/store"
	"viewline/timeline"
)

// An entry's id has the number of its date in the high bits and a number of its own in the
// low dateShift bits. So the ids of one date lie together, and all ids are in the order of
// the dates.
const dateShift = 40

// Dates are numbered without gaps in their order: a year, its months, and the days of each
// month. Ahead of each date is a number for appearances that have days but no single date;
// see [timeline.Appearance.Place].
const (
	placesADay  = 2
	daysAMonth  = 32
	placesAYear = placesADay * 13 * daysAMonth
	maxPlaces   = 10000 * placesAYear
)

// lowest is the lowest id of a date; 0 for no date.
func lowest(d timeline.PartialDate) int64 {
	return int64(d.Year*placesAYear+placesADay*(d.Month*daysAMonth+d.Day)) << dateShift
}

// lowestOf is the lowest id for an appearance's place among dates.
func lowestOf(a *timeline.Appearance) int64 {
	if d := a.Ahead(); !d.IsZero() {
		return lowest(d) - 1<<dateShift
	}
	return lowest(a.Date)
}

// days is the range of ids of a date, which is given as a text: from the lowest id, up to
// and without to. A cursor of another list may have a text that is no date; then days is
// the range of the last date that sorts ahead of the text.
func days(text string) (from, to int64) {
	n := sort.Search(maxPlaces, func(n int) bool { return spell(n) > text }) - 1
	n = max(n, 0)
	return int64(n) << dateShift, int64(n+1) << dateShift
}

// spell is the text of the date with a number. A number that belongs to no date has a text
// too, such that the texts of all numbers are in order.
func spell(n int) string {
	if n%placesADay == 1 {
		date := []byte(spell(n + 1))
		date[len(date)-1]-- // the same text as timeline.Appearance.Place
		return string(date) + "~"
	}
	year, month, day := n/placesAYear, n%placesAYear/(placesADay*daysAMonth), n/placesADay%daysAMonth
	switch {
	case n == 0:
		return ""
	case month == 0 && day == 0:
		return fmt.Sprintf("%04d", year)
	case day == 0:
		return fmt.Sprintf("%04d-%02d", year, month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", year, month, day)
}

// span has the bounds that a filter's dates set for an entry: bounds on the texts of its
// days, and on its id. Without a filter, all entries are in the span.
type span struct {
	store.Bounds
	from, to int64 // ids: from the first up to, and without, the second
	// since is the lowest id of the first day of the filter. An entry that began before and
	// lasts until that day has a lower id: lower by at most the greatest length of an entry,
	// which meta.longest has.
	since int64
}

func spanOf(b store.Bounds) span {
	s := span{Bounds: b, to: math.MaxInt64}
	if !b.AdmitUndated() {
		s.from = 1 << dateShift
	}
	if b.LatestFrom != "" {
		s.since, _ = days(b.LatestFrom)
	}
	if b.EarliestTo != store.EndOfDays {
		_, s.to = days(b.EarliestTo) // the text of a date never sorts behind the text of its earliest day
	}
	return s
}

// isZero reports whether every entry is in the span.
func (s span) isZero() bool { return s.Bounds == store.Unbounded }
