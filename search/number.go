package search

import "strings"

// forms lists the other forms that an English word can have: the plural of a
// singular, and each singular that a plural can be of. Words are stored as they
// are, and all forms are asked for: a form that is no word finds nothing, so
// that no list of exceptions is needed where a stemmer would join what does not
// belong together. The rules are those of regular nouns, in the manner of the
// S-stemmer (D. Harman, How effective is suffixing?, 1991).
func forms(word string) []string {
	if len(word) < shortestSingular || word == "news" || strings.ContainsFunc(word, func(r rune) bool { return r < 'a' || r > 'z' }) {
		return nil
	}
	var all []string
	if p := plural(word); p != "news" {
		all = append(all, p)
	}
	for _, ending := range []struct{ plural, singular string }{{"s", ""}, {"es", ""}, {"ies", "y"}} {
		stem, ok := strings.CutSuffix(word, ending.plural)
		if singular := stem + ending.singular; ok && len(singular) >= shortestSingular && plural(singular) == word {
			all = append(all, singular)
		}
	}
	return all
}

// shortestSingular is how many letters a word has at least to have other forms: "his"
// is not of "hi", nor "was" of "wa".
const shortestSingular = 3

// plural is the regular plural of a word.
func plural(word string) string {
	stem, last := word[:len(word)-1], word[len(word)-1]
	switch {
	case last == 'y' && !strings.ContainsRune("aeiou", rune(stem[len(stem)-1])):
		return stem + "ies"
	case strings.ContainsRune("sxz", rune(last)), strings.HasSuffix(word, "ch"), strings.HasSuffix(word, "sh"):
		return word + "es"
	}
	return word + "s"
}
