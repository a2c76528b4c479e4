package post

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"viewline/markdown"
	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
	"viewline/timeline"
)

// titled is a text that names the post or a part of it.
type titled struct {
	text, what string
	pos        int
	said       bool // whether it is a turn of speech, or the answer to a heading
}

// titles are what names the post: its title, the heading above all others, and,
// where there is neither, the front matter's summary.
func (r *reader) titles(o outline) []titled {
	var all []titled
	if r.front.titled {
		all = append(all, titled{text: r.front.Title, what: "the title", pos: r.inFront("title")})
	} else if r.front.summary != "" {
		all = append(all, titled{text: r.front.summary, what: "the summary"})
	}
	if o.top == nil && len(o.headings) > 0 && !r.front.titled && o.headings[0].node.Level == o.level && len(o.intro) == 0 {
		all = append(all, titled{text: o.headings[0].text, what: "the first heading", pos: r.start + max(0, o.headings[0].node.Pos())})
	}
	if o.title != "" && (!r.front.titled || strings.TrimSpace(o.title) != strings.TrimSpace(r.front.Title)) {
		all = append(all, titled{text: o.title, what: "the heading", pos: r.start + max(0, o.top.Pos())})
	}
	all = append(all, r.originals(o)...)
	all = append(all, r.subtitle(o)...)
	if name, ok := fileTitle(r.path); ok && !slices.ContainsFunc(all, func(t titled) bool { return timeline.Fold(t.text) == timeline.Fold(name) }) {
		if i := slices.IndexFunc(all, func(t titled) bool { return lettersOf(t.text) == lettersOf(name) }); i >= 0 {
			name = dayAhead.FindString(name) + dayAhead.ReplaceAllString(all[i].text, "")
		}
		all = append(all, titled{text: name, what: fileName, pos: -1})
	}
	return all
}

// lettersOf are the letters and digits of a title, without the day with which it starts. A file's
// name lacks the signs that no file system takes, such as the colon behind a guest, and is read
// with those of the title that has the same letters.
func lettersOf(title string) string {
	return strings.Map(func(c rune) rune {
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) {
			return -1
		}
		return c
	}, timeline.Fold(dayAhead.ReplaceAllString(title, "")))
}

// originalLabels stand ahead of the title of what a post translates.
var originalLabels = map[string]bool{
	"原文": true, "原文链接": true, "原文連結": true, "原文地址": true, "原文标题": true, "原文標題": true, "原标题": true, "原標題": true,
	"标题": true, "標題": true, "原视频": true, "原视频地址": true, "原影片": true, "original": true, "originaltitle": true, "originalpost": true,
}

// originals are the titles of what the post translates, by the labelled lines
// ahead of its first heading, or right below it.
func (r *reader) originals(o outline) []titled {
	if r.memo.originals == nil {
		r.memo.originals = []titled{}
		blocks := o.intro
		if len(blocks) == 0 && len(o.chunks) > 0 {
			blocks = o.chunks[0].blocks
		}
		for _, l := range r.labelledLines(blocks) {
			label := strings.ReplaceAll(strings.ToLower(l.label), " ", "")
			if originalLabels[label] && !strings.Contains(l.value, "://") {
				r.memo.originals = append(r.memo.originals, titled{text: l.value, what: "the original's title", pos: r.start + l.pos})
			}
		}
	}
	return r.memo.originals
}

// subtitle is a short first paragraph behind a dash: ——韩雪松在慢大会上的讲话.
func (r *reader) subtitle(o outline) []titled {
	if r.memo.subtitle == nil {
		r.memo.subtitle = []titled{}
		for _, p := range r.openings(o) {
			text, dashed := strings.CutPrefix(strings.ReplaceAll(p.text, "―", "—"), "——")
			if text, _, _ = strings.Cut(text, "\n"); dashed && len(text) <= longestSubtitle {
				r.memo.subtitle = append(r.memo.subtitle, titled{text: strings.TrimSpace(text), what: "the subtitle", pos: p.pos})
				break
			}
		}
	}
	return r.memo.subtitle
}

const longestSubtitle = 200 // bytes

// fileName is what a title is called that the file's name gives.
const fileName = "the file's name"

// fileTitle reads a file's name as a title, where its author wrote it as one: in
// Chinese, or in capitalised words.
func fileTitle(p string) (string, bool) {
	name := strings.TrimSuffix(path.Base(p), path.Ext(p))
	name = strings.Join(strings.FieldsFunc(name, func(c rune) bool { return c == '_' || unicode.IsSpace(c) }), " ")
	if strings.Map(keepHan, name) == "" && !strings.Contains(name, " ") {
		name = strings.ReplaceAll(name, "-", " ")
	}
	written := strings.Map(keepHan, name) != "" || strings.Count(name, " ") > 0 && strings.ContainsFunc(name, unicode.IsUpper)
	return name, written
}

// dayAhead is the day with which the name of a file starts, in digits.
var dayAhead = pattern.MustCompile(`^(?:19|20)\d\d[-. ]?(?:\d\d[-. ]?){0,2}[-. ]+`)

