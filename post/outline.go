package post

import (
	"maps"
	"slices"

	"github.com/yuin/goldmark/ast"

	"viewline/timeline"
)

// outline is a post's body, cut at its highest headings.
type outline struct {
	title  string     // the text of a lone heading above all others
	top    ast.Node   // that heading; nil where there is none
	intro  []ast.Node // the blocks before the first chunk
	chunks []chunk
	level  int // of the chunks' headings; 0 where there are none

	headings []heading // all of them, at any level
}

// heading is a heading with its plain text.
type heading struct {
	node *ast.Heading
	text string
}

// isTitle reports whether the first heading names the whole post: it is alone at
// its level above all others, stands ahead of everything else, or repeats the
// title of the front matter.
func (r *reader) isTitle(tree ast.Node, levels levelCounts, first *ast.Heading) bool {
	if first == nil || first.Level != levels.highest() {
		return false
	}
	if first.Level == 1 && levels[1] == 1 {
		return true
	}
	if levels[first.Level] == 1 && !r.front.titled {
		return len(levels) > 1 && tree.FirstChild() == ast.Node(first) && !r.datedHeading(r.plainHeading(first), true)
	}
	return first.Level == 1 && r.front.titled && timeline.Fold(r.plainHeading(first)) == timeline.Fold(r.front.Title)
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
	if r.isTitle(tree, levels, first) {
		o.title, o.top = r.plainHeading(first), first
		if levels[o.level]--; levels[o.level] == 0 {
			if delete(levels, o.level); len(levels) > 0 {
				o.level = levels.highest()
			}
		}
	}
	for n := tree.FirstChild(); n != nil; n = n.NextSibling() {
		h, ok := n.(*ast.Heading)
		if ok {
			o.headings = append(o.headings, heading{h, r.plainHeading(h)})
		}
		switch {
		case ok && h.Level == o.level && (h != first || o.top == nil):
			o.chunks = append(o.chunks, chunk{heading: h, text: r.plainHeading(h)})
		case ok && h == first && o.top != nil:
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

// fill turns the parts of the post into appearances and sections.
func (r *reader) fill(doc *Document, o outline) {
	post := doc.Post
	o = r.hoist(o)
	r.own = o
	parts, beside := r.parts(o)
	if len(parts) == 0 {
		r.settle()
	}
	readers := r.copies(parts)
	for i := range parts {
		for k, m := range parts[i].speakers {
			if a := readers[k].appearanceOf(i, m); a != nil {
				doc.Appearances = append(doc.Appearances, a)
			}
		}
	}
	for _, c := range readers[1:] {
		for _, p := range c.papers {
			r.claim(p)
		}
		maps.Copy(r.dateEvidence, c.dateEvidence)
	}
	r.person, r.others = r.onlyPerson(), nil
	s := r.readSections(beside, o.base(), noneRecommend)
	post.Body, post.Sections = r.prose(s.intro), s.sections
	post.Images, post.Links = r.media(beside)
	r.namePeople(post, doc)
	r.doubts(doc, o)
	post.Record.Viewpoints = post.CountViewpoints()
	for _, a := range doc.Appearances {
		post.Record.Viewpoints += a.CountViewpoints()
	}
}

// doubts warns of what was not found.
func (r *reader) doubts(doc *Document, o outline) {
	switch {
	case len(doc.Post.PeopleSlugs) == 0:
		r.doubt(0, "nobody was found whose views these are; want a title such as “X在各个场合的观点” or person: in the front matter; kept as a post without appearances")
	case len(doc.Appearances) == 0:
		r.doubt(0, "no dated occasion was found; want a heading such as “## X - 某访谈 - 2025-11-26” or a line **日期:** …; kept as a post without appearances")
	}
	if len(doc.Post.PeopleSlugs) > 0 {
		r.warnOfDatedHeadings(doc, o)
	}
}

// introOf is what stands before the first chunk, with the heading above all
// others where it does not repeat the post's title.
func (r *reader) introOf(o outline) []ast.Node {
	if o.top == nil || timeline.Fold(o.title) == timeline.Fold(r.front.Title) {
		return o.intro
	}
	i := slices.IndexFunc(o.intro, func(n ast.Node) bool { return n.Pos() > o.top.Pos() })
	if i < 0 {
		i = len(o.intro)
	}
	return slices.Insert(slices.Clone(o.intro), i, o.top)
}

// hoist moves the metadata of a first chunk that holds nothing else, as below
// “基本信息”, to the head of a post whose other chunks tell of no occasion: the
// metadata is the whole post's.
func (r *reader) hoist(o outline) outline {
	if len(o.chunks) < 2 || slices.ContainsFunc(o.chunks[1:], func(c chunk) bool { _, is := r.partOfChunk(o, c, false, false); return is }) {
		return o
	}
	first := o.chunks[0]
	if _, dated := r.cutHeading(first.text); dated || !r.hasMetadata(first.blocks) {
		return o
	}
	for _, b := range first.blocks {
		_, plain := b.(*ast.Paragraph)
		if plain && !isInfoHeading(first.text) && !r.onlyMetadata(b) || len(r.metadataIn(b)) == 0 {
			return o
		}
	}
	o.intro = slices.Concat(first.blocks, o.intro)
	o.chunks = slices.Clone(o.chunks)
	o.chunks[0].blocks = nil
	return o
}

func rejoin(intro []ast.Node, chunks []chunk) []ast.Node {
	blocks := slices.Clip(intro)
	for _, c := range chunks {
		blocks = append(append(blocks, c.heading), c.blocks...)
	}
	return blocks
}
