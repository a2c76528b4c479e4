package post

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"viewline/timeline"
)

// title is a heading without its date, stripped of the person's name; where
// nothing is left, the post's title.
func (r *reader) title(heading string) string {
	rest, _ := r.stripPerson(heading)
	return cmp.Or(rest, strings.TrimSpace(heading), r.front.Title)
}

// stripPerson takes the person's name off the start of a title, with what
// ties it to the rest. It reports whether the title names the person there.
func (r *reader) stripPerson(title string) (rest string, named bool) {
	title = strings.TrimSpace(title)
	if r.person == nil {
		return title, false
	}
	longest := 0
	for _, name := range append([]string{r.person.Name}, r.person.Aliases...) {
		if n := prefixSpelled(title, name); n > longest {
			longest = n
		}
	}
	if longest == 0 {
		return title, false
	}
	rest = strings.TrimSpace(title[longest:])
	if m := inBrackets.FindString(rest); m != "" && strings.HasPrefix(rest, m) && r.isNamed(m) {
		rest = rest[len(m):] // another spelling of the name
	}
	rest = strings.TrimLeft(rest, " \t:：-–—,，、·")
	for _, tie := range []string{"在", "于", "的"} {
		if cut, ok := strings.CutPrefix(rest, tie); ok {
			rest = cut
			break
		}
	}
	return strings.TrimSpace(rest), true
}

// isNamed reports whether the person goes by a name.
func (r *reader) isNamed(name string) bool {
	return slices.Contains(r.person.Names(), timeline.Fold(name))
}

// prefixSpelled is the length in bytes of the start of s that folds to the same
// as name, 0 where there is none. A name does not end within a Latin word.
func prefixSpelled(s, name string) int {
	want := timeline.Fold(name)
	if want == "" {
		return 0
	}
	have := ""
	for i, c := range s {
		have += timeline.Fold(string(c))
		if !strings.HasPrefix(want, have) {
			return 0
		}
		if have == want {
			end := i + len(string(c))
			if unicode.IsLower(c) && end < len(s) && isLatinLetter(s[end]) {
				return 0
			}
			return end
		}
	}
	return 0
}

func isLatinLetter(b byte) bool { return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' }

// numbering is what may number a heading: 1. 1.2 IV. A. 一、 （二） 第三章.
var numbering = regexp.MustCompile(`^(` +
	`\d{1,3}(?:\.\d{1,3})+(?:[.、）)]|\s)` +
	`|\d{1,3}[.、）)]` +
	`|[IVXLC]{1,6}[.、]` +
	`|[A-Z][.、]\s` +
	`|[一二三四五六七八九十]{1,3}[、.．]` +
	`|[（(][一二三四五六七八九十\d]{1,3}[）)]` +
	`|第[一二三四五六七八九十\d]{1,3}(?:部分|章|节|点)[:：]?` +
	`)\s*`)

// splitNumber takes the numbering off a heading. Emoji before the number stay
// with the heading.
func splitNumber(heading string) (number timeline.Text, rest string) {
	lead := len(heading) - len(strings.TrimLeftFunc(heading, func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsPunct(c)
	}))
	m := numbering.FindString(heading[lead:])
	rest = strings.TrimSpace(heading[:lead] + heading[lead+len(m):])
	if m == "" || strings.TrimSpace(heading[lead+len(m):]) == "" {
		return "", strings.TrimSpace(heading)
	}
	return timeline.Text(strings.TrimSpace(m)), rest
}
