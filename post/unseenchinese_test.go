package post_test

import (
	"slices"
	"testing"
)

// A paragraph at the start of a Chinese post may call the text what somebody said: the title
// need not have the name.
func TestRecordsOfWhatSomebodySaid(t *testing.T) {
	for _, tt := range []struct {
		why, path, src string
		want           []occasion
	}{
		{"以下是…演讲全文, an office ahead of the name", "n.md", "# 慢地图的用处\n\n以下是慢大学研究员韩雪松在慢大会上的演讲全文：\n\n地图要慢慢画。\n", []occasion{{"han-xue-song", ""}}},
		{"本文整理自…的分享", "n.md", "# 慢地图的用处\n\n本文整理自王小明在慢论坛的分享。\n\n地图要慢慢画。\n", []occasion{{"wang-xiao-ming", ""}}},
		{"the name ahead, and 以下为演讲实录 behind it", "n.md", "# 慢地图的用处\n\n慢公司创始人李梅应邀出席慢论坛并发表演讲。以下为演讲实录。\n\n地图要慢慢画。\n", []occasion{{"li-mei", ""}}},
		{"这是…接受采访的实录", "n.md", "# 慢地图的用处\n\n这是韩雪松接受慢周刊采访的实录。\n\n地图要慢慢画。\n", []occasion{{"han-xue-song", ""}}},
		{"what a reader thinks of a talk", "n.md", "# 慢地图的用处\n\n以下是我听韩雪松在慢大会上的演讲的感想。\n\n地图要慢慢画。\n", nil},
		{"a talk that is only mentioned", "n.md", "# 慢地图的用处\n\n上周韩雪松在慢大会上的演讲很长。\n\n地图要慢慢画。\n", nil},
		{"a manual that follows", "n.md", "# 慢地图的用处\n\n以下是慢地图在慢系统上的安装报告。\n\n地图要慢慢画。\n", nil},
		{"two who spoke elsewhere", "n.md", "# 慢地图的用处\n\n本文整理自韩雪松在慢大会上的演讲、王小明在慢论坛上的演讲。\n\n地图要慢慢画。\n", nil},
	} {
		if got := occasionsOf(t, tt.path, []byte(tt.src)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v; want %v", tt.why, got, tt.want)
		}
	}
}

// An office or kin, and letters of another script, stand ahead of a name in the title of an
// interview.
func TestOfficesAheadOfNamesInTitles(t *testing.T) {
	text := "\n\n韩雪松说，地图要慢慢画。\n"
	for _, tt := range []struct {
		why, path, src string
		want           []occasion
	}{
		{"a prize", "n.md", "# 专访慢地图奖得主韩雪松｜慢慢画" + text, []occasion{{"han-xue-song", ""}}},
		{"kin of somebody else", "n.md", "# 慢城記　專訪王小明妻子韩雪松" + text, []occasion{{"han-xue-song", ""}}},
		{"a firm in Latin letters", "n.md", "# 对话 SlowMaps 韩雪松：慢慢画" + text, []occasion{{"han-xue-song", ""}}},
		{"an office behind letters and a blank", "n.md", "# 专访 CNMF 大使韩雪松：慢慢画" + text, []occasion{{"han-xue-song", ""}}},
		{"an interview at the end of the name", "n.md", "# 韩雪松訪談──慢慢画" + text, []occasion{{"han-xue-song", ""}}},
		{"an office and nobody", "n.md", "# 专访慢地图奖得主｜慢慢画\n\n地图要慢慢画。\n", nil},
		{"no interview", "n.md", "# 慢地图奖得主的作品｜慢慢画\n\n地图要慢慢画。\n", nil},
		{"a notion", "n.md", "# 对话 SlowMaps 地图系统：慢慢画\n\n地图系统说明。\n", nil},
	} {
		if got := occasionsOf(t, tt.path, []byte(tt.src)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v; want %v", tt.why, got, tt.want)
		}
	}
}

