package pattern

import (
	"regexp/syntax"
)

// mostWindow is how many bytes of a word are looked for at most: those of a
// Chinese character and the first of the next.
const mostWindow = 4

// sieve tells which texts an expression may match: those that hold one of the
// words that a match needs. The first bytes of each word are marks in a small
// table. Two words may share a mark, so where one is met the words are compared.
type sieve struct {
	anchored bool // whether a match is at the start of a text
	window   int  // how many bytes of a word are looked for; 0: every text may match
	marks    *[1 << (bits - 6)]uint64
	words    map[uint32][]string // the words in small letters, by their first bytes
	sure     map[uint32][]string // words that are a match by themselves, by their first bytes
	also     *sieve              // of other words of which a match needs one as well; nil: none
}

// bits is how many bits of a hash choose a mark.
const bits = 12

// sieveOf reads the words off an expression that parses.
func sieveOf(expr string) *sieve {
	re, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return &sieve{}
	}
	f := read(re)
	words := f.words()
	if len(words) == 0 {
		return &sieve{}
	}
	s := sieveOfWords(words)
	s.anchored = isAnchored(re)
	s.sure = map[uint32][]string{}
	for _, word := range sureWords(re) {
		if len(word) >= s.window {
			s.sure[s.first(word)] = append(s.sure[s.first(word)], word)
		}
	}
	last := s
	for _, words := range f.also {
		last.also = sieveOfWords(words)
		last = last.also
	}
	return s
}

// sieveOfWords is for texts that hold one of some words.
func sieveOfWords(words []string) *sieve {
	s := &sieve{window: mostWindow, marks: new([1 << (bits - 6)]uint64), words: map[uint32][]string{}}
	var all []spelling
	for _, w := range words {
		for _, spelled := range spellings(w) {
			s.window = min(s.window, len(spelled.start))
			all = append(all, spelled)
		}
	}
	for _, spelled := range all {
		window := s.first(spelled.start)
		h := hash(window)
		s.marks[h>>6] |= 1 << (h & 63)
		s.words[window] = append(s.words[window], spelled.word())
	}
	return s
}

// first are the bytes of a word that are looked for, in small letters.
func (s *sieve) first(word string) (window uint32) {
	for i := range s.window {
		window = window<<8 | uint32(lower[word[i]])
	}
	return window
}

// longestAnchored is how many bytes of a text are looked at for an expression that
// matches at the start alone, and so soon fails on a longer text.
const longestAnchored = 256

func isAnchored(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpBeginText:
		return true
	case syntax.OpConcat, syntax.OpCapture:
		return isAnchored(re.Sub[0])
	}
	return false
}

func hash(window uint32) uint32 { return window * 2654435761 >> (32 - bits) }

// lower are the bytes with small letters for capital ones.
var lower = func() (table [256]byte) {
	for i := range table {
		table[i] = byte(i)
		if 'A' <= i && i <= 'Z' {
			table[i] += 'a' - 'A'
		}
	}
	return table
}()

// may reports whether a text may match.
func may[T string | []byte](s *sieve, text T) bool {
	maybe, _ := look(s, text)
	return maybe
}

// look reports whether a text may match, and whether it surely does.
func look[T string | []byte](s *sieve, text T) (maybe, sure bool) {
	if s.window == 0 || s.anchored && len(text) > longestAnchored {
		return true, false
	}
	at, window := find(s, text)
	if at < 0 {
		return false, false
	}
	if hasWord(s.sure[window], text, at) {
		return true, true
	}
	for other := s.also; other != nil; other = other.also {
		if at, _ := find(other, text); at < 0 {
			return false, false
		}
	}
	return true, false
}

// find is where the first word stands in a text, with its first bytes; -1 where
// there is none.
func find[T string | []byte](s *sieve, text T) (at int, window uint32) {
	if len(text) < s.window {
		return -1, 0
	}
	mask := uint32(1)<<(8*s.window-1)<<1 - 1
	var last uint32
	for i := range s.window - 1 {
		last = last<<8 | uint32(lower[text[i]])
	}
	for i := s.window - 1; i < len(text); i++ {
		last = (last<<8 | uint32(lower[text[i]])) & mask
		if h := hash(last); s.marks[h>>6]>>(h&63)&1 != 0 && hasWord(s.words[last], text, i-s.window+1) {
			return i - s.window + 1, last
		}
	}
	return -1, 0
}

// hasWord reports whether one of some words in small letters stands at i.
func hasWord[T string | []byte](words []string, text T, i int) bool {
next:
	for _, word := range words {
		if len(text)-i < len(word) {
			continue
		}
		for j := range len(word) {
			if lower[text[i+j]] != word[j] {
				continue next
			}
		}
		return true
	}
	return false
}
