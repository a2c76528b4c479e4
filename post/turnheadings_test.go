package post_test

import (
	"slices"
	"strings"
	"testing"

	"viewline/post"
)

// A heading with a name and a colon above each stretch of speech is a turn.
func TestHeadingsThatAreTurns(t *testing.T) {
	asked := func(title string, names ...string) string {
		var b strings.Builder
		b.WriteString("# " + title + "\n\n")
		for i := range 8 {
			text := "慢地图为什么重要？"
			if i%2 == 1 {
				text = strings.Repeat("慢一点，地图才会好看，我们等了很久才明白这一点。", 3)
			}
			b.WriteString("### " + names[i%len(names)] + "：\n\n" + text + "\n\n")
		}
		return b.String()
	}
	both := strings.ReplaceAll(asked("2017-01-14 韩雪松對談王小明：慢地图", "韩雪松", "王小明"), "慢地图为什么重要？", strings.Repeat("慢地图让人停下来，看一看河流和道路。", 4))
	for _, tt := range []struct {
		why, path, src string
		want           []occasion
	}{
		{"who answers", "2016-07-19-慢报访问.md", asked("2016-07-19 慢报访问", "李梅", "韩雪松"), []occasion{{"han-xue-song", "2016-07-19"}}},
		{"a half-width colon", "2016-07-19-慢报访问.md", strings.ReplaceAll(asked("2016-07-19 慢报访问", "李梅", "韩雪松"), "：\n", ":\n"), []occasion{{"han-xue-song", "2016-07-19"}}},
		{"two who have a dialogue", "n.md", both, []occasion{{"han-xue-song", "2017-01-14"}, {"wang-xiao-ming", "2017-01-14"}}},
		{"whom the title names", "n.md", "# 慢问 2015-11-26：王小明 地图与河流\n\n" + strings.Repeat("### 李梅：\n\n我先介绍一下今天的慢节目，一共八集，每次一集，慢慢来。\n\n### 王小明：\n\n慢一点好，地图也是这样，河流也是这样，都要慢慢看。\n\n", 5), []occasion{{"wang-xiao-ming", "2015-11-26"}}},
		{"parts of a text", "n.md", "# 慢地图\n\n### 背景：\n\n慢。\n\n### 方法：\n\n慢。\n\n### 背景：\n\n慢。\n\n### 方法：\n\n慢。\n", nil},
		{"names that do not come back", "n.md", "# 慢地图\n\n### 韩雪松：\n\n慢。\n\n### 王小明：\n\n慢。\n\n### 李小明：\n\n慢。\n\n### 张大山：\n\n慢。\n", nil},
	} {
		got := occasionsOf(t, tt.path, []byte(tt.src))
		slices.SortFunc(got, func(a, b occasion) int { return strings.Compare(a.who, b.who) })
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v; want %v", tt.why, got, tt.want)
		}
	}
}

// Titles in Chinese that name everybody who talks, or whose speech it is.
func TestTitlesOfTalksInChinese(t *testing.T) {
	turns := func(a, b string) string {
		return strings.Repeat("**"+a+"：**慢一点，地图才会好看，我们等了很久才明白。\n\n**"+b+"：**河流也要慢慢看，道路也一样，都要慢慢看。\n\n", 4)
	}
	for _, tt := range []struct {
		why, path, src string
		want           []occasion
	}{
		{"two ahead of a dialogue, one foreign name without a dot", "n.md", "# 韩雪松、沃格尔森巅峰对谈实录：慢地图\n\n" + turns("韩雪松", "沃格尔森"), []occasion{{"han-xue-song", ""}, {"wo-ge-er-sen", ""}}},
		{"three behind one", "n.md", "# 慢大会圆桌对话：韩雪松、王小明、李大山探讨慢地图\n\n慢。\n", []occasion{{"han-xue-song", ""}, {"wang-xiao-ming", ""}, {"li-da-shan", ""}}},
		{"the latest speech", "n.md", "# 韩雪松最新演讲：慢地图（全文）\n\n尊敬的各位来宾，大家好。\n\n慢。\n", []occasion{{"han-xue-song", ""}}},
		{"a speech in a school", "n.md", "# 常春藤毕业演讲全文\n\n慢。\n", nil},
		{"somebody's speech in a school", "n.md", "# 韩雪松毕业演讲全文\n\n韩雪松认为慢好。韩雪松说，地图要等。\n", []occasion{{"han-xue-song", ""}}},
		{"what was learned from somebody", "2023-11-27-从 Ana Ruiz 那里学到的慢.md", "---\ntitle: 从 Ana Ruiz 那里学到的慢\ndate: 2023-11-27\n---\n\nAna Ruiz 认为慢好。Ana Ruiz 说，地图要等。Ana Ruiz 建议少画。\n\n- 慢\n", []occasion{{"ana-ruiz", "2023-11-27"}}},
		{"a name in pinyin that is spelled as a word", "n.md", "# 专访慢公司创始人：慢数据\n\n嘉宾：Chang She\n\n访谈：Dan\n\n" + strings.Repeat("**慢媒体：** 为什么慢？\n\n**Chang She：** 因为地图要等，我们等了很久才明白。\n\n", 5), []occasion{{"chang-she", ""}}},
		{"somebody of a firm", "n.md", "---\ntitle: 和慢云(SlowCloud)的韩雪松聊运维\n---\n\n韩雪松认为慢好。韩雪松说，地图要等。\n", []occasion{{"han-xue-song", ""}}},
		{"nobody of a firm", "n.md", "---\ntitle: 和慢云的朋友聊运维\n---\n\n朋友认为慢好。朋友说，地图要等。\n", nil},
		{"a sign that no file's name has", "2025-03-30 - 12 – Marta Vogel Maps, Rivers & Roads.md", "# 12 – Marta Vogel: Maps, Rivers & Roads\n\nMarta Vogel said that maps are slow. Marta Vogel thinks that rivers are slower.\n", []occasion{{"marta-vogel", "2025-03-30"}}},
		{"parts of a subject", "n.md", "# 产品、设计圆桌对话实录\n\n慢。\n", nil},
		{"a firm", "n.md", "# 慢地图公司最新演讲：慢\n\n慢。\n", nil},
		{"words that are no name", "n.md", "# Swan Song Speech\n\nShe Can wait.\n\n- wait\n", nil},
	} {
		if got := occasionsOf(t, tt.path, []byte(tt.src)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v; want %v", tt.why, got, tt.want)
		}
	}
}

