package post

import (
	"bytes"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"viewline/post/dates"
	"viewline/post/pattern"
	"viewline/timeline"
)

// dated is a date and the place where it was found.
type dated struct {
	dates.Date
	source timeline.DateSource
	text   string // the date as the post writes it; empty where it was no text
	what   string // the place, for the report
	pos    int    // offset in the source; -1 where there is none
	weak   bool   // the date makes another one finer, and is no date by itself
	late   bool   // the day something was put online: any other day goes first
}

// readable reports whether a date says a day, a month, a year or a decade.
func readable(d dates.Date) bool {
	return !d.Yearless && !d.Ambiguous && (d.Err != nil || !d.Earliest.IsZero())
}

// cutDate cuts the date off a title, of which the dates are known; see
// [dates.CutTitle].
func cutDate(title string, all []dates.Date) (dates.Cut, bool) {
	cut, found := dates.CutTitle(title, all)
	if !found || cut.Date.Ambiguous || isSubject(title, cut.Date) {
		return dates.Cut{Title: title}, false
	}
	if cut.Place == dates.Inside || cut.Place == dates.Start && cut.Date.Date.Month == 0 {
		cut.Title = strings.TrimSpace(title) // a year at the start belongs to the words: 2019年大会上的演讲
	}
	return cut, true
}

// numericDay is a date of three numbers parted by slashes.
var numericDay = pattern.MustCompile(`\b\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})\b`)

// findOrder finds the order of day and month in the numeric dates of a post.
func (r *reader) findOrder(o outline) dates.Order {
	if !bytes.ContainsRune(r.body, '/') {
		return dates.OrderUnknown
	}
	var all []string
	for _, t := range slices.Concat(r.titles(o), r.openings(o)) {
		all = append(all, numericDay.FindAllString(t.text, 4)...)
	}
	for _, l := range r.labelledLines(rejoin(o.intro, o.chunks)) {
		all = append(all, numericDay.FindAllString(l.value, 1)...)
	}
	for _, h := range o.headings {
		all = append(all, numericDay.FindAllString(h.text, 1)...)
	}
	return dates.OrderOf(all...)
}

// textOf is a date as the title has it.
func textOf(title string, d dates.Date) string { return title[d.Start:d.End] }

// dateIn finds the date in the value of a metadata line. A lone year counts only
// where it is all there is.
func dateIn(value string, order dates.Order) (dates.Date, bool) {
	for _, d := range dates.Find(value, dates.Options{Order: order}) {
		if readable(d) && (!d.Lone || strings.TrimSpace(value) == value[d.Start:d.End]) {
			return d, true
		}
	}
	return dates.Date{}, false
}

// firstYear is the first year that four digits by themselves may be in a title: 1008
// is the number of an episode.
const firstYear = 1800

// yearIn finds the first date in a title; a lone year where there is no other one.
func (r *reader) yearIn(title string) (dates.Date, bool) {
	var lone dates.Date
	found := false
	for _, d := range r.datesOf(title) {
		switch {
		case !readable(d) || d.Err != nil || isSubject(title, d) || d.Lone && d.Date.Year < firstYear:
		case !d.Lone:
			return d, true
		case !found:
			lone, found = d, true
		}
	}
	if found {
		return lone, true
	}
	return eventYearIn(title)
}

var (
	aboutYear = pattern.MustCompile(`(?i)(?:\b(?:about|for|of|on|since|winner of)\s+(?:the\s+)?|\bthe\s+)$`)
	onlyAbout = pattern.MustCompile(`(?i)\b(?:about|for|since|back (?:at|on|to)|(?:reflections|lessons|thoughts) (?:on|of|from))\s+$`)
	hanAbout  = pattern.MustCompile(`(?:[:：]|关于|關於|谈|談|论|聊|展望|预测)\s*$`)
	thing     = pattern.MustCompile(`^\s+(?:\p{Ll}|(?:[\p{L}’'-]+\s+){0,2}(?i:award|prize|crisis|crash|election|war)\b)`)
	// ofDayBefore is "of" ahead of a day: "The election of November 3, 2020".
	ofDayBefore = pattern.MustCompile(`(?i)\bof\s+$`)
	clauseEnd   = pattern.MustCompile(`[:：,，(（|｜–—]`)
	// began stands ahead of the year in which what a title is about began or ended: "The
	// Third Age started around 2000".
	began = pattern.MustCompile(`(?i)\b(?:start(?:s|ed)|begins|began|begun|emerged|invented|founded|born|died|peaked|ended)\s+(?:back\s+)?(?:in|around|about|circa)?\s*$`)
)

