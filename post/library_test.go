package post_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"viewline/diagnostic"
	"viewline/post"
	"viewline/timeline"
)

func TestReadPeople(t *testing.T) {
	people, diags := post.ReadPeople("people.yaml", []byte(`# who is who
- slug: ada-lovelace
  name: Ada Lovelace
  aliases: [艾达·洛夫莱斯]
- name: 李飞飞
- slug: nobody
- slug: ada-lovelace
  name: Another Ada
- name: Łukasz Kaiser
  aliases: 7
`))
	want := []*timeline.Person{
		{Slug: "ada-lovelace", Name: "Ada Lovelace", Aliases: []string{"艾达·洛夫莱斯"}},
		{Slug: "li-fei-fei", Name: "李飞飞"},
	}
	if diff := cmp.Diff(want, people); diff != "" {
		t.Errorf("people (-want +got):\n%s", diff)
	}
	wantDiags(t, diags,
		"people.yaml:6:3: a person without a name; want name: and, if it is to differ from the name, slug:",
		`people.yaml:7:3: slug "ada-lovelace"; want letters, digits and hyphens, and no other person's slug`,
		"people.yaml:9:3: aliases: found a number where a list of texts is expected; want slug, name and aliases",
	)
}

func TestReadTopics(t *testing.T) {
	topics, diags := post.ReadTopics("topics.yaml", []byte(`- slug: value-function
  name: 价值函数
  aliases: [value function, "→", value functions]
- name: AGI
- name: 规模化
  aliases: 7
- {slug: Agi, name: Agi}
`))
	want := []*timeline.Topic{
		{Slug: "value-function", Name: "价值函数", Aliases: []string{"value function", "value functions"}},
		{Slug: "agi", Name: "AGI"},
	}
	if diff := cmp.Diff(want, topics); diff != "" {
		t.Errorf("topics (-want +got):\n%s", diff)
	}
	wantDiags(t, diags,
		`topics.yaml:3:29: warning: alias "→" marks no viewpoint; want a word in it`,
		"topics.yaml:5:3: aliases: found a number where a list of texts is expected; want slug, name and aliases",
		`topics.yaml:7:4: slug "Agi"; want letters, digits and hyphens, and no other topic's slug`,
	)
	_, diags = post.ReadTopics("topics.yaml", []byte("- name: [a"))
	wantDiags(t, diags, "topics.yaml:1:9: sequence end token ']' not found; want a list of topics")
}

func TestReadPeopleThatIsNoList(t *testing.T) {
	for src, want := range map[string]string{
		"name: Ada":  "people.yaml:1:1: found a mapping; want a list",
		"- name: [a": "people.yaml:1:9: sequence end token ']' not found; want a list of people",
	} {
		people, diags := post.ReadPeople("people.yaml", []byte(src))
		if len(people) != 0 {
			t.Errorf("%q gave %v", src, people)
		}
		wantDiags(t, diags, want)
	}
}

func TestReadPapers(t *testing.T) {
	papers, diags := post.ReadPapers("papers.json", []byte(`[
 {"id": "a", "title": "Attention Is All You Need", "type": "article",
  "author": [{"family": "Vaswani", "given": "Ashish"}, {"literal": "Others"}],
  "issued": {"date-parts": [[2017, 6, 12]]}, "number": "arXiv:1706.03762",
  "URL": "https://arxiv.org/abs/1706.03762", "DOI": "10.48550/arXiv.1706.03762",
  "note": "aliases: 注意力论文; Transformer 论文"},
 {"id": "b", "title": "Old", "issued": {"date-parts": [["1843"]]}},
 {"id": "c"},
 {"id": "d", "title": "Bad", "issued": {"date-parts": [[2017, 13]]}}
]`))
	want := []post.KnownPaper{
		{
			Paper: &timeline.Paper{
				Slug: "attention-is-all-you-need", Title: "Attention Is All You Need",
				Authors: []string{"Ashish Vaswani", "Others"}, Published: timeline.PartialDate{Year: 2017, Month: 6, Day: 12},
				URL: "https://arxiv.org/abs/1706.03762", Arxiv: "1706.03762", DOI: "10.48550/arXiv.1706.03762",
			},
			Aliases: []string{"注意力论文", "Transformer 论文"},
		},
		{Paper: &timeline.Paper{Slug: "old", Title: "Old", Published: timeline.PartialDate{Year: 1843}}},
	}
	if diff := cmp.Diff(want, papers); diff != "" {
		t.Errorf("papers (-want +got):\n%s", diff)
	}
	wantDiags(t, diags,
		"papers.json:8:2: item 3: no title; want a CSL-JSON item with a title",
		"papers.json:9:2: item 4: issued: month 13; want 1 to 12; want a CSL-JSON item with a title",
	)
	_, diags = post.ReadPapers("papers.json", []byte("[\n {]"))
	wantDiags(t, diags, "papers.json:2:3: invalid character ']' looking for beginning of object key string; want a CSL-JSON array")
}

func wantDiags(t *testing.T, got diagnostic.List, want ...string) {
	t.Helper()
	var texts []string
	for _, d := range got {
		texts = append(texts, d.String())
	}
	if diff := cmp.Diff(want, texts); diff != "" {
		t.Errorf("diagnostics (-want +got):\n%s", diff)
	}
}
