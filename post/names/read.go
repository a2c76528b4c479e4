package names

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestValue is the most bytes of a text that Read and List look at.
const longestValue = 2000

// Read reads one name out of a label's value or a field of a front matter: with
// links, titles, degrees, affiliations and further spellings in brackets. It is
// false for a text without a name, with several (see [List]), or where it is
// unclear which part the name is, as in "Vogel, Marta".
func Read(s string) (n Name, ok bool) {
	if len(s) > longestValue || !utf8.ValidString(s) {
		return Name{}, false
	}
	text, alias := unwrap(s)
	n, ok = readBracketed(clean(text))
	if ok && alias != "" && FormOf(alias) != None && Same(alias, n.Text) != Full {
		n.Other = append(n.Other, alias)
	}
	return n, ok
}

// TurnName reads the name before a turn of speech, where capitals alone may
// spell it: "ANA RUIZ" is Ana Ruiz. A single word of capitals has to be a known
// given name.
func TurnName(s string) (n Name, ok bool) {
	if n, ok = Read(s); ok || len(s) > longestValue || strings.ContainsFunc(s, unicode.IsLower) {
		return n, ok
	}
	var b strings.Builder
	inside := false
	for _, c := range s {
		if inside {
			c = unicode.ToLower(c)
		}
		inside = unicode.IsLetter(c)
		b.WriteRune(c)
	}
	n, ok = Read(b.String())
	if ok && n.Form == Possible && !isGiven(n.Text) {
		return Name{}, false
	}
	return n, ok
}

// isGiven reports whether the first word of s is a known given name.
func isGiven(s string) bool {
	word, _, _ := strings.Cut(s, " ")
	return latinWords().given.has(WithoutAccents(strings.ToLower(word)))
}

// trimmed stands around a name and is no part of it.
const trimmed = " \t\r\n　,，;；:：、!！?？|｜•—–\"“”「」『』*_`>#"

// clean brings blanks to single ones and takes marks off both ends, but for a
// full stop at the end.
func clean(s string) string {
	s = strings.TrimLeft(strings.Trim(strings.Join(strings.Fields(s), " "), trimmed), "-.。")
	return strings.Trim(strings.TrimSuffix(s, "。"), trimmed)
}

// tidy is clean without a full stop at the end, where it is not one of an
// abbreviation that ends names.
func tidy(s string) string {
	s = clean(s)
	if i := strings.LastIndexAny(s, " ."); i == len(s)-1 && i >= 0 {
		word := s[strings.LastIndexByte(s, ' ')+1:]
		if utf8.RuneCountInString(word) > 2 && strings.IndexByte(word, '.') == len(word)-1 && !latinWords().suffixes.has(strings.ToLower(word)) {
			s = s[:i]
		}
	}
	return s
}

// brackets pair up.
var brackets = strings.NewReplacer("（", "(", "）", ")", "【", "(", "】", ")", "〔", "(", "〕", ")", "[", "(", "]", ")")

// readBracketed reads a name with or without brackets behind or before it.
func readBracketed(s string) (Name, bool) {
	s = brackets.Replace(s)
	before, rest, found := strings.Cut(s, "(")
	if !found {
		return readPlain(s)
	}
	inner, after, _ := strings.Cut(rest, ")")
	before, after = clean(before), strings.TrimSpace(after)
	if before == "" {
		n, ok := readBracketed(clean(after))
		n.Title = joinTitles(clean(inner), n.Title)
		return n, ok
	}
	n, ok := readPlain(before)
	if !ok {
		return n, false
	}
	n.takeBracket(inner)
	for after != "" {
		first, _ := utf8.DecodeRuneInString(after)
		switch {
		case first == '(':
			inner, after, _ = strings.Cut(after[1:], ")")
			n.takeBracket(inner)
			after = strings.TrimSpace(after)
		case strings.ContainsRune(",，;；:：—–-|｜·", first), hanWords().honorifics.has(after):
			n.Title = joinTitles(n.Title, clean(after))
			return n, true
		default:
			return Name{}, false
		}
	}
	return n, true
}