// isSubject reports whether a date in a title is what was spoken about, and not
// when. Of a lone year, words follow on it that name no occasion, as in "on the 2008
// crisis" and “谈2008年金融危机”, it has "about" ahead and nothing behind, or a verb ahead
// of what began or ended. A day or
// a month has "of" ahead, and ahead of that no occasion.
func isSubject(title string, d dates.Date) bool {
	before, after := title[:d.Start], title[d.End:]
	if d.Date.Month > 0 {
		return ofDayBefore.MatchString(before) && kindOf(before) == timeline.KindOther
	}
	if d.Date.Year == 0 {
		return false
	}
	if began.MatchString(before) {
		return true
	}
	if at := clauseEnd.FindStringIndex(after); at != nil {
		after = after[:at[0]]
	}
	if kindOf(after) != timeline.KindOther || eventWord.MatchString(after) {
		return false
	}
	if strings.TrimSpace(after) == "" {
		return onlyAbout.MatchString(before)
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimPrefix(after, "年"))
	return thing.MatchString(after) && aboutYear.MatchString(before) || unicode.Is(unicode.Han, first) && hanAbout.MatchString(before)
}

// dateCandidates are the dates that an appearance gives of itself.
type dateCandidates []dated

// add notes a date; an impossible one is told to fail.
func (c *dateCandidates) add(d dated, fail func(error)) {
	if d.Err != nil {
		fail(d.Err)
		return
	}
	d.text = withoutBrackets(d.text)
	*c = append(*c, d)
}

// withoutBrackets takes off the brackets around a date, and those of which a text
// has one only; those around a weekday stay.
func withoutBrackets(text string) string {
	text = strings.Trim(text, " ,，")
	for _, pair := range []string{"()", "[]", "（）", "【】", "〔〕", "「」"} {
		open, size := utf8.DecodeRuneInString(pair)
		inner, opened := strings.CutPrefix(text, string(open))
		inner, closed := strings.CutSuffix(inner, pair[size:])
		if opened && !strings.ContainsRune(inner, open) || closed && !strings.ContainsRune(inner, open) {
			text = strings.Trim(inner, " ,，")
		}
	}
	return text
}

// sourceOrder says which place is trusted first.
var sourceOrder = []timeline.DateSource{
	timeline.DateFromMapping, timeline.DateFromHeading, timeline.DateFromMetadata, timeline.DateFromText, timeline.DateFromTitle,
}

// best is the date of the most trusted place, made finer by a date that lies
// within its span.
func (c dateCandidates) best() (dated, bool) {
	sorted := slices.Clone(c)
	slices.SortStableFunc(sorted, func(a, b dated) int {
		return 3*(slices.Index(sourceOrder, a.source)-slices.Index(sourceOrder, b.source)) + lateness(a) - lateness(b) + roughness(a) - roughness(b)
	})
	i := slices.IndexFunc(sorted, func(d dated) bool { return !d.weak })
	if i < 0 {
		return dated{}, false
	}
	best := sorted[i]
	if j := slices.IndexFunc(sorted, func(d dated) bool { return d.source == timeline.DateFromTitle && d.Date.Date.Day > 0 && !d.weak }); j >= 0 && best.source == timeline.DateFromText && best.Date.Date.Day == 0 {
		best = sorted[j] // a year in a sentence is that of something else
	}
	for _, d := range sorted {
		if finer(d, best) {
			best = d
		}
	}
	return best, true
}

// roughness puts a year of a sentence behind the days of others: it is more often that of
// something else.
func roughness(d dated) int {
	if d.source == timeline.DateFromText && d.Date.Date.Month == 0 && !d.weak {
		return 1
	}
	return 0
}

func lateness(d dated) int {
	if d.late {
		return 1
	}
	return 0
}

// finer reports whether a date says more than another and lies within its span.
func finer(d, than dated) bool {
	return len(d.Date.Date.String()) > len(than.Date.Date.String()) &&
		d.Earliest.String() >= than.Earliest.String() && d.Latest.String() <= than.Latest.String()
}

// setDate chooses the appearance's date: what the author says outright, what the
// appearance itself gives, or, as a last resort, the day in the path or that on
// which the post was written. The last two are approximate: the occasion was on
// that day or earlier. The last resort is none for one of several occasions that
// a post gathers over time.
func (r *reader) setDate(a *timeline.Appearance, candidates *dateCandidates, last func() resort) {
	lastResort := func() bool { return last() == ownDate }
	best, found := r.explicitDate()
	if !found {
		best, found = candidates.best()
		if (best.late || r.front.listed) && best.source == timeline.DateFromMetadata && best.Date.Date == r.front.Day && lastResort() {
			found = false // the day of writing, told again
		}
		if found && best.late && best.source == timeline.DateFromMetadata && r.isDayOfPath(best.Date) && lastResort() {
			found = false // the same, where the path has it: an article clipped on the day it was put online
		}
		if found && best.what == fileName && r.isOwnDay(best.Date) && lastResort() {
			found = false // the same by the name of the file
		}
	}
	if !found && lastResort() {
		if best, found = r.dayOfWriting(); found {
			best.Approximate = true
		}
	}
	if !found && last() == onlyFolder {
		if best, found = r.yearOfFolder(); found {
			best.Approximate = true
		}
	}
	if !found {
		r.doubt(r.lines[a.Line-1], "no date was found for %q; want one in the heading or in a line **日期:** …", a.Title)
		return
	}
	a.Date, a.DateSource, a.DateApproximate = best.Date.Date, best.source, best.Approximate
	a.Earliest, a.Latest = best.Earliest, best.Latest
	a.DateText = timeline.Text(best.text)
	r.evidence(a, best)
}

