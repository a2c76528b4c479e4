package search

import "strings"

// Flat is a text as what somebody types is compared with it: its words in the form in which
// they are found, one behind the other, and where each begins, in bytes. Characters of a
// script of pairs are words of their own; a blank stands between any two other words:
// "Deep-Learning 的未來" is "deep learning的未来".
func Flat(text string) (flat string, starts []int) {
	var b strings.Builder
	open := false // whether the last word needs a blank ahead of the next
	cut(text, func(token string, _ int) {
		if !isWord(token) {
			return
		}
		split(token, func(piece string, _ int, paired bool) {
			if paired {
				for _, r := range characters(piece) {
					starts = append(starts, b.Len())
					b.WriteRune(r)
				}
				open = false
				return
			}
			folded := fold(piece)
			if !isWord(folded) {
				return
			}
			if open {
				b.WriteByte(' ')
			}
			starts = append(starts, b.Len())
			b.WriteString(folded)
			open = true
		})
	})
	return b.String(), starts
}
