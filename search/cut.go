package search

import (
	"strings"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
)

// cut gives the tokens of a text, between the word boundaries of Unicode (UAX
// #29), to token. Most of what posts hold needs no look at the tables for that:
// there is a boundary on both sides of a common ideograph, unless what follows
// it extends it (rules WB4 and WB999).
func cut(text string, token func(token string, from int)) {
	if !utf8.ValidString(text) {
		thorough(text, 0, token)
		return
	}
	for i := 0; i < len(text); {
		if size := common(text[i:]); size > 0 {
			token(text[i:i+size], i)
			i += size
			continue
		}
		end := i + stretch(text[i:])
		if !simple(text[i:end], i, token) {
			thorough(text[i:end], i, token)
		}
		i = end
	}
}

// thorough cuts a text by the tables.
func thorough(text string, from int, token func(token string, from int)) {
	for tokens := words.FromString(text); tokens.Next(); {
		token(tokens.Value(), from+tokens.Start())
	}
}

// common is the size of the common ideograph that a text begins with, if
// nothing extends it, and else 0.
func common(text string) int {
	if !isCommon(text) {
		return 0
	}
	if rest := text[3:]; rest == "" || rest[0] < utf8.RuneSelf || isCommon(rest) || mark(rest) > 0 {
		return 3
	}
	return 0
}

// isCommon tells whether a text begins with a character of the block CJK
// Unified Ideographs, U+4E00 to U+9FFF: three bytes, from E4 B8 80 on.
func isCommon(text string) bool {
	return len(text) >= 3 && (text[0] > 0xe4 && text[0] <= 0xe9 || text[0] == 0xe4 && text[1] >= 0xb8) &&
		text[1]&0xc0 == 0x80 && text[2]&0xc0 == 0x80
}

// stretch is how many bytes of a text come before the next common ideograph
// behind its first character.
func stretch(text string) int {
	_, i := utf8.DecodeRuneInString(text)
	for i < len(text) && !isCommon(text[i:]) {
		i++
	}
	return i
}

// marks are punctuation that is a token by itself, but for what joins.
const marks = "，。、；：？！（）“”《》「」…—"

// mark is the size of the mark that a text begins with, if any.
func mark(text string) int {
	r, size := utf8.DecodeRuneInString(text)
	for _, m := range marks {
		if r == m {
			return size
		}
	}
	return 0
}

// joins tells whether a text begins with a mark that is no boundary between two
// letters or two numbers (rules WB6, WB7, WB11 and WB12), and one may follow.
func joins(text string) bool {
	for _, m := range []string{"，", "；", "："} {
		if rest, ok := strings.CutPrefix(text, m); ok {
			return rest != "" && isWordByte(rest[0])
		}
	}
	return false
}

// simple cuts a text of letters and digits of ASCII, blanks, brackets and marks.
// It does nothing, and says so, where there is anything else.
func simple(text string, from int, token func(token string, from int)) bool {
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c >= utf8.RuneSelf:
			size := mark(text[i:])
			if size == 0 || i > 0 && isWordByte(text[i-1]) && joins(text[i:]) {
				return false
			}
			i += size
		case isWordByte(c) || c == ' ' || c == '\n' || c == '(' || c == ')':
			i++
		default:
			return false
		}
	}
	for i := 0; i < len(text); {
		end := i
		for end < len(text) && isWordByte(text[end]) {
			end++
		}
		if end == i {
			end = i + 1
			if text[i] >= utf8.RuneSelf {
				end = i + mark(text[i:])
			}
		}
		token(text[i:end], from+i)
		i = end
	}
	return true
}

func isWordByte(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}
