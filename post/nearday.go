package post

import (
	"slices"
	"strings"
	"time"

	"github.com/yuin/goldmark/ast"

	"viewline/post/dates"
	"viewline/post/pattern"
	"viewline/timeline"
)

// A post that announces an occasion, or looks back at it, often gives its day without a
// year. The year is that of the titles, else the one which brings the day nearest to the
// day of the post.

// nearestDays is how far from the day of the post such a day may lie.
const nearestDays = 150

// nearDates adds the day without a year that a labelled line gives, or the one weekday of
// the first paragraphs on which something takes place. It looks for one only where no
// other place gives a day.
func (r *reader) nearDates(c *dateCandidates, o outline) {
	for _, d := range *c {
		if d.Date.Date.Day > 0 && !d.weak {
			return
		}
	}
	for _, l := range r.labelledLines(rejoin(o.intro, o.chunks)) {
		if metadataRole(l.label) != roleDate || isLate(l.label) {
			continue
		}
		if d, ok := r.nearDay(o, l.value, false); ok {
			c.add(dated{Date: d, source: timeline.DateFromMetadata, text: textOf(l.value, d), what: "the label " + l.label, pos: r.start + l.pos}, func(error) {})
			return
		}
	}
	var found []dated
	list := slices.IndexFunc(o.intro, func(b ast.Node) bool { return b.Kind() == ast.KindList })
	for _, p := range r.openings(o) {
		if list >= 0 && p.pos > r.start+max(0, o.intro[list].Pos()) {
			break // what stands behind the views announces something else
		}
		if p.said {
			continue
		}
		if d, ok := r.dayBefore(o, p.text); ok {
			found = append(found, dated{Date: d, source: timeline.DateFromText, text: textOf(p.text, d), what: "the first paragraphs, with the year of the post", pos: p.pos})
			continue
		}
		if !weekday.MatchString(p.text) {
			continue
		}
		text, _, _ := strings.Cut(p.text, "\n")
		d, ok := r.nearDay(o, text, true)
		if starts := ok && d.Start == 0 && len(text) <= longestDateLine && behindDate.MatchString(text[d.End:]); !starts {
			if d, ok = r.nearDay(o, p.text, true); !ok {
				continue
			}
			before, after := p.text[:d.Start], p.text[d.End:]
			if !tiesToOccasion(before, after, false) && !announces.MatchString(lastBytes(before, 200)) {
				continue
			}
		}
		if !slices.ContainsFunc(found, func(f dated) bool { return f.Date.Date == d.Date }) {
			found = append(found, dated{Date: d, source: timeline.DateFromText, text: textOf(p.text, d), what: "the first paragraphs, with the year of the post", pos: p.pos})
		}
	}
	if len(found) == 1 {
		c.add(found[0], func(error) {})
	}
}

// daysBefore is how many days ahead of that of the post an occasion may lie of which a
// Chinese sentence says the day and no year.
const daysBefore = 60

// dayBefore is the first day without a year of a Chinese paragraph that ties the day to the
// occasion, if that is not later than the day of the post: 4月19日，韩雪松…发表演讲.
func (r *reader) dayBefore(o outline, text string) (dates.Date, bool) {
	own := r.front.Day
	if own.Day == 0 || !hanDay.MatchString(text) {
		return dates.Date{}, false
	}
	all := dates.Find(text, dates.Options{Order: r.order})
	if len(all) == 0 {
		return dates.Date{}, false
	}
	d := all[0]
	before, after := text[:d.Start], text[d.End:]
	if !d.Yearless || !hanDay.MatchString(text[d.Start:d.End]) || hanFounded.MatchString(before) || !hanHappened.MatchString(after) || hanEarlier.MatchString(sentenceStart(after)) {
		return dates.Date{}, false
	}
	full, ok := r.nearDay(o, text[d.Start:d.End], false)
	if !ok {
		return dates.Date{}, false
	}
	apart := dayAt(own).Sub(dayAt(full.Date)).Hours() / 24
	full.Start, full.End = d.Start, d.End
	return full, apart >= 0 && apart <= daysBefore
}

var hanDay = pattern.MustCompile(`\d{1,2}\s*月\s*\d{1,2}\s*[日号]`)

// nearDay reads the only day of a text, which has no year; with a weekday, which has to
// be that of the day, where one is wanted.
func (r *reader) nearDay(o outline, text string, named bool) (dates.Date, bool) {
	var only dates.Date
	n := 0
	for _, d := range dates.Find(text, dates.Options{Order: r.order}) {
		if !d.Yearless {
			return dates.Date{}, false
		}
		only = d
		n++
	}
	if n != 1 {
		return dates.Date{}, false
	}
	day := text[only.Start:only.End]
	for _, year := range r.yearsNear(o) {
		full, ok := withYear(day, year)
		if !ok || full.Date.Day == 0 {
			continue
		}
		at := dayAt(full.Date)
		if own := r.front.Day; own.Day > 0 {
			if apart := at.Sub(dayAt(own)).Hours() / 24; apart < -nearestDays || apart > nearestDays {
				continue
			}
		}
		said := weekday.MatchString(day)
		if named && !said || said && !strings.Contains(strings.ToLower(day), strings.ToLower(at.Weekday().String())) && strings.ContainsAny(day, "yY") {
			continue
		}
		full.Start, full.End = only.Start, only.End
		return full, true
	}
	return dates.Date{}, false
}

// dayAt is the start of a day.
func dayAt(d timeline.PartialDate) time.Time {
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
}

// yearsNear are the years that a day without a year may be of.
func (r *reader) yearsNear(o outline) []int {
	if year := r.yearOfTitles(o); year > 0 {
		return []int{year}
	}
	if own := r.front.Day; own.Day > 0 {
		return []int{own.Year, own.Year + 1, own.Year - 1}
	}
	return nil
}
