package post_test

import (
	"slices"
	"testing"

	"viewline/post"
)

// Records of what somebody said, in Chinese, by authors who have ways of their own.
func TestRecordsInChinese(t *testing.T) {
	const turns = "\n\n**Nora Klein**  02:25 诺拉-克莱因 02:25\n\nThank you.\n谢谢。\n\n**Ada Mirza (Slow.app)**  02:27\nAda Mirza (Slow.app) 02:27\n\nWhy maps?\n为什么是地图？\n\n**Nora Klein**\u00a0 02:57 诺拉-克莱因 02:57\n\nMaps wait.\n地图会等。\n\n**Ada Mirza (Slow.app)**  04:08\nAda Mirza (Slow.app) 04:08\n\nAnd rivers?\n河呢？\n\n**Nora Klein**  04:57 诺拉-克莱因 04:57\n\nRivers, too.\n河也一样。\n"
	for _, tt := range []struct {
		why, path, src string
		want           []occasion
	}{
		{"an office and a name ahead of a speech, in the name of the file alone", "慢网-慢公司总裁韩雪松演讲.md", "各位早上好。地图要慢慢画。\n", []occasion{{"han-xue-song", ""}}},
		{"an office ahead of a word", "慢网-慢公司总裁高端演讲.md", "各位早上好。地图要慢慢画。\n", nil},
		{"an office ahead of a word that could be a name", "n.md", "# 院长高峰讲座\n\n高峰时段要慢慢来。\n", nil},
		{"an office ahead of the subject of a lecture", "n.md", "# 教授史学史讲座\n\n地图要慢慢画。\n", nil},
		{"an office ahead of what a president does", "n.md", "# 总统施政演讲\n\n施政的重点是慢。\n", nil},
		{"an office ahead of a short name that has turns", "n.md", "# 慢公司总裁韩雪演讲\n\n韩雪：地图要慢慢画。\n\n主持人：为什么？\n\n韩雪：河要等。\n\n主持人：还有呢？\n\n韩雪：没有了。\n", []occasion{{"han-xue", ""}}},
		{"an office ahead of a place", "慢公司总裁论坛演讲.md", "各位早上好。地图要慢慢画。\n", nil},
		{"what somebody said to others", "韩雪松与慢地图部门的座谈纪要.md", "# 与慢地图部门的座谈纪要\n\n韩雪松：请大家提问。\n\n问：地图要怎么画？\n\n答：慢慢画。\n\n问：河呢？\n\n答：先画河。\n", []occasion{{"han-xue-song", ""}}},
		{"a department that met", "地图部与河流部的座谈纪要.md", "# 座谈纪要\n\n地图要慢慢画。\n", nil},
		{"a title with a part of the name, and a sentence with all of it", "安娜莱茵慢城毕业演讲.md", "**概述**\n\n安娜·莱茵（Ana Rein）在慢城学院2024年毕业典礼上发表演讲，分享了三课。\n\n- 慢就是快\n", []occasion{{"an-na-lai-yin", "2024"}}},
		{"a speech that a note about something else mentions", "慢地图读书笔记.md", "**概述**\n\n安娜·莱茵（Ana Rein）在慢城学院2024年毕业典礼上发表演讲，分享了三课。\n\n- 慢就是快\n", nil},
		{"the year of an event, beside a folder of another one", "2025/安娜莱茵慢城毕业演讲.md", "**概述**\n\n安娜·莱茵（Ana Rein）在慢城学院2024年毕业典礼上发表演讲，分享了三课。\n\n- 慢就是快\n", []occasion{{"an-na-lai-yin", "2024"}}},
		{"a name of which the file parts the words", "史安娜_莱茵1983年慢城大会演讲.md", "史安娜·莱茵1983年慢城大会演讲要点\n\n---\n\n- 莱茵说，地图要慢慢画\n", []occasion{{"shi-an-na-lai-yin", "1983"}}},
		{"who looks back", "n.md", "---\ntitle: 安娜·莱茵回顾慢城的三年：从小路到大河\n---\n\n安娜：慢就是快。\n\n李梅：真的吗？\n\n安娜：真的。\n\n李梅：为什么？\n\n安娜：河走得慢。\n", []occasion{{"an-na-lai-yin", ""}}},
		{"an office between 专访 and a Latin name, and turns in two languages", "n.md", "---\ntitle: 专访慢顾问SMA Nora Klein | Slow.app\n---" + turns, []occasion{{"nora-klein", ""}}},
		{"a sentence that lists the guests", "n.md", "---\ntitle: 慢峰会圆桌对话\n---\n\n慢峰会的圆桌对话，主持人：李梅，嘉宾：慢公司的韩雪松、慢大学教授王小明，阵容很强。\n\n韩雪松认为地图要慢慢画。\n\n王小明说河也一样。\n", []occasion{{"han-xue-song", ""}, {"wang-xiao-ming", ""}}},
		{"such a sentence behind a summary", "n.md", "---\ntitle: 慢峰会圆桌对话\n---\n\n## 摘要\n\n地图要慢慢画。\n\n## 正文\n\n主持人：李梅，嘉宾：慢公司的韩雪松、慢大学教授王小明。\n\n韩雪松认为地图要慢慢画。\n\n王小明说河也一样。\n", []occasion{{"han-xue-song", ""}, {"wang-xiao-ming", ""}}},
		{"a sentence that lists firms", "n.md", "---\ntitle: 慢峰会\n---\n\n本次嘉宾有慢公司的员工、慢大学的学生。\n\n地图要慢慢画。\n", nil},
		{"the answer to who somebody is", "n.md", "---\ntitle: 韩雪松-画家-慢器\n---\n\n**介绍一下你自己和所做的工作。**\n\n我叫韩雪松，目前画地图。\n\n**你用什么硬件？**\n\n一支笔。\n", []occasion{{"han-xue-song", ""}}},
		{"a blogger who says who that is", "n.md", "---\ntitle: 关于我\n---\n\n## 自我介绍\n\n我叫韩雪松，目前画地图。\n", nil},
		{"words that are no office", "n.md", "---\ntitle: 对话人工智能 Slow Maps\n---\n\nSlow Maps 是一个软件。\n", nil},
	} {
		if got := occasionsOf(t, tt.path, []byte(tt.src)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v; want %v", tt.why, got, tt.want)
		}
	}
}

