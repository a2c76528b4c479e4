package names

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Spelled is a key, such as a folder's or a file's name, spelled as a name:
// marta-vogel and marta_vogel are Marta Vogel. Other texts stay, but for further
// blanks.
func Spelled(key string) string {
	isKey := !strings.ContainsFunc(key, func(c rune) bool { return unicode.IsUpper(c) || unicode.IsSpace(c) })
	words := strings.FieldsFunc(key, func(c rune) bool { return isKey && c == '-' || c == '_' || unicode.IsSpace(c) })
	for i, w := range words {
		if first, size := utf8.DecodeRuneInString(w); isKey {
			words[i] = string(unicode.ToUpper(first)) + w[size:]
		}
	}
	return strings.Join(words, " ")
}
