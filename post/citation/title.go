package citation

import (
	"strings"

	"viewline/post/pattern"
)

// titleLine finds the title in a line, by the form the line has, and reads what
// else the line says.
func (r *reading) titleLine(at, end int) {
	for _, form := range []func(at, end int) bool{r.linked, r.bold, r.quoted, r.slanted} {
		if form(at, end) {
			r.c.Marked = true
			return
		}
	}
	r.plainForm(at, end)
}

// rest reads what stands behind the title.
func (r *reading) rest(from, end int, han bool) {
	r.c.Rest = r.meta(strings.TrimLeft(r.show(from, end), "\"”》」』*_"), r.slantedIn(from, end), han)
}

// ahead reads what stands before the title. It reports whether that is nothing,
// or the authors.
func (r *reading) ahead(at, start int) bool {
	words := strings.TrimSpace(strings.TrimRight(r.show(at, start), " \"“《「『‘*_[("))
	if strings.Trim(words, ties) == "" {
		return true
	}
	if counted.MatchString(words) {
		return true
	}
	l := readNames(words, false)
	if len(l.names) == 0 {
		l = familyFirst(words)
	}
	rest := strings.TrimSpace(l.rest)
	year := 0
	if m := bracket.FindStringSubmatch(rest); m != nil {
		year = Year(m[1])
		rest = rest[len(m[0]):]
	}
	if len(l.names) == 0 || strings.Trim(rest, ties) != "" || !l.strong && rest == "" && year == 0 {
		return false
	}
	r.c.Authors = l.names
	r.c.Year = max(r.c.Year, year)
	return true
}

// counted is the number of a lesson before a title: Week 1: or 第2周：.
var counted = pattern.MustCompile(`^(?:\p{Lu}?\p{Ll}{2,10} \d{1,3}|第[\d一二三四五六七八九十]{1,3}\p{Han}{1,2})\s*[:：]$`)

// linked takes the words of a link as the title where nothing but authors stand
// before it.
func (r *reading) linked(at, end int) bool {
	for _, l := range r.Links {
		if l.Start < at || l.End > end || !isTitleText(r.Plain[l.Start:l.End]) {
			continue
		}
		known := r.c
		words := r.Plain[l.Start:l.End]
		if !r.ahead(at, l.Start) || l.Start == at && isName(Clean(words)) && r.quoted(l.End, end) || !r.setTitle(words) {
			if r.c.Title != "" {
				r.c.Authors = []string{Clean(words)} // [Ann Ray](…), "Slow Nets"
				return true
			}
			r.c = known
			return false
		}
		if !isBesidesText(words) && strings.Contains(l.URL, "://") {
			r.c.URL = l.URL
		}
		r.rest(l.End, end, true)
		return true
	}
	return false
}

func isBesidesText(words string) bool { return allIn(bare(words), besides, nil) }

// bold takes the bold words that open a line.
func (r *reading) bold(at, end int) bool {
	for _, s := range r.Bold {
		if s.End <= at || s.Start >= end {
			continue
		}
		if strings.Trim(r.Plain[min(at, s.Start):s.Start], " \"“《") != "" {
			return false
		}
		stop := min(s.End, end)
		words := r.show(max(s.Start, at), stop)
		known := r.c
		if isName(Clean(words)) && (r.slanted(r.skipTies(stop, end), end) || r.quoted(stop, end)) {
			r.c.Authors = []string{Clean(words)} // **Ann Ray** – *Slow Nets*
			return true
		}
		r.c = known
		if !r.plainWords(words) && !r.setTitle(words) {
			return false
		}
		r.rest(stop, end, true)
		return true
	}
	return false
}

// plainWords reads words in bold that hold a whole citation: **Slow Nets, Ann
// Ray, 2015**.
func (r *reading) plainWords(words string) bool {
	if Year(words) == 0 {
		return false
	}
	inner := &reading{Item: Item{Plain: words}, shown: []byte(words), c: r.c}
	if !inner.plainForm(0, len(words)) {
		return false
	}
	inner.c.Rest = ""
	r.c = inner.c
	return true
}

func (r *reading) skipTies(from, end int) int {
	return end - len(strings.TrimLeft(r.Plain[from:end], ties))
}

// squareTitle is a title in square brackets, which opens a line.
var squareTitle = pattern.MustCompile(`^\[([^\[\]:]{2,200}\s[^\[\]]{1,200})\] `)

// quoted takes the first words in quotation marks, if nothing but authors stand
// before them.
func (r *reading) quoted(at, end int) bool {
	if at >= end || !strings.ContainsAny(r.Plain[at:end], "“\"《「『[") {
		return false
	}
	text := r.Plain[at:end]
	whole, words, ok := quotedIn(text)
	if !ok {
		m := squareTitle.FindStringSubmatchIndex(text)
		if m == nil {
			return false
		}
		whole, words = Span{m[0], m[1]}, Span{m[2], m[3]}
	}
	known := r.c
	if !r.ahead(at, at+whole.Start) || !r.setTitle(text[words.Start:words.End]) {
		r.c = known
		return false
	}
	r.rest(at+whole.End, end, true)
	return true
}

// slanted takes the slanted words that open a line.
func (r *reading) slanted(at, end int) bool {
	for _, s := range r.Slanted {
		if s.Start < at || s.Start >= end {
			continue
		}
		if s.Start != at {
			return r.slantedBehind(s, at, end)
		}
		words := r.show(s.Start, min(s.End, end))
		if name, _ := cutYear(words); isName(Clean(name)) && Year(r.Plain[min(s.End, end):end]) == 0 || !r.setTitle(words) {
			return false
		}
		r.rest(min(s.End, end), end, true)
		return true
	}
	return false
}

// slantedBehind takes slanted words behind authors: Ray, A. (2018). *Slow Nets*.
func (r *reading) slantedBehind(s Span, at, end int) bool {
	known := r.c
	words := r.show(s.Start, min(s.End, end))
	if isVenue(words) || !r.ahead(at, s.Start) || len(r.c.Authors) == 0 || !r.setTitle(words) {
		r.c = known
		return false
	}
	r.rest(min(s.End, end), end, false)
	return true
}
