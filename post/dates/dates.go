// Package dates finds the dates in any piece of text: a heading, a title, the
// value of a label, a table's cell, prose, front matter, a path, an address. It
// reads Chinese, English and Japanese. What it reads is never finer than what
// the text says, and what may as well be a number is left alone.
package dates

import "viewline/timeline"

// Order says which of the two numbers ahead of the year is the day, as in
// 3/09/2021.
type Order int

// The orders of day and month.
const (
	OrderUnknown Order = iota // nothing tells; what fits both is ambiguous
	MonthFirst                // 3/29/2021
	DayFirst                  // 29/3/2021
	YearFirst                 // 21/03/29, of years with two digits only
)

// Options is what the reader knows beyond the text. The zero value is nothing.
type Options struct {
	Order Order // of dates such as 3/09/2021; OrderOf finds the one of a column
}

// Date is what a text says of a date.
type Date struct {
	// Date is the first date, at the text's own precision. It is zero for a
	// decade, a century, an ambiguous or impossible date and a day without year.
	Date timeline.PartialDate
	// Earliest and Latest are the first and the last day that the text can mean;
	// of a range, its first and last day. Both are zero where nothing is known.
	Earliest, Latest timeline.PartialDate
	// Approximate is set by 约, circa, early, 年底, 前后, a season, a quarter, a
	// decade and the like.
	Approximate bool
	// Start and End are the place of the date in the text, in bytes. Brackets
	// around the date alone, 约, a weekday and a time of day belong to it.
	Start, End int
	// Lone marks four digits from 1000 to 2100 that nothing shows to be a year (no
	// 年, no month, no brackets or brackets around one before 1800), a range of
	// years that is longer than 20 years, and 20世纪 or 21世纪, which are parts of
	// many names. The caller decides.
	Lone bool
	// Ambiguous marks a date such as 3/09/2021 where Options.Order does not tell
	// the day from the month.
	Ambiguous bool
	// Yearless marks a day and a month without a year: 10月29日, Oct 29.
	Yearless bool
	// Err says what is impossible about the date, and what is wanted. It is nil
	// for a date that exists.
	Err error

	clock clock
}

// Find returns all dates of a text, in order. They never overlap.
func Find(text string, o Options) []Date {
	var found []Date
	scan(text, o, func(d Date) bool {
		found = append(found, d)
		return true
	})
	return found
}

// First returns the first date of a text.
func First(text string, o Options) (Date, bool) {
	var first Date
	ok := false
	scan(text, o, func(d Date) bool {
		first, ok = d, true
		return false
	})
	return first, ok
}

// Known reports whether the text tells when: the date exists, is not ambiguous
// and has a year, a decade or a century.
func (d Date) Known() bool { return d.Err == nil && !d.Earliest.IsZero() && !d.Ambiguous }