// Below the name of each of several people stand what they said, and when, under headings.
func TestOccasionsByFieldsBelowNames(t *testing.T) {
	src := "# 慢发言汇总\n\n## 一、慢公司\n\n### Ana Ruiz (慢公司 CEO)\n\n#### 1. 关于地图\n- **时间**: 2025年11月25日\n- **场合**: 慢播客访谈\n- **核心观点**: \n  - 地图要等\n  - 慢一点\n\n#### 2. 关于河流\n- **时间**: 2024年6月\n- **场合**: 慢大会演讲\n- **原文**: \"Rivers wait.\"\n\n### Dan Reyes (慢公司 CTO)\n\n#### 1. 关于道路\n- **时间**: 2023年\n- **场合**: 公开采访\n\n#### 2. 关于桥\n- **时间**: 2022年3月\n- **场合**: 慢大会演讲\n\n### Marta Vogel (慢公司画家)\n\n#### 1. 关于画\n- **时间**: 2021年5月\n- **场合**: 慢大会演讲\n"
	want := []occasion{{"ana-ruiz", "2025-11-25"}, {"ana-ruiz", "2024-06"}, {"dan-reyes", "2023"}, {"dan-reyes", "2022-03"}, {"marta-vogel", "2021-05"}}
	if got := occasionsOf(t, "n.md", []byte(src)); !slices.Equal(got, want) {
		t.Errorf("%v; want %v", got, want)
	}
	plain := strings.NewReplacer("- **时间**: ", "- **慢**: ", "- **场合**: ", "- **河**: ").Replace(src)
	for _, o := range occasionsOf(t, "n.md", []byte(plain)) {
		if o.date != "" {
			t.Errorf("without a label of a date: %v; want no date", o)
		}
	}
}

// The day on which an article was put online, by its label and by the name of the file, is that
// of writing: the occasion was on that day or earlier.
func TestDayOfAClippedArticle(t *testing.T) {
	article := []byte("# 专访韩雪松：慢地图\n\n文章作者: 慢报\n\n发布时间: 2024-09-08 12:09\n\n发布地: 北京\n\n" + strings.Repeat("**慢报：** 为什么慢？\n\n**韩雪松：** 因为地图要等，我们等了很久才明白。\n\n", 5))
	for _, tt := range []struct {
		why, path, want string
		approximate     bool
	}{
		{"nothing else tells", "topics/2024-09-08-12-09-专访韩雪松.md", "2024-09-08", true},
		{"the file has no day", "topics/专访韩雪松.md", "2024-09-08", false},
	} {
		doc, diags := post.Parse(tt.path, article, nil)
		if doc == nil || len(doc.Appearances) != 1 {
			t.Fatalf("%s: %v; want one appearance", tt.why, diags)
		}
		if a := doc.Appearances[0]; a.Date.String() != tt.want || a.DateApproximate != tt.approximate {
			t.Errorf("%s: %s, approximate %v; want %s, %v", tt.why, a.Date, a.DateApproximate, tt.want, tt.approximate)
		}
	}
}
