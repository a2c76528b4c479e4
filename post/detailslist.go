package post

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"viewline/markdown"
	"viewline/post/dates"
	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
	"viewline/timeline"
)

// Notes on a talk may start with what the programme says of it:
//
//	## Details
//
//	* https://slowconf.example/schedule/12
//	* Marta Vogel (SlowLab)
//	* 11:05am – 11:45am Friday, 05/03/2019

const (
	mostDetails  = 5
	detailBlocks = 3 // of the start of a post, among which such a list is
)

var (
	detailsHeading = pattern.MustCompile(`(?i)^(?:(?:session |talk |event )?(?:details|info|information|programme|metadata)|session|about(?: the talk)?)\W*$`)
	// nameAndFirm captures a name that has a firm in brackets, or nothing, behind it.
	nameAndFirm = pattern.MustCompile(`^(\p{Lu}[^()（）,@\d]{2,50}?)\s*(?:[(（][^()（）]{2,60}[)）])?$`)
)

// details are who speaks by the one name of such a list, and when by its one line of a day
// and a time of day; found is false for other posts.
func (r *reader) details(o outline) (name string, when dated, pos int, found bool) {
	blocks := rejoin(o.intro, o.chunks)
	for _, b := range blocks[:min(len(blocks), detailBlocks)] {
		if h, ok := b.(*ast.Heading); ok && detailsHeading.MatchString(strings.TrimSpace(r.plainHeading(h))) {
			continue
		}
		list, ok := b.(*ast.List)
		if !ok || list.ChildCount() > mostDetails {
			return "", dated{}, 0, false
		}
		times := 0
		for _, item := range children(list) {
			text := oneLine(markdown.Plain(r.body, item))
			if m := nameAndFirm.FindStringSubmatch(text); m != nil && names.FormOf(m[1]) >= names.Likely && people.Known(m[1]) {
				if name != "" {
					return "", dated{}, 0, false
				}
				name, pos = m[1], r.start+max(0, item.Pos())
			} else if d, ok := r.slotIn(text); ok {
				times++
				when = dated{Date: d, source: timeline.DateFromText, text: textOf(text, d), what: "a line that says when and where", pos: r.start + max(0, item.Pos())}
			}
		}
		return name, when, pos, name != "" && times == 1
	}
	return "", dated{}, 0, false
}

// slotIn reads a line that is a day and a time of day, and little else.
func (r *reader) slotIn(text string) (dates.Date, bool) {
	if len(text) > longestBoldDate*2 || !slotTime.MatchString(text) {
		return dates.Date{}, false
	}
	for _, d := range dates.Find(text, dates.Options{Order: r.order}) {
		if readable(d) && d.Err == nil && d.Date.Day > 0 {
			return d, true
		}
	}
	return dates.Date{}, false
}

var slotTime = pattern.MustCompile(`(?i)\b\d{1,2}[:.h]\d\d\b|\b\d{1,2}\s*[ap]\.?m\b`)

// claimsOfDetails takes who speaks by such a list.
func (r *reader) claimsOfDetails(c *cast, o outline) {
	if name, _, pos, found := r.details(o); found {
		c.add(r, names.Name{Text: name}, claim{weight: ofGrammar, sure: true, tells: true, role: people.Speaker, what: "a list of who speaks and when", pos: pos})
	}
}
