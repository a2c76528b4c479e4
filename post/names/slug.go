package names

import (
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"
	"golang.org/x/text/unicode/norm"

	"viewline/timeline"
)

// latin spells letters that no decomposition takes to ASCII.
var latin = strings.NewReplacer(
	"ł", "l", "Ł", "L", "ø", "o", "Ø", "O", "đ", "d", "Đ", "D", "ß", "ss",
	"æ", "ae", "Æ", "AE", "œ", "oe", "Œ", "OE", "ı", "i", "ð", "d", "þ", "th",
)

// Slug is a person's name as a key. Latin, Greek and Cyrillic words are in kebab
// case without their accents. Chinese is in pinyin, a syllable a word; a family
// name at the start has its own reading (曾国强 is zeng-guo-qiang) and, where it
// has two characters, is one word (尉迟恭 is yuchi-gong), which a foreign name's
// middle dot forbids. Hangul is in Revised Romanisation, a syllable a word and
// each as if it stood alone; kana in Hepburn, without long vowels. Other scripts
// keep their letters and marks, in NFC. Slug is empty for a text without letters
// and digits.
func Slug(name string) string {
	if ascii(name) {
		return timeline.Kebab(name)
	}
	return slug(name, familyReading)
}

// Key is a title or a topic as a key: as [Slug], but without family names.
func Key(title string) string {
	if ascii(title) {
		return timeline.Kebab(title)
	}
	return slug(title, nil)
}

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

// isHan reports whether c is a Han character, 〇 included, and no radical alone.
func isHan(c rune) bool {
	return unicode.Is(unicode.Han, c) && (unicode.IsLetter(c) || unicode.Is(unicode.Nl, c))
}

// slug spells text out; family tells how many of its runes from the first Han
// character on are a family name, and its reading.
func slug(text string, family func(string) (int, string)) string {
	text = norm.NFC.String(latin.Replace(text))
	var w speller
	runes := []rune(text)
	for i := 0; i < len(runes); {
		c := runes[i]
		switch {
		case isHan(c):
			n, reading := 0, ""
			if family != nil && !w.han {
				n, reading = family(text[len(string(runes[:i])):])
			}
			i += w.writeHan(c, n, reading)
			continue
		case isKana(c):
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

// speller gathers the words of a slug.
type speller struct {
	strings.Builder
	han   bool // whether a Han character was written
	plain bool // whether the last letter drops its marks
	args  *pinyin.Args
}

// writeHan writes the family name's reading, or that of c alone, and tells how
// many characters it has written.
func (w *speller) writeHan(c rune, n int, reading string) int {
	w.han = true
	if n == 0 {
		n, reading = 1, w.pinyin(c)
	}
	w.WriteString(" " + reading + " ")
	return n
}

// pinyin is the first reading of c that the library has, or c itself.
func (w *speller) pinyin(c rune) string {
	if w.args == nil {
		args := pinyin.NewArgs()
		w.args = &args
	}
	if syllables := pinyin.SinglePinyin(c, *w.args); len(syllables) > 0 {
		return syllables[0]
	}
	return string(c)
}

// writeOther writes a character that keeps its letter. Marks above and below
// Latin, Greek and Cyrillic letters are accents and go; those of other scripts
// are letters: the vowels of Devanagari.
func (w *speller) writeOther(c rune) {
	if c == '\u200c' || c == '\u200d' {
		return // joiners change how letters look
	}
	if unicode.Is(unicode.Mn, c) {
		if !w.plain {
			w.WriteRune(c)
		}
		return
	}
	w.plain = unicode.In(c, unicode.Latin, unicode.Greek, unicode.Cyrillic)
	if !w.plain || c < 0x80 {
		w.WriteRune(c)
		return
	}
	for _, part := range norm.NFD.String(string(c)) {
		if !unicode.Is(unicode.Mn, part) {
			w.WriteRune(part)
		}
	}
}

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

// longestTitled is the most Han characters of a name that may begin with a
// family name, with room for a title behind it.
const longestTitled = 6

// familyReading is how many characters of a text that starts with Han ones are
// a family name with a reading of its own, and that reading; zero where the
// library's readings serve.
func familyReading(s string) (n int, reading string) {
	t := hanWords()
	var runes []rune
	for _, c := range s {
		if strings.ContainsRune(dots, c) {
			return 0, ""
		}
		if isHan(c) {
			runes = append(runes, c)
		}
	}
	if len(runes) < 2 || len(runes) > longestTitled {
		return 0, ""
	}
	if pair := string(runes[:2]); strings.HasPrefix(s, pair) && t.compound.has(pair) {
		return 2, t.compoundReading(pair)
	}
	if reading := t.readings[string(runes[0])]; reading != "" {
		return 1, reading
	}
	return 0, ""
}

// compoundReading is the reading of a family name of two characters.
func (t *hanTables) compoundReading(pair string) string {
	if reading := t.readings[pair]; reading != "" {
		return reading
	}
	var w speller
	reading := ""
	for _, c := range pair {
		reading += w.pinyin(c)
	}
	return reading
}
