package post_test

import (
	"slices"
	"testing"

	"viewline/post"
	"viewline/timeline"
)

// Whom a post lends a picture from, thanks, reviews or lists among many does not speak.
func TestNamedForSomethingElse(t *testing.T) {
	for _, tt := range []struct{ why, path, src string }{
		{"whose a picture is", "_posts/2022-09-27-talks.md", "---\ntitle: Meet-up talks\n---\n\n![](talks.jpg)\n\n[Marta Vogel](https://unsplash.com/photos/1){:.photocredit}\n\nDear organisers, wait.\n"},
		{"who wrote a report", "n.md", "---\ntitle: Slow workshop at QuietConf 2018\nauthors: [\"Marta Vogel\"]\ndate: 2018-09-12\n---\n\nBy [Marta Vogel](https://a.example/m)\n\nWe drew maps.\n"},
		{"a review", "blog/marta-vogel.md", "---\ntitle: \"Book review: Marta Vogel\"\n---\n\nDan Reyes tells of maps. Vogel said that they wait.\n\n## Marta Vogel\n\n- wait\n"},
		{"thanks", "blog/thanks-marta-vogel.md", "---\ntitle: Thanks, Marta Vogel\n---\n\nShe mended my maps.\n"},
		{"a diary", "n.md", "---\ntitle: A slow week\ndate: 2017-06-06\n---\n\nAfter a talk by Marta Vogel I had an idea for maps.\n\n- wait\n"},
		{"a meal of a diary", "n.md", "---\ntitle: A slow week\ndate: 2017-06-06\n---\n\nLunch with Marta Vogel was long. Vogel said that maps wait. Then I drew.\n\n- wait\n"},
		{"a name that the file repeats", "blog/marta-vogel.md", "---\ntitle: Marta Vogel\n---\n\nThe painter died in May.\n"},
		{"who came", "n.md", "---\ntitle: Slow meetup, May 2016\n---\n\nThanks to all.\n\n- Marta Vogel\n- Dan Reyes\n- Nora Klein\n- Ana Lind\n"},
		{"who came, with offices", "n.md", "---\ntitle: Slow meetup, May 2016\n---\n\nThanks to all.\n\n- Marta Vogel, Maintainer\n- Dan Reyes (Task Lead)\n- Nora Klein, New Zealand\n- Ana Lind, Slow Inc.\n"},
		{"the parts of a team", "n.md", "---\ntitle: Slow promotions\ntags: [Workshops, Core Team]\n---\n\n### Marta Vogel, Head of Maps\n\nMarta joined us in May.\n\n### Dan Reyes, Associate Director of Rivers\n\nDan has led.\n\n### Nora Klein, Manager\n\nNora waits.\n"},
		{"a prize", "_posts/2016-10-26-award.md", "---\ntitle: Marta Vogel receives the Slow Award\n---\n\nShe waited.\n"},
		{"a list of participants below a heading", "n.md", "---\ntitle: Slow newsletter\ntags: [Community talk]\n---\n\n### Participants\n\n- [Marta Vogel](https://a.example/m), Lesson Developer\n- [Dan Reyes](https://a.example/d), Maintainer\n"},
		{"who asked", "n.md", "# Slow maps\n\n- Slug: slow-maps\n- Published: 2017-01-16\n- Author: 韩雪松 (採訪、整理)\n\n## Content\n\n- 慢\n"},
		{"a committee of a conference", "n.md", "---\ntitle: 第八届慢地图会议纪要\ndate: 2015-12-25\n---\n\n会议很慢。\n\n## 协办组织委员会：\n\n韩雪松\n\n## 主办\n\n王小明\n\n## 会议概况\n\n人很多。\n"},
		{"a committee and those who gave money", "n.md", "---\ntitle: SlowConf 2019 notes\n---\n\nNotes.\n\n## Programme Committee\n\nNora Klein\n\n## Our Sponsors\n\nDaniel Reyes\n\n## Special thanks to Laura Hill\n\nShe waited.\n"},
		{"speakers that are machines", "n.md", "---\ntitle: The best home audio\n---\n\nBluetooth speakers include Marta Roam, Daniel Emberton and Nora Pill.\n\n- wait\n"},
		{"speakers of a language", "n.md", "---\ntitle: Slow tongues\n---\n\nNative speakers include Marta Vogel and Daniel Reyes.\n\n- wait\n"},
		{"a new chair of a series of talks", "n.md", "---\ntitle: Slow seminar\n---\n\nWe announce Nora Klein as the new chair; as a speaker she is known.\n\n- wait\n"},
		{"who lent a picture, with the word", "n.md", "---\ntitle: Quiet maps, a talk\n---\n\n![](maps.jpg)\n\nNora Klein, picture credits: Slow Inc.\n\n- wait\n"},
		{"the parts of a course", "n.md", "---\ntitle: 慢课程讲座\n---\n\n## 第五讲 慢教授：地图\n\n第五讲介绍地图。\n\n## 第十五讲 伊藤积分\n\n伊藤积分介绍公式。\n"},
		{"a doctrine", "n.md", "---\ntitle: 韩雪松思想和慢体系概论教学大纲\n---\n\n韩雪松认为慢好。\n"},
		{"the cover of a book", "n.md", "# 慢自由（慢大师瑞·达利联袂推荐）\n\n> 慢比快好。\n"},
		{"the title of a book", "n.md", "# 韩雪松在慢城：一份关于平庸的报告\n\n> 慢比快好。\n"},
		{"a report on a machine", "2026-07-05-report.md", "---\ntitle: 慢链路验证报告\n---\n\n韩大人说慢。\n\n## 结论 2026-07-05\n\n韩雪松\n\n慢比快好。\n"},
		{"a family name ahead of a comma", "n.md", "# Slow films: Interview with Wu, Chun-hui, part 1\n\nWu tells of films.\n\n- wait\n"},
		{"a work that the title names its artist with", "n.md", "# Waiting: Marta Vogel's Slow Rivers\n\n- Slug: waiting\n- Type: article\n- Published: 2012-02-23\n- Author: Dan Reyes\n\nVogel said that rivers wait. They do.\n"},
	} {
		if got := peopleOf(t, tt.path, []byte(tt.src)); len(got) > 0 {
			t.Errorf("%s: %v; want nobody", tt.why, got)
		}
	}
}

