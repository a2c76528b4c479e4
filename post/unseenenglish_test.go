package post_test

import (
	"slices"
	"testing"
)

// Who speaks is read at more places of English notes, and near misses name nobody.
func TestPlacesOfSpeakersInNotes(t *testing.T) {
	long := ", President at [SlowLab](https://a.example/), author of _“Slow Maps of Rivertown and of the Country around It”_, _“Quiet Rivers for Readers”_, and of several other books on maps, rivers and roads that are slow, quiet or long and are read by people in many places"
	for _, tt := range []struct {
		why, path, src string
		want           []occasion
	}{
		{"a handle and a day behind the name", "slowconf-2014/maps.md", "# Slow maps\n\n## Marta Vogel - @quiet - 30 Sept 2014 09:50\n\nMaps wait.\n", []occasion{{"marta-vogel", "2014-09-30"}}},
		{"a handle and a place behind the name", "SlowConf2019/maps.md", "# Slow maps\n## Marta Vogel @mvogel SlowLab, Rivertown\n\n### Why\n\n- wait\n", []occasion{{"marta-vogel", "2019"}}},
		{"a roundtable", "CTO Roundtable/maps.md", "# Slow maps\n\n## Marta Vogel - @mvogel - 4 Feb 2016\n\n- wait\n", []occasion{{"marta-vogel", "2016-02-04"}}},
		{"the handle of a company", "slowconf-2014/maps.md", "# Slow maps\n\n## Orbis Maps @orbis Rivertown\n\n- wait\n", nil},
		{"a handle in the notes of no conference", "maps.md", "# Slow maps\n\n## Marta Vogel @mvogel\n\n- wait\n", nil},
		{"a company in brackets behind the name, in the folder of a day", "slowconf-2014/3-12-14/maps.md", "# Slow maps (5:15pm)\n## Marta Vogel (SlowLab)\n\n- wait\n", []occasion{{"marta-vogel", "2014"}}},
		{"dots behind the name", "slow_conf_2016/maps.md", "# Slow maps\n### Marta Vogel...\n\n\"Maps wait\"\n", []occasion{{"marta-vogel", "2016"}}},
		{"two words in brackets that are no name", "slowconf-2014/maps.md", "# Slow maps\n\n## Quiet Rivers (draft)\n\n- wait\n", nil},
		{"the title is one of several headings", "slow_conf_2015/maps.md", "## Slow maps\n\n### Marta Vogel\n\n---\n\n## Waiting\n\n- wait\n\n## Rivers\n\n- go\n", []occasion{{"marta-vogel", "2015"}}},
		{"a line below such a title", "SlowCon2017/maps.md", "# Maps\n\nMarta Vogel\n\nFor SlowLab's case.\n\n# How they wait\n\n- wait\n", []occasion{{"marta-vogel", "2017"}}},
		{"an ordinary folder", "notes-2017/maps.md", "# Maps\n\nMarta Vogel\n\n# How they wait\n\n- wait\n", nil},
		{"numbered talks", "notes.md", "# The future of maps\n\nA seminar.\n\n### Talk1: A big picture\n\nBy Marta Vogel\n\n- wait\n\n### Talk2: Rivers\n\nBy Daniel Reyes\n\n- go\n\n### Talk3: Roads\n\nby Laura Hill\n\n- stay\n", []occasion{{"marta-vogel", ""}, {"daniel-reyes", ""}, {"laura-hill", ""}}},
		{"numbered chapters", "notes.md", "# The future of maps\n\n### Chapter 1: A big picture\n\nBy Marta Vogel\n\n- wait\n\n### Chapter 2: Rivers\n\nBy Daniel Reyes\n\n- go\n", nil},
		{"the time of a talk and the name", "Slow Rally 2017/Thursday/10:30am_marta-vogel.md", "# Marta Vogel\n\n- wait\n", []occasion{{"marta-vogel", "2017"}}},
		{"a time and the name in four digits", "slowconf-2017/0930-marta-vogel.md", "# Marta Vogel\n\n- wait\n", []occasion{{"marta-vogel", "2017"}}},
		{"a name without a time", "Slow Rally 2017/marta-vogel.md", "# Marta Vogel\n\nShe lives in Rivertown.\n", nil},
		{"a diary with times", "diary/0930-marta-vogel.md", "# Marta Vogel\n\nWe met.\n", nil},
		{"a speaker with a long bio", "n.md", "# Slow maps\n\n__Speaker__: Marta Vogel" + long + "\n\n- wait\n", []occasion{{"marta-vogel", ""}}},
		{"a long value that starts with no name", "n.md", "# Slow maps\n\n__Speaker__: It was somebody of SlowLab" + long + "\n\n- wait\n", nil},
		{"facilitators of a session", "talks/maps.md", "Let's build slow maps\nSession facilitator(s): Marta Vogel, Daniel Reyes\nDay & Time: Thursday, 4-5pm\nRoom: Studio\n\n- maps wait\n", []occasion{{"marta-vogel", ""}, {"daniel-reyes", ""}}},
		{"the facilitator of a meeting", "n.md", "# Weekly meeting\n\nFacilitator: Marta Vogel\n\n- maps\n", nil},
		{"whose insights", "n.md", "**Based on insights from Marta Vogel**\n\nMaps wait for those who read them.\n", []occasion{{"marta-vogel", ""}}},
		{"whose talk", "n.md", "# Slow maps\n\nNotes from a talk by Marta Vogel at SlowConf.\n\n- wait\n", []occasion{{"marta-vogel", ""}}},
		{"whose lecture", "n.md", "# Slow maps\n\n*Summary of the guest lecture by Marta Vogel*\n\n- wait\n", []occasion{{"marta-vogel", ""}}},
		{"whose book", "n.md", "# Slow maps\n\nBased on the book by Marta Vogel.\n\n- wait\n", nil},
		{"whose talk gave an idea", "n.md", "# A theme\n\nThis theme is based on ideas from Marta Vogel and others, whom I thank.\n\n- wait\n", nil},
		{"who the guest was", "2024_07_15.md", "# Slow Space: July 15th, 2024\n\n## Maps\n\nIn addition to [Dan Reyes](https://a.example/d),\nour special guest was\n[Marta Vogel](https://a.example/m).\n\n- wait\n", []occasion{{"marta-vogel", "2024-07-15"}}},
		{"the guest of an episode", "n.md", "---\ntitle: Slow maps\n---\n\nThe guest of our first regular episode is Marta Vogel, who draws. The host is Dan Reyes.\n", []occasion{{"marta-vogel", ""}}},
		{"two guests today", "n.md", "---\ntitle: Slow maps\n---\n\nOur guests today are Marta Vogel and Laura Hill.\n", []occasion{{"marta-vogel", ""}, {"laura-hill", ""}}},
		{"guests of a house", "n.md", "---\ntitle: Slow inn\n---\n\nThe guests were Quiet People. Our guest rooms are Large Rooms.\n", nil},
		{"an interview of the file's name", "posts/interview-with-zelmira-quendt.md", "_An interview with [Zelmira Quendt](https://a.example/z) in which she and Dan Reyes talk about maps._\n\n**Why maps?**\n\nThey wait.\n", []occasion{{"zelmira-quendt", ""}}},
		{"an interview that a text mentions", "posts/maps.md", "We read an interview with Zelmira Quendt.\n\n- wait\n", nil},
		{"two behind by", "2018/pycon-us/maps.md", "# \"Slow Maps and Rivers\" by Marta Vogel and Daniel Reyes\n\n## Maps\n\nMaps wait.\n", []occasion{{"marta-vogel", "2018"}, {"daniel-reyes", "2018"}}},
		{"who asks behind by", "2011-11-30-vogel.md", "---\ntitle: Marta Vogel – interview by Daniel Reyes\ndate: 2011-11-30\n---\n\nDaniel Reyes interviews Marta Vogel.\n", []occasion{{"marta-vogel", "2011-11-30"}}},
	} {
		if got := occasionsOf(t, tt.path, []byte(tt.src)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v; want %v", tt.why, got, tt.want)
		}
	}
}

