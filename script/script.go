// Package script makes one of the two ways in which Chinese is written: Traditional
// characters become Simplified ones, one by one, as OpenCC's table has them
// (https://github.com/BYVoid/OpenCC). What a character means is not looked at.
package script

import (
	"maps"
	"slices"
	"sync"

	"github.com/longbridgeapp/opencc"
)

// table has the Simplified character of each Traditional one that has another, and
// variants the Traditional ones of each Simplified one, in the order of Unicode.
type table struct {
	simplified map[rune]rune
	variants   map[rune][]rune
}

// blocks are those that hold the characters of today's texts: CJK Unified
// Ideographs and its extension A.
var blocks = [][2]rune{{0x3400, 0x4dbf}, {0x4e00, 0x9fff}}

// tables is made on first use, in about 60 ms.
var tables = sync.OnceValue(func() table {
	t := table{map[rune]rune{}, map[rune][]rune{}}
	convert, err := opencc.New("t2s")
	if err != nil {
		panic(err) // the table is compiled in
	}
	for _, block := range blocks {
		for r := block[0]; r <= block[1]; r++ {
			text, err := convert.Convert(string(r))
			to := []rune(text)
			if err != nil || len(to) != 1 || to[0] == r {
				continue
			}
			t.simplified[r] = to[0]
		}
	}
	for _, r := range slices.Sorted(maps.Keys(t.simplified)) {
		for s, ok := t.simplified[t.simplified[r]]; ok; s, ok = t.simplified[s] {
			t.simplified[r] = s // 薴 becomes 苧, which is a Traditional character as well
		}
		t.variants[t.simplified[r]] = append(t.variants[t.simplified[r]], r)
	}
	return t
})

// isHan tells whether a character can be in the table.
func isHan(r rune) bool { return r >= blocks[0][0] && r <= blocks[1][1] }

// Simplified is the Simplified character for a Traditional one, and any other
// character itself.
func Simplified(r rune) rune {
	if !isHan(r) {
		return r
	}
	if s, ok := tables().simplified[r]; ok {
		return s
	}
	return r
}

// Variants are all characters that stand for the same Simplified one: that one, and
// the Traditional ones. Of any other character it is the character alone.
func Variants(r rune) []rune {
	if !isHan(r) {
		return []rune{r}
	}
	s := Simplified(r)
	return append([]rune{s}, tables().variants[s]...)
}
