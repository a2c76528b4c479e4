package post

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"viewline/timeline"
)

// A bold line longer than this, in code points, is prose.
const longestBoldHeading = 60

// sections is what a run of blocks holds.
type sections struct {
	intro           []ast.Node // the blocks before the first section
	sections        []*timeline.Section
	recommendations []*timeline.Recommendation
}

// sectionReader builds the tree of sections.
type sectionReader struct {
	reader *reader
	sections
	lists   listMeaning
	open    []*openSection // the path of sections from the outermost to the innermost
	base    int            // the level of the heading above all sections
	heading int            // the level of the last real heading
	broken  bool           // a thematic break stands since the last heading
	noted   int            // how many of the recommendations are pieces of a section
	all     []*openSection // in the order of the post
	last    lastNumber
	headed  map[ast.Node]int // how many blocks below a heading tell of one paper, as headedReadings found

	question *timeline.Prose // that waits for its answer; nil where none does
	asked    []ast.Node      // the blocks of it
}

// openSection is a section that is being read: what it gets is appended to the
// lists of its kind, and note keeps in which order.
type openSection struct {
	*timeline.Section
	moments []*timeline.Timestamp // that the heading names
	body    []ast.Node            // the blocks that are its text
	pieces  []piece
	// How many of the body and of the viewpoints are among the pieces.
	noted struct{ body, viewpoints int }
}

// piece is a block of text, or what is content already.
type piece struct {
	block ast.Node
	done  timeline.Content
}

// listMeaning says which lists are recommendations.
type listMeaning int

const (
	noneRecommend listMeaning = iota // in a post beside its appearances: nobody recommends on a date
	someRecommend                    // those under a heading such as 推荐阅读
	allRecommend                     // in a reading list: those, and all under a heading that says nothing else
)

// readSections reads the blocks below a heading of the given level.
func (r *reader) readSections(blocks []ast.Node, level int, lists listMeaning) sections {
	s := &sectionReader{reader: r, lists: lists, base: level, heading: level}
	if lists == allRecommend {
		s.headed = r.headedReadings(blocks)
	}
	for len(blocks) > 0 {
		n := 1
		if t := r.turns[blocks[0]]; t != nil {
			n = min(len(t.blocks), len(blocks))
			s.readTurn(t)
		} else if headed := s.readHeaded(blocks); headed > 0 {
			n = headed
		} else if details := detailsEnd(r.body, blocks); details > 0 {
			n = details
			s.readDetails(blocks[:n])
		} else {
			s.read(blocks[0])
		}
		if o := s.current(); o != nil {
			s.note(o)
		}
		blocks = blocks[n:]
	}
	s.keepAsked()
	for _, o := range s.all {
		s.close(o)
	}
	return s.sections
}

func (s *sectionReader) read(b ast.Node) {
	switch n := b.(type) {
	case *ast.Heading:
		s.keepAsked()
		s.push(s.reader.plainHeading(n), n.Level, b)
		s.heading, s.broken = n.Level, false
	case *ast.ThematicBreak:
		s.broken = true
	case *ast.List:
		s.readList(n)
	case *ast.Paragraph:
		if s.readReading(n) {
			return
		}
		if text, ok := s.boldHeading(n); ok {
			s.push(text, s.boldLevel(), b)
			if n.FirstChild() == nil {
				return
			}
		} else if s.readLabelled(n) {
			return
		}
		s.keep(b)
	default:
		if !s.readReading(b) {
			s.keep(b)
		}
	}
}

// boldLevel is the level of a bold line that serves as a heading: one below the
// last heading, but beside it after a thematic break.
func (s *sectionReader) boldLevel() int {
	if s.broken && s.heading > s.base {
		return s.heading
	}
	return min(s.heading+1, 6)
}

// boldHeading takes a bold line off the start of a paragraph if it is a heading.
func (s *sectionReader) boldHeading(p *ast.Paragraph) (string, bool) {
	l := s.reader.labelOf(p)
	if l == nil || !l.bold || !l.alone || utf8.RuneCountInString(l.text) > longestBoldHeading {
		return "", false
	}
	if !l.colon && strings.ContainsAny(l.text, "。！？!?；;") {
		return "", false
	}
	l.remove(s.reader, p)
	return l.text, true
}

