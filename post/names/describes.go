package names

import (
	"strings"
	"unicode"
)

// describedAs opens what is said of somebody, and of nothing else.
var describedAs = []string{"被誉为", "被譽為", "代表作", "著名", "知名"}

// longestHead is how many words may stand between an article and the office: “a very
// patient painter of maps” has two.
const longestHead = 3

// Describes reports whether a text that follows on a name says what that one is: it begins
// with an article and an office, as “a writer of maps”, or its first clause ends in an
// office, as “香港作家，画地图”. What a talk is called does neither.
func Describes(text string) bool {
	for _, opening := range describedAs {
		if strings.HasPrefix(text, opening) {
			return true
		}
	}
	clause := strings.TrimSpace(text)
	if end := strings.IndexFunc(clause, unicode.IsPunct); end >= 0 {
		clause = strings.TrimSpace(clause[:end])
	}
	for office := range hanWords().offices {
		if strings.HasSuffix(clause, office) && !ascii(office) {
			return true
		}
	}
	words := strings.Fields(strings.ToLower(clause))
	if len(words) < 2 || words[0] != "a" && words[0] != "an" && words[0] != "the" {
		return false
	}
	for _, word := range words[1:min(len(words), 2+longestHead)] {
		if isLinking(word) {
			return false // what stands ahead is what it is about
		}
		if latinWords().offices.has(word) {
			return true
		}
	}
	return false
}

// isLinking reports whether a word leads from what something is to what it is of.
func isLinking(word string) bool {
	switch word {
	case "of", "for", "in", "at", "on", "to", "from", "with", "who", "that", "and":
		return true
	}
	return false
}
