package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// markup are the bytes that may be markup somewhere in a line, or are no text.
const markup = "\\`*_[]<>&#~=%^{}$|!\n\r\t\x00"

// plainLine gives the plain text of one line of running text, which may start with bold words that a colon ends, as
// **Topic:** maps. Of such a line it gives what Plain would, without a parser: most labelled lines are so.
func plainLine(line string) (plain string, ok bool) {
	words, rest := "", line
	if inner, bold := strings.CutPrefix(line, "**"); bold {
		if words, rest, ok = strings.Cut(inner, "**"); !ok || strings.ContainsAny(words, markup) || !endsWithColon(words) || !strings.HasPrefix(rest, " ") {
			return "", false
		}
	}
	first, _ := utf8.DecodeRuneInString(words + rest)
	if !unicode.IsLetter(first) || strings.ContainsAny(rest, markup) || strings.Contains(line, "::") || !utf8.ValidString(line) {
		return "", false
	}
	switch first { // import and export of a module
	case 'i', 'e':
		return "", false
	}
	return strings.TrimSpace(words + rest), true
}

func endsWithColon(s string) bool { return strings.HasSuffix(s, ":") || strings.HasSuffix(s, "：") }
