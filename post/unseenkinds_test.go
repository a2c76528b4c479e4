package post_test

import (
	"slices"
	"testing"
)

// Who speaks is read wherever authors say it, and when.
func TestKindsOfUnseenPosts(t *testing.T) {
	bylines := "Slow Maps\n=====\n\nby [Marta Vogel](https://a.example/m)\n\n* wait\n\nQuiet Rivers\n=====\n\nby [Dan Reyes](https://a.example/d)\n\n* listen\n"
	turns := func(first, second string) string {
		return "**Dan Reyes:** " + first + "\n\n**Marta Vogel:** " + second + "\n\n**Dan Reyes:** Maps are slow.\n\n**Marta Vogel:** They are.\n\n**Dan Reyes:** Good.\n\n**Marta Vogel:** Wait.\n"
	}
	for _, tt := range []struct {
		why, path, src string
		want           []occasion
	}{
		{"a file of a meeting, and who spoke below each title", "SlowTown-2014-04-09.md", bylines, []occasion{{"marta-vogel", "2014-04-09"}, {"dan-reyes", "2014-04-09"}}},
		{"a heading that is a name in the folder of a conference", "slow_maps_2014/rivers.md", "## Quiet rivers\n\n### Marta Vogel\n\nWait for them.\n", []occasion{{"marta-vogel", "2014"}}},
		{"bold titles of talks, each with a name below", "n.md", "# Slow Town 2024\n\nhttps://slow.example/agenda\n\nSat 16th March 2024 - Town Hall\n\n---\n\n**Slow Maps**\nMarta Vogel - @mvogel\n\n---\n\n**Quiet Rivers**\nDan Reyes & Ana Lind\n\n- listen\n\n---\n\n**Long Roads**\nNora Klein\n", []occasion{{"marta-vogel", "2024-03-16"}, {"dan-reyes", "2024-03-16"}, {"ana-lind", "2024-03-16"}, {"nora-klein", "2024-03-16"}}},
		{"bold titles of books", "n.md", "# Books\n\n**Slow Maps**\nMarta Vogel\n\n**Quiet Rivers**\nDan Reyes\n\n**Long Roads**\nNora Klein\n", nil},
		{"guests by their handles", "n.md", "---\ntitle: Slow maps\nguests:\n- martavogel\ndescription: Marta Vogel, a painter of maps, tells how to wait.\n---\n\n- wait\n", []occasion{{"marta-vogel", ""}}},
		{"a handle with an honorific", "n.md", "---\ntitle: 地図\npublished_at: 2014-12-27\nguests:\n  marta_v: https://a.example/marta_v\n---\n\n今回は [@marta_v](https://a.example/marta_v) さんをお迎えしました。\n", []occasion{{"marta-v", "2014-12-27"}}},
		{"the account of a company", "n.md", "---\ntitle: Slow maps\nspeaker: orbis\n---\n\nFollow @orbis for maps.\n", nil},
		{"the guest of a description", "n.md", "---\ntitle: \"91: Marta Vogel waits\"\ndescription: This week features our guest, painter and cyclist Marta Vogel.\n---\n\nHello.\n", []occasion{{"marta-vogel", ""}}},
		{"the code of an episode", "n.md", "QM07 - Marta Vogel on slow maps\n=====\n\nIntro\n-----\n\n- wait\n", []occasion{{"marta-vogel", ""}}},
		{"a handle that spells the name", "n.md", "# Slow maps - Zelmira Vogelsang - @ZelmiraVogelsang\n\n- wait\n", []occasion{{"zelmira-vogelsang", ""}}},
		{"a subtitle behind a dash", "speeches/1995/01/hao.md", "# 慢地图\n\n——韩雪松在慢大会成立仪式上的讲话\n\n1998年，我参加了另一个会议。\n", []occasion{{"han-xue-song", "1995-01"}}},
		{"the author is who spoke", "n.md", "---\ntitle: 慢地图的实践\nauthor: ['韩雪松']\ndate: 2018-03-16\n---\n\n> 本文整理自慢公司负责人韩雪松在 Slow SlowCon2017 上的分享内容。\n\n- 慢\n", []occasion{{"han-xue-song", "2017"}}},
		{"the author of a post of an own", "n.md", "---\ntitle: 慢地图的实践\nauthor: ['韩雪松']\ndate: 2018-03-16\n---\n\n本文根据我们的经验写成。\n\n- 慢\n", nil},
		{"an interview that introduces who answers", "n.md", "---\ntitle: 慢项目 Committer 专访｜先等一等\n---\n\n韩雪松（花名：慢慢）慢公司工程师\n\nQ：为什么慢？\n\nA：慢比快好。\n\nQ：还有呢？\n\nA：先测试。\n", []occasion{{"han-xue-song", ""}}},
		{"guests below a label in bold, with one date", "n.md", "---\ntitle: 慢大会三周年\ndate: 2021-04-12\n---\n\n## 概要\n\n- 活动主题：慢地图\n\n- 活动时间：2021 年 04 月 24 日\n\n**《慢地图》**\n\n**嘉宾介绍**\n\n韩雪松，慢公司工程师。\n\n**《慢软件》**\n\n**嘉宾介绍**\n\n王小明，慢公司工程师。\n", []occasion{{"han-xue-song", "2021-04-24"}, {"wang-xiao-ming", "2021-04-24"}}},
		{"speakers, and who moderates", "n.md", "---\ntitle: Slow call\ndate: 2019-06-13\n---\n\nThe call will be moderated by Ana Lind.\n\n#### Speakers\n\n_**Ana Lind** draws maps._\n\n_**Marta Vogel** is a painter._\n", []occasion{{"marta-vogel", "2019-06-13"}}},
		{"a part in brackets behind each name", "n.md", "---\ntitle: 慢地图\n---\n\n- **作者/来源**：王小明（主持人）/ 韩雪松（嘉宾，画家）\n- **日期**：2024-05-01\n", []occasion{{"han-xue-song", "2024-05-01"}}},
		{"an author who was interviewed", "n.md", "# Marta Vogel — waiting\n\n**Author:** Marta Vogel (interviewed by Dan Reyes)\n\nVogel argues for maps.\n", []occasion{{"marta-vogel", ""}}},
		{"a letter", "letters/1963-11-06.md", "To My Partners:\n\nMaps are slow.\n\nCordially\n\nMarta Vogel\n", []occasion{{"marta-vogel", "1963-11-06"}}},
		{"who introduces the other by name hosts", "n.md", turns("Marta Vogel, who draws maps, became a painter by accident. How?", "I waited."), []occasion{{"marta-vogel", ""}}},
		{"who speaks ahead of the guest is a co-host", "n.md", "**Dan Reyes:** Hello, Chris!\n\n**Chris Bell:** I am well.\n\n**Dan Reyes:** I am glad that we have Marta Vogel here with us. Great to have you, Marta!\n\n**Marta Vogel:** Hi.\n\n**Chris Bell:** Maps are slow.\n\n**Marta Vogel:** They are.\n\n**Chris Bell:** Good.\n\n**Marta Vogel:** Wait.\n", []occasion{{"marta-vogel", ""}}},
		{"given names as labels, and who says the own name", "n.md", "---\ntitle: Spotlight on slow maps\nauthor: Dan Reyes\n---\n\nDan Reyes talks about maps.\n\n**Dan**: Who are you?\n\n**Marta**: Hi, I'm [Marta Vogel](https://a.example/m), known as mv.\n\n**Dan**: Maps are slow.\n\n**Marta**: They are.\n", []occasion{{"marta-vogel", ""}}},
		{"given names alone that the first paragraphs have as well", "n.md", "---\ntitle: Spotlight on slow maps\n---\n\nWe sit down with Nabila, Okan and Pela. This interview was conducted in August 2021.\n\n**Dan: Who are you?**\n\n**Nabila**: Hi, I am Nabila.\n\n**Okan**: I'm Okan from Slow Town.\n\n**Pela**: My name is Pela.\n\n**Dan: Why maps?**\n\n**Okan**: They wait.\n\n**Pela**: They do.\n\n**Nabila**: Yes.\n", []occasion{{"nabila", "2021-08"}, {"okan", "2021-08"}, {"pela", "2021-08"}}},
		{"a paragraph that lists who spoke", "2021_08_16.md", "# Slow Space: August 16th, 2021\n\n## Maps\n\nIn addition to [Dan Reyes](https://a.example/d), speakers on August 16th included special guest [Marta Vogel](https://a.example/m) (see [her page](https://a.example/p)), and others.\n\n- wait\n", []occasion{{"dan-reyes", "2021-08-16"}, {"marta-vogel", "2021-08-16"}}},
		{"talks whose titles begin as a description may", "n.md", "---\ntitle: 慢大会 2024 演讲\ntags: [conference]\n---\n\n慢大会 2024 有四场演讲。\n\n- 王小明 - 中国地图的未来\n- 韩雪松：以太坊的下一步\n- 李小明 - 台湾的慢社区\n- 韩梅梅 - 慢生活\n", []occasion{{"wang-xiao-ming", "2024"}, {"han-xue-song", "2024"}, {"li-xiao-ming", "2024"}, {"han-mei-mei", "2024"}}},
		{"talks with articles, and one on an office", "n.md", "---\ntitle: Talks at QuietConf 2023\n---\n\nAll talks of QuietConf 2023.\n\n- Ana Ruiz – The Future of Maps\n- Marta Vogel – A History of Looms\n- Dan Reyes – The Engineer of Tomorrow\n", []occasion{{"ana-ruiz", "2023"}, {"marta-vogel", "2023"}, {"dan-reyes", "2023"}}},
		{"talks on offices", "n.md", "---\ntitle: Talks at QuietConf 2022\n---\n\nAll talks of QuietConf 2022.\n\n- Ana Ruiz – A Scientist Looks at Rivers\n- Marta Vogel – The Editor and the Map\n- Dan Reyes – An Author's Guide to Waiting\n", []occasion{{"ana-ruiz", "2022"}, {"marta-vogel", "2022"}, {"dan-reyes", "2022"}}},
		{"guests and what they are", "n.md", "---\ntitle: Talks at QuietConf 2022\n---\n\nAll guests of QuietConf 2022.\n\n- Ana Ruiz – a co-founder of Slow\n- Marta Vogel – the editor of two maps\n- Dan Reyes – a writer and poet\n", nil},
		{"a speaker in small letters", "slowconf-2022.md", "# slowConf 2022\n\n## A. Maps\n\n* speaker: Marta Vogel\n* wait\n\n## B. Rivers\n\n* speaker: dan reyes\n* listen\n", []occasion{{"marta-vogel", "2022"}, {"dan-reyes", "2022"}}},
		{"who is on a show whose summary starts with the name", "n.md", "---\ntitle: Slow maps with Zelmira Vogelsang\ntype: podcast\nsummary: Zelmira Vogelsang explains how maps wait.\n---\n\n- wait\n", []occasion{{"zelmira-vogelsang", ""}}},
		{"a word ahead of the name in the title", "n.md", "---\ntitle: Chat with Slow Map Wizard Zelmira Vogelsang\n---\n\nDan Reyes hosts Zelmira Vogelsang, founder of Quiet, for a conversation.\n\n- wait\n", []occasion{{"zelmira-vogelsang", ""}}},
		{"two in brackets behind a conversation", "n.md", "# 2017 年马里兰大学对谈（韩雪松与王小明）\n\n> **日期**: 2017 年 1 月 28 日\n\n韩雪松认为慢比快好。王小明认为先测试。\n", []occasion{{"han-xue-song", "2017-01-28"}, {"wang-xiao-ming", "2017-01-28"}}},
		{"sayings behind a colon, and a summary", "n.md", "---\ntitle: 慢一点：韩雪松的人生箴言\ndate: 2025-01-08\nsummary: 韩雪松在慢大学毕业典礼上的演讲，讲了三个故事。\ntags: [演讲, 韩雪松]\n---\n\n我很荣幸来到这里。\n", []occasion{{"han-xue-song", "2025-01-08"}}},
		{"a letter of a folder that greets nobody", "letters/1968-07-11.md", "Maps were slow in 1967.\n\nCordially,\n\nMarta Vogel\n\nMV/glk\n", []occasion{{"marta-vogel", "1968-07-11"}}},
		{"a yearly letter with the office below the name", "letters/2012-letter.md", "---\ntitle: 2012 Letter to Shareholders\ndate: 2013-03-01\n---\n\nMaps were slow.\n\nMarch 1, 2013\n\nMarta Vogel\nChairman of the Board\n", []occasion{{"marta-vogel", "2013-03-01"}}},
		{"a letter to partners, with the day behind a dash", "n.md", "---\ntitle: \"1969年合伙人信(5)\"\n---\n\n# 韩雪松合伙人信——1970年2月25日\n\n致我的合伙人：\n\n慢。\n", []occasion{{"han-xue-song", "1970-02-25"}}},
		{"a day behind the first paragraphs, with the name", "n.md", "---\ntitle: 韩雪松最新演讲实录：慢地图\n---\n\n一。\n\n二。\n\n三。\n\n四。\n\n五。\n\n2023年4月22日，韩雪松在慢城举行小型演讲。\n\n- 慢\n", []occasion{{"han-xue-song", "2023-04-22"}}},
		{"a verb behind a name of two characters", "n.md", "---\ntitle: 【慢路口】慢去哪了？与韩雪复盘 2025 慢地图\n---\n\n韩雪认为慢比快好。韩雪说：先测试。\n", []occasion{{"han-xue", "2025"}}},
		{"an office, a name and an interview in one run", "n.md", "---\ntitle: SlowOS 作者韩雪松专访，从零自研\ndate: 2024-07-17\n---\n\n- 慢\n", []occasion{{"han-xue-song", "2024-07-17"}}},
		{"a show that is called by who asks", "channels/dan-reyes/maps.md", "---\ntitle: \"Maps and rivers\"\nchannel: Dan Reyes\n---\n\nDan Reyes says hello.\n\n- wait\n", nil},
	} {
		if got := occasionsOf(t, tt.path, []byte(tt.src)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v; want %v", tt.why, got, tt.want)
		}
	}
}