// push opens a section.
func (s *sectionReader) push(heading string, level int, at ast.Node) *openSection {
	for len(s.open) > 0 && s.open[len(s.open)-1].Level >= level {
		s.open = s.open[:len(s.open)-1]
	}
	number, text := splitNumber(heading)
	o := &openSection{Section: &timeline.Section{
		Number: number, Heading: text, Level: level, Kind: s.reader.lib.sectionKind(text),
		Anchor: s.reader.anchor(cmp.Or(idOf(at), heading)), Line: s.reader.line(at),
	}, moments: s.reader.headingMoments(heading, at)}
	if len(s.open) == 0 {
		s.sections.sections = append(s.sections.sections, o.Section)
	} else {
		parent := s.open[len(s.open)-1]
		parent.Sections = append(parent.Sections, o.Section)
	}
	s.open = append(s.open, o)
	s.all = append(s.all, o)
	return o
}

// note puts what a section got since the last note behind its other pieces. What
// was appended to lists of several kinds must be noted in between.
func (s *sectionReader) note(o *openSection) {
	for _, b := range o.body[o.noted.body:] {
		o.pieces = append(o.pieces, piece{block: b})
	}
	for _, v := range o.Viewpoints[o.noted.viewpoints:] {
		o.pieces = append(o.pieces, piece{done: v})
	}
	for _, r := range s.recommendations[s.noted:] {
		o.pieces = append(o.pieces, piece{done: r})
	}
	o.noted.body, o.noted.viewpoints, s.noted = len(o.body), len(o.Viewpoints), len(s.recommendations)
}

// current is the innermost open section; nil before the first.
func (s *sectionReader) current() *openSection {
	if len(s.open) == 0 {
		return nil
	}
	return s.open[len(s.open)-1]
}

// ensure is the innermost open section; before the first one that has a
// heading, one without.
func (s *sectionReader) ensure(at ast.Node) *openSection {
	if o := s.current(); o != nil {
		return o
	}
	return s.push("", s.base+1, at)
}

func (s *sectionReader) keep(b ast.Node) {
	if o := s.current(); o != nil {
		o.body = append(o.body, b)
	} else {
		s.intro = append(s.intro, b)
	}
}

// readList reads a list as recommendations, as viewpoints, or as text, as its
// section wants it.
func (s *sectionReader) readList(list *ast.List) {
	o := s.ensure(list)
	switch {
	case o.Kind == timeline.SectionReferences:
		s.keep(list)
	case o.Kind == timeline.SectionReadingList && s.lists != noneRecommend, o.Kind == "" && s.lists == allRecommend:
		s.recommend(o, list)
	default:
		o.Viewpoints = append(o.Viewpoints, s.reader.viewpointsIn(list)...)
	}
}

// close settles what is known only once the whole section was read.
func (s *sectionReader) close(o *openSection) {
	if o.Kind == "" && len(o.Viewpoints) == 0 && o.Heading != "" && !slices.ContainsFunc(o.Sections, notReferences) {
		s.proseAsViewpoints(o)
	}
	o.passDown()
	o.SetContent(s.content(o))
	switch {
	case o.Kind != "":
	case len(o.Viewpoints) > 0 || slices.ContainsFunc(o.Sections, func(c *timeline.Section) bool { return len(c.Viewpoints) > 0 }):
		o.Kind = timeline.SectionViewpoints
	default:
		o.Kind = timeline.SectionOther
	}
}

// content lists the pieces of a section, with a passage for each run of blocks.
// Sections come last: once one was opened, its parent gets nothing more.
func (s *sectionReader) content(o *openSection) []timeline.Content {
	all := make([]timeline.Content, 0, len(o.pieces)+len(o.Sections))
	var run []ast.Node
	endRun := func() {
		if p := s.reader.passage(run); p != nil {
			all = append(all, p)
		}
		run = run[:0]
	}
	for _, p := range o.pieces {
		if p.block != nil {
			run = append(run, p.block)
			continue
		}
		endRun()
		all = append(all, p.done)
	}
	endRun()
	for _, c := range o.Sections {
		all = append(all, c)
	}
	return all
}

func notReferences(s *timeline.Section) bool { return s.Kind != timeline.SectionReferences }

// idOf is the identifier that a heading has by {#id}; empty where it has none.
func idOf(at ast.Node) string {
	if id, ok := at.AttributeString("id"); ok {
		if text, is := id.([]byte); is {
			return timeline.Kebab(string(text))
		}
	}
	return ""
}

// anchor is the identifier of a heading, or else its text, in kebab case, made unique in the post with -2, -3 ….
func (r *reader) anchor(heading string) string {
	base := timeline.Kebab(heading)
	if base == "" {
		base = "section"
	}
	r.anchors[base]++
	if n := r.anchors[base]; n > 1 {
		return base + "-" + strconv.Itoa(n)
	}
	return base
}
