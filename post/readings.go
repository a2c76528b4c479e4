package post

import (
	"bytes"
	"html"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"viewline/markdown"
	"viewline/post/citation"
	"viewline/timeline"
)

// A reading list need not be a list. What is read here as recommendations:
// paragraphs that are citations, lines of one, headings with what stands below
// them, rows of a table, and BibTeX.

// recommends reports whether what stands here is recommended to be read.
func (s *sectionReader) recommends() bool {
	o := s.current()
	if o == nil || o.Kind == "" {
		return s.lists == allRecommend
	}
	return o.Kind == timeline.SectionReadingList && s.lists != noneRecommend
}

// readReading reads a block other than a list as recommendations. It reports
// whether it did.
func (s *sectionReader) readReading(b ast.Node) bool {
	if !s.recommends() {
		return false
	}
	switch b := b.(type) {
	case *ast.Paragraph:
		return s.readCitation(b)
	case *extast.Table:
		return s.readPaperTable(b)
	case *ast.FencedCodeBlock:
		return s.readBibTeX(b)
	}
	return false
}

// readCitation reads a paragraph that is a citation, or whose lines are.
func (s *sectionReader) readCitation(p *ast.Paragraph) bool {
	if s.reader.citedLines(p) {
		for _, line := range s.reader.splitLines(p) {
			c, _ := s.reader.citationOf(line)
			s.addReading(s.ensure(p), c, line)
		}
		return true
	}
	c, _ := s.reader.citationOf(p)
	if !isParagraphReading(c) && (!isLoneLink(c) || !s.reader.besideLoneLink(p.PreviousSibling()) && !s.reader.besideLoneLink(p.NextSibling())) {
		return false
	}
	return s.addReading(s.ensure(p), c, p)
}

// isParagraphReading reports whether a paragraph is a citation: a sentence that
// holds a link is none.
func isParagraphReading(c citation.Citation) bool {
	return c.IsFormal() && !listWords.MatchString(c.Title)
}

// isLoneLink reports whether a paragraph is the link of a title and nothing else.
func isLoneLink(c citation.Citation) bool {
	return c.Marked && c.URL != "" && c.Rest == "" && !listWords.MatchString(c.Title)
}

// besideLoneLink reports whether a neighbour is a link of a title as well.
func (r *reader) besideLoneLink(n ast.Node) bool {
	if n == nil || n.Kind() != ast.KindParagraph {
		return false
	}
	c, _ := r.citationOf(n)
	return isLoneLink(c)
}

// citedLines reports whether each of several lines is a citation of its own.
func (r *reader) citedLines(p *ast.Paragraph) bool {
	lines := inlineLines(p)
	if len(lines) < 2 {
		return false
	}
	for _, line := range lines {
		w := itemWriter{reader: r}
		for _, n := range line {
			w.inline(n)
		}
		c, _ := citation.Read(w.item())
		if !c.IsReading() || !c.Marked && len(c.Authors) == 0 {
			return false
		}
	}
	return true
}

// addReading adds a recommendation of what a citation names, with blocks as its
// note.
func (s *sectionReader) addReading(o *openSection, c citation.Citation, blocks ...ast.Node) bool {
	paper, note := s.reader.paperFrom(c), s.reader.prose(blocks)
	if paper == nil || note == nil {
		return false
	}
	s.add(o, paper, *note, blocks[0])
	return true
}

// add adds a recommendation, which stands at a node, at the end of a section.
func (s *sectionReader) add(o *openSection, paper *timeline.Paper, note timeline.Prose, at ast.Node) {
	o.Kind = timeline.SectionReadingList
	s.reader.claim(paper)
	s.recommendations = append(s.recommendations, &timeline.Recommendation{
		PaperSlug: paper.Slug, Note: note, Position: len(s.recommendations) + 1, Line: s.reader.line(firstPlaced(at)),
	})
}

// readBibTeX reads a code block in BibTeX's form.
func (s *sectionReader) readBibTeX(b *ast.FencedCodeBlock) bool {
	src := b.Lines().Value(s.reader.body)
	if !bytes.HasPrefix(bytes.TrimSpace(src), []byte("@")) {
		return false
	}
	entries := citation.BibTeX(string(src))
	if len(entries) == 1 {
		return s.addReading(s.ensure(b), entries[0], b)
	}
	for _, c := range entries {
		if paper := s.reader.paperFrom(c); paper != nil {
			s.add(s.ensure(b), paper, timeline.Prose{Markdown: c.Title, HTML: timeline.HTML(html.EscapeString(c.Title)), Plain: c.Title}, b)
		}
	}
	return false // the code stays the section's text
}

// paperColumns tells what the columns of a table are; nil where none of them is
// of titles.
func (r *reader) paperColumns(table ast.Node) []citation.Field {
	head := table.FirstChild()
	if head == nil || head.Kind() != extast.KindTableHeader {
		return nil
	}
	var columns []citation.Field
	titled := false
	for cell := head.FirstChild(); cell != nil; cell = cell.NextSibling() {
		f := citation.FieldOf(markdown.Plain(r.body, cell))
		if f == citation.FieldTitle && titled {
			f = 0
		}
		titled = titled || f == citation.FieldTitle
		columns = append(columns, f)
	}
	if !titled {
		return nil
	}
	return columns
}

// readPaperTable reads the rows of a table of papers. The table stays the
// section's text as well, for its heading.
func (s *sectionReader) readPaperTable(table *extast.Table) bool {
	columns := s.reader.paperColumns(table)
	if columns == nil {
		return false
	}
	rows := s.reader.tableRows(table)
	i := 0
	for row := table.FirstChild(); row != nil; row = row.NextSibling() {
		if row.Kind() != extast.KindTableRow {
			continue
		}
		c := s.reader.rowCitation(columns, row)
		note := rows[i].Text
		if i++; c.Title == "" {
			continue
		}
		if note.IsZero() {
			note = proseOf(s.reader.cellSource(row.FirstChild()))
		}
		if paper := s.reader.paperFrom(c); paper != nil {
			s.add(s.ensure(table), paper, note, row)
		}
	}
	return false
}

// rowCitation reads the cells of a row by what their columns are.
func (r *reader) rowCitation(columns []citation.Field, row ast.Node) citation.Citation {
	var c, more citation.Citation
	i := 0
	for cell := row.FirstChild(); cell != nil && i < len(columns); cell = cell.NextSibling() {
		plain := markdown.Plain(r.body, cell)
		read, _ := r.citationOf(cell)
		if columns[i] == citation.FieldTitle {
			c = read
			if c.Title == "" {
				c.Title = citation.Clean(plain)
			}
		} else {
			more.Fill(citation.Citation{URL: read.URL, Arxiv: read.Arxiv, DOI: read.DOI})
			more.Set(columns[i], plain)
		}
		i++
	}
	for _, f := range []citation.Field{citation.FieldAuthors, citation.FieldYear, citation.FieldVenue} {
		c.Prefer(f, more)
	}
	c.Fill(more)
	return c
}
