package names

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"viewline/post/pattern"
)

// latinForm is the form of a text in a script with capitals.
func latinForm(s string) Form {
	t := latinWords()
	if !strings.ContainsFunc(s, unicode.IsLower) {
		return None // an acronym, a shouted title: see TurnName
	}
	words := strings.Fields(strings.ReplaceAll(s, "’", "'"))
	words = splitInitials(words)
	if len(words) > 1 && t.suffixes.has(strings.ToLower(words[len(words)-1])) {
		words = words[:len(words)-1]
		words[len(words)-1] = strings.TrimSuffix(words[len(words)-1], ",")
	}
	if len(words) == 0 || holdsGroup(t, words) {
		return None
	}
	c, ok := countWords(t, words)
	if !ok {
		return None
	}
	return c.form(t.given.has(WithoutAccents(strings.ToLower(words[0]))) || strings.HasSuffix(words[0], "."), len(words))
}

// wordCount says of what kinds the words of a text are.
type wordCount struct {
	full      int  // words of two letters and more with a capital
	initials  int  // J. or a single capital in the middle
	particles int  // de, van, al
	doubtful  int  // words that are ordinary as well, or end as ordinary words do
	opens     bool // whether a particle, or a capital without a full stop, comes first
	endsShort bool // whether an initial comes last
}

// form weighs what the words are; given is whether the first is a known given
// name or an initial, and n is how many words there are.
func (c wordCount) form(given bool, n int) Form {
	switch {
	case c.full == 0:
		return None
	case n == 1:
		if c.doubtful > 0 && !given {
			return None
		}
		return Possible
	case c.full+c.initials > 5 || n > 7:
		return None
	case c.full+c.initials < 2, c.opens, c.endsShort:
		return Possible
	case given:
		return Likely
	case c.doubtful > 0, n >= 4 && c.particles+c.initials == 0:
		return Possible
	}
	return Likely
}

// countWords sorts the words of a text; ok is false where one of them is never
// in a name.
func countWords(t *latinTables, words []string) (c wordCount, ok bool) {
	for i, word := range words {
		lower := strings.ToLower(word)
		first, _ := utf8.DecodeRuneInString(word)
		switch {
		case isInitial(word):
			if word == "A" || word == "I" {
				return c, false
			}
			c.initials++
			c.opens = c.opens || i == 0 && !strings.HasSuffix(word, ".")
			c.endsShort = i == len(words)-1
		case t.particles.has(lower) && (i > 0 || unicode.IsLower(first)):
			c.particles++
			c.opens = c.opens || i == 0
			if i == len(words)-1 {
				if unicode.IsLower(first) {
					return c, false
				}
				c.full++
			}
		case t.never.has(lower) && isNameWord(t, word) && spelledAsWord(t, words, i):
			c.full++
			c.doubtful++
		case t.never.has(lower) || !isNameWord(t, word):
			return c, false
		default:
			c.full++
			if t.perhaps.has(lower) && (i > 0 || !t.given.has(WithoutAccents(lower)) || len(words) > 1) || endsAsWord(lower) && !besideFamily(words, i) || isShouted(word) {
				c.doubtful++
			}
		}
	}
	return c, true
}

// isInitial reports whether word is one capital, with a full stop or without.
func isInitial(word string) bool {
	first, size := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(first) && (len(word) == size || word[size:] == ".")
}

// splitInitials takes initials apart that no blank parts: C.S. Lewis, J.-P.
// Serre.
func splitInitials(words []string) []string {
	dotted := false
	for _, word := range words {
		i := strings.IndexByte(word, '.')
		dotted = dotted || i >= 0 && i < len(word)-1
	}
	if !dotted {
		return words
	}
	var split []string
	for _, word := range words {
		rest := word
		for {
			first, size := utf8.DecodeRuneInString(rest)
			if !unicode.IsUpper(first) || len(rest) <= size || rest[size] != '.' {
				break
			}
			split = append(split, rest[:size+1])
			rest = strings.TrimPrefix(rest[size+1:], "-")
		}
		if rest != "" {
			split = append(split, rest)
		}
	}
	return split
}

// joints begin the second part of a family name that has a capital inside.
var joints = map[string]bool{
	"Mc": true, "Mac": true, "Le": true, "La": true, "De": true, "Di": true, "Du": true, "Da": true, "Van": true,
	"Fitz": true, "St": true, "El": true, "Al": true, "Del": true, "Des": true, "Dos": true, "Von": true, "Ben": true,
}

