package search

import (
	"testing"
	"unicode"
	"unicode/utf8"
)

// The quick looks say of every character what the tables of Unicode say.
func TestQuickLooks(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		if got, want := dresses(r), looksDressing(r); got != want {
			t.Errorf("dresses(%U) = %v; want %v", r, got, want)
		}
		want := unicode.IsLetter(r) || unicode.IsNumber(r) || isPaired(r)
		if got := isWord(string(r)); got != want {
			t.Errorf("isWord(%U) = %v; want %v", r, got, want)
		}
	}
}

// A common ideograph is the same character whatever stands behind it.
func TestCharacter(t *testing.T) {
	for text, want := range map[string]string{
		"價": "价", "價a": "价", "價，": "价", "價值": "价", "\u4ef7\u0301值": "价", "\u4ef7\ufe00": "价", "か\u3099": "が", "ｶﾞ": "ガ", "a价": "", "": "", "\xe4\xbb": "",
	} {
		folded, size := Character(text)
		if folded != want {
			t.Errorf("Character(%q) = %q; want %q", text, folded, want)
		}
		if r, first := utf8.DecodeRuneInString(text); isPaired(r) && size != dressed(text) || !isPaired(r) && size != 0 {
			t.Errorf("Character(%q) has %d bytes; the first character has %d", text, size, first)
		}
	}
}
