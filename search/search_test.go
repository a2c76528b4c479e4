package search_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"viewline/search"
)

func TestWords(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"", nil},
		{" \n\t，。！🙂👩🏽‍🚀 -- \x00", nil},
		{"价", []string{"价"}},
		{"价值函数", []string{"价", "价值", "值", "值函", "函", "函数", "数"}},
		{"价值，函数", []string{"价", "价值", "值", "函", "函数", "数"}},
		{"价\n值\u200b函 数", []string{"价", "值", "函", "数"}},
		{"🙂价值🙂", []string{"价", "价值", "值"}},
		{"“价值”《函数》", []string{"价", "价值", "值", "函", "函数", "数"}},
		{"AI大模型", []string{"ai", "大", "大模", "模", "模型", "型"}},
		{"大模型AI", []string{"大", "大模", "模", "模型", "型", "ai"}},
		{"2025年11月", []string{"2025", "年", "11", "月"}},
		{"二〇二五", []string{"二", "二〇", "〇", "〇二", "二五", "五"}},
		{"𠀀𠀁", []string{"𠀀", "𠀀𠀁", "𠀁"}},
		{"葛\U000E0100城", []string{"葛", "葛城", "城"}},
		{"豈", []string{"岂"}},
		{"價值函數", []string{"价", "价值", "值", "值函", "函", "函数", "数"}},
		{"のテスト", []string{"の", "のテ", "テ", "テス", "ス", "スト", "ト"}},
		{"か\u3099き", []string{"が", "がき", "き"}},
		{"ﾊﾟﾝｺｰ", []string{"パ", "パン", "ン", "ンコ", "コ", "コー", "ー"}},
		{"a ﾞ  ﾟi", []string{"a", "i"}}, // a sound mark that belongs to no letter
		{"한국어 단", []string{"한", "한국", "국", "국어", "어", "단"}},
		{"\u1112\u1161\u11ab국", []string{"한", "한국", "국"}}, // a syllable of three letters
		{"AI한국2025년x", []string{"ai", "한", "한국", "국", "2025", "년", "x"}},
		{"㌀ゟ", []string{"ア", "アパ", "パ", "パー", "ー", "ート", "ト", "トよ", "よ", "より", "り"}},
		{"GPT-4", []string{"gpt", "4"}},
		{"ＧＰＴ－４", []string{"gpt", "4"}},
		{"3.14, 3,000 10% ３．５", []string{"3.14", "3,000", "10", "3.5"}},
		{"1️⃣ ② Ⅳ", []string{"1", "2", "iv"}},
		{"Café naïve e\u0301 Éva", []string{"cafe", "naive", "e", "eva"}},
		{"Łukasz Ørsted Æsir ıstanbul", []string{"lukasz", "orsted", "aesir", "istanbul"}},
		{"ß STRASSE ﬁne", []string{"ss", "strasse", "fine"}},
		{"Σίσυφος ΣΊΣΥΦΟΣ", []string{"σισυφοσ"}},
		{"O'Neil O’Neil OʼNeil O＇NEIL", []string{"oneil"}},
		{"Ada's Ada’s 'ada' its", []string{"ada", "its"}},
		{"co\u00adoperate", []string{"cooperate"}},
		{"R&D C++ {$gt:''} a*", []string{"r", "d", "c", "gt", "a"}},
		{"x\xff\xfey", []string{"x", "y"}},
		{"Scaling scaling SCALING", []string{"scaling"}},
	} {
		if got := search.Words(tt.text); !slices.Equal(got, tt.want) {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestWordsOfSeveralTexts(t *testing.T) {
	got := search.Words("价", "", "值 ai", "AI")
	if want := []string{"价", "值", "ai"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q: texts do not run together", got, want)
	}
}

func TestPhrase(t *testing.T) {
	got := search.Phrase("大模型 AI 大模型 AI 值")
	if want := []string{"大模", "模型", "ai", "大模", "模型", "ai", "值"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestParse(t *testing.T) {
	for _, tt := range []struct {
		query string
		want  []search.Term
	}{
		{"", nil},
		{"\x00 🙂 “”", nil},
		{"价", []search.Term{{Text: "价"}}},
		{"か\u3099", []search.Term{{Text: "が"}}},
		{"𠀀", []search.Term{{Text: "𠀀"}}},
		{"价值函数", []search.Term{{Text: "价值"}, {Text: "值函"}, {Text: "函数"}}},
		{"价值 价", []search.Term{{Text: "价值"}, {Text: "价"}}},
		{"AI大模型 ai", []search.Term{{Text: "ai"}, {Text: "大模"}, {Text: "模型"}}},
		{"agi大模型 agi", []search.Term{{Text: "agi", Prefix: true, Forms: true}, {Text: "大模"}, {Text: "模型"}}},
		{"AI大模型", []search.Term{{Text: "ai"}, {Text: "大模"}, {Text: "模型"}}},
		{"large models", []search.Term{{Text: "large", Forms: true}, {Text: "models", Prefix: true, Forms: true}}},
		{strings.Repeat("x", 101), []search.Term{{Text: strings.Repeat("x", 101), Forms: true}}},
		{"% .*", nil},
		{"a", []search.Term{{Text: "a"}}},
		{"две", []search.Term{{Text: "две", Prefix: true}}},
		{"カ", []search.Term{{Text: "カ"}}},
		{`NEAR("价值", 5)`, []search.Term{{Text: "near", Forms: true}, {Text: "价值"}, {Text: "5"}}},
		{"a* OR -b", []search.Term{{Text: "a"}, {Text: "or"}, {Text: "b"}}},
	} {
		if got := search.Parse(tt.query); !slices.Equal(got, tt.want) {
			t.Errorf("%q: got %v, want %v", tt.query, got, tt.want)
		}
	}
}

// finds tells whether a text has all that a query wants.
func finds(text, query string) bool {
	words := search.Words(text)
	for _, term := range search.Parse(query) {
		if !term.Match(words) {
			return false
		}
	}
	return true
}

func TestFinds(t *testing.T) {
	for _, tt := range []struct {
		text, query string
		want        bool
	}{
		{"AI大模型的价值函数", "价值", true},
		{"AI大模型的价值函数", "价值函数", true},
		{"AI大模型的价值函数", "ai 函数", true},
		{"AI大模型的价值函数", "ａｉ大模型", true},
		{"AI大模型的价值函数", "价", true},
		{"AI大模型的价值函数", "数", true},
		{"AI大模型的价值函数", "函值", false},
		{"AI大模型的价值函数", "值数", false},
		{"AI大模型的价值函数", "A", false},
		{"AI大模型的价值函数", "A 函数", false},
		{"价，值", "价值", false},
		{"评价", "价值", false},
		{"评价", "价", true},
		{"价值", "價值", true},
		{"價值", "价值", true},
		{"頭髮與發展", "发展", true},
		{"프로그래밍", "그래", true},
		{"프로그래밍", "래그", false},
		{"プログラミング", "グラ", true},
		{"プログラミング", "ﾌﾟﾛ", true},
		{"AI를", "AI 를", true},
		{"GPT-4", "gpt 4", true},
		{"GPT-4", "gpt4", false},
		{"Łukasz Kaiser’s talk", "LUKASZ kaiser", true},
		{"Ilya Sutskever", "ilya-sutskever", true},
		{"Ilya Sutskever", "ilya suts", true},
		{"Ilya Sutskever", "suts ilya", false},
		{"Ilya Sutskever", "utskever", false},
		{"scaling", "scal", true},
		{"an agent", "agents act", false},
		{"an agent acts", "agents act", true},
		{"agents act", "agent act", true},
		{"agents", "agent", true},
		{"agent", "agents", true},
		{"studies", "study of", false},
		{"studies of", "study of", true},
		{"a study", "studies", true},
		{"boxes and caches", "box cache and", true},
		{"box and cache", "boxes caches and", true},
		{"classes of it", "class of", true},
		{"GPUs win", "GPU win", true},
		{"the GPU", "gpus", true},
		{"think", "this", false},
		{"new", "news", false},
		{"news of", "new of", false},
		{"hi there", "his there", false},
		{"OpenAI's", "openai", true},
		{"O’Neil", "oneil", true},
		{"π is 3.14", "3.14", true},
		{"π is 3.14", "3", false},
		{"π is 3.14", "3.1", true},
		{"π is 3.14", "14", false},
	} {
		if got := finds(tt.text, tt.query); got != tt.want {
			t.Errorf("%q in %q: got %v, want %v", tt.query, tt.text, got, tt.want)
		}
	}
}

// seeds are texts of many scripts.
var seeds = []string{
	"AI大模型的价值函数，GPT-4。", "𠀀🙂👩🏽‍🚀葛\U000E0100", "か\u3099ﾊﾟﾝ 한국어 ไทย हिन्दी ﷺ", "O’Neil's 3.14 <b>&amp;</b> \"x\"", "e\u0301\u200dx ẞ İ 🈀ゟ", "a\xffb\x00\n价\n\n值", "1️⃣②½㍿ㅤ", "ﾟ ـ",
}

// FuzzWords checks that a piece of a text finds the text, and that what is found
// by is stable.
func FuzzWords(f *testing.F) {
	for i, s := range seeds {
		f.Add(s, i, 2*i+1)
	}
	f.Fuzz(func(t *testing.T, text string, from, size int) {
		if !utf8.ValidString(text) {
			return // no post and no query is: the parser and the endpoint refuse it
		}
		words := search.Words(text)
		for _, w := range words {
			if w == "" {
				t.Fatalf("%q: a word is empty", text)
			}
		}
		for _, query := range []string{text, piece(text, from, size), strings.ToUpper(piece(text, from, 1))} {
			if !isASCII(query) && query == strings.ToUpper(query) {
				continue // upper case of other scripts is not theirs alone
			}
			for _, term := range search.Parse(query) {
				if !term.Match(words) {
					t.Errorf("%q has not %q of its piece %q", text, term.Text, query)
				}
			}
		}
		if again := search.Words(text, text); !slices.Equal(again, words) {
			t.Errorf("%q: got %q when given twice, want %q", text, again, words)
		}
	})
}

func isASCII(s string) bool { return !strings.ContainsFunc(s, func(r rune) bool { return r > 127 }) }

// piece cuts out some of the blank-separated parts of a text: these are whole
// words.
func piece(text string, from, size int) string {
	parts := strings.Split(text, " ")
	from, size = max(0, from)%len(parts), max(0, size)%len(parts)+1
	return strings.Join(parts[from:min(len(parts), from+size)], " ")
}

func BenchmarkWords(b *testing.B) {
	text := strings.Repeat("AI大模型的价值函数，GPT-4 and Łukasz Kaiser's talk。", 100)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if n := len(search.Words(text)); n != 15 {
			b.Fatalf("%d words; want 15", n)
		}
	}
}
