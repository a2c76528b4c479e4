package graph

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"viewline/search"
)

// rarest are the words by which a quote is searched for as a whole: as many as a search
// takes, the longest ones, since these are the rarest.
func rarest(words []string) []string {
	words = slices.Clone(words)
	slices.SortStableFunc(words, func(a, b string) int {
		return cmp.Compare(utf8.RuneCountInString(b), utf8.RuneCountInString(a))
	})
	return words[:min(len(words), maxWords)]
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

// shortestPiece is how many words the pieces have in which a quote is looked for at last.
// A text that nearly has the quote lacks at most a quarter of the words. There are more
// pieces of three words than that, so one of them lacks none.
const shortestPiece = 3

// pieces cut the words of a quote into two pieces, into four, and so on. The words of a
// piece are neighbours in the quote, and no character belongs to two pieces.
func pieces(words []string) [][][]string {
	var all [][][]string
	for size := (len(words) + 1) / 2; size < len(words); size = max((size+1)/2, shortestPiece) {
		var groups [][]string
		for piece := range slices.Chunk(words, size) {
			if last := len(piece) - 1; last > 0 && isPair(piece[last]) {
				piece = piece[:last] // its second character is the first one of the next pair
			}
			groups = append(groups, piece)
		}
		if all = append(all, groups); size <= shortestPiece {
			break
		}
	}
	return all
}

func isPair(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return utf8.RuneCountInString(word) == 2 && r > 0x2e80
}
