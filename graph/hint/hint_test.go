package hint

import (
	"fmt"
	"slices"
	"testing"

	"viewline/timeline"
)

func TestNearest(t *testing.T) {
	var names []spelling
	for _, n := range [][]string{
		{"ada", "Ada Lovelace", "阿达"}, {"adam-smith", "Adam Smith"}, {"li-feifei", "李飞飞", "Fei-Fei Li"}, {"an-quan", "安全", "AI safety"}, {"agi", "AGI", "通用人工智能"},
	} {
		for _, name := range n {
			names = append(names, newSpelling(timeline.Fold(name), n[0]))
		}
	}
	for wanted, want := range map[string][]string{
		"ada":           {"ada", "adam-smith"},
		"Adam":          {"adam-smith", "ada"},
		"Ada Lovelaec":  {"ada"},
		"love":          {"ada"},
		"李飞":            {"li-feifei"},
		"李非飞":           {"li-feifei"},
		"飞":             {},
		"fei fei lee":   {"li-feifei"},
		"safety":        {"an-quan"},
		"安全性":           {"an-quan"},
		"ag":            {"agi"},
		"":              {},
		"!?":            {},
		"zzzz":          {},
		"人工智能":          {"agi"},
		"adalovelace99": {"ada"},
		"fay fay li":    {},
	} {
		if got := nearest(timeline.Fold(wanted), names); !slices.Equal(got, want) {
			t.Errorf("%q suggests %q; want %q", wanted, got, want)
		}
	}
}

func TestEdits(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"", "abc", 3}, {"abc", "abc", 0}, {"abc", "acb", 1}, {"abc", "abd", 1}, {"abc", "ab", 1}, {"abcd", "badc", 2}, {"kitten", "sitting", 3}, {"李飞飞", "李非飞", 1}} {
		if got := edits([]rune(c.a), []rune(c.b)); got != c.want {
			t.Errorf("%q to %q: %d edits; want %d", c.a, c.b, got, c.want)
		}
	}
}

// benchmarks compare a name with the names of this many people.
func BenchmarkNearest(b *testing.B) {
	var names []spelling
	for i := range 30_000 {
		names = append(names, newSpelling(fmt.Sprintf("given%dfamily%d", i*7919%1000, i), fmt.Sprint(i)))
	}
	for b.Loop() {
		nearest("elaine sutskever", names)
	}
}
