package storetest

import (
	"fmt"
	"strings"

	"viewline/store"
	"viewline/timeline"
)

// putTexts puts a viewpoint for each of the texts, by appearances ada/01 and
// so on that all have the same date.
func (t tester) putTexts(texts ...string) {
	t.Helper()
	var appearances []*timeline.Appearance
	for i, text := range texts {
		appearances = append(appearances, appearance(fmt.Sprintf("ada/%02d", i+1), "2020", saying(section("", view("", text)))))
	}
	t.putPosts(post("texts.md", appearances...))
}

func searchChinese(t tester) {
	t.putTexts("AI大模型的价值函数", "评价，值得", "价格", "數值𠀀𠀁", "日本語のテスト")
	t.words("价值", "ada/01#1.1")
	t.words("价值函数", "ada/01#1.1")
	t.words("ai 函数 大模型", "ada/01#1.1")
	t.words("函值")
	t.words("价", "ada/01#1.1", "ada/02#1.1", "ada/03#1.1")
	t.words("值", "ada/01#1.1", "ada/02#1.1", "ada/04#1.1")
	t.words("数", "ada/01#1.1", "ada/04#1.1")
	t.words("数值", "ada/04#1.1")
	t.words("评 值得", "ada/02#1.1")
	t.words("价，值", "ada/01#1.1", "ada/02#1.1")
	t.words("𠀀", "ada/04#1.1")
	t.words("𠀀𠀁", "ada/04#1.1")
	t.words("𠀁", "ada/04#1.1")
}

// searchScripts: a Traditional character is found by its Simplified one and the reverse, and
// kana and Hangul by any piece of a word.
func searchScripts(t tester) {
	t.putTexts("价值函数", "價值函數", "프로그래밍을 배우다", "プログラミングのﾃｽﾄ", "头发，發展")
	t.words("價值函數", "ada/01#1.1", "ada/02#1.1")
	t.words("价值函数", "ada/01#1.1", "ada/02#1.1")
	t.words("數", "ada/01#1.1", "ada/02#1.1")
	t.words("髮", "ada/05#1.1")
	t.words("发展", "ada/05#1.1")
	t.words("그래", "ada/03#1.1")
	t.words("프로그래밍", "ada/03#1.1")
	t.words("밍 배", "ada/03#1.1")
	t.words("밍배")
	t.words("グラ", "ada/04#1.1")
	t.words("のテ", "ada/04#1.1")
	t.words("ﾌﾟﾛ ト", "ada/04#1.1")
	t.words("ロプ")
}

// searchBeginnings: the last word is taken as a beginning, and each word in the singular and
// the plural.
func searchBeginnings(t tester) {
	long := strings.Repeat("x", 2000)
	t.putTexts("scaling laws", "a study of agents", "studies of an agent", "boxes, classes", long+" end", "this thing")
	t.words("scal", "ada/01#1.1")
	t.words("scal laws")
	t.words("law scal", "ada/01#1.1")
	t.words("scaling law", "ada/01#1.1")
	t.words("agent", "ada/02#1.1", "ada/03#1.1")
	t.words("agents", "ada/02#1.1", "ada/03#1.1")
	t.words("agents study", "ada/02#1.1", "ada/03#1.1")
	t.words("studies agent", "ada/02#1.1", "ada/03#1.1")
	t.words("studie", "ada/03#1.1")
	t.words("class box", "ada/04#1.1")
	t.words("box class", "ada/04#1.1")
	t.words("this", "ada/06#1.1")
	t.words("thi", "ada/06#1.1")
	t.words("th this")
	t.words(long[:50], "ada/05#1.1")
	t.words(long[:100], "ada/05#1.1")
	t.words(long[:101])
	t.words("end "+long, "ada/05#1.1")
}

