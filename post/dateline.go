package post

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"viewline/post/dates"
	"viewline/post/pattern"
	"viewline/timeline"
)

// Below the heading of a talk often stands a line of where and when it was:
//
//	## Quiet maps
//
//	SlowConf, Rivertown, 3 May 2019
//
//	## Roads
//
//	10:00–11:00, 4 May 2019, Room 3

const (
	longestDateLine = 160 // bytes
	linesOfDate     = 3   // of the first paragraph below a heading
)

var (
	// clockAhead is a time of day ahead of a date.
	clockAhead = pattern.MustCompile(`(?i)^[\s\pP\pS]*(?:\d{1,2}[:：.h]\d\d\s*(?:[ap]\.?m\.?)?\s*(?:[-–—~～]|to)?\s*){1,2}(?:[A-Z]{2,4}\b)?[\s\pP\pS]*$`)
	// placeAhead are a few words ahead of a date that are no sentence: the name of an event.
	placeAhead = pattern.MustCompile(`^[\pL\pN][\pL\pN\s'’.:+&/()@#!-]{1,60}(?:[,，、][\pL\pN\s'’.:+&/()@#!-]{1,40}){0,3}[,，、|·–—(（-]\s*$`)
	// behindDate is behind a date that starts a line and no sentence.
	behindDate = pattern.MustCompile(`^\s*(?:$|[,，、;|｜·•@/–—(（-]|\d{1,2}[:：.h]\d\d)`)
	// wroteLine is in a line of who wrote the post, and when.
	wroteLine = pattern.MustCompile(`(?i)\b(?:posted|published|updated|written|last|edited|created|by|since|until|deadline|due)\b|更新|发布|發布|发表|撰写|截止|编辑`)
)

// dateLine finds the date of a line that says when and where, at the start of blocks.
func (r *reader) dateLine(blocks []ast.Node) (dated, bool) {
	for _, b := range blocks[:min(2, len(blocks))] {
		if b.Kind() != ast.KindParagraph || r.turns[b] != nil {
			return dated{}, false
		}
		for i, line := range inlineLines(b) {
			if i == linesOfDate {
				break
			}
			text := strings.TrimSpace(r.plainLine(line))
			if d, ok := r.dateOfLine(text); ok {
				return dated{Date: d, source: timeline.DateFromText, text: textOf(text, d), what: "a line that says when and where", pos: r.start + max(0, line[0].Pos())}, true
			}
		}
	}
	return dated{}, false
}

// dateOfLine reads a short line that is a date with a place or a time of day beside it.
func (r *reader) dateOfLine(text string) (dates.Date, bool) {
	if text == "" || len(text) > longestDateLine || isSentence(text) || wroteLine.MatchString(text) {
		return dates.Date{}, false
	}
	var found []dates.Date
	for _, d := range dates.Find(text, dates.Options{Order: r.order}) {
		if readable(d) && d.Err == nil && !d.Lone && d.Date.Month > 0 {
			found = append(found, d)
		}
	}
	if len(found) != 1 {
		return dates.Date{}, false
	}
	d := found[0]
	ahead, behind := strings.TrimLeft(text[:d.Start], " *_"), strings.TrimRight(text[d.End:], " *_.)）")
	switch {
	case ahead == "", clockAhead.MatchString(ahead):
		return d, behindDate.MatchString(behind)
	case placeAhead.MatchString(ahead):
		return d, behind == "" || strings.ContainsRune(",，|·(（", firstRune(strings.TrimSpace(behind)))
	}
	return dates.Date{}, false
}

// lineDated reports whether most headings of a list of talks have such a line below.
func (r *reader) lineDated(o outline) bool {
	if len(r.main) == 0 || len(o.chunks) < 2 || !r.announcesTalks(o) {
		return false
	}
	n := 0
	for _, c := range o.chunks {
		if _, ok := r.dateLine(c.blocks); ok {
			n++
		}
	}
	return n > 1 && 3*n >= 2*len(o.chunks)
}

