package names

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"viewline/reading"
)

// Slug is a person's name as a key; see [reading.Name].
func Slug(name string) string { return reading.Name(name) }

// Key is a title or a topic as a key; see [reading.Title].
func Key(title string) string { return reading.Title(title) }

// Slug is the name's key. A Latin spelling comes before all others, and the kana
// of a Japanese name before its Han characters, whose reading only the kana
// tell.
func (n Name) Slug() string {
	spellings := append([]string{n.Text}, n.Other...)
	for _, s := range spellings {
		if strings.ContainsFunc(s, func(c rune) bool { return unicode.Is(unicode.Latin, c) }) {
			return Slug(s)
		}
	}
	if scriptOf(n.Text) == scriptHan {
		for _, s := range n.Other {
			if scriptOf(s) == scriptKana && !strings.ContainsFunc(s, isHan) {
				return Slug(s)
			}
		}
	}
	return Slug(n.Text)
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

func isHan(c rune) bool  { return reading.IsHan(c) }
func isKana(c rune) bool { return reading.IsKana(c) }

// WithoutAccents is a text with plain Latin letters for accented ones: Clement for
// Clément.
func WithoutAccents(s string) string {
	if ascii(s) {
		return s
	}
	return strings.Map(func(c rune) rune {
		if unicode.Is(unicode.Mn, c) {
			return -1
		}
		return c
	}, norm.NFD.String(s))
}
