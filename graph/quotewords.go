package graph

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"viewline/script"
	"viewline/search"
)

// wordSets are the words by which a quote is searched for, each with its spellings in both
// scripts of Chinese. The longest words come first, since these are the rarest, and there
// are at most as many as a search takes. A quote that has only single characters is
// searched for by characters, the first ones of the quote.
func wordSets(text string) (sets [][]string, characters []string) {
	parsed := search.Parse(text)
	terms := slices.DeleteFunc(slices.Clone(parsed), func(t search.Term) bool { return t.Prefix })
	if len(terms) == 0 && len(parsed) > 0 {
		return nil, spellings(parsed[0].Text)
	}
	slices.SortStableFunc(terms, func(a, b search.Term) int {
		return cmp.Compare(utf8.RuneCountInString(b.Text), utf8.RuneCountInString(a.Text))
	})
	sets = make([][]string, min(len(terms), maxWords))
	for i := range sets {
		sets[i] = spellings(terms[i].Text)
	}
	return sets, nil
}

// spellings are the spellings of a word in the two scripts of Chinese and their mixtures. A
// word of another script has one spelling, and may be long; a Chinese word has two
// characters at most.
func spellings(word string) []string {
	if !strings.ContainsFunc(word, func(r rune) bool { return len(script.Variants(r)) > 1 }) {
		return []string{word}
	}
	all := []string{""}
	for _, r := range word {
		var longer []string
		for _, variant := range script.Variants(r) {
			for _, s := range all {
				longer = append(longer, s+string(variant))
			}
		}
		all = longer
	}
	return all
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
	return len(script.Variants(r)) > 1 || utf8.RuneCountInString(word) == 2 && r > 0x2e80
}
