package post_test

import (
	"slices"
	"testing"
)

// Sentences, letters, turns and headings name who speaks where the title does not.
func TestAnnounced(t *testing.T) {
	for _, tt := range []struct {
		why, path, src string
		want           []occasion
	}{
		{"who takes the stage, in Japanese", "n.md", "---\ntitle: 基調講演は静か社の山田社長に決定！\ndescription: \"静か社の代表の山田太郎さんにご登壇頂くことになりました！\"\n---\n\n2019年12月21日に開催されるスローカンファレンスでの基調講演が決定しました。\n", []occasion{{"shan-tian-tai-lang", "2019-12-21"}}},
		{"by whom a talk is given, in Chinese", "n.md", "# 第 7 期慢夜读\n\n本期慢夜读是由韩雪松给大家带来的《慢地图》。\n\n- 慢\n", []occasion{{"han-xue-song", ""}}},
		{"an abstract ahead of a speech that has no name in its title", "n.md", "# 在慢大学工作汇报会上的讲话\n\n2013年11月6日\n\n【导  读】韩雪松认为，地图应该慢慢画。\n\n世界上的河流只有一条，能不能复制是个大问号。\n", []occasion{{"han-xue-song", "2013-11-06"}}},
		{"panelists behind a dash, and a talk beside the panel", "n.md", "---\ntitle: Keeping a map\ndescription: We’ll start with a short talk by Nora Klein, then Q & A with three panelists - Marta Vogel, Zelma Quendt, and Daniel Reyes - moderated by Nora.\ndate: 2020-03-18\n---\n\n- wait\n", []occasion{{"nora-klein", "2020-03-18"}, {"marta-vogel", "2020-03-18"}, {"zelma-quendt", "2020-03-18"}, {"daniel-reyes", "2020-03-18"}}},
		{"those who joined, with a link and without one", "2021_08_16.md", "# Slow Space: August 16th, 2021\n\n## Maps\n\nWe were joined by friends of the show,\nLaura Hill,\n[Marta Vogel](https://a.example/m)\nand [Dan Rivers](https://a.example/d),\n[Nora Klein](https://a.example/n).\n\n- wait\n", []occasion{{"marta-vogel", "2021-08-16"}, {"dan-rivers", "2021-08-16"}, {"nora-klein", "2021-08-16"}, {"laura-hill", "2021-08-16"}}},
		{"talks of a gathering by the names ahead of their titles", "n.md", "# [慢城][2015 年 9 月 12 日] 慢地图聚会总结\n\n大家来了。\n\n## 韩雪松 - 《慢地图》\n\n慢。\n\n## 李梅 - 《河流的几个课题》\n\n河。\n", []occasion{{"han-xue-song", "2015-09-12"}, {"li-mei", "2015-09-12"}}},
		{"the author of a letter", "n.md", "原文信息：\n\n- 标题：1966 Annual Letter to Limited Partners\n- 作者：Marta Vogel\n- 链接：[Letters](https://a.example/l)\n- 翻译：慢散人\n\n---\n\n# 业绩\n\nMaps waited.\n\n慢。\n", []occasion{{"marta-vogel", "1966"}}},
		{"the author of a letter that greets", "n.md", "- 作者：Marta Vogel\n- 翻译：慢散人\n\nTo My Partners:\n\nMaps waited.\n", []occasion{{"marta-vogel", ""}}},
		{"a signature behind the day, in a folder of letters", "letters/markdown/2009.md", "To the Shareholders of Slow Maps Inc.:\n\nMaps waited.\n\nFebruary 26, 2010                                   Marta E. Vogel\n                                                    Chairman of the Board\n\nP.S. Come by rail.\n", []occasion{{"marta-e-vogel", "2009"}}},
		{"turns in italics, that go on in initials", "transcript.md", "*Nora Klein (0:00:15)*: Welcome to the next episode of the Slow Interlude. We’re joined today by Marta Vogel. Why maps?\n\n*Marta Vogel (0:00:43)*: Would you ask a river? Maps were a part of my life, and they still are, as you see.\n\n*NK (0:01:44)*: So you were in school?\n\n*MV (0:01:48)*: That’s right. Maps take time, and rivers take more of it than that.\n\n*NK (0:02:18)*: What are the weeks like?\n\n*MV (0:02:21)*: They are long, and there are a lot of moving parts in them.\n", []occasion{{"marta-vogel", ""}}},
		{"two hosts and a guest, in initials", "transcript.md", "_Nora Klein:_ So welcome to the next episode of the Slow Interlude. I'm Nora Klein.\n\n_Dan Reyes:_ And I'm Dan Reyes.\n\n_NK:_ And today our guest is Zoé Érdi. So, Zoé, how did you come to maps?\n\n_Zoé Érdi:_ Right. My connection to maps began early, as it did for everyone of my age in our town by the river.\n\n_DR:_ And rivers?\n\n_ZE:_ They go on, and whoever draws them has to wait for a long time until the water is back.\n\n_NK:_ I see. Do they wait?\n\n_ZE:_ They do not, and that is what I like about rivers, more than about any town that I know.\n\n_DR:_ Good.\n", []occasion{{"zoe-erdi", ""}}},
		{"a subtitle behind bars", "n.md", "# 慢大学要成为河流的摇篮\n\n――韩雪松在慢大学座谈会上的讲话\n2006年11月20日\n\n今天讲一讲地图。\n", []occasion{{"han-xue-song", "2006-11-20"}}},
		{"a hearing", "speeches/n.md", "## Marta Vogel Congress hearing\n\nThis tells of what Vogel said there.\n", []occasion{{"marta-vogel", ""}}},
		{"a byline with a handle ahead of slides", "day-1/maps.md", "## Quiet Maps\n\nNora Klein ([@nklein](https://a.example/n))<br />\nTrack: [Maps](https://a.example/t)\n\n### About the speaker (from the site)\n\nShe waits.\n\n### Notes\n\n- wait\n", []occasion{{"nora-klein", ""}}},
		{"whom others interview", "podcast/31.md", "---\ntitle: Zelmira Quendt\nepisode: 31\n---\n\nZelmira Quendt, professor at Slow College, is interviewed by Dan Reyes and Nora Klein. We learn all about maps.\n", []occasion{{"zelmira-quendt", ""}}},
		{"a guest in a title", "podcast/7.md", "---\ntitle: \"'Slow on the Side', with guest Zelmira Quendt\"\n---\n\nA talk of maps.\n", []occasion{{"zelmira-quendt", ""}}},
		{"somebody legendary with whom others sit down", "Marta_Vogel/Slow_Interviews.md", "- 标题：Slow Interviews - Marta Vogel\n- 链接：[Slow FM](https://a.example/)\n\nWe sit down with the legendary Marta Vogel in the only talk that she ever gave.\n\nDan: Why?\n\nMarta: Maps wait.\n\nDan: And rivers?\n\nMarta: They go.\n", []occasion{{"marta-vogel", ""}}},
		{"访谈 with its length", "n.md", "# 137. 对韩雪松的4小时访谈：慢地图\n\n韩雪松说，地图要等。\n", []occasion{{"han-xue-song", ""}}},
		{"讲述 behind a Latin name", "n.md", "---\ntitle: Marta Vogel 讲述慢播客的起源\n---\n\n在播客中，Marta Vogel 讲了慢地图的故事。\n\n- 慢\n", []occasion{{"marta-vogel", ""}}},
		{"a note called by a name and a matter, in which the one speaks", "韩雪松 - 慢地图.md", "韩雪松指出，地图要等。韩雪松强调，河流会走。韩雪松认为慢是好的。\n\n- 慢\n", nil},
	} {
		if got := occasionsOf(t, tt.path, []byte(tt.src)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v; want %v", tt.why, got, tt.want)
		}
	}
}

