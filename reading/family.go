package reading

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed families.txt
var familiesText string

// Dots stand between the parts of a foreign name in Chinese and Japanese.
const Dots = "·・•‧･"

// familyTables are the sections of families.txt; see their comments for each.
type familyTables struct {
	compound map[string]bool
	readings map[string]string
}

var families = sync.OnceValue(func() *familyTables {
	t := &familyTables{map[string]bool{}, map[string]string{}}
	for line := range strings.Lines(familiesText) {
		if strings.HasPrefix(line, "#") || strings.HasPrefix(line, "[") {
			continue
		}
		for field := range strings.FieldsSeq(line) {
			if name, reading, ok := strings.Cut(field, "="); ok {
				t.readings[name] = reading
			} else {
				t.compound[name] = true
			}
		}
	}
	return t
})

// IsCompound reports whether two characters are a Chinese family name.
func IsCompound(pair string) bool { return families().compound[pair] }

// longestTitled is the most Han characters of a name that may begin with a
// family name, with room for a title behind it.
const longestTitled = 6

// familyReading is how many characters of a text that starts with Han ones are
// a family name with a reading of its own, and that reading; zero where the
// library's readings serve.
func familyReading(s string) (n int, reading string) {
	t := families()
	var runes []rune
	for _, c := range s {
		if strings.ContainsRune(Dots, c) {
			return 0, ""
		}
		if IsHan(c) {
			runes = append(runes, c)
		}
	}
	if len(runes) < 2 || len(runes) > longestTitled {
		return 0, ""
	}
	if pair := string(runes[:2]); strings.HasPrefix(s, pair) && t.compound[pair] {
		return 2, t.compoundReading(pair)
	}
	if reading := t.readings[string(runes[0])]; reading != "" {
		return 1, reading
	}
	return 0, ""
}

// compoundReading is the reading of a family name of two characters.
func (t *familyTables) compoundReading(pair string) string {
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
