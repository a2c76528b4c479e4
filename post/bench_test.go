package post_test

import (
	"os"
	"strings"
	"testing"

	"viewline/post"
	"viewline/timeline"
)

// The sample post of four appearances and 33 papers, and what it takes to mark
// its viewpoints with 30 topics.
func BenchmarkParse(b *testing.B) {
	src, err := os.ReadFile("../content/ilya-sutskever.md")
	if err != nil {
		b.Fatal(err)
	}
	var c post.Contents
	for _, word := range strings.Fields("价值函数 规模化 泛化 对齐 安全 AGI 研究 学习 神经网络 预训练 数据 计算 推理 情感 模型 " +
		"智能 人类 公司 强化学习 数据墙 超级智能 大脑 进化 经济 信念 论文 奖励 self-play transformer LSTM") {
		c.Topics = append(c.Topics, &timeline.Topic{Slug: word, Name: word, Aliases: []string{word + "理论", "the " + word, "关于" + word}})
	}
	for name, lib := range map[string]*post.Library{"plain": nil, "topics": post.NewLibrary(c)} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			for b.Loop() {
				if doc, _ := post.Parse("ilya-sutskever.md", src, lib); doc == nil || len(doc.Appearances) != 4 {
					b.Fatal("want four appearances")
				}
			}
		})
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
