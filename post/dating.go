package post

import (
	"bytes"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"viewline/markdown"
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
	cut, found := dates.CutFound(title, all)
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

// yearIn finds the first year or finer date in a title, lone or not.
func (r *reader) yearIn(title string) (dates.Date, bool) {
	for _, d := range r.datesOf(title) {
		if readable(d) && d.Err == nil && !isSubject(title, d) {
			return d, true
		}
	}
	return dates.Date{}, false
}

var (
	aboutYear = pattern.MustCompile(`(?i)(?:\b(?:about|for|of|on|since|winner of)\s+(?:the\s+)?|\bthe\s+)$`)
	onlyAbout = pattern.MustCompile(`(?i)\b(?:about|for|since|back (?:at|on|to)|(?:reflections|lessons|thoughts) (?:on|of|from))\s+$`)
	hanAbout  = pattern.MustCompile(`(?:[:：]|关于|關於|谈|談|论|聊|展望|预测)\s*$`)
	thing     = pattern.MustCompile(`^\s+(?:\p{Ll}|(?:[\p{L}’'-]+\s+){0,2}(?i:award|prize|crisis|crash|election|war)\b)`)
	// ofDayBefore is "of" ahead of a day: "The election of November 3, 2020".
	ofDayBefore = pattern.MustCompile(`(?i)\bof\s+$`)
	clauseEnd   = pattern.MustCompile(`[:：,，(（|｜–—]`)
)

// isSubject reports whether a date in a title is what was spoken about, and not
// when. Of a lone year, words follow on it that name no occasion, as in "on the 2008
// crisis" and “谈2008年金融危机”, or it has "about" ahead and nothing behind. A day or
// a month has "of" ahead, and ahead of that no occasion.
func isSubject(title string, d dates.Date) bool {
	before, after := title[:d.Start], title[d.End:]
	if d.Date.Month > 0 {
		return ofDayBefore.MatchString(before) && kindOf(before) == timeline.KindOther
	}
	if d.Date.Year == 0 {
		return false
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
		return 2*(slices.Index(sourceOrder, a.source)-slices.Index(sourceOrder, b.source)) + lateness(a) - lateness(b)
	})
	i := slices.IndexFunc(sorted, func(d dated) bool { return !d.weak })
	if i < 0 {
		return dated{}, false
	}
	best := sorted[i]
	for _, d := range sorted {
		if finer(d, best) {
			best = d
		}
	}
	return best, true
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
func (r *reader) setDate(a *timeline.Appearance, candidates *dateCandidates, lastResort bool) {
	best, found := r.explicitDate()
	if !found {
		best, found = candidates.best()
	}
	if !found && lastResort {
		if best, found = r.dayOfWriting(); found {
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
	if d, found := dates.Path(r.path); found && d.Err == nil && !d.Date.IsZero() {
		text := r.path
		if d.End <= len(r.path) {
			text = r.path[d.Start:d.End]
		}
		return dated{Date: d, source: timeline.DateFromPath, text: text, what: "the path", pos: -1}, true
	}
	if !r.front.Day.IsZero() {
		return ofDay(r.front.Day, timeline.DateFromFrontMatter, "the date of the post", r.offset(r.front.DateAt)), true
	}
	return dated{}, false
}

// isAhead reports whether a lone year lies behind the day of the post: a title that
// has such a one speaks of the future.
func (r *reader) isAhead(d dates.Date) bool {
	return d.Date.Month == 0 && !r.front.Day.IsZero() && d.Earliest.String() > r.front.Day.Latest().String()
}

// titleDate adds the date or the year of the post's title.
func (r *reader) titleDate(c *dateCandidates, titles []titled) {
	for _, t := range titles {
		if d, found := r.yearIn(t.text); found && !r.isAhead(d) {
			c.add(dated{Date: d, source: timeline.DateFromTitle, text: t.text[d.Start:d.End], what: t.what, pos: t.pos}, func(error) {})
			return
		}
	}
}

var (
	// happened are words that tie a date of the first paragraphs to the occasion.
	happened = pattern.MustCompile(`(?i)(?:took place|was held|were held|held|recorded|filmed|taped|aired|broadcast|published|released|delivered|given|gave|spoke|speaking|written|wrote|interview(?:ed)?|lecture|speech|keynote|talk|address|conversation|session|this is an? [a-z]+ from|from way back)\b[^.;:!?]{0,60}?$`)
	founded  = pattern.MustCompile(`(?i)\b(?:founded|founding|born|joined|since|launched|started|until|died|established|by|before|after)\s+(?:[a-z]+\s+){0,3}?(?:in|on)?\s*$`)
	occasion = pattern.MustCompile(`(?i)^\s+(?:[\p{L}&’'-]+\s+){0,3}?(?:interview|lecture|speech|keynote|talk|address|conversation|commencement|conference|symposium|lectures?)\b`)
	// hanHappened stands behind a date in Chinese, within its sentence.
	hanHappened = pattern.MustCompile(`^[^。！？\n]{0,60}?(?:举行|舉行|举办|舉辦|召开|召開|录制|錄製|发表|發表|演讲|演講|演说|接受|采访|採訪|专访|访谈|訪談|做客|发布|對談|对谈|座谈|分享|出席|参加|參加|讲话|致辞|交流|对话|开展|開展|進行|进行|開催|収録|公開|行われ|登壇|講演)`)
	// earlierOne and hanEarlier tell of another occasion, before the one reported.
	earlierOne = pattern.MustCompile(`(?i)\b(?:first|debut|earlier|previous|last|famous|once)\s+(?:[a-z]+\s+)?(?:interview|lecture|speech|keynote|talk|address)\b`)
	hanEarlier = pattern.MustCompile(`成名|首次|第一次|曾经`)
	hanYear    = pattern.MustCompile(`(?:19|20)\d\d年`)
	writtenIn  = pattern.MustCompile(`(?i)(?:写于|發表於|发表于|发布于|发布於|录制于|录於|拍摄于|published on|recorded on|written on|given on|recorded in|published in|delivered on|aired on)\s*$`)
)

// textDates adds what the first paragraphs say of when the occasion was. Other
// dates in them can only make a date finer that another place gives.
func (r *reader) textDates(c *dateCandidates, openings []titled) {
	lone := len(*c) == 0
	for _, p := range openings {
		for _, d := range dates.Find(p.text, dates.Options{Order: r.order}) {
			if !readable(d) || d.Err != nil {
				continue
			}
			found := dated{Date: d, source: timeline.DateFromText, text: p.text[d.Start:d.End], what: "the first paragraphs", pos: p.pos}
			switch {
			case strings.Trim(p.text, " .。") == p.text[d.Start:d.End] && !d.Lone:
				found.what = "a line that is a date"
				found.weak, found.late = !lone, true
			case tiesToOccasion(p.text[:d.Start], p.text[d.End:]):
			default:
				found.weak = true
			}
			c.add(found, func(error) {})
		}
	}
}

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
	if len(found) == 1 {
		c.add(found[0], func(error) {})
	}
}

// tiesToOccasion reports whether the words around a date of a sentence say that
// the occasion was then.
func tiesToOccasion(before, after string) bool {
	if i := strings.LastIndexAny(before, ".!?。！？\n"); i >= 0 {
		before = before[i+1:]
	}
	before = lastBytes(before, 120)
	if founded.MatchString(before) || earlierOne.MatchString(before) {
		return false
	}
	if next := hanYear.FindStringIndex(after); next != nil {
		after = after[:next[0]] // what follows on a later date is tied to that one
	}
	return happened.MatchString(before) || occasion.MatchString(after) || hanHappened.MatchString(after) && !hanEarlier.MatchString(after)
}

func lastBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[len(s)-n:], "")
}

// writtenIn finds the paragraph among blocks that says when it was written or
// recorded, with the date; nil where none does.
func (r *reader) writtenIn(blocks []ast.Node) (ast.Node, dated) {
	for _, b := range blocks {
		if b.Kind() != ast.KindParagraph {
			continue
		}
		plain := markdown.Plain(r.body, b)
		for _, d := range dates.Find(plain, dates.Options{Order: r.order}) {
			if !d.Yearless && !d.Ambiguous && writtenIn.MatchString(lastBytes(plain[:d.Start], 40)) {
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

// addressDates adds dates in the addresses of the recording or the source, which
// can only make another date finer.
func (r *reader) addressDates(c *dateCandidates, addresses []string) {
	for _, address := range addresses {
		if d, found := dates.URL(address); found && d.Err == nil {
			c.add(dated{Date: d, source: timeline.DateFromText, text: d.Date.String(), what: "the address " + path.Base(address), pos: -1, weak: true}, func(error) {})
		}
	}
}
