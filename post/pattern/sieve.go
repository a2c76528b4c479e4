package pattern

import (
	"regexp/syntax"
	"unicode/utf8"
)

// mostWindow is how many bytes of a word are looked for at most: those of a
// Chinese character and the first of the next.
const mostWindow = 4

// sieve tells which texts an expression may match. It holds the first bytes of
// each word that a match needs, as marks in a small table: two words may share a
// mark, and then the expression is run in vain.
type sieve struct {
	anchored bool // whether a match is at the start of a text
	window   int  // how many bytes of a word are looked for; 0: every text may match
	marks    *[1 << (bits - 6)]uint64
	sure     map[uint32][]string // words that are a match by themselves, by their first bytes
}

// bits is how many bits of a hash choose a mark.
const bits = 12

// sieveOf reads the words off an expression that parses.
func sieveOf(expr string) sieve {
	re, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return sieve{}
	}
	words := read(re).words()
	if len(words) == 0 {
		return sieve{}
	}
	s := sieve{anchored: isAnchored(re), window: mostWindow, marks: new([1 << (bits - 6)]uint64)}
	var starts []string
	for _, w := range words {
		for _, start := range spellings(w) {
			s.window = min(s.window, len(start))
			starts = append(starts, start)
		}
	}
	for _, start := range starts {
		h := hash(s.first(start))
		s.marks[h>>6] |= 1 << (h & 63)
	}
	s.sure = map[uint32][]string{}
	for _, word := range sureWords(re) {
		if len(word) >= s.window {
			s.sure[s.first(word)] = append(s.sure[s.first(word)], word)
		}
	}
	return s
}

// first are the bytes of a word that are looked for, in small letters.
func (s sieve) first(word string) (window uint32) {
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
func may[T string | []byte](s sieve, text T) bool {
	maybe, _ := look(s, text)
	return maybe
}

// look reports whether a text may match, and whether it surely does.
func look[T string | []byte](s sieve, text T) (maybe, sure bool) {
	if s.window == 0 || s.anchored && len(text) > longestAnchored {
		return true, false
	}
	if len(text) < s.window {
		return false, false
	}
	mask := uint32(1)<<(8*s.window-1)<<1 - 1
	var last uint32
	for i := range s.window - 1 {
		last = last<<8 | uint32(lower[text[i]])
	}
	for i := s.window - 1; i < len(text); i++ {
		last = (last<<8 | uint32(lower[text[i]])) & mask
		if h := hash(last); s.marks[h>>6]>>(h&63)&1 != 0 {
			return true, isSure(s, text, i-s.window+1, last)
		}
	}
	return false, false
}

// spellings are the starts of a word in bytes, with each character in all its
// cases, up to as many bytes as are looked for: K is the Kelvin sign as well.
func spellings(word string) []string {
	all := []string{""}
	for _, c := range word {
		var next []string
		for _, start := range all {
			if len(start) >= mostWindow {
				next = append(next, start)
				continue
			}
			for _, other := range cases(c) {
				next = append(next, start+string(other))
			}
		}
		all = next
	}
	return all
}

// shortest is the number of bytes of a word's shortest spelling, at most as many
// as are looked for.
func shortest(word string) int {
	n := 0
	for _, c := range word {
		size := utf8.UTFMax
		for _, other := range cases(c) {
			size = min(size, utf8.RuneLen(other))
		}
		if n += size; n >= mostWindow {
			return mostWindow
		}
	}
	return n
}
