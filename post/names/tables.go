package names

import (
	_ "embed"
	"strings"
	"sync"
)

var (
	//go:embed words.txt
	wordsText string
	//go:embed han.txt
	hanText string
	//go:embed surnames.txt
	surnamesText string
)

// set is a set of words.
type set map[string]struct{}

func (s set) has(word string) bool {
	_, ok := s[word]
	return ok
}

// latinTables are the sections of words.txt; see its comments for each.
type latinTables struct {
	never, perhaps, groups, offices, before, degrees, particles, suffixes, given set
}

var latinWords = sync.OnceValue(func() *latinTables {
	s := sections(wordsText)
	groups := set{}
	for group := range s["groups"] {
		groups[strings.ReplaceAll(group, "_", " ")] = struct{}{}
	}
	return &latinTables{
		never: s["never"], perhaps: s["perhaps"], groups: groups, offices: s["offices"], before: s["before"],
		degrees: s["degrees"], particles: s["particles"], suffixes: s["suffixes"], given: s["given"],
	}
})

// hanTables are the sections of han.txt and surnames.txt; see their comments
// for each.
type hanTables struct {
	words, wholes, parts, tails, never, seldom          set
	sounds                                              set
	honorifics, offices, trades, also, katakana, hangul set
	single, rare, japanese, koreanFamily                set
}

var hanWords = sync.OnceValue(func() *hanTables {
	s, names := sections(hanText), sections(surnamesText)
	return &hanTables{
		words: s["words"], wholes: s["wholes"], parts: s["parts"], tails: s["tails"], never: letters(s["never"]), seldom: letters(s["seldom"]),
		sounds: letters(s["sounds"]), honorifics: s["honorifics"], offices: s["offices"], trades: s["trades"], also: s["also"],
		katakana: s["katakana"], hangul: s["hangul"],
		single: letters(names["single"]), rare: letters(names["rare"]), japanese: names["japanese"], koreanFamily: names["korean"],
	}
})

// sections reads a table: lines of fields below a [heading], and comments that
// begin with #.
func sections(text string) map[string]set {
	all, current := map[string]set{}, set{}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "#") {
			continue
		}
		if heading, ok := strings.CutPrefix(line, "["); ok {
			current = set{}
			all[strings.TrimSuffix(heading, "]")] = current
			continue
		}
		for word := range strings.FieldsSeq(line) {
			current[word] = struct{}{}
		}
	}
	return all
}

// letters is the set of the characters of all words of s.
func letters(s set) set {
	chars := set{}
	for word := range s {
		for _, c := range word {
			chars[string(c)] = struct{}{}
		}
	}
	return chars
}
