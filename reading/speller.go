package reading

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"
	"golang.org/x/text/unicode/norm"
)

// speller gathers the words of a slug.
type speller struct {
	strings.Builder
	han   bool // whether a Han character was written
	plain bool // whether the last letter drops its marks
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
	if known, ok := readings.Load(c); ok {
		return known.(string) //nolint:forcetypeassert // nothing else is stored
	}
	reading := string(c)
	if syllables := pinyin.SinglePinyin(c, pinyin.NewArgs()); len(syllables) > 0 {
		reading = syllables[0]
	}
	readings.Store(c, reading)
	return reading
}

// readings are those of the characters that were looked up so far, since the library takes
// a microsecond for each. There are as many as the library and Unicode have at most.
var readings sync.Map

// writeOther writes a character that keeps its letter. Marks above and below
// Latin, Greek and Cyrillic letters are accents and go; those of other scripts
// are letters: the vowels of Devanagari.
func (w *speller) writeOther(c rune) {
	if c < utf8.RuneSelf {
		w.plain = 'a' <= c|0x20 && c|0x20 <= 'z'
		w.WriteByte(byte(c))
		return
	}
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
	if !w.plain {
		w.WriteRune(c)
		return
	}
	for _, part := range norm.NFD.String(string(c)) {
		if !unicode.Is(unicode.Mn, part) {
			w.WriteRune(part)
		}
	}
}
