package post

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// splitSpellings takes a second spelling in brackets apart: Łukasz
// Kaiser（卢卡什·凯泽）.
func splitSpellings(s string) (name, other string) {
	m := inBrackets.FindString(s)
	if m == "" {
		return s, ""
	}
	other = strings.Trim(m, "（）() ")
	name = strings.TrimSpace(strings.Replace(s, m, "", 1))
	if !isName(other) {
		other = ""
	}
	return name, other
}

// particles are the words of a Latin name that need no capital.
var particles = []string{"de", "da", "di", "del", "der", "den", "van", "von", "la", "le", "bin", "al", "el", "y"}

// isName reports whether s reads as a person's name: two to four Han
// characters, Han parts with a middle dot, or one to five Latin words with
// capitals, but no acronym.
func isName(s string) bool {
	s = strings.TrimSpace(s)
	if s == "" || utf8.RuneCountInString(s) > 40 {
		return false
	}
	if strings.Map(keepHan, s) != "" {
		return isHanName(s)
	}
	words := strings.Fields(s)
	for _, w := range words {
		first, _ := utf8.DecodeRuneInString(w)
		if !slices.Contains(particles, w) && !unicode.IsUpper(first) || strings.ContainsFunc(w, func(c rune) bool {
			return !unicode.IsLetter(c) && !strings.ContainsRune(".'’-", c)
		}) {
			return false
		}
	}
	return len(words) >= 1 && len(words) <= 5 && strings.ContainsFunc(s, unicode.IsLower)
}

// dots stand between the parts of a foreign name in Chinese.
const dots = "·・•"

func isHanName(s string) bool {
	if notNames.MatchString(s) {
		return false
	}
	parts := strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune(dots, c) })
	longest, least := 6, 1
	if len(parts) == 1 {
		longest, least = 4, 2
	}
	for _, part := range parts {
		n := utf8.RuneCountInString(part)
		if strings.Map(keepHan, part) != part || n < least || n > longest {
			return false
		}
	}
	return len(parts) == 1 || !strings.ContainsAny(s, "在与的谈对是被")
}

// notNames are Han words of a name's length that are none.
var notNames = regexp.MustCompile(`观点|演讲|访谈|论文|推荐|大会|总结|摘要|关于|我的|人工智能|深度|学习|模型|公司|时代|未来`)

func keepHan(c rune) rune {
	if unicode.Is(unicode.Han, c) {
		return c
	}
	return -1
}

func hasLatin(s string) bool {
	return strings.ContainsFunc(s, func(c rune) bool { return unicode.Is(unicode.Latin, c) })
}