// The name of a file may have a day ahead of its title, and a folder may be called by whose
// works it holds.
func TestNamesOfFilesAndFoldersInChinese(t *testing.T) {
	for _, tt := range []struct {
		why, path, src string
		want           []occasion
	}{
		{"a day ahead of a letter", "2019/20191201-韩雪松公开信.md", "**慢慢走**\n\n地图要慢慢画。\n", []occasion{{"han-xue-song", "2019-12-01"}}},
		{"a day with hyphens", "2019-12-01-韩雪松公开信.md", "**慢慢走**\n\n地图要慢慢画。\n", []occasion{{"han-xue-song", "2019-12-01"}}},
		{"a folder of works, and a speech that does not say whose", "韩雪松选集/第一卷/在慢大会上的讲话.md", "# 在慢大会上的讲话\n\n（一九五五年三月）\n\n地图要慢慢画。\n", []occasion{{"han-xue-song", "1955-03"}}},
		{"a folder of speeches", "韩雪松讲话集/与慢记者的谈话.md", "# 与慢记者的谈话\n\n地图要慢慢画。\n", []occasion{{"han-xue-song", ""}}},
		{"the same folder, and an essay", "韩雪松选集/慢地图.md", "# 慢地图\n\n地图要慢慢画。\n", nil},
		{"a folder of something else", "慢城选集/在慢大会上的讲话.md", "# 在慢大会上的讲话\n\n地图要慢慢画。\n", nil},
		{"a day ahead of a notion", "20191201-慢公开信.md", "地图要慢慢画。\n", nil},
	} {
		if got := occasionsOf(t, tt.path, []byte(tt.src)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v; want %v", tt.why, got, tt.want)
		}
	}
}