func (r *reader) claimsOfTitle(c *cast, title string, pos int, what string) {
	if what == fileName {
		title = dayAhead.ReplaceAllString(title, "")
	}
	for _, found := range r.inTitle(title) {
		cl := claim{role: found.Role, what: what + ": " + found.Why, pos: pos}
		switch found.Strength {
		case people.Grammar:
			cl.weight, cl.sure = ofGrammar, found.Certain && (found.Form >= names.Likely || isLatin(found.Text)) || found.Form >= names.Likely && (isLatin(found.Text) || found.Dotted())
		case people.Half:
			cl.weight = ofHalf
		default:
			cl.weight = ofMention
		}
		if found.Role == people.Speaker && spellsHandle(title[found.End:], found.Text) {
			cl.weight, cl.sure, cl.tells = ofGrammar, true, true
		}
		if found.Unsure || what == fileName && !found.Certain {
			cl.weight, cl.sure = min(cl.weight, ofHalf), false
		}
		n := found.Name
		if what == fileName {
			n.Text = withDot(string(r.body), n.Text, title[found.End:])
		}
		if m := inBrackets.FindStringIndex(title[found.End:]); m != nil && strings.TrimSpace(title[found.End:found.End+m[0]]) == "" {
			if other := strings.Trim(title[found.End+m[0]:found.End+m[1]], "（）() "); names.FormOf(other) >= names.Likely {
				n.Other = append(n.Other, other)
				if isLatin(other) != isLatin(n.Text) && found.Role == people.Speaker && !r.isOfThings() {
					cl.weight, cl.sure = max(cl.weight, ofGrammar), true // only a name is spelled in two scripts
				}
			}
		}
		c.add(r, n, cl)
	}
}

// spellsHandle reports whether a title goes on with a handle that spells a name: "Maps
// - Marta Vogel - @martavogel".
func spellsHandle(rest, name string) bool {
	_, handle, found := strings.Cut(clipText(rest, 80), "@")
	letters := strings.ToLower(strings.ReplaceAll(name, " ", ""))
	return found && len(letters) > 5 && strings.HasPrefix(strings.ToLower(handle), letters)
}

// knownInTitle is whom people.yaml knows by a name that a title, or the file's
// name, has; nil where there is none, or the front matter has that one for the
// author. It is asked where nobody else is found: Turing is in "Turing Award", too.
func (r *reader) knownInTitle(o outline) []*member {
	if r.lib == nil {
		return nil
	}
	p := r.lib.person(strings.TrimSuffix(path.Base(r.path), path.Ext(r.path)))
	for _, t := range r.titles(o) {
		p = cmp.Or(p, r.lib.personIn(t.text))
	}
	var headings strings.Builder
	for _, c := range o.chunks {
		headings.WriteString(c.text + "\n")
	}
	p = cmp.Or(p, r.lib.personIn(headings.String()))
	if p == nil || timeline.Fold(string(r.front.Author)) == timeline.Fold(p.Name) {
		return nil
	}
	m := &member{name: names.Name{Text: p.Name, Other: p.Aliases}, form: names.Likely, person: p}
	m.claims = []claim{{weight: ofGrammar, sure: true, what: "people.yaml knows a name in the title, in a heading or of the file", pos: 0}}
	r.cast.members = append(r.cast.members, m)
	return []*member{m}
}

const (
	firstParagraphs = 4   // that may say who speaks, and when
	longestOpening  = 700 // bytes of a paragraph that are read for it
)

// openings are the first paragraphs of the post, plain.
func (r *reader) openings(o outline) []titled {
	blocks := o.intro
	if len(o.chunks) > 0 && r.lib.sectionKind(o.chunks[0].text) != timeline.SectionReferences {
		blocks = slices.Concat(blocks, o.chunks[0].blocks)
	}
	asked := len(o.chunks) > 0 && strings.HasSuffix(o.chunks[0].text, "?")
	var all []titled
	labels := 0 // among them: short labelled lines, which leave room for as many paragraphs
	for i, b := range blocks {
		if i > 0 && isCaption(blocks[i-1], b) {
			continue
		}
		if labels < headBlocks && r.onlyLabels(b) {
			labels++
		}
		if p, ok := b.(*ast.Paragraph); ok && !onlyImages(p) {
			all = append(all, titled{text: clipText(markdown.Plain(r.body, p), longestOpening), pos: r.start + max(0, p.Pos()), said: r.turns[b] != nil || asked && i >= len(o.intro)})
		} else if b.Kind() == ast.KindBlockquote || r.isHTMLParagraph(b) {
			all = append(all, titled{text: clipText(markdown.Plain(r.body, b), longestOpening), pos: r.start + max(0, b.Pos())})
		}
		if len(all) >= firstParagraphs+labels {
			break
		}
	}
	return all
}

// isHTMLParagraph reports whether a block is a paragraph that its author wrote as HTML.
func (r *reader) isHTMLParagraph(b ast.Node) bool {
	lines := b.Lines()
	return b.Kind() == ast.KindHTMLBlock && lines.Len() > 0 && htmlParagraph.Match(r.between(lines.At(0).Start, lines.At(0).Stop))
}

var htmlParagraph = pattern.MustCompile(`^\s*<p[\s>]`)

// onlyLabels reports whether all lines of a paragraph are a short label and a short value.
func (r *reader) onlyLabels(b ast.Node) bool {
	if b.Kind() != ast.KindParagraph || b.Lines().Len() > headBlocks {
		return false
	}
	for _, line := range inlineLines(b) {
		label, value := r.colonLine(line)
		if value == "" || utf8.RuneCountInString(label) > longestLabel || utf8.RuneCountInString(value) > longestShort || isSentence(value) {
			return false
		}
	}
	return true
}

const longestShort = 60 // code points of a value beside which the paragraphs are read on

// isCaption reports whether a block is the line in italics below a picture: that
// may be of any day.
func isCaption(before, b ast.Node) bool {
	picture, ok := before.(*ast.Paragraph)
	text, is := b.FirstChild().(*ast.Emphasis)
	return ok && is && onlyImages(picture) && text.Level == 1 && text.NextSibling() == nil
}

// clipText cuts a text to at most n bytes, at a whole character.
func clipText(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}
