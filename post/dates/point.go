package dates

import (
	"cmp"
	"errors"

	"viewline/timeline"
)

// point is what a form says: a date, or the first and the last of a range.
type point struct {
	first, last    timeline.PartialDate
	earliest       timeline.PartialDate // zero: as first and last say
	latest         timeline.PartialDate
	approximate    bool
	lone           bool
	ambiguous      bool
	yearless       bool
	isRange        bool
	err            error
	clock          clock
	end            int
	hasPart        bool // whether words said which part of the year is meant
	centuryOfNames bool // 20世纪 or 21世纪
}

// The years that a date can have: of a year alone, of a year and a month in
// digits. Others are numbers.
const (
	firstLone  = 1000
	lastLone   = 2100
	firstMonth = 1500
)

var (
	errZero    = errors.New("a part is 0; want a day that exists")
	errReverse = errors.New("the last day lies before the first; want the first one first")
)

// pointOf makes a point of what a form read; not ok where that is no date.
func pointOf(f *form, v *values, order Order) (p point, ok bool) {
	switch {
	case v.has[century]:
		return centuryPoint(v)
	case f.ends("S", "年代"):
		return decadePoint(v.n[year])
	case v.has[number1]:
		return orderPoint(f, v, order)
	case v.has[short]:
		return seasonPoint(v)
	case !v.has[year]:
		_, err := timeline.NewPartialDate(2000, v.n[month], v.n[day])
		return point{yearless: true}, err == nil && v.n[day] > 0 && v.n[month] > 0
	case f.pattern == "m/y" && v.n[year]%500 == 0: // 1/2000 of a second
		return point{}, false
	case f.pattern == "y/Y" && v.n[year2] != v.n[year]+1:
		return point{}, false
	}
	p = calendarPoint(f, v)
	p.lone = f.isLone()
	if p.err != nil {
		return p, !f.soft && p.plausible(v)
	}
	p.applyHalves(v)
	return p, p.plausible(v) && (!v.has[quarter] || p.hasPart) && (!v.has[half] || p.hasPart)
}

// plausible reports whether the years can be years.
func (p *point) plausible(v *values) bool {
	least, most := 1, 9999
	switch {
	case v.has[day]:
		least = 0 // an error, such as 0000-00-00
	case v.has[month]:
		least, most = firstMonth, lastLone
	default:
		least, most = firstLone, lastLone
	}
	inside := func(y int) bool { return least <= y && y <= most }
	return inside(v.n[year]) && (!v.has[year2] || inside(v.n[year2]))
}

// calendarPoint makes a point of years, months and days.
func calendarPoint(f *form, v *values) point {
	var p point
	for s := year; s <= day2; s++ {
		if v.has[s] && v.n[s] == 0 {
			p.err = errZero
			return p
		}
	}
	first := [3]int{v.n[year], v.n[month], v.n[day]}
	last := first
	if p.isRange = v.has[year2] || v.has[month2] || v.has[day2]; p.isRange {
		last = lastParts(v)
		// The year is written once. A range into January begins or ends in another.
		if !v.has[year2] && v.has[month2] && last[1] < first[1] && first[1] >= 10 && last[1] <= 3 {
			if f.ends("y") {
				first[0]--
			} else {
				last[0]++
			}
		}
	}
	if p.first, p.err = timeline.NewPartialDate(first[0], first[1], first[2]); p.err != nil {
		return p
	}
	if p.last, p.err = timeline.NewPartialDate(last[0], last[1], last[2]); p.err != nil {
		return p
	}
	if before(p.last.Latest(), p.first.Earliest()) || p.isRange && p.last == p.first {
		p.err = errReverse
	}
	if v.has[year2] && !v.has[month] && v.n[year2] <= v.n[year] {
		p.err = errReverse
	}
	return p
}

// before reports whether day a is earlier than day b.
func before(a, b timeline.PartialDate) bool {
	return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.Month, b.Month), cmp.Compare(a.Day, b.Day)) < 0
}

// lastParts are year, month and day of the last day of a range; parts that it
// shares with the first day are written once.
func lastParts(v *values) [3]int {
	last := [3]int{v.n[year], v.n[month], v.n[day2]}
	if v.has[year2] {
		last[0], last[1] = v.n[year2], v.n[month2]
	}
	if v.has[month2] {
		last[1] = v.n[month2]
	}
	return last
}

// applyHalves narrows the point to a quarter or a half of its year.
func (p *point) applyHalves(v *values) {
	switch q, h := v.n[quarter], v.n[half]; {
	case 1 <= q && q <= 4:
		p.narrow(quarter1 + part(q-1))
	case 1 <= h && h <= 2:
		p.narrow(half1 + part(h-1))
	}
}

// spans are the first and the last month of the parts of a year.
var spans = map[part][2]int{quarter1: {1, 3}, quarter2: {4, 6}, quarter3: {7, 9}, quarter4: {10, 12}, half1: {1, 6}, half2: {7, 12}}

// narrow takes a part of the point, where its precision allows that.
func (p *point) narrow(to part) bool {
	switch precision := p.first.Precision(); {
	case to == whole:
		return true
	case to == vague:
		p.approximate = true
	case p.isRange || p.hasPart:
		return false
	case to >= tens1 && precision == timeline.PrecisionMonth:
		p.earliest, p.latest = p.first.Earliest(), p.first.Latest()
		p.earliest.Day = 1 + 10*int(to-tens1)
		if to != tens3 {
			p.latest.Day = 10 + 10*int(to-tens1)
		}
	case spans[to][0] > 0 && precision == timeline.PrecisionYear:
		p.earliest = timeline.PartialDate{Year: p.first.Year, Month: spans[to][0]}.Earliest()
		p.latest = timeline.PartialDate{Year: p.first.Year, Month: spans[to][1]}.Latest()
	default:
		return false
	}
	p.approximate, p.hasPart = true, true
	return true
}

// yearsPoint is a span of years that is no date by itself.
func yearsPoint(from, to int) (point, bool) {
	p := point{approximate: true}
	p.earliest = timeline.PartialDate{Year: from}.Earliest()
	p.latest = timeline.PartialDate{Year: to}.Latest()
	return p, firstLone <= from && from <= lastLone
}

// decadePoint is 1990年代 or 1990s. 1900s may be ten years or a hundred.
func decadePoint(year int) (point, bool) {
	last := year + 9
	if year%100 == 0 {
		last = year + 99
	}
	p, ok := yearsPoint(year, last)
	return p, ok && year%10 == 0
}

// centuryPoint is 19世纪, or 20世纪90年代.
func centuryPoint(v *values) (point, bool) {
	start := (v.n[century] - 1) * 100
	if v.has[decade] {
		p, ok := decadePoint(start + v.n[decade])
		p.latest.Year = start + v.n[decade] + 9
		return p, ok && v.n[decade]%10 == 0
	}
	p, ok := yearsPoint(start+1, start+100)
	p.centuryOfNames = v.n[century] >= 20
	return p, ok && v.n[century] <= 21
}

// seasonPoint is 2024-25 or 2024/25: two years in a row. Others are numbers.
func seasonPoint(v *values) (point, bool) {
	first, last := v.n[year], v.n[year]+1
	p := point{isRange: true, first: timeline.PartialDate{Year: first}, last: timeline.PartialDate{Year: last}}
	return p, last%100 == v.n[short] && 1900 <= first && first <= lastLone
}
