package post

import (
	"github.com/yuin/goldmark/ast"

	"viewline/post/dates"
	"viewline/post/pattern"
)

// weekday is in what announces a day without a year, as in "Friday, June 28th".
var weekday = pattern.MustCompile(`(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|(?:周|星期|礼拜)[一二三四五六日天]|[月火水木金土日]曜`)

// tellsOtherDay reports whether a labelled line, or a short paragraph with a weekday,
// tells of a day without a year that is not the post's own: the post announces the
// occasion or looks back at it, and its own day is not that of the occasion.
func (r *reader) tellsOtherDay(o outline) bool {
	if r.ownDay() == 0 {
		return false
	}
	if r.front.titled && r.isOtherDay(clipText(r.aboutText(), longestOpening)) {
		return true
	}
	blocks := rejoin(o.intro, o.chunks)
	for _, l := range r.labelledLines(blocks) {
		if metadataRole(l.label) == roleDate && r.isOtherDay(l.value) {
			return true
		}
	}
	for _, b := range blocks {
		if text := r.shortText(b); b.Kind() == ast.KindParagraph && weekday.MatchString(text) && r.isOtherDay(text) {
			return true
		}
	}
	return false
}

// announces is what a post says of an occasion that lies ahead of it.
var announces = pattern.MustCompile(`(?i)\bwill (?:be (?:held|speaking|giving|presenting|keynoting)|take place|be (?:one of )?(?:[\pL-]+ ){0,3}?speakers?|(?:give|deliver) (?:a|an|the|this|his|her|their|our|its)\b)|\bI(?:['’]m| am|['’]ll be) giving a talk\b|\b(?:is|are) (?:speaking|giving a talk) (?:about|on|at)\b|\bto keynote\b|(?:将于|將於|将在|將在)[^。！？]{0,40}?(?:举行|舉行|举办|舉辦|召开|召開|进行|進行|分享|演讲|演講)|(?:開催|登壇|発表)(?:します|予定)`)

// isAnnouncement reports whether the title or the first paragraphs announce the occasion:
// the post's own day is not that of it then, which comes later.
func (r *reader) isAnnouncement(o outline) bool {
	for _, t := range append(r.titles(o), r.openings(o)...) {
		if !t.said && announces.MatchString(t.text) {
			return true
		}
	}
	return announces.MatchString(clipText(r.aboutText(), longestOpening))
}

// ownDay is the day of the month on which the post was written, by its date or its path;
// 0 where neither tells one.
func (r *reader) ownDay() int {
	if r.front.Day.Day > 0 {
		return r.front.Day.Day
	}
	if d, found := r.dayOfPath(); found {
		return d.Date.Day
	}
	return 0
}

// isOtherDay reports whether a text has a day without a year, and none whose number is
// that of the post's own day.
func (r *reader) isOtherDay(text string) bool {
	other := false
	for _, d := range dates.Find(text, dates.Options{Order: r.order}) {
		if !d.Yearless {
			return false
		}
		for _, n := range digitRuns.FindAllString(text[d.Start:d.End], 4) {
			if number(n) == r.ownDay() {
				return false
			}
		}
		other = true
	}
	return other
}

var digitRuns = pattern.MustCompile(`\d{1,2}`)
