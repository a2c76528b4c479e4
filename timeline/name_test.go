package timeline_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"viewline/timeline"
)

// names holds texts with their folded and their kebab form.
var names = []struct{ in, fold, kebab string }{
	{"", "", ""},
	{"Ilya Sutskever", "ilyasutskever", "ilya-sutskever"},
	{"ilya-sutskever", "ilyasutskever", "ilya-sutskever"},
	{"ＩＬＹＡ・Sutskever", "ilyasutskever", "ｉｌｙａ-sutskever"}, // U+30FB
	{"GPT－４（预览）", "gpt4预览", "gpt-４-预览"},
	{"李飞飞", "李飞飞", "李飞飞"},
	{"伊利亚·苏茨克维", "伊利亚苏茨克维", "伊利亚-苏茨克维"}, // U+00B7
	{"二〇二五年", "二〇二五年", "二〇二五年"},
	{"第Ⅳ章", "第ⅳ章", "第ⅳ章"},
	{"Grace O'Malley’s", "graceomalleys", "grace-omalleys"},
	{"José Ángel Núñez", "joséángelnúñez", "josé-ángel-núñez"},
	{"e\u0301te\u0301", "e\u0301te\u0301", "e\u0301te\u0301"},
	{"नमस्ते दुनिया", "नमस्तेदुनिया", "नमस्ते-दुनिया"},
	{"GPT-4.5 & o1", "gpt45o1", "gpt-4-5-o1"},
	{"  --Hello,   World!-- ", "helloworld", "hello-world"},
	{"🚀 AI 👩‍🚀 时代 🎉", "ai时代", "ai-时代"},
	{"❤\ufe0f 爱", "爱", "爱"},
	{"爱 ❤\ufe0f", "爱", "爱"},
	{"1\ufe0f\u20e3 首先", "1首先", "1-首先"},
	{"葛\U000e0100城", "葛城", "葛城"}, // ideographic variation
	{"，。！？", "", ""},
	{"a\xffb", "ab", "a-b"},
}

func TestFold(t *testing.T) {
	for _, tt := range names {
		if got := timeline.Fold(tt.in); got != tt.fold {
			t.Errorf("%q: got %q, want %q", tt.in, got, tt.fold)
		}
	}
}

func TestKebab(t *testing.T) {
	for _, tt := range names {
		if got := timeline.Kebab(tt.in); got != tt.kebab {
			t.Errorf("%q: got %q, want %q", tt.in, got, tt.kebab)
		}
	}
}

// Characters that are told to be words without a look at Unicode's tables are so by
// these, and have no other case.
func TestPlainWords(t *testing.T) {
	for r := rune(0x4e00); r <= 0x9fff; r++ {
		if c := string(r); !unicode.IsLetter(r) || timeline.Kebab(c) != c || timeline.Fold(c) != c {
			t.Errorf("%q: Kebab %q, Fold %q; want the letter itself", c, timeline.Kebab(c), timeline.Fold(c))
		}
	}
}

// A slug must be found under its name, and be a slug already.
func FuzzNames(f *testing.F) {
	for _, tt := range names {
		f.Add(tt.in)
	}
	f.Fuzz(func(t *testing.T, s string) {
		fold, kebab := timeline.Fold(s), timeline.Kebab(s)
		if again := timeline.Fold(fold); again != fold {
			t.Errorf("Fold(%q) is %q, folded again %q", s, fold, again)
		}
		if again := timeline.Kebab(kebab); again != kebab {
			t.Errorf("Kebab(%q) is %q, then %q", s, kebab, again)
		}
		if again := timeline.Fold(kebab); again != fold {
			t.Errorf("Kebab(%q) is %q, which folds to %q; want %q", s, kebab, again, fold)
		}
		if kebab != "" && slices.Contains(strings.Split(kebab, "-"), "") {
			t.Errorf("Kebab(%q) is %q, which holds an empty word", s, kebab)
		}
	})
}

func TestPersonNames(t *testing.T) {
	for _, tt := range []struct {
		person timeline.Person
		want   []string
	}{
		{timeline.Person{}, []string{}},
		{timeline.Person{Slug: "ada", Name: "Ada"}, []string{"ada"}},
		{
			timeline.Person{
				Slug: "fei-fei-li", Name: "Fei-Fei Li",
				Aliases: []string{"李飞飞", "ＦＥＩＦＥＩ　ＬＩ", "!", "Li Fei-Fei", "李飞飞"},
			},
			[]string{"feifeili", "李飞飞", "lifeifei"},
		},
	} {
		if got := tt.person.Names(); !slices.Equal(got, tt.want) {
			t.Errorf("%q: got %q, want %q", tt.person.Name, got, tt.want)
		}
	}
}
