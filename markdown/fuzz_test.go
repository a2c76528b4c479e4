package markdown

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// FuzzParse pins that any bytes give valid UTF-8 without blanks around it, and no script.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"", "\x00\xff", "# 题\n\n**“真”（a）**的 ~~x~~ _y_\n", "> - 1. **甲\n>\n> 乙", "|a|b|\n|-|-|\n|1|2|",
		"甲[^1]\n\n[^1]: 注", "<div><script>\nx\n\n</script></b>", "![图](data:x) <https://a.b> `c`", "羽\uFE00**(a)**\U000E0100**",
		"** 甲 **\n***", "[a]: /b\n\n[a] &amp; \\*", "<a href=javascript:x onclick=y>z", "```\n\t**\r\n~~~", "a@b.cc www.a.b *http://a.b*",
		"{{< a b=\"c d\" >}}x{{< /a >}}\n{{% a\n b=\"甲\" %}}\n{% raw %}{{ a }}{% endraw %} [a]({{ b }}/c)", "{% highlight x %}\na\n{% endhighlight %}",
		"# a {#b .c}\n{: #d}\n*e*{: .f}", "::: tip 甲\n- a\n:::\n::b[c]{d}", "import a from 'b'\n\n<Tabs a={b}>\n<B c=\"d e\" />\n</Tabs> {/* a */}",
		"[[a#b|c]] ![[d.png]] ==e== %%f%% ^g1\nh:: i [j:: k]\n- [x] l\n\n> [!m] n\n> o", "%%\na\n\n%%\n$$\n- a\n\n$$\n\\[\n\\a\n\\]\n$a_b$",
		"List<String> <a-b c> </D> <title>", "1998. 甲\n2005. 乙\n- 1998. 丙", "见https://a.b/甲，www.c.d乙@e.f", "**a:**b****c** 3*5 1~2", "|a|\n|-|\n|[[b\\|c]]|\n|",
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
		if offset, ok := outside(src, doc); !ok {
			t.Errorf("tree of %q holds offset %d", src, offset)
		}
		if again := balance([]byte(html)); again != html {
			t.Errorf("html of %q is not balanced: %s", src, html)
		}
	})
}

// outside looks for offsets in a tree that are none of its source's.
func outside(src []byte, doc ast.Node) (offset int, ok bool) {
	ok = true
	check := func(at int) {
		if at > len(src) {
			offset, ok = at, false
		}
	}
	_ = ast.Walk(doc, func(n ast.Node, _ bool) (ast.WalkStatus, error) {
		check(n.Pos())
		if n.Type() == ast.TypeBlock {
			for i := range n.Lines().Len() {
				check(n.Lines().At(i).Start)
				check(n.Lines().At(i).Stop)
			}
		}
		if t, is := n.(*ast.Text); is {
			check(t.Segment.Stop)
			if t.Segment.Start > t.Segment.Stop || t.Segment.Start < 0 {
				offset, ok = t.Segment.Start, false
			}
		}
		return ast.WalkContinue, nil
	})
	return offset, ok
}

// BenchmarkPathological shows the growth with the size of hostile input: ns/B stays level where time is linear.
func BenchmarkPathological(b *testing.B) {
	for _, unit := range []string{"[", "a*", "*a_ ", "_a*~中", ">", "+ ", "~", "<b>", "** 甲 ", "\\*&", "{{<", "[[", "%%", "==", "$", ":::\n", "<a", "甲://"} {
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
