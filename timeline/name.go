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
		if isPlainWord(r) || isWord(r) {
			return lower(r)
		}
		return -1
	}, s)
}

// Kebab joins the words of s with hyphens, in lower case. Everything that is
// neither letter, mark nor digit separates words, but for apostrophes and marks
// that only dress a character, which vanish.
func Kebab(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range s {
		switch {
		case r == '\'' || r == '’' || !isPlainWord(r) && isDress(r):
		case isPlainWord(r) || isWord(r):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(lower(r))
		default:
			gap = true
		}
	}
	return b.String()
}

// lower is a character in lower case. Chinese ones, which have none, are not looked up.
func lower(r rune) rune {
	if 0x4e00 <= r && r <= 0x9fff {
		return r
	}
	return unicode.ToLower(r)
}

// isPlainWord reports the letters and digits that are most of all text: those of
// ASCII, and the common block of Chinese characters. Others are looked up.
func isPlainWord(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || 0x4e00 <= r && r <= 0x9fff
}

// isWord reports whether words are made of r. To Unicode 〇, the Chinese zero,
// is neither letter nor digit but a letter number (Nl).
func isWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Nl, r) || unicode.IsMark(r) && !isDress(r)
}

// isDress reports whether r is a mark that changes the look of a character and
// not its reading, as in the emoji 1️⃣: a variation selector or an enclosing mark.
func isDress(r rune) bool { return unicode.In(r, unicode.Variation_Selector, unicode.Me) }