// headsYears reports whether several headings of a list of talks are years.
func (r *reader) headsYears(o outline) bool {
	if len(r.main) == 0 || !r.announcesTalks(o) {
		return false
	}
	n := 0
	for _, c := range o.chunks {
		if yearAlone.MatchString(c.text) {
			n++
		}
	}
	return n > 1
}

// announcesTalks reports whether a title announces a list of occasions.
func (r *reader) announcesTalks(o outline) bool {
	for _, t := range r.titles(o) {
		if talksWord.MatchString(t.text) && gathers.MatchString(t.text) && !quotesWord.MatchString(t.text) && r.kindOfTitle(t.text) != timeline.KindReadingList {
			return true
		}
	}
	return false
}

// isTalk reports whether a chunk of a list of talks is one: a line below has its date, or
// a year stands above.
func (l *chunks) isTalk(c chunk, p part, depth int) bool {
	r := l.reader
	if len(p.speakers) == 0 || len(c.blocks) == 0 || r.sectionKind(c.text) != "" || r.isInfo(c.text) || yearAlone.MatchString(c.text) {
		return false
	}
	if l.lined && depth == 1 {
		_, ok := r.dateLine(c.blocks)
		return ok
	}
	return l.years && depth == 2 && p.below != nil && yearAlone.MatchString(p.below.text)
}

// enterChunk notes the date of a chunk's heading where the heading is a day, a month or a
// year by itself, counts the days of an event, or names the event.
func (r *reader) enterChunk(a *above, c chunk) {
	level := c.heading.Level
	r.enter(a, level, c.text, c.heading)
	if h := a.levels[level]; h != nil && h.date.Date.Month == 0 && !yearAlone.MatchString(c.text) && !r.isEventTitle(c.text) {
		a.levels[level] = nil
	}
}

// cutYearless cuts a day without a year off the heading of a part where the year is known.
func (r *reader) cutYearless(p *part, cut dates.Cut) (dates.Cut, bool) {
	d, ok := r.inYear(p.title, p.year)
	if !ok {
		return cut, false
	}
	rest := strings.TrimSpace(p.title[:d.Start] + " " + p.title[d.End:])
	if rest = strings.Trim(rest, " :：|,，–—-()（）"); rest == "" {
		rest = p.title
	}
	return dates.Cut{Title: rest, Date: d}, true
}

// dateBesideHeading adds the date of a line below the heading of a part, or of a heading
// above that is not the part's own.
func (r *reader) dateBesideHeading(p *part, candidates *dateCandidates) {
	if d, ok := r.dateLine(p.blocks); ok {
		candidates.add(d, func(error) {})
	} else if d, ok := r.deliveredLine(p.blocks); ok {
		candidates.add(d, func(error) {})
	} else if p.below != nil && p.below.node != p.node {
		h := p.below
		if r.above == nil {
			r.above = map[ast.Node]bool{}
		}
		r.above[h.node] = true
		candidates.add(dated{Date: h.date, source: timeline.DateFromHeading, text: textOf(h.text, h.date), what: "the heading above", pos: r.start + max(0, h.node.Pos())}, func(error) {})
	}
}

// commonDates adds what the title and the head of a post say of when all of its occasions
// were.
func (r *reader) commonDates(c *dateCandidates, o outline) {
	r.titleDate(c, r.titles(o))
	if len(r.all) == 1 || r.sharesEvent(o) {
		r.eventDates(c, o)
	}
}

// eventDates adds what the head of a post says of when the event was whose talks it lists.
func (r *reader) eventDates(c *dateCandidates, o outline) {
	for _, l := range r.labelledLines(o.intro) {
		if l.block != r.ownList {
			r.labelDate(c, l)
		}
	}
	r.eventDate(c)
	r.textDates(c, r.openings(o))
	if d, ok := r.dateLine(o.intro); ok {
		c.add(d, func(error) {})
	}
	r.nearDates(c, o)
}
