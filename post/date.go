package post

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/text/width"

	"viewline/markdown"
	"viewline/timeline"
)

// span is a date, or the first and the last date of a range.
type span struct{ first, last timeline.PartialDate }

const (
	// numericDate is 2025-11-26, 2025/6, 2025.6.18, 2025年6月18日 or 2020年, with
	// or without blanks; full-width digits are folded before.
	numericDate = `(\d{4})(?:\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})(?:\s*[日号])?|\s*月)?|\s*年)?`
	monthName   = `(?i:(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?)`
	// englishDate is March 5, 2019, 5 March 2019 or March 2019.
	englishDate = `(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?` + monthName + `(?:\s+(\d{1,2})(?:st|nd|rd|th)?)?,?\s+(\d{4})`
	anyDate     = `(?:` + numericDate + `|` + englishDate + `)`
	// dateGroups is the number of groups in anyDate.
	dateGroups = 7
	rangeMark  = `\s*(?:至|到|~|～|–|—|\s-\s|\sto\s)\s*`
)

var (
	datePattern    = regexp.MustCompile(anyDate + `(?:` + rangeMark + anyDate + `)?`)
	dashedSuffix   = regexp.MustCompile(`\s*[-–—―]+\s*` + datePattern.String() + `\s*$`)
	yearRange      = regexp.MustCompile(`(\d{4})\s*[-–—]\s*(\d{4})`)
	datedStart     = regexp.MustCompile(`^\s*` + datePattern.String() + `\s*[-–—:：,，]*\s*`)
	bracketSuffix  = regexp.MustCompile(`\s*\(\s*` + datePattern.String() + `\s*\)\s*$`)
	writtenInText  = regexp.MustCompile(`(?i)(?:写于|发表于|发布于|录制于|published on|recorded on|written on|given on)\s*` + datePattern.String())
	yearInTitle    = regexp.MustCompile(`(?:^|[^\d])((?:1[89]|20)\d{2})(?:[^\d]|$)`)
	onlyYear       = regexp.MustCompile(`^\d{4}$`)
	monthsInOrder  = "janfebmaraprmayjunjulaugsepoctnovdec"
	dateForms      = "2025, 2025年6月 or 2025年6月6日"
	frontDateForms = []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02"}
)

// foldDigits writes full-width digits and signs as ASCII.
func foldDigits(s string) string { return width.Fold.String(s) }

// dateOf reads the groups of anyDate.
func dateOf(groups []string) (timeline.PartialDate, error) {
	year, month, day := number(groups[0]), number(groups[1]), number(groups[2])
	given := groups[0] != "" && (groups[1] != "" && month == 0 || groups[2] != "" && day == 0)
	if groups[6] != "" {
		year = number(groups[6])
		month = strings.Index(monthsInOrder, strings.ToLower(groups[4]))/3 + 1
		day = max(number(groups[3]), number(groups[5]))
	}
	if given {
		return timeline.PartialDate{}, errors.New("a part is 0; want a day that exists")
	}
	return timeline.NewPartialDate(year, month, day)
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits) // no digits are 0, the unknown part
	return n
}

// spanOf reads a match of datePattern; the error says what is impossible.
func spanOf(match []string) (span, error) {
	text := strings.TrimSpace(match[0])
	first, err := dateOf(match[1:])
	last := first
	if err == nil && strings.Join(match[1+dateGroups:1+2*dateGroups], "") != "" {
		last, err = dateOf(match[1+dateGroups:])
	}
	if err == nil && last.String() < first.String() {
		err = errors.New("the last day lies before the first; want the first one first")
	}
	if err != nil {
		return span{}, fmt.Errorf("date %q: %w, as in %s", text, err, dateForms)
	}
	return span{first, last}, nil
}

// dateResult is a date that was found, or what is wrong with it.
type dateResult struct {
	span
	err error
}

// suffix is a title cut from the date at its end.
type suffix struct {
	rest string
	date dateResult
}

