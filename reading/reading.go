// Package reading spells names and titles in Latin letters, as they are read, so that they
// have keys and sort as one alphabet.
package reading

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"viewline/timeline"
)

// latin spells letters that no decomposition takes to ASCII.
var latin = strings.NewReplacer(
	"ł", "l", "Ł", "L", "ø", "o", "Ø", "O", "đ", "d", "Đ", "D", "ß", "ss",
	"æ", "ae", "Æ", "AE", "œ", "oe", "Œ", "OE", "ı", "i", "ð", "d", "þ", "th",
)

// Name is a person's name as a key. Latin, Greek and Cyrillic words are in kebab
// case without their accents. Chinese is in pinyin, a syllable a word; a family
// name at the start has its own reading (曾国强 is zeng-guo-qiang) and, where it
// has two characters, is one word (尉迟恭 is yuchi-gong), which a foreign name's
// middle dot forbids. Hangul is in Revised Romanisation, a syllable a word and
// each as if it stood alone; kana in Hepburn, without long vowels. Other scripts
// keep their letters and marks, in NFC. Name is empty for a text without letters
// and digits.
func Name(name string) string {
	if ascii(name) {
		return timeline.Kebab(name)
	}
	return spell(name, familyReading)
}

// Title is a title or a topic as a key: as [Name], but without family names.
func Title(title string) string {
	if ascii(title) {
		return timeline.Kebab(title)
	}
	return spell(title, nil)
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// IsHan reports whether c is a Han character, 〇 included, and no radical alone.
func IsHan(c rune) bool {
	return unicode.Is(unicode.Han, c) && (unicode.IsLetter(c) || unicode.Is(unicode.Nl, c))
}

// spell spells text out; family tells how many of its runes from the first Han
// character on are a family name, and its reading.
func spell(text string, family func(string) (int, string)) string {
	text = norm.NFC.String(latin.Replace(text))
	var w speller
	runes := []rune(text)
	for i := 0; i < len(runes); {
		c := runes[i]
		switch {
		case IsHan(c):
			n, reading := 0, ""
			if family != nil && !w.han {
				n, reading = family(text[len(string(runes[:i])):])
			}
			i += w.writeHan(c, n, reading)
			continue
		case IsKana(c):
			n := kanaRun(runes[i:])
			w.WriteString(hepburn(runes[i : i+n]))
			i += n
			continue
		case isSyllable(c):
			w.WriteString(" " + romanise(c) + " ")
		default:
			w.writeOther(c)
		}
		i++
	}
	if key := norm.NFC.String(timeline.Kebab(w.String())); key != "" {
		return key
	}
	return timeline.Kebab(text) // letters without a sound of their own: ー
}
