package post_test

import (
	"slices"
	"testing"
)

// Who speaks is told in more ways than by a title.
func TestToldInOtherWays(t *testing.T) {
	for _, tt := range []struct {
		why, path, src string
		want           []occasion
	}{
		{"an answer that says the own name", "n.md", "---\ntitle: Interview with SlowMax\ncreated_at: 2016-05-01\nauthor_name: Dan Reyes\n---\n\n*A series of interviews.*\n\n## Can you tell us about yourself and what SlowMax does?\n\nI’m Marta Vogel, and I'm leading maps for SlowMax.\n\n## How did you wait?\n\nI waited.\n\n## What do you think of rivers?\n\nI like them.\n", []occasion{{"marta-vogel", "2016-05-01"}}},
		{"a bio behind a label in Chinese", "n.md", "## 慢的一代\n\n> 被访者简介：Marta Vogel，现就职于慢公司。她画地图。\n\n**谢谢你接受采访。你是如何开始的？**\n\n我从河流开始。\n", []occasion{{"marta-vogel", ""}}},
		{"a line of credits with bars", "n.md", "# 慢一点：地图这件小事\n\n12月24日，他来到慢社。\n\n演讲者｜韩雪松（慢公司CEO）\n\n- 慢\n", []occasion{{"han-xue-song", ""}}},
		{"the tables of a generator, and the address of a page", "content/talks/maps.md", "+++\ntitle = \"Quiet Maps\"\n\n[extra]\nspeaker = \"martin-vogel\"\n+++\n\nSome maps wait.\n\n- wait\n", []occasion{{"martin-vogel", ""}}},
		{"a key of one site", "_posts/2020-03-26-marta.md", "---\ntitle: Maps? That's easy.\nauthor: \"@dreyes\"\npainter: \"Marta Vogel\"\nexcerpt: \"Marta Vogel is a painter who maintains maps.\"\ndate: 2020-03-26\n---\n\nIn this week's episode of Slow Stories, we chat with Marta about rivers.\n\n- wait\n", []occasion{{"marta-vogel", "2020-03-26"}}},
		{"names of a list as those of others", "n.md", "---\ntitle: Notes on some SlowConf 2020 talks\n---\n\nThe talks of SlowConf 2020.\n\n- Maps for all - Marta Vogel\n- Rivers at night - Ana Lind\n- Roads and towns - Daniel Reyes\n- Quiet software - Laura Klein\n- Flipbooks - Zelmira Quendt & Okan Dratz\n", []occasion{{"marta-vogel", "2020"}, {"ana-lind", "2020"}, {"daniel-reyes", "2020"}, {"laura-klein", "2020"}, {"zelmira-quendt", "2020"}, {"okan-dratz", "2020"}}},
		{"a sentence that lists speakers", "n.md", "---\ntitle: 4th Slow Days Conference\n---\n\nFeatured speakers include Marta Vogel, Daniel Reyes and others.\n\n- wait\n", []occasion{{"marta-vogel", ""}, {"daniel-reyes", ""}}},
		{"a panel that the title lists", "n.md", "---\ntitle: \"Slow Careers Panel - Marta Vogel, Zelmira Quendt, Daniel Reyes\"\ntags: [panel talk]\n---\n\nThree people tell of maps.\n\n### Marta Vogel\n\nMarta draws.\n\n### Zelmira Quendt\n\nZelmira waits.\n\n### Daniel Reyes\n\nDaniel walks.\n", []occasion{{"marta-vogel", ""}, {"zelmira-quendt", ""}, {"daniel-reyes", ""}}},
		{"names in short lists below quotations", "2022-slow-days.md", "# SlowDays 2022\n\n## Maps\n\n> \"Maps wait.\"\n- Length 46:44, **#maps**\n- Zelmira Quendt\n- Language: Slow\n\n### Notes\n\n- wait\n\n## Rivers\n- (in the original: Řeky)\n\n> \"Rivers go.\"\n- Length 40:01, **#rivers**\n- Okan Dratz\n\n### Notes\n\n- go\n", []occasion{{"zelmira-quendt", "2022"}, {"okan-dratz", "2022"}}},
		{"what somebody is, ahead of the name", "n.md", "---\ntitle: Interview with contributor Zelmira Quendt\n---\n\nZelmira Quendt draws maps. We ask her.\n\n**Who is Zelmira?**\n\nI draw.\n", []occasion{{"zelmira-quendt", ""}}},
		{"a key of several words", "n.md", "---\ntype: insight\ntitle: Maps wait\nsource_guest: \"Marta Vogel\"\n---\n\n- wait\n", []occasion{{"marta-vogel", ""}}},
		{"a speaker who is welcomed, and the date of the event", "n.md", "---\ntitle: Normalising maps\nevent_date: \"March 22, 2022\"\n---\n\nSlowRSE is delighted to welcome Marta Vogel, Ph.D., Founder of the [Slow Institute](https://a.example/), as our inaugural speaker in the series.\n\n- wait\n", []occasion{{"marta-vogel", "2022-03-22"}}},
		{"the only name of a title whose headings ask", "_posts/2026-03-19-spotlight.md", "---\ntitle: Slow Spotlight 🔦 Marta Vogel\n---\n\nWe introduce our new fellow, Marta Vogel!\n\n### What do you like about maps?\n\nI like that they wait.\n\n### What is your favourite river?\n\nMy favourite is the slow one.\n\n### What do you wait for?\n\nI wait for you.\n", []occasion{{"marta-vogel", "2026-03-19"}}},
		{"talks from two, by the summary of a meet-up", "_posts/2025-01-17-meetup.md", "---\ntitle: Slow meetup in Rivertown\nsummary: We gather for a Slow meetup on 18 February. With talks from Marta Vogel and Daniel Reyes.\n---\n\nCome along.\n", []occasion{{"marta-vogel", ""}, {"daniel-reyes", ""}}},
		{"an office with a possessive", "n.md", "---\ntitle: Slow interviews\ndate: 2017-01-05\n---\n\nAn interview with our executive director, Marta Vogel. Vogel said that maps wait. She argues for rivers. Vogel thinks that they go.\n\n- wait\n", []occasion{{"marta-vogel", "2017-01-05"}}},
		{"talks about those who keep software and who come to it", "n.md", "---\ntitle: SlowConf 2019 notes\n---\n\nNotes.\n\n## Nora Klein: Paying maintainers\n\n- pay\n\n## Daniel Reyes: Maps\n\n- wait\n\n## Laura Hill: New contributors\n\n- greet\n", []occasion{{"nora-klein", "2019"}, {"daniel-reyes", "2019"}, {"laura-hill", "2019"}}},
		{"people of a team who say something", "n.md", "---\ntitle: Interviews with our team\n---\n\nWe asked two.\n\n### Nora Klein, Head of Maps\n\n“They wait,” Klein said. Klein argues for rivers.\n\n### Daniel Reyes, Engineer\n\n“They go,” Reyes said. Reyes believes in maps.\n", []occasion{{"nora-klein", ""}, {"daniel-reyes", ""}}},
		{"one sentence of each", "n.md", "---\ntitle: Voices\n---\n\nThree voices.\n\n## Nora Klein on maps\n\nKlein said that maps wait.\n\n## Daniel Reyes on rivers\n\nReyes said that rivers go.\n\n## Laura Hill on towns\n\nHill said that towns stay.\n", []occasion{{"nora-klein", ""}, {"daniel-reyes", ""}, {"laura-hill", ""}}},
		{"one heading of several with an interview", "n.md", "---\ntitle: Slow newsletter 12\ndate: 2020-08-08\n---\n\nHello.\n\n## News\n\n- pens\n\n## Interview with Daniel Reyes\n\nReyes said that maps wait. Reyes argues for rivers.\n\n## Links\n\n- a\n", []occasion{{"daniel-reyes", "2020-08-08"}}},
		{"one heading of several with an interview in Chinese", "n.md", "---\ntitle: 慢周报第十二期\ndate: 2020-08-08\n---\n\n你好。\n\n## 新闻\n\n- 笔\n\n## 专访韩雪松：慢地图\n\n韩雪松说：慢。\n\n## 链接\n\n- a\n", []occasion{{"han-xue-song", "2020-08-08"}}},
		{"a keynote that is remembered", "n.md", "---\ntitle: Remembering Nora Klein's keynote at SlowConf 2018\n---\n\nKlein said that maps wait. Klein argues for rivers.\n", []occasion{{"nora-klein", "2018"}}},
		{"a conference in review", "n.md", "---\ntitle: \"SlowConf in review: Nora Klein on maps\"\ndate: 2019-03-02\n---\n\nKlein said that maps wait. Klein argues for rivers.\n\n- wait\n", []occasion{{"nora-klein", "2019-03-02"}}},
		{"a byline below a picture", "n.md", "---\ntitle: Quiet maps, a talk\n---\n\n![](maps.jpg)\n\nby [Nora Klein](https://en.wikipedia.org/wiki/N), founder of Image Lab\n\nKlein said that maps wait. Klein argues for rivers.\n\n- wait\n", []occasion{{"nora-klein", ""}}},
		{"a talk of one's own", "n.md", "---\ntitle: My talk at SlowConf 2018\nauthor: Nora Klein\n---\n\nby Nora Klein\n\nI gave a talk.\n\n- wait\n", []occasion{{"nora-klein", "2018"}}},
		{"a byline that starts the name of the author", "n.md", "---\ntitle: Quiet maps at SlowConf\nauthor: Ana Ruizenda\ndate: 2018-09-12\n---\n\nby Ana Ruiz\n\nRuiz said that maps wait. Ruiz argues for rivers.\n\n- wait\n", []occasion{{"ana-ruiz", "2018-09-12"}}},
		{"keynote speakers and panelists", "n.md", "---\ntitle: 5th Quiet Conference\n---\n\nOur keynote speakers are Nora Klein and Zelmira Quendt. The panelists were: Daniel Reyes and others.\n\n- wait\n", []occasion{{"nora-klein", ""}, {"zelmira-quendt", ""}}},
		{"a guest who joins", "n.md", "---\ntitle: Slow seminar\ndate: 2020-03-26\n---\n\nWe are joined by Daniel Reyes as a guest speaker.\n\n- wait\n", []occasion{{"daniel-reyes", "2020-03-26"}}},
		{"a co-host who asks less than the guest says", "n.md", turns3(), []occasion{{"marta-vogel", ""}}},
	} {
		if got := occasionsOf(t, tt.path, []byte(tt.src)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v; want %v", tt.why, got, tt.want)
		}
	}
}

