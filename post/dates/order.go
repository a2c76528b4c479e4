package dates

import (
	"errors"
	"slices"

	"viewline/timeline"
)

// pivot is the first year of two digits that is of the 20th century (POSIX,
// strptime, %y).
const pivot = 69

// mostDay is the largest number that a part of 26/11/2025 can have.
const mostDay = 31

func fullYear(short int) int {
	if short < pivot {
		return 2000 + short
	}
	return 1900 + short
}

// reading is a date with numbers only, read in one order.
type reading struct {
	order Order
	date  timeline.PartialDate
}

// readings are the ways to read n/k/year or n/k/short that give a day.
func readings(v *values) []reading {
	y := v.n[year]
	if v.has[short] {
		y = fullYear(v.n[short])
	}
	tries := []struct {
		Order
		y, m, d int
	}{{MonthFirst, y, v.n[number1], v.n[number2]}, {DayFirst, y, v.n[number2], v.n[number1]}}
	if v.has[short] && v.n[number1] >= 10 {
		tries = append(tries, struct {
			Order
			y, m, d int
		}{YearFirst, fullYear(v.n[number1]), v.n[number2], v.n[short]})
	}
	var fit []reading
	for _, try := range tries {
		d, err := timeline.NewPartialDate(try.y, try.m, try.d)
		if err == nil && try.m > 0 && try.d > 0 {
			fit = append(fit, reading{try.Order, d})
		}
	}
	return fit
}

// orderPoint reads a date of three numbers in the order that is known, or in
// the only one that fits.
func orderPoint(f *form, v *values, order Order) (point, bool) {
	if y := v.n[year]; v.has[year] && (y < firstMonth || y > lastLone) {
		return point{}, false
	}
	fit := readings(v)
	if f.pattern == "n.k.y" && !slices.ContainsFunc(fit, func(r reading) bool { return r.order == DayFirst }) {
		return point{}, false // with full stops the day is first, or 1.20.2024 is a version
	}
	for _, r := range fit {
		if r.order == order {
			return point{first: r.date, last: r.date}, true
		}
	}
	switch {
	case len(fit) == 0:
		impossible := errors.New("neither order of day and month gives a day; want one that exists")
		return point{err: impossible}, v.has[year] && v.n[number1] <= mostDay && v.n[number2] <= mostDay
	case v.has[year] && (len(fit) == 1 || fit[0].date == fit[1].date):
		return point{first: fit[0].date, last: fit[0].date}, true
	}
	p := point{ambiguous: true}
	if v.has[year] {
		p.earliest, p.latest = fit[0].date, fit[1].date
		if before(p.latest, p.earliest) {
			p.earliest, p.latest = p.latest, p.earliest
		}
	}
	return p, true
}

// OrderOf decides the order of day and month in the texts of a column or a post
// from the dates that fit one order only: 26/11/2025 has the day first, and
// 3/29/21 the month. It is OrderUnknown where nothing or both is shown.
func OrderOf(texts ...string) Order {
	possible := map[Order]int{}
	dates, long := 0, false
	for _, s := range texts {
		r := &reader{text: text(s), onNumbers: func(v *values) {
			fit := readings(v)
			if len(fit) > 0 { // one that is impossible in any order says nothing
				dates++
			}
			for _, r := range fit {
				possible[r.order]++
			}
			long = long || v.has[year]
		}}
		r.scan(func(Date) bool { return true })
	}
	decided := OrderUnknown
	for _, o := range []Order{MonthFirst, DayFirst, YearFirst} {
		if dates > 0 && possible[o] == dates && (o != YearFirst || !long) {
			if decided != OrderUnknown {
				return OrderUnknown
			}
			decided = o
		}
	}
	return decided
}
