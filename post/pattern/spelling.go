package pattern

import (
	"strings"
	"unicode/utf8"
)

// spelling is one of the ways in which a text may write a word.
type spelling struct {
	start string // as many bytes as are looked for, or a few more
	rest  string // what follows; it ends ahead of a letter whose case is not that of ASCII alone
}

// word is what the text has, in small letters.
func (s spelling) word() string {
	b := []byte(s.start + s.rest)
	for i, c := range b {
		b[i] = lower[c]
	}
	return string(b)
}

// spellings are the ways of a word, with each character of its start in all its
// cases: K is the Kelvin sign as well.
func spellings(word string) []spelling {
	all := []spelling{{}}
	for i, c := range word {
		var next []spelling
		for _, s := range all {
			if len(s.start) >= mostWindow {
				next = append(next, s)
				continue
			}
			for _, other := range cases(c) {
				start := s.start + string(other)
				rest := ""
				if len(start) >= mostWindow {
					rest = plainStart(word[i+utf8.RuneLen(c):])
				}
				next = append(next, spelling{start, rest})
			}
		}
		all = next
	}
	return all
}

// plainStart is the start of a word up to the first letter that has other cases
// than those of ASCII.
func plainStart(word string) string {
	end := strings.IndexFunc(word, func(c rune) bool {
		all := cases(c)
		return len(all) > 2 || len(all) == 2 && c >= utf8.RuneSelf
	})
	if end < 0 {
		return word
	}
	return word[:end]
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
