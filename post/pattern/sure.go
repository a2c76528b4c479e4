package pattern

import (
	"regexp/syntax"
	"strings"
	"unicode"
)

// sureWords are words, in small letters, that an expression matches wherever they
// stand: those of its alternatives that are plain words.
func sureWords(re *syntax.Regexp) []string {
	parts := []*syntax.Regexp{re}
	if re.Op == syntax.OpAlternate {
		parts = re.Sub
	}
	var all []string
	for _, part := range parts {
		for _, word := range plainWords(part) {
			if len(word) > 1 {
				all = append(all, word)
			}
		}
	}
	return all
}

// plainWords are all that a part of an expression matches; nil where that is no
// short list of words, or depends on case or on what stands around.
func plainWords(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		word := string(re.Rune)
		if re.Flags&syntax.FoldCase == 0 && strings.ContainsFunc(word, hasCases) {
			return nil
		}
		return []string{strings.ToLower(word)}
	case syntax.OpCharClass:
		f := readClass(re.Rune)
		if len(f.exact) == 0 || strings.ContainsFunc(strings.Join(f.exact, ""), hasCases) {
			return nil
		}
		return f.exact
	case syntax.OpConcat:
		all := []string{""}
		for _, part := range re.Sub {
			words := plainWords(part)
			if words == nil || len(all)*len(words) > mostWords {
				return nil
			}
			all = joined(all, words)
		}
		return all
	case syntax.OpAlternate:
		var all []string
		for _, part := range re.Sub {
			words := plainWords(part)
			if words == nil {
				return nil
			}
			all = append(all, words...)
		}
		return all
	case syntax.OpCapture:
		return plainWords(re.Sub[0])
	}
	return nil
}

func hasCases(c rune) bool { return unicode.SimpleFold(c) != c }
