package post

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"viewline/post/dates"
	"viewline/post/front"
	"viewline/post/pattern"
	"viewline/timeline"
)

// part is one occasion that a post reports, before it is read.
type part struct {
	speakers []*member
	cast     *cast
	whole    bool   // the post is the occasion
	title    string // as the post has it
	heading  string // of a row of a table: all of its cells
	node     ast.Node
	level    int // of the heading above its blocks
	blocks   []ast.Node
	dates    dateCandidates
	details  []*timeline.Detail
	labelled bool           // whether a label names the speakers
	quotes   []sourced      // of an occasion that is told below quotes; see quotes.go
	links    []ast.Node     // the nodes whose links are the occasion's
	session  *front.Session // of a schedule in the front matter, which has no node; nil for others
	shared   bool           // whether the parts of the post are talks of one event, whoever speaks in the post as a whole
	below    *dateAbove     // the date of a heading above; nil where none has one
	year     int            // of the days without a year in the heading; 0 for none
}

// parts cuts a post into the occasions it reports, and what belongs to none.
func (r *reader) parts(o outline) (parts []part, beside []ast.Node) {
	if r.front.Appearance != nil {
		return r.wholeOrNone(o)
	}
	if parts, beside = r.partsOfRule(o); len(parts) > 0 {
		return parts, beside
	}
	if parts, beside = r.partsOfBoldHeads(o); len(parts) > 0 {
		return parts, beside
	}
	if parts, beside = r.partsOfChunks(o); len(parts) > 0 {
		return parts, beside
	}
	if parts, beside = r.partsOfItems(o); len(parts) > 0 {
		return parts, beside
	}
	if parts, beside = r.partsOfBold(o); len(parts) > 0 {
		return parts, beside
	}
	if parts, beside = r.partsOfVideos(o); len(parts) > 0 {
		return parts, beside
	}
	if parts, beside = r.partsOfSentences(o); len(parts) > 0 {
		return parts, beside
	}
	if parts, beside = r.partsOfTimed(o); len(parts) > 0 {
		return parts, beside
	}
	if parts = r.partsOfSessions(); len(parts) > 0 {
		return parts, rejoin(r.introOf(o), o.chunks)
	}
	if len(r.main) > 0 {
		if parts, beside = r.partsOfQuotes(o); len(parts) > 0 {
			return parts, beside
		}
		if r.mapsOccasion() || r.isOccasion(o) {
			return r.wholeOrNone(o)
		}
	}
	return nil, rejoin(r.introOf(o), o.chunks)
}

func (r *reader) wholeOrNone(o outline) ([]part, []ast.Node) {
	if len(r.main) == 0 {
		return nil, rejoin(r.introOf(o), o.chunks)
	}
	return []part{{speakers: r.main, cast: r.cast, whole: true, title: r.front.Title, level: o.base(), blocks: rejoin(o.intro, o.chunks)}}, nil
}

// partsOfChunks finds the chunks that tell of an occasion each. A chunk that
// does not, as a show's name above dated headings, is looked into.
func (r *reader) partsOfChunks(o outline) (parts []part, beside []ast.Node) {
	beside = r.introOf(o)
	several := r.datedHeadings(o) > 1
	look := chunks{reader: r, o: o, several: several, event: len(r.main) == 0 && r.isEvent(o), when: &above{base: r.yearOfTitles(o)}}
	look.lined, look.years = r.lineDated(o), r.headsYears(o)
	for _, c := range o.chunks {
		found, rest := look.parts(c, 1)
		parts = append(parts, found...)
		beside = append(beside, rest...)
	}
	if len(parts) == 1 && !look.event && r.isAlone(o, parts[0]) {
		return nil, rejoin(r.introOf(o), o.chunks)
	}
	parts, rest := r.splitByFields(parts)
	if len(rest) > 0 {
		beside = append(beside, rest...)
		slices.SortStableFunc(beside, func(a, b ast.Node) int { return r.pos(a) - r.pos(b) })
	}
	return parts, beside
}

// fewestAround is how many chunks a post has of which one is about somebody, while the
// post is about something else.
const fewestAround = 3

// isAlone reports whether a part is the only one among the chunks of a post that names
// somebody, in its heading and without a date or a word for an occasion such as
// “Interview with”: the post is about something else.
func (r *reader) isAlone(o outline, p part) bool {
	h, ok := p.node.(*ast.Heading)
	if !ok || len(r.main) > 0 || p.labelled || len(o.chunks) < fewestAround {
		return false
	}
	heading := r.plainHeading(h)
	return r.kindOfTitle(heading) == timeline.KindOther && !r.datedHeading(heading, true)
}

// chunks looks for occasions among the chunks of a post.
type chunks struct {
	reader  *reader
	o       outline
	several bool // whether several headings bear dates
	event   bool // whether the post is about talks of several people
	lined   bool // whether a line below the headings of a list of talks has the date
	years   bool // whether the headings of a list of talks are years
	when    *above
}

// deepest is how many levels of headings are looked into.
const deepest = 3

