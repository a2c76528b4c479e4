package post_test

import (
	"slices"
	"testing"

	"viewline/post"
)

// occasion is what a test wants of an appearance: whose, and when.
type occasion struct{ who, date string }

func occasionsOf(t *testing.T, path string, src []byte) []occasion {
	t.Helper()
	doc, diags := post.Parse(path, src, nil)
	if doc == nil {
		t.Fatalf("refused: %v", diags)
	}
	var all []occasion
	for _, a := range doc.Appearances {
		all = append(all, occasion{a.PersonSlug, a.Date.String()})
	}
	return all
}

// Each of these posts has the occasions that it tells of, and no other.
func TestOccasionsOfUnseenPosts(t *testing.T) {
	for _, tt := range []struct {
		why, path, src string
		want           []occasion
	}{
		{"an episode's number and the name as a half", "n.md", "---\ntitle: \"#38 - Slow Proofs: Marta Vogel\"\n---\n\n# #38 - Slow Proofs: Marta Vogel\n\nMarta Vogel writes proofs by hand. We met Marta Vogel in her garden.\n\n- wait\n", []occasion{{"marta-vogel", ""}}},
		{"a dash and an honorific behind the name", "n.md", "---\ntitle: 慢史學的方法（講座） --- 韩雪松院士\n---\n\n韩雪松院士的笔记。\n\n- 慢\n", []occasion{{"han-xue-song", ""}}},
		{"bold labels without a colon", "n.md", "---\ntitle: 慢软件讲座\n---\n\n**主讲** 韩雪松\n**时间** 2022.08.15\n\n- 慢\n", []occasion{{"han-xue-song", "2022-08-15"}}},
		{"two with degrees", "n.md", "---\ntitle: Interview with Dr. Nora Klein, PhD and Prof. Ivan Petrov Jr.\n---\n\n- wait\n", []occasion{{"nora-klein", ""}, {"ivan-petrov-jr", ""}}},
		{"a day with an hour ahead of the occasion", "n.md", "---\ntitle: 韩雪松在各个场合的观点\n---\n\n## 2025年11月26日晚8点 慢大会\n\n- 慢\n", []occasion{{"han-xue-song", "2025-11-26"}}},
		{"a day of an earlier keynote", "n.md", "---\ntitle: Interview with Marta Vogel\n---\n\nHer keynote was recorded on 4 May 2010 and became famous.\n\n- wait\n", []occasion{{"marta-vogel", ""}}},
		{"a date in a caption", "n.md", "---\ntitle: Interview with Marta Vogel\n---\n\n![Marta](m.jpg)\n\n*Marta Vogel gave a talk at SlowConf on 4 May 2010.*\n\nWe met.\n\n- wait\n", []occasion{{"marta-vogel", ""}}},
		{"a day in the file's name", "notes/2022-10-03-Marta-Vogel-talks-about-slow-maps.md", "---\ntitle: Marta Vogel talks about slow maps\n---\n\nMarta Vogel says: wait.\n\n- wait\n", []occasion{{"marta-vogel", "2022-10-03"}}},
		{"a day in the front matter, a year in the path", "slowconf/2017/vogel.md", "---\ntitle: Interview with Marta Vogel\ndate: 2017-09-10\n---\n\n- wait\n", []occasion{{"marta-vogel", "2017-09-10"}}},
		{"who is on the show behind a dash and with", "n.md", "---\ntitle: \"Slow Maps: quiet and slow — with Marta Vogel and Ana Lind\"\n---\n\n- wait\n", []occasion{{"marta-vogel", ""}, {"ana-lind", ""}}},
		{"a name, and questions to it", "posts/vogel.md", "---\ntitle: Marta Vogel\n---\n\n### Who are you, and what do you do?\n\nI make maps.\n\n### What hardware do you use?\n\nNone.\n", []occasion{{"marta-vogel", ""}}},
		{"a manual that its readers ask", "crystal.md", "---\ntitle: Crystal Lang\n---\n\n### How do you install it?\n\nRun the installer.\n\n### What do you pay?\n\nNothing.\n\n### Can you use it offline?\n\nYes.\n", nil},
		{"questions in Chinese that somebody answers", "n.md", "---\ntitle: 韩雪松\n---\n\n### 你是做什么的？\n\n我画慢地图。\n\n### 你用什么工具？\n\n我只用铅笔。\n", []occasion{{"han-xue-song", ""}}},
		{"a heading that is a label", "n.md", "---\ntitle: 25. 地図の話\n---\n\n## Show Notes\n\n### 今回のゲスト：韩雪松 さん\n\n- 地図\n", []occasion{{"han-xue-song", ""}}},
		{"the folder of a conference", "2018/pycon-us/maps.md", "# \"Slow Maps\" by Marta Vogel\n\n- wait\n", []occasion{{"marta-vogel", "2018"}}},
		{"a name and a company below the title", "2016/djangocon-us/maps.md", "# Slow Maps\n## Marta Vogel, Quiet\n\n### Ideas\n\n- wait\n", []occasion{{"marta-vogel", "2016"}}},
		{"a conference in the heading", "n.md", "> * 原视频地址：[Marta Vogel - Slow Maps - PyCon 2018](https://video.example/1)\n\n# Marta Vogel — 慢地图 — PyCon 2018\n\n大家好。\n", []occasion{{"marta-vogel", "2018"}}},
		{"who welcomes is the host", "n.md", "**Dan Reyes:** Today I'm joined by the author of Slow Maps. Welcome to the show, Marta.\n\n**Marta Vogel:** Thanks for having me.\n\n**Dan Reyes:** I have opinions. I like maps.\n\n**Marta Vogel:** So do I.\n\n**Dan Reyes:** Good.\n\n**Marta Vogel:** Wait.\n", []occasion{{"marta-vogel", ""}}},
		{"who thanks is the guest", "n.md", "**Dan Reyes:** Marta, we met in October. You draw maps.\n\n**Marta Vogel:** I do. Thank you so much for having me.\n\n**Dan Reyes:** Maps are slow.\n\n**Marta Vogel:** They are.\n\n**Dan Reyes:** Good.\n\n**Marta Vogel:** Wait.\n", []occasion{{"marta-vogel", ""}}},
		{"a co-host", "n.md", "**Dan Reyes:** Hello, I'm Dan Reyes, and I've got my co-host here, Chris Bell, with me.\n\n**Chris Bell:** I am well.\n\n**Dan Reyes:** Our guest is Marta Vogel. Welcome!\n\n**Marta Vogel:** Thank you.\n\n**Chris Bell:** Maps are slow.\n\n**Marta Vogel:** They are.\n\n**Chris Bell:** Good.\n\n**Marta Vogel:** Wait.\n", []occasion{{"marta-vogel", ""}}},
		{"people of a list, each with a date", "n.md", "---\ntitle: 韩雪松语录\n---\n\n- “慢比快好。”（慢周刊，2019年3月）\n- “先测试。”（慢大会演讲，2021年5月）\n", []occasion{{"han-xue-song", "2019-03"}, {"han-xue-song", "2021-05"}}},
		{"a Korean title", "n.md", "---\ntitle: 김민수 인터뷰\n---\n\n김민수는 지도에 대해 말했다.\n\n- 지도\n", []occasion{{"gim-min-su", ""}}},
	} {
		got := occasionsOf(t, tt.path, []byte(tt.src))
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v; want %v", tt.why, got, tt.want)
		}
	}
}

