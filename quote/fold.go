// Package quote compares what somebody is said to have said with a text. It looks at
// the words alone: at which there are, and in which order. [Parse] is its entry point.
//
// Folded are only what a copy may change without changing a word: case, width, the
// script that Chinese is written in, blanks and punctuation. So "don't" is not "dont",
// "3.14" is not "314", "50%" is not "50", and "-5" is not "5".
package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"viewline/script"
)

// unit is a word or, of a script that is written without blanks, a character; and
// where it stands in its text, in bytes.
type unit struct {
	text     string // folded
	from, to int
}

// units cuts a text into its units.
func units(text string) []unit {
	c := cutter{text: text}
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		c.take(r, at, at+size)
		at += size
	}
	c.end()
	return c.all
}

// cutter gathers the units of a text.
type cutter struct {
	text     string
	all      []unit
	from, to int // of the word so far; empty where there is none
}

// take takes the next character.
func (c *cutter) take(r rune, from, to int) {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf): // it only dresses what is ahead of it
		if c.to == from && c.from < c.to {
			c.to = to
		}
	case c.isShare(r):
		c.to = to
	case alone(r) || unicode.IsSymbol(r) || strings.ContainsRune(signs, r):
		c.end()
		c.add(from, to)
	case unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.Mc, r):
		if c.from == c.to {
			c.from = from
			if c.isMinus(from) {
				c.from -= len("-")
			}
		}
		c.to = to
	case c.inNumber(r, to):
		c.to = to
	default:
		c.end()
	}
}

// signs are punctuation that says something by itself.
const signs = "%％‰&＆@＠#＃§"

// alone tells whether a character is a unit by itself: of a script that is written
// without blanks.
func alone(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// inNumber tells whether a character is a point or a comma between two digits.
func (c *cutter) inNumber(r rune, to int) bool {
	if c.from == c.to || !strings.ContainsRune(".,．，", r) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(c.text[:c.to])
	next, _ := utf8.DecodeRuneInString(c.text[to:])
	return unicode.IsDigit(last) && unicode.IsDigit(next)
}

// isShare tells whether a character makes the number ahead of it one of hundreds.
func (c *cutter) isShare(r rune) bool {
	if c.from == c.to || !strings.ContainsRune("%％‰", r) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(c.text[:c.to])
	return unicode.IsDigit(last)
}

// isMinus tells whether a hyphen ahead of a place makes a number negative: where a
// digit follows, and no word is ahead of it.
func (c *cutter) isMinus(at int) bool {
	next, _ := utf8.DecodeRuneInString(c.text[at:])
	if !strings.HasSuffix(c.text[:at], "-") || !unicode.IsDigit(next) {
		return false
	}
	last, size := utf8.DecodeLastRuneInString(c.text[:at-1])
	return size == 0 || unicode.IsSpace(last) || unicode.Is(unicode.Ps, last)
}

func (c *cutter) end() {
	if c.from < c.to {
		c.add(c.from, c.to)
	}
	c.from, c.to = 0, 0
}

func (c *cutter) add(from, to int) {
	if folded := fold(c.text[from:to]); folded != "" {
		c.all = append(c.all, unit{folded, from, to})
	}
}

// fold folds a unit. A minus is a hyphen, as in most keyboards.
func fold(s string) string {
	s = norm.NFKC.String(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r) {
			return -1
		}
		return r
	}, s))
	s = strings.Map(script.Simplified, cases.Fold().String(s))
	return strings.ReplaceAll(norm.NFKC.String(s), "−", "-")
}
