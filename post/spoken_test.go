package post_test

import (
	"slices"
	"strings"
	"testing"

	"viewline/post"
	"viewline/timeline"
)

// said lists the views of the first appearance, each behind its question and label.
func said(t *testing.T, src []byte) []string {
	t.Helper()
	doc, diags := post.Parse("x.md", src, nil)
	if doc == nil || len(doc.Appearances) == 0 {
		t.Fatalf("no appearance: %v", diags)
	}
	if share, lost := post.Coverage(src, doc); share < 1 {
		t.Errorf("%.2f of the text is kept; lost: %q", share, lost)
	}
	var all []string
	for _, v := range doc.Appearances[0].Viewpoints() {
		words := v.Text.Plain
		if v.Label != "" {
			words = "[" + string(v.Label) + "] " + words
		}
		if v.Question != nil {
			words = v.Question.Plain + " " + words
		}
		all = append(all, words)
	}
	return all
}

// What somebody says is kept whole: a colon in it makes no label, a line that tells
// who edited is no part of it, and turns are known by capitals, by Q. and A., and by
// the names that the post declares.
func TestSpeech(t *testing.T) {
	for name, tt := range map[string]struct {
		title, body string
		want        []string
	}{
		"colons": {
			"Interview with Marta Vogel",
			"Q: What are maps?\n\nA: Well, in two words: quiet things.\n\nOne more thing: they fold.\n\nQ: Why?\n\nA: No sound. (Laughs: ha)\n",
			[]string{"What are maps? Well, in two words: quiet things.\nOne more thing: they fold.", "Why? No sound. (Laughs: ha)"},
		},
		"Chinese colons": {
			"专访韩雪松", "问：怎么看地图？\n\n**答：** 两个字：安静。\n\n问：为什么？\n\n答：没有声音。\n",
			[]string{"怎么看地图？ 两个字：安静。", "为什么？ 没有声音。"},
		},
		"credits": {
			"专访韩雪松", "问：怎么看？\n\n答：安静。\n\n问：为什么？\n\n答：没有声音。\n\n（采访、整理：李梅）\n",
			[]string{"怎么看？ 安静。", "为什么？ 没有声音。"},
		},
		"capitals": {
			"Interview with Marta Vogel", "INTERVIEWER: What are maps?\n\nVOGEL: Quiet things.\n\nINTERVIEWER: Why?\n\nVOGEL: No sound.\n",
			[]string{"What are maps? Quiet things.", "Why? No sound."},
		},
		"letters": {
			"Interview with Marta Vogel", "Q. What are maps?\n\nA. Quiet things.\n\nQ. Why?\n\nA. No sound.\n",
			[]string{"What are maps? Quiet things.", "Why? No sound."},
		},
		"letters on neighbouring lines": {
			"Interview with Marta Vogel", "Q. What are maps?\nA. Quiet things.\n\nQ. Why?\nA. No sound.\n",
			[]string{"What are maps? Quiet things.", "Why? No sound."},
		},
		"an audience": {
			"Interview with Marta Vogel", "Dan Reyes: What are maps?\n\nMarta Vogel: Quiet.\n\nAudience: How?\n\nMarta Vogel: Slowly.\n\nDan Reyes: Why?\n\nMarta Vogel: No sound.\n",
			[]string{"What are maps? Quiet.", "How? Slowly.", "Why? No sound."},
		},
		"a Chinese audience": {
			"专访韩雪松", "记者：怎么看？\n\n韩雪松：安静。\n\n听众：怎么做？\n\n韩雪松：慢慢来。\n",
			[]string{"怎么看？ 安静。", "怎么做？ 慢慢来。"},
		},
		"declared": {
			"Maps", "**Guests:** Marta Vogel, Bo Li\n**Host:** Dan Reyes\n\n**Dan Reyes:** What are maps?\n\n**Marta Vogel:** Quiet.\n\n**Bo Li:** Loud.\n",
			[]string{"What are maps? Quiet."},
		},
		"a show's host": {
			"Conversations with Dan", "Dan Reyes: Welcome.\n\nMarta Vogel: Thanks.\n\nDan Reyes: What are maps?\n\nMarta Vogel: Quiet.\n",
			[]string{"Welcome. Thanks.", "What are maps? Quiet."},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if got := said(t, titled(tt.title, tt.body)); !slices.Equal(got, tt.want) {
				t.Errorf("%q; want %q", got, tt.want)
			}
		})
	}
}

