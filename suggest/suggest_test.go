package suggest

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"viewline/search"
)

var items = []Item{
	{Ref{Person, "zeng-guo-qiang"}, 3, "zeng-guo-qiang", []string{"曾国强", "Guoqiang Zeng"}},
	{Ref{Person, "ilya-sutskever"}, 5, "ilya-sutskever", []string{"Ilya Sutskever", "伊利亚·苏茨克维"}},
	{Ref{Person, "ouyang-xiu"}, 1, "ouyang-xiu", []string{"欧阳修"}},
	{Ref{Person, "lv-xiao-ming"}, 2, "lv-xiao-ming", []string{"吕小明"}},
	{Ref{Person, "ilse-adams"}, 5, "ilse-adams", []string{"Ilse Adams"}},
	{Ref{Topic, "scaling"}, 9, "scaling", []string{"Scaling laws", "扩展"}},
	{Ref{Topic, "value-function"}, 4, "value-function", []string{"價值函數", "value function"}},
	{Ref{Paper, "attention"}, 2, "attention", []string{"Attention is all you need"}},
	{Ref{Paper, "scaling-laws-for"}, 7, "scaling-laws-for", []string{"Scaling Laws for Neural Language Models"}},
	{Ref{Appearance, "ada/2020"}, 1, "ada/2020", []string{"Scaling laws"}},
	{Ref{Post, "ada.md"}, 1, "ada.md", []string{"慢大会：AI 的未来 (GPT-4)"}},
}

func TestFind(t *testing.T) {
	x := New(items)
	for _, tt := range []struct {
		text string
		want string // keys, each with the name that was found where it is not the first
	}{
		// The whole name first, whatever is more frequent, then beginnings by count, then by key.
		{"scaling laws", "scaling ada/2020 scaling-laws-for"},
		{"SCALING  Laws!", "scaling ada/2020 scaling-laws-for"},
		{"il", "ilse-adams ilya-sutskever"},
		{"ilya s", "ilya-sutskever"},
		{"伊利亚苏", "ilya-sutskever:伊利亚·苏茨克维"},
		// Later words, and those behind a first word that is found as well.
		{"laws", "scaling scaling-laws-for ada/2020"},
		{"sut", "ilya-sutskever"},
		{"国强", "zeng-guo-qiang"},
		{"未来", "ada.md"},
		{"gpt4", ""},
		{"gpt-4", "ada.md"},
		{"all you n", "attention"},
		// Traditional and Simplified, width, accents.
		{"价值", "value-function"},
		{"價值函數", "value-function"},
		{"Ｓcaling Láws for", "scaling-laws-for"},
		// As names are read, with and without blanks; a family name has its own reading.
		{"zengguo", "zeng-guo-qiang"},
		{"zeng guo q", "zeng-guo-qiang"},
		{"cengguo", ""},
		{"ouyang", "ouyang-xiu"},
		{"jiazhi", "value-function"},
		{"lvxiao", "lv-xiao-ming"},
		{"lüxiao", "lv-xiao-ming"},
		{"lyuxiao", "lv-xiao-ming"},
		// Initials.
		{"zgq", "zeng-guo-qiang"},
		{"ox", "ouyang-xiu"},
		{"oyx", "ouyang-xiu"},
		{"is", "attention ilya-sutskever"},
		{"aia", "attention"},
		{"slfn", "scaling-laws-for"},
		// A beginning goes before initials: "Guoqiang Zeng" begins so, and nothing else.
		{"gz", "zeng-guo-qiang:Guoqiang Zeng"},
		{"guo", "zeng-guo-qiang:Guoqiang Zeng"},
		// Nothing.
		{"", ""},
		{"  ", ""},
		{"%", ""},
		{"zzz", ""},
		{"。", ""},
	} {
		var got []string
		for _, s := range x.Find(tt.text, 10) {
			i := slices.IndexFunc(items, func(i Item) bool { return i.Ref == s.Ref })
			if s.Name != items[i].Names[0] {
				s.Key += ":" + s.Name
			}
			got = append(got, s.Key)
		}
		if got := strings.Join(got, " "); got != tt.want {
			t.Errorf("%q: %s; want %s", tt.text, got, tt.want)
		}
	}
	if got := x.Find("s", 2); len(got) != 2 || got[0].Key != "scaling" || got[1].Key != "scaling-laws-for" {
		t.Errorf("two of many: %v", got)
	}
	if got := x.Find("s", 0); got != nil {
		t.Errorf("none of many: %v", got)
	}
	if got := New(nil).Find("s", 5); len(got) != 0 {
		t.Errorf("of nothing: %v", got)
	}
}

// TestFindIsPlain compares what is found with what a look at each item finds.
func TestFindIsPlain(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	alphabet := []string{"a", "b", "ab", "ba", " ", "-", "强", "化", "李", "A", "é"}
	random := func(most int) string {
		var b strings.Builder
		for range 1 + r.IntN(most) {
			b.WriteString(alphabet[r.IntN(len(alphabet))])
		}
		return b.String()
	}
	for range 100 {
		var some []Item
		for i := range r.IntN(60) {
			item := Item{Ref: Ref{[]Type{Person, Topic}[i%2], fmt.Sprint("k", i/2)}, Slug: fmt.Sprint("s", r.IntN(50)), Count: r.IntN(4)}
			for range 1 + r.IntN(3) {
				item.Names = append(item.Names, random(6))
			}
			some = append(some, item)
		}
		x := New(some)
		for range 8 {
			text, n := random(3), 1+r.IntN(20)
			if got, want := x.Find(text, n), plain(some, text, n); !slices.Equal(got, want) {
				t.Fatalf("%q, at most %d, of %+v:\n%v; want\n%v", text, n, some, got, want)
			}
		}
	}
}

// plain is Find as its comment says it.
func plain(items []Item, text string, n int) []Suggestion {
	flat, _ := search.Flat(text)
	letters := lettersOf(flat)
	begins := func(s, with string) bool { return with != "" && strings.HasPrefix(s, with) }
	finds := []func(readings) bool{
		func(r readings) bool { return flat != "" && r.flat == flat },
		func(r readings) bool { return begins(r.flat, flat) },
		func(r readings) bool {
			return len(r.starts) > 1 && slices.ContainsFunc(r.starts[1:], func(i int) bool { return begins(r.flat[i:], flat) })
		},
		func(r readings) bool {
			return slices.ContainsFunc(r.pinyin, func(s string) bool { return begins(s, letters) })
		},
		func(r readings) bool {
			return slices.ContainsFunc(r.initials, func(s string) bool { return begins(s, letters) })
		},
	}
	sorted := slices.Clone(items)
	slices.SortFunc(sorted, func(a, b Item) int {
		switch {
		case a.Count != b.Count:
			return b.Count - a.Count
		case a.Slug != b.Slug:
			return strings.Compare(a.Slug, b.Slug)
		}
		return cmp.Or(strings.Compare(string(a.Type), string(b.Type)), strings.Compare(a.Key, b.Key))
	})
	found := []Suggestion{}
	for _, find := range finds {
		for _, item := range sorted {
			i := slices.IndexFunc(item.Names, func(name string) bool { return find(readingsOf(name, item.Type == Person)) })
			if i >= 0 && !slices.ContainsFunc(found, func(s Suggestion) bool { return s.Ref == item.Ref }) && len(found) < n {
				found = append(found, Suggestion{item.Ref, item.Names[i]})
			}
		}
	}
	return found
}
