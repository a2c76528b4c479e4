package post_test

import (
	"os"
	"strings"
	"testing"

	"viewline/post"
)

// The sample post of four appearances and 33 papers.
func BenchmarkParse(b *testing.B) {
	src, err := os.ReadFile("../content/ilya-sutskever.md")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if doc, _ := post.Parse("ilya-sutskever.md", src, nil); doc == nil || len(doc.Appearances) != 4 {
			b.Fatal("want four appearances")
		}
	}
}

// Input of the kinds that make a parser slow, at two sizes: the time for a byte
// stays the same.
func BenchmarkParsePathological(b *testing.B) {
	for _, c := range []struct{ name, unit string }{
		{"brackets", "["}, {"open links", "[a]("}, {"open images", "![a](b "}, {"stars", "*"}, {"quotes", ">"}, {"open bold", "**a"}, {"bullets", "* **标签：** 文字\n"}, {"headings", "### 1. 标\n\n"},
	} {
		for _, size := range []int{100_000, 1_000_000} {
			b.Run(c.name+"/"+map[int]string{100_000: "100kB", 1_000_000: "1MB"}[size], func(b *testing.B) {
				src := []byte("---\ntitle: Ada在各个场合的观点\n---\n## Ada - 访谈 - 1843\n\n" + strings.Repeat(c.unit, size/len(c.unit)))
				b.SetBytes(int64(len(src)))
				for b.Loop() {
					if doc, _ := post.Parse("a.md", src, nil); doc == nil || len(doc.Appearances) != 1 {
						b.Fatal("want one appearance")
					}
				}
			})
		}
	}
}
