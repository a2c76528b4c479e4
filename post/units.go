package post

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"viewline/search"
)

// units gives what a text is made of to found, in its order: each ideograph by
// itself, and each other word as package search folds it. So a phrase stands in
// a text where its units follow each other, in Chinese anywhere in a run and
// else as whole words. Apart tells of an ideograph that the one before it does
// not touch, though no word stands between the two.
func units(text string, found func(unit string, apart bool)) {
	last := -1 // the offset behind the ideograph before, if no word followed it
	word := func(w string) {
		found(w, false)
		last = -1
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case isIdeograph(r):
			found(ideograph(r, text[i:i+size]), last >= 0 && last != i)
			i += size
			last = i
		case unicode.IsSpace(r):
			i += size
		default:
			end := i + stretch(text[i:])
			words(text[i:end], word)
			i = end
		}
	}
}

// isIdeograph reports whether r is of a script that package search cuts into
// pairs of neighbours.
func isIdeograph(r rune) bool {
	if r < 0x2e80 { // nothing below is; see the blocks of Unicode
		return false
	}
	return r >= 0x4e00 && r <= 0x9fff || unicode.In(r, unicode.Han, unicode.Hiragana)
}

// ideograph is a character as package search folds it: compatibility forms go,
// and the common block has none.
func ideograph(r rune, s string) string {
	if r < 0x4e00 || r > 0x9fff {
		if w := search.Phrase(s); len(w) == 1 {
			return w[0]
		}
	}
	return s
}

// stretch is how many bytes go by before a blank or an ideograph.
func stretch(text string) int {
	for i, r := range text {
		if unicode.IsSpace(r) || isIdeograph(r) {
			return i
		}
	}
	return len(text)
}

// words gives the words of a stretch to found. Most are plain, and need no
// search for their boundaries.
func words(s string, found func(string)) {
	word := strings.TrimFunc(s, func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsNumber(r) })
	if isPlain(word) {
		if word != "" {
			found(strings.ToLower(word))
		}
		return
	}
	for _, w := range search.Phrase(s) {
		found(w)
	}
}

// isPlain reports whether s has only letters and digits of ASCII.
func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; !isLatinLetter(c) && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}
