package graph

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"viewline/search"
)

// wordsOfPiece is by how many words a quote, or a piece of one, is searched for. A text with so
// many of them has nearly always the others too; what is found is compared word by word.
const wordsOfPiece = 12

// rarest are the words by which a quote or a piece is searched for: the longest ones, since
// these are the rarest.
func rarest(words []string) []string {
	words = slices.Clone(words)
	slices.SortStableFunc(words, func(a, b string) int {
		return cmp.Compare(utf8.RuneCountInString(b), utf8.RuneCountInString(a))
	})
	return words[:min(len(words), wordsOfPiece)]
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

// pieces cut the words of a quote into two pieces, into four, and so on, up to one more than
// words may be missing in a text that nearly has the quote: such a text has one of the last
// pieces whole. The words of a piece are neighbours in the quote. There are none where no
// word may be missing.
func pieces(words []string, missing int) [][][]string {
	var all [][][]string
	most := min(missing+1, len(words))
	for n := 1; n < most; {
		n = min(2*n, most)
		cut := make([][]string, n)
		for i := range cut {
			piece := words[len(words)*i/n : len(words)*(i+1)/n]
			if i > 0 && len(piece) > 1 && isPair(piece[0]) {
				piece = piece[1:] // its first character is the second one of the pair ahead
			}
			cut[i] = piece
		}
		all = append(all, cut)
	}
	return all
}

func isPair(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return utf8.RuneCountInString(word) == 2 && r > 0x2e80
}
