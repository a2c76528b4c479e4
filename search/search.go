// Package search turns text into the words that it is found by, and marks
// where they stand. Text is cut at the word boundaries of Unicode (UAX #29);
// ideographs, kana and Hangul become pairs of neighbouring characters, and single
// characters beside them. Traditional characters count as Simplified ones. [Words]
// and [Parse] are the two sides of an index: what a text has, and what a query
// wants.
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
	// Prefix says that any word that begins with the text will do.
	Prefix bool
	// Forms says that other forms of the word will do as well; see [Term.Others].
	Forms bool
}

// A word is taken as a beginning if it has at least so many characters, since very many
// words begin with one or two, and at most so many bytes: engines cut longer words.
const shortestPrefix, longestPrefix = 3, 100

// Others are further words that will do in place of the text: its plural, or the
// singulars that it can be the plural of, but for those that begin with the text
// where any such word will do.
func (t Term) Others() []string {
	if !t.Forms {
		return nil
	}
	return slices.DeleteFunc(forms(t.Text), func(form string) bool { return t.Prefix && strings.HasPrefix(form, t.Text) })
}

// word is a word with the bytes of the text that it stands for.
type word struct {
	text     string
	from, to int
	paired   bool // whether it is of a script of pairs
}

// Words lists the words of some texts, each once, in the order in which they
// come. Beside the pairs of a run of characters, each character is a word.
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
// a number of words and nothing else: there are no operators. The last word is
// taken as the beginning of one, unless it has fewer than three characters, or is of a
// script of pairs, where any piece of a word is found.
func Parse(query string) []Term {
	var terms []Term
	seen := map[string]int{}
	var last word
	scan(query, false, func(w word) {
		last = w
		if _, ok := seen[w.text]; !ok {
			seen[w.text] = len(terms)
			terms = append(terms, Term{Text: w.text, Forms: len(forms(w.text)) > 0})
		}
	})
	if !last.paired && utf8.RuneCountInString(last.text) >= shortestPrefix && len(last.text) <= longestPrefix {
		terms[seen[last.text]].Prefix = true
	}
	return terms
}

// Match tells whether a text that has the words has what the term wants.
func (t Term) Match(words []string) bool { return slices.ContainsFunc(words, t.matcher()) }

// matcher tells whether a word is one that the term wants.
func (t Term) matcher() func(word string) bool {
	others := t.Others()
	return func(word string) bool {
		return word == t.Text || t.Prefix && strings.HasPrefix(word, t.Text) || slices.Contains(others, word)
	}
}

// scan gives the words of a text to found, in their order. Of a run of characters
// of a script of pairs these are its pairs, and each character by itself: all of
// them, if they are wanted alone as well, and else only that of a run of one.
func scan(text string, alone bool, found func(word)) {
	var last word // the character before, if a run goes on
	paired := false
	end := func() {
		if last.text != "" && !alone && !paired {
			found(last)
		}
		last, paired = word{}, false
	}
	next := func(w word) {
		if last.text != "" {
			found(word{joined(text[last.from:w.to], last.text, w.text), last.from, w.to, true})
			paired = true
		}
		if last = w; alone {
			found(w)
		}
	}
	cut(text, func(token string, at int) {
		if len(token) == 3 && isCommon(token) {
			next(word{characters(token), at, at + len(token), true})
			return
		}
		if !isWord(token) {
			end()
			return
		}
		split(token, func(piece string, from int, paired bool) {
			from += at
			to := from + len(piece)
			if paired {
				for _, r := range characters(piece) {
					next(word{string(r), from, to, true})
				}
				return
			}
			end()
			if folded := fold(piece); isWord(folded) {
				found(word{folded, from, to, false})
			}
		})
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

// isWord tells words from blanks, punctuation and symbols.
func isWord(token string) bool {
	for _, r := range token {
		if r < utf8.RuneSelf {
			if isWordByte(byte(r)) {
				return true
			}
			continue
		}
		if unicode.IsLetter(r) || unicode.IsNumber(r) || isPaired(r) {
			return true
		}
	}
	return false
}
