package post

import (
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"
	"golang.org/x/text/unicode/norm"

	"viewline/timeline"
)

// latin spells letters that no decomposition takes to ASCII.
var latin = strings.NewReplacer(
	"ł", "l", "Ł", "L", "ø", "o", "Ø", "O", "đ", "d", "Đ", "D", "ß", "ss",
	"æ", "ae", "Æ", "AE", "œ", "oe", "Œ", "OE", "ı", "i", "ð", "d", "þ", "th",
)

// slugOf is a name or title as a key: Latin words in kebab case without their
// accents, Chinese in pinyin, a syllable a word.
func slugOf(name string) string {
	var b strings.Builder
	args := pinyin.NewArgs()
	for _, c := range norm.NFD.String(latin.Replace(name)) {
		switch {
		case unicode.Is(unicode.Han, c):
			if syllables := pinyin.SinglePinyin(c, args); len(syllables) > 0 {
				b.WriteString(" " + syllables[0] + " ")
			} else {
				b.WriteString(" " + string(c) + " ")
			}
		case unicode.Is(unicode.Mn, c):
		default:
			b.WriteRune(c)
		}
	}
	return timeline.Kebab(b.String())
}