// takeBracket files what stands in brackets behind the name: a further spelling,
// or an affiliation. Links and handles are left out.
func (n *Name) takeBracket(inner string) {
	for part := range strings.FieldsFuncSeq(inner, func(c rune) bool { return strings.ContainsRune(",，;；/、", c) }) {
		spelling, said := cutAlso(tidy(part))
		switch {
		case clean(part) == "" || strings.HasPrefix(clean(part), "@") || strings.Contains(part, "://"):
		case said && spelling != "" || n.isSpelling(spelling):
			n.Other = append(n.Other, spelling)
		default:
			n.Title = joinTitles(n.Title, clean(part))
		}
	}
}

// cutAlso takes words such as 本名 or "a.k.a." off a further spelling.
func cutAlso(s string) (spelling string, said bool) {
	for word := range hanWords().also {
		if rest, ok := strings.CutPrefix(s, word); ok && (word[0] >= 0x80 || strings.HasPrefix(rest, " ")) && FormOf(tidy(rest)) != None {
			return tidy(rest), true
		}
	}
	return s, false
}

// isSpelling reports whether s, in brackets behind the name, spells the name
// again: a likely name, a known given name or the sounds of a foreign one in
// another script, or a name that shares a word with this one.
func (n *Name) isSpelling(s string) bool {
	form := FormOf(s)
	if isReading(s) && scriptOf(n.Text) == scriptHan {
		return true
	}
	if form == None {
		return false
	}
	if scriptOf(s) != scriptOf(n.Text) {
		return form == Likely || isGiven(s) || scriptOf(s) == scriptHan && allSounds(s) || Same(s, n.Text) != Different
	}
	for word := range strings.FieldsSeq(s) {
		if form == Likely && strings.Contains(" "+n.Text+" ", " "+word+" ") {
			return true
		}
	}
	return form == Likely && FoldScript(s) == FoldScript(n.Text)
}

// isReading reports whether s is kana alone.
func isReading(s string) bool { return scriptOf(s) == scriptKana && !strings.ContainsFunc(s, isHan) }

func allSounds(s string) bool {
	t := hanWords()
	return !strings.ContainsFunc(s, func(c rune) bool { return !t.sounds.has(string(c)) })
}

func joinTitles(a, b string) string {
	if a == "" || b == "" {
		return cmp.Or(a, b)
	}
	return a + ", " + b
}

// readPlain reads a name with titles and an affiliation, without brackets.
func readPlain(s string) (Name, bool) {
	if strings.HasPrefix(s, "@") || strings.Contains(s, "://") {
		return Name{}, false
	}
	at, size, weak := separator(s)
	if at < 0 {
		return readTitled(tidy(s))
	}
	left, right := s[:at], s[at+size:]
	if before, after, found := strings.Cut(right+",", ","); found && latinWords().suffixes.has(strings.ToLower(strings.TrimSpace(before))) && size == 1 {
		left, right = s[:at+size]+strings.TrimRight(before, " "), strings.TrimSuffix(after, ",")
	}
	n, ok := readTitled(tidy(left))
	if !ok {
		return readLast(s)
	}
	if weak && n.Form != Likely || !n.standsBefore(right, s[at] == ',') {
		return Name{}, false
	}
	n.Title = joinTitles(n.Title, clean(right))
	return n, true
}

// standsBefore reports whether the text behind a separator leaves the name to
// be the one that is meant: it is no name itself, or one word in it shows that
// it is not.
func (n *Name) standsBefore(right string, comma bool) bool {
	if at, _, _ := separator(right); at >= 0 {
		right = right[:at]
	}
	right = tidy(right)
	form := FormOf(right)
	if form == None || holdsOffice(right) {
		return true
	}
	if isGiven(n.Text) && !isGiven(right) && scriptOf(right) == scriptCased {
		return true
	}
	return form == Possible && (n.Form == Likely || !comma && scriptOf(right) != scriptOf(n.Text)) && !isGiven(right)
}

// readLast reads "CEO of Slow Inc. — Marta Vogel": an office, then a likely name
// at the end.
func readLast(s string) (Name, bool) {
	at, size := lastSeparator(s)
	if at < 0 || !holdsOffice(s[:at]) {
		return Name{}, false
	}
	n, ok := readTitled(tidy(s[at+size:]))
	if !ok || n.Form != Likely {
		return Name{}, false
	}
	n.Title = joinTitles(n.Title, clean(s[:at]))
	return n, true
}
