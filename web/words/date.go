package words

import (
	"strconv"
	"strings"
)

// Date is a partial date, "2020-05-12", "2020-05" or "2020", as the language writes it:
// "12 May 2020" or "2020年5月12日". Any other text is returned as it is.
func (l *Language) Date(partial string) string {
	var numbers []string
	for part := range strings.SplitSeq(partial, "-") {
		n, err := strconv.Atoi(part)
		if err != nil {
			return partial
		}
		numbers = append(numbers, strconv.Itoa(n)) // without zeros ahead, and without separators
	}
	switch len(numbers) {
	case 1:
		return l.Say("date.year", numbers[0])
	case 2:
		return l.Say("date.month", numbers[0], l.Say("month."+numbers[1]))
	case 3:
		return l.Say("date.day", numbers[0], l.Say("month."+numbers[1]), numbers[2])
	}
	return partial
}

// Span is the time from one partial date to another: "1990–1999" or "1990–1999年" of years,
// else "4 March 1990 – 6 March 1990". It is the first date alone where the last one is the
// same or empty.
func (l *Language) Span(first, last string) string {
	switch {
	case last == "" || first == last:
		return l.Date(first)
	case first == "":
		return l.Date(last)
	case !strings.Contains(first+last, "-"):
		return l.Say("date.years", first, last)
	}
	return l.Say("date.range", l.Date(first), l.Date(last))
}
