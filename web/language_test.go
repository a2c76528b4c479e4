package web

import (
	"html/template"
	"testing"

	"viewline/web/words"
)

func TestLanguage(t *testing.T) {
	for text, want := range map[string]string{
		"":                                 "",
		"2025-11-26":                       "",
		"The Humble Programmer":            "",
		"伊利亚·萨茨克维尔":                        "zh",
		"与 Dwarkesh Patel 的深度访谈":           "zh",
		"A long English sentence about 道.": "",
		"ソフトウェアの話":                         "ja",
		"소프트웨어 이야기":                        "ko",
	} {
		if got := language(text); got != want {
			t.Errorf("language(%q) = %q, want %q", text, got, want)
		}
	}
}

// The address of a link does not count: nobody reads it as text.
func TestLangAttrOfHTML(t *testing.T) {
	english := voice{words.Voice{Language: words.English}}
	const text = `<a href="https://example.org/a/very/long/address/of/a/page">视频</a>`
	if got, want := english.lang(template.HTML(text)), template.HTMLAttr(`lang="zh"`); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := english.lang(text); got != "" {
		t.Errorf("of the same as plain text: %q, want none", got)
	}
}