// A date of something else is not that of the occasion.
func TestDatesOfSomethingElse(t *testing.T) {
	for _, tt := range []struct {
		why, path, src string
		want           []occasion
	}{
		{"a book that was published", "n.md", "---\ntitle: Interview with Marta Vogel\ndate: 2020-05-01\n---\n\n- wait\n\nOne.\n\nTwo.\n\nThree.\n\nFour.\n\nWe spoke of a river, of roads, of maps that nobody had drawn for longer than anybody in the room could remember, of the towns along them, of those who wait in these towns, of what they wait for, and of the one book about all of it that was published in 2012.\n", []occasion{{"marta-vogel", "2020-05-01"}}},
		{"an answer to a heading", "n.md", "---\ntitle: Marta Vogel\ndate: 2017-05-30\n---\n\n### What do you make?\n\nMy project was released in November 2003.\n\n### Why do you wait?\n\nI like it.\n", []occasion{{"marta-vogel", "2017-05-30"}}},
		{"an own life", "n.md", "---\ntitle: 专访韩雪松：慢\ndate: 2017-10-18\n---\n\n韩雪松认为慢好。\n\n2015 年 3 月，我正在慢社群分享地图。\n\n- 慢\n", []occasion{{"han-xue-song", "2017-10-18"}}},
		{"a year in which somebody joined", "n.md", "---\ntitle: 专访韩雪松：慢\ndate: 2018-05-15\n---\n\n韩雪松认为慢好。他2002年参加慢公司。\n\n- 慢\n", []occasion{{"han-xue-song", "2018-05-15"}}},
		{"where somebody was met", "n.md", "---\ntitle: 韩雪松访谈\ndate: 2016-05-15\n---\n\n在2015年慢城的 SlowConf 上，我们见到了韩雪松。\n\n- 慢\n", []occasion{{"han-xue-song", "2015"}}},
		{"the number of an episode", "shows/1008 - Maps with Marta Vogel.md", "---\ntitle: Maps with Marta Vogel\nguest: Marta Vogel\ndate: 2026-05-27\n---\n\n- wait\n", []occasion{{"marta-vogel", "2026-05-27"}}},
		{"an announcement of a day without a year", "n.md", "---\ntitle: Interview with Marta Vogel\ndate: 2019-06-13\n---\n\n- wait\n\n**Friday, June 28th, 2-3 PM**\n", []occasion{{"marta-vogel", ""}}},
		{"the post's own day without a year", "n.md", "---\ntitle: Interview with Marta Vogel\ndate: 2019-06-28\n---\n\n- wait\n\n**Friday, June 28th, 2-3 PM**\n", []occasion{{"marta-vogel", "2019-06-28"}}},
		{"the day of writing, told by a label as well", "n.md", "---\ntitle: Interview with Marta Vogel\ndate: 2020-08-28\n---\n\n> **Published:** 2020-08-28\n\n- wait\n", []occasion{{"marta-vogel", "2020-08-28"}}},
		{"the folder of the year in which it was written", "blog/2025/maps.md", "---\ntitle: Interview with Marta Vogel\ndate: 2025-09-22\n---\n\n_This interview was conducted in August 2024, and may be old._\n\n- wait\n", []occasion{{"marta-vogel", "2024-08"}}},
		{"a day behind the number of a house", "n.md", "# 慢地图\n\n——韩雪松在2012实验室座谈会上的讲话 2018年3月21日\n\n- 慢\n", []occasion{{"han-xue-song", "2018-03-21"}}},
	} {
		if got := occasionsOf(t, tt.path, []byte(tt.src)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v; want %v", tt.why, got, tt.want)
		}
	}
}

