package post

import (
	"bytes"

	"github.com/yuin/goldmark/ast"

	"viewline/markdown"
	"viewline/post/dates"
	"viewline/post/people"
	"viewline/timeline"
)

// memo keeps what several questions about one post ask of the same text: whether
// it is an occasion, whose, and when. Everything in it follows from the text
// alone, so that it never grows stale while the syntax tree is changed.
type memo struct {
	kinds    map[string]timeline.AppearanceKind
	cuts     map[string]*cutOf // nil for a text without a date
	sections map[string]timeline.SectionKind
	named    map[string][]people.Candidate
	infos    map[string]bool
	events   map[string]bool
	colons   map[[2]int]colonCut
	headings map[ast.Node]string
	// originals are the titles of what the post translates; nil until these were
	// asked for.
	originals []titled
	subtitle  []titled                // nil until it was asked for
	showList  *bool                   // whether the post lists episodes; nil until it was asked for
	context   timeline.AppearanceKind // empty until it was asked for
}

// cutOf is the dates of a text, and what cutDate gives.
type cutOf struct {
	all   []dates.Date
	cut   dates.Cut
	found bool
}

// colonCut is what colonLine gives.
type colonCut struct{ before, after string }

// once gives what a map holds for a key; make tells it the first time.
func once[K comparable, V any](m *map[K]V, key K, make func(K) V) V {
	if v, known := (*m)[key]; known {
		return v
	}
	if *m == nil {
		*m = map[K]V{}
	}
	v := make(key)
	(*m)[key] = v
	return v
}

func (r *reader) kindOfTitle(title string) timeline.AppearanceKind {
	return once(&r.memo.kinds, title, func(t string) timeline.AppearanceKind { return kindOf(t) })
}

func (r *reader) cutHeading(heading string) (dates.Cut, bool) {
	if c := once(&r.memo.cuts, heading, readCut); c != nil {
		return c.cut, c.found
	}
	return dates.Cut{Title: heading}, false
}

// datesOf are all dates of a heading or a title.
func (r *reader) datesOf(heading string) []dates.Date {
	if c := once(&r.memo.cuts, heading, readCut); c != nil {
		return c.all
	}
	return nil
}

func readCut(heading string) *cutOf {
	all := dates.Find(heading, dates.Options{})
	if len(all) == 0 {
		return nil
	}
	cut, found := cutDate(heading, all)
	return &cutOf{all, cut, found}
}

func (r *reader) sectionKind(heading string) timeline.SectionKind {
	return once(&r.memo.sections, heading, r.lib.sectionKind)
}

func (r *reader) inTitle(title string) []people.Candidate {
	return once(&r.memo.named, title, people.InTitle)
}

func (r *reader) isInfo(heading string) bool {
	return once(&r.memo.infos, heading, isInfoHeading)
}

func (r *reader) isEventTitle(title string) bool {
	return once(&r.memo.events, title, eventWord.MatchString)
}

// plainHeading is the text of a heading without markup.
func (r *reader) plainHeading(h ast.Node) string {
	return once(&r.memo.headings, h, func(h ast.Node) string { return markdown.Plain(r.body, h) })
}

// cutLine cuts a piece of the body, from one offset to another, at the first colon
// of its plain text. Without a colon both parts are empty.
func (r *reader) cutLine(start, end int) (before, after string) {
	source := r.body[start:end]
	if bytes.IndexByte(source, ':') < 0 && bytes.IndexByte(source, '&') < 0 && !bytes.Contains(source, []byte("：")) {
		return barLine(source)
	}
	c := once(&r.memo.colons, [2]int{start, end}, func([2]int) (c colonCut) {
		c.before, c.after, _ = cutColon(markdown.PlainOf(string(source)))
		return c
	})
	return c.before, c.after
}