// parts are the occasions of a chunk: the chunk itself, or those of its own
// headings, as below a show's name or a day of a conference.
func (l *chunks) parts(c chunk, depth int) (parts []part, beside []ast.Node) {
	l.reader.enterChunk(l.when, c)
	inner, rest := l.reader.cutChunks(c)
	dated := slices.ContainsFunc(c.blocks, func(b ast.Node) bool {
		h, ok := b.(*ast.Heading)
		return ok && l.reader.datedHeading(l.reader.plainHeading(h), l.several)
	})
	p, ok := l.reader.partOfChunk(l.o, c, l.several, l.event)
	p.below, p.year = l.when.deepest(), l.when.year()
	if ok && (!dated || p.labelled || l.reader.datedHeading(c.text, l.several)) {
		return []part{p}, nil
	}
	if l.isTalk(c, p, depth) {
		return []part{p}, nil
	}
	beside = append([]ast.Node{c.heading}, rest...)
	if l.years && depth == 1 && yearAlone.MatchString(c.text) {
		dated = true
	}
	if depth == deepest || l.reader.sectionKind(c.text) != "" || !dated && !l.event {
		return nil, append([]ast.Node{c.heading}, c.blocks...)
	}
	for _, i := range inner {
		found, others := l.parts(i, depth+1)
		parts = append(parts, found...)
		beside = append(beside, others...)
	}
	return parts, beside
}

// cutChunks cuts a chunk at its own highest headings.
func (r *reader) cutChunks(c chunk) (inner []chunk, rest []ast.Node) {
	level := 7
	for _, b := range c.blocks {
		if h, ok := b.(*ast.Heading); ok {
			level = min(level, h.Level)
		}
	}
	for _, b := range c.blocks {
		h, ok := b.(*ast.Heading)
		switch {
		case ok && h.Level == level:
			inner = append(inner, chunk{heading: h, text: r.plainHeading(h)})
		case len(inner) == 0:
			rest = append(rest, b)
		default:
			last := &inner[len(inner)-1]
			last.blocks = append(last.blocks, b)
		}
	}
	return inner, rest
}

// datedHeadings counts the headings of a post that bear a date.
func (r *reader) datedHeadings(o outline) int {
	n := 0
	for _, h := range o.headings {
		d, found := r.yearIn(h.text)
		if found && d.Lone {
			cut, tied := r.cutHeading(h.text) // Slow interview - 2018
			found = tied && cut.Place == dates.End
		}
		if found {
			n++
		}
	}
	return n
}

// countStarts counts the headings that start with a day or a month.
func (r *reader) countStarts(o outline) int {
	n := 0
	for _, h := range o.headings {
		if cut, ok := r.cutHeading(h.text); ok && cut.Place == dates.Start && cut.Date.Date.Month > 0 {
			n++
		}
	}
	return n
}

// datedHeading reports whether a heading bears a date in a way that makes it an
// occasion's: tied to its end or start, or with a word for an occasion.
func (r *reader) datedHeading(heading string, several bool) bool {
	cut, found := r.cutHeading(heading)
	if !found && !r.isSeries || r.sectionKind(heading) != "" {
		return false
	}
	if !found {
		_, is := r.yearOfSeries(heading)
		return is
	}
	kind := r.kindOfTitle(heading)
	switch cut.Place {
	case dates.Whole:
		return false
	case dates.End:
		head := strings.TrimRight(heading[:cut.Date.Start], " ")
		return cut.Date.Date.Month > 0 || kind != timeline.KindOther || !strings.HasSuffix(head, ",") && !strings.HasSuffix(head, "，")
	case dates.Start:
		if cut.Date.Date.Month > 0 && r.startsDated > 2 {
			return true
		}
		return (kind != timeline.KindOther || cut.Date.Date.Day > 0 && r.isEventTitle(heading)) && (cut.Date.Date.Month > 0 || several)
	}
	return kind != timeline.KindOther && several
}

// yearStart is the year that a heading of a series starts with: "1997: …".
var yearStart = pattern.MustCompile(`^((?:1[89]|20)\d\d)\s*(?:[:：]|\s[-–—]|[-–—]\s)\s*(.+)$`)

// yearOfSeries cuts the year off a heading of a series, such as letters of
// several years, where a heading or the title announces one.
func (r *reader) yearOfSeries(heading string) (dates.Cut, bool) {
	if !r.isSeries {
		return dates.Cut{}, false
	}
	m := yearStart.FindStringSubmatch(heading)
	if m == nil {
		return dates.Cut{}, false
	}
	year := timeline.PartialDate{Year: number(m[1])}
	return dates.Cut{Title: m[2], Date: dates.Date{Date: year, Earliest: year.Earliest(), Latest: year.Latest(), End: len(m[1])}, Place: dates.Start}, true
}

// findSeries reports whether three headings or more start with a year, and a
// heading or the title announces talks, letters or the like.
func (r *reader) findSeries(o outline) bool {
	var others []string
	for _, h := range o.headings {
		if h.text == "" || !isDigit(h.text[0]) || !yearStart.MatchString(h.text) {
			others = append(others, h.text)
		}
	}
	if len(o.headings)-len(others) < 3 {
		return false
	}
	for _, t := range r.titles(o) {
		others = append(others, t.text)
	}
	return slices.ContainsFunc(others, talksWord.MatchString)
}
