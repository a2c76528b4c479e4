package sqlite

import (
	"fmt"
	"math"
	"sort"

	"viewline/store"
	"viewline/timeline"
)

// An entry's id is the number of its date above a number of its own, so that
// the ids of one date lie together and all ids are in the order of the dates.
const dateShift = 40

// Each month has room for its days and for itself alone, each year likewise. Ahead
// of each of these there is room for appearances that have days but no date; see
// [timeline.Appearance.Place].
const (
	placesADay  = 2
	daysAMonth  = 32
	placesAYear = placesADay * 13 * daysAMonth
	maxPlaces   = 10000 * placesAYear
)

// lowest is the lowest id of a date; without a date it is 0.
func lowest(d timeline.PartialDate) int64 {
	return int64(d.Year*placesAYear+placesADay*(d.Month*daysAMonth+d.Day)) << dateShift
}

// lowestOf is the lowest id of an appearance's place among dates.
func lowestOf(a *timeline.Appearance) int64 {
	if d := a.Ahead(); !d.IsZero() {
		return lowest(d) - 1<<dateShift
	}
	return lowest(a.Date)
}

// days are the lowest id of those with a date that is spelt so, and the first
// one behind them. No date at all is spelt as some cursors of other lists are:
// then it is the date before.
func days(text string) (from, to int64) {
	n := sort.Search(maxPlaces, func(n int) bool { return spell(n) > text }) - 1
	n = max(n, 0)
	return int64(n) << dateShift, int64(n+1) << dateShift
}

// spell is the text of a place among dates by its number. Numbers of no date are
// spelt so that all are in order.
func spell(n int) string {
	if n%placesADay == 1 {
		date := []byte(spell(n + 1))
		date[len(date)-1]-- // as timeline.Appearance.Place has it
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

// span is what a filter's dates ask of an entry: bounds of the texts of its days,
// and of its id. The bounds of no filter exclude nothing.
type span struct {
	store.Bounds
	from, to int64 // ids, the second exclusive
	// since is the lowest id of the first day. An entry that is still going on then
	// has an id that is lower by no more than the longest.
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
		_, s.to = days(b.EarliestTo) // the text of a date is never after that of its earliest day
	}
	return s
}

// isZero tells whether every entry is in the span.
func (s span) isZero() bool { return s.Bounds == store.Unbounded }
