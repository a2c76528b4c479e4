package moments

import (
	"strings"
	"unicode/utf8"
)

// cut takes one of some marks off the start of s.
func cut(s string, marks ...string) (rest string, ok bool) {
	for _, m := range marks {
		if rest, ok = strings.CutPrefix(s, m); ok {
			return rest, true
		}
	}
	return s, false
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// digits reads up to longest digits at the start of s.
func digits(s string, longest int) (value, length int) {
	for length < len(s) && length < longest && isDigit(s[length]) {
		value = value*10 + int(s[length]-'0')
		length++
	}
	return value, length
}

// clock reads a moment at the start of s: 12:34, 1:02:03, 24'27". It gives the
// moment's length in bytes, 0 where there is none.
func clock(s string) (m Moment, length int) {
	first, n := digits(s, 3)
	if n == 0 {
		return m, 0
	}
	if rest, ok := cut(s[n:], "'", "′", "’"); ok {
		return primes(s, first, n, rest)
	}
	parts := []int{first}
	rest := s[n:]
	for {
		after, ok := cut(rest, ":", "：")
		if !ok {
			break
		}
		part, size := digits(after, 2)
		if size == 0 && len(parts) > 1 {
			break // a colon behind the moment
		}
		if size != 2 || part > 59 || len(parts) == 3 {
			return m, 0
		}
		parts = append(parts, part)
		rest = after[2:]
	}
	if len(parts) == 1 || len(parts) == 3 && n == 3 || rest != "" && isDigit(rest[0]) {
		return m, 0
	}
	for _, part := range parts {
		m.Seconds = m.Seconds*60 + part
	}
	length = len(s) - len(rest)
	m.Label = s[:length]
	return m, length
}

// primes reads what follows the first sign of 24'27". One digit of minutes and
// less than twelve seconds are feet and inches, and no moment.
func primes(s string, minutes, size int, rest string) (m Moment, length int) {
	secs, n := digits(rest, 2)
	if n != 2 || secs > 59 || size == 1 && secs < 12 {
		return m, 0
	}
	after, ok := cut(rest[n:], `"`, "″", "”", "''", "′′", "’’")
	if !ok {
		return m, 0
	}
	length = len(s) - len(after)
	return Moment{Label: s[:length], Seconds: minutes*60 + secs}, length
}

// clockwork are what follows a time of the day and no moment of a recording.
var clockwork = []string{
	"am", "pm", "a.m", "p.m", "a. m", "p. m", "o'clock", "o’clock", "uhr", "hrs", "hours", "utc", "gmt", "cst", "est", "edt", "pst", "pdt",
	"cet", "bst", "noon", "in the morning", "in the afternoon", "in the evening", "at night", "tonight", "today", "tomorrow", "sharp", "local time",
	"every", "each", "on mon", "on tue", "on wed", "on thu", "on fri", "on sat", "on sun", "点", "點", "时", "時",
}

// longestClockwork is the length of the longest of them, in bytes.
const longestClockwork = 16

// tellsTimeOfDay reports whether what follows a clock makes it a time of the
// day, or part of another number or word.
func tellsTimeOfDay(rest string) bool {
	if rest != "" && (isLetter(rest[0]) || rest[0] == '%' || rest[0] == '/') {
		return true
	}
	rest = strings.TrimLeft(rest[:min(len(rest), 4*longestClockwork)], " \u00a0\u3000")
	rest = strings.ToLower(rest)
	for _, w := range clockwork {
		if after, ok := strings.CutPrefix(rest, w); ok && (w[0] >= utf8.RuneSelf || strings.HasPrefix(w, "on ") || after == "" || !isLetter(after[0])) {
			return true
		}
	}
	return false
}

func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }
