package post

import (
	"slices"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"

	"viewline/markdown"
	"viewline/post/dates"
	"viewline/post/pattern"
	"viewline/timeline"
)

// What the first paragraphs of a post, and remarks in its headings, say of when the
// occasion was.

var (
	// happened are words that tie a date of the first paragraphs to the occasion.
	happened = pattern.MustCompile(`(?i)(?:took place|conducted|was held|were held|held|recorded|filmed|taped|aired|broadcast|published|released|delivered|given|gave|spoke|speaking|written|wrote|interview(?:ed)?|lecture|speech|keynote|talk|address|conversation|session|this is an? [a-z]+ from|from way back)\b[^.;:!?]{0,60}?$`)
	founded  = pattern.MustCompile(`(?i)\b(?:founded|founding|born|joined|since|launched|started|until|died|established|by|before|after)\s+(?:[a-z]+\s+){0,3}?(?:in|on)?\s*$`)
	occasion = pattern.MustCompile(`(?i)^\s+(?:[\p{L}&’'-]+\s+){0,3}?(?:interview|lecture|speech|keynote|talk|address|conversation|commencement|conference|symposium|lectures?)\b`)
	// hanHappened stands behind a date in Chinese, within its sentence.
	hanHappened = pattern.MustCompile(`^(?:《[^》\n]+》|[^。！？\n]){0,60}?(?:举行|舉行|举办|舉辦|召开|召開|录制|錄製|发表|發表|演讲|演講|演说|接受|采访|採訪|专访|访谈|訪談|做客|发布|對談|对谈|座谈|分享|出席|参加|參加|讲话|致辞|交流|对话|开展|開展|進行|进行|開催|収録|公開|行われ|登壇|講演)`)
	// earlierOne and hanEarlier tell of another occasion, before the one reported.
	earlierOne = pattern.MustCompile(`(?i)\b(?:first|debut|earlier|previous|last|famous|once)\s+(?:[a-z]+\s+)?(?:interview|lecture|speech|keynote|talk|address)\b`)
	hanEarlier = pattern.MustCompile(`成名|首次|第一次|曾经`)
	famous     = pattern.MustCompile(`(?i)\b(?:became|becoming|went|made (?:her|him|them)) (?:\w+ ){0,2}?(?:famous|known|viral|legendary|a classic)\b`)
	// ofAnother is ahead of the date of something older: "the same insight she wrote about in 2017".
	ofAnother = pattern.MustCompile(`(?i)\babout (?:(?:it|this|that) )?(?:back )?(?:in|on)\s*$|\bsame [^.;]{1,40}? (?:he|she|they)\b[^.;]{0,40}$`)
	hanYear   = pattern.MustCompile(`(?:19|20)\d\d年`)
	writtenIn = pattern.MustCompile(`(?i)(?:写于|發表於|发表于|发布于|发布於|录制于|录於|拍摄于|published on|recorded on|written on|given on|recorded in|published in|delivered on|aired on)\s*$`)
)

// eventYear captures the year that the name of a conference runs into: SlowConf2018.
var eventYear = pattern.MustCompile(`\b[A-Z][\p{L}]*(?:Con|Conf|Camp|Summit|Day|Days|Fest|Expo)((?:19|20)\d\d)(?:\D|$)`)

// eventYearIn is that year as a date of the text.
func eventYearIn(text string) (dates.Date, bool) {
	m := eventYear.FindStringSubmatchIndex(text)
	if m == nil {
		return dates.Date{}, false
	}
	year := timeline.PartialDate{Year: number(text[m[2]:m[3]])}
	return dates.Date{Date: year, Earliest: year.Earliest(), Latest: year.Latest(), Start: m[2], End: m[3]}, true
}

