package names

import (
	"strings"
	"unicode/utf8"
)

// longestList is the most names that List looks for between marks of one kind.
const longestList = 50

// List reads the names of a value that may hold several: "Marta Vogel、Dan
// Reyes", "Marta Vogel, CEO of Slow Inc., and Dan Reyes", 张三和李四. What is no
// name is left out. Single words that "and", "&" or "/" joins are names only
// where all are known given names, or a likely name stands among them: "Ernst &
// Young" is nobody. "Smith, John" is nobody either: it may be one or two.
func List(s string) []Name {
	if len(s) > longestValue || !utf8.ValidString(s) {
		return nil
	}
	pieces, joined := splitPieces(s)
	if len(pieces) > longestList {
		return nil
	}
	var all []Name
	failed := false
	for _, piece := range pieces {
		names := readPiece(piece)
		failed = failed || len(names) == 0
		all = append(all, names...)
	}
	if joined && !anyLikely(all) && (failed || !allGiven(all)) {
		return nil
	}
	return mergeSpellings(all)
}

func anyLikely(all []Name) bool {
	for _, n := range all {
		if n.Form == Likely {
			return true
		}
	}
	return false
}

func allGiven(all []Name) bool {
	for _, n := range all {
		if !isGiven(n.Text) {
			return false
		}
	}
	return true
}

var (
	// listMarks part names, whatever stands around them.
	listMarks = []string{"、", ";", "；", "\n", "，和", "，与", "以及"}
	// joinMarks part names, companies and words alike.
	joinMarks = []string{" and ", ", and ", " und ", " et ", " & ", "&", "＆", " / ", "/", "／", " vs ", " vs. ", " x ", " × ", "×", " + ", "+"}
)

// splitPieces splits s at marks outside of brackets; joined is whether a mark
// was one that joins other things as well.
func splitPieces(s string) (pieces []string, joined bool) {
	start, depth := 0, 0
	for i := 0; i < len(s); {
		c, size := utf8.DecodeRuneInString(s[i:])
		if depth = nesting(c, depth); depth == 0 {
			if n, joins := markAt(s[i:]); n > 0 {
				pieces = append(pieces, s[start:i])
				i += n
				start, joined = i, joined || joins
				continue
			}
		}
		i += size
	}
	return append(pieces, s[start:]), joined
}

// nesting is the depth of brackets behind c.
func nesting(c rune, depth int) int {
	switch c {
	case '(', '（', '[', '【', '〔':
		return depth + 1
	case ')', '）', ']', '】', '〕':
		return max(0, depth-1)
	}
	return depth
}

// markAt is the length of the longest mark at the start of s.
func markAt(s string) (n int, joins bool) {
	for _, mark := range listMarks {
		if len(mark) > n && strings.HasPrefix(s, mark) {
			n, joins = len(mark), false
		}
	}
	for _, mark := range joinMarks {
		if len(mark) > n && strings.HasPrefix(s, mark) {
			n, joins = len(mark), true
		}
	}
	return n, joins
}

// readPiece reads the names of a piece without marks: those that Chinese
// conjunctions join, then those that commas part.
func readPiece(piece string) []Name {
	if names := readJoined(piece); names != nil {
		return names
	}
	segments := splitCommas(piece)
	if len(segments) > longestList {
		return nil
	}
	if allSingle(segments) {
		return readSingles(segments)
	}
	var names []Name
	plain := false // whether the segment before is a name and no more
	for _, segment := range segments {
		n, ok := Read(segment)
		last := len(names) - 1
		suffixes := plain && isSuffix(segment)
		plain = false
		switch {
		case suffixes:
			if n, ok := Read(names[last].Text + ", " + clean(segment)); ok {
				names[last].Text = n.Text
			}
		case ok && (last < 0 || n.Form == Likely && !n.affiliates(names[last]) || isGiven(n.Text)):
			names, plain = append(names, n), n.Text == clean(segment)
		case last >= 0:
			names[last].Title = joinTitles(names[last].Title, clean(segment))
		}
	}
	return names
}

