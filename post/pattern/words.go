package pattern

import (
	"regexp/syntax"
	"slices"
	"unicode"
	"unicode/utf8"
)

// found is what a part of an expression needs of a text that it matches.
type found struct {
	exact []string   // all that the part matches, in one case; nil where that is not known
	needs []string   // words of which each match has one; nil where no word is known
	also  [][]string // other lists of words, of each of which a match has one as well
}

// mostAlso is how many more lists of words are kept.
const mostAlso = 2

// mostWords is how many words are kept for a part of an expression.
const mostWords = 128

// mostOfClass is how many characters of a class are told one by one.
const mostOfClass = 16

// anything is what a part matches of which nothing is known.
var anything = found{}

var nothing = found{exact: []string{""}}

// words are those of which each match has one; nil where none is known.
func (f found) words() []string {
	if f.exact == nil {
		return f.needs
	}
	if slices.Contains(f.exact, "") {
		return nil
	}
	return f.exact
}

// read finds the words of an expression.
func read(re *syntax.Regexp) found {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return nothing
	case syntax.OpLiteral:
		if slices.Contains(re.Rune, utf8.RuneError) {
			return anything // a byte that is no character matches as well
		}
		return found{exact: []string{inOneCase(re.Rune)}}
	case syntax.OpCharClass:
		return readClass(re.Rune)
	case syntax.OpCapture:
		return read(re.Sub[0])
	case syntax.OpPlus:
		return read(re.Sub[0]).atLeastOnce()
	case syntax.OpQuest:
		return either(nothing, read(re.Sub[0]))
	case syntax.OpRepeat:
		if re.Min > 0 {
			return read(re.Sub[0]).atLeastOnce()
		}
	case syntax.OpConcat:
		return readConcat(re.Sub)
	case syntax.OpAlternate:
		all := read(re.Sub[0])
		for _, sub := range re.Sub[1:] {
			all = either(all, read(sub))
		}
		return all
	}
	return anything
}

// either is what a part needs that is one of two others.
func either(a, b found) found {
	if a.exact != nil && b.exact != nil && len(a.exact)+len(b.exact) <= mostWords {
		return found{exact: slices.Concat(a.exact, b.exact)}
	}
	first, second := a.words(), b.words()
	if first == nil || second == nil || len(first)+len(second) > 2*mostWords {
		return anything
	}
	return found{needs: slices.Concat(first, second)}
}

// atLeastOnce is what a part needs that is there once or more.
func (f found) atLeastOnce() found { return found{needs: f.words(), also: f.also} }

// readConcat joins parts that are known exactly, and keeps the best words of all.
func readConcat(parts []*syntax.Regexp) found {
	var lists [][]string // of each of which a match needs a word
	run := []string{""}
	exact := true
	note := func(f found) {
		if words := f.words(); words != nil {
			lists = append(lists, words)
		}
		lists = append(lists, f.also...)
	}
	for _, part := range parts {
		f := read(part)
		if f.exact != nil && len(run)*len(f.exact) <= mostWords {
			run = joined(run, f.exact)
			continue
		}
		exact = false
		note(found{exact: run})
		note(f)
		if run = f.exact; run == nil {
			run = []string{""}
		}
	}
	if exact {
		return found{exact: run}
	}
	note(found{exact: run})
	return bestOf(lists)
}

// bestOf has the best of some lists of words first.
func bestOf(lists [][]string) found {
	if len(lists) == 0 {
		return anything
	}
	slices.SortStableFunc(lists, func(a, b []string) int {
		if x, y := least(a), least(b); x != y {
			return y - x
		}
		return len(a) - len(b)
	})
	f := found{needs: lists[0]}
	for _, words := range lists[1:] {
		if len(f.also) < mostAlso && !slices.Equal(words, f.needs) && !slices.ContainsFunc(f.also, func(had []string) bool { return slices.Equal(words, had) }) {
			f.also = append(f.also, words)
		}
	}
	return f
}

func joined(starts, ends []string) []string {
	var all []string
	for _, start := range starts {
		for _, end := range ends {
			all = append(all, start+end)
		}
	}
	return all
}

func least(words []string) int {
	n := mostWindow
	for _, w := range words {
		n = min(n, shortest(w))
	}
	return n
}

// readClass reads the characters of a class, given as pairs of the first and the
// last of each range.
func readClass(ranges []rune) found {
	var all []string
	for i := 0; i < len(ranges); i += 2 {
		if int(ranges[i+1]-ranges[i]) >= mostOfClass {
			return anything
		}
		for c := ranges[i]; c <= ranges[i+1]; c++ {
			if c == utf8.RuneError {
				return anything
			}
			if one := inOneCase([]rune{c}); !slices.Contains(all, one) {
				all = append(all, one)
			}
		}
		if len(all) > mostOfClass {
			return anything
		}
	}
	if all == nil {
		return anything
	}
	return found{exact: all}
}

// inOneCase spells a word with the first of the cases of each character.
func inOneCase(word []rune) string {
	one := slices.Clone(word)
	for i, c := range one {
		one[i] = cases(c)[0]
	}
	return string(one)
}

// cases are all the characters that are the same but for their case, in the order
// of their numbers.
func cases(c rune) []rune {
	all := []rune{c}
	for other := unicode.SimpleFold(c); other != c; other = unicode.SimpleFold(other) {
		all = append(all, other)
	}
	slices.Sort(all)
	return all
}
