// Package citation reads what people write of a paper or a book they recommend:
// its title, authors, year, venue and addresses, from the item itself and from
// nothing else. It knows plain text, links and what is bold or slanted, and no
// Markdown. What an item does not say stays empty. All of its functions take
// time in proportion to their input.
//
// An item travels through the package in this order: addresses are read from its
// links (address.go); each line that is a label and a value, such as 作者：…, is
// taken up (field.go); the first other line gives the title by the form it has
// (title.go, plain.go); what is left of it and the lines below give authors,
// year and venue (meta.go, names.go).
package citation

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// Citation is what an item says of a paper.
type Citation struct {
	// Title has no number, task box, bracketed year or full stop.
	Title   string
	Authors []string // in the order of the item; without "et al."
	Year    int      // 0 where the item names none
	Venue   string   // the journal, conference or publisher
	URL     string   // the first link that leads to no code, video or slides
	Arxiv   string   // such as 1501.00001
	DOI     string   // such as 10.1000/182
	// Marked tells that the title is a link, bold, slanted or in quotation marks.
	Marked bool
	// Rest is what the title's line says besides: a description, say.
	Rest string
}

// IsFormal reports whether the item says what only a citation does: authors, a
// year, a venue, an arXiv identifier or a DOI.
func (c Citation) IsFormal() bool {
	return c.Title != "" && (len(c.Authors) > 0 || c.Year > 0 || c.Venue != "" || c.Arxiv != "" || c.DOI != "")
}

// IsReading reports whether the item reads as a paper or a book by more than its
// words: it is formal, or a marked title leads somewhere.
func (c Citation) IsReading() bool { return c.IsFormal() || c.Marked && c.URL != "" }

// Span is a part of an item's text, in bytes.
type Span struct{ Start, End int }

// Link is a link of an item: its words stand at its span.
type Link struct {
	Span
	URL string
}

// Item is a list item, a paragraph, or a heading with what stands below it.
type Item struct {
	// Plain is the text without markup, line by line as it stands in the source.
	Plain string
	Links []Link // in the order of the text
	// Bold and Slanted are what is emphasised, in the order of the text.
	Bold, Slanted []Span
}

// A line longer than this, in bytes, is no citation; no more lines than this are
// read; a title has no more code points than this.
const (
	longestLine  = 2000
	mostLines    = 12
	longestTitle = 250
)

// reading is an item while it is read.
type reading struct {
	Item
	shown []byte // Plain with a NUL for each byte of a link that is no title
	c     Citation
}

// Read reads an item. It reports whether the item has the form of a citation;
// where it has none, only the addresses are set.
func Read(item Item) (Citation, bool) {
	item.Plain = strings.ReplaceAll(item.Plain, "\x00", " ") // marks what is hidden
	r := &reading{Item: item, shown: []byte(item.Plain)}
	r.addresses()
	start := 0
	for n := 0; n < mostLines && start < len(item.Plain); {
		end := start + len(item.Plain[start:])
		if i := strings.IndexByte(item.Plain[start:], '\n'); i >= 0 {
			end = start + i
		}
		if strings.TrimSpace(item.Plain[start:end]) != "" && end-start <= longestLine {
			r.line(start, end)
			n++
		}
		if n > 0 && r.c.Title == "" && !r.hasFields() {
			break // the first line gives the title, or none does
		}
		start = end + 1
	}
	if r.c.Title == "" {
		r.c = Citation{URL: r.c.URL, Arxiv: r.c.Arxiv, DOI: r.c.DOI}
		return r.c, false
	}
	return r.c, true
}

// hasFields reports whether a line with a label was read.
func (r *reading) hasFields() bool { return len(r.c.Authors) > 0 || r.c.Year > 0 || r.c.Venue != "" }

// line reads a line as a field, as the title's line, or as one below.
func (r *reading) line(start, end int) {
	if f, value := r.field(start, end); f != 0 {
		r.take(f, value, end)
		return
	}
	if r.c.Title == "" {
		r.titleLine(r.skipLead(start, end), end)
		return
	}
	known := r.c
	if left := r.meta(r.show(start, end), r.slantedIn(start, end), false); left != "" {
		r.c = known // a sentence about the paper
	}
}

// show is the text of a span without the links that are no title, and without
// the brackets around them.
func (r *reading) show(start, end int) string {
	if start >= end {
		return ""
	}
	part := r.shown[start:end]
	if bytes.IndexByte(part, 0) < 0 {
		return strings.TrimSpace(string(part))
	}
	part = bytes.ReplaceAll(part, []byte{0}, nil)
	return strings.TrimSpace(emptyBrackets.ReplaceAllString(string(part), ""))
}

// slantedIn lists the slanted texts of a span.
func (r *reading) slantedIn(start, end int) []string {
	var all []string
	for _, s := range r.Slanted {
		if s.Start >= start && s.End <= end {
			all = append(all, strings.TrimSpace(r.Plain[s.Start:s.End]))
		}
	}
	return all
}

// setTitle takes a title up if it is one.
func (r *reading) setTitle(title string) bool {
	title, year := cutYear(title)
	title = Clean(title)
	if n := utf8.RuneCountInString(title); n == 0 || n > longestTitle || !hasLetter(title) {
		return false
	}
	if r.c.Year == 0 {
		r.c.Year = year
	}
	r.c.Title = title
	return true
}

// Set takes up a value that is known to be a field's, such as a table's cell.
func (c *Citation) Set(f Field, value string) {
	switch f {
	case FieldAuthors:
		c.Authors = Names(value)
	case FieldYear:
		c.Year = Year(value)
	case FieldVenue:
		venue, year := Venue(value)
		c.Venue = venue
		if c.Year == 0 {
			c.Year = year
		}
	case FieldAddress:
		switch value = strings.TrimSpace(value); {
		case strings.HasPrefix(value, "10."):
			_, c.DOI = Identify("doi:" + value)
		case len(value) > 4 && value[4] == '.':
			c.Arxiv, _ = Identify("arxiv:" + value)
		}
	}
}

// Prefer takes a field of another citation where that has it.
func (c *Citation) Prefer(f Field, other Citation) {
	switch {
	case f == FieldAuthors && len(other.Authors) > 0:
		c.Authors = other.Authors
	case f == FieldYear && other.Year > 0:
		c.Year = other.Year
	case f == FieldVenue && other.Venue != "":
		c.Venue = other.Venue
	}
}

// Fill takes from another citation what this one does not say.
func (c *Citation) Fill(other Citation) {
	if len(c.Authors) == 0 {
		c.Authors = other.Authors
	}
	if c.Year == 0 {
		c.Year = other.Year
	}
	c.Venue = orElse(c.Venue, other.Venue)
	c.URL = orElse(c.URL, other.URL)
	c.Arxiv = orElse(c.Arxiv, other.Arxiv)
	c.DOI = orElse(c.DOI, other.DOI)
}
