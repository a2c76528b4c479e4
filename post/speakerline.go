package post

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"viewline/markdown"
	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
)

// tellsSpeakers is in a sentence of the first paragraphs that lists who spoke: "the
// speakers on May 4 included Ana Ruiz, Bo Li and others", "we were joined by Ana Ruiz".
var tellsSpeakers = pattern.MustCompile(`(?i)\b(?:speakers|panelists|participants)\b[^.:;!?]{0,60}?\b(?:included?|includes|were|are)\b|\bwe (?:were|are) (?:also |again )?joined (?:\pL+ )?by\b`)

// speakerBlocks is how many blocks at the start of a post may hold such a sentence.
const speakerBlocks = 6

// claimsOfSpeakerList takes whom the links of such a paragraph name, where two or
// more of them are names.
func (r *reader) claimsOfSpeakerList(c *cast, o outline) {
	blocks := rejoin(o.intro, o.chunks)
	for _, b := range blocks[:min(len(blocks), speakerBlocks)] {
		if b.Kind() != ast.KindParagraph || r.turns[b] != nil || !tellsSpeakers.MatchString(clipText(strings.ReplaceAll(markdown.Plain(r.body, b), "\n", " "), longestOpening)) {
			continue
		}
		var all []names.Name
		likely := 0
		for n := b.FirstChild(); n != nil; n = n.NextSibling() {
			if n.Kind() != ast.KindLink {
				continue
			}
			if name := strings.TrimSpace(markdown.Plain(r.body, n)); strings.Contains(name, " ") && (names.FormOf(name) >= names.Possible || isGivenAndWord(name)) {
				if names.FormOf(name) >= names.Likely {
					likely++
				}
				all = append(all, names.Name{Text: name})
			}
		}
		if likely > 1 {
			all = r.withUnlinked(all, strings.ReplaceAll(markdown.Plain(r.body, b), "\n", " "))
		}
		if likely < 2 {
			all, likely = namedSpeakers(clipText(strings.ReplaceAll(markdown.Plain(r.body, b), "\n", " "), longestOpening))
		}
		if likely < 2 || len(all) > mostSpeakers {
			continue
		}
		for _, n := range all {
			c.add(r, n, claim{weight: ofLabel, role: people.Speaker, sure: true, tells: true, what: "a first paragraph lists the speakers", pos: r.start + max(0, b.Pos())})
		}
		return
	}
}

// withUnlinked adds the names without a link that the sentence lists beside those that have one.
func (r *reader) withUnlinked(linked []names.Name, text string) []names.Name {
	at := tellsSpeakers.FindStringIndex(text)
	if at == nil {
		return linked
	}
	list, _, _ := strings.Cut(text[at[1]:], ". ")
	list = strings.TrimRight(othersAtEnd.ReplaceAllString(clipText(list, longestOpening), ""), ". ")
	for _, n := range names.List(list) {
		if names.FormOf(n.Text) >= names.Likely && people.Known(n.Text) && !slices.ContainsFunc(linked, func(l names.Name) bool { return l.Text == n.Text }) {
			linked = append(linked, n)
		}
	}
	return linked
}

// listsSpeakers captures the names of such a sentence behind its verb. Ahead of “speakers”
// stands nothing, or a word for those of an event: native and Bluetooth speakers are others.
var listsSpeakers = pattern.MustCompile(`(?i)(?:^(?:the )?|[.!?]\s+(?:the )?|\b(?:featured|invited|keynote|confirmed|guest|main|our|panel) )(?:speakers|panelists|presenters)\b[^.:;!?]{0,30}?\b(?:included?|includes|were|are|will be)\b:?\s+([^.;!?\n]{5,300})`)

// namedSpeakers are the names that such a sentence lists, and how many there are: it has
// to list names and nothing else, but “and others” at its end.
func namedSpeakers(text string) ([]names.Name, int) {
	m := listsSpeakers.FindStringSubmatch(text)
	if m == nil {
		return nil, 0
	}
	list := othersAtEnd.ReplaceAllString(m[1], "")
	var all []names.Name
	for _, n := range names.List(list) {
		if names.FormOf(n.Text) < names.Likely {
			return nil, 0
		}
		all = append(all, n)
	}
	return all, len(all)
}

var othersAtEnd = pattern.MustCompile(`(?i),?\s*(?:and|&)\s+(?:(?:many|several)\s+)?(?:others|more)\b.*$`)

// isGivenAndWord reports whether a text is a common given name and one capitalised word,
// which may be an ordinary one: Dan Ports.
func isGivenAndWord(text string) bool {
	words := strings.Fields(text)
	if len(words) != 2 || !people.Known(words[0]) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(words[1])
	return unicode.IsUpper(first) && strings.IndexFunc(words[1], func(c rune) bool { return !unicode.IsLetter(c) && c != '-' && c != '\'' && c != '’' }) < 0
}
