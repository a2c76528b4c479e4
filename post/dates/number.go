package dates

import "strings"

// number reads a number of min to max digits at i, with no digit behind it.
func (t text) number(i, least, most int) (n, end int, ok bool) {
	digits := 0
	for {
		c, next := t.at(i)
		if !isDigit(c) {
			break
		}
		if digits++; digits > most {
			return 0, i, false
		}
		n, i = n*10+int(c-'0'), next
	}
	return n, i, digits >= least
}

// hanDigits are the Chinese digits from 0 to 9; 〇, 零 and ○ are all 0.
const hanDigits = "零一二三四五六七八九"

func hanDigit(c rune) (int, bool) {
	if c == '〇' || c == '○' {
		return 0, true
	}
	if at := strings.IndexRune(hanDigits, c); at >= 0 && c >= 0x3000 {
		return at / len("零"), true
	}
	return 0, false
}

// isHanNumber reports whether a code point can be part of a Chinese number.
func isHanNumber(c rune) bool {
	_, ok := hanDigit(c)
	return ok || c == '十' || c == '元'
}

// hanYear reads a year in four Chinese digits: 二〇二五.
func (t text) hanYear(i int) (n, end int, ok bool) {
	for range 4 {
		c, next := t.at(i)
		digit, is := hanDigit(c)
		if !is {
			return 0, i, false
		}
		n, i = n*10+digit, next
	}
	if c, _ := t.at(i); isHanNumber(c) {
		return 0, i, false
	}
	return n, i, true
}

// hanNumber reads a Chinese number from 1 to 99: 三, 十一, 二十九. 元, the first
// year of an era, is 1.
func (t text) hanNumber(i int) (n, end int, ok bool) {
	c, next := t.at(i)
	if c == '元' {
		return 1, next, true
	}
	n, ok = hanDigit(c)
	if ok {
		i = next
		c, next = t.at(i)
	} else {
		n = 1
	}
	if c != '十' {
		_, more := hanDigit(c)
		return n, i, ok && n > 0 && !more
	}
	n, i = n*10, next
	c, next = t.at(i)
	if digit, is := hanDigit(c); is && digit > 0 {
		n, i = n+digit, next
	}
	c, _ = t.at(i)
	return n, i, n > 0 && !isHanNumber(c)
}

// small reads a number of one or two digits, or a Chinese one where han is set.
func (t text) small(i int, han bool) (n, end int, ok bool) {
	if n, end, ok = t.number(i, 1, 2); ok || !han {
		return n, end, ok
	}
	return t.hanNumber(i)
}

// era is a way to count years: year 1 is first, and the era has last years.
type era struct {
	name        string
	first, last int
}

// eras are the Japanese eras since 1868, and that of the Republic of China. The
// last year of an era that goes on is one that no post will speak of.
var eras = []era{
	{"明治", 1868, 45},
	{"大正", 1912, 15},
	{"昭和", 1926, 64},
	{"平成", 1989, 31},
	{"令和", 2019, 80},
	{"民國", 1912, 180},
	{"民国", 1912, 180},
}

// year reads a year of four digits; where han is set also 二〇二五, 平成30 and
// 民國113.
func (t text) year(i int, han bool) (n, end int, ok bool) {
	if n, end, ok = t.number(i, 4, 4); ok || !han {
		return n, end, ok
	}
	if n, end, ok = t.hanYear(i); ok {
		return n, end, true
	}
	for _, e := range eras {
		j, is := t.has(i, e.name)
		if !is {
			continue
		}
		j = t.blanks(j)
		if n, end, ok = t.number(j, 1, 3); !ok {
			n, end, ok = t.hanNumber(j)
		}
		return e.first + n - 1, end, ok && 1 <= n && n <= e.last
	}
	return 0, i, false
}
