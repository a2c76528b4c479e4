package citation

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"viewline/post/pattern"
)

// notNames are words that no name of an author holds. They are in lower case.
var notNames = words("the a an of for in on to with from by is are was be at as or not why how what when who your you my we our its it this that these into via using toward towards " +
	"great intro introduction paper papers classic must read good best blog post posts course book books video code survey tutorial lecture lectures notes note series part chapter edition " +
	"new free online pdf article essay guide review overview talk journal proceedings conference transactions workshop symposium press university magazine letters nature science " +
	"january february march april may june july august september october november december winner award preprint arxiv deep learning neural networks network machine " +
	"经典 必读 推荐 入门 论文 书籍 推荐阅读 精读 选读 教程 博客 文章 课程 简介 综述 讲义 原文 链接 译文 豆瓣")

// particles are the parts of names that begin with a small letter.
var particles = words("van von der den de del della di da du dos la le el al bin ben ibn af av zu zur ter ten y e")

// initials are first names cut short: A. or J.-P. or A. B.
var initials = pattern.MustCompile(`^(?:\p{Lu}\.?[-\s]?){1,4}$`)

// nameList is a run of names at the start of a text.
type nameList struct {
	names  []string
	strong bool   // there is "et al.", an initial, or more than one
	rest   string // what follows
	etAl   bool
}

// readNames reads names at the start of a text, parted by commas and "and". Han
// tells whether a Chinese name is looked for as well.
func readNames(s string, han bool) nameList {
	l := nameList{rest: s}
	for rest := s; ; {
		rest = cutAnd(strings.TrimLeft(rest, " "))
		if after, ok := cutEtAl(rest); ok {
			l.etAl, l.rest = len(l.names) > 0, after
			break
		}
		token := nameToken(rest)
		word := strings.TrimSpace(token)
		switch {
		case len(l.names) > 0 && initials.MatchString(word) && !strings.Contains(l.names[len(l.names)-1], ". "):
			l.names[len(l.names)-1] = word + " " + l.names[len(l.names)-1] // Ray, A.
			l.strong = true
		case isName(word), han && isHanName(word):
			l.names = append(l.names, trimHan(word))
			l.strong = l.strong || len(l.names) > 1 || hasInitial(word)
		case isFamilyName(word) && isEtAlOrInitial(rest[len(token):]):
			l.names = append(l.names, word)
		default:
			short, ok := beforeStop(token)
			if !ok || !hasInitial(l.last()) {
				return l
			}
			l.names, token, l.strong = append(l.names, short), short, true // Ray A, Berg C. Slow nets
		}
		after := rest[len(token):]
		l.rest = after
		next := strings.TrimLeft(after, " ")
		if sep, size := utf8.DecodeRuneInString(next); strings.ContainsRune(",;，、；&/", sep) && size > 0 {
			rest = next[size:]
			continue
		}
		if cut := cutAnd(next); len(cut) < len(next) {
			rest = cut
			continue
		}
		if _, ok := cutEtAl(next); ok {
			rest = next
			continue
		}
		break
	}
	l.strong = l.strong || l.etAl
	return l
}

// last is the last name; empty where there is none.
func (l nameList) last() string {
	if len(l.names) == 0 {
		return ""
	}
	return l.names[len(l.names)-1]
}

// beforeStop is the name before the full stop of a list whose names end in an
// initial: Berg C. It reports whether there is one.
func beforeStop(token string) (name string, ok bool) {
	i := strings.Index(token, ". ")
	if i < 0 || i > 40 {
		return "", false
	}
	return token[:i], isName(token[:i]) && hasInitial(token[:i])
}

// familyFirst reads one name, or more, of which the first has the family name
// first: Ray, Ann, and Bo Li.
func familyFirst(s string) nameList {
	family, rest, ok := strings.Cut(s, ", ")
	given := strings.TrimSpace(nameToken(rest))
	if !ok || !isFamilyName(family) || given == "" || len(given) > 40 {
		return nameList{rest: s}
	}
	for w := range strings.FieldsSeq(given) {
		if !isWordOfName(w) {
			return nameList{rest: s}
		}
	}
	l := nameList{names: []string{given + " " + family}, strong: true, rest: strings.TrimSpace(rest)[len(given):]}
	if after := cutAnd(strings.TrimLeft(l.rest, " ,")); len(after) > 0 {
		if more := readNames(after, false); len(more.names) > 0 {
			l.names, l.rest = append(l.names, more.names...), more.rest
		}
	}
	return l
}

func cutAnd(s string) string {
	for _, w := range []string{"and ", "& ", "und ", "与", "和"} {
		if rest, ok := strings.CutPrefix(s, w); ok {
			return strings.TrimLeft(rest, " ")
		}
	}
	return s
}

// cutEtAl takes "et al." and its like off the start of a text.
func cutEtAl(s string) (rest string, ok bool) {
	for _, w := range []string{"et al.", "et al", "et. al.", "等人", "等", "and others", "others"} {
		if rest, ok = strings.CutPrefix(s, w); ok && (rest == "" || !isLatin(rest[0])) {
			return rest, true
		}
	}
	return s, false
}

