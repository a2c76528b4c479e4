package post

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"viewline/markdown"
	"viewline/timeline"
)

// outline is a post's body, cut at its highest headings.
type outline struct {
	title  string     // the text of a lone heading above all others
	top    ast.Node   // that heading; nil where there is none
	intro  []ast.Node // the blocks before the first chunk
	chunks []chunk
	level  int // of the chunks' headings; 0 where there are none
}

// chunk is a heading and the blocks up to the next one of its level.
type chunk struct {
	heading *ast.Heading
	text    string // the heading's plain text
	blocks  []ast.Node
}

func (r *reader) outline(tree ast.Node) outline {
	var o outline
	levels, first := headingLevels(tree)
	o.level = levels.highest()
	if o.level == 1 && levels[1] == 1 && first.Level == 1 {
		o.title, o.top = markdown.Plain(r.body, first), first
		if len(levels) > 1 {
			delete(levels, 1)
			o.level = levels.highest()
		}
	}
	for n := tree.FirstChild(); n != nil; n = n.NextSibling() {
		h, ok := n.(*ast.Heading)
		switch {
		case ok && h.Level == o.level:
			o.chunks = append(o.chunks, chunk{heading: h, text: markdown.Plain(r.body, h)})
		case ok && h == first && o.title != "":
			// the post's title
		case len(o.chunks) == 0:
			o.intro = append(o.intro, n)
		default:
			c := &o.chunks[len(o.chunks)-1]
			c.blocks = append(c.blocks, n)
		}
	}
	return o
}

// base is the level above the chunks' headings.
func (o outline) base() int { return max(o.level-1, 1) }

type levelCounts map[int]int

func (l levelCounts) highest() int {
	for level := 1; level <= 6; level++ {
		if l[level] > 0 {
			return level
		}
	}
	return 0
}

func headingLevels(tree ast.Node) (levels levelCounts, first *ast.Heading) {
	levels = levelCounts{}
	for n := tree.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok {
			levels[h.Level]++
			if first == nil {
				first = h
			}
		}
	}
	return levels, first
}

// fill turns the chunks into appearances and sections of the post.
func (r *reader) fill(doc *Document, o outline) {
	post := doc.Post
	o = r.hoist(o)
	var beside []ast.Node // what belongs to no appearance
	switch {
	case r.person == nil:
		r.doubt(0, "nobody was found whose views these are; want a title such as “X在各个场合的观点” or person: in the front matter; kept as a post without appearances")
		beside = rejoin(r.introOf(o), o.chunks)
	case r.front.appearance != nil || !r.anyOccasion(o) && r.isOccasion(o):
		a := r.wholePost(o)
		doc.Appearances = append(doc.Appearances, a)
	default:
		beside = r.introOf(o)
		for _, c := range o.chunks {
			if r.tellsOccasion(c) {
				doc.Appearances = append(doc.Appearances, r.appearance(c))
			} else {
				beside = append(append(beside, c.heading), c.blocks...)
			}
		}
		if len(doc.Appearances) == 0 {
			r.doubt(0, "no dated occasion was found; want a heading such as “## X - 某访谈 - 2025-11-26” or a line **日期:** …; kept as a post without appearances")
		}
	}
	s := r.readSections(beside, o.base(), noneRecommend)
	post.Body, post.Sections = r.prose(s.intro), s.sections
	post.Images, post.Links = r.media(beside)
	post.Source.Viewpoints = post.CountViewpoints()
	for _, a := range doc.Appearances {
		post.Source.Viewpoints += a.CountViewpoints()
	}
	if r.person != nil {
		post.PersonSlug = r.person.Slug
	}
}

// introOf is what stands before the first chunk, with the heading above all
// others where it does not repeat the post's title.
func (r *reader) introOf(o outline) []ast.Node {
	if o.top == nil || timeline.Fold(o.title) == timeline.Fold(r.front.Title) {
		return o.intro
	}
	return append([]ast.Node{o.top}, o.intro...)
}

// hoist moves the metadata of a first chunk that holds nothing else, as below
// “基本信息”, to the head of a post whose other chunks tell of no occasion: the
// metadata is the whole post's.
func (r *reader) hoist(o outline) outline {
	if len(o.chunks) < 2 || slices.ContainsFunc(o.chunks[1:], r.tellsOccasion) {
		return o
	}
	first := o.chunks[0]
	if _, dated := cutDate(first.text); dated || !r.hasMetadata(first.blocks) {
		return o
	}
	for _, b := range first.blocks {
		if _, plain := b.(*ast.Paragraph); plain && !r.onlyMetadata(b) || len(r.metadataIn(b)) == 0 {
			return o
		}
	}
	o.intro = slices.Concat(first.blocks, o.intro)
	o.chunks = slices.Clone(o.chunks)
	o.chunks[0].blocks = nil
	return o
}

func rejoin(intro []ast.Node, chunks []chunk) []ast.Node {
	blocks := intro
	for _, c := range chunks {
		blocks = append(append(blocks, c.heading), c.blocks...)
	}
	return blocks
}

func (r *reader) anyOccasion(o outline) bool {
	for _, c := range o.chunks {
		if r.tellsOccasion(c) {
			return true
		}
	}
	return false
}

// tellsOccasion reports whether a chunk is an appearance: its heading ends in a
// date, or has a kind of occasion behind a date or the person's name, or metadata lines follow it.
func (r *reader) tellsOccasion(c chunk) bool {
	if r.lib.sectionKind(c.text) != "" {
		return false
	}
	if _, found := dateSuffix(c.text); found {
		return true
	}
	if _, found := datePrefix(c.text); found && kindOf(c.text) != timeline.KindOther {
		return true
	}
	if _, named := r.stripPerson(c.text); named && kindOf(c.text) != timeline.KindOther {
		return true
	}
	return r.hasMetadata(c.blocks)
}

// isOccasion reports whether the post as a whole is one appearance.
func (r *reader) isOccasion(o outline) bool {
	several := strings.Contains(r.front.Title, "场合")
	return !several && kindOf(r.front.Title) != timeline.KindOther || r.hasMetadata(o.intro) || r.writtenIn(o.intro) != nil
}
