package graph

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"viewline/search"
)

// wordSets are the words by which a quote is searched for, each as a set of one. The
// longest words come first, since these are the rarest, and there are at most as many as a
// search takes.
func wordSets(text string) [][]string {
	words := quoteWords(text)
	slices.SortStableFunc(words, func(a, b string) int {
		return cmp.Compare(utf8.RuneCountInString(b), utf8.RuneCountInString(a))
	})
	sets := make([][]string, min(len(words), maxWords))
	for i := range sets {
		sets[i] = []string{words[i]}
	}
	return sets
}

// quoteWords are the words of a quote, each once. Of a word of Korean, which counts as one
// in a quote, they have the first pair of characters only, so that a missing word is one
// missing pair.
func quoteWords(text string) []string {
	var words []string
	for field := range strings.FieldsSeq(text) {
		korean := false
		for _, t := range search.Parse(field) {
			r, _ := utf8.DecodeRuneInString(t.Text)
			if is := unicode.Is(unicode.Hangul, r); !is || !korean {
				words = append(words, t.Text)
			}
			korean = unicode.Is(unicode.Hangul, r)
		}
	}
	return unique(words)
}

// anyOf are sets of words. A text that nearly has the quote has at least one word of each
// set: the text lacks at most a quarter of the words, and each set has one word more than
// that. Where the words are pairs of characters, the text may lack half of them, as a
// missing character is in two pairs.
func anyOf(words [][]string) [][]string {
	missing := len(words) / 4
	if isPair(words[0][0]) {
		missing = len(words) / 2
	}
	var sets [][]string
	for chunk := range slices.Chunk(words, missing+1) {
		if len(chunk) > missing && len(sets) < 2 {
			sets = append(sets, unique(slices.Concat(chunk...)))
		}
	}
	return sets
}

func isPair(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return utf8.RuneCountInString(word) == 2 && r > 0x2e80
}
