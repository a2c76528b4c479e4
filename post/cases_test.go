package post_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"viewline/post"
	"viewline/post/names"
	"viewline/timeline"
)

// occasionOf is an appearance in one line: person/date, how the date was found,
// title and kind, and how many views and papers it has.
func occasionOf(a *timeline.Appearance) string {
	date := a.Date.String()
	if date == "" {
		date = "undated"
	}
	approximate := ""
	if a.DateApproximate {
		approximate = " approximately"
	}
	return fmt.Sprintf("%s/%s %s%s | %s | %s | %d views, %d papers", a.PersonSlug, date, a.DateSource, approximate, a.Title, a.Kind, len(a.Viewpoints()), len(a.Recommendations))
}

// Each small post of ../shared/cases stands for its whole kind. What is wanted of
// it is said beside it in words; this is the same in values.
func TestCases(t *testing.T) {
	const dir = "../../shared/cases"
	if _, err := os.Stat(dir); err != nil {
		t.Skip("../shared/cases is absent")
	}
	for _, tt := range []struct {
		path      string
		people    string // separated by blanks
		occasions []string
	}{
		{"00-panic/good.md", "marta-vogel", []string{"marta-vogel/2024-05-01 FRONT_MATTER approximately | slow interview | INTERVIEW | 2 views, 0 papers"}},
		{"00-panic/nested512.md", "", nil},
		{"01-heading-date-unread.md", "marta-vogel", []string{
			"marta-vogel/1843 HEADING approximately | 慢软件访谈 | INTERVIEW | 1 views, 0 papers",
			"marta-vogel/2025-11-26 HEADING | 慢大会演讲 (Berlin) | SPEECH | 1 views, 0 papers",
			"marta-vogel/2025-11-26 HEADING | 慢播客 | PODCAST | 1 views, 0 papers",
			"marta-vogel/2025 HEADING approximately | 慢会议 | OTHER | 1 views, 0 papers",
		}},
		{"02-front-matter-date-forms.md", "marta-vogel", []string{"marta-vogel/2018-05-31 FRONT_MATTER approximately | interview on slow software | INTERVIEW | 1 views, 0 papers"}},
		{"03-date-other-keys.md", "marta-vogel", []string{"marta-vogel/2024-03-18 FRONT_MATTER approximately | interview on slow software | INTERVIEW | 1 views, 0 papers"}},
		{"05-speakers-title-zh.md", "han-xue-song", []string{"han-xue-song/2024-05-01 FRONT_MATTER approximately | 专访：慢软件 | INTERVIEW | 1 views, 0 papers"}},
		{"06-speakers-title-en.md", "marta-vogel", nil},
		{"07-person-invented.md", "", nil},
		{"08-guest-front-matter.md", "marta-vogel", []string{"marta-vogel/2024-05-01 FRONT_MATTER approximately | Slow Software interview | INTERVIEW | 1 views, 0 papers"}},
		{"09-guest-line.md", "marta-vogel", []string{"marta-vogel/2024-05-01 FRONT_MATTER approximately | Slow Software | OTHER | 1 views, 0 papers"}},
		{"10-two-guests.md", "marta-vogel dan-reyes", []string{
			"marta-vogel/2024-05-01 FRONT_MATTER approximately | Marta Vogel与Dan Reyes对谈 | INTERVIEW | 1 views, 0 papers",
			"dan-reyes/2024-05-01 FRONT_MATTER approximately | Marta Vogel与Dan Reyes对谈 | INTERVIEW | 1 views, 0 papers",
		}},
		{"11-transcript-host.md", "marta-vogel", []string{"marta-vogel/2024-05-01 FRONT_MATTER approximately | 慢软件访谈 | INTERVIEW | 2 views, 0 papers"}},
		{"12-shortcode.md", "marta-vogel", []string{"marta-vogel/2024-05-01 FRONT_MATTER approximately | 慢软件访谈 | INTERVIEW | 1 views, 0 papers"}},
		{"13-obsidian.md", "marta-vogel", []string{"marta-vogel/2024-05-01 FRONT_MATTER approximately | 慢软件访谈 | INTERVIEW | 3 views, 0 papers"}},
		{"14-second-h1.md", "marta-vogel", []string{"marta-vogel/2024-05-01 FRONT_MATTER approximately | slow interview | INTERVIEW | 2 views, 0 papers"}},
		{"15-metadata-list-unknown-label.md", "marta-vogel", []string{"marta-vogel/2024-03-18 METADATA | slow interview | INTERVIEW | 1 views, 0 papers"}},
		{"16-date-in-info-section.md", "marta-vogel", []string{"marta-vogel/2025-02-28 METADATA | 三小时访谈 | INTERVIEW | 1 views, 0 papers"}},
		{"17-papers-links.md", "marta-vogel", []string{"marta-vogel/2024-05-01 FRONT_MATTER approximately | reading list | READING_LIST | 0 views, 6 papers"}},
		{"18-papers-bold-numbered.md", "marta-vogel", []string{"marta-vogel/undated  | 30 Papers Reading List | READING_LIST | 0 views, 2 papers"}},
		{"19-heading-attributes.md", "marta-vogel", []string{"marta-vogel/2025-11-26 HEADING | 慢软件访谈 | INTERVIEW | 1 views, 0 papers"}},
		{"20-year-inside-heading.md", "marta-vogel", []string{
			"marta-vogel/2019 HEADING | 2019年慢大会上的演讲 | SPEECH | 1 views, 0 papers",
			"marta-vogel/2021 HEADING | 慢大会采访（柏林） | INTERVIEW | 1 views, 0 papers",
			"marta-vogel/2022-05-06 HEADING | 慢播客 | PODCAST | 1 views, 0 papers",
		}},
		{"21-hexo-categories.md", "han-xue-song", []string{"han-xue-song/2024-01-02 FRONT_MATTER approximately | 慢软件访谈 | INTERVIEW | 1 views, 0 papers"}},
		{"22-hexo-no-opening-fence.md", "han-xue-song", []string{"han-xue-song/2013-12-24 FRONT_MATTER approximately | 慢软件访谈 | INTERVIEW | 1 views, 0 papers"}},
		{"23-published-false.md", "han-xue-song", []string{"han-xue-song/2024-01-08 FRONT_MATTER approximately | 未发布访谈 | INTERVIEW | 1 views, 0 papers"}},
		{"24-timestamps.md", "marta-vogel", []string{"marta-vogel/2024-05-01 FRONT_MATTER approximately | slow interview | INTERVIEW | 7 views, 0 papers"}},
		{"25-cjk-softbreak.md", "han-xue-song", []string{"han-xue-song/2024-05-01 FRONT_MATTER approximately | 慢软件访谈 | INTERVIEW | 1 views, 0 papers"}},
		{"26-strong-after-strong.md", "han-xue-song", []string{"han-xue-song/2024-05-01 FRONT_MATTER approximately | 慢软件访谈 | INTERVIEW | 2 views, 0 papers"}},
		{"27-pinyin.md", "zeng-guo-qiang", []string{"zeng-guo-qiang/2024-06-06 HEADING | 慢访谈 | INTERVIEW | 1 views, 0 papers"}},
		{"28-range.md", "marta-vogel", []string{
			"marta-vogel/2025-11-30 HEADING | 慢会议 | OTHER | 1 views, 0 papers",
			"marta-vogel/2024 HEADING | 慢书讨论 | OTHER | 1 views, 0 papers",
			"marta-vogel/2025-11-26 HEADING | 慢会议 | OTHER | 1 views, 0 papers",
		}},
		{"29-bundles/a/index.md", "han-xue-song", []string{"han-xue-song/2024-01-01 FRONT_MATTER approximately | 甲访谈 | INTERVIEW | 1 views, 0 papers"}},
		{"29-bundles/b/index.md", "han-xue-song", []string{"han-xue-song/2024-01-02 FRONT_MATTER approximately | 乙访谈 | INTERVIEW | 1 views, 0 papers"}},
		{"_posts/2024-03-18-marta-vogel-interview.md", "marta-vogel", []string{"marta-vogel/2024-03-18 PATH approximately | interview on slow software | INTERVIEW | 1 views, 0 papers"}},
	} {
		t.Run(tt.path, func(t *testing.T) {
			doc := parseFile(t, dir, tt.path)
			if got := strings.Join(doc.Post.PeopleSlugs, " "); got != tt.people {
				t.Errorf("people %q; want %q", got, tt.people)
			}
			var got []string
			for _, a := range doc.Appearances {
				got = append(got, occasionOf(a))
			}
			if !slices.Equal(got, tt.occasions) {
				t.Errorf("occasions\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(tt.occasions, "\n"))
			}
		})
	}
}

// parseFile parses a file below a folder and checks that nothing of it is lost.
func parseFile(t *testing.T, dir, path string) *post.Document {
	t.Helper()
	src, err := os.ReadFile(filepath.Join(dir, path))
	if err != nil {
		t.Fatal(err)
	}
	doc, diags := post.Parse(path, src, nil)
	if doc == nil {
		t.Fatalf("refused: %v", diags)
	}
	if share, lost := post.Coverage(src, doc); share != 1 {
		t.Errorf("%.4f of the visible text is kept; lost: %q", share, lost)
	}
	return doc
}

// What the cases say of texts, of questions and of moments.
func TestCasesInDetail(t *testing.T) {
	const dir = "../../shared/cases"
	if _, err := os.Stat(dir); err != nil {
		t.Skip("../shared/cases is absent")
	}
	views := func(path string) []*timeline.Viewpoint { return parseFile(t, dir, path).Appearances[0].Viewpoints() }
	texts := func(path string) (all []string) {
		for _, v := range views(path) {
			all = append(all, v.Text.Plain)
		}
		return all
	}
	equal := func(what string, got, want []string) {
		t.Helper()
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q; want %q", what, got, want)
		}
	}
	var asked []string
	for _, v := range views("11-transcript-host.md") {
		if v.Question == nil {
			t.Fatalf("no question ahead of %q", v.Text.Plain)
		}
		asked = append(asked, v.Question.Plain+" "+v.Text.Plain)
	}
	equal("questions and answers", asked, []string{"为什么要慢？ 因为快会掩盖错误。", "团队怎么办？ 先写测试。"})
	equal("Obsidian", texts("13-obsidian.md"), []string{"slow software beats Fast Software", "Highlighted and text", "asked once"})
	equal("bold beside bold", texts("26-strong-after-strong.md"), []string{"第一。第二。他", "01.小标题"})

	var seconds []string
	for _, v := range views("24-timestamps.md") {
		s := "none"
		if len(v.Timestamps) > 0 {
			s = fmt.Sprint(v.Timestamps[0].Seconds)
		}
		seconds = append(seconds, s)
	}
	equal("moments", seconds, []string{"754", "754", "754", "754", "754", "754", "none"})

	if doc := parseFile(t, dir, "21-hexo-categories.md"); !slices.Equal(doc.Post.Categories, []string{"访谈", "慢", "软件"}) {
		t.Errorf("categories %q", doc.Post.Categories)
	}
	if !parseFile(t, dir, "23-published-false.md").Post.Draft {
		t.Error("published: false is no draft")
	}
	links := parseFile(t, dir, "25-cjk-softbreak.md").Appearances[0].Viewpoints()[0]
	if links.Text.Plain != "第一篇全文 第二篇全文" {
		t.Errorf("two links on neighbouring lines: %q", links.Text.Plain)
	}
	for _, a := range parseFile(t, dir, "28-range.md").Appearances[:1] {
		if a.Latest.String() != "2025-12-02" {
			t.Errorf("last day of the range %s; want 2025-12-02", a.Latest)
		}
	}
	var papers []string
	doc := parseFile(t, dir, "17-papers-links.md")
	for _, p := range doc.Post.Record.Papers {
		papers = append(papers, strings.Trim(fmt.Sprint(p.Title, " ", p.Arxiv, p.DOI), " "))
	}
	equal("papers", papers, []string{
		"Slow Nets for Minds 1501.00001", "Patience Is All You Want", "Queues Considered Useful",
		"Snails Are Few-Shot Walkers 1601.00002", "Numbered Refs", "Waiting rooms 10.1000/182",
	})
}