// A name that such a sentence, letter or heading only has in it speaks in none of them.
func TestNotAnnounced(t *testing.T) {
	for _, tt := range []struct{ why, path, src string }{
		{"a kind of lecture in Japanese", "n.md", "---\ntitle: 基調講演は決定！\ndate: 2019-08-26\n---\n\n基調講演が決定しました。特別講演もあります。\n"},
		{"an abstract of what is no speech", "n.md", "# 慢地图的历史\n\n【导读】韩雪松认为，地图应该慢慢画。\n\n河流很长。\n"},
		{"two books by the names of their writers", "n.md", "# 二月读书会笔记\n\n## 韩雪松 - 《慢地图》\n\n慢。\n\n## 李梅 - 《河流》\n\n河。\n"},
		{"one talk alone of a gathering", "n.md", "# 慢地图聚会总结\n\n## 韩雪松 - 《慢地图》\n\n慢。\n\n## 茶\n\n茶。\n"},
		{"panelists who are not told", "n.md", "---\ntitle: Keeping a map\ndescription: With three panelists - Slow Maps, Quiet Rivers, and Night Roads - on Monday.\n---\n\n- wait\n"},
		{"the author of what is no letter", "n.md", "- 标题：Slow Maps\n- 作者：Marta Vogel\n- 链接：[Maps](https://a.example/l)\n- 翻译：慢散人\n\n---\n\n# 业绩\n\nMaps waited.\n"},
		{"the author of a letter to readers, with no word of another text", "n.md", "**作者**：Marta Vogel\n\nDear readers,\n\nMaps waited.\n"},
		{"a company in a folder of companies", "companies/quiet-mae.md", "# Nora Mae（罗拉美）：地图的故事\n\nNora Mae 是一家公司。Nora Mae 表示，地图要等。罗拉美指出，河流会走。\n"},
		{"a firm by the end of its name", "n.md", "# 伊藤静商事：地图的故事\n\n伊藤静商事表示，地图要等。\n"},
		{"a show in the marks of a title", "n.md", "---\ntitle: 慢地图一千期回顾\nspeaker: 睡后消息\n---\n\n《睡后消息》播出了一千期。睡后消息说，地图要等。\n"},
		{"one whose letters are read", "n.md", "# The many sides of Peter's Letters\n\nPeter writes that rivers go. Peter says so twice.\n"},
		{"reading lists of the famous", "n.md", "---\ntitle: 名人書單\n---\n\n名人推薦的書。名人說，書要慢慢讀。\n"},
		{"a portrait with a picture that has the name", "_posts/2012-08-25-marta.md", "---\ntitle: The Great Marta E. Vogel\ntags: [speech]\n---\n\n![Marta Vogel\\[1\\]](/m.jpg)\n\nNote: this is a script of my English class.\n\nVogel was born in 1938 in Rivertown.\n"},
		{"a word in katakana", "n.md", "---\ntitle: スロー・コンセプト\n---\n\nスロー・コンセプトという言葉がある。\n"},
		{"the lines of a play", "n.md", "---\ntitle: 关于慢的台词\n---\n\n*Mr Reyes*: Dear Miss Nora, my attentions wait.\n\n*Miss Nora*: Mr Reyes!\n\n*Mr Reyes*: And no river will go.\n\n*Miss Nora*: You forget that I have given no answer.\n"},
		{"the authors of a paper in the folder of a conference", "slowcvpr2017/maps.md", "# Quiet Maps: Making Rivers Wait\n\nNora Klein, Daniel Reyes, and Laura Hill, Slow Inc.\n\n## Maps\n\n- wait\n"},
		{"an honour that runs into a name", "n.md", "---\ntitle: A Conversation with Distinguished Alumnus Daniel T. Reyes\n---\n\nMaps wait.\n"},
		{"a band that is joined", "n.md", "---\ntitle: A night of music\n---\n\nThe band was joined by Marta Vogel on stage. Rivers went by.\n"},
		{"a book that tells", "n.md", "---\ntitle: Quiet Maps 讲述了河流的故事\n---\n\n这是一本书。\n"},
		{"an office that somebody is interviewed by", "n.md", "---\ntitle: Slow Jobs\n---\n\nSlow Jobs, the site, is interviewed by many. Rivers go.\n"},
	} {
		if got := occasionsOf(t, tt.path, []byte(tt.src)); len(got) > 0 {
			t.Errorf("%s: %v; want none", tt.why, got)
		}
	}
}

// Somebody who says the own name and goes on has no sentence in it.
func TestOwnNameEndsSentence(t *testing.T) {
	text := "---\ntitle: Spotlight on Slow Maps\ndate: 2024-06-20\n---\n\n**Nora:** Could you introduce yourself?\n\n**Zelmira:** My name is Zelmira Quendt. I draw maps, and I wait for rivers.\n\n**Nora:** Why?\n\n**Zelmira:** They go.\n\n**Nora:** And towns?\n\n**Zelmira:** They stay where they are, mostly.\n"
	got := occasionsOf(t, "n.md", []byte(text))
	if want := []occasion{{"zelmira-quendt", "2024-06-20"}}; !slices.Equal(got, want) {
		t.Errorf("%v; want %v", got, want)
	}
}
