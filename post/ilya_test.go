package post_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"viewline/post"
	"viewline/timeline"
)

// brief is an appearance as the table below tells it.
type brief struct {
	Title, Date string
	Precision   timeline.DatePrecision
	Kind        timeline.AppearanceKind
	Theme       timeline.Text
	Details     []string
	Viewpoints  []int // top-level ones of each section that has any
	Headings    []string
	Images      int
	Links       int
	Papers      int
}

// The real post that the parser was first made for. Titles, dates and counts
// are facts; its sentences are not repeated here.
func TestRealPostOfFourAppearances(t *testing.T) {
	doc := parseShared(t, "Ilyasutskever.md")
	if p := doc.Post.Record.People; len(p) != 1 || p[0].Slug != "ilya-sutskever" || p[0].Name != "Ilya Sutskever" {
		t.Errorf("person = %+v", p)
	}
	src := readShared(t, "Ilyasutskever.md")
	first := regexp.MustCompile(`(?m)^\*\*主题:\*\* (.*)$`).FindSubmatch(src) // a sentence that is not ours to repeat
	want := []brief{
		{
			Title: "Dwarkesh Patel深度访谈", Date: "2025-11-26", Precision: "DAY", Kind: "INTERVIEW",
			Theme: timeline.Text(first[1]), Details: []string{"主题"},
			Viewpoints: []int{4, 3, 3, 5, 3}, Images: 1,
			Headings: []string{"3|1.", "3|2.", "3|3.", "3|4.", "3|5."},
		},
		{
			Title: "多伦多大学荣誉学位授予仪式上演讲", Date: "2025-06-06", Precision: "DAY", Kind: "SPEECH",
			Details:    []string{"演讲者", "场合", "日期"},
			Viewpoints: []int{1, 3, 3, 3},
			Headings:   []string{"3|摘要 (Abstract)", "3|I.", "3|II.", "3|III.", "3|IV.", "3|结论"},
		},
		{
			Title: "Lex Fridman访谈", Date: "2020", Precision: "YEAR", Kind: "INTERVIEW",
			Theme: "Deep Learning", Details: []string{"主题"}, Viewpoints: []int{4, 3, 6, 2},
			Headings: []string{"3|1.", "3|2.", "3|3.", "3|4."},
		},
		{
			Title: "推荐的30篇重要论文概述", Date: "2024", Precision: "YEAR", Kind: "READING_LIST",
			Theme: "Deep Learning", Details: []string{"主题"},
			Headings: []string{"3|摘要", "3|关键点"}, Links: 3, Papers: 33,
		},
	}
	var got []brief
	for _, a := range doc.Appearances {
		got = append(got, briefOf(a))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("appearances (-want +got):\n%s", diff)
	}
	for i, a := range doc.Appearances {
		if a.Summary == nil || a.Summary.Plain == "" {
			t.Errorf("appearance %d has no summary", i)
		}
	}
}

func briefOf(a *timeline.Appearance) brief {
	b := brief{
		Title: a.Title, Date: a.Date.String(), Precision: a.Date.Precision(), Kind: a.Kind, Theme: a.Theme,
		Images: len(a.Images), Links: len(a.Links), Papers: len(a.Recommendations),
	}
	for _, d := range a.Details {
		b.Details = append(b.Details, d.Label)
	}
	for _, s := range a.Sections {
		heading := string(s.Number)
		if heading == "" {
			heading = s.Heading
		}
		b.Headings = append(b.Headings, string('0'+rune(s.Level))+"|"+heading)
		if len(s.Viewpoints) > 0 {
			b.Viewpoints = append(b.Viewpoints, len(s.Viewpoints))
		}
	}
	return b
}

