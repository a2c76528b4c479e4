package suggest

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// many are as many items as a corpus of 300,000 appearances has.
func many() []Item {
	r := rand.New(rand.NewPCG(3, 4))
	pieces := []string{"深度", "强化学习", "的未来", "scaling ", "laws ", "模型", "对话", "慢大会", "价值", "函数", "agents ", "in practice "}
	items := make([]Item, 400_000)
	for i := range items {
		title := ""
		for range 3 + r.IntN(4) {
			title += pieces[r.IntN(len(pieces))]
		}
		items[i] = Item{Ref: Ref{Appearance, fmt.Sprint("somebody/", i)}, Slug: fmt.Sprint("somebody/", i), Count: 1, Names: []string{fmt.Sprint(title, i%1000)}}
	}
	return items
}

func BenchmarkNew(b *testing.B) {
	items := many()
	b.ReportAllocs()
	for b.Loop() {
		New(items)
	}
}

// BenchmarkFind looks up beginnings of titles as somebody types them.
func BenchmarkFind(b *testing.B) {
	x := New(many())
	for _, text := range []string{"s", "深", "深度强", "scaling laws", "sdqh", "zzz"} {
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				x.Find(text, 10)
			}
		})
	}
}
