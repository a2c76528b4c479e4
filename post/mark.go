package post

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// mark is the number ahead of an item.
type mark struct {
	style  string // what stands around the number; marks of one list have one style
	n      int    // 0 where there is no mark
	length int    // in bytes, with the blanks behind
}

// numerals are the Chinese numbers up to ten; theirs is the index, from 1.
const numerals = "一二三四五六七八九十"

// hanNumber reads a Chinese number from 1 to 99 at the start of s.
func hanNumber(s string) (n, length int) {
	for _, c := range s {
		i := strings.IndexRune(numerals, c)
		if i < 0 || length >= 3*len("十") {
			break
		}
		switch digit := i/len("一") + 1; {
		case digit == 10 && n > 0:
			n *= 10
		case n == 0 || n%10 == 0:
			n += digit
		default:
			return 0, 0
		}
		length += utf8.RuneLen(c)
	}
	return n, length
}

// arabicNumber reads up to two digits, of full width or not, at the start of s.
func arabicNumber(s string) (n, length int) {
	for count, c := range []rune(s[:min(len(s), 3*utf8.UTFMax)]) {
		digit := int(c - '0')
		if c >= '０' && c <= '９' {
			digit = int(c - '０')
		}
		if digit < 0 || digit > 9 {
			break
		}
		if count == 2 {
			return 0, 0 // 100 and more number no item
		}
		n, length = n*10+digit, length+utf8.RuneLen(c)
	}
	return n, length
}

// circled are the first of the runs of twenty characters that hold a number each.
var circled = []rune{'①', '⑴', '⒈'}

// startsMark reports whether a mark may start with a character.
func startsMark(c rune) bool {
	switch {
	case c >= '0' && c <= '9', c >= '０' && c <= '９', c == '第', c == '（', c == '(':
		return true
	}
	return strings.ContainsRune(numerals, c) || slices.ContainsFunc(circled, func(one rune) bool { return c >= one && c < one+20 })
}

// readMark reads the number of an item at the start of a text.
func readMark(s string) mark {
	first, size := utf8.DecodeRuneInString(s)
	for _, one := range circled {
		if first >= one && first < one+20 {
			return mark{style: string(one), n: int(first-one) + 1}.with(s, size)
		}
	}
	rest, open := s, ""
	switch first {
	case '第', '（', '(':
		rest, open = s[size:], string(first)
	}
	n, length := arabicNumber(rest)
	kind := "1"
	if n == 0 {
		n, length = hanNumber(rest)
		kind = "一"
	}
	if n == 0 {
		return mark{}
	}
	rest = rest[length:]
	closing, ok := closingOf(open, kind, rest)
	if !ok {
		return mark{}
	}
	style := open + kind
	if open != "第" {
		style += closing
	}
	return mark{style: style, n: n}.with(s, len(s)-len(rest)+len(closing))
}

// with sets the length of a mark, with the blanks behind; there is none where
// nothing follows.
func (m mark) with(s string, length int) mark {
	rest := strings.TrimLeft(s[length:], " \t\u3000")
	if rest == "" {
		return mark{}
	}
	m.length = len(s) - len(rest)
	return m
}

// closingOf is what stands behind the number of an item. It reports whether that
// makes an item of it: 3、5 and 三、四 are amounts, 3.5 is one as well.
func closingOf(open, kind, rest string) (closing string, ok bool) {
	c, size := utf8.DecodeRuneInString(rest)
	after, next := utf8.DecodeRuneInString(rest[size:])
	amount := unicode.IsDigit(after) || strings.ContainsRune(numerals, after) && kind == "一"
	switch open {
	case "第":
		if c == '点' || c == '步' || c == '条' {
			size += next
			c = after
		}
		return rest[:size], strings.ContainsRune("，,、：:", c) && size > 0
	case "（", "(":
		return rest[:size], c == '）' || c == ')'
	}
	return rest[:size], !amount && (c == '、' || c == '．' || kind == "1" && (c == ')' || c == '）' || c == '.'))
}
