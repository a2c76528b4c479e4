package names

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"viewline/reading"
)

// Form says how strongly a text has the form of a person's name.
type Form int

const (
	// None is the form of what is no name: words, companies, titles, acronyms.
	None Form = iota
	// Possible is the form of what may be a name and may be something else: one
	// Latin word such as Ethan, Han characters without a known family name, a
	// name that is made of ordinary words.
	Possible
	// Likely is the form of a name: two to five capitalised words, a known
	// family name with a given name in Han or hangul, parts of a foreign name
	// with a middle dot between them.
	Likely
)

// longestName is the greatest length of a name, in code points.
const longestName = 60

// dots stand between the parts of a foreign name in Chinese and Japanese.
const dots = reading.Dots

// FormOf says how strongly s, without titles or brackets, has the form of a
// person's name; see [Read] for texts that have them. FormOf never calls a text
// with a digit a name.
func FormOf(s string) Form {
	if placeholders[s] {
		return None
	}
	s = strings.TrimSpace(s)
	if s == "" || len(s) > longestName*utf8.UTFMax || utf8.RuneCountInString(s) > longestName {
		return None
	}
	if !ascii(s) {
		s = norm.NFC.String(s)
	}
	switch scriptOf(s) {
	case scriptCased:
		return latinForm(s)
	case scriptHan:
		return hanForm(s)
	case scriptKana:
		return kanaForm(s)
	case scriptHangul:
		return hangulForm(s)
	case scriptOther:
		return otherForm(s)
	}
	if strings.ContainsAny(s, dots) {
		return dottedForm(s) // J·K·罗琳
	}
	return None
}

// writing is what FormOf tells apart: a script, in Unicode's words.
type writing int

const (
	scriptNone  writing = iota // no letters, or letters of several scripts
	scriptCased                // Latin, Greek, Cyrillic and their like: with capitals
	scriptHan
	scriptKana // kana, perhaps with Han
	scriptHangul
	scriptOther // without capitals: Arabic, Devanagari, Hebrew, Thai
)

// scriptOf is the script of the letters of s. Kana beside Han is Japanese.
func scriptOf(s string) writing {
	found := scriptNone
	for _, c := range s {
		of := scriptOfRune(c)
		switch {
		case of == scriptNone || of == found:
		case found == scriptNone:
			found = of
		case found == scriptHan && of == scriptKana || found == scriptKana && of == scriptHan:
			found = scriptKana
		default:
			return scriptNone
		}
	}
	return found
}

func scriptOfRune(c rune) writing {
	switch {
	case c < utf8.RuneSelf:
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' {
			return scriptCased
		}
		return scriptNone
	case isHan(c):
		return scriptHan
	case !unicode.IsLetter(c):
		return scriptNone // also signs of a script, such as ㉼
	case isKana(c) || unicode.In(c, unicode.Hiragana, unicode.Katakana):
		return scriptKana
	case unicode.Is(unicode.Hangul, c):
		return scriptHangul
	case unicode.In(c, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Armenian):
		return scriptCased
	}
	return scriptOther
}

// longestWordOther is the greatest length of a word of a name in a script
// without capitals, in code points: Thai has no blanks between words.
const longestWordOther = 24

// otherForm is the form of a text in a script without capitals: words are all
// that can be counted.
func otherForm(s string) Form {
	words := strings.Fields(s)
	if len(words) > 4 {
		return None
	}
	for _, word := range words {
		n := utf8.RuneCountInString(word)
		if n < 2 || n > longestWordOther || strings.ContainsFunc(word, func(c rune) bool {
			return !unicode.IsLetter(c) && !unicode.IsMark(c) && !strings.ContainsRune("'’-־.\u200c\u200d", c)
		}) {
			return None
		}
	}
	return Possible
}

// placeholders stand in the place of a name that is not told.
var placeholders = map[string]bool{
	"待定": true, "暂定": true, "暂无": true, "未知": true, "未定": true, "待公布": true, "保密": true, "匿名": true, "佚名": true, "花名": true, "无名氏": true,
	"神秘嘉宾": true, "不详": true, "John Doe": true, "Jane Doe": true,
}
