package post

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"viewline/search"
)

// units gives what a text is made of to found, in its order: each character of a
// script that package search has in pairs by itself, and each other word as that
// folds it. So a phrase stands in a text where its units follow each other, in
// Chinese, Japanese and Korean anywhere in a run and else as whole words. Apart tells
// of a character that the one before it does not touch, though no word stands between
// the two.
func units(text string, found func(unit string, apart bool)) {
	last := -1 // the offset behind the character before, if no word followed it
	word := func(w string) {
		found(w, false)
		last = -1
	}
	for i := 0; i < len(text); {
		folded, size := search.Character(text[i:])
		if size == 0 {
			if r, blank := utf8.DecodeRuneInString(text[i:]); unicode.IsSpace(r) {
				i += blank
				continue
			}
			end := i + stretch(text[i:])
			words(text[i:end], word)
			i = end
			continue
		}
		apart := last >= 0 && last != i
		for j, r := range folded {
			found(folded[j:j+utf8.RuneLen(r)], apart && j == 0)
		}
		i += size
		last = i
	}
}

// stretch is how many bytes go by before a blank or a character that is a unit.
func stretch(text string) int {
	for i, r := range text {
		if unicode.IsSpace(r) {
			return i
		}
		if r >= utf8.RuneSelf {
			if _, size := search.Character(text[i:]); size > 0 {
				return i
			}
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
