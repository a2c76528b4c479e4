package script

import (
	"strings"
	"testing"
)

func TestSimplified(t *testing.T) {
	for text, want := range map[string]string{
		"價值函數":      "价值函数",
		"价值函数":      "价值函数",
		"後來皇后":      "后来皇后",
		"頭髮與發展":     "头发与发展",
		"ABC あ 한 é": "ABC あ 한 é",
		"":          "",
	} {
		if got := strings.Map(Simplified, text); got != want {
			t.Errorf("%q becomes %q; want %q", text, got, want)
		}
	}
}

// What was made Simplified stays as it is, so that folding is the same however often
// it is done.
func TestSimplifiedTwice(t *testing.T) {
	for r := rune(0x3400); r <= 0x9fff; r++ {
		if once := Simplified(r); Simplified(once) != once {
			t.Errorf("%c becomes %c, and that %c", r, once, Simplified(once))
		}
	}
}
