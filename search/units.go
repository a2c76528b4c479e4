package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"viewline/script"
)

// isPaired reports whether r is of a script whose words are found by pairs of
// neighbouring characters: ideographs, kana and Hangul.
func isPaired(r rune) bool {
	const none = 0x1100                // nothing below is; see the blocks of Unicode
	const first, last = 0x4e00, 0x9fff // the block that common ideographs are in
	return first <= r && r <= last || r >= none &&
		(unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) || r == 'ー' || r == 'ｰ')
}

// dresses reports whether r belongs to the character before: a mark, a sound mark
// of kana, the vowel or the last consonant of a syllable of Hangul, or what is not
// seen.
func dresses(r rune) bool {
	return !bareBlock(r) && looksDressing(r)
}

// bareBlock reports whether r is of one of the blocks that most text is made of, or of a part
// of one, in which nothing belongs to the character before.
func bareBlock(r rune) bool {
	return 0x4e00 <= r && r <= 0x9fff || r < 0xad || 0x3000 <= r && r <= 0x3029 || 0xff01 <= r && r <= 0xff5e
}

// looksDressing is [dresses] by the tables of Unicode.
func looksDressing(r rune) bool {
	return unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) || r == 'ﾞ' || r == 'ﾟ' ||
		0x1160 <= r && r <= 0x11ff || 0xd7b0 <= r && r <= 0xd7ff
}

// split gives the pieces of a token, with where they begin: each character of a
// script of pairs by itself, and what is between them.
func split(token string, piece func(piece string, from int, paired bool)) {
	rest := 0 // where what is of no such script begins
	for i := 0; i < len(token); {
		r, size := utf8.DecodeRuneInString(token[i:])
		if !isPaired(r) {
			i += size
			continue
		}
		end := i + dressed(token[i:])
		if rest < i {
			piece(token[rest:i], rest, false)
		}
		piece(token[i:end], i, true)
		i, rest = end, end
	}
	if rest < len(token) {
		piece(token[rest:], rest, false)
	}
}

// dressed is the size in bytes of the character that a text begins with, with what
// dresses it.
func dressed(text string) int {
	_, end := utf8.DecodeRuneInString(text)
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if !dresses(r) {
			break
		}
		end += size
	}
	return end
}

// Character gives what a text begins with, if it is a character of a script whose
// words are found by pairs of neighbours: in the form that words have, which most
// often is one character, and its size in the text in bytes. The size is 0 where the
// text begins with anything else.
func Character(text string) (folded string, size int) {
	if common(text) > 0 {
		return characters(text[:3]), 3
	}
	r, _ := utf8.DecodeRuneInString(text)
	if !isPaired(r) {
		return "", 0
	}
	size = dressed(text)
	return characters(text[:size]), size
}

// characters are those that a character of a script of pairs stands for, most often
// one: without what dresses it and without width, a Traditional one as the
// Simplified one.
func characters(of string) string {
	if len(of) == 3 && isCommon(of) {
		r, _ := utf8.DecodeRuneInString(of)
		if s := script.Simplified(r); s != r {
			return string(s)
		}
		return of
	}
	return strings.Map(func(r rune) rune {
		if r = bare(r); r < 0 || !isPaired(r) {
			return -1
		}
		return script.Simplified(r)
	}, norm.NFKC.String(of))
}
