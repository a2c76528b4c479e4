package dates

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// span reads a date, or the first and the last of a range, at start.
func (r *reader) span(start int) (point, int, bool) {
	p, ok := r.led(start)
	if !ok || !r.freeBefore(start, p) {
		return p, start, false
	}
	if j, ok := r.rangeMark(p.end); ok && p.opensRange() {
		if q, ok := r.led(j); ok && q.endsRange() {
			p = p.to(q)
			if errors.Is(p.err, errReverse) && q.err == nil {
				p.err = wrong(r.text[start:p.end], errReverse)
			}
		}
	}
	return r.bracketed(p, start)
}

func (p *point) opensRange() bool {
	return p.err == nil && !p.lone && !p.ambiguous && !p.yearless && !p.isRange
}

func (p *point) endsRange() bool { return p.err != nil || p.opensRange() }

// to is the range from p to q.
func (p point) to(q point) point {
	if q.err != nil {
		q.clock = p.clock
		return q
	}
	both := q
	both.isRange, both.clock = true, p.clock
	both.first = p.first
	both.earliest = p.from()
	both.latest = q.until()
	both.approximate = p.approximate || q.approximate
	if before(both.latest, both.earliest) {
		both.err = errReverse
	}
	return both
}

// from is the first day that the point can mean.
func (p *point) from() timelineDate {
	if !p.earliest.IsZero() {
		return p.earliest
	}
	return p.first.Earliest()
}

// until is the last day that the point can mean.
func (p *point) until() timelineDate {
	if !p.latest.IsZero() {
		return p.latest
	}
	return p.last.Latest()
}

// led reads a date with the words ahead of it.
func (r *reader) led(i int) (point, bool) {
	start := i
	circa, narrow := false, whole
	for range 3 {
		if end, ok := r.weekday(i); ok {
			if i = r.blanks(end); i < len(r.text) && r.text[i] == ',' {
				i = r.blanks(i + 1)
			}
			continue
		}
		l, end, ok := r.leadAt(i)
		if !ok {
			break
		}
		i = end
		if circa = circa || l.circa && l.part == vague; l.part != whole && !l.circa {
			narrow = l.part
		}
	}
	p, ok := r.core(i, i > start)
	if !ok || p.yearless && (circa || narrow != whole) {
		return p, false
	}
	if narrow != whole && (p.first.Day > 0 || !p.narrow(narrow)) {
		return p, false
	}
	p.approximate = p.approximate || circa
	return p, true
}

// leadAt reads the longest words at i that can lead a date, and what ties them
// to it.
func (r *reader) leadAt(i int) (best lead, end int, ok bool) {
	leads := hanLeads
	if c, _ := r.at(i); isLatin(c) {
		var buffer [longestWord + 1]byte
		leads = leadsByWord[string(r.lower(i, r.word(i), &buffer))]
	} else if c < utf8.RuneSelf && c != '~' {
		return lead{}, i, false
	}
	for _, l := range leads {
		next, is := r.phrase(i, l.words)
		if !is || len(l.words) < len(best.words) {
			continue
		}
		tied := r.blanks(next)
		if c, behind := r.at(next); c == '-' {
			tied = behind
		}
		if tied > next || l.glued {
			best, end, ok = l, tied, true
		}
	}
	return best, end, ok
}

// phrase reads words in any case, with any blanks between them.
func (t text) phrase(i int, words string) (int, bool) {
	for {
		word, rest, more := strings.Cut(words, " ")
		var ok bool
		if i, ok = t.hasFold(i, word); !ok || !more {
			return i, ok
		}
		next := t.blanks(i)
		if next == i {
			return i, false
		}
		i, words = next, rest
	}
}

// core reads the longest form at i, with what follows on it.
func (r *reader) core(i int, led bool) (best point, ok bool) {
	behind := r.digitsEnd(i)
	next, _ := r.at(behind)
	nextWord, _ := r.at(r.blanks(behind))
	for _, o := range r.openings(i) {
		if o == opensWithNumber && behind > i && !r.goesOn(behind) {
			continue
		}
		for _, f := range byOpening[o] {
			if f.second != 0 && behind > i && f.second != next && (!f.han || f.second != nextWord) {
				continue
			}
			r.steps++
			end, is := f.match(r.text, i, &r.v)
			if !is || ok && end < best.end {
				continue
			}
			p, is := r.accept(f, i, end, led)
			if is && (!ok || p.end > best.end || p.end == best.end && best.err != nil && p.err == nil) {
				best, ok = p, true
			}
		}
	}
	return best, ok
}

// goesOn reports whether what stands behind a number of one or two digits can be
// the rest of a date. It spares trying the forms for most numbers of a text.
func (r *reader) goesOn(i int) bool {
	at := r.blanks(i)
	c, _ := r.at(at)
	switch {
	case c >= utf8.RuneSelf, isDash(c), isTilde(c):
		return true
	case !isLatin(c):
		return strings.ContainsRune("/.&", c)
	case at == i:
		return true // an ordinal
	}
	var buffer [longestWord + 1]byte
	word := string(r.lower(at, r.word(at), &buffer))
	return leadWords[word] || word == "century" || word == "until"
}

// openings are the sorts of forms that can begin at i.
func (r *reader) openings(i int) []opening {
	c, _ := r.at(i)
	switch {
	case isDigit(c):
		switch r.shortDigits(i) {
		case 1, 2:
			return []opening{opensWithNumber}
		case 4:
			return []opening{opensWithYear}
		case 8:
			return []opening{opensWithEight}
		}
		return nil
	case isLatin(c):
		return []opening{opensWithMonth, opensWithPart}
	case c > 0x3000:
		return []opening{opensWithYear, opensWithNumber}
	}
	return nil
}

// shortDigits counts the digits at i, up to 9.
func (t text) shortDigits(i int) int {
	n := 0
	for n < 9 {
		c, next := t.at(i)
		if !isDigit(c) {
			break
		}
		n, i = n+1, next
	}
	return n
}

// accept makes a point of a form that matched from i to end, if the text around
// it lets it be a date.
func (r *reader) accept(f *form, i, end int, led bool) (point, bool) {
	if !r.isName(f, i) {
		return point{}, false
	}
	p, ok := pointOf(f, &r.v, r.Order)
	if !ok {
		return p, false
	}
	p.lone = (p.lone || p.centuryOfNames) && !led
	p.end = end
	if !f.ends("S") {
		r.trail(f, &p)
	}
	if !r.freeBehind(f, p, end) || r.needsApart(f, p) && !r.apart(i, p.end) || f.isLone() && r.counts(i, p.end) {
		return p, false
	}
	if r.v.has[number1] && r.onNumbers != nil {
		r.onNumbers(&r.v)
	}
	if p.err != nil {
		p.err = wrong(r.text[i:end], p.err)
	}
	return p, true
}

// wrong says what is impossible about the date in a piece of text.
func wrong(piece text, cause error) error {
	return fmt.Errorf("date %q: %w, as in %s", strings.TrimSpace(string(piece)), cause, Forms)
}

// Forms are examples of dates, for messages.
const Forms = "2025, 2025年6月 or 2025年6月6日"
