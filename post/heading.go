package post

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"viewline/post/pattern"
	"viewline/timeline"
)

// title is a heading without its date, stripped of the person's name; where
// nothing is left, the post's title.
func (r *reader) title(heading string) string {
	rest, named := r.stripPerson(heading)
	if !named {
		rest = r.stripAsked(rest)
	}
	return cmp.Or(rest, strings.TrimSpace(heading), r.front.Title)
}

// askedVerbs stand ahead of whom somebody talks with.
var askedVerbs = pattern.MustCompile(`(?:专访|專訪|对话|對話|访谈|訪談|采访|採訪)\s*$`)

// stripAsked takes the person's name out of a title such as 专访韩雪松：慢软件.
func (r *reader) stripAsked(title string) string {
	if r.person == nil {
		return title
	}
	for _, name := range append([]string{r.person.Name}, r.person.Aliases...) {
		i := strings.Index(title, name)
		if i <= 0 || !askedVerbs.MatchString(title[:i]) {
			continue
		}
		if rest := strings.TrimSpace(title[i+len(name):]); strings.HasPrefix(rest, "：") || strings.HasPrefix(rest, ":") {
			return strings.TrimSpace(title[:i]) + rest
		}
	}
	return title
}

// stripPerson takes the person's name off the start of a title, with what
// ties it to the rest. It reports whether the title names the person there.
func (r *reader) stripPerson(title string) (rest string, named bool) {
	if r.person == nil {
		return strings.TrimSpace(title), false
	}
	return stripName(title, r.person)
}

// stripNames does so for the first of several people whom the title starts with.
func (r *reader) stripNames(title string, members []*member) (rest string, named bool) {
	for _, m := range members {
		if rest, named = stripName(title, m.asPerson()); named {
			return rest, true
		}
	}
	return strings.TrimSpace(title), false
}

// joined is what joins a name with that of somebody else.
var joined = pattern.MustCompile(`^(?:与|與|和|跟|、|/|&|(?i:and|vs\.?|versus|interviews?|interviewing) )`)

func stripName(title string, p *timeline.Person) (rest string, named bool) {
	title = strings.TrimSpace(title)
	longest := 0
	for _, name := range append([]string{p.Name}, p.Aliases...) {
		if n := prefixSpelled(title, name); n > longest {
			longest = n
		}
	}
	if longest == 0 {
		return title, false
	}
	rest = strings.TrimSpace(title[longest:])
	if m := inBrackets.FindString(rest); m != "" && strings.HasPrefix(rest, m) && slices.Contains(p.Names(), timeline.Fold(m)) {
		rest = rest[len(m):] // another spelling of the name
	}
	if joined.MatchString(rest) {
		return title, true // Ana Ruiz and Bo Li on maps: the name is one of a list
	}
	for _, honour := range []string{"氏", "さん", "先生", "女士"} {
		rest = strings.TrimPrefix(rest, honour)
	}
	for _, genitive := range []string{"'s ", "’s ", "' ", "’ "} {
		rest = strings.TrimPrefix(rest, genitive)
	}
	rest = strings.TrimLeft(rest, " \t:：-–—,，、·|｜")
	for _, tie := range []string{"在", "于", "的"} {
		if cut, ok := strings.CutPrefix(rest, tie); ok {
			rest = cut
			break
		}
	}
	return strings.TrimSpace(rest), true
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
var numbering = pattern.MustCompile(`^(` +
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
	m := ""
	if startsNumbering(heading[lead:]) {
		m = numbering.FindString(heading[lead:])
	}
	if m == "" || strings.TrimSpace(heading[lead+len(m):]) == "" {
		return "", strings.TrimSpace(heading)
	}
	return timeline.Text(strings.TrimSpace(m)), strings.TrimSpace(heading[:lead] + heading[lead+len(m):])
}

// startsNumbering reports whether a heading starts with a character that numbering
// may start with. It spares most headings the expression.
func startsNumbering(heading string) bool {
	first, _ := utf8.DecodeRuneInString(heading)
	switch {
	case '0' <= first && first <= '9', 'A' <= first && first <= 'Z', first == '（', first == '(', first == '第':
		return true
	}
	return first >= utf8.RuneSelf && strings.ContainsRune(numerals, first)
}
