package dates

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Place says where in a title its date stands.
type Place int

// The places of a date in a title.
const (
	Whole  Place = iota // the title is a date and nothing else
	End                 // at most a place in brackets is behind the date
	Start               // nothing is ahead of the date
	Inside              // words are on both sides
)

// Cut is a title without its date.
type Cut struct {
	Title string // without what tied the date to it: a dash, a bracket, a bar, a colon
	Date  Date
	Place Place
}

// CutTitle takes the date out of a title, of which [Find] found the dates: the one at
// its end, else the one at its start, else the finest one inside. A year alone is part
// of the title unless a dash, a bar, a comma or a bracket ties it to the end. Days
// without a year stay.
func CutTitle(title string, found []Date) (Cut, bool) {
	if len(found) == 0 {
		return Cut{Title: title}, false
	}
	if cut, ok := cutEnd(title, found); ok {
		return cut, true
	}
	if cut, ok := cutStart(title, found); ok {
		return cut, true
	}
	best := -1
	for i, d := range found {
		if !d.Lone && !d.Yearless && (best < 0 || finer(d, found[best])) {
			best = i
		}
	}
	if best < 0 {
		return Cut{Title: title}, false
	}
	return cutAt(title, found[best]), true
}

func finer(a, b Date) bool { return len(a.Date.String()) > len(b.Date.String()) }

func cutEnd(title string, found []Date) (Cut, bool) {
	whole := Cut{Title: title}
	if len(found) == 0 {
		return whole, false
	}
	d := found[len(found)-1]
	head, tail := title[:d.Start], title[d.End:]
	if d.Yearless || !endsTitle(tail) || d.Lone && !tiedTo(head) {
		return whole, false
	}
	d.Lone = d.Lone && strings.TrimSpace(head) == ""
	cut := cutAt(title, d)
	if cut.Place != Whole {
		cut.Place = End
	}
	return cut, true
}

func cutStart(title string, found []Date) (Cut, bool) {
	if len(found) == 0 {
		return Cut{Title: title}, false
	}
	d := found[0]
	if d.Yearless || d.Lone || strings.TrimSpace(title[:d.Start]) != "" {
		return Cut{Title: title}, false
	}
	if strings.TrimSpace(title[d.End:]) == "" {
		return Cut{Title: title}, false
	}
	return cutAt(title, d), true
}

// endsTitle reports whether what is behind a date is the rest of the brackets
// in which it stands, or a place in brackets.
func endsTitle(tail string) bool {
	tail = strings.TrimSpace(tail)
	if tail == "" {
		return true
	}
	last, _ := text(tail).before(len(tail))
	closings := 0
	for _, c := range tail {
		if isClosing(fold(c)) {
			closings++
		}
	}
	if closings != 1 || !isClosing(last) {
		return false
	}
	first, _ := text(tail).at(0)
	_, opens := closingOf[first]
	return opens || isClosing(first) || first == ',' || first == '、' || first == ';'
}

func isClosing(c rune) bool { return strings.ContainsRune(")]】〕」』}", c) }

// tiedTo reports whether a title's head ends in a sign that ties what follows
// to it.
func tiedTo(head string) bool {
	c, _ := text(head).before(text(head).blanksBefore(len(head)))
	_, opens := closingOf[c]
	return opens || isTie(c) && c != ':'
}

func isTie(c rune) bool { return isDash(c) || strings.ContainsRune("|｜:,、·•;@~/", c) && c > 0 }

// cutAt takes a date out of a title, with what tied it.
func cutAt(title string, d Date) Cut {
	head, tail := strings.TrimSpace(title[:d.Start]), strings.TrimSpace(title[d.End:])
	cut := Cut{Date: d, Place: Inside}
	switch {
	case head == "" && tail == "":
		cut.Place = Whole
	case head == "":
		cut.Place = Start
		cut.Title = strings.TrimPrefix(trimTie(tail), "的")
	case tail == "":
		cut.Place = End
		cut.Title = withoutTie(head)
	default:
		cut.Title = joinTitle(title, head, tail, d)
	}
	cut.Title = strings.TrimSpace(cut.Title)
	return cut
}

// joinTitle joins what is ahead of a date with what is behind it.
func joinTitle(title, head, tail string, d Date) string {
	before, _ := text(head).before(len(head))
	behind, _ := text(tail).at(0)
	_, opensBefore := closingOf[before]
	_, opensBehind := closingOf[behind]
	space := ""
	if c, _ := text(title).at(d.End); isBlank(c) {
		space = " "
	}
	switch {
	case opensBefore:
		return head + trimTie(tail)
	case isClosing(behind):
		return withoutTie(head) + tail
	case opensBehind, isTie(behind):
		return withoutTie(head) + space + tail
	case isTie(before):
		return head + " " + tail
	}
	if !isHan(before) && !isHan(behind) || space != "" {
		return withoutTie(head) + " " + tail
	}
	if strings.HasPrefix(tail, "在") {
		head = strings.TrimSuffix(head, "于")
	}
	return head + tail
}

func trimTie(tail string) string {
	return strings.TrimLeftFunc(tail, func(c rune) bool { return isTie(fold(c)) || isBlank(fold(c)) })
}

// prepositions are the last words of a head that the date was the object of.
var prepositions = []string{"on", "in", "from", "since", "of"}

// withoutTie is a head without the signs, or else the preposition, at its end.
func withoutTie(head string) string {
	rest := strings.TrimRightFunc(head, func(c rune) bool { return isTie(fold(c)) || isBlank(fold(c)) })
	if rest != head {
		return rest
	}
	at := strings.LastIndexByte(rest, ' ')
	if at > 0 && slices.Contains(prepositions, strings.ToLower(rest[at+1:])) {
		return strings.TrimSpace(rest[:at])
	}
	return rest
}

// HasDateWord reports whether a heading bears a date, a day without its year or
// the name of a month. It is for warnings: the years that Find calls lone count.
func HasDateWord(heading string) bool {
	if _, ok := First(heading, Options{}); ok {
		return true
	}
	for i := 0; i < len(heading); {
		c, size := utf8.DecodeRuneInString(heading[i:])
		end := text(heading).word(i)
		if end == i {
			i += size
			continue
		}
		ahead, _ := text(heading).before(i)
		behind, _ := text(heading).at(end)
		if 'A' <= c && c <= 'Z' && isMonthName(heading[i:end]) && !isAlnum(ahead) && !isAlnum(behind) {
			return true
		}
		for i < len(heading) && isLatin(rune(heading[i])) {
			i++
		}
	}
	return false
}

// isMonthName reports whether a word is the whole name of a month and no other
// common word.
func isMonthName(word string) bool {
	word = strings.ToLower(word)
	return len(word) > 3 && word != "march" && months[word] > 0
}