// dateSuffix cuts a date off the end of a title: " - 2025-11-26", "（2024年）".
// A suffix that is no date stays.
func dateSuffix(title string) (suffix, bool) {
	if !strings.ContainsFunc(title, unicode.IsDigit) {
		return suffix{rest: title}, false
	}
	folded := foldDigits(title)
	for _, pattern := range []*regexp.Regexp{dashedSuffix, bracketSuffix} {
		m := pattern.FindStringSubmatch(folded)
		if m == nil {
			continue
		}
		runes := []rune(title) // folding keeps the number of code points but not of bytes
		kept := len([]rune(folded)) - len([]rune(m[0]))
		m[0] = strings.Trim(m[0], " -–—―()")
		s, err := spanOf(m)
		return suffix{string(runes[:kept]), dateResult{s, err}}, true
	}
	return suffix{rest: title}, false
}

// datePrefix cuts a date off the start of a title: 2024-10-08：…. A year alone
// belongs to the title, as in 2025 IDEA大会.
func datePrefix(title string) (suffix, bool) {
	if !strings.ContainsFunc(title, unicode.IsDigit) {
		return suffix{rest: title}, false
	}
	folded := foldDigits(title)
	m := datedStart.FindStringSubmatch(folded)
	if m == nil || m[2] == "" && m[5] == "" {
		return suffix{rest: title}, false
	}
	rest := strings.TrimSpace(string([]rune(title)[len([]rune(m[0])):]))
	if rest == "" {
		return suffix{rest: title}, false
	}
	m[0] = strings.Trim(m[0], " -–—:：,，")
	s, err := spanOf(m)
	return suffix{rest, dateResult{s, err}}, true
}

// cutDate cuts the date off a title's end, or else off its start.
func cutDate(title string) (suffix, bool) {
	if s, found := dateSuffix(title); found {
		return s, true
	}
	return datePrefix(title)
}

// dateIn finds the first date in the value of a metadata line. A lone year
// counts only where it is all there is, or says 年.
func dateIn(value string) (dateResult, bool) {
	folded := yearRange.ReplaceAllString(strings.TrimSpace(foldDigits(value)), "$1 至 $2")
	for _, at := range datePattern.FindAllStringSubmatchIndex(folded, -1) {
		m := submatches(folded, at)
		if at[1] < len(folded) && isDigit(folded[at[1]]) || at[0] > 0 && isDigit(folded[at[0]-1]) {
			continue // part of a longer number
		}
		if !onlyYear.MatchString(strings.TrimSpace(m[0])) || onlyYear.MatchString(folded) {
			s, err := spanOf(m)
			return dateResult{s, err}, true
		}
	}
	return dateResult{}, false
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

func submatches(s string, at []int) []string {
	m := make([]string, len(at)/2)
	for i := range m {
		if at[2*i] >= 0 {
			m[i] = s[at[2*i]:at[2*i+1]]
		}
	}
	return m
}

func yearIn(title string) (timeline.PartialDate, bool) {
	m := yearInTitle.FindStringSubmatch(foldDigits(title))
	if m == nil {
		return timeline.PartialDate{}, false
	}
	return timeline.PartialDate{Year: number(m[1])}, true
}

// dated is a date and the place where it was found.
type dated struct {
	span
	source timeline.DateSource
}

// dateCandidates are the dates an appearance gives of itself, in the order of
// trust.
type dateCandidates []dated

func (d *dateCandidates) add(found dateResult, from timeline.DateSource, fail func(error)) {
	if found.err != nil {
		fail(found.err)
		return
	}
	*d = append(*d, dated{found.span, from})
}

// inText adds a date that the text says the occasion had.
func (d *dateCandidates) inText(r *reader, blocks []ast.Node) {
	if p := r.writtenIn(blocks); p != nil {
		s, err := spanOf(writtenInText.FindStringSubmatch(foldDigits(markdown.Plain(r.body, p))))
		d.add(dateResult{s, err}, timeline.DateFromText, func(err error) { r.fail(r.start+p.Pos(), "%v", err) })
	}
}

// writtenIn is the first paragraph that says when it was written or recorded;
// nil where none does.
func (r *reader) writtenIn(blocks []ast.Node) ast.Node {
	for _, b := range blocks {
		if b.Kind() == ast.KindParagraph && writtenInText.MatchString(foldDigits(markdown.Plain(r.body, b))) {
			return b
		}
	}
	return nil
}

// best is the finest date; of equally fine ones the first.
func (d dateCandidates) best() (dated, bool) {
	var best dated
	for _, c := range d {
		if len(c.first.String()) > len(best.first.String()) {
			best = c
		}
	}
	return best, len(d) > 0
}
