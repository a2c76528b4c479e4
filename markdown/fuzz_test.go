package markdown

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzParse pins that any bytes give valid UTF-8 without blanks around it, and no script.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"", "\x00\xff", "# 题\n\n**“真”（a）**的 ~~x~~ _y_\n", "> - 1. **甲\n>\n> 乙", "|a|b|\n|-|-|\n|1|2|",
		"甲[^1]\n\n[^1]: 注", "<div><script>\nx\n\n</script></b>", "![图](data:x) <https://a.b> `c`", "羽\uFE00**(a)**\U000E0100**",
		"** 甲 **\n***", "[a]: /b\n\n[a] &amp; \\*", "<a href=javascript:x onclick=y>z", "```\n\t**\r\n~~~", "a@b.cc www.a.b *http://a.b*",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		doc := Parse(src)
		for name, out := range map[string]string{"plain": Plain(src, doc), "html": HTML(src, doc)} {
			if !utf8.ValidString(out) || strings.Contains(out, "\x00") {
				t.Errorf("%s of %q is no clean UTF-8: %q", name, src, out)
			}
			if strings.TrimSpace(out) != out {
				t.Errorf("%s of %q has blanks around it: %q", name, src, out)
			}
		}
		html := HTML(src, doc)
		for _, tag := range []string{"<script", "<style", "<iframe", "<svg"} {
			if strings.Contains(html, tag) {
				t.Errorf("html of %q holds %s: %s", src, tag, html)
			}
		}
		if again := balance([]byte(html)); again != html {
			t.Errorf("html of %q is not balanced: %s", src, html)
		}
	})
}

// BenchmarkPathological shows the growth with the size of hostile input: ns/B stays level where time is linear.
func BenchmarkPathological(b *testing.B) {
	for _, unit := range []string{"[", "a*", "*a_ ", "_a*~中", ">", "+ ", "~", "<b>", "** 甲 ", "\\*&"} {
		for _, size := range []int{10_000, 100_000} {
			src := []byte("a\n\n" + strings.Repeat(unit, size/len(unit)))
			b.Run(unit+"/"+map[bool]string{true: "10kB", false: "100kB"}[size == 10_000], func(b *testing.B) {
				b.SetBytes(int64(len(src)))
				for b.Loop() {
					doc := Parse(src)
					if Plain(src, doc) == "" || HTML(src, doc) == "" {
						b.Fatal("nothing left")
					}
				}
			})
		}
	}
}

// BenchmarkPost measures a post of ordinary shape.
func BenchmarkPost(b *testing.B) {
	src := []byte(strings.Repeat("## 在某处的访谈 - 2025-11-26\n\n* **一个“观点”（view）：** 这里是**正文（text）**的内容，见[链接](https://example.org/)。\n\n", 100))
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		doc := Parse(src)
		if Plain(src, doc) == "" || HTML(src, doc) == "" {
			b.Fatal("nothing left")
		}
	}
}
