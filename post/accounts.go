package post

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"viewline/post/names"
	"viewline/post/pattern"
)

// Below the headings of notes on an event often stand who spoke and their accounts:
//
//	### Slow maps (EN)
//
//	Marta Vogel - @vogel

// fewestAccounts is how many headings of a post have such a line below where the post
// tells of an event, whatever its title says.
const fewestAccounts = 3

// accountLine is a line of a name, which it captures, and an account.
var accountLine = pattern.MustCompile(`^(\p{Lu}[^@,:;!?()\n]{2,50}?)\s*(?:[-–—|·,]\s*)?[(（]?@[^\s@,;]{2,30}[)）]?$`)

// nameAheadOfAccount is the name on the first line of a paragraph that is a name and an
// account; empty for other blocks.
func (r *reader) nameAheadOfAccount(p ast.Node) string {
	if p == nil || p.Kind() != ast.KindParagraph || p.FirstChild() == nil {
		return ""
	}
	return nameOfAccount(strings.TrimSpace(r.plainLine(inlineLines(p)[0])))
}

var (
	// nickname is one in quotation marks between the parts of a name.
	nickname = pattern.MustCompile(`\s+["“'‘]\p{Lu}[\pL-]{1,20}["”'’]\s+`)
	// allCapitals is a word of a name that is written so: Nora KLEIN.
	allCapitals = pattern.MustCompile(`\p{Lu}{2,}`)
)

// nameOfAccount is the name of such a line; empty where the words ahead of the account are
// no name.
func nameOfAccount(line string) string {
	m := accountLine.FindStringSubmatch(line)
	if m == nil {
		return ""
	}
	name := nickname.ReplaceAllString(m[1], " ")
	if names.FormOf(name) >= names.Likely {
		return name
	}
	written := allCapitals.ReplaceAllStringFunc(name, func(word string) string { return word[:1] + strings.ToLower(word[1:]) })
	if strings.Contains(name, " ") && names.FormOf(written) >= names.Likely {
		return written
	}
	return ""
}
