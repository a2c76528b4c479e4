package site

import "strings"

// The generated type [When] says when an appearance was, and how surely. Its fields are
// those of queries/when.graphql.

// Written reports whether all that is known is when the post was written, so that
// the appearance was then or before.
func (w When) Written() bool {
	return w.DateApproximate && (w.DateSource == "FRONT_MATTER" || w.DateSource == "PATH")
}

// Words tell when it was: the date, "by 2024-05-01" where only the day of writing is known,
// the post's own words for a date that is vague or none ("early 2024"), and "about 2024" or
// "1990–1999" where there are no such words. The words are empty where no date is known.
func (w When) Words() string {
	switch {
	case w.Earliest == "" && w.Date == "":
		return ""
	case w.Written():
		return "by " + w.days()
	case w.DateText != "" && (w.DateApproximate || w.Date == ""):
		return w.DateText
	case w.DateApproximate:
		return "about " + w.days()
	}
	return w.days()
}

// Vague reports whether the words are more than a date.
func (w When) Vague() bool { return w.Words() != w.Date }

// days are the date, or, where there is no single date, the first and the last day that are
// possible.
func (w When) days() string {
	if w.Date != "" {
		return w.Date
	}
	first, last := w.Earliest, w.Latest
	if strings.HasSuffix(first, "-01-01") && strings.HasSuffix(last, "-12-31") {
		first, last = Year(first), Year(last)
	}
	if first == last || last == "" {
		return first
	}
	return first + "–" + last
}

// Year is the year of a date, such as "1843" of "1843-07-05".
func Year(date string) string {
	year, _, _ := strings.Cut(date, "-")
	return year
}
