package names_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"viewline/post/names"
	"viewline/timeline"
)

func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"Marta Vogel", "[[Marta Vogel|Marta]]", "[Marta](https://example.org)", "Dr. Marta Vogel, PhD (Slow Inc.) — CEO", "Sammy Davis, Jr., singer", "J.R.R. Tolkien",
		"韩雪松博士（慢科技创始人）", "慢科技创始人韩雪松", "李飞飞 (Fei-Fei Li)", "张三和李四", "尉迟恭", "김민수 씨", "スティーブ・ジョブズ氏", "山田太郎（やまだ たろう）", "नरेंद्र शर्मा", "ー", "\u0301", "A、B & C",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		all := names.List(s)
		if n, ok := names.Read(s); ok {
			all = append(all, n)
		}
		for _, n := range all {
			checkName(t, s, n)
		}
		names.TurnName(s)
		checkSlug(t, s)
		if names.Same(s, s) == names.Full != (timeline.Fold(names.FoldScript(strings.TrimSpace(s))) != "") {
			t.Errorf("Same(%q, itself) is %v", s, names.Same(s, s))
		}
	})
}

// checkName holds a name to the text that it was read from.
func checkName(t *testing.T, s string, n names.Name) {
	t.Helper()
	if n.Form == names.None || n.Form != names.FormOf(n.Text) {
		t.Errorf("%q: %q has the form %v, and its text %v", s, n.Text, n.Form, names.FormOf(n.Text))
	}
	if plain := !strings.ContainsAny(s, "[*`"); plain && !strings.Contains(timeline.Fold(s), timeline.Fold(n.Text)) {
		t.Errorf("%q: the name %q is not in the text", s, n.Text)
	}
	if n.Slug() == "" {
		t.Errorf("%q: the name %q has no slug", s, n.Text)
	}
}

// checkSlug holds slugs to what keys have to be.
func checkSlug(t *testing.T, s string) {
	t.Helper()
	if !utf8.ValidString(s) {
		return
	}
	for _, slug := range []string{names.Slug(s), names.Key(s)} {
		if slug == "" && strings.ContainsFunc(s, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }) {
			t.Errorf("%q has letters and no slug", s)
		}
		if again := timeline.Kebab(slug); again != slug {
			t.Errorf("%q has the slug %q, which is not in kebab case: %q", s, slug, again)
		}
		if again := names.Slug(slug); isASCII(slug) && again != slug {
			t.Errorf("%q has the slug %q, and that has the slug %q", s, slug, again)
		}
	}
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(c rune) bool { return c >= 0x80 })
}