// turns3 is a talk of a host, a co-host whom nobody introduces, and a guest.
func turns3() string {
	long := "Maps wait, and whoever draws them waits as well, since no river stays where it was when the pen came down, and no town either. "
	text := "**Dan Reyes:** Welcome to Slow Talk! Today's guest draws maps.\n\n**Marta Vogel:** Thanks for having me.\n\n"
	for range 4 {
		text += "**Nora Klein:** Why do they wait?\n\n**Marta Vogel:** " + long + long + "\n\n**Dan Reyes:** I see. And rivers?\n\n**Marta Vogel:** " + long + "\n\n**Nora Klein:** I like rivers a lot.\n\n"
	}
	return text
}

// Whom a heading or a label names beside the matter of a post does not speak in it.
func TestNamedBesideTheMatter(t *testing.T) {
	for _, tt := range []struct{ why, path, src string }{
		{"one heading of several", "n.md", "---\ntitle: On slow software\ndate: 2020-08-08\n---\n\nMaps wait.\n\n## Tools\n\n- pens\n\n## Marta Vogel\n\nVogel said that maps wait. Vogel argues for rivers.\n\n## Links\n\n- a\n"},
		{"a label below each heading", "n.md", "---\ntitle: 三张速查表\n---\n\n### Sed\n\n**秘技：** 看表。\n\n### Grep\n\n**秘技：** 看表。\n\n### Awk\n\n**秘技：** 看表。\n\n### Tr\n\n**秘技：** 看表。\n"},
		{"who asks, by initials", "n.md", "---\ntitle: Another Slow-Podcast with Marta Vogel\ndate: 2018-02-15\n---\n\nMarta Vogel interviewed me in 2013. **MV** is Marta and **ZQ** is me.\n\n**MV**: Why maps?\n\n**ZQ**: They wait for a long time, and then they go on to wait for longer still.\n\n**MV**: And rivers?\n\n**ZQ**: They go on for a long time, and then they come to the sea and stop there.\n"},
		{"the life of somebody", "n.md", "---\ntitle: 韩雪松：慢地图之父\ncategories: [人物传记]\ndate: 2025-04-02\n---\n\n韩雪松说：慢。\n\n问：为什么？\n\n答：先测试。\n\n问：还有呢？\n\n答：没有了。\n"},
	} {
		if got := occasionsOf(t, tt.path, []byte(tt.src)); len(got) > 0 {
			t.Errorf("%s: %v; want no occasion", tt.why, got)
		}
	}
}
