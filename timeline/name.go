package timeline

import (
	"strings"
	"unicode"
)

// Fold reduces a name or title to what its spellings have in common: lower
// case, full-width forms as ASCII, and only letters, marks and digits. So
// "Ilya Sutskever", "ilya-sutskever" and "ＩＬＹＡ・Sutskever" fold alike.
func Fold(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' { // full-width ASCII, U+FF01 to U+FF5E
			r -= '！' - '!'
		}
		if isWord(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// Kebab joins the words of s with hyphens, in lower case. Everything that is
// neither letter, mark nor digit separates words, but for apostrophes and marks
// that only dress a character, which vanish.
func Kebab(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range s {
		switch {
		case r == '\'' || r == '’' || isDress(r):
		case isWord(r):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		default:
			gap = true
		}
	}
	return b.String()
}

// isWord reports whether words are made of r. To Unicode 〇, the Chinese zero,
// is neither letter nor digit but a letter number (Nl).
func isWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Nl, r) || unicode.IsMark(r) && !isDress(r)
}

// isDress reports whether r is a mark that changes the look of a character and
// not its reading, as in the emoji 1️⃣: a variation selector or an enclosing mark.
func isDress(r rune) bool { return unicode.In(r, unicode.Variation_Selector, unicode.Me) }
