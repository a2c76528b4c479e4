package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// letters are those that Unicode does not take apart into a letter and a mark,
// and apostrophes, of which all are one.
var letters = strings.NewReplacer("ł", "l", "ø", "o", "đ", "d", "ħ", "h", "ı", "i", "æ", "ae", "œ", "oe", "’", "'", "ʼ", "'")

// fold reduces a word to what its spellings have in common: no case, no accents,
// no width, no apostrophe and no English genitive.
func fold(s string) string {
	if isASCII(s) {
		return unquote(strings.ToLower(s))
	}
	s = norm.NFKC.String(s)
	if r, _ := utf8.DecodeRuneInString(s); !unicode.In(r, unicode.Katakana, unicode.Hangul) {
		s = norm.NFD.String(s)
	}
	s = norm.NFC.String(strings.Map(bare, s))
	return unquote(letters.Replace(cases.Fold().String(s))) // a Caser may have state
}

// bare drops marks, and characters that are not seen or not known.
func bare(r rune) rune {
	if r == utf8.RuneError || unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return -1
	}
	return r
}

// unquote has "O'Neil" found as ONeil and "Ada's" as Ada.
func unquote(s string) string {
	if !strings.Contains(s, "'") {
		return s
	}
	return strings.ReplaceAll(strings.TrimSuffix(s, "'s"), "'", "")
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