func TestRealPostDetails(t *testing.T) {
	doc := parseShared(t, "Ilyasutskever.md")
	toronto := doc.Appearances[1]
	first := toronto.Sections[1].Viewpoints[0]
	if n := len(first.Points); n != 3 {
		t.Fatalf("first viewpoint has %d points, want 3", n)
	}
	if diff := cmp.Diff([]*timeline.Timestamp{{Label: "02:43", Seconds: 163}}, first.Points[0].Timestamps); diff != "" {
		t.Errorf("timestamps (-want +got):\n%s", diff)
	}
	argument := toronto.Sections[2].Viewpoints[1].Points[0]
	if argument.Label != "核心论证 (The Core Argument)" || len(argument.Quotes) != 1 ||
		!strings.Contains(string(readShared(t, "Ilyasutskever.md")), "> "+argument.Quotes[0].Plain) {
		t.Errorf("argument = %+v", argument)
	}
	if got := doc.Appearances[0].Images[0]; got.Alt != "Ilya_changes" || got.URL != "./images/Ilya_changes.png" {
		t.Errorf("image = %+v", got)
	}
	p := doc.Post
	type front struct {
		Date, Lastmod, Description, AICover timeline.Text
		Tags, Categories                    []string
		Words, Minutes                      int
		Draft                               bool
		Cover                               timeline.Cover
	}
	const cover = "/images/generated-covers/7667e514eb0042e927794ee19c26ce90.webp"
	want := front{
		"2025-06-18T23:03:00+08:00", "2025-12-03T16:03:00+08:00", "Ilya Sutskever在各个场合的观点", cover,
		[]string{"AI", "Ilya Sutskever"},
		[]string{"celebrity_insights"},
		5602, 15, false,
		timeline.Cover{Image: cover, Alt: "Ilya Sutskever在各个场合的观点", AIGenerated: true},
	}
	got := front{p.Date, p.Lastmod, p.Description, p.AICover, p.Tags, p.Categories, p.WordCount, p.ReadingTime, p.Draft, *p.Cover}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("front matter (-want +got):\n%s", diff)
	}
}

// Of the 33 papers 24 carry a quoted title; the others take their subject.
func TestRealPostPapers(t *testing.T) {
	doc := parseShared(t, "Ilyasutskever.md")
	titles := map[string]string{}
	for _, p := range doc.Post.Record.Papers {
		titles[p.Slug] = p.Title
	}
	list := doc.Appearances[3].Recommendations
	quoted := 0
	for i, r := range list {
		if r.Position != i+1 {
			t.Errorf("position of item %d = %d", i+1, r.Position)
		}
		if strings.Contains(r.Note.Plain, "“"+titles[r.PaperSlug]+"”") {
			quoted++
		}
	}
	if quoted != 24 {
		t.Errorf("%d titles stand in quotation marks, want 24", quoted)
	}
	for position, title := range map[int]string{
		1: "The First Law of Complexodynamics", 2: "Andrej Karpathy的文章", 5: "Hinton和van Camp的论文",
		8: "Order Matters: Sequence to Sequence for Sets", 9: "GPipe", 19: "Scott Aaronson等人的论文",
		25: "Kolmogorov Complexity and Algorithmic Randomness", 26: "Stanford的CS231n课程",
	} {
		if got := titles[list[position-1].PaperSlug]; got != title {
			t.Errorf("paper %d = %q, want %q", position, got, title)
		}
	}
	for _, concept := range []string{"complextropy", "咖啡自动机"} {
		for _, title := range titles {
			if title == concept {
				t.Errorf("the concept %q was taken for a title", concept)
			}
		}
	}
}

// No bold mark that its author meant may be left in what readers see.
func TestRealPostHasNoLiteralBold(t *testing.T) {
	doc := parseShared(t, "Ilyasutskever.md")
	raw := asJSON(t, doc)
	plain := regexp.MustCompile(`(?m)^\s*"(?:plain|label|heading|title|value)": .*\*\*.*$`)
	if found := plain.FindAllString(raw, -1); found != nil {
		t.Errorf("a literal ** in %q", found)
	}
}

func parseShared(t *testing.T, name string) *post.Document {
	t.Helper()
	doc, diags := post.Parse(name, readShared(t, name), nil)
	if doc == nil || len(diags) != 0 {
		t.Fatalf("diagnostics: %v", diags)
	}
	return doc
}

func readShared(t *testing.T, name string) []byte {
	t.Helper()
	src, err := os.ReadFile("../../shared/posts/" + name)
	if os.IsNotExist(err) {
		t.Skip("../shared/posts, the real posts to test on, is not on this machine")
	}
	if err != nil {
		t.Fatal(err)
	}
	return src
}
