// Package moments finds the moments of a recording that a text names: 12:34 at
// the start of a line, in brackets or behind "at", 24'27", and the t= of an
// address. A time of the day (9:30am), a ratio (16:9), a score or a verse (John
// 3:16) is none. The package knows plain text and addresses, and no Markdown.
// All of its functions take time in proportion to their input.
package moments

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Moment is a place in a recording.
type Moment struct {
	// Label is the moment as it is written; of an address, as it would be: 1:35.
	Label   string
	Seconds int // from the start of the recording
	// URL leads to the moment; empty where no link does.
	URL string
}

// List collects moments. A moment that is there already, to the second, is not
// added again, but may give its address. The zero List is empty.
type List struct {
	All []Moment
	at  map[int]int // the index in All, by seconds
}

// Add takes moments up.
func (l *List) Add(ms ...Moment) {
	for _, m := range ms {
		i, known := l.at[m.Seconds]
		if !known {
			if l.at == nil {
				l.at = map[int]int{}
			}
			l.at[m.Seconds] = len(l.All)
			l.All = append(l.All, m)
		} else if l.All[i].URL == "" {
			l.All[i].URL = m.URL
		}
	}
}

// May reports whether a source in Markdown can hold a moment: a digit with a
// colon or a prime behind it, a number behind t= or start=, or an escape or an
// entity, which may stand for either. It is quick, and errs on the side of true.
func May[T string | []byte](src T) bool {
	for i := range len(src) {
		if !telling[src[i]] {
			continue
		}
		switch c := src[i]; c {
		case '&', '\\':
			return true
		case ':', '\'', '=':
			if i > 0 && (isDigit(src[i-1]) || c == '=' && src[i-1] == 't') {
				return true
			}
		case 0xe2, 0xef: // the first byte of ′ and ’, and of ：
			if i > 0 && isDigit(src[i-1]) {
				return true
			}
		}
	}
	return false
}

// telling are the bytes that May looks at.
var telling = [256]bool{'&': true, '\\': true, ':': true, '\'': true, '=': true, 0xe2: true, 0xef: true}

// brackets are those in which a moment may stand alone. A round one only counts
// at the start or the end of its line: elsewhere it may tell the time of the day.
var brackets = map[rune]struct {
	closing string
	round   bool
}{
	'[': {"]", false}, '【': {"】", false}, '［': {"］", false}, '(': {")", true}, '（': {"）", true},
}

// endMarks may stand behind a moment at the end of a line.
const endMarks = " \t\u3000.,;:!?。，；：！？"

// InLine finds the moments of a line of plain text, in their order.
func InLine(line string) []Moment {
	var found []Moment
	i := lead(line)
	if m, n := clock(line[i:]); n > 0 {
		n += fraction(line[i+n:])
		n += rangeEnd(line[i+n:])
		if tellsTimeOfDay(line[i+n:]) {
			return inText(line, i, i+n, nil)
		}
		found = append(found, m)
		return inText(line, i, i+n, found)
	}
	return inText(line, i, i, found)
}

// inText adds to found the moments in the text of a line from an offset on;
// start is where the words of the line begin.
func inText(line string, start, from int, found []Moment) []Moment {
	end := len(strings.TrimRight(line, endMarks))
	for i := from; i < len(line); {
		c, size := utf8.DecodeRuneInString(line[i:])
		next := i + size
		switch {
		case c == '[', c == '【', c == '［', c == '(', c == '（':
			if ms, n := group(line[next:], brackets[c].closing); n > 0 && (!brackets[c].round || i == start || next+n >= end) {
				found = append(found, ms...)
				next += n
			}
		case c == '@' || c|0x20 == 'a' && behindAt(line, i):
			words := next
			if c != '@' {
				words++ // the t of at
			}
			words += len(line[words:]) - len(strings.TrimLeft(line[words:], " "))
			if m, n := clock(line[words:]); n > 0 && !tellsTimeOfDay(line[words+n:]) && !isSchedule(line[:i]) {
				found = append(found, m)
				next = words + n
			}
		}
		i = next
	}
	return found
}

