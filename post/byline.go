package post

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"viewline/markdown"
	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
)

// byline is a line of its own below a title, such as "by Ana Ruiz", "Ana Ruiz,
// Slow Inc." or "> Ana Ruiz": who speaks, or who wrote.
func (r *reader) byline(blocks []ast.Node) (all []names.Name, pos int) {
	if len(blocks) > 1 && r.isDirective(blocks[0]) {
		blocks = blocks[1:]
	}
	for len(blocks) > 1 && r.isMotto(blocks[0]) {
		blocks = blocks[1:]
	}
	for i, b := range blocks[:min(2, len(blocks))] {
		if i > 0 && r.isPictureCredit(blocks[i-1], b) {
			return nil, 0
		}
		if h, ok := b.(*ast.Heading); ok && i == 0 {
			if r.isOneOfSeveral(h, blocks[1:]) {
				return nil, 0
			}
			text := r.headingText(h)
			if name := nameAheadOfHandle(text); name != "" {
				return []names.Name{{Text: name}}, r.start + max(0, b.Pos())
			}
			spelled := false
			if name := strings.TrimSpace(accounts.ReplaceAllString(text, "")); name != text && spellsHandle(text[len(name):], name) {
				text, spelled = name, true
			}
			text = strings.TrimRight(strings.TrimSpace(inBrackets.ReplaceAllString(text, "")), ".… ") // Ana Ruiz (SlowLab)
			if names.FormOf(text) >= names.Likely && (people.Known(text) || spelled) {
				return []names.Name{{Text: text}}, r.start + max(0, b.Pos())
			}
			return nil, 0
		}
		if b.Kind() != ast.KindParagraph && b.Kind() != ast.KindBlockquote && b.Kind() != ast.KindList {
			return nil, 0
		}
		if picture, ok := b.(*ast.Paragraph); ok && onlyImages(picture) {
			continue // the words for a picture tell whom it shows
		}
		if first := b.FirstChild(); b.Kind() == ast.KindParagraph && first != nil && first.Kind() == ast.KindLink && names.FormOf(markdown.Plain(r.body, first)) < names.Likely {
			return nil, 0 // a link to what is recommended: “韩雪松：慢地图”
		}
		plain := markdown.Plain(r.body, b)
		if b.Kind() == ast.KindList && isLink(b.FirstChild()) && (b.ChildCount() > 1 || names.FormOf(plain) < names.Likely) {
			return nil, 0 // a link to what was spoken about
		}
		if b.Kind() == ast.KindList {
			if line, is := r.nameInList(b); is {
				plain = line
			} else if b.ChildCount() > 1 && r.isRoll(b) {
				return nil, 0
			}
		}
		if plain == "" {
			continue
		}
		line, _, _ := strings.Cut(plain, "\n")
		line = bylineStart.ReplaceAllString(strings.TrimSpace(line), "")
		if name := r.nameAheadOfAccount(b); name != "" {
			return []names.Name{{Text: name}}, r.start + max(0, b.Pos())
		}
		if len(line) > longestByline || strings.HasSuffix(line, ".") || isSentence(line) || strings.Count(line, "，") > 1 {
			return nil, 0
		}
		for _, n := range names.List(line) {
			if names.FormOf(n.Text) < names.Likely || !strings.HasPrefix(line, n.Text) && len(all) == 0 {
				return nil, 0
			}
			all = append(all, n)
		}
		if r.wroteAll(all) {
			return nil, 0
		}
		return all, r.start + max(0, b.Pos())
	}
	return nil, 0
}

// isOneOfSeveral reports whether another heading of the same level has a name as well, ahead
// of one that is higher: each is followed by what that one said.
func (r *reader) isOneOfSeveral(h *ast.Heading, blocks []ast.Node) bool {
	for _, b := range blocks {
		other, ok := b.(*ast.Heading)
		if !ok || other.Level > h.Level {
			continue
		}
		if other.Level < h.Level {
			return false
		}
		text := strings.TrimSpace(inBrackets.ReplaceAllString(r.headingText(other), ""))
		if names.FormOf(text) >= names.Likely && people.Known(text) {
			return true
		}
	}
	return false
}

// mainByline is the byline of the post as a whole. Where the first heading is the title
// and has others of its level below it, the byline stands below that heading; where several
// headings have one, each is that of a talk.
func (r *reader) mainByline(o outline) (all []names.Name, pos int) {
	blocks := rejoin(o.intro, o.chunks)
	if all, pos = r.byline(blocks); len(all) > 0 || len(blocks) < 2 || o.title != "" || r.front.titled || blocks[0].Kind() != ast.KindHeading || r.regular(o).bylines > 1 {
		return all, pos
	}
	if below, ok := blocks[1].(*ast.Heading); ok && below.Level <= blocks[0].(*ast.Heading).Level {
		return nil, 0
	}
	return r.byline(blocks[1:])
}

