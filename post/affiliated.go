package post

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"viewline/markdown"
	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
)

// fromFirm captures the name of a line that is a name and where that one comes from.
var fromFirm = pattern.MustCompile(`^(?:(?i:by|speaker) )?(\p{Lu}[\p{L}'’-]*(?: \p{Lu}[\p{L}.'’-]*){1,3}) from (?:the )?\p{Lu}[\pL\d&.'’-]*(?: [\p{Lu}&][\pL\d&.'’-]*){0,4}$`)

// ofPublisher ends a line of who wrote a book or an article.
var ofPublisher = pattern.MustCompile(`(?i)\b(?:press|publish(?:ing|ers?)|books|editions|verlag|magazine|news|newspaper|times|post|journal|tribune|herald|gazette|review|weekly|daily|observer|guardian|chronicle)$`)

// claimsOfAffiliated takes the speaker of notes without front matter of which the first line
// below the title is “By Marta Vogel from SlowLab”: who wrote a post, a book or a paper has
// another line.
func (r *reader) claimsOfAffiliated(c *cast, o outline) {
	blocks := rejoin(o.intro, o.chunks)
	if r.start > 0 || o.title == "" || len(blocks) < 2 || blocks[0].Kind() != ast.KindParagraph || r.isOfBooks() {
		return
	}
	line := strings.TrimSpace(markdown.Plain(r.body, blocks[0]))
	m := fromFirm.FindStringSubmatch(line)
	if m == nil || names.FormOf(m[1]) < names.Likely || !people.Known(m[1]) || ofPublisher.MatchString(line) {
		return
	}
	c.add(r, names.Name{Text: m[1]}, claim{weight: ofGrammar, sure: true, tells: true, role: people.Speaker, what: "a line of its own below the title: a name and a firm", pos: r.start + max(0, blocks[0].Pos())})
}
