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
	if end := strings.IndexFunc(clause, endsClause); end >= 0 {
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
	for i, word := range words[1:min(len(words), 2+longestHead)] {
		if isLinking(word) {
			return false // what stands ahead is what it is about
		}
		if latinWords().offices.has(word) && endsOffice(words[i+2:]) {
			return true
		}
	}
	return false
}

// endsClause reports whether a character ends a clause. Those inside words do not: “a
// co-founder”, “An Author's Guide”.
func endsClause(r rune) bool { return unicode.IsPunct(r) && !strings.ContainsRune("-'’", r) }

// endsOffice reports whether an office ends ahead of some words: “a writer of maps”, “a writer
// and poet”. It goes on in “A Scientist Looks at Rivers” and “The Editor and the Map”.
func endsOffice(behind []string) bool {
	switch {
	case len(behind) == 0:
		return true
	case behind[0] == "and":
		return len(behind) > 1 && latinWords().offices.has(behind[1])
	}
	return isLinking(behind[0])
}

// isLinking reports whether a word leads from what something is to what it is of.
func isLinking(word string) bool {
	switch word {
	case "of", "for", "in", "at", "on", "to", "from", "with", "who", "that", "and":
		return true
	}
	return false
}
