package people

import (
	"strings"
	"unicode/utf8"

	"viewline/post/names"
	"viewline/post/pattern"
)

// pairBehind captures what stands in brackets behind the word for a conversation:
// 慢大学对谈（韩雪松与王小明）.
var pairBehind = pattern.MustCompile(`(?:对谈|對談|对话|對話|访谈|訪談|座谈|座談|会谈|會談)录?\s*[（(]([^（）()]{4,60})[）)]`)

// pairTies tie the names of two who talk with each other.
var pairTies = []string{"与", "與", "和", "、", " & ", "&", " vs ", "×"}

// ListedInTalk tells of those whom a title lists ahead of a conversation, or behind one.
const ListedInTalk = "a list of those who talk with each other"

const (
	// listedName is what may be a name of such a list.
	listedName = `(?:[\p{Han}·•]{2,10}?|\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}.'’-]+){1,2})`
	// conversation is a talk of several people with each other.
	conversation = `(?:对谈|對談|对话|對話|讨论|討論|座谈|座談|圆桌|圓桌|会谈|會談|论坛|論壇|辩论|辯論|访谈|訪談)`
)

var (
	// listAhead captures the names ahead of a conversation: 韩雪松、王小明巅峰对谈实录.
	listAhead = pattern.MustCompile(`(?:^|[：:｜|，,！!？?\s】」）])(` + listedName + `(?:[、×&＆]` + listedName + `)+?)(?:三人|四人|两人|兩人)?的?(?:巅峰|巔峰|深度|独家|獨家|重磅|世纪|世紀|最新|首次|圆桌|圓桌|炉边|爐邊)*` + conversation + `(?:实录|實錄|纪录|紀錄|记录|記錄|纪要|紀要|全文|录|錄|会|會)?\s*(?:$|[：:｜|（(，,！!—–-])`)
	// listBehind captures the names behind one: 圆桌对话：韩雪松、王小明聊慢地图.
	listBehind = pattern.MustCompile(conversation + `\s*[：:｜|]\s*(` + listedName + `(?:[、×&＆][\p{Han}·•\p{L} ]{2,30})+)`)
)

// listedTalk are those of such a list, which holds names and nothing else. A foreign name
// without dots, such as 扎克伯格, is one beside a name that is sure.
func listedTalk(title string) []Candidate {
	for _, list := range []*pattern.Pattern{listAhead, listBehind} {
		m := list.FindStringSubmatchIndex(title)
		if m == nil {
			continue
		}
		var found []Candidate
		likely, at := 0, m[2]
		parts := strings.FieldsFunc(title[m[2]:m[3]], func(c rune) bool { return strings.ContainsRune("、×&＆", c) })
		for i, part := range parts {
			at += strings.Index(title[at:], part)
			name, form := part, names.FormOf(part)
			if i == len(parts)-1 && form < names.Likely && list == listBehind {
				if text, unsure := hanAt(part); text != "" && !unsure {
					name, form = text, names.FormOf(text)
				}
			}
			if form >= names.Likely {
				likely++
			} else if form < names.Possible || utf8.RuneCountInString(name) < 3 {
				found = nil
				break
			}
			found = append(found, Candidate{Name: names.Name{Text: name}, Form: form, Strength: Grammar, Certain: true, Why: ListedInTalk, Start: at, End: at + len(name)})
			at += len(part)
		}
		if len(found) > 1 && 2*likely >= len(found) {
			return found
		}
	}
	return nil
}

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
