package people

import (
	"strings"

	"viewline/post/names"
	"viewline/post/pattern"
)

// pairBehind captures what stands in brackets behind the word for a conversation:
// 慢大学对谈（韩雪松与王小明）.
var pairBehind = pattern.MustCompile(`(?:对谈|對談|对话|對話|访谈|訪談|座谈|座談|会谈|會談)录?\s*[（(]([^（）()]{4,60})[）)]`)

// pairTies tie the names of two who talk with each other.
var pairTies = []string{"与", "與", "和", "、", " & ", "&", " vs ", "×"}

// pairs are those who talk with each other by such a bracket: it holds names and
// nothing else.
func pairs(title string) []Candidate {
	m := pairBehind.FindStringSubmatchIndex(title)
	if m == nil {
		return nil
	}
	for _, tie := range pairTies {
		parts := strings.Split(title[m[2]:m[3]], tie)
		if len(parts) < 2 {
			continue
		}
		var found []Candidate
		at := m[2]
		for _, part := range parts {
			name := strings.TrimSpace(part)
			if form := names.FormOf(name); form >= names.Likely {
				start := at + strings.Index(part, name)
				found = append(found, Candidate{Name: names.Name{Text: name}, Form: form, Strength: Grammar, Why: "“对谈（X与Y）”", Start: start, End: start + len(name)})
			}
			at += len(part) + len(tie)
		}
		if len(found) == len(parts) {
			return found
		}
	}
	return nil
}
