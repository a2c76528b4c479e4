package post_test

import (
	"slices"
	"testing"
)

// Who is asked is told by a sentence, by the end of a title, or by who the host is.
func TestInterviewee(t *testing.T) {
	for _, tt := range []struct {
		why, path, src string
		want           []occasion
	}{
		{"a sentence in a paragraph of HTML", "words/n.md", "<p class=\"intro\">This interview is with <a href=\"https://a.example\">Marta Vogel</a>, who draws maps.</p>\n<p>Why maps?</p>\n<p>They wait.</p>\n", []occasion{{"marta-vogel", ""}}},
		{"when an interview aired, and with whom", "n.md", "---\ntitle: \"Slow notes 4: drawing maps\"\n---\n\nThis interview aired on August 23, 2019 with Nora Klein of Quiet Maps. I listened to it in March of 2020.\n\n- wait\n", []occasion{{"nora-klein", "2019-08-23"}}},
		{"a rare given name, which the post goes on with", "n.md", "---\ntitle: \"Slow notes 5\"\n---\n\nThis episode was recorded with Zelmira Quendt of Quiet Maps.\n\n- Zelmira draws maps.\n- For Zelmira they wait.\n", []occasion{{"zelmira-quendt", ""}}},
		{"headings that ask whom the first words introduce", "words/n.md", "Marta Vogel is the founder of Slow Inc. and draws maps.\n\n### How did you get started?\n\nI drew rivers at school.\n\n### What do you wait for?\n\nI wait for the snow to go.\n\n### Where can we find you?\n\nI am in Rivertown.\n", []occasion{{"marta-vogel", ""}}},
		{"a guest at the end of a title", "n.md", "---\ntitle: 慢地图还要等吗？（feat. 韩雪松）\ntype: podcast-episode\npublished: 2023-11-26\n---\n\n> 本期我们邀请了《慢刊》主编韩雪松。\n", []occasion{{"han-xue-song", "2023-11-26"}}},
		{"two guests at the end of a title", "n.md", "---\ntitle: Slow maps ft. Marta Vogel and Daniel Reyes\n---\n\nIn this episode we talk of maps.\n\n- wait\n", []occasion{{"marta-vogel", ""}, {"daniel-reyes", ""}}},
		{"a host by the text, beside a guest in the title", "n.md", "---\ntitle: \"Daniel Reyes × Marta Vogel：两小时对话笔记\"\ntags: [Daniel Reyes]\n---\n\n**背景**：这是2024年3月5日的对话。Daniel Reyes是慢播客的主持人，节目很长。\n\n- 慢\n", []occasion{{"marta-vogel", "2024-03-05"}}},
		{"who recommends books", "n.md", "# Books of the slow notes\n\nAn overview of books recommended by Marta Vogel in her letters.\n\n- **Slow Nets**, by *Nora Klein*\n- **Quiet Maps**, by *Daniel Reyes*\n", []occasion{{"marta-vogel", ""}}},
	} {
		if got := occasionsOf(t, tt.path, []byte(tt.src)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v; want %v", tt.why, got, tt.want)
		}
	}
}

// What is near to these names nobody.
func TestNoInterviewee(t *testing.T) {
	for _, tt := range []struct{ why, path, src string }{
		{"an episode with a product", "n.md", "---\ntitle: Slow notes\n---\n\nThis episode deals with Quiet Maps and how it waits.\n\n- wait\n"},
		{"a discussion with a company whose name nobody calls by its first word", "n.md", "---\ntitle: Slow notes\n---\n\nThis discussion was with Zelmira Quendt Labs about rivers.\n\n- wait\n"},
		{"a song", "n.md", "---\ntitle: \"Slow River (feat. Marta Vogel)\"\ntags: [music]\n---\n\nA song that I play on the train.\n"},
		{"questions about a program", "n.md", "Slow Maps is a program.\n\n### How do you install it?\n\nRun it.\n\n### What do you need?\n\nA river.\n"},
		{"a book recommended by a friend, in a post about something else", "n.md", "# A walk\n\nI read a book recommended by Marta Vogel on the train.\n\n- wait\n"},
	} {
		if got := occasionsOf(t, tt.path, []byte(tt.src)); len(got) > 0 {
			t.Errorf("%s: %v; want nobody", tt.why, got)
		}
	}
}