// A label or a title may have something else in the place of a name.
func TestNobodyInThePlaceOfAName(t *testing.T) {
	for _, src := range []string{
		"# 读书会\n\n嘉宾：待定\n时间：2020年5月6日\n\n- 很好\n",
		"# 读书会\n\n嘉宾：匿名\n时间：2020年5月6日\n\n- 很好\n",
		"# Maps\n\n**Speaker:** John Doe\n**Date:** 2020-05-06\n\n- quiet\n",
		string(titled("My interview at Jane Street", "Jane Street asked me.\n\nInterviewer: What are odds?\n\nMe: Chances.\n\nInterviewer: Why?\n\nMe: Because.\n")),
		"# Ada Vogel\n\nAda Vogel was a painter. Vogel believed in work.\n\n## Blue Prize (1911)\n\n- Maps.\n\n## Death - July 4, 1934\n\n- Sanatorium.\n",
	} {
		if got := peopleOf(t, "x.md", []byte(src)); len(got) > 0 {
			t.Errorf("%v; want nobody in\n%s", got, src)
		}
	}
}

// A year that a title speaks about, and a day on which something else happened, are
// not when the occasion was: the day of writing stands in.
func TestSubjectsAreNoDates(t *testing.T) {
	for _, tt := range []struct{ title, body, want string }{
		{"Interview with Marta Vogel on the 2008 crisis", "- Quiet.\n", "2024-05-01"},
		{"Interview with Marta Vogel, winner of the 2019 Slow Award", "- Quiet.\n", "2024-05-01"},
		{"Marta Vogel's talk: Predictions for 2030", "- Quiet.\n", "2024-05-01"},
		{"韩雪松访谈：2008年金融危机的教训", "韩雪松说慢。\n\n- 慢。\n", "2024-05-01"},
		{"Interview with Marta Vogel", "Marta Vogel's first keynote took place in May 1999. We spoke last week.\n\n- Quiet.\n", "2024-05-01"},
		{"专访韩雪松", "韩雪松1998年毕业，2015年3月在慢大会上演讲成名。今天他在家接受采访。\n\n- 慢。\n", "2024-05-01"},
		{"Interview with Marta Vogel", "## The election of November 3, 2020\n\n- Loud.\n\n## The war (1939-1945)\n\n- Sad.\n", "2024-05-01"},
		{"Interview with Marta Vogel: looking back at 2020", "- Quiet.\n", "2024-05-01"},
		{"Interview with Marta Vogel: reflections on 2020", "- Quiet.\n", "2024-05-01"},
		{"Interview with Marta Vogel, 2019", "- Quiet.\n", "2019"},
		{"Marta Vogel, SlowConf 2019 keynote", "- Quiet.\n", "2019"},
		{"Marta Vogel's 2019 keynote", "- Quiet.\n", "2019"},
	} {
		doc, diags := post.Parse("x.md", titled(tt.title, tt.body), nil)
		if doc == nil || len(doc.Appearances) != 1 {
			t.Errorf("%s: %v; want one appearance", tt.title, diags)
			continue
		}
		a := doc.Appearances[0]
		if a.Date.String() != tt.want || a.DateApproximate != strings.HasPrefix(tt.want, "2024") || a.DateApproximate != (a.DateSource == timeline.DateFromFrontMatter) {
			t.Errorf("%s: %s of %s, approximate: %t; want %s", tt.title, a.Date, a.DateSource, a.DateApproximate, tt.want)
		}
	}
}
