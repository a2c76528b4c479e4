package names_test

import (
	"testing"

	"viewline/post/names"
)

func BenchmarkFormOf(b *testing.B) {
	texts := []string{"Marta Vogel", "Slow Software", "J. R. R. Tolkien", "韩雪松", "慢投资", "卢卡什·凯泽", "김민수", "スティーブ・ジョブズ"}
	b.ReportAllocs()
	for b.Loop() {
		for _, text := range texts {
			names.FormOf(text)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if n, ok := names.Read("慢科技创始人韩雪松博士（Slow Inc.）"); !ok || n.Text != "韩雪松" {
			b.Fatal(n)
		}
	}
}

func BenchmarkSlug(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if names.Slug("曾国强") != "zeng-guo-qiang" {
			b.Fatal()
		}
	}
}
