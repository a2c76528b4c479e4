package people

import (
	"strings"

	"viewline/post/names"
	"viewline/post/pattern"
)

// familyFirst reports whether a word is a family name ahead of a comma and a given one, as
// in "Interview with Wu, Chun-hui": the word alone is no name.
func familyFirst(title string, start, end int) bool {
	return !strings.Contains(title[start:end], " ") && givenBehind.MatchString(title[end:])
}

var givenBehind = pattern.MustCompile(`^,\s\p{Lu}\p{Ll}+-\p{L}\p{Ll}+(?:$|[^\pL])`)

// withWhat captures what somebody is in small letters, between “interview with” and the name.
var withWhat = pattern.MustCompile(`(?i:\b(?:interview|conversation|chat|q&a|discussion|podcast)\s+with\s+)((?:\p{Ll}[\p{Ll}-]*\s+){1,3})$`)

// withOfWhat reports whether such words stand ahead of a name: "Interview with contributor
// Ana Ruiz". A preposition leads to something else.
func withOfWhat(before string) bool {
	m := withWhat.FindStringSubmatch(lastBytes(before))
	if m == nil {
		return false
	}
	for w := range strings.FieldsSeq(m[1]) {
		switch w {
		case "of", "at", "for", "in", "on", "about", "from", "to", "by", "and", "or", "like", "as", "who":
			return false
		}
	}
	return true
}

// asksSomebody reports whether a text goes on with a verb such as interviews and
// the name of somebody.
func asksSomebody(rest string) bool {
	verb := asks.FindString(rest)
	return verb != "" && somebodyAt(strings.TrimSpace(rest[len(verb):]))
}

// withoutOffice takes an office off what stands ahead of a name, and keeps a
// preposition ahead of the office.
func withoutOffice(before string) string {
	at := officeBefore.FindStringIndex(before)
	if at == nil {
		return before
	}
	first, _, _ := strings.Cut(strings.TrimSpace(before[at[0]:]), " ")
	if first == "and" {
		if trade := tradeBefore.FindStringIndex(before[:at[0]]); trade != nil {
			return before[:trade[0]] + " "
		}
	}
	if prepositions[first] {
		return before[:at[0]] + " " + first + " "
	}
	return possessive.ReplaceAllString(before[:at[0]], " ")
}

// tradeBefore is what somebody is, ahead of "and" and an office: “interview with tech
// investor and founder”.
var tradeBefore = pattern.MustCompile(`(?:\s(?:a|the|tech|former|serial|angel|fellow|legendary|noted))*\s(?:vc|venture capitalist|investor|author|entrepreneur|engineer|writer|designer|programmer|developer|scientist|physicist|economist|psychologist|journalist|professor|analyst|researcher|artist|painter|ceo|cto)$`)

// possessive stands ahead of an office: “interview with our executive director”.
var possessive = pattern.MustCompile(`\s(?:our|their|its|the|my|his|her|a|an)\s*$`)

var prepositions = set("by with from of to and featuring feat. ft. w/ –  - :")

// asksOffice captures the Chinese office between 专访 or its like and a Latin name; the office
// may stand there once more, in capitals.
var asksOffice = pattern.MustCompile(`(?:专访|專訪|采访|採訪|对话|對話|对谈|對談|连线|連線)(\p{Han}{2,16})(?:\s?[A-Z]{2,5})?\s+$`)

// asksWho reports whether such words stand ahead of a name: 专访慢公司顾问 Ana Ruiz.
func asksWho(before string) bool {
	m := asksOffice.FindStringSubmatch(lastBytes(before))
	return m != nil && names.EndsInOffice(m[1])
}