// What somebody recommends, or was heard to say, is that one's.
func TestRecommendationsAndQuotes(t *testing.T) {
	books := "\n\n## Maps\n\n* **Slow Maps** by Laura Hill\n* **Quiet Rivers** by Daniel Reyes\n"
	quotes := "\n\n> Maps wait.\n\n> Rivers go.\n"
	for _, tt := range []struct {
		why, src string
		want     []string
	}{
		{"book recommendations", "# Marta Vogel's Book Recommendations" + books, []string{"marta-vogel"}},
		{"favourite books", "# Marta Vogel's Favourite Books" + books, []string{"marta-vogel"}},
		{"recommended reading", "# Marta Vogel's Recommended Reading" + books, []string{"marta-vogel"}},
		{"the books that a sentence says to be recommended", "# Slow Notes Book Recommendations\n\nAn overview of books recommended by Zelmira Quendt on her blog. Recommendations are from Zelmira Quendt; notes are mine." + books, []string{"zelmira-quendt"}},
		{"recommendations of a site", "# Slow Shop Book Recommendations" + books, nil},
		{"recommendations of nobody", "# Book Recommendations" + books, nil},
		{"my recommendations", "# My Book Recommendations for the Summer" + books, nil},
		{"favourite quotes behind a mark", "# Marta Vogel : Fave Quotes" + quotes, []string{"marta-vogel"}},
		{"quotes behind a dash", "# Marta Vogel – My Favorite Quotes" + quotes, []string{"marta-vogel"}},
		{"quotes behind a colon", "# Marta Vogel: Quotes" + quotes, []string{"marta-vogel"}},
		{"quotes about things", "# Slow Maps: Favourite Quotes" + quotes, nil},
		{"quotes of a place", "# Slow Rivers – Quotes" + quotes, nil},
		{"quotes", "# Fave Quotes" + quotes, nil},
	} {
		if got := peopleOf(t, "n.md", []byte(tt.src)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v; want %v", tt.why, got, tt.want)
		}
	}
}