// lead is the number of bytes before the first word of a line: blanks, bullets,
// dashes, emoji and other signs, but no bracket or quotation mark.
func lead(line string) int {
	for i, c := range line {
		if !unicode.IsSpace(c) && !unicode.In(c, unicode.So, unicode.Sk, unicode.Sm, unicode.Pd, unicode.Mn, unicode.Cf) && c != '*' && c != '#' && c != '•' && c != '·' {
			return i
		}
	}
	return len(line)
}

// fraction is the length of the fraction of a second, as subtitles have it:
// 00:01:02.500.
func fraction(rest string) int {
	if len(rest) > 1 && (rest[0] == '.' || rest[0] == ',') && isDigit(rest[1]) {
		_, n := digits(rest[1:], 3)
		return 1 + n
	}
	return 0
}

// rangeMarks part the first and the last moment of a passage.
var rangeMarks = []string{"-->", "->", "–", "—", "-", "～", "~", "→", "至", "到", "to "}

// rangeEnd is the length of what follows the first moment of a passage, as
// " - 13:20": only where a passage begins is kept.
func rangeEnd(rest string) int {
	after, ok := cut(strings.TrimLeft(rest, " "), rangeMarks...)
	if !ok {
		return 0
	}
	after = strings.TrimLeft(after, " ")
	_, n := clock(after)
	if n == 0 {
		return 0
	}
	return len(rest) - len(after) + n + fraction(after[n:])
}

// listMarks part the moments in one pair of brackets.
const listMarks = " ,，、;；/"

// group reads moments up to a closing bracket, if nothing else stands there. It
// gives the length in bytes, with the bracket; 0 where it is none.
func group(s, closing string) (ms []Moment, length int) {
	rest := strings.TrimLeft(s, " ")
	for {
		m, n := clock(rest)
		if n == 0 {
			return nil, 0
		}
		ms = append(ms, m)
		n += fraction(rest[n:])
		n += rangeEnd(rest[n:])
		rest = rest[n:]
		if after, ok := strings.CutPrefix(strings.TrimLeft(rest, " "), closing); ok {
			return ms, len(s) - len(after)
		}
		more := strings.TrimLeft(rest, listMarks)
		if len(more) == len(rest) {
			return nil, 0
		}
		rest = more
	}
}

// behindAt reports whether the word at stands at an offset, with a blank behind.
func behindAt(line string, i int) bool {
	if len(line) < i+3 || line[i+1]|0x20 != 't' || line[i+2] != ' ' {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(line[:i])
	return i == 0 || !unicode.IsLetter(before) && !unicode.IsDigit(before)
}

// schedules are words ahead of "at" that speak of the time of the day.
var schedules = map[string]bool{}

func init() {
	for w := range strings.FieldsSeq("start starts started starting begin begins began beginning open opens opened close closes closed meet meets met meeting " +
		"arrive arrives arrived leave leaves left wake wakes woke up lunch dinner breakfast scheduled daily morning afternoon evening night today tomorrow yesterday " +
		"monday tuesday wednesday thursday friday saturday sunday bed train flight") {
		schedules[w] = true
	}
}

// isSchedule reports whether the last word of a text is one of schedules.
func isSchedule(text string) bool {
	text = strings.TrimRight(text[max(0, len(text)-24):], " ,")
	i := strings.LastIndexFunc(text, func(c rune) bool { return !unicode.IsLetter(c) })
	return schedules[strings.ToLower(text[i+1:])]
}

// Only reads a text that is one moment and nothing else, in brackets or not.
func Only(text string) (Moment, bool) {
	text = strings.TrimSpace(text)
	c, size := utf8.DecodeRuneInString(text)
	if b, ok := brackets[c]; ok {
		ms, n := group(text[size:], b.closing)
		if len(ms) == 1 && size+n == len(text) {
			return ms[0], true
		}
		return Moment{}, false
	}
	m, n := clock(text)
	if n == 0 {
		return Moment{}, false
	}
	n += fraction(text[n:])
	n += rangeEnd(text[n:])
	return m, strings.Trim(text[n:], endMarks) == ""
}
