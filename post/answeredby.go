package post

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"viewline/markdown"
	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
)

// The record of a session of questions may say below each who answered:
//
//	**Why maps?**
//
//	*Answered by Marta Vogel*

// answeredBy captures who did.
var answeredBy = pattern.MustCompile(`^(?i:answer(?:ed|s)? (?:by|from)):?\s+(\p{Lu}[^.!?\n,]{2,60})$`)

// fewestAnswers is how many such lines a post has: one may stand below a question of a reader.
const fewestAnswers = 2

// claimsOfAnswers takes who answered.
func (r *reader) claimsOfAnswers(c *cast, o outline) {
	type answer struct {
		name string
		pos  int
	}
	var all []answer
	for _, b := range rejoin(o.intro, o.chunks) {
		if b.Kind() != ast.KindParagraph {
			continue
		}
		text := strings.TrimSpace(markdown.Plain(r.body, b))
		if len(text) > longestByline {
			continue
		}
		if m := answeredBy.FindStringSubmatch(text); m != nil && names.FormOf(m[1]) >= names.Likely {
			all = append(all, answer{m[1], r.start + max(0, b.Pos())})
		}
	}
	if len(all) < fewestAnswers {
		return
	}
	for _, a := range all {
		c.add(r, names.Name{Text: a.name}, claim{weight: ofLabel, sure: true, tells: true, role: people.Speaker, what: "lines that say who answered", pos: a.pos})
	}
}