// What else tells who speaks in a Chinese post, or when.
func TestOtherSignsInChinesePosts(t *testing.T) {
	for _, tt := range []struct {
		why, path, src string
		want           []occasion
	}{
		{"an open letter by the author", "n.md", "---\ntitle: 韩雪松-《致慢城居民的一封公开信》\nauthor: 韩雪松\n---\n\n慢城要慢慢走。\n", []occasion{{"han-xue-song", ""}}},
		{"an open letter behind a colon", "n.md", "---\ntitle: 韩雪松：写给慢城的信\nauthor: 韩雪松\n---\n\n慢城要慢慢走。\n", []occasion{{"han-xue-song", ""}}},
		{"an open letter in English", "n.md", "---\ntitle: \"Marta Vogel: an open letter on maps\"\nauthor: Marta Vogel\n---\n\nMaps wait.\n", []occasion{{"marta-vogel", ""}}},
		{"a letter to somebody, by another author", "n.md", "---\ntitle: 致韩雪松的一封公开信\nauthor: 王小明\n---\n\n慢城要慢慢走。\n", nil},
		{"an essay by the author", "n.md", "---\ntitle: 韩雪松：慢城\nauthor: 韩雪松\n---\n\n慢城要慢慢走。\n", nil},
		{"who gave an address", "n.md", "---\ntitle: 看慢大学毕业典礼\n---\n\n以下是原文。\n\n**致辞：韩雪松（教师代表、画家）**\n\n地图要慢慢画。\n", []occasion{{"han-xue-song", ""}}},
		{"an address without a name", "n.md", "---\ntitle: 看慢大学毕业典礼\n---\n\n**致辞：慢慢走（十分钟）**\n\n地图要慢慢画。\n", nil},
		{"one word with its part in brackets, that the title has", "n.md", "---\ntitle: 与慢资本合伙人Zelmira聊：慢地图\n---\n\n- **来源**：陈岚（主持），Zelmira（嘉宾）\n\n地图要慢慢画。\n", []occasion{{"zelmira", ""}}},
		{"one word with its part in brackets, that the title lacks", "n.md", "---\ntitle: 慢资本聊慢地图\n---\n\n- **来源**：陈岚（主持），Zelmira（嘉宾）\n\n地图要慢慢画。\n", nil},
		{"a day without a year ahead of the post's", "n.md", "---\ntitle: 专访韩雪松：慢地图\ndate: 2019-05-09\n---\n\n5月8日下午，慢周刊对韩雪松进行了专访。\n\n地图要慢慢画。\n", []occasion{{"han-xue-song", "2019-05-08"}}},
		{"a day of the year before", "n.md", "---\ntitle: 演讲实录｜韩雪松：慢地图\ndate: 2020-01-03\n---\n\n12 月 28 日，韩雪松在慢大会上发表演讲。\n\n地图要慢慢画。\n", []occasion{{"han-xue-song", "2019-12-28"}}},
		{"a day long ago", "n.md", "---\ntitle: 专访韩雪松：慢地图\ndate: 2019-05-09\n---\n\n2月1日，慢城举办了地图展，韩雪松参加了。\n\n地图要慢慢画。\n", []occasion{{"han-xue-song", "2019-05-09"}}},
		{"a day on which nobody spoke", "n.md", "---\ntitle: 专访韩雪松：慢地图\ndate: 2019-05-09\n---\n\n5月8日是韩雪松的生日。\n\n地图要慢慢画。\n", []occasion{{"han-xue-song", "2019-05-09"}}},
		{"shows to listen to, with their hosts", "n.md", "---\ntitle: 推荐 3 档必听的播客\n---\n\n* 《慢地图》\\_韩雪松\n* 《慢路口》\\_王小明\n* 《慢河》\\_李梅\n", nil},
		{"links to episodes below days", "n.md", "---\ntitle: 播客节目\n---\n\n## 2020-09-07\n\n[韩雪松：慢地图](https://e.org/1)\n\nfrom 王小明\n\n## 2020-09-08\n\n[慢河](https://e.org/2)\n\nfrom 李梅\n", nil},
		{"who was asked to talk", "n.md", "# 慢地图之旅\n\n今天，我们邀请韩雪松和大家分享地图的故事。\n\n地图要慢慢画。\n", []occasion{{"han-xue-song", ""}}},
		{"who was asked to talk, in Latin letters", "n.md", "# 慢地图之旅\n\n这一次请到了 Zelmira Quendt 来跟我们聊地图。\n\n地图要慢慢画。\n", []occasion{{"zelmira-quendt", ""}}},
		{"everybody was asked to talk", "n.md", "# 慢地图之旅\n\n我们邀请慢友们和大家分享地图的故事。\n\n地图要慢慢画。\n", nil},
		{"a year in the summary", "n.md", "---\ntitle: 演讲实录｜韩雪松：慢地图\ndate: 2016-09-12\nsummary: 日前，韩雪松在「2016 慢地图峰会」上分享了主题演讲。\n---\n\n我叫韩雪松，我画地图。\n", []occasion{{"han-xue-song", "2016"}}},
		{"a long title between the year and the talk", "n.md", "---\ntitle: 慢地图\nauthor: 韩雪松\ndate: 2016-10-21\nsummary: 日前，慢公司 VP 韩雪松受邀参加 2016 慢地图年会，并发表了《Drawing Reliable and Quiet Maps of Large and Distributed Towns - Principles and Practice》主题演讲。本文为演讲实录。\n---\n\n我画地图。\n", []occasion{{"han-xue-song", "2016"}}},
		{"a letter whose facts have a heading of their own", "n.md", "# 慢河公司 1997 年致股东信\n\n---\n\n## 元数据\n\n**标题**: Slow Rivers Letter to Shareholders 1997\n**日期**: 1997年12月31日\n**作者**: [Ana T. Ruiz](a.md)\n\n## 摘要\n\n河要慢慢流。\n", []occasion{{"ana-t-ruiz", "1997-12-31"}}},
		{"a year in the summary of what was spoken about", "n.md", "---\ntitle: 演讲实录｜韩雪松：慢地图\ndate: 2016-09-12\nsummary: 韩雪松生于1950年的慢城。\n---\n\n我叫韩雪松，我画地图。\n", []occasion{{"han-xue-song", "2016-09-12"}}},
		{"a day that a turn calls today", "n.md", "---\ntitle: 韩雪松访谈\ndate: 2016-09-12\n---\n\n采访者：今天是2011年8月23日，您好！\n\n韩雪松：你好。\n\n采访者：为什么要慢？\n\n韩雪松：快会掩盖错误。\n", []occasion{{"han-xue-song", "2011-08-23"}}},
		{"a day that a turn calls another", "n.md", "---\ntitle: 韩雪松访谈\ndate: 2016-09-12\n---\n\n采访者：您的生日是1950年8月23日？\n\n韩雪松：对。\n\n采访者：为什么要慢？\n\n韩雪松：快会掩盖错误。\n", []occasion{{"han-xue-song", "2016-09-12"}}},
		{"who asks in a sentence of an interview", "n.md", "# 慢地图\n\n本次访谈由慢周刊组织，王小明、陈岚于2022年1月8日对韩雪松老师进行采访。下面是访谈正文。\n\n地图要慢慢画。\n", []occasion{{"han-xue-song", "2022-01-08"}}},
	} {
		if got := occasionsOf(t, tt.path, []byte(tt.src)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v; want %v", tt.why, got, tt.want)
		}
	}
}
