package dates

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// class says of each byte whether a date, or an address, can be found there.
var class = func() (c [256]byte) {
	for b := '0'; b <= '9'; b++ {
		c[b] = digits
	}
	c[':'] = colon
	c["年"[0]], c["世"[0]], c["９"[0]] = wide, wide, wide
	return c
}()

const (
	digits = iota + 1
	colon  // of https://
	wide   // the first byte of 年, 世 or a full-width digit, and of many others
)

// reader reads the dates of one text.
type reader struct {
	text
	Options
	low int // the end of the date before
	v   values

	steps     int           // forms that were tried and bytes that were passed, for tests
	onNumbers func(*values) // told of each date such as 3/09/2021; may be nil
}

// scan finds the dates of a text from left to right until yield is false. Each
// number is looked at once, with a bounded part of the text around it.
func scan(s string, o Options, yield func(Date) bool) {
	if text(s).mayHoldDate() {
		r := &reader{text: text(s), Options: o}
		r.scan(yield)
	}
}

// mayHoldDate looks, in one quick pass, for what every date has: two digits, 年 or
// 世, or one digit in a text that names a month. Most headings have one digit, the
// number of their section.
func (t text) mayHoldDate() bool {
	ones, latin := 0, false
	for i := range len(t) {
		switch c := t[i]; class[c] {
		case digits:
			if ones++; ones > 1 {
				return true
			}
		case wide:
			if t.wideAt(i) {
				return true
			}
		default:
			latin = latin || isLatin(rune(c))
		}
	}
	return ones > 0 && (latin || strings.Contains(string(t), "月") || strings.Contains(string(t), "월"))
}

// scan calls yield with each date of the text until it returns false.
func (r *reader) scan(yield func(Date) bool) {
	s := r.text
	for i := 0; i < len(s); {
		kind := class[s[i]]
		if kind == 0 || kind == wide && !s.wideAt(i) {
			i++
			continue
		}
		at, next := r.trigger(i, kind)
		r.steps += next - i
		if at >= 0 {
			if d, ok := r.read(at); ok {
				if !yield(d) {
					return
				}
				r.low, next = d.End, d.End
			}
		}
		i = next
	}
}

// wideAt reports whether 年, 世 or a full-width digit is at i. Only their first
// byte is common in Chinese.
func (t text) wideAt(i int) bool {
	if i+2 >= len(t) {
		return false
	}
	switch second, third := t[i+1], t[i+2]; t[i] {
	case "年"[0]:
		return second == "年"[1] && third == "年"[2]
	case "世"[0]:
		return second == "世"[1] && third == "世"[2]
	default:
		return second == "０"[1] && "０"[2] <= third && third <= "９"[2]
	}
}

// trigger returns the start of the number that makes a date possible at i, or
// -1, and where to go on.
func (r *reader) trigger(i int, kind byte) (at, next int) {
	switch kind {
	case digits:
		return i, r.digitsEnd(i)
	case colon:
		if end, ok := r.has(i, "://"); ok {
			return -1, r.addressEnd(end)
		}
		return -1, i + 1
	}
	c, next := r.at(i)
	switch {
	case isDigit(c):
		return i, r.digitsEnd(i)
	case c == '年' || c == '世':
		return r.hanStart(i), next
	}
	return -1, i + 1
}

// digitsEnd is the offset behind the digits at i.
func (t text) digitsEnd(i int) int {
	for {
		c, next := t.at(i)
		if !isDigit(c) {
			return i
		}
		i = next
	}
}

// addressEnd is the offset behind a web address, whose path is no date.
func (t text) addressEnd(i int) int {
	for i < len(t) && t[i] > ' ' && t[i] < 0x80 && !strings.ContainsRune(`"<>()[]|`, rune(t[i])) {
		i++
	}
	return i
}

// mostHanNumber is how many code points a number ahead of 年 has at most.
const mostHanNumber = 6

// hanStart is the start of the Chinese number that ends at i, -1 without one.
func (r *reader) hanStart(i int) int {
	end := r.blanksBefore(i)
	start := end
	for n := 0; start > r.low; n++ {
		c, before := r.before(start)
		if !isHanNumber(c) {
			break
		}
		if n == mostHanNumber {
			return -1
		}
		start = before
	}
	if start == end || start < r.low || !r.canBeYear(start, end) {
		return -1
	}
	return start
}

// canBeYear reports whether the Chinese number from start to end is long enough
// for a year, or stands behind an era or ahead of 世纪. 一年 is a span of time.
func (r *reader) canBeYear(start, end int) bool {
	if c, next := r.at(r.blanks(end)); c == '世' {
		c, _ = r.at(next)
		return c == '纪' || c == '紀'
	}
	if end-start == 4*len("年") {
		return true
	}
	head := string(r.text[:r.blanksBefore(start)])
	return slices.ContainsFunc(eras, func(e era) bool { return strings.HasSuffix(head, e.name) })
}

// read reads the date that has the number at an offset. Of the words ahead of
// the number as many belong to the date as give one.
func (r *reader) read(at int) (Date, bool) {
	starts := r.starts(at)
	for _, start := range slices.Backward(starts) {
		if p, begin, ok := r.span(start); ok && p.end > at {
			return r.date(p, begin), true
		}
	}
	return Date{}, false
}

// mostLeads is how many words ahead of a number are looked at.
const mostLeads = 6

// starts are the places where the date with the number at an offset may begin,
// the number's own first.
func (r *reader) starts(at int) []int {
	starts := append(make([]int, 0, mostLeads+1), at)
	for range mostLeads {
		start, ok := r.wordBefore(starts[len(starts)-1])
		if !ok || start < r.low {
			break
		}
		starts = append(starts, start)
	}
	return starts
}

// wordBefore is the start of the word ahead of i, if it is one that a date can
// begin with.
func (r *reader) wordBefore(i int) (int, bool) {
	end := i
	for range 4 { // blanks, dashes, commas, full stops and an opening bracket
		c, start := r.before(end)
		if !isBlank(c) && !isDash(c) && !strings.ContainsRune(".,)&", c) {
			break
		}
		end = start
	}
	start := end
	for start > 0 && end-start <= longestWord && isLatin(rune(r.text[start-1])) {
		start--
	}
	if start < end {
		var buffer [longestWord + 1]byte
		word := r.lower(start, end, &buffer)
		isPart := end == i && len(word) == 1 && (word[0] == 'q' || word[0] == 'h')
		return start, isPart || leadWords[string(word)]
	}
	if end > 0 && (r.text[end-1] >= utf8.RuneSelf || r.text[end-1] == '~') {
		return r.hanBefore(end)
	}
	return i, false
}

// hanBefore is the start of the Chinese word ahead of i.
func (r *reader) hanBefore(i int) (int, bool) {
	head := string(r.text[:i])
	for _, l := range hanLeads {
		if strings.HasSuffix(head, l.words) {
			return i - len(l.words), true
		}
	}
	for _, e := range eras {
		if strings.HasSuffix(head, e.name) {
			return i - len(e.name), true
		}
	}
	for _, day := range hanWeekdays {
		if strings.HasSuffix(head, day) {
			return i - len(day), true
		}
	}
	return i, false
}

// date is the point as a Date.
func (r *reader) date(p point, start int) Date {
	d := Date{Start: start, End: p.end, Approximate: p.approximate, Lone: p.lone, Ambiguous: p.ambiguous, Yearless: p.yearless, Err: p.err, clock: p.clock}
	if p.err == nil {
		d.Date, d.Earliest, d.Latest = p.first, p.from(), p.until()
	}
	return d
}
