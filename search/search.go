// Package search turns text into the words that it is found by, and marks
// where they stand. Text is cut at the word boundaries of Unicode (UAX #29);
// Chinese and Japanese, which that cuts into single characters, become pairs of
// neighbours. [Words] and [Parse] are the two sides of an index: what a text
// has, and what a query wants.
package search

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Term is a word that a query wants.
type Term struct {
	Text string
	// Prefix says that any word that starts with the text will do: a single
	// ideograph is found in any pair that it begins.
	Prefix bool
}

// word is a word with the bytes of the text that it stands for.
type word struct {
	text     string
	from, to int
	first    int // where its first ideograph ends; of other words, to
}

// Words lists the words of some texts, each once, in the order in which they
// come. The last ideograph of a run stands alone beside its pair, so that every
// ideograph begins a word.
func Words(texts ...string) []string {
	set, _ := sets.Get().(*set)
	for _, text := range texts {
		Each(text, set.add)
	}
	list := slices.Clone(set.list)
	set.put()
	return list
}

// Each gives the words that [Words] lists to found, each as often as it is there.
func Each(text string, found func(word string)) {
	scan(text, true, func(w word) { found(w.text) })
}

// set is a list of words, each once.
type set struct {
	seen map[string]struct{}
	list []string
}

// largeSet is how many words a set may have to be used once more.
const largeSet = 1000

// sets are those that are empty, with room for the words of a paragraph.
var sets = sync.Pool{New: func() any { return &set{seen: map[string]struct{}{}} }}

func (s *set) add(word string) {
	if s.seen[word] = struct{}{}; len(s.seen) > len(s.list) {
		s.list = append(s.list, word)
	}
}

func (s *set) put() {
	if len(s.list) > largeSet {
		return
	}
	clear(s.seen)
	clear(s.list)
	s.list = s.list[:0]
	sets.Put(s)
}

// Phrase lists the words of a text as they follow each other.
func Phrase(text string) []string {
	var list []string
	scan(text, false, func(w word) { list = append(list, w.text) })
	return list
}

// Parse lists the terms of a query, each once. Whatever the query holds, it is
// a number of words and nothing else: there are no operators.
func Parse(query string) []Term {
	var terms []Term
	seen := map[string]bool{}
	scan(query, false, func(w word) {
		if !seen[w.text] {
			seen[w.text] = true
			r, size := utf8.DecodeRuneInString(w.text)
			terms = append(terms, Term{w.text, size == len(w.text) && isIdeograph(r)})
		}
	})
	return terms
}

// Match tells whether a text that has the words has what the term wants.
func (t Term) Match(words []string) bool {
	for _, w := range words {
		if w == t.Text || t.Prefix && strings.HasPrefix(w, t.Text) {
			return true
		}
	}
	return false
}

// scan gives the words of a text to found, in their order. Of a run of
// ideographs these are its pairs, then, if tails are wanted, its last one
// alone; a run of one is that one.
func scan(text string, tails bool, found func(word)) {
	var last word // the ideograph before, if a run goes on
	paired := false
	end := func() {
		if last.text != "" && (tails || !paired) {
			found(last)
		}
		last, paired = word{}, false
	}
	cut(text, func(token string, from int) {
		to := from + len(token)
		if r, _ := utf8.DecodeRuneInString(token); isIdeograph(r) {
			w := word{ideograph(token), from, to, to}
			if last.text != "" {
				found(word{joined(text[last.from:to], last.text, w.text), last.from, to, last.to})
				paired = true
			}
			last = w
			return
		}
		end()
		if !isWord(token) {
			return
		}
		if folded := fold(token); isWord(folded) {
			found(word{folded, from, to, to})
		}
	})
	end()
}

// joined is a and b together, which is a piece of the text where they stand in it
// side by side.
func joined(text, a, b string) string {
	if len(text) == len(a)+len(b) && text[:len(a)] == a && text[len(a):] == b {
		return text
	}
	return a + b
}

// isIdeograph reports whether r is of a script that is written without blanks
// and cut into single characters.
func isIdeograph(r rune) bool {
	const first, last = 0x4e00, 0x9fff // the block that common ones are in
	return first <= r && r <= last || r > unicode.MaxLatin1 && unicode.In(r, unicode.Han, unicode.Hiragana)
}

// isWord tells words from blanks, punctuation and symbols.
func isWord(token string) bool {
	for _, r := range token {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return true
		}
	}
	return false
}