// Several people below a heading that they share each have a part of their own: what all of
// them said is not the first one's.
func TestSeveralBelowAHeading(t *testing.T) {
	said := func(who, what string) string {
		return "### " + who + "\n\n#### 1. " + what + "\n- **时间**: 2025年3月\n- **核心观点**: It waits.\n- **来源**: 慢日报采访\n\n"
	}
	nora, rest := "# 关于慢的发言汇总\n\n## 一、慢实验室\n\n"+said("Nora Klein (慢实验室创始人)", "地图"), "## 二、慢大学\n\n"+said("Marta Vogel (慢大学教授)", "河")+"## 三、慢公司\n\n"+said("Ana Ruiz (慢公司)", "路")
	for _, tt := range []struct {
		why, src string
		want     []occasion
	}{
		{"one of them", nora + rest, []occasion{{"nora-klein", "2025-03"}, {"marta-vogel", "2025-03"}, {"ana-ruiz", "2025-03"}}},
		{"two of them", nora + said("Daniel Reyes (慢实验室)", "桥") + rest, []occasion{{"nora-klein", "2025-03"}, {"daniel-reyes", "2025-03"}, {"marta-vogel", "2025-03"}, {"ana-ruiz", "2025-03"}}},
	} {
		if got := occasionsOf(t, "n.md", []byte(tt.src)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v; want %v", tt.why, got, tt.want)
		}
	}
}

// The day in the name of a file that is the post's own is the last resort, and a year behind
// that day is none of the occasion's.
func TestOwnDaysInNamesOfFiles(t *testing.T) {
	for _, tt := range []struct {
		why, path, src, source string
		want                   string
	}{
		{"the day of the front matter once more", "notes/2023-01-08-专访-nora-klein.md", "---\ntitle: 专访 Nora Klein：慢慢画\ndate: 2023-01-08\n---\n\nNora Klein 说，地图要慢慢画。\n", "PATH", "2023-01-08"},
		{"where a site keeps its posts", "_posts/2023-01-08-专访-nora-klein.md", "---\ntitle: 专访 Nora Klein：慢慢画\n---\n\nNora Klein 说，地图要慢慢画。\n", "PATH", "2023-01-08"},
		{"any other folder", "talks/2023-01-08-专访-nora-klein.md", "---\ntitle: 专访 Nora Klein：慢慢画\n---\n\nNora Klein 说，地图要慢慢画。\n", "TITLE", "2023-01-08"},
		{"a year ahead of the day in the path", "_posts/2025-04-24-nora-klein-interview.md", "## Interview with Nora Klein: slow maps come in 2027\n\nNora Klein says: wait.\n", "PATH", "2025-04-24"},
	} {
		doc := mustRead(t, tt.path, tt.src)
		if len(doc.Appearances) != 1 {
			t.Errorf("%s: %d appearances; want 1", tt.why, len(doc.Appearances))
			continue
		}
		if a := doc.Appearances[0]; string(a.DateSource) != tt.source || a.Date.String() != tt.want {
			t.Errorf("%s: %s from %s; want %s from %s", tt.why, a.Date, a.DateSource, tt.want, tt.source)
		}
	}
}

// mustRead reads a post that is not refused.
func mustRead(t *testing.T, path, src string) *post.Document {
	t.Helper()
	doc, diags := post.Parse(path, []byte(src), nil)
	if doc == nil {
		t.Fatalf("%s is refused: %v", path, diags)
	}
	return doc
}