func (r *reader) explicitDate() (dated, bool) {
	if o := r.front.Appearance; o != nil && !o.Date.IsZero() {
		return ofDay(o.Date, timeline.DateFromFrontMatter, "appearance: in the front matter", 0), true
	}
	return dated{}, false
}

func ofDay(d timeline.PartialDate, from timeline.DateSource, what string, pos int) dated {
	return dated{Date: dates.Date{Date: d, Earliest: d.Earliest(), Latest: d.Latest()}, source: from, text: d.String(), what: what, pos: pos}
}

// dayOfWriting is the date in the post's path, else its own date.
func (r *reader) dayOfWriting() (dated, bool) {
	own := ofDay(r.front.Day, timeline.DateFromFrontMatter, "the date of the post", r.offset(r.front.DateAt))
	if d, found := r.dayOfPath(); found && !r.isYearOfLetter(path.Base(r.path), d) && !r.isAhead(d) {
		if !r.front.Day.IsZero() && finer(own, dated{Date: d}) {
			return own, true // talks/2017/ has a day in its front matter
		}
		text := r.path
		if d.End <= len(r.path) {
			text = r.path[d.Start:d.End]
		}
		return dated{Date: d, source: timeline.DateFromPath, text: text, what: "the path", pos: -1}, true
	}
	return own, !r.front.Day.IsZero()
}

// isDayOfPath reports whether a date is the day in the post's path.
func (r *reader) isDayOfPath(d dates.Date) bool {
	day, found := r.dayOfPath()
	return found && d.Date.Day > 0 && day.Date == d.Date
}

// dayOfPath is the date in the post's path.
func (r *reader) dayOfPath() (dates.Date, bool) {
	d, found := dates.Path(r.path)
	if !found {
		return r.yearInFolder()
	}
	return d, d.Err == nil && d.Date.Year >= firstYear
}

// isAhead reports whether a lone year lies behind the day of the post: a title that
// has such a one speaks of the future. The day is that of the front matter, else one in
// the path.
func (r *reader) isAhead(d dates.Date) bool {
	day := r.front.Day
	if day.IsZero() {
		if of, found := r.dayOfPath(); found && of.Date.Day > 0 {
			day = of.Date
		}
	}
	return d.Date.Month == 0 && !day.IsZero() && d.Earliest.String() > day.Latest().String()
}

// isOwnDay reports whether a date in the name of the file is the day on which the post was
// written: the front matter says the same one, or the file lies where a site keeps its
// posts, of which the name starts with that day.
func (r *reader) isOwnDay(d dates.Date) bool {
	return d.Date.Day > 0 && (d.Date == r.front.Day || strings.HasSuffix("/"+path.Dir(r.path), "/_posts"))
}

// otherTitleHasDay reports whether one of the titles has a day: it goes ahead of a lone
// year of another one.
func (r *reader) otherTitleHasDay(titles []titled) bool {
	return slices.ContainsFunc(titles, func(t titled) bool {
		d, found := r.yearIn(t.text)
		return found && d.Date.Day > 0 && t.what != fileName
	})
}

// isYearOfLetter reports whether a lone year in a title is the one that a yearly letter
// tells of: the post's own day lies in the first half of the next year.
func (r *reader) isYearOfLetter(title string, d dates.Date) bool {
	day := r.front.Day
	return d.Date.Month == 0 && day.Year == d.Date.Year+1 && day.Day > 0 && day.Month <= 6 && yearlyLetter.MatchString(title)
}

var yearlyLetter = pattern.MustCompile(`(?i)\bletter|合伙人信|股东信|致股东`)

// titleDate adds the date or the year of the post's title.
func (r *reader) titleDate(c *dateCandidates, titles []titled) {
	day, inPath := r.dayOfPath()
	finest := r.otherTitleHasDay(titles)
	for _, t := range titles {
		if d, found := r.yearIn(t.text); found && !r.isAhead(d) && (!finest || d.Date.Day > 0) && !r.isYearOfLetter(t.text, d) {
			if t.what == fileName && inPath && finer(dated{Date: day}, dated{Date: d}) {
				continue // 2022 of 2022-10-03-Ana-Ruiz-talks.md
			}
			c.add(dated{Date: d, source: timeline.DateFromTitle, text: t.text[d.Start:d.End], what: t.what, pos: t.pos}, func(error) {})
			return
		}
	}
}

// addressDates adds dates in the addresses of the recording or the source, which
// can only make another date finer.
func (r *reader) addressDates(c *dateCandidates, addresses []string) {
	for _, address := range addresses {
		if d, found := dates.URL(address); found && d.Err == nil {
			c.add(dated{Date: d, source: timeline.DateFromText, text: d.Date.String(), what: "the address " + path.Base(address), pos: -1, weak: true}, func(error) {})
		}
	}
}
