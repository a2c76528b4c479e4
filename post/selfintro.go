package post

import (
	"strings"
	"unicode/utf8"

	"viewline/post/names"
	"viewline/post/pattern"
	"viewline/post/people"
)

// In some transcripts the turns have given names alone, and each speaker's first turn
// tells who it is: **Marta**: Hi, I'm Marta Vogel.

// selfIntroduction captures the name that somebody says to be theirs.
var selfIntroduction = pattern.MustCompile(`(?:\b[Mm]y name(?:['’]s| is)|\bI['’]m|\bI am|\b[Tt]his is)\s+(\p{Lu}[\p{L}'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,3})|(?:我是|我叫)(\p{Han}{2,4})`)

// longestIntroduction is how many bytes of a first turn are read for a name.
const longestIntroduction = 200

// introducesSelf is the name that a turn says to be that of its speaker, where the
// label is the start of it; ok is false where it says none. A name of one word has to
// stand in the first paragraphs as well.
func (r *reader) introducesSelf(first *turn, o outline) (names.Name, bool) {
	if first.voice != people.Short {
		return names.Name{}, false
	}
	m := selfIntroduction.FindStringSubmatch(clipText(r.startOf(first), longestIntroduction))
	if m == nil {
		return names.Name{}, false
	}
	full := firstSentence(m[1] + m[2])
	switch {
	case !strings.HasPrefix(strings.ToLower(full), strings.ToLower(first.label)) && !strings.HasSuffix(full, first.label):
		return names.Name{}, false
	case full == first.label:
		return names.Name{Text: full}, names.FormOf(full) > names.None && r.opensWith(o, full)
	}
	return names.Name{Text: full, Other: []string{first.label}}, names.FormOf(full) >= names.Likely || strings.Contains(full, " ") && people.Known(full)
}

// opensWith reports whether a first paragraph names somebody.
func (r *reader) opensWith(o outline, name string) bool {
	for _, p := range r.openings(o) {
		if !p.said && strings.Contains(p.text, name) {
			return true
		}
	}
	return false
}

// firstSentence cuts a name off where a sentence ends in it: "Marta Vogel. I". An initial
// has a full stop as well.
func firstSentence(name string) string {
	words := strings.Fields(name)
	for i, w := range words {
		if bare, ends := strings.CutSuffix(w, "."); ends && utf8.RuneCountInString(bare) > 2 {
			return strings.TrimSuffix(strings.Join(words[:i+1], " "), ".")
		}
	}
	return name
}
