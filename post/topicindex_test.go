package post

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"viewline/search"
	"viewline/timeline"
)

// about lists, by their names, the topics of a text.
func about(text string, names ...string) []string {
	var topics []*timeline.Topic
	for i, name := range names {
		topics = append(topics, &timeline.Topic{Slug: fmt.Sprintf("%03d", i), Name: name})
	}
	x := newTopicIndex(topics)
	set := x.newSet()
	x.find(text, set)
	var found []string
	for _, t := range x.list(set) {
		found = append(found, t.Name)
	}
	return found
}

func TestPhrasesInTexts(t *testing.T) {
	for _, c := range []struct {
		phrase, text string
		want         bool
	}{
		{"AGI", "AGI 会来", true},
		{"AGI", "实现agi，然后", true},
		{"AGI", "ＡＧＩ", true},
		{"AGI", "imagine the agile", false},
		{"AGI", "AGI_2 and AGIs", false},
		{"value function", "A Value\n Function.", true},
		{"value function", "value functions", false},
		{"value function", "value of a function", false},
		{"value function", "value, function", true},
		{"self-play", "by self play", true},
		{"self-play", "selfplay", false},
		{"don't", "I DON'T", true},
		{"naive", "so naïve", true},
		{"1,000", "1,000 words", true},
		{"1,000", "1 000 words", false},
		{"价值函数", "关于价值函数的看法", true},
		{"价值函数", "价值，函数", false},
		{"价值 函数", "价值，函数", true},
		{"价值 函数", "价值函数", false},
		{"熵", "信息熵的定义", true},
		{"熵", "信息", false},
		{"对齐", "超级对齐", true},
		{"对齐", "对，齐", false},
		{"AI安全", "谈 AI 安全性", true},
		{"AI安全", "谈 AI，不安全", false},
		{"安全AI", "不安全 AI", true},
		{"價值函數", "价值函数", true},
		{"그래", "프로그래밍", true},
		{"ﾌﾟﾛ", "プログラミング", true},
		{"Q*算法", "Q*算法", true},
		{"自监督", "自自监自监督", true},
		{"", "空", false},
		{"……", "……", false},
	} {
		if got := about(c.text, c.phrase) != nil; got != c.want {
			t.Errorf("%q in %q: %v, want %v", c.phrase, c.text, got, c.want)
		}
	}
}

// Phrases within, at the start and at the end of others are all found.
func TestPhrasesInPhrases(t *testing.T) {
	names := []string{"深度学习", "深度", "度学", "学习", "学习率", "强化学习", "learning rate", "rate"}
	got := about("深度学习率 and the learning rate", names...)
	want := []string{"深度学习", "深度", "度学", "学习", "学习率", "learning rate", "rate"}
	if !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

// A phrase is found where its words follow each other among the words of
// package search; only single ideographs, which that has in pairs, are left out
// here. More topics than a word has bits.
func TestPhrasesAsWordsOfSearch(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	parts := []string{"深", "度", "学", "习", "、", " ", "\n", "ai", "AI", "-", "'", ".", "_", "1", "é", "カナ", "の", "，", "🙂", "(", "b"}
	text := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteString(parts[random.IntN(len(parts))])
		}
		return b.String()
	}
	hits := 0
	for range 3000 {
		var names []string
		for len(names) < 70 {
			if name := text(1 + random.IntN(4)); !hasSingle(search.Phrase(name)) {
				names = append(names, name)
			}
		}
		in := text(12)
		var want []string
		for _, name := range names {
			if follows(search.Phrase(in), search.Phrase(name)) {
				want = append(want, name)
			}
		}
		hits += len(want)
		if got := about(in, names...); !slices.Equal(got, want) {
			t.Fatalf("in %q found %q, want %q", in, got, want)
		}
	}
	if hits < 3000 {
		t.Errorf("%d finds; want more to compare", hits)
	}
}

func hasSingle(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		_, size := search.Character(w)
		return size == len(w)
	})
}

func follows(text, phrase []string) bool {
	for i := 0; len(phrase) > 0 && i+len(phrase) <= len(text); i++ {
		if slices.Equal(text[i:i+len(phrase)], phrase) {
			return true
		}
	}
	return false
}

// The time for a text stays the same however many topics there are.
func BenchmarkTopics(b *testing.B) {
	text := strings.Repeat("价值函数让智能体在得到奖励之前就知道对错。A value function tells early what is right. ", 100)
	for _, n := range []int{1, 30, 1000, 30_000} {
		topics := []*timeline.Topic{{Slug: "value-function", Name: "价值函数", Aliases: []string{"value function"}}}
		for i := range n - 1 {
			name := fmt.Sprintf("价值%c", 0x4e00+i%20000)
			topics = append(topics, &timeline.Topic{Slug: fmt.Sprint(i), Name: name, Aliases: []string{fmt.Sprintf("value %d", i), "函数" + name}})
		}
		x := newTopicIndex(topics)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			set := x.newSet()
			for b.Loop() {
				clear(set)
				x.find(text, set)
				if got := x.list(set); got[len(got)-1].Slug != "value-function" {
					b.Fatal("want the value function")
				}
			}
		})
	}
}
