package dates

import (
	"strings"
	"time"
)

// clock is a time of day behind a date.
type clock struct {
	known                bool
	hour, minute, second int
	zone                 int  // seconds east of UTC
	unknownZone          bool // an abbreviation in otherZones
}

// zones are the abbreviations that mean one zone to everybody who writes them
// behind a time, in hours east of UTC.
var zones = map[string]int{"Z": 0, "UTC": 0, "GMT": 0, "EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "CET": 1, "CEST": 2, "JST": 9, "KST": 9}

// otherZones are abbreviations that mean several zones, or that are rare.
var otherZones = map[string]bool{"CST": true, "IST": true, "BST": true, "AST": true, "AEST": true, "AEDT": true, "HKT": true, "SGT": true, "MSK": true, "NZST": true, "NZDT": true}

// dayparts are the times of day in Chinese and Japanese.
var dayparts = []string{
	"晚上", "晚间", "晚間", "上午", "下午", "中午", "早上", "早晨", "凌晨", "清晨", "傍晚", "深夜", "午前", "午後", "午后", "夜间", "夜", "晚", "早", "朝",
}

// clockAt reads a time of day at i, with what ties it to the date ahead.
func (t text) clockAt(i int) (c clock, end int, ok bool) {
	start := i
	sign, next := t.at(i)
	if sign == ',' {
		i = next
	}
	if sign != 'T' && sign != 't' {
		i = t.blanks(i)
		if at, is := t.hasFold(i, "at "); is && i > start {
			i = t.blanks(at)
		} else if sign, next := t.at(i); sign == '@' {
			i = t.blanks(next)
		}
	} else {
		i = next
	}
	part, hasPart := t.longest(i, dayparts)
	afternoon := hasPart && strings.Contains("下午 晚上 晚间 晚間 傍晚 深夜 午後 午后 夜间 夜 晚", string(t[i:part]))
	if hasPart {
		i = t.blanks(part)
	} else if ahead, _ := t.before(start); i == start && isAlnum(ahead) {
		return c, start, false
	}
	c, end, ok = t.timeAt(i)
	if ok {
		if afternoon && c.hour < 12 {
			c.hour += 12
		}
		return c, end, true
	}
	return clock{}, part, hasPart && t.endsWord(part, part-start > len("晚"))
}

// timeAt reads 9:05, 10:00:00+08:00, 3:04 PM, 3pm or 10点30分 at i.
func (t text) timeAt(i int) (c clock, end int, ok bool) {
	hour, i, ok := t.small(i, true)
	if !ok || hour > 23 {
		return c, i, false
	}
	c = clock{known: true, hour: hour}
	sign, next := t.at(i)
	switch sign {
	case '点', '點', '时', '時':
		return t.hanMinutes(c, next)
	case ':':
		if c.minute, i, ok = t.number(next, 2, 2); !ok || c.minute > 59 {
			return c, i, false
		}
		if colon, next := t.at(i); colon == ':' {
			if c.second, i, ok = t.number(next, 2, 2); !ok || c.second > 59 {
				return c, i, false
			}
			i = t.fraction(i)
		}
	}
	i, half := t.halfDay(i, &c)
	if sign != ':' && !half || c.hour > 23 {
		return c, i, false // 3 without PM
	}
	i = t.untilTime(i, c)
	return c, t.zoneAt(i, &c), true
}

// untilTime is the offset behind a later time at i, at which it ended:
// 10:00-11:30. 10:00-08:00 is a zone.
func (t text) untilTime(i int, from clock) int {
	sign, next := t.at(i)
	if !isDash(sign) {
		return i
	}
	hour, end, ok := t.number(next, 1, 2)
	colon, next := t.at(end)
	minute, end, is := t.number(next, 2, 2)
	if !ok || !is || colon != ':' || hour > 23 || minute > 59 || hour*60+minute <= from.hour*60+from.minute {
		return i
	}
	return end
}

// hanMinutes reads what follows 10点: 30分, 半, or nothing.
func (t text) hanMinutes(c clock, i int) (clock, int, bool) {
	if end, ok := t.has(i, "半"); ok {
		c.minute = 30
		return c, end, true
	}
	if end, ok := t.has(i, "整"); ok {
		return c, end, true
	}
	if n, end, ok := t.number(i, 1, 2); ok && n < 60 {
		if end, ok := t.has(end, "分"); ok {
			c.minute = n
			return c, end, true
		}
	}
	return c, i, true
}

// fraction is the offset behind the fraction of a second at i.
func (t text) fraction(i int) int {
	if c, next := t.at(i); c == '.' || c == ',' {
		if n := t.shortDigits(next); 1 <= n && n <= 9 {
			if end := t.digitsEnd(next); end-next <= 9 {
				return end
			}
		}
	}
	return i
}

// halfDay reads AM or PM at i.
func (t text) halfDay(i int, c *clock) (int, bool) {
	at := t.blanks(i)
	for n, words := range [][]string{{"a.m.", "am"}, {"p.m.", "pm"}} {
		for _, w := range words {
			end, ok := t.hasFold(at, w)
			if next, _ := t.at(end); !ok || isAlnum(next) || c.hour > 12 {
				continue
			}
			c.hour = c.hour%12 + 12*n
			return end, true
		}
	}
	return i, false
}

// zoneAt reads a zone at i: Z, UTC, GMT+8, +08:00, -0500, PST.
func (t text) zoneAt(i int, c *clock) int {
	at := t.blanks(i)
	end := t.word(at)
	name := string(t[at:end])
	if end > at && (name != strings.ToUpper(name) || len(name) > 4) {
		return i
	}
	hours, known := zones[name]
	isUTC := name == "" || name == "UTC" || name == "GMT"
	if isUTC {
		if next, ok := t.offset(end, c); ok {
			return t.zoneName(next)
		}
	}
	switch {
	case known:
		c.zone = hours * 3600
	case otherZones[name]:
		c.unknownZone = true
	default:
		return i
	}
	return end
}

// zoneName is the offset behind the abbreviation of a zone whose hours stand
// ahead of it: +0800 CST, GMT+0800 (CST).
func (t text) zoneName(i int) int {
	at := t.blanks(i)
	open, next := t.at(at)
	if open == '(' {
		at = next
	}
	end := t.word(at)
	name := string(t[at:end])
	if _, known := zones[name]; !known && !otherZones[name] {
		return i
	}
	if open != '(' {
		return end
	}
	if closing, next := t.at(end); closing == ')' {
		return next
	}
	return i
}

// offset reads +08:00, -0500 or +8 at i.
func (t text) offset(i int, c *clock) (int, bool) {
	sign, next := t.at(i)
	if sign != '+' && sign != '-' && sign != '−' {
		return i, false
	}
	n, end, ok := t.number(next, 1, 4)
	if !ok {
		return i, false
	}
	minutes := n * 60
	if digits := t.shortDigits(next); digits > 2 {
		minutes = n/100*60 + n%100
	} else if sign, colon := t.at(end); sign == ':' {
		m, behind, ok := t.number(colon, 2, 2)
		if !ok || m > 59 {
			return i, false
		}
		minutes, end = minutes+m, behind
	}
	if minutes > 14*60 {
		return i, false
	}
	if sign != '+' {
		minutes = -minutes
	}
	c.zone = minutes * 60
	return end, true
}

// rfc3339 is the time of a day in the form of RFC 3339.
func (c clock) rfc3339(d timelineDate) string {
	zone := time.UTC
	if c.zone != 0 {
		zone = time.FixedZone("", c.zone)
	}
	return time.Date(d.Year, time.Month(d.Month), d.Day, c.hour, c.minute, c.second, 0, zone).Format(time.RFC3339)
}
