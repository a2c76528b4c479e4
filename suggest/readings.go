package suggest

import (
	"strings"

	"viewline/reading"
	"viewline/search"
)

// readings are all that a name is found by.
type readings struct {
	flat     string   // the name itself; see [search.Flat]
	starts   []int    // where words begin in flat, in bytes
	pinyin   []string // how it is read, without blanks, each way to write it
	initials []string
}

func readingsOf(name string, person bool) readings {
	var r readings
	if r.flat, r.starts = search.Flat(name); r.flat == "" {
		return r
	}
	plain := syllables(reading.Title(name))
	read := plain
	if person {
		read = syllables(reading.Name(name))
	}
	if !isASCII(r.flat) {
		if joined := strings.Join(read, ""); isASCII(joined) {
			r.pinyin = spellings(joined, read)
		}
	}
	r.initials = initialsOf(r.initials, read)
	if len(plain) != len(read) { // 欧阳修 is read ouyang-xiu, and has three initials as well as two
		r.initials = initialsOf(r.initials, plain)
	}
	return r
}

// syllables are the words of a key.
func syllables(key string) []string {
	return strings.FieldsFunc(key, func(r rune) bool { return r == '-' })
}

// spellings are the ways to write a reading: the sound ü is v to a keyboard, u where dots
// are left out, and yu in passports (ISO 7098:2015).
func spellings(joined string, syllables []string) []string {
	all := []string{joined}
	for _, s := range syllables {
		if strings.HasPrefix(s, "lv") || strings.HasPrefix(s, "nv") {
			for _, sound := range []string{"u", "yu"} {
				all = append(all, strings.NewReplacer("lv", "l"+sound, "nv", "n"+sound).Replace(joined))
			}
			break
		}
	}
	return all
}

// initialsOf adds the initials of several syllables to some; one syllable has none.
func initialsOf(some, syllables []string) []string {
	if len(syllables) < 2 {
		return some
	}
	var b strings.Builder
	for _, s := range syllables {
		if s[0] >= 0x80 {
			return some // not read in Latin letters
		}
		b.WriteByte(s[0])
	}
	return append(some, b.String())
}

// lettersOf are the letters of what somebody has typed, without blanks; empty where they are
// not those in which readings are written.
func lettersOf(flat string) string {
	if !isASCII(flat) {
		return ""
	}
	return strings.ReplaceAll(flat, " ", "")
}

func isASCII(s string) bool { return !strings.ContainsFunc(s, func(r rune) bool { return r >= 0x80 }) }