// trueOf is what a real post says, as somebody read it.
type trueOf struct {
	Repo, Path string
	People     []struct {
		Name    string
		Aliases []string
	}
	Others []string // who is named in the post and has no views in it
}

// Of the real posts in ../shared/real-posts no person may be invented, and at
// least 24 of the 30 have to have exactly their people.
func TestRealPostsNameTheirPeople(t *testing.T) {
	const dir = "../../shared/real-posts"
	raw, err := os.ReadFile(dir + "/truth.json")
	if err != nil {
		t.Skip("../shared/real-posts is absent")
	}
	var all []trueOf
	if err := json.Unmarshal(raw, &all); err != nil {
		t.Fatal(err)
	}
	right := 0
	for _, truth := range all {
		src, err := os.ReadFile(filepath.Join(dir, strings.ReplaceAll(truth.Repo, "/", "+"), truth.Path))
		if err != nil {
			t.Fatal(err)
		}
		doc, diags := post.Parse(truth.Path, src, nil)
		if doc == nil {
			t.Errorf("%s: refused: %v", truth.Path, diags)
			continue
		}
		if truth.judge(t, doc) {
			right++
		}
	}
	if right < 24 {
		t.Errorf("%d of %d posts have exactly their people; want 24", right, len(all))
	}
}

