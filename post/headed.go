package post

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"viewline/markdown"
)

// headedReadings finds the headings, and the bold lines that serve as one, that
// are the title of a paper: what stands below them up to the next one tells of
// it. It gives how many blocks do, by the heading. A single heading of its level
// is none, and neither are few among many.
func (r *reader) headedReadings(blocks []ast.Node) map[ast.Node]int {
	type level struct{ all, readings int }
	levels := map[int]level{}
	found := map[ast.Node]int{}
	for i := 0; i < len(blocks); {
		depth := r.headDepth(blocks[i])
		n := i + 1
		for n < len(blocks) && r.headDepth(blocks[n]) == 0 {
			n++
		}
		if depth > 0 && n > i+1 {
			l := levels[depth]
			l.all++
			if r.isHeadedReading(blocks[i:n]) {
				l.readings++
				found[blocks[i]] = n - i - 1
			}
			levels[depth] = l
		}
		i = n
	}
	for head := range found {
		if l := levels[r.headDepth(head)]; l.readings < 2 || 2*l.readings < l.all {
			delete(found, head)
		}
	}
	return found
}

// boldDepth is the depth of a bold line, below all headings.
const boldDepth = 7

// headDepth is the level of a heading, boldDepth for a paragraph that is bold as
// a whole, and 0 for other blocks.
func (r *reader) headDepth(b ast.Node) int {
	switch b := b.(type) {
	case *ast.Heading:
		return b.Level
	case *ast.Paragraph:
		if bold, ok := b.FirstChild().(*ast.Emphasis); ok && bold.Level == 2 && bold.NextSibling() == nil {
			return boldDepth
		}
	}
	return 0
}

// isHeadedReading reports whether a heading and the blocks below it tell of one
// paper, and none of the blocks of a paper of its own.
func (r *reader) isHeadedReading(blocks []ast.Node) bool {
	if h, ok := blocks[0].(*ast.Heading); ok && r.lib.sectionKind(markdown.Plain(r.body, h)) != "" {
		return false
	}
	c, _ := r.citationOf(blocks...)
	if !c.IsFormal() || listWords.MatchString(c.Title) {
		return false
	}
	for _, b := range blocks[1:] {
		switch b := b.(type) {
		case *ast.Paragraph:
			own, _ := r.citationOf(b)
			if own.IsFormal() && (own.Marked || len(own.Authors) > 0) {
				return false
			}
		case *ast.List:
			if r.looksLikeReadings([]ast.Node{b}) > 0 {
				return false
			}
		case *extast.Table, *ast.CodeBlock, *ast.FencedCodeBlock:
			return false
		}
	}
	return true
}

// readHeaded reads a heading that headedReadings found, as a section with one
// recommendation, and gives the number of blocks that were read: 0 for others.
func (s *sectionReader) readHeaded(blocks []ast.Node) int {
	n, found := s.headed[blocks[0]]
	if !found {
		return 0
	}
	c, _ := s.reader.citationOf(blocks[:n+1]...)
	var o *openSection
	if h, ok := blocks[0].(*ast.Heading); ok {
		s.read(h)
		o = s.current()
	} else {
		o = s.push(markdown.Plain(s.reader.body, blocks[0]), s.boldLevel(), blocks[0])
	}
	if !s.addReading(o, c, blocks[1:n+1]...) {
		o.body = append(o.body, blocks[1:n+1]...)
	}
	return n + 1
}

// looksLikeReadings counts the items of a run of blocks that read as papers or
// books by the form of a citation: a title with a link, authors, a year or an
// identifier. The items of lists, the rows of a table of papers, paragraphs, and
// headings with what stands below them count.
func (r *reader) looksLikeReadings(blocks []ast.Node) int {
	n := 0
	for _, b := range blocks {
		switch b := b.(type) {
		case *ast.List:
			n += r.listedReadings(b)
		case *extast.Table:
			if r.paperColumns(b) != nil {
				n += b.ChildCount() - 1
			}
		case *ast.Paragraph:
			if r.citedLines(b) {
				n += len(inlineLines(b))
			} else if c, _ := r.citationOf(b); isParagraphReading(c) {
				n++
			}
		}
	}
	return n + len(r.headedReadings(blocks))
}

// listedReadings counts the items of a list, and of the lists within, that read
// as papers.
func (r *reader) listedReadings(list ast.Node) int {
	if n, known := r.listed[list]; known {
		return n
	}
	n := 0
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		own := 0
		for b := item.FirstChild(); b != nil; b = b.NextSibling() {
			if b.Kind() == ast.KindList {
				own += r.listedReadings(b)
			}
		}
		if c, _ := r.citationOf(children(item)...); own == 0 && c.IsReading() {
			own = 1
		}
		n += own
	}
	if r.listed == nil {
		r.listed = map[ast.Node]int{}
	}
	r.listed[list] = n
	return n
}
