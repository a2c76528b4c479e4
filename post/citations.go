package post

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"

	"viewline/markdown"
	"viewline/post/citation"
	"viewline/post/names"
	"viewline/timeline"
)

// citationOf reads blocks as a paper or a book; a heading counts as bold. It
// reports whether they have the form of one.
func (r *reader) citationOf(blocks ...ast.Node) (citation.Citation, bool) {
	w := itemWriter{reader: r}
	for _, b := range blocks {
		w.block(b)
	}
	return citation.Read(w.item())
}

// longestItem bounds the text that is read of an item, in bytes.
const longestItem = 1 << 14

// itemWriter writes blocks as package citation takes them.
type itemWriter struct {
	reader *reader
	text   strings.Builder
	built  citation.Item
}

func (w *itemWriter) item() citation.Item {
	w.built.Plain = w.text.String()
	return w.built
}

func (w *itemWriter) block(b ast.Node) {
	if w.text.Len() > longestItem {
		return
	}
	switch b.Kind() {
	case ast.KindHeading:
		w.spanned(b, &w.built.Bold)
		w.text.WriteByte('\n')
	case ast.KindList, ast.KindListItem, ast.KindBlockquote:
		for c := b.FirstChild(); c != nil; c = c.NextSibling() {
			w.block(c)
		}
	case ast.KindCodeBlock, ast.KindFencedCodeBlock, ast.KindHTMLBlock:
	default:
		w.inlines(b)
		w.text.WriteByte('\n')
	}
}

func (w *itemWriter) inlines(parent ast.Node) {
	for n := parent.FirstChild(); n != nil && w.text.Len() <= longestItem; n = n.NextSibling() {
		w.inline(n)
	}
}

// spanned writes the children of a node and notes where they stand.
func (w *itemWriter) spanned(n ast.Node, spans *[]citation.Span) {
	i := len(*spans)
	*spans = append(*spans, citation.Span{Start: w.text.Len()})
	w.inlines(n)
	(*spans)[i].End = w.text.Len()
}

func (w *itemWriter) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		w.text.WriteString(w.reader.words(n))
		if n.SoftLineBreak() || n.HardLineBreak() {
			w.text.WriteByte('\n')
		}
	case *ast.Emphasis:
		spans := &w.built.Slanted
		if n.Level == 2 {
			spans = &w.built.Bold
		}
		w.spanned(n, spans)
	case *ast.Link:
		i := len(w.built.Links)
		w.built.Links = append(w.built.Links, citation.Link{Span: citation.Span{Start: w.text.Len()}, URL: safeAddress(string(n.Destination))})
		w.inlines(n)
		w.built.Links[i].End = w.text.Len()
	case *ast.AutoLink:
		start := w.text.Len()
		w.text.Write(n.Label(w.reader.body))
		w.built.Links = append(w.built.Links, citation.Link{Span: citation.Span{Start: start, End: w.text.Len()}, URL: safeAddress(string(n.URL(w.reader.body)))})
	case *ast.RawHTML:
		if bytes.HasPrefix(bytes.ToLower(n.Segments.Value(w.reader.body)), []byte("<br")) {
			w.text.WriteByte('\n')
		}
	case *ast.Image:
	case *ast.CodeSpan:
		w.text.WriteString(markdown.Plain(w.reader.body, n))
	default:
		w.inlines(n)
	}
}

// safeAddress is an address, or nothing where a page must not follow it.
func safeAddress(address string) string {
	if !safe(address) {
		return ""
	}
	return address
}

// words is the plain text of a text node, with the blanks at its ends.
func (r *reader) words(t *ast.Text) string {
	src := r.value(t.Segment)
	if bytes.IndexByte(src, '&') < 0 && bytes.IndexByte(src, '\\') < 0 && bytes.IndexByte(src, '*') < 0 {
		return string(src)
	}
	words := markdown.Plain(r.body, t)
	if words == "" {
		return words
	}
	if src[0] == ' ' {
		words = " " + words
	}
	if src[len(src)-1] == ' ' {
		words += " "
	}
	return words
}

// paperFrom is the paper of a citation: the one of papers.json where that has
// one of its title, identifier or address, else what the citation says. It is
// nil for a title without a letter.
func (r *reader) paperFrom(c citation.Citation) *timeline.Paper {
	if p := r.lib.paper(c.Title); p != nil {
		return p
	}
	if p := r.lib.paperAt(c.Arxiv, c.DOI, c.URL); p != nil {
		return p
	}
	if !c.IsFormal() {
		if p := r.lib.paperIn(c.Title); p != nil {
			return p
		}
	}
	slug := names.Key(c.Title)
	if slug == "" {
		return nil
	}
	return &timeline.Paper{
		Slug: slug, Title: c.Title, Authors: c.Authors, Published: timeline.PartialDate{Year: c.Year},
		Venue: timeline.Text(c.Venue), URL: timeline.Text(c.URL), Arxiv: timeline.Text(c.Arxiv), DOI: timeline.Text(c.DOI),
	}
}
