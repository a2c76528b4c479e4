package post

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"viewline/markdown"
	"viewline/post/dates"
	"viewline/post/pattern"
	"viewline/timeline"
)

// A list of talks often has its years in headings, and days or months alone below them:
//
//	## 2019
//
//	- 3 May: Quiet maps, SlowConf
//	- July: Roads, MapCamp

// underBold is the level of a bold line that serves as a heading: below all others.
const underBold = 7

// dateAbove is the date of a heading.
type dateAbove struct {
	date dates.Date
	text string // of the heading
	node ast.Node
}

// above holds the dates of the headings that stand above a block, by level.
type above struct {
	levels [underBold + 1]*dateAbove
	base   int // the year of the post's titles; 0 where they tell none
}

// forget drops the headings of a level and of those below it.
func (a *above) forget(level int) {
	for l := level; l <= underBold; l++ {
		a.levels[l] = nil
	}
}

// deepest is the date of the deepest heading that has one; nil where none has.
func (a *above) deepest() *dateAbove {
	for l := underBold; l > 0; l-- {
		if a.levels[l] != nil {
			return a.levels[l]
		}
	}
	return nil
}

// year is the year of the headings above, or of the titles; 0 where none tells one.
func (a *above) year() int {
	for l := underBold; l > 0; l-- {
		if a.levels[l] != nil && a.levels[l].date.Date.Year > 0 {
			return a.levels[l].date.Date.Year
		}
	}
	return a.base
}

// enter notes the date of a heading, which may be a day or a month of the year that
// stands above.
func (r *reader) enter(a *above, level int, text string, node ast.Node) {
	a.forget(level)
	if d, ok := r.dateOfHeading(text, a.year()); ok {
		a.levels[level] = &dateAbove{d, text, node}
	}
}

// yearAlone is a heading that is a year, or a year and a word for what it lists.
var yearAlone = pattern.MustCompile(`(?i)^\W*((?:19|20)\d\d)\s*(?:年度?|년)?(?:的?(?:\s*[-–—:：]?\s*)(?:past\s+)?(?:talks?|speeches|lectures|interviews|seminars|presentations|podcasts|episodes|meetups|events|演讲|演講|访谈|訪談|讲话|分享|活动|登壇|発表))?\W*$|^(?:talks?|speeches|lectures|interviews|seminars|presentations|podcasts|episodes|meetups|events)\W+(?:(?:in|of|from)\s+)?((?:19|20)\d\d)\W*$`)

// dayNumber counts the days of an event ahead of a date: "Day 1: May 3", “第一天”.
var dayNumber = pattern.MustCompile(`(?i)^(?:day\s*(?:\d{1,2}|one|two|three|four|five)|第[一二三四五\d]天|[一二三四五\d]日目)\s*[-–—:：,，|(（]?\s*`)

// dateOfHeading reads the date that a heading gives to what stands below; a day or a
// month without a year is one of the year above, which is 0 where none is known.
func (r *reader) dateOfHeading(text string, year int) (dates.Date, bool) {
	if cut, ok := r.cutHeading(text); ok && cut.Place != dates.Inside {
		return cut.Date, cut.Date.Err == nil
	}
	if m := yearAlone.FindStringSubmatchIndex(text); m != nil {
		at := m[2:4]
		if m[2] < 0 {
			at = m[4:6]
		}
		return yearAt(text, at[0], at[1]), true
	}
	start := len(dayNumber.FindString(text))
	if start > 0 {
		if d, ok := dates.First(text[start:], dates.Options{Order: r.order}); ok && readable(d) && d.Err == nil && !d.Lone {
			return shifted(d, start), true
		}
	}
	d, ok := r.inYear(text[start:], year)
	return shifted(d, start), ok
}

func shifted(d dates.Date, by int) dates.Date {
	d.Start, d.End = d.Start+by, d.End+by
	return d
}

// yearAt is the year that stands in a text from one offset to another.
func yearAt(text string, start, end int) dates.Date {
	year := timeline.PartialDate{Year: number(text[start:end])}
	return dates.Date{Date: year, Earliest: year.Earliest(), Latest: year.Latest(), Start: start, End: end}
}

// monthStart is a month alone at the start of a line, tied to what follows by a sign.
var monthStart = pattern.MustCompile(`^\s*((?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?|(?:1[0-2]|0?[1-9])\s*月(?:份|に)?)(?:\s*$|\s*[:：|｜–—]|\s*-\s|[,，]\s|月?\s+\p{Han})`)

// inYear reads the day or the month without a year that stands at one end of a text as
// one of a year; it finds none where the year is 0.
func (r *reader) inYear(text string, year int) (dates.Date, bool) {
	if year == 0 {
		return dates.Date{}, false
	}
	for _, d := range r.datesOf(text) {
		if !d.Yearless {
			return dates.Date{}, false
		}
		ahead, behind := strings.Trim(text[:d.Start], " *_~[【(（"), strings.Trim(text[d.End:], " *_.)）]】")
		if ahead != "" && behind != "" {
			continue
		}
		if full, ok := withYear(text[d.Start:d.End], year); ok {
			full.Start, full.End = d.Start, d.End
			return full, true
		}
	}
	if m := monthStart.FindStringSubmatchIndex(text); m != nil {
		if full, ok := withYear(text[m[2]:m[3]], year); ok {
			full.Start, full.End = m[2], m[3]
			return full, true
		}
	}
	return dates.Date{}, false
}

// clockBehind is a time of day behind a day.
var clockBehind = pattern.MustCompile(`(?i)[\s,，]*(?:(?:at|from|@)\s+)?\b\d{1,2}(?:[:：.]\d\d|\s*[ap]\.?m\b|\s*[点點時]).*$`)

// withYear reads a day or a month as one of a year.
func withYear(day string, year int) (dates.Date, bool) {
	day = strings.Trim(clockBehind.ReplaceAllString(day, ""), "()（）[]【】 ,，")
	full := strings.TrimRight(day, ".") + " " + strconv.Itoa(year)
	if strings.Contains(day, "月") {
		full = strconv.Itoa(year) + "年" + strings.TrimRight(day, "份に ")
	}
	d, ok := dates.First(full, dates.Options{})
	return d, ok && readable(d) && d.Err == nil && d.Date.Year == year && d.Date.Month > 0
}

// yearOfTitles is the year that the titles of the post, or the folder it lies in, give to
// the days and months without one that it has; 0 where they give none or several.
func (r *reader) yearOfTitles(o outline) int {
	year := 0
	for _, t := range r.titles(o) {
		for _, d := range r.datesOf(t.text) {
			if d.Date.Year < firstYear || d.Err != nil || isSubject(t.text, d) {
				continue
			}
			if year > 0 && year != d.Date.Year {
				return 0
			}
			year = d.Date.Year
		}
	}
	if d, ok := r.dayOfPath(); ok && year == 0 && d.Date.Day == 0 && !r.isAhead(d) {
		return d.Date.Year
	}
	return year
}

// boldDate is the text of a paragraph that is one bold line, which may be a year.
func (r *reader) boldDate(p *ast.Paragraph) (string, bool) {
	bold, ok := p.FirstChild().(*ast.Emphasis)
	if !ok || bold.Level != 2 || bold.NextSibling() != nil {
		return "", false
	}
	text := strings.TrimSpace(markdown.Plain(r.body, bold))
	return text, len(text) <= longestBoldDate
}

const longestBoldDate = 40 // bytes
