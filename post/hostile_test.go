package post_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"viewline/post"
)

// hostile are bodies of the kinds that make the readers of people, dates and
// occasions slow, of about a number of bytes each.
var hostile = map[string]func(size int) string{
	"interviews":     func(n int) string { return numbered("## Interview with Ada Vogel%d\n\n", n) },
	"dated headings": func(n int) string { return numbered("## Talk %d - 2019-05-01\n\n### Part %[1]d - 2018-04\n\n", n) },
	"labelled lines": func(n int) string { return numbered("**Speaker:** Marta Vogel%d\n", n) },
	"labelled parts": func(n int) string {
		return numbered("## Quiet %d\n\n**Speaker:** Marta Vogel%[1]d\n\nShe said so.\n\n", n)
	},
	"front guests": func(n int) string {
		return "---\ntitle: Interview\nguests: [" + lettered("Ada %s, ", n) + "]\n---\n\n- a\n"
	},
	"front tags": func(n int) string {
		return "---\ntitle: Interview\ntags: [" + lettered("Ada %s, ", n) + "]\n---\n\n- a\n"
	},
	"guests":        func(n int) string { return "**Guests:** " + numbered("Ada B%d, ", n) },
	"turns":         func(n int) string { return numbered("**Ada Vogel%d:** Yes?\n\n**Bo Li:** No.\n\n", n) },
	"many turns":    func(n int) string { return lettered("**Ada %s:** Is it so?\n\n**Bo %[1]s:** It is.\n\n", n) },
	"turns twice":   func(n int) string { s := lettered("**Ada %s:** Is it so?\n\n", n/2); return s + s },
	"legends":       func(n int) string { return lettered("%[1]s=Ada %[1]s\n\n%[1]s: yes\n\n%[1]s: no\n\n", n) },
	"one paragraph": func(n int) string { return lettered("Ada %s said that Bo Li asked ", n) },
	"list of names": func(n int) string { return "# Ada Vogel" + lettered(" and Ada %s", n) },
	"list of speakers": func(n int) string {
		return "**嘉宾：** 韩雪松" + strings.Repeat("、王小明、李雪松", n/24)
	},
	"sources": func(n int) string {
		return numbered("- So it is %d.\n  - Source: [SlowConf %[1]d, 2018](https://a.example/%[1]d)\n", n)
	},
	"quotes":      func(n int) string { return numbered("> So it is %d.\n\n— SlowConf %[1]d, 2018\n\n", n) },
	"dated items": func(n int) string { return "# Talks\n\n" + numbered("- Quiet Maps %d (2019-04-05)\n", n) },
	"dated table": func(n int) string {
		return "# Talks\n\n| Date | Title |" + strings.Repeat(" A |", 18) + "\n|" + strings.Repeat("-|", 20) + "\n" + numbered("| 2019-04-05 | Quiet %d |"+strings.Repeat(" 2018-01 |", 18)+"\n", n)
	},
	"nested headings": func(n int) string {
		return numbered("# A%d\n\n## B 2018\n\n### C 2018\n\n#### D 2018\n\n##### E\n\n###### F\n\n", n)
	},
	"occasions":         func(n int) string { return numbered("## 韩雪松在各个场合的观点 %d\n\n", n) },
	"one occasion":      func(n int) string { return "## " + strings.Repeat("韩雪松在各个场合", n/24) },
	"soft names":        func(n int) string { return strings.Repeat("**韩雪松：**\n说\n", n/23) },
	"soft labels":       func(n int) string { return lettered("**Ada %s：**\nyes\n", n) },
	"years":             func(n int) string { return "# Letters\n\n" + numbered("## 1997: letter %d\n\nDear all.\n\n", n) },
	"names in headings": func(n int) string { return lettered("## Ada %s：一\n\n## Ada %[1]s：二\n\n", n) },
	"bylines":           func(n int) string { return "# SlowConf 2019\n\n" + lettered("## Quiet\n\nAda %s\n\n", n) },
	"items of talks":    func(n int) string { return "# SlowConf 2019\n\n" + lettered("- Quiet – Grace %s\n", n) },
	"shows":             func(n int) string { return lettered("## Grace %s on Slow Show (9/6)\n\n", n) },
	"twelve speakers": func(n int) string {
		return "**Speakers:** Ada A, Bo B, Cy C, Di D, Ed E, Flo F, Gus G, Hal H, Ida I, Jo J, Kim K, Lea L\n\n" + strings.Repeat("Ada A said no. ", n/15)
	},
	"speakers of parts": func(n int) string {
		return numbered("## Panel %d - 2019-05-01\n\n**Speakers:** Ada Vogel, Bo Li, Grace Ruiz%[1]d\n\n- **One:** two\n\n", n)
	},
}

// numbered repeats a format, with a number in it, up to a number of bytes.
func numbered(format string, size int) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		_, _ = fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// lettered does so with a name for the number.
func lettered(format string, size int) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		name := []byte("Q")
		for n := i; n > 0; n /= 26 {
			name = append(name, byte('a'+n%26))
		}
		_, _ = fmt.Fprintf(&b, format, name)
	}
	return b.String()
}

// belowTitle puts a hostile body below front matter with a title, where the body has no
// front matter of its own.
func belowTitle(body string) string {
	if strings.HasPrefix(body, "---") {
		return body
	}
	return "---\ntitle: Interview with Ada Vogel\n---\n" + body
}

// TestHostile reads each hostile post whole: it has all of the text in the order of
// the post, or an error that says why not.
func TestHostile(t *testing.T) {
	for name, body := range hostile {
		for _, text := range []string{body(10_000), belowTitle(body(10_000))} {
			src := []byte(text)
			doc, diags := post.Parse("post.md", src, nil)
			if doc == nil {
				if !diags.HasErrors() {
					t.Errorf("%s: neither a document nor an error", name)
				}
				continue
			}
			if share, lost := post.Coverage(src, doc); share < 1 {
				t.Errorf("%s: %.3f of the text is kept; lost: %.80q", name, share, lost)
			}
		}
	}
}

// BenchmarkHostile reads the same posts in two sizes: where the time grows with the
// square of the size, MB/s of the larger one are a tenth of those of the smaller.
func BenchmarkHostile(b *testing.B) {
	for _, name := range slices.Sorted(maps.Keys(hostile)) {
		for _, size := range []int{20_000, 200_000} {
			src := []byte(belowTitle(hostile[name](size)))
			b.Run(fmt.Sprintf("%s/%dkB", strings.ReplaceAll(name, " ", "-"), size/1000), func(b *testing.B) {
				b.SetBytes(int64(len(src)))
				for b.Loop() {
					post.Parse("post.md", src, nil)
				}
			})
		}
	}
}
