package post

import (
	"strings"
	"unicode/utf8"

	"viewline/post/names"
	"viewline/post/people"
)

// A title in Chinese has a part of a foreign name more often than all of it, and no dot
// between its parts: 莱茵慢城毕业演讲, 安娜莱茵慢城演讲. The first paragraphs spell the name.

// titledBySpeechOf reports whether a title is that of a speech, and has the last part of a
// foreign name in Chinese letters.
func (r *reader) titledBySpeechOf(o outline, name string) bool {
	parts := strings.FieldsFunc(name, isNameDot)
	if len(parts) < 2 || isLatin(name) {
		return false
	}
	last := parts[len(parts)-1]
	if utf8.RuneCountInString(last) < 2 {
		return false
	}
	for _, t := range r.titles(o) {
		if people.TellsSpeech(t.text) && strings.Contains(t.text, last) {
			return true
		}
	}
	return false
}

// isNameDot reports a mark between the parts of a foreign name in Chinese letters.
func isNameDot(c rune) bool { return strings.ContainsRune("·・•‧", c) }

// withDot is the name that a text has in place of a title's, of which the title parts the
// first word from the others by a blank as the name of a file does: 安娜 of 安娜 莱茵演讲
// is 安娜·莱茵. It is the same name where the text has the word by itself, or not at all.
func withDot(text, name, rest string) string {
	if isLatin(name) || strings.ContainsFunc(name, isNameDot) {
		return name
	}
	for _, dot := range []string{"·", "・", "•", "‧"} {
		i := strings.Index(text, name+dot)
		if i < 0 {
			continue
		}
		full := people.DottedAt(text[i:])
		if family, ok := strings.CutPrefix(full, name+dot); ok && names.FormOf(full) >= names.Likely {
			for n := utf8.RuneCountInString(family); n > 1; n-- {
				if strings.HasPrefix(strings.TrimLeft(rest, " ·-"), firstRunes(family, n)) {
					return name + dot + firstRunes(family, n)
				}
			}
		}
	}
	return name
}

// firstRunes are the first n characters of a text.
func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}
