package post

import (
	"cmp"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"viewline/markdown"
	"viewline/timeline"
)

// A subject longer than this, in code points, names no paper.
const longestSubject = 80

// quotedTitle is a title in quotation marks or in 《》.
var quotedTitle = regexp.MustCompile(`“([^“”]+)”|"([^"]+)"|《([^《》]+)》|「([^「」]+)」`)

// recommend reads the items of a reading list. An item that names nothing to
// read, as a sentence about the list itself, is kept as the section's text.
func (s *sectionReader) recommend(o *openSection, list *ast.List) {
	o.Kind = timeline.SectionReadingList
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		blocks := children(item)
		note := s.prose(blocks)
		if note == nil {
			continue
		}
		paper := s.paperOf(item, note.Plain)
		if paper == nil {
			o.body = append(o.body, blocks...)
			continue
		}
		s.claim(paper)
		s.recommendations = append(s.recommendations, &timeline.Recommendation{
			PaperSlug: paper.Slug, Note: *note, Position: len(s.recommendations) + 1,
		})
	}
}

// claim notes that the post names a paper.
func (r *reader) claim(p *timeline.Paper) {
	for _, known := range r.papers {
		if known.Slug == p.Slug {
			return
		}
	}
	r.papers = append(r.papers, p)
}

// paperOf finds the paper an item names: by a title that papers.json knows, by
// a quoted title, by one of papers.json's aliases in the text, or else by the
// subject of the sentence. It is nil where the item speaks of the whole list.
func (r *reader) paperOf(item ast.Node, plain string) *timeline.Paper {
	subject, rest := cutSubject(plain)
	title := titleIn(subject)
	if title == "" && r.speaksOfList(subject, plain) {
		return nil
	}
	if p := cmp.Or(r.lib.paper(title), r.lib.paperIn(subject)); p != nil {
		return p
	}
	if title == "" {
		if p := r.lib.paperIn(plain); p != nil {
			return p
		}
		title = linkedTitle(r.body, item)
	}
	if title == "" && rest == "" {
		title = titleIn(plain)
	}
	title = strings.TrimSpace(cmp.Or(title, subject))
	slug := slugOf(title)
	if slug == "" || utf8.RuneCountInString(title) > longestSubject {
		return nil
	}
	return &timeline.Paper{Slug: slug, Title: title}
}

// speaksOfList reports whether an item introduces its list.
func (r *reader) speaksOfList(subject, plain string) bool {
	if listWords.MatchString(subject) || listWords.MatchString(plain) && !quotedTitle.MatchString(plain) {
		return true
	}
	rest, named := r.stripPerson(subject)
	return named && listWords.MatchString(rest)
}

// cutSubject cuts a sentence before its verb, or its first colon, dash or
// comma, leaving out what stands in quotation marks.
func cutSubject(sentence string) (subject, rest string) {
	masked := quotedTitle.ReplaceAllStringFunc(sentence, func(q string) string { return strings.Repeat("\x00", len(q)) })
	end := len(masked)
	for _, m := range verbs.FindAllStringIndex(masked, 2) {
		if m[0] > 0 { // a sentence does not start with its verb
			end = m[0]
			break
		}
	}
	if i := strings.IndexAny(masked, "：，。；\n"); i >= 0 && i < end {
		end = i
	}
	for _, mark := range []string{": ", " — ", " – ", " - ", "——", ", "} {
		if i := strings.Index(masked, mark); i >= 0 && i < end {
			end = i
		}
	}
	return strings.TrimSpace(sentence[:end]), strings.TrimSpace(sentence[end:])
}

// titleIn is the first quoted title in a text.
func titleIn(text string) string {
	m := quotedTitle.FindStringSubmatch(text)
	if m == nil {
		return ""
	}
	return strings.TrimSpace(cmp.Or(m[1], m[2], m[3], m[4]))
}

// linkedTitle is the text of a link or of the emphasis that opens an item.
func linkedTitle(src []byte, item ast.Node) string {
	p := item.FirstChild()
	if p == nil || p.FirstChild() == nil {
		return ""
	}
	switch n := p.FirstChild().(type) {
	case *ast.Link, *ast.Emphasis, *ast.CodeSpan:
		return strings.Trim(markdown.Plain(src, n), ":： ")
	}
	return ""
}
