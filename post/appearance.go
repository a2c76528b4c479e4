package post

import (
	"cmp"

	"github.com/yuin/goldmark/ast"

	"viewline/timeline"
)

// appearance reads a chunk of a post that holds several.
func (r *reader) appearance(c chunk) *timeline.Appearance {
	a := &timeline.Appearance{Heading: c.text, Line: r.line(c.heading)}
	dates := dateCandidates{}
	title, found := cutDate(c.text)
	if found {
		dates.add(title.date, timeline.DateFromHeading, func(err error) { r.fail(r.start+c.heading.Pos(), "%v", err) })
	}
	a.Title = r.title(title.rest)
	r.readAppearance(a, c.blocks, c.heading.Level, &dates)
	return a
}

// wholePost reads a post that is one appearance.
func (r *reader) wholePost(o outline) *timeline.Appearance {
	a := &timeline.Appearance{Heading: r.front.Title, Line: r.lineAt(r.start)}
	dates := dateCandidates{}
	title, found := cutDate(r.front.Title)
	if found {
		dates.add(title.date, timeline.DateFromHeading, func(err error) { r.fail(0, "title: %v", err) })
	}
	a.Title = r.title(title.rest)
	if o.title != "" && o.title != r.front.Title {
		a.Heading = o.title
	}
	r.readAppearance(a, rejoin(o.intro, o.chunks), o.base(), &dates)
	r.override(a)
	return a
}

// readAppearance reads the blocks below the title.
func (r *reader) readAppearance(a *timeline.Appearance, blocks []ast.Node, level int, dates *dateCandidates) {
	a.PersonSlug, a.PostPath = r.person.Slug, r.path
	a.Images, a.Links = r.media(blocks)
	blocks = r.takeMetadata(a, blocks, dates)
	dates.inText(r, blocks)
	r.setDate(a, dates)
	a.Kind = kindOf(occasionText(a)...)
	lists := someRecommend
	if a.Kind == timeline.KindReadingList {
		lists = allRecommend
	}
	s := r.readSections(blocks, level, lists)
	a.Sections, a.Recommendations = s.sections, s.recommendations
	a.Recommended = len(a.Recommendations)
	a.Body = r.prose(s.intro)
	a.Summary = cmp.Or(summaryOf(a.Sections), a.Body)
}

// occasionText lists what tells the kind of an occasion: the title, what the
// metadata says of it, and the labels, such as 采访者.
func occasionText(a *timeline.Appearance) []string {
	texts := []string{a.Title, a.Heading}
	var labels []string
	for _, d := range a.Details {
		if metadataRole(d.Label) == roleOccasion {
			texts = append(texts, d.Value)
		}
		labels = append(labels, d.Label)
	}
	return append(texts, labels...)
}

// summaryOf is the text of the first section that is a summary.
func summaryOf(sections []*timeline.Section) *timeline.Prose {
	for _, s := range sections {
		if s.Kind == timeline.SectionSummary && s.Body != nil {
			return s.Body
		}
	}
	return nil
}

// setDate chooses the appearance's date: what the front matter says outright,
// the finest that the appearance itself gives, else a date or a year in the
// post's title, else the post's own date.
func (r *reader) setDate(a *timeline.Appearance, dates *dateCandidates) {
	best, found := r.explicitDate()
	if !found {
		best, found = dates.best()
	}
	if !found {
		best, found = r.postDate()
	}
	if !found {
		r.doubt(r.lines[a.Line-1], "no date was found for %q; want one in the heading or in a line **日期:** …", a.Title)
		return
	}
	a.Date, a.DateSource = best.first, best.source
	a.Earliest, a.Latest = best.first.Earliest(), best.last.Latest()
}

func (r *reader) explicitDate() (dated, bool) {
	if o := r.front.appearance; o != nil && !o.date.IsZero() {
		return dated{span{o.date, o.date}, timeline.DateFromFrontMatter}, true
	}
	return dated{}, false
}

func (r *reader) postDate() (dated, bool) {
	if d, found := dateIn(r.front.Title); found && d.err == nil {
		return dated{d.span, timeline.DateFromHeading}, true
	}
	if year, found := yearIn(r.front.Title); found {
		return dated{span{year, year}, timeline.DateFromHeading}, true
	}
	if !r.front.day.IsZero() {
		return dated{span{r.front.day, r.front.day}, timeline.DateFromFrontMatter}, true
	}
	return dated{}, false
}

// override lets the front matter's appearance: have the last word on title and
// kind.
func (r *reader) override(a *timeline.Appearance) {
	o := r.front.appearance
	if o == nil {
		return
	}
	a.Title = cmp.Or(o.title, a.Title)
	a.Kind = cmp.Or(o.kind, a.Kind)
}