// isEtAlOrInitial reports whether what stands behind a family name alone makes
// an author of it: "et al." or a comma and initials.
func isEtAlOrInitial(after string) bool {
	after = strings.TrimLeft(after, " ,")
	if _, ok := cutEtAl(after); ok {
		return true
	}
	token := strings.TrimSpace(nameToken(cutAnd(after)))
	return token != "" && strings.HasSuffix(token, ".") && initials.MatchString(token)
}

func isLatin(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

// nameToken is the start of a text up to what ends a name. The full stop of an
// initial, or of Jr., does not.
func nameToken(s string) string {
	word := 0 // where the last word starts
	for i, c := range s {
		switch c {
		case ',', ';', '，', '、', '；', '(', '（', '[', '【', '〔', ':', '：', '|', '"', '“', '《', '/', '&', '。', '?', '!', '–', '—', '\n':
			if c == '〔' && i == 0 || c == '[' && i == 0 || c == '（' && i == 0 {
				if end := strings.IndexAny(s, "〕]）"); end > 0 && end <= 12 && isCountry(s[:end]) {
					continue
				}
			}
			return s[:i]
		case '.':
			last := s[word:i]
			if utf8.RuneCountInString(last) != 1 && last != "Jr" && last != "Sr" && last != "St" && !strings.Contains(last, ".") && !strings.HasPrefix(last, "-") && (!strings.Contains(last, "-") || len(last) > 4) {
				return s[:i]
			}
		case ' ':
			if strings.HasPrefix(s[i:], " and ") || strings.HasPrefix(s[i:], " et al") || strings.HasPrefix(s[i:], " - ") || strings.HasPrefix(s[i:], " & ") {
				return s[:i]
			}
			word = i + 1
		}
		if i > 80 {
			return s[:i]
		}
	}
	return s
}

// isCountry reports whether a text is an opening bracket and a country, as
// Chinese books put it before a foreign author: 〔美.
func isCountry(s string) bool {
	_, size := utf8.DecodeRuneInString(s)
	n := utf8.RuneCountInString(s[size:])
	return n >= 1 && n <= 3 && isHan(s[size:])
}

// isName reports whether a text has the form of a full name in Latin letters.
func isName(s string) bool {
	if len(s) > 60 || len(s) < 3 {
		return false
	}
	fields := strings.Fields(s)
	if len(fields) > 5 {
		return false
	}
	capital, long := 0, 0
	for _, w := range fields {
		switch {
		case particles[w]:
			continue
		case !isWordOfName(w):
			return false
		}
		capital++
		if utf8.RuneCountInString(strings.TrimRight(w, ".")) > 1 {
			long++
		}
	}
	return long > 0 && (capital > 1 || hasInitial(s))
}

// isWordOfName reports whether a text is one word that a name can hold.
func isWordOfName(w string) bool {
	first, size := utf8.DecodeRuneInString(w)
	if rest := w[size:]; unicode.IsUpper(first) && (rest == "" || rest == ".") {
		return true
	}
	if !unicode.IsUpper(first) || notNames[strings.ToLower(strings.Trim(w, ".'’"))] {
		return false
	}
	upper := 0
	for _, c := range w[size:] {
		if !unicode.IsLetter(c) && !strings.ContainsRune(".-'’", c) && !unicode.Is(unicode.Mn, c) || unicode.Is(unicode.Han, c) {
			return false
		}
		if unicode.IsUpper(c) {
			upper++
		}
	}
	return upper <= 1 || strings.ContainsAny(w, ".-'’") || strings.HasPrefix(w, "Mc") || strings.HasPrefix(w, "Mac")
}

// isFamilyName reports whether a text is one word of a name, behind particles.
func isFamilyName(s string) bool {
	words := strings.Fields(s)
	for len(words) > 1 && len(words) < 5 && particles[words[0]] {
		words = words[1:]
	}
	return len(words) == 1 && isWordOfName(words[0])
}

// hasInitial reports whether a name has a first name cut short.
func hasInitial(name string) bool {
	for w := range strings.FieldsSeq(name) {
		if initials.MatchString(w) || len(w) > 2 && w[1] == '.' {
			return true
		}
	}
	return false
}

// Names reads a list of authors that is known to be one, such as the value of a
// label: whatever stands between commas is a name.
func Names(list string) []string {
	if l := readNames(list, true); len(l.names) > 0 && strings.Trim(l.rest, " .。") == "" {
		return l.names
	}
	list = strings.NewReplacer(" and ", ",", " & ", ",", "，", ",", "、", ",", "；", ",", ";", ",", " / ", ",").Replace(list)
	var names []string
	for part := range strings.SplitSeq(list, ",") {
		name := trimHan(strings.Trim(part, " .*_"))
		if i := strings.Index(name, " et al"); i > 0 {
			name = name[:i]
		}
		_, etAl := cutEtAl(name)
		if n := utf8.RuneCountInString(name); n > 1 && n <= 40 && !etAl && hasLetter(name) {
			names = append(names, name)
		}
	}
	return names
}