// textDates adds what the first paragraphs say of when the occasion was. Other
// dates in them can only make a date finer that another place gives.
func (r *reader) textDates(c *dateCandidates, openings []titled) {
	lone := len(*c) == 0
	for _, p := range openings {
		if p.said {
			continue // what a speaker says is not of the occasion
		}
		for _, d := range dates.Find(p.text, dates.Options{Order: r.order}) {
			if !readable(d) || d.Err != nil {
				continue
			}
			found := dated{Date: d, source: timeline.DateFromText, text: p.text[d.Start:d.End], what: "the first paragraphs", pos: p.pos}
			switch {
			case strings.Trim(p.text, " .。") == p.text[d.Start:d.End] && !d.Lone:
				found.what = "a line that is a date"
				found.weak, found.late = !lone, true
			case tiesToOccasion(p.text[:d.Start], p.text[d.End:], d.Date.Month == 0) && (!r.besideFolder(d) || outright.MatchString(lastBytes(p.text[:d.Start], 60)) || hanOutright.MatchString(p.text[d.End:])):
			default:
				found.weak = true
			}
			c.add(found, func(error) {})
		}
		if d, found := eventYearIn(p.text); found && tiesToOccasion(p.text[:d.Start], p.text[d.End:], true) {
			c.add(dated{Date: d, source: timeline.DateFromText, text: p.text[d.Start:d.End], what: "the first paragraphs", pos: p.pos}, func(error) {})
		}
	}
}

// summaryDates adds what the front matter's summary says of when the occasion was, where no
// other place says.
func (r *reader) summaryDates(c *dateCandidates) {
	if slices.ContainsFunc(*c, func(d dated) bool { return !d.weak }) {
		return
	}
	var found dateCandidates
	r.textDates(&found, []titled{{text: clipText(r.aboutText(), longestOpening), pos: r.inFront("title")}})
	for _, d := range found {
		if d.what = "the summary"; !d.weak && !d.late {
			c.add(d, func(error) {})
		}
	}
}

// saidDates adds the day that one of the first turns of speech calls today: 今天是2011年8月23日.
func (r *reader) saidDates(c *dateCandidates) {
	for _, t := range r.talk.order[:min(len(r.talk.order), firstParagraphs)] {
		said := r.startOf(t)
		for _, d := range dates.Find(said, dates.Options{Order: r.order}) {
			if readable(d) && d.Err == nil && d.Date.Day > 0 && saysToday.MatchString(lastBytes(said[:d.Start], 60)) {
				c.add(dated{Date: d, source: timeline.DateFromText, text: textOf(said, d), what: "what a turn of speech calls today", pos: r.start + max(0, t.blocks[0].Pos())}, func(error) {})
				return
			}
		}
	}
}

// saysToday stands ahead of the day on which somebody speaks.
var saysToday = pattern.MustCompile(`(?i)(?:\btoday(?:['’]s date)? is(?: the)?\s+|今天是\s*|今日は\s*)$`)

// fromYear is a remark in a heading that tells when something was said.
var fromYear = pattern.MustCompile(`(?i)[(（]\s*(?:from|recorded(?: in)?|said in|filmed(?: in)?)\s*$`)

// headingDates adds the date that a heading of a post about one occasion gives in
// brackets, as in "The future (from 1995)", where it is the only one.
func (r *reader) headingDates(c *dateCandidates, o outline) {
	var found []dated
	for _, h := range o.headings {
		for _, d := range r.datesOf(h.text) {
			if readable(d) && d.Err == nil && fromYear.MatchString(h.text[:d.Start]) {
				found = append(found, dated{Date: d, source: timeline.DateFromText, text: textOf(h.text, d), what: "a remark in a heading", pos: r.start + max(0, h.node.Pos())})
			}
		}
	}
	if d, is := r.dayHeading(o); is {
		found = append(found, d)
	}
	if len(found) == 1 {
		c.add(found[0], func(error) {})
	}
}

// dayHeading is the day that the heading right below a title is, and no other heading of
// the post: "# Slow show: Ana Ruiz" and "## June 5, 2019".
func (r *reader) dayHeading(o outline) (found dated, is bool) {
	for i, h := range o.headings {
		cut, ok := r.cutHeading(h.text)
		if !ok || cut.Place != dates.Whole || cut.Date.Date.Day == 0 {
			continue
		}
		below := h.node != o.top && (i == 0 || i == 1 && o.headings[0].node == o.top) && h.node.PreviousSibling() == o.top
		if is || !below || o.top == nil {
			return dated{}, false // a diary has several days
		}
		found, is = dated{Date: cut.Date, source: timeline.DateFromHeading, text: textOf(h.text, cut.Date), what: "the heading below the title is a day", pos: r.start + max(0, h.node.Pos())}, true
	}
	return found, is
}