// nameAheadOfHandle is the name that a line starts with ahead of a handle, whatever stands
// behind: "Ana Ruiz @ruiz SlowLab, Rivertown", "Ana Ruiz - @ana - 3 May 2019 09:50". It is
// empty where the line has no handle, or where neither the name nor the handle is that of
// a person.
func nameAheadOfHandle(line string) string {
	at := aheadOfHandle.FindStringSubmatch(line)
	if at == nil || names.FormOf(at[1]) < names.Likely || !people.Known(at[1]) && !spellsHandle(line[len(at[1]):], at[1]) {
		return ""
	}
	return at[1]
}

// aheadOfHandle captures what stands ahead of the first handle of a line.
var aheadOfHandle = pattern.MustCompile(`^(\p{Lu}[^@()（）]{2,40}?)\s*(?:[-–—|·,]\s*)?[(（]?@\w[\w.]*`)

// isMotto reports whether a block is a quotation in quotation marks, or one item in
// brackets: both may stand between a title and who spoke.
func (r *reader) isMotto(b ast.Node) bool {
	switch b.Kind() {
	case ast.KindBlockquote:
		return strings.ContainsRune("\"“「『", firstRune(markdown.Plain(r.body, b)))
	case ast.KindList:
		return b.ChildCount() == 1 && strings.ContainsRune("(（", firstRune(markdown.Plain(r.body, b)))
	}
	return false
}

// listBylines is how many items a list below a title may have of which one is who spoke.
const listBylines = 5

// nameInList is the one item of a short list that is a name and nothing else.
func (r *reader) nameInList(list ast.Node) (name string, found bool) {
	if list.ChildCount() > listBylines {
		return "", false
	}
	for _, item := range children(list) {
		text := markdown.Plain(r.body, item)
		if names.FormOf(text) < names.Likely {
			continue
		}
		if found {
			return "", false // several: these took part
		}
		name, found = text, true
	}
	return name, found
}

// isRoll reports whether more than two items of a list start with a name: two may have
// spoken together.
func (r *reader) isRoll(list ast.Node) bool {
	n := 0
	for _, item := range children(list) {
		m := startsBio.FindStringSubmatch(clipText(markdown.Plain(r.body, item), longestByline))
		if m != nil && names.FormOf(m[1]) >= names.Likely {
			n++
		}
	}
	return n > 2
}

// isPictureCredit reports whether a block is the line below a picture that tells whose it is: a
// link to a page of pictures, or a line with attributes of its own.
func (r *reader) isPictureCredit(before, b ast.Node) bool {
	picture, ok := before.(*ast.Paragraph)
	if !ok || !onlyImages(picture) || b.Kind() != ast.KindParagraph {
		return false
	}
	lines := b.Lines()
	source := r.body[lines.At(0).Start:lines.At(lines.Len()-1).Stop]
	return pictures.Match(source)
}

// pictures are the sites that lend pictures, and the attributes of a caption.
var pictures = pattern.MustCompile(`(?i)\]\(https?://(?:[\w-]+\.)?(?:unsplash|flickr|pexels|pixabay|shutterstock|istockphoto|gettyimages|wikimedia|freepik|instagram|deviantart|500px)\.|\{:?\s*\.[\w-]*(?:credit|caption|photo|attribution)|\b(?:photo|picture|image)s?(?:\s+credits?)?\s*(?:[:：©]|(?:by|from|courtesy)\b)|\bcredits?\s*[:：]`)

// wroteAll reports whether a byline names authors of the post and nobody else, below a
// title of an event: "By Ana Ruiz" is who tells of the event, unless it is "My talk at …".
func (r *reader) wroteAll(all []names.Name) bool {
	if len(all) == 0 || !r.isEventTitle(r.front.Title) || ownTalk.MatchString(r.front.Title) {
		return false
	}
	authors := names.List(string(r.front.Author))
	return !slices.ContainsFunc(all, func(n names.Name) bool {
		return !slices.ContainsFunc(authors, func(a names.Name) bool { return a.Text == n.Text })
	})
}

// ownTalk is in the title of who tells of a talk of one's own.
var ownTalk = pattern.MustCompile(`(?i)\b(?:my|our) (?:[\pL-]+ ){0,3}?(?:talk|keynote|speech|lecture|presentation|session)\b|我的(?:演讲|演講|分享|讲座|講座)`)

// isDirective reports whether a paragraph is a directive of a documentation compiler,
// as in “@Metadata { … }”.
func (r *reader) isDirective(b ast.Node) bool {
	if b.Kind() != ast.KindParagraph || b.Lines().Len() == 0 {
		return false
	}
	line := b.Lines().At(0)
	return directive.Match(r.body[line.Start:line.Stop])
}

var directive = pattern.MustCompile(`^\s*@\p{Lu}\pL{2,30}\s*[({]`)

// isLink reports whether the first line of an item is a link and nothing else.
func isLink(item ast.Node) bool {
	first := item.FirstChild()
	return first != nil && first.ChildCount() == 1 && first.FirstChild().Kind() == ast.KindLink
}

const longestByline = 120 // bytes

var bylineStart = pattern.MustCompile(`^(?i:(?:a talk |talk |presented |lead |led |given )?(?:by|from|with)\b:?\s*|[-–—]+\s*|@\S+\s+)`)