// judge reports whether a post has exactly its people.
func (truth trueOf) judge(t *testing.T, doc *post.Document) bool {
	t.Helper()
	missing := map[int]bool{}
	of := map[string]int{}
	for i, p := range truth.People {
		missing[i] = true
		for _, name := range append(p.Aliases, p.Name) {
			of[letters(name)], of[letters(names.Slug(name))] = i, i
		}
	}
	others := map[string]bool{}
	for _, name := range truth.Others {
		others[letters(name)], others[letters(names.Slug(name))] = true, true
	}
	exact := true
	slugs := map[string]bool{}
	for _, slug := range doc.Post.PeopleSlugs {
		slugs[slug] = true
	}
	for _, a := range doc.Appearances {
		slugs[a.PersonSlug] = true
	}
	for slug := range maps.Keys(slugs) {
		i, known := of[letters(slug)]
		switch {
		case known:
			delete(missing, i)
		case others[letters(slug)]:
			t.Errorf("%s: %s is named in the post, and these are not their views", path.Base(truth.Path), slug)
			exact = false
		default:
			t.Errorf("%s: %s is invented", path.Base(truth.Path), slug)
			exact = false
		}
	}
	return exact && len(missing) == 0
}

// letters are the letters and digits of a name, in lower case.
func letters(name string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return unicode.ToLower(c)
		}
		return -1
	}, name)
}