// tiesToOccasion reports whether the words around a date of a sentence say that
// the occasion was then; lone tells of a year without a month.
func tiesToOccasion(before, after string, lone bool) bool {
	if i := strings.LastIndexAny(before, ".!?。！？\n"); i >= 0 {
		before = before[i+1:]
	}
	before = lastBytes(before, 120)
	if hanFounded.MatchString(before) || hanSince.MatchString(after) || hanFrom.MatchString(before) && hanOn.MatchString(after) || lone && ofVita(before, after, hanAt(before, after)) {
		return false
	}
	if founded.MatchString(before) || earlierOne.MatchString(before) || ofAnother.MatchString(before) || famous.MatchString(sentenceStart(after)) || ofOwnLife(before, after) {
		return false
	}
	if next := hanYear.FindStringIndex(after); next != nil {
		after = after[:next[0]] // what follows on a later date is tied to that one
	}
	han := hanHappened
	if lone {
		han = hanYearHappened
	}
	return happened.MatchString(before) || occasion.MatchString(after) || (han.MatchString(after) || hanAt(before, after)) && !hanEarlier.MatchString(after)
}

var (
	// hanFounded and hanSince stand around the year in which something began: 始于2008年,
	// 从2008年开始已经举办到第七届.
	hanFounded = pattern.MustCompile(`(?:始于|始於|创立于|創立於|成立于|成立於|创办于|創辦於|诞生于|发起于)\s*$`)
	hanSince   = pattern.MustCompile(`^\s*年?(?:\d{1,2}月)?(?:开始|開始|起|以来|以來|至今|创办|創辦|创立|創立|成立)`)
	// hanFrom and hanOn do so where more stands between: 自2020年首届慢节起.
	hanFrom = pattern.MustCompile(`(?:自|从|從)(?:从|從)?\s*$`)
	hanOn   = pattern.MustCompile(`^\s*年?[^，,。！？\n]{1,30}?(?:起|以来|以來|开始|開始|至今|之后|之後)\s*(?:[，,。]|$)`)
	// vita are words of what somebody was and won, in Chinese.
	vita = pattern.MustCompile(`获得|獲得|荣获|榮獲|当选|當選|担任|擔任|出任|任教|任职|任職|毕业|畢業|学位|學位|奖|獎|院士|入选|入選`)
	// ceremonies have words of a life in their names, and people speak at them.
	ceremonies = pattern.MustCompile(`(?:毕业|畢業|颁奖|頒獎|授奖|授獎|领奖|領獎|学位授予|學位授予)(?:典礼|典禮|仪式|儀式|大会|大會|晚会|晚會|礼)|(?:获奖|獲獎|得奖|得獎|领奖|領獎|毕业|畢業|奖|獎)(?:感言|致辞|致辭|演讲|演講|演说|演說)`)
	anyYear    = pattern.MustCompile(`(?:19|20)\d\d\s*[年–—-]`)
)

// ofVita reports whether the sentence around a year tells of somebody's life: it has
// a prize, an office or a degree, or, where the year is not that of an event at which
// somebody was, another year.
func ofVita(before, after string, event bool) bool {
	after = sentenceStart(clipText(after, 240))
	around := before + after
	return strings.ContainsFunc(around, isHan) && (vita.MatchString(ceremonies.ReplaceAllString(around, "")) || !event && (anyYear.MatchString(before) || anyYear.MatchString(after)))
}

func isHan(c rune) bool { return unicode.Is(unicode.Han, c) }

// hanYearHappened is hanHappened for a year without a month: 2002年参加公司 is of
// somebody's life.
var hanYearHappened = pattern.MustCompile(`^(?:《[^》\n]+》|[^。！？\n]){0,60}?(?:举行|舉行|举办|舉辦|召开|召開|录制|錄製|演讲|演講|演说|采访|採訪|专访|访谈|訪談|做客|對談|对谈|座谈|分享|讲话|致辞|開催|収録|登壇|講演)`)

