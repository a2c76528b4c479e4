package post

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"viewline/markdown"
	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
)

// tellsSpeakers is in a sentence of the first paragraphs that lists who spoke: "the
// speakers on May 4 included Ana Ruiz, Bo Li and others".
var tellsSpeakers = pattern.MustCompile(`(?i)\b(?:speakers|panelists|participants)\b[^.:;!?]{0,60}?\b(?:included?|includes|were|are)\b`)

// speakerBlocks is how many blocks at the start of a post may hold such a sentence.
const speakerBlocks = 6

// claimsOfSpeakerList takes whom the links of such a paragraph name, where two or
// more of them are names.
func (r *reader) claimsOfSpeakerList(c *cast, o outline) {
	blocks := rejoin(o.intro, o.chunks)
	for _, b := range blocks[:min(len(blocks), speakerBlocks)] {
		if b.Kind() != ast.KindParagraph || r.turns[b] != nil || !tellsSpeakers.MatchString(clipText(strings.ReplaceAll(markdown.Plain(r.body, b), "\n", " "), longestOpening)) {
			continue
		}
		var all []names.Name
		likely := 0
		for n := b.FirstChild(); n != nil; n = n.NextSibling() {
			if n.Kind() != ast.KindLink {
				continue
			}
			if name := strings.TrimSpace(markdown.Plain(r.body, n)); names.FormOf(name) >= names.Possible && strings.Contains(name, " ") {
				if names.FormOf(name) >= names.Likely {
					likely++
				}
				all = append(all, names.Name{Text: name})
			}
		}
		if likely < 2 || len(all) > mostSpeakers {
			continue
		}
		for _, n := range all {
			c.add(r, n, claim{weight: ofLabel, role: people.Speaker, sure: true, tells: true, what: "a first paragraph lists the speakers", pos: r.start + max(0, b.Pos())})
		}
		return
	}
}
