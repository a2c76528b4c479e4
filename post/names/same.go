package names

import (
	"slices"
	"strings"
	"unicode/utf8"

	"viewline/script"
	"viewline/timeline"
)

// FoldScript writes Traditional characters as Simplified ones, each by itself,
// so that 黃仁勳 and 黄仁勋 compare equal. The result is for comparing only: where
// a character has several Simplified forms, the usual one stands in.
func FoldScript(s string) string {
	if ascii(s) {
		return s
	}
	return strings.Map(script.Simplified, s)
}

// Likeness says how far two spellings can mean one person.
type Likeness int

const (
	// Different spellings mean two people, as far as the spellings tell.
	Different Likeness = iota
	// Short is the likeness of a name and a shorter form that it may have: its
	// family name or given name alone, initials, a part left out, a Chinese name
	// in pinyin. Two people may share those.
	Short
	// Full is the likeness of spellings that differ in case, blanks, hyphens,
	// accents, or Traditional and Simplified characters.
	Full
)

// Same says how far a and b, without titles, can be spellings of one person.
func Same(a, b string) Likeness {
	a, b = strings.TrimSpace(a), strings.TrimSpace(b)
	foldedA, foldedB := timeline.Fold(FoldScript(a)), timeline.Fold(FoldScript(b))
	if foldedA == "" || foldedB == "" {
		return Different
	}
	if foldedA == foldedB {
		return Full
	}
	scriptA, scriptB := scriptOf(a), scriptOf(b)
	switch {
	case scriptA == scriptCased && scriptB == scriptCased:
		return sameWords(strings.Split(Slug(a), "-"), strings.Split(Slug(b), "-"))
	case scriptA == scriptHan && scriptB == scriptHan:
		return sameHan(FoldScript(a), FoldScript(b))
	case scriptA == scriptHan && scriptB == scriptCased:
		return samePinyin(a, b)
	case scriptA == scriptCased && scriptB == scriptHan:
		return samePinyin(b, a)
	case scriptA == scriptB:
		return sameParts(nameParts(a), nameParts(b))
	}
	return Different
}

// sameWords compares Latin names by words. One may leave out or shorten words of
// the other, but first and family name must agree where both are there.
func sameWords(a, b []string) Likeness {
	if slices.Equal(a, b) || strings.Join(a, "") == strings.Join(b, "") {
		return Full
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 1 {
		return sameParts(a, b)
	}
	if a[len(a)-1] != b[len(b)-1] || !shortens(a[0], b[0]) {
		return Different
	}
	at := 1
	for _, word := range a[1 : len(a)-1] {
		for at < len(b)-1 && !shortens(word, b[at]) {
			at++
		}
		if at == len(b)-1 {
			return Different
		}
		at++
	}
	return Short
}

// shortens reports whether one of two words is the other or its initial.
func shortens(a, b string) bool {
	return a == b || utf8.RuneCountInString(a) == 1 && strings.HasPrefix(b, a) || utf8.RuneCountInString(b) == 1 && strings.HasPrefix(a, b)
}

// sameParts reports whether one name is the first or the last part of the other.
func sameParts(a, b []string) Likeness {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 1 && len(b) > 1 && utf8.RuneCountInString(a[0]) > 1 && (a[0] == b[0] || a[0] == b[len(b)-1]) {
		return Short
	}
	return Different
}

// nameParts are the parts of a name between blanks and dots.
func nameParts(s string) []string {
	return strings.FieldsFunc(s, func(c rune) bool { return c == ' ' || c == '　' || strings.ContainsRune(dots, c) })
}

// sameHan compares names in Han: a foreign name and a part of it, a given name
// alone, or a family name with a title.
func sameHan(a, b string) Likeness {
	if strings.ContainsAny(a+b, dots) {
		return sameParts(nameParts(a), nameParts(b))
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	for _, pair := range [][2]string{{a, b}, {b, a}} {
		if isShortHan(pair[0], pair[1]) {
			return Short
		}
	}
	return Different
}

// isShortHan reports whether short is the given name of full, of two characters
// or more, or its family name with a title.
func isShortHan(short, full string) bool {
	t := hanWords()
	runes := []rune(full)
	family := t.chineseFamily(runes)
	if family == 0 || len(runes) <= family || t.honorifics.has(string(runes[family:])) {
		return false
	}
	if given := string(runes[family:]); short == given && utf8.RuneCountInString(given) > 1 {
		return true
	}
	title, ok := strings.CutPrefix(short, string(runes[:family]))
	return ok && t.honorifics.has(title)
}

// samePinyin compares a Chinese name with a Latin one that may be its pinyin,
// the family name first or last.
func samePinyin(han, roman string) Likeness {
	syllables := strings.Split(Slug(han), "-")
	words := strings.ReplaceAll(Slug(roman), "-", "")
	first := strings.Join(syllables, "")
	last := strings.Join(append(slices.Clone(syllables[1:]), syllables[0]), "")
	if len(syllables) > 1 && (words == first || words == last) {
		return Short
	}
	return Different
}
