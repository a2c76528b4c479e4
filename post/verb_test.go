package post

import (
	"regexp"
	"strings"
	"testing"
)

// TestHanVerbIsPlain compares what is found with what one expression finds for all verbs, in
// all texts of four pieces.
func TestHanVerbIsPlain(t *testing.T) {
	plain := regexp.MustCompile("(?:" + strings.Join(hanAdverbs, "|") + ")*(?:" + strings.Join(hanVerbs, "|") + ")")
	pieces := []string{"", "论文", "首次", "系统地", "提出", "用", "在", "过", "通", "深"}
	want := func(text string) int {
		for _, m := range plain.FindAllStringIndex(text, 2) {
			if m[0] > 0 {
				return m[0]
			}
		}
		return len(text)
	}
	for n := range len(pieces) * len(pieces) * len(pieces) * len(pieces) {
		var text string
		for range 4 {
			text += pieces[n%len(pieces)]
			n /= len(pieces)
		}
		if got, want := hanVerb(text), want(text); got != want {
			t.Errorf("%s: verb at byte %d; want %d", text, got, want)
		}
	}
}