// Nobody is made of what these posts are about.
func TestUnseenPostsOfNobody(t *testing.T) {
	for _, tt := range []struct{ why, path, src string }{
		{"a car that answers", "n.md", "---\ntitle: Toyota Corolla\n---\n\nToyota Corolla answers the call for a small car. Toyota Corolla believes in speed.\n\n## Model - 2019-05-01\n\n- fast\n\n## Model - 2021-05-01\n\n- faster\n"},
		{"a technique that believes", "n.md", "---\ntitle: \"Alexander Technique: notes\"\n---\n\nAlexander Technique believes in posture. Alexander Technique teaches rest.\n\n## Lesson - 2019-05-01\n\n- rest\n"},
		{"two cameras", "n.md", "---\ntitle: Canon Eos vs Nikon Zed\n---\n\nCanon Eos answers with a new lens. Nikon Zed believes in old ones.\n\n## Test - 2019-05-01\n\n- sharp\n"},
		{"a word for a side as the label of lines", "n.md", "---\ntitle: 慢地图\n---\n\n左侧：\n\n一张图。\n\n右侧：\n\n一张图。\n\n左侧：\n\n一张图。\n\n左侧：\n\n一张图。\n\n左侧：\n\n一张图。\n"},
		{"a verb ahead of a year's report", "n.md", "---\ntitle: 下载 2020 年度慢软件报告\n---\n\n- 慢\n"},
		{"a heading that is a common word", "n.md", "# 保持慢\n\n## 封装\n\n封装指的是隐藏。封装认为：慢。\n"},
		{"a company for a speaker", "n.md", "---\ntitle: 為地圖定價\nspeaker: Orbis\n---\n\n講者來自 Orbis，一家打造地圖的公司。Orbis 認為慢比快好。Orbis 指出，先測試。\n"},
		{"a company and a given name", "n.md", "# Keynotes\n\n## Sam Rowe\n\n- wait\n\n## Liam Stone\n\n- wait\n\n## Quietly Juan\n\n- wait\n\n## Max Bell\n\n- wait\n"},
		{"a product that announces", "n.md", "# 区块 2.0\n\n## Hyperfast Fabric\n\nHyperfast Fabric says little. Hyperfast Fabric recommends peers.\n\n## Other\n\n- x\n"},
	} {
		for _, slug := range peopleOf(t, tt.path, []byte(tt.src)) {
			if slices.Contains([]string{"sam-rowe", "liam-stone", "max-bell"}, slug) {
				continue
			}
			t.Errorf("%s: %s; want nobody", tt.why, slug)
		}
	}
}

// A section is called as its author called it.
func TestIdentifierOfHeading(t *testing.T) {
	doc, _ := post.Parse("n.md", titled("Interview with Marta Vogel", "## Small steps {#steps}\n\n- wait\n\n## More steps {: #steps}\n\n- wait\n\n## Last\n\n- wait\n"), nil)
	var got []string
	for _, s := range doc.Appearances[0].Sections {
		got = append(got, s.Anchor)
	}
	if want := []string{"steps", "steps-2", "last"}; !slices.Equal(got, want) {
		t.Errorf("anchors %v; want %v", got, want)
	}
}
