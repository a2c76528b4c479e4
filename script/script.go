// Package script makes one of the two ways in which Chinese is written: Traditional
// characters become Simplified ones, one by one. What a character means is not looked
// at, so the result is for comparing only.
package script

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

// The table holds the characters of the block CJK Unified Ideographs; where a
// Traditional one has several Simplified forms, it holds the usual one.
//
//go:embed simplified.txt
var text string

// table is the Simplified character of each of the block, the character itself where it has
// no other: a character is asked for wherever text is cut into words.
type table [last - first + 1]uint16

// simplified is read on first use.
var simplified = sync.OnceValue(func() *table {
	to := map[rune]rune{}
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, group := range strings.Fields(line) {
			one, size := utf8.DecodeRuneInString(group)
			for _, from := range group[size:] {
				to[from] = one
			}
		}
	}
	t := &table{}
	for r := rune(first); r <= last; r++ {
		one := r
		for s, ok := to[one]; ok; s, ok = to[one] {
			one = s // which may be a Traditional one as well
		}
		t[r-first] = uint16(one)
	}
	return t
})

// The first and last character of the block that the table covers.
const first, last = 0x4e00, 0x9fff

// Simplified is the Simplified character for a Traditional one, and any other
// character itself.
func Simplified(r rune) rune {
	if r < first || r > last {
		return r
	}
	return rune(simplified()[r-first])
}