// isNameWord reports whether word is written as one of a Latin name: a capital,
// then small letters, perhaps with a hyphen, an apostrophe or a capital behind
// a syllable such as Mc. A word of capitals alone is one from four letters on.
func isNameWord(t *latinTables, word string) bool {
	if isShouted(word) {
		n := utf8.RuneCountInString(word)
		return n >= 4 || n == 2 && !strings.ContainsAny(word, ".-'")
	}
	if strings.HasSuffix(word, "'s") {
		return false
	}
	parts := 0
	for part := range strings.FieldsFuncSeq(word, func(c rune) bool { return c == '-' || c == '\'' || c == '‐' }) {
		if !isNamePart(t, part, parts) {
			return false
		}
		parts++
	}
	last, _ := utf8.DecodeLastRuneInString(word)
	return parts > 0 && parts <= 3 && (unicode.IsLetter(last) || unicode.IsMark(last))
}

// isNamePart judges what stands between hyphens and apostrophes; at counts the
// parts before it. Only the first has to have a capital: Fei-fei, O'Brien,
// al-Khwarizmi, d'Alembert.
func isNamePart(t *latinTables, part string, at int) bool {
	first, size := utf8.DecodeRuneInString(part)
	if at == 0 && !unicode.IsUpper(first) && !t.particles.has(part) {
		joint := strings.IndexFunc(part, unicode.IsUpper)
		return joint > 0 && t.particles.has(part[:joint]) && isNamePart(t, part[joint:], 0) // deGrasse
	}
	if t.never.has(strings.ToLower(part)) && len(part) > 3 {
		return false
	}
	for i, c := range part[size:] {
		switch {
		case unicode.IsLower(c) || unicode.IsMark(c):
		case unicode.IsUpper(c) && joints[part[:size+i]]:
			return !strings.ContainsFunc(part[size+i+utf8.RuneLen(c):], func(c rune) bool { return !unicode.IsLower(c) && !unicode.IsMark(c) })
		default:
			return false
		}
	}
	return unicode.IsLetter(first)
}

// isShouted reports whether word has two letters or more and no small one.
func isShouted(word string) bool {
	return utf8.RuneCountInString(word) > 1 && !strings.ContainsFunc(word, unicode.IsLower) && !strings.ContainsFunc(word, isDigitOrSign)
}

// isDigitOrSign reports whether c is not part of a Latin word.
func isDigitOrSign(c rune) bool {
	return !unicode.IsLetter(c) && !unicode.IsMark(c) && !strings.ContainsRune("'-.", c)
}

// wordEnds end English words and few names: "Slow Reasoning".
var wordEnds = []string{
	"ing", "ings", "tion", "tions", "sion", "sions", "ment", "ments", "ness", "ity", "ities", "ism", "isms", "ware", "ology",
	"ologies", "graphy", "ics", "able", "ible", "ical", "ful", "less", "ship", "ous", "ive", "ization", "wise", "ally", "ately", "craft",
}

// endsAsWord reports whether a word in lower case ends as an English word does.
func endsAsWord(lower string) bool {
	if len(lower) < 6 {
		return false
	}
	for _, end := range wordEnds {
		if strings.HasSuffix(lower, end) && len(lower) > len(end)+2 {
			return true
		}
	}
	return false
}

// pinyinSyllable is a syllable of a Chinese name in pinyin.
var pinyinSyllable = pattern.MustCompile(`^(?:(?:[bpmfdtnlgkhjqxryzcsw]|[zcs]h)?(?:a|ai|an|ang|ao|e|ei|en|eng|i|ia|ian|iang|iao|ie|in|ing|iong|iu|ong|ou|u|ua|uai|uan|uang|ue|ui|un|uo)|[bpmfw]o)$`)

// spelledAsWord reports whether a word that is never in a name is the other half of a Chinese
// family name in pinyin, and a syllable itself: Song Han, Chang She.
func spelledAsWord(t *latinTables, words []string, i int) bool {
	if len(words) != 2 {
		return false
	}
	family := strings.ToLower(words[1-i])
	return romanFamilies().has(family) && !t.never.has(family) && !t.perhaps.has(family) && pinyinSyllable.MatchString(strings.ToLower(words[i]))
}

// besideFamily reports whether the other of two words is a Chinese family name
// in pinyin, so that one such as Yiming is the given name.
func besideFamily(words []string, i int) bool {
	return len(words) == 2 && strings.HasSuffix(words[i], "ing") && romanFamilies().has(strings.ToLower(words[1-i]))
}

// romanFamilies are the Chinese family names of one character, in pinyin.
var romanFamilies = sync.OnceValue(func() set {
	families := set{}
	for name := range hanWords().single {
		family, _, _ := strings.Cut(Slug(name+"明"), "-") // a family name is read so before a given one
		families[family] = struct{}{}
	}
	return families
})

// holdsGroup reports whether two or three neighbours among the words are known
// to be no name: New York.
func holdsGroup(t *latinTables, words []string) bool {
	for i := range words {
		for n := 2; n <= 3 && i+n <= len(words); n++ {
			if t.groups.has(strings.ToLower(strings.Join(words[i:i+n], " "))) {
				return true
			}
		}
	}
	return false
}