// Who is only mentioned, linked or quoted does not speak.
func TestUnseenMentions(t *testing.T) {
	for _, tt := range []struct{ why, path, src string }{
		{"books among the resources of a talk", "slowconf/2024/maps.md", "# Slow maps\n\n## Resources\n\n- [Waiting by Marta Vogel](https://a.example/1)\n- [Rivers by Dan Reyes](https://a.example/2)\n- [Roads by Nora Klein](https://a.example/3)\n"},
		{"articles about people", "podcast/ep1.md", "# Ep. 1 Maps\n\n## 0:30 Waiting\n\n- [韩雪松 - Wikipedia](https://a.example/1)\n- [王小明 - Wikipedia](https://a.example/2)\n- [李小明 - Wikipedia](https://a.example/3)\n"},
		{"a link below a heading", "podcast/ep2.md", "# Ep. 2 Maps\n\n## 0:30 Waiting\n\n- [富士山、地図: 新聞](https://a.example/1)\n\n## 0:50 Roads\n\n- [韩雪松の地図](https://a.example/2)\n"},
		{"quotes at a conference", "SlowCon-2017/quotes.md", "# Notable Quotes\n\n* \"Wait\" - Marta Vogel\n* \"Listen\" - Dan Reyes\n* \"Draw\" -- Nora Klein\n"},
		{"a university abroad", "n.md", "# 2013年马里兰大学交流对谈\n\n马里兰大学认为慢比快好。\n\n- 慢\n"},
		{"hosts of a show", "n.md", "---\ntitle: Slow Maps\n---\n\nThe hosts Zelmira Vogelsang and Dan Reyes like maps.\n\n- wait\n"},
		{"days of a journey", "n.md", "# 慢行\n\n[a](https://youtu.be/1) [b](https://youtu.be/2) [c](https://youtu.be/3)\n\n## Day1 - 慢城 - 贾登峪\n\n一。\n\n## Day2 - 慢湖 - 乔尔玛\n\n二。\n\n## Day3 - 慢山 - 贾登湾\n\n三。\n\n## Day4 慢村\n\n四。\n\n## Day5 慢河\n\n五。\n\n## Day6 慢镇\n\n六。\n\n## Day7 慢路\n\n七。\n\n## Day8 慢桥\n\n八。\n\n## Day9 慢海\n\n九。\n\n## Day10 慢塔\n\n十。\n"},
		{"whom the items of a list describe", "n.md", "---\ntitle: 播客：从慢小说说起\n---\n\n重要作家：\n\n- **韩雪松** - 代表作《慢》系列。\n- **王小明** - 香港作家，画地图。\n- **李小明** - 被誉为慢之父。\n"},
		{"a tag alone", "n.md", "---\ntitle: 定投的魔法\ndate: 2025-09-04\ntags: [慢投资, 韩雪松]\n---\n\n韩雪松认为慢好。韩雪松说：先测试。韩雪松指出风险。\n"},
		{"the author of a book", "content/book-reports/maps/index.md", "---\ntitle: Slow Maps by Marta Vogel\ndate: 2019-12-16\n---\n\nVogel argues for maps.\n\n## The rise of maps in the 1970s\n\n- wait\n"},
		{"a chapter about the courage to talk", "n.md", "# 慢之路\n\n## 第一章：最后的骑士——查理·福格尔的对话勇气\n\n查理·福格尔说：慢。\n"},
		{"who asked in a job interview", "Interview/slow.md", "# sLow\n\n## Phone Screen\n\nMark Lewis，也是地图组的小哥，问了我三个题目\n\n1. 慢\n"},
		{"an office", "n.md", "# 慢地图\n\n——韩总在座谈会上的讲话\n\n- 慢\n"},
		{"a dialogue of something", "n.md", "---\ntitle: 内心的对话\n---\n\n- 慢\n"},
		{"a name that the title only mentions", "slowconf/2015/ruby.md", "# The guide to Ruby Gc\n\nRuby Gc is slow.\n\n- wait\n"},
	} {
		if got := peopleOf(t, tt.path, []byte(tt.src)); len(got) > 0 {
			t.Errorf("%s: %v; want nobody", tt.why, got)
		}
	}
}
