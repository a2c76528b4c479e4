package post

import (
	"github.com/yuin/goldmark/ast"

	"viewline/post/dates"
	"viewline/post/pattern"
	"viewline/timeline"
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
	blocks := rejoin(o.intro, o.chunks)
	for _, l := range r.labelledLines(blocks) {
		if metadataRole(l.label) == roleDate && r.isOtherDay(l.value) {
			return true
		}
	}
	for _, b := range blocks {
		if r.turns[b] != nil {
			continue
		}
		if text := r.shortText(b); b.Kind() == ast.KindParagraph && weekday.MatchString(text) && r.isOtherDay(text) {
			return true
		}
	}
	return false
}

// announces is what a post says of an occasion that lies ahead of it.
var announces = pattern.MustCompile(`(?i)\bwill (?:be (?:held (?:at|in|on|online)|speaking|giving|presenting|keynoting)|take place|speak (?:about|on|at)|be (?:one of )?(?:[\pL-]+ ){0,3}?speakers?|(?:give|deliver) (?:[\pL-]+ ){1,4}?(?:talk|keynote|lecture|speech|address|presentation|seminar|webinar|workshop|tutorial))\b|\bI(?:['’]m| am|['’]ll be) giving a talk\b|\bis going to (?:speak|give a talk)\b|\bupcoming (?:talk|keynote|lecture|webinar)\b|\b(?:is|are) (?:speaking|giving a talk) (?:about|on|at)\b|\bto keynote\b|(?:将于|將於|将在|將在)[^。！？]{0,40}?(?:举行|舉行|举办|舉辦|召开|召開|进行|進行|分享|演讲|演講)|(?:讲座|講座|活动|活動|沙龙|沙龍)(?:预告|預告)|(?:開催|登壇|発表)(?:します|予定)`)

// isAnnounced reports whether the title or the first paragraphs announce a talk, or the
// summary tells of a day without a year that is not the post's own: the post's own day is
// not that of the talk then, which comes later. What an interview or a podcast announces
// is something else that was spoken of.
func (r *reader) isAnnounced(a *timeline.Appearance, o outline) bool {
	if a.Kind == timeline.KindInterview || a.Kind == timeline.KindPodcast {
		return false
	}
	for _, t := range append(r.titles(o), r.openings(o)...) {
		if !t.said && announces.MatchString(t.text) {
			return true
		}
	}
	about := clipText(r.aboutText(), longestOpening)
	return announces.MatchString(about) || r.front.titled && r.ownDay() > 0 && r.isOtherDay(about)
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
