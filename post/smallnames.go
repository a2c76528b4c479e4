package post

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"viewline/post/names"
	"viewline/post/people"
)

// listNames reads the names of the value of a label. One that is typed in small letters
// is a name where it starts with a common given name: "speaker: ana ruiz".
func listNames(value string) []names.Name {
	all := names.List(value)
	if len(all) > 0 || value == "" || value[0] < 'a' || value[0] > 'z' {
		return all
	}
	words := strings.Fields(value)
	if len(words) < 2 || len(words) > 3 || !people.Known(words[0]) {
		return nil
	}
	for i, w := range words {
		if strings.ContainsFunc(w, func(c rune) bool { return !unicode.IsLower(c) && c != '-' && c != '\'' && c != '’' }) {
			return nil
		}
		first, size := utf8.DecodeRuneInString(w)
		words[i] = string(unicode.ToUpper(first)) + w[size:]
	}
	n := names.Name{Text: strings.Join(words, " ")}
	if names.FormOf(n.Text) < names.Likely {
		return nil
	}
	return []names.Name{n}
}
