package post_test

import (
	"slices"
	"testing"
)

// Who speaks, and when, where brackets, an address or one sentence tell.
func TestWhoSpeaks(t *testing.T) {
	const ask, answer = "慢地图是什么？\n\n", "慢地图让人慢下来，也让人看得更清楚。我们先画河，再画路，最后才写名字。\n\n"
	for _, tt := range []struct {
		why, path, src string
		want           []occasion
	}{
		{"the parts of two in their turns", "n.md", "# 慢城\n\n访谈记录\n\n**王小明（采访人）**：您好。" + ask + "**韩雪松（受访人）**：" + answer + "**王小明**：请您谈谈。" + ask + "**韩雪松**：" + answer, []occasion{{"han-xue-song", ""}}},
		{"a part behind the bold name", "n.md", "# A slow interview\n\n**Marta Vogel** (interviewer): I have waited long for this. Let us talk of maps.\n\n**Nora Klein** (guest): Maps wait for us. They are drawn by rivers.\n\n**Marta Vogel**: Go on.\n\n**Nora Klein**: Rivers have time.\n", []occasion{{"nora-klein", ""}}},
		{"a part in square brackets", "n.md", "# A slow interview\n\nMarta Vogel [Host]: Let us talk of maps.\n\nNora Klein [Guest]: Maps wait for us.\n\nMarta Vogel [Host]: Go on.\n\nNora Klein [Guest]: Rivers have time.\n", []occasion{{"nora-klein", ""}}},
		{"a trade in brackets", "n.md", "# A slow interview\n\nMarta Vogel (host): Let us talk of maps. Why slow?\n\nNora Klein (author): Maps wait for us. They are drawn by rivers.\n\nMarta Vogel (host): And the road?\n\nNora Klein (author): Rivers have time, and roads have none.\n", []occasion{{"nora-klein", ""}}},
		{"an office in brackets", "n.md", "# 慢访谈\n\n王小明（记者）：慢地图是什么？\n\n韩雪松（编辑）：慢地图让人慢下来，也让人看得更清楚。\n\n王小明（记者）：然后呢？\n\n韩雪松（编辑）：先画河，再画路，最后才写名字。\n", []occasion{{"han-xue-song", ""}}},

		{"the page of a speaker", "slowconf-2017/maps.md", "# Better maps via slower rivers\n\nhttps://slowconf.example/speaker/NoraKlein\n\n- Maps wait\n", []occasion{{"nora-klein", "2017"}}},
		{"the page of a speaker, with hyphens", "n.md", "# Better maps\n\n<https://slowconf.example/2017/speakers/nora-klein/>\n\n- Maps wait\n", []occasion{{"nora-klein", ""}}},
		{"the page of a presenter in a list", "n.md", "# Better maps\n\n- https://slowconf.example/presenter/daniel-reyes\n\n## Rivers\n\n- Maps wait\n", []occasion{{"daniel-reyes", ""}}},
		{"pages of several speakers", "n.md", "# Better maps\n\nhttps://slowconf.example/speaker/NoraKlein\n\nhttps://slowconf.example/speaker/DanielReyes\n\n- Maps wait\n", nil},
		{"the page of somebody on another site", "n.md", "# Better maps\n\nhttps://slow.example/people/NoraKlein\n\n- Maps wait\n", nil},
		{"the page of loudspeakers", "n.md", "# Better sound\n\nhttps://slow.example/speakers/QuietBox\n\n- Boxes wait\n", nil},

		{"who recommends, ahead of the word", "n.md", "---\ntitle: A slow booklist\n---\n\nI found a list of books that Nora Klein recommended. Klein reads slowly.\n\n1. Slow Rivers - Ana Lind\n2. Slow Maps - Dan Reyes\n", []occasion{{"nora-klein", ""}}},
		{"who suggests papers", "n.md", "---\ntitle: Slow reading\n---\n\nThese are the papers Daniel Reyes often suggests.\n\n1. Slow Rivers - Ana Lind\n2. Slow Maps - Eva Moss\n", []occasion{{"daniel-reyes", ""}}},
		{"who wrote the books", "n.md", "---\ntitle: A slow booklist\n---\n\nThese are the books that Nora Klein wrote.\n\n1. Slow Rivers\n2. Slow Maps\n", nil},
		{"who recommends, in a post about something else", "n.md", "---\ntitle: A slow week\n---\n\nI read the books that Nora Klein recommended, and slept.\n\n1. Monday\n2. Tuesday\n", nil},

		{"a name in brackets behind a lecture", "n.md", "---\ntitle: 慢地图讲座（韩雪松）\n---\n\n韩雪松认为慢比快好。\n\n## 河\n\n- 河很慢\n", []occasion{{"han-xue-song", ""}}},
		{"a name in brackets behind a speech", "n.md", "---\ntitle: 慢地图演讲全文（王小明）\n---\n\n王小明说：慢。王小明认为河很慢。\n\n## 河\n\n- 河很慢\n", []occasion{{"wang-xiao-ming", ""}}},
		{"a version in brackets", "n.md", "---\ntitle: 慢地图讲座（完整版）\n---\n\n## 河\n\n- 河很慢\n", nil},
		{"a city that has the form of a name", "n.md", "---\ntitle: 慢地图演讲（石家庄）\n---\n\n石家庄很大。\n\n## 河\n\n- 河很慢\n", nil},
		{"a place in brackets", "n.md", "---\ntitle: 慢地图演讲（江苏站）\n---\n\n## 河\n\n- 河很慢\n", nil},
		{"a name behind a book", "n.md", "---\ntitle: 慢地图（韩雪松）\n---\n\n## 河\n\n- 河很慢\n", nil},

		{"since an event of a year", "n.md", "# 慢访谈\n\n自 2020 年首届慢节活动起，韩雪松便常在各地分享。\n\n## 嘉宾\n\n韩雪松\n\n## 内容\n\n- 慢\n", []occasion{{"han-xue-song", ""}}},
	} {
		if got := occasionsOf(t, tt.path, []byte(tt.src)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v; want %v", tt.why, got, tt.want)
		}
	}
}