func searchFolded(t tester) {
	t.putTexts("Łukasz Kaiser’s ＡＩ talk", "café STRASSE O'Neil", "GPT-4 and 3.14", "ﬁne Σίσυφος")
	t.words("lukasz KAISER", "ada/01#1.1")
	t.words("ŁUKASZ", "ada/01#1.1")
	t.words("ai", "ada/01#1.1")
	t.words("ａｉ kaiser's", "ada/01#1.1")
	t.words("luk", "ada/01#1.1")
	t.words("luk talk")
	t.words("lu")
	t.words("CAFE", "ada/02#1.1")
	t.words("cafe\u0301 straße", "ada/02#1.1")
	t.words("oneil", "ada/02#1.1")
	t.words("o’neil", "ada/02#1.1")
	t.words("gpt 4", "ada/03#1.1")
	t.words("gpt4")
	t.words("３．１４", "ada/03#1.1")
	t.words("3.1", "ada/03#1.1")
	t.words("3")
	t.words("14")
	t.words("fine ΣΊΣΥΦΟΣ", "ada/04#1.1")
}

func searchOperators(t tester) {
	t.putTexts("where it is", "a or b", "near and not", "regex of a b", "100 percent under score")
	t.words("$where", "ada/01#1.1")
	t.words(`{"$where": "it"}`, "ada/01#1.1")
	t.words("a* OR b", "ada/02#1.1")
	t.words("a b", "ada/02#1.1", "ada/04#1.1")
	t.words("b a", "ada/02#1.1", "ada/04#1.1")
	t.words(`"b a"`, "ada/02#1.1", "ada/04#1.1")
	t.words("a -b", "ada/02#1.1", "ada/04#1.1")
	t.words("NOT near", "ada/03#1.1")
	t.words("NEAR(near, 5)")
	t.words("^reg.*", "ada/04#1.1")
	t.words("^egex.*")
	t.words("reg*", "ada/04#1.1")
	t.words("reg* b")
	t.words("(regex", "ada/04#1.1")
	t.words("a\x00b", "ada/02#1.1", "ada/04#1.1")
	t.words("\x00where\x00", "ada/01#1.1")
	t.words("100% under", "ada/05#1.1")
	t.words("%")
	t.words("perc%", "ada/05#1.1")
	t.words("%erc")
	t.words(".*")
	t.words("' OR '1'='1")
	t.words("where; --", "ada/01#1.1")
	for _, odd := range []string{"$ne", "'", `"`, "a*", "ada'--", "\x00"} {
		t.hits(store.SearchFilter{Text: "where", Person: odd})
		t.hits(store.SearchFilter{Text: "where", Topic: odd})
	}
}

func searchAnew(t tester) {
	b, _, _ := corpusOfHits()
	t.put(b)
	five, paper, own := store.SearchFilter{Text: "five"}, store.SearchFilter{Text: "laws"}, store.SearchFilter{Text: "scaling", Topic: "agi", Person: "ada"}
	t.move(store.Move{PostPath: "b.md", From: "bo/2020", To: "bo/2020-2"}, store.Move{PostPath: "a.md", From: "ada/2020", To: "ada/2020-9"})
	t.hits(five, []string{"bo/2020-2#1.2"})
	t.rename(map[string]string{"own.md": "new", "b.md": "b-2"})
	t.hits(own, []string{"new#1.1"}, []string{"ada/2020-9#1.2"})
	t.put(store.Batch{Papers: []*timeline.Paper{{Slug: "laws", Title: "No longer"}}})
	t.hits(paper)
	t.hits(store.SearchFilter{Text: "longer", Ranked: true}, []string{"laws"})
	t.put(store.Batch{RemovePapers: []string{"laws", "by", "old", "own"}})
	t.hits(store.SearchFilter{Text: "scaling", Type: store.TypePaper})
	t.putPosts(post("b.md", appearance("bo/2020-2", "2021", titled("five"), saying())))
	t.hits(five, []string{"bo/2020-2"})
	t.put(store.Batch{RemovePosts: []string{"b.md", "own.md"}})
	t.hits(five)
	t.hits(own, []string{"ada/2020-9#1.2"})
	t.put(store.Batch{RemovePosts: []string{"a.md", "c.md"}})
	t.hits(store.SearchFilter{Text: "scaling"})
}
