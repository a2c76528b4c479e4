package site

import "strings"

// The generated type [When] says when an appearance was, and how surely. Its fields are
// those of queries/when.graphql.

// Manner is how the date of an appearance is told.
type Manner int

// The manners.
const (
	Undated Manner = iota // no date is known
	Exact                 // the date
	By                    // all that is known is when the post was written: the appearance was then or before
	About                 // the date is vague
	Quoted                // in the post's own words, for a date that is vague or none
)

// Manner is how the date is told.
func (w When) Manner() Manner {
	switch {
	case w.Earliest == "" && w.Date == "":
		return Undated
	case w.Written():
		return By
	case w.DateText != "" && (w.DateApproximate || w.Date == ""):
		return Quoted
	case w.DateApproximate:
		return About
	}
	return Exact
}

// Written reports whether all that is known is when the post was written, so that
// the appearance was then or before.
func (w When) Written() bool {
	return w.DateApproximate && (w.DateSource == "FRONT_MATTER" || w.DateSource == "PATH")
}

// Words tell in English when it was: the date, "by 2024-05-01" where only the day of writing
// is known, the post's own words for a date that is vague or none ("early 2024"), and "about
// 2024" or "1990–1999" where there are no such words. The words are empty where no date is
// known.
func (w When) Words() string {
	switch w.Manner() {
	case Undated:
		return ""
	case By:
		return "by " + w.days()
	case Quoted:
		return w.DateText
	case About:
		return "about " + w.days()
	}
	return w.days()
}

// Vague reports whether the words are more than a date.
func (w When) Vague() bool { return w.Words() != w.Date }

// days are the date, or the first and the last day that are possible.
func (w When) days() string {
	first, last := w.Span()
	if last == "" {
		return first
	}
	return first + "–" + last
}

// Span is the date, or, where there is no single date, the first and the last day that are
// possible, as years where those are whole. The last one is empty where the first says all.
func (w When) Span() (first, last string) {
	if w.Date != "" {
		return w.Date, ""
	}
	first, last = w.Earliest, w.Latest
	if strings.HasSuffix(first, "-01-01") && strings.HasSuffix(last, "-12-31") {
		first, last = Year(first), Year(last)
	}
	if first == last {
		last = ""
	}
	return first, last
}

// Year is the year of a date, such as "1843" of "1843-07-05".
func Year(date string) string {
	year, _, _ := strings.Cut(date, "-")
	return year
}
