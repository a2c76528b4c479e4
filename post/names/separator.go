package names

import (
	"strings"
	"unicode/utf8"
)

// separators part a name from what is said about it; weak ones are words, which
// only a likely name stands before.
var (
	separators     = []string{" - ", " – ", "—", "|", "｜", " · ", ",", "，", ":", "："}
	weakSeparators = []string{" of ", " from ", " at ", " @ ", " is "}
)

// separator finds the first separator of s, or -1.
func separator(s string) (at, size int, weak bool) {
	at = -1
	for i, list := range [][]string{separators, weakSeparators} {
		for _, mark := range list {
			if j := strings.Index(s, mark); j >= 0 && (at < 0 || j < at) {
				at, size, weak = j, len(mark), i == 1
			}
		}
	}
	return at, size, weak
}

func lastSeparator(s string) (at, size int) {
	at = -1
	for _, mark := range separators {
		if j := strings.LastIndex(s, mark); j > at {
			at, size = j, len(mark)
		}
	}
	return at, size
}

// holdsOffice reports whether a word of s is an office: CEO, 创始人.
func holdsOffice(s string) bool {
	latin := latinWords()
	for word := range strings.FieldsSeq(s) {
		if latin.offices.has(strings.ToLower(strings.Trim(word, ".,;:()"))) {
			return true
		}
	}
	if ascii(s) {
		return false
	}
	for office := range hanWords().offices {
		if strings.Contains(s, office) {
			return true
		}
	}
	return false
}

// EndsInOffice reports whether a Chinese text ends in a word for an office, a trade or kin,
// as in 慢科技创始人: a name may stand behind it.
func EndsInOffice(s string) bool {
	t := hanWords()
	for _, words := range []set{t.offices, t.trades} {
		for word := range words {
			if word[0] >= utf8.RuneSelf && strings.HasSuffix(s, word) {
				return true
			}
		}
	}
	return false
}