// The day of a post is not that of an occasion which the post announces, and what a site
// kept of a post tells of no occasion.
func TestDaysOfThePost(t *testing.T) {
	for _, tt := range []struct {
		why, path, src string
		want           []occasion
	}{
		{"a list of the site that the post was exported from", "n.md", "# Slow maps: Interview with Marta Vogel\n\n- Slug: slow-maps\n- Type: article\n- Published: 2014-09-04\n- Modified: 2015-03-14\n\n- wait\n", []occasion{{"marta-vogel", "2014-09-04"}}},
		{"an announcement", "_posts/2018-02-14-keynote.md", "---\ntitle: Marta Vogel to keynote at SlowConf\n---\n\nMarta Vogel will be one of four keynote speakers at SlowConf in May. Vogel said yes.\n", []occasion{{"marta-vogel", ""}}},
		{"the year of an election", "2017/12/2018-slow-maps.md", "---\ntitle: Interview with Marta Vogel\ndate: 2017-12-08\n---\n\n- wait\n", []occasion{{"marta-vogel", "2017-12-08"}}},
		{"a year of a life ahead of the day", "n.md", "---\ntitle: 慢访谈第11期：韩雪松教授\ndate: 2013-11-05\n---\n\n韩雪松在2009年到2012年间担任系主任。2006年当选院士，2012年作了慢协会的纪念演讲。\n\n2013年2月13日，韩雪松在办公室里接受采访。\n\n- 慢\n", []occasion{{"han-xue-song", "2013-02-13"}}},
		{"a prize at a conference", "n.md", "---\ntitle: 慢访谈第34期：韩雪松老师\ndate: 2018-01-03\n---\n\n韩雪松研究地图。他在2010年 SlowConf 大会上获得提名奖。\n\n- 慢\n", []occasion{{"han-xue-song", "2018-01-03"}}},
		{"the year in which a series began", "n.md", "---\ntitle: 第七届慢地图会议（慢城会场）\ndate: 2014-11-04\n---\n\n慢地图会议从2008年开始已经成功举办到第七届了。会议始于2008年，由慢社举办。\n\n会议将于2014年11月29日在慢城召开。\n\n## 韩雪松：慢地图\n\n韩雪松说：慢。韩雪松认为先测试。\n\n## 王小明：慢软件\n\n王小明说：慢。王小明认为先测试。\n", []occasion{{"han-xue-song", "2014-11-29"}, {"wang-xiao-ming", "2014-11-29"}}},
		{"the first paragraph ahead of the one heading with a guest", "n.md", "---\ntitle: 慢沙龙第32期（慢城）纪要\ndate: 2015-11-10\n---\n\n# 主题：慢地图\n\n嘉宾：韩雪松\n\n主办：慢社\n\n简介：第32期沙龙于2015年11月8日在慢大学举办。\n\n# 本次沙龙的主要内容：\n\n- 慢\n", []occasion{{"han-xue-song", "2015-11-08"}}},
		{"a paragraph behind labels", "n.md", "---\ntitle: 慢沙龙第34期\ndate: 2015-12-20\n---\n\n嘉宾：韩雪松\n\n主办：慢公司\n\n场地：慢大学\n\n组织：慢社\n\n纪要：慢慢\n\n**简介**：第34期沙龙于2015年12月19日在慢大学举办。\n\n- 慢\n", []occasion{{"han-xue-song", "2015-12-19"}}},
		{"an announcement in the middle of an interview", "n.md", "---\ntitle: Interview with Marta Vogel\ndate: 2017-12-08\n---\n\nMarta Vogel will be speaking at SlowConf in May. We asked about maps.\n\n- wait\n", []occasion{{"marta-vogel", "2017-12-08"}}},
		{"an event ahead of an interview in Chinese", "n.md", "---\ntitle: 专访韩雪松：慢地图\ndate: 2018-05-06\n---\n\n慢博会将于下月在慢城举行，记者采访了韩雪松。\n\n- 慢\n", []occasion{{"han-xue-song", "2018-05-06"}}},
		{"what will be held back, in a report", "n.md", "---\ntitle: Talk by Daniel Reyes at SlowConf\ndate: 2019-03-02\n---\n\nYesterday Daniel Reyes gave a talk. Rivers will be held back, and maps will give an answer.\n\n- wait\n", []occasion{{"daniel-reyes", "2019-03-02"}}},
		{"a talk that somebody will give", "n.md", "---\ntitle: Talk by Daniel Reyes\ndate: 2019-03-02\n---\n\nDaniel Reyes will give a short lecture in our next meeting.\n\n- wait\n", []occasion{{"daniel-reyes", ""}}},
		{"a talk of which somebody will speak", "n.md", "---\ntitle: Talk by Nora Klein\ndate: 2019-03-02\n---\n\nNora Klein is going to speak in two weeks.\n\n- wait\n", []occasion{{"nora-klein", ""}}},
		{"a day of a book in the summary of an interview", "_posts/2018-02-14-x.md", "---\ntitle: Interview with Nora Klein\ndescription: Nora Klein, whose book comes out on May 3rd, on maps.\n---\n\n- wait\n", []occasion{{"nora-klein", "2018-02-14"}}},
		{"a day of a talk in its summary", "_posts/2018-02-14-x.md", "---\ntitle: Talk by Nora Klein\ndescription: Nora Klein speaks on March 3rd.\n---\n\n- wait\n", []occasion{{"nora-klein", ""}}},
		{"a commencement", "n.md", "---\ntitle: 韩雪松获奖演讲\ndate: 2019-03-02\n---\n\n本文是韩雪松2018年在慢大学毕业典礼上的演讲。\n\n- 慢\n", []occasion{{"han-xue-song", "2018"}}},
	} {
		if got := occasionsOf(t, tt.path, []byte(tt.src)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v; want %v", tt.why, got, tt.want)
		}
	}
}

// A list that says where the occasion was, or who spoke, is about the occasion, whatever a
// site kept in it.
func TestCategoryInListAboutOccasion(t *testing.T) {
	for _, line := range []string{"Location: Rivertown", "Speaker: Nora Klein", "Venue: Slow Hall", "地点：慢城"} {
		doc, _ := post.Parse("n.md", []byte("# Talk by Nora Klein\n\n- Date: 2020-08-08\n- "+line+"\n- Categories: maps\n\n## Notes\n\n- wait\n"), nil)
		if len(doc.Appearances) != 1 {
			t.Fatalf("%s: %d appearances; want 1", line, len(doc.Appearances))
		}
		if a := doc.Appearances[0]; a.DateSource != timeline.DateFromMetadata || a.DateApproximate {
			t.Errorf("%s: dated by %s, approximate: %v; want its list", line, a.DateSource, a.DateApproximate)
		}
	}
}