var (
	// self is who tells of what they did, and asking is what a blogger did to another.
	self   = pattern.MustCompile(`\b(?:I|my|My)\b|我(?:[^们們]|$)`)
	asking = pattern.MustCompile(`(?i)\b(?:interview|spoke|talked|met|chat|sat down|conversation)|采访|採訪|专访|專訪|访谈|訪談|对话|對話|对谈|對談|聊`)
)

// ofOwnLife reports whether the sentence around a date is of the life of who tells it:
// 2015年3月，我在某社群分享. Whom the writer met then speaks in the post.
func ofOwnLife(before, after string) bool {
	sentence := before + sentenceStart(clipText(after, 120))
	return self.MatchString(sentence) && !asking.MatchString(sentence)
}

// hanAt reports whether a date in Chinese stands in the name of where somebody was:
// 在2015年慢城的 SlowConf 上.
func hanAt(before, after string) bool {
	return strings.HasSuffix(strings.TrimRight(before, " "), "在") && atEvent.MatchString(after)
}

var atEvent = pattern.MustCompile(`^[^。！？，,\n]{0,20}?(?:大会|峰会|论坛|年会|[A-Z][A-Za-z]{3,})\s*上`)

// outright says when the occasion itself was: "this interview was conducted in".
var outright = pattern.MustCompile(`(?i)\b(?:interview|talk|conversation|lecture|speech|keynote|episode)\s+(?:was|were|is)?\s*(?:conducted|recorded|held|given|delivered|took place|filmed)\s+(?:in|on|at)?\s*$`)

// hanOutright does so behind the year of an event in Chinese, at which somebody spoke:
// 2024年毕业典礼上发表演讲.
var hanOutright = pattern.MustCompile(`^[^。！？，,\n]{0,12}?(?:典礼|典禮|大会|大會|峰会|峰會|论坛|論壇|年会|年會|讲座|講座)(?:上|中)?(?:所)?(?:的|发表|發表|作|做|致)[^。！？，,\n]{0,10}?(?:演讲|演講|演说|演說|致辞|致辭|讲话|講話|发言|發言)`)

// besideFolder reports whether a date without a day is outside of the year or the
// month that the folders of the post give: it is that of something else.
func (r *reader) besideFolder(d dates.Date) bool {
	folder, found := r.dayOfPath()
	return found && folder.Date.Day == 0 && d.Date.Day == 0 && d.Date.Year > 0 &&
		(d.Date.Year != folder.Date.Year || d.Date.Month > 0 && folder.Date.Month > 0 && d.Date.Month != folder.Date.Month)
}

// sentenceStart is a text up to the end of its sentence.
func sentenceStart(s string) string {
	if i := strings.IndexAny(s, ".!?。！？\n"); i >= 0 {
		return s[:i]
	}
	return s
}

func lastBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[len(s)-n:], "")
}

const longestCredit = 240 // bytes of a paragraph that says when something was written

// writtenIn finds the paragraph among blocks that says when it was written or
// recorded, with the date; nil where none does.
func (r *reader) writtenIn(blocks []ast.Node) (ast.Node, dated) {
	for _, b := range blocks {
		if b.Kind() != ast.KindParagraph {
			continue
		}
		plain := markdown.Plain(r.body, b)
		if len(plain) > longestCredit {
			continue // a paragraph may tell of a book that was published in 2015
		}
		for _, d := range dates.Find(plain, dates.Options{Order: r.order}) {
			if !d.Yearless && !d.Ambiguous && writtenIn.MatchString(lastBytes(plain[:d.Start], 40)) && !famous.MatchString(sentenceStart(plain[d.End:])) {
				return b, dated{Date: d, source: timeline.DateFromText, text: plain[d.Start:d.End], what: "the text says when it was written or recorded", pos: r.start + b.Pos()}
			}
		}
	}
	return nil, dated{}
}

// addWrittenIn adds a date that the text says the occasion had.
func (c *dateCandidates) addWrittenIn(r *reader, blocks []ast.Node) {
	if p, d := r.writtenIn(blocks); p != nil {
		c.add(d, func(err error) { r.fail(r.start+p.Pos(), "%v", err) })
	}
}