// Japanese notes name who speaks behind titles, with the part, and in brackets.
func TestJapaneseSpeakers(t *testing.T) {
	for _, tt := range []struct {
		why, path, src string
		want           []occasion
	}{
		{"names at the end of headings", "2015-11-15-slow.md", "---\ntitle: Slow Conference 2015 メモ\n---\n\n参加しました。\n\n## Slow を使った地図 加藤誠\n\n- 待つ\n\n## 川の話 石塚 公祐\n\n- 行く\n\n## 道：これから 田中太郎\n\n- ある\n", []occasion{{"jia-teng-cheng", "2015"}, {"shi-zhong-gong-you", "2015"}, {"tian-zhong-tai-lang", "2015"}}},
		{"two such headings", "n.md", "---\ntitle: Slow Conference 2015 メモ\n---\n\n参加しました。\n\n## 地図の話 加藤誠\n\n- 待つ\n\n## 川の話 石塚公祐\n\n- 行く\n\n## 昼食\n\n- 弁当\n", nil},
		{"such headings of no conference", "n.md", "---\ntitle: 名簿\n---\n\n## 町の人 加藤誠\n\n- 待つ\n\n## 川の人 石塚公祐\n\n- 行く\n\n## 道の人 田中太郎\n\n- ある\n", nil},
		{"the part of somebody", "n.md", "# Slow Maps\n\n「地図」――発表者の石塚公祐 (いしづか) さんは、最初の地図を描いた人です。\n", []occasion{{"shi-zhong-gong-you", ""}}},
		{"a lecturer", "n.md", "# Slow Maps\n\n講師の加藤誠先生が地図の描き方を説明しました。\n", []occasion{{"jia-teng-cheng", ""}}},
		{"a guest", "n.md", "# 第12回\n\nゲストは田中太郎さんです。地図の話をしました。\n", []occasion{{"tian-zhong-tai-lang", ""}}},
		{"everybody", "n.md", "# Slow Maps\n\n発表者の皆さん、ありがとうございました。講師の先生方も。\n", nil},
		{"a lecture of a professor", "n.md", "# 加藤誠先生 SlowLab 退任記念講演会\n\n## 日時\n2020年12月14日（月）19:00-20:00\n\n## 会場\nオンライン\n\n## プログラム\n\n- 基調講演「地図」\n  - 加藤誠（SlowLab）\n", []occasion{{"jia-teng-cheng", "2020-12-14"}}},
		{"a professor without a lecture", "n.md", "# 加藤誠先生 の地図\n\n## 会場\nオンライン\n", nil},
		{"a name in the brackets of a label", "podcasts/31.md", "ラジオの切り抜きです。\n\n- 司会 (俳優 加藤誠): [@tanaka](https://a.example/t)\n- ゲスト (画家 田中太郎): [@yasu](https://a.example/y)\n\n## Shownote\n\n- 地図\n", []occasion{{"tian-zhong-tai-lang", ""}}},
		{"a company in the brackets of a label", "podcasts/31.md", "ラジオの切り抜きです。\n\n- ゲスト (地図株式会社): [@chizu](https://a.example/y)\n\n- 地図\n", nil},
	} {
		if got := occasionsOf(t, tt.path, []byte(tt.src)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v; want %v", tt.why, got, tt.want)
		}
	}
}

// Whom a first paragraph says to be asked, and who has turns under the given name, speaks.
func TestTurnsUnderGivenNames(t *testing.T) {
	turns := "\n\n**Okan**: Hello, why maps?\n\n**Zelmira**: Hello! They wait.\n\n**Okan**: And rivers?\n\n**Zelmira**: They go.\n"
	for _, tt := range []struct {
		why, intro string
		want       []string
	}{
		{"who talked with whom", "In this spotlight, [Okan Dratz](https://a.example/o) talked\nwith [Zelmira Quendt](https://a.example/z), who draws maps.", []string{"zelmira-quendt"}},
		{"who was interviewed", "Okan Dratz had the opportunity to interview [Zelmira\nQuendt](https://a.example/z) about maps.", []string{"zelmira-quendt"}},
		{"a conversation", "Here is our conversation with Zelmira Quendt of SlowLab.", []string{"zelmira-quendt"}},
		{"somebody else was interviewed", "We had the opportunity to interview Pela Vornik about maps last year.", nil},
		{"a name that nobody is asked under", "Zelmira Quendt draws maps.", nil},
		{"a conversation with things", "Here is our conversation with Quiet Maps of SlowLab.", nil},
	} {
		src := titled("Spotlight on slow maps", tt.intro+turns)
		if got := peopleOf(t, "n.md", src); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v; want %v", tt.why, got, tt.want)
		}
	}
	src := titled("Spotlight on slow maps", "Okan Dratz had the opportunity to interview Zelmira Quendt (SlowLab) and Pela Vornik (Orbis), who draw maps."+turns+"\n**Pela**: And roads.\n\n**Okan**: Roads?\n\n**Pela**: They stay.\n")
	if got := peopleOf(t, "n.md", src); !slices.Equal(got, []string{"zelmira-quendt", "pela-vornik"}) {
		t.Errorf("two with their companies: %v; want both", got)
	}
}
