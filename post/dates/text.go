package dates

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// text is the text that is read. Its methods take offsets in bytes and fold
// full-width digits, letters and signs to ASCII as they go.
type text string

// none is what stands ahead of the start and behind the end of a text.
const none rune = -1

// fold writes a full-width sign (U+FF01 to U+FF5E) as ASCII, and the blanks of
// typography as a space.
func fold(c rune) rune {
	switch {
	case 0xFF01 <= c && c <= 0xFF5E:
		return c - 0xFEE0
	case c == '\u3000' || c == '\u00A0' || c == '\u2009' || c == '\u202F':
		return ' '
	}
	return c
}

// at is the folded code point at an offset, and the offset behind it.
func (t text) at(i int) (rune, int) {
	if i >= len(t) {
		return none, i
	}
	if t[i] < utf8.RuneSelf {
		return rune(t[i]), i + 1
	}
	c, size := utf8.DecodeRuneInString(string(t[i:]))
	return fold(c), i + size
}

// before is the folded code point that ends at an offset, and where it starts.
func (t text) before(i int) (rune, int) {
	if i <= 0 {
		return none, 0
	}
	if t[i-1] < utf8.RuneSelf {
		return rune(t[i-1]), i - 1
	}
	c, size := utf8.DecodeLastRuneInString(string(t[:i]))
	return fold(c), i - size
}

// mostBlanks is how many blanks in a row a date may have.
const mostBlanks = 8

// blanks is the offset behind the blanks at i, among them at most one newline.
func (t text) blanks(i int) int {
	newlines := 0
	for range mostBlanks {
		c, next := t.at(i)
		if c == '\n' {
			newlines++
		}
		if !isBlank(c) || newlines > 1 {
			break
		}
		i = next
	}
	return i
}

// blanksBefore is the start of the blanks that end at i.
func (t text) blanksBefore(i int) int {
	newlines := 0
	for range mostBlanks {
		c, start := t.before(i)
		if c == '\n' {
			newlines++
		}
		if !isBlank(c) || newlines > 1 {
			break
		}
		i = start
	}
	return i
}

// word is the offset behind an ASCII word at i, at most 12 letters long.
func (t text) word(i int) int {
	end := i
	for end < len(t) && end-i <= longestWord && isLatin(rune(t[end])) {
		end++
	}
	return end
}

const longestWord = 12

// lower is the ASCII word from i to end in lower case, in a buffer so that none
// is allocated; empty where the word is too long for one that means something.
func (t text) lower(i, end int, buffer *[longestWord + 1]byte) []byte {
	if end-i > longestWord {
		return nil
	}
	b := buffer[:end-i]
	for n := range b {
		b[n] = t[i+n] | 0x20
	}
	return b
}

// has is the offset behind a literal at i.
func (t text) has(i int, literal string) (int, bool) {
	if strings.HasPrefix(string(t[i:]), literal) {
		return i + len(literal), true
	}
	return i, false
}

// hasFold is has for an ASCII literal in lower case; any case matches.
func (t text) hasFold(i int, literal string) (int, bool) {
	if len(t)-i < len(literal) || t[i]|0x20 != literal[0]|0x20 || !strings.EqualFold(string(t[i:i+len(literal)]), literal) {
		return i, false
	}
	return i + len(literal), true
}

// longest is the offset behind the longest of the literals at i.
func (t text) longest(i int, literals []string) (int, bool) {
	best := i
	for _, l := range literals {
		if i >= len(t) || l[0] != t[i] {
			continue
		}
		if end, ok := t.has(i, l); ok && end > best {
			best = end
		}
	}
	return best, best > i
}

func isBlank(c rune) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }
func isDigit(c rune) bool { return '0' <= c && c <= '9' }
func isLatin(c rune) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }
func isAlnum(c rune) bool { return isDigit(c) || isLetter(c) && !isHan(c) }
func isHan(c rune) bool {
	return c >= 0x3040 && unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

func isLetter(c rune) bool {
	return isLatin(c) || c >= 0xC0 && unicode.In(c, unicode.Latin, unicode.Han, unicode.Hiragana, unicode.Katakana)
}
