package post

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"viewline/markdown"
	"viewline/post/citation"
	"viewline/post/pattern"
	"viewline/timeline"
)

// A subject longer than this, in code points, names no paper.
const longestSubject = 80

// quotedTitle is a title in quotation marks or in 《》.
var quotedTitle = pattern.MustCompile(`“([^“”]+)”|"([^"]+)"|《([^《》]+)》|「([^「」]+)」`)

// recommend reads the items of a reading list. An item that names nothing to
// read, as a sentence about the list itself, is kept as the section's text; so is
// what stands above the readings of a list within an item.
func (s *sectionReader) recommend(o *openSection, list *ast.List) {
	o.Kind = timeline.SectionReadingList
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		blocks := children(item)
		if own := s.reader.ownBlocks(blocks); len(own) < len(blocks) {
			o.body = append(o.body, own...)
			s.note(o)
			for _, b := range blocks[len(own):] {
				s.recommend(o, b.(*ast.List))
			}
			continue
		}
		note := s.reader.prose(blocks)
		if note == nil {
			continue
		}
		if paper := s.reader.paperOf(blocks, note.Plain); paper != nil {
			s.add(o, paper, *note, blocks[0])
		} else {
			o.body = append(o.body, blocks...)
		}
		s.note(o)
	}
}

// ownBlocks are the blocks of an item without the lists at its end, if these hold
// readings and the item itself is none.
func (r *reader) ownBlocks(blocks []ast.Node) []ast.Node {
	n := len(blocks)
	for n > 0 && blocks[n-1].Kind() == ast.KindList {
		n--
	}
	if n == len(blocks) || r.looksLikeReadings(blocks[n:]) == 0 {
		return blocks
	}
	if c, _ := r.citationOf(blocks[:n]...); c.IsReading() {
		return blocks
	}
	return blocks[:n]
}

// claim notes that the post names a paper.
func (r *reader) claim(p *timeline.Paper) {
	if r.claimed[p.Slug] {
		return
	}
	if r.claimed == nil {
		r.claimed = map[string]bool{}
	}
	r.claimed[p.Slug] = true
	r.papers = append(r.papers, p)
}

// paperOf finds the paper that the blocks of an item name: by the form of a
// citation, else by what its sentence says.
func (r *reader) paperOf(blocks []ast.Node, plain string) *timeline.Paper {
	c, formed := r.citationOf(blocks...)
	if formed && (c.IsFormal() || !r.speaksOfList(c.Title, c.Title)) {
		return r.paperFrom(c)
	}
	return r.paperInSentence(blocks[0], plain, c)
}

// paperInSentence finds the paper that a sentence names: by a title that
// papers.json knows, by a quoted title, by one of papers.json's aliases in the
// text, or else by the subject of the sentence. It is nil where the item speaks
// of the whole list. The addresses are those of the citation.
func (r *reader) paperInSentence(block ast.Node, plain string, c citation.Citation) *timeline.Paper {
	subject, rest := cutSubject(plain)
	if isWholeTitle(plain, rest) {
		subject, rest = plain, ""
	}
	title := titleIn(subject)
	if title == "" && (r.speaksOfList(subject, plain) || aboutList.MatchString(plain)) {
		return nil
	}
	if p := cmp.Or(r.lib.paper(title), r.lib.paperIn(subject)); p != nil {
		return p
	}
	if title == "" {
		if p := r.lib.paperIn(plain); p != nil {
			return p
		}
		title = linkedTitle(r.body, block)
	}
	if title == "" && rest == "" {
		title = titleIn(plain)
	}
	title = citation.Clean(cmp.Or(title, subject))
	if title == "" || utf8.RuneCountInString(title) > longestSubject {
		return nil
	}
	c.Title = title
	return r.paperFrom(c)
}

// isWholeTitle reports whether a line that was cut ahead of is or are is a title:
// a sentence would end in a full stop.
func isWholeTitle(line, rest string) bool {
	verb, _, _ := strings.Cut(rest, " ")
	return (verb == "is" || verb == "are") && len(line) <= longestSubject && !strings.ContainsAny(line, ".,;:!\n")
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
	if i := strings.IndexAny(masked, "：，。；\n"); i >= 0 {
		end = i
	}
	for _, mark := range []string{": ", " — ", " – ", " - ", "——", ", "} {
		if i := strings.Index(masked[:min(len(masked), end+len(mark)-1)], mark); i >= 0 {
			end = i
		}
	}
	end = min(end, latinVerb(masked[:min(len(masked), end+1)])) // a verb has a blank at its end
	end = min(end, hanVerb(masked[:end]))
	return strings.TrimSpace(sentence[:end]), strings.TrimSpace(sentence[end:])
}

// latinVerb is where the first verb in Latin letters stands that does not open a text; the
// length of the text where there is none.
func latinVerb(text string) int {
	for _, m := range latinVerbs.FindAllStringIndex(text, 2) {
		if m[0] > 0 {
			return m[0]
		}
	}
	return len(text)
}

// hanVerb is the same for verbs in Chinese, with the adverbs ahead of them.
func hanVerb(text string) int {
	opening := text
	for adverb := first(hanAdverbs, opening, strings.HasPrefix); adverb != ""; adverb = first(hanAdverbs, opening, strings.HasPrefix) {
		opening = opening[len(adverb):]
	}
	from := 0 // behind a verb that opens the text
	if verb := first(hanVerbs, opening, strings.HasPrefix); verb != "" {
		from = len(text) - len(opening) + len(verb)
	}
	at := len(text)
	for _, verb := range hanVerbs {
		if i := strings.Index(text[from:at], verb); i >= 0 {
			at = from + i
		}
	}
	if at == len(text) {
		return at
	}
	for adverb := first(hanAdverbs, text[from:at], strings.HasSuffix); adverb != ""; adverb = first(hanAdverbs, text[from:at], strings.HasSuffix) {
		at -= len(adverb)
	}
	return at
}

// first is the first of some words that a text has where has looks; empty where the text has
// none there.
func first(words []string, text string, has func(text, word string) bool) string {
	for _, word := range words {
		if has(text, word) {
			return word
		}
	}
	return ""
}

// titleIn is the first quoted title in a text.
func titleIn(text string) string {
	m := quotedTitle.FindStringSubmatch(text)
	if m == nil {
		return ""
	}
	return strings.TrimSpace(cmp.Or(m[1], m[2], m[3], m[4]))
}

// linkedTitle is the text of a link or of the emphasis that opens a block.
func linkedTitle(src []byte, block ast.Node) string {
	switch n := block.FirstChild().(type) {
	case *ast.Link, *ast.Emphasis, *ast.CodeSpan:
		return strings.Trim(markdown.Plain(src, n), ":： ")
	}
	return ""
}
