// Package script makes one of the two ways in which Chinese is written: Traditional
// characters become Simplified ones, one by one. What a character means is not looked
// at, so the result is for comparing only.
package script

import (
	_ "embed"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// The table holds the characters of the block CJK Unified Ideographs; where a
// Traditional one has several Simplified forms, it holds the usual one.
//
//go:embed simplified.txt
var text string

// table has the Simplified character of each Traditional one that has another, and
// variants the Traditional ones of each Simplified one, in the order of Unicode. OfEach
// is the Simplified character of each of the block, as a character is asked for
// wherever text is cut into words.
type table struct {
	simplified map[rune]rune
	variants   map[rune][]rune
	ofEach     [last - first + 1]uint16
}

// tables is read on first use.
var tables = sync.OnceValue(func() *table {
	t := &table{simplified: map[rune]rune{}, variants: map[rune][]rune{}}
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, group := range strings.Fields(line) {
			to, size := utf8.DecodeRuneInString(group)
			for _, from := range group[size:] {
				t.simplified[from] = to
			}
		}
	}
	for _, r := range slices.Sorted(maps.Keys(t.simplified)) {
		for s, ok := t.simplified[t.simplified[r]]; ok; s, ok = t.simplified[s] {
			t.simplified[r] = s // its Simplified character is a Traditional one as well
		}
		t.variants[t.simplified[r]] = append(t.variants[t.simplified[r]], r)
	}
	for r := rune(first); r <= last; r++ {
		t.ofEach[r-first] = uint16(r)
		if s, ok := t.simplified[r]; ok {
			t.ofEach[r-first] = uint16(s)
		}
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
	return rune(tables().ofEach[r-first])
}

// Variants are all characters that stand for the same Simplified one: that one, and
// the Traditional ones. Of any other character it is the character alone.
func Variants(r rune) []rune {
	if r < first || r > last {
		return []rune{r}
	}
	s := Simplified(r)
	return append([]rune{s}, tables().variants[s]...)
}