// affiliates reports whether n, of Latin words, looks less like a name than the
// one before: that one opens with a known given name, and n does not.
func (n Name) affiliates(before Name) bool {
	return scriptOf(n.Text) == scriptCased && n.Title == "" && isGiven(before.Text) && !isGiven(n.Text) && holdsOffice(before.Title)
}

func isSuffix(segment string) bool {
	return latinWords().suffixes.has(strings.ToLower(strings.TrimSpace(segment)))
}

// allSingle reports whether commas part two single Latin names or more.
func allSingle(segments []string) bool {
	for _, segment := range segments {
		segment = tidy(segment)
		if FormOf(segment) != Possible || scriptOf(segment) != scriptCased || strings.Contains(segment, " ") {
			return false
		}
	}
	return len(segments) > 1
}

// readSingles reads single words between commas. Two may be a family name and a
// given name, or a name and a company, so both have to be known given names, or
// the first alone.
func readSingles(segments []string) []Name {
	var names []Name
	for _, segment := range segments {
		n, ok := Read(segment)
		if !ok {
			return nil
		}
		names = append(names, n)
	}
	if len(names) > 2 || allGiven(names) {
		return names
	}
	if !isGiven(names[0].Text) {
		return nil
	}
	names[0].Title = names[1].Text
	return names[:1]
}

// splitCommas splits at commas outside of brackets.
func splitCommas(s string) []string {
	var segments []string
	start, depth := 0, 0
	for i, c := range s {
		depth = nesting(c, depth)
		if depth == 0 && (c == ',' || c == '，') {
			segments = append(segments, s[start:i])
			start = i + utf8.RuneLen(c)
		}
	}
	return append(segments, s[start:])
}

// conjunctions join two people in Chinese; each may be part of a name, too.
const conjunctions = "与與和及跟"

// longestJoined is the most bytes of a name, with titles, before a conjunction.
const longestJoined = 200

// readJoined reads 张三和李四: names that a conjunction joins, each of which is
// strong enough to stand alone; nil where there are none.
func readJoined(piece string) []Name {
	if !strings.ContainsAny(piece, conjunctions) || FormOf(tidy(piece)) != None {
		return nil
	}
	var names []Name
	start, depth := 0, 0
	for i, c := range piece {
		if depth = nesting(c, depth); depth > 0 || i < start || !strings.ContainsRune(conjunctions, c) {
			continue
		}
		if i-start > longestJoined {
			break
		}
		if n, ok := readStrong(piece[start:i]); ok {
			names = append(names, n)
			start = i + utf8.RuneLen(c)
		}
	}
	if names == nil {
		return nil
	}
	if n, ok := readStrong(piece[start:]); ok {
		names = append(names, n)
	}
	return names
}

// readStrong reads a likely name, or a known given name.
func readStrong(s string) (Name, bool) {
	n, ok := Read(s)
	return n, ok && (n.Form == Likely || isGiven(n.Text))
}

// mergeSpellings joins neighbours that spell one person in two scripts, as in
// "李飞飞 / Fei-Fei Li", and drops what is there twice.
func mergeSpellings(all []Name) []Name {
	var merged []Name
	for _, n := range all {
		if i := len(merged) - 1; i >= 0 && scriptOf(n.Text) != scriptOf(merged[i].Text) && Same(n.Text, merged[i].Text) != Different {
			merged[i].Other = append(append(merged[i].Other, n.Text), n.Other...)
			merged[i].Title = joinTitles(merged[i].Title, n.Title)
			continue
		}
		if !holdsName(merged, n) {
			merged = append(merged, n)
		}
	}
	return merged
}

func holdsName(all []Name, n Name) bool {
	for _, other := range all {
		if Same(other.Text, n.Text) == Full {
			return true
		}
	}
	return false
}
