package post_test

import (
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"viewline/post"
	"viewline/timeline"
)

// howPostsLook is the section of README.md that tells authors what is read.
func howPostsLook(t *testing.T) string {
	t.Helper()
	raw, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, found := strings.Cut(string(raw), "\n## How a post must look\n")
	if !found {
		t.Fatal(`README.md has no section "How a post must look"`)
	}
	section, _, _ = strings.Cut(section, "\n## How fast it is\n")
	return section
}

// The two posts of README.md are read as the text around them says.
func TestReadmePosts(t *testing.T) {
	blocks := regexp.MustCompile("(?s)```markdown\n(.*?)```").FindAllStringSubmatch(howPostsLook(t), -1)
	if len(blocks) != 2 {
		t.Fatalf("%d posts in README.md; want 2", len(blocks))
	}
	want := [][]string{
		{"marta-vogel/2024-03-05 METADATA | Interview with Marta Vogel: slow software | INTERVIEW | 2 views, 1 papers"},
		{"han-xue-song/2025-11-26 HEADING | 慢大会演讲 | SPEECH | 1 views, 0 papers", "han-xue-song/2024 HEADING approximately | 做客慢播客 | INTERVIEW | 1 views, 0 papers"},
	}
	for i, block := range blocks {
		doc, diags := post.Parse("post.md", []byte(block[1]), nil)
		if doc == nil || len(diags) > 0 {
			t.Fatalf("post %d: %v", i+1, diags)
		}
		var got []string
		for _, a := range doc.Appearances {
			got = append(got, occasionOf(a))
		}
		if !slices.Equal(got, want[i]) {
			t.Errorf("post %d: %q; want %q", i+1, got, want[i])
		}
		if i > 0 {
			continue
		}
		a := doc.Appearances[0]
		views := a.Viewpoints()
		told := fmt.Sprint(hostsOf(doc), views[0].Label, len(views[0].Points), views[0].Timestamps[0].Seconds, views[1].Question.Plain, views[1].Text.Plain, doc.Post.Record.Papers[0].Title)
		if want := fmt.Sprint("Dan Reyes", timeline.Text("Mistakes show"), 1, 763, "And the team?", "It waits for the data.", timeline.Text("Slow Nets for Minds")); told != want {
			t.Errorf("the first post: %s; want %s", told, want)
		}
	}
}

// readmeRow says how the examples in a row of README.md's table become a post, what
// is asked of it, and what each has to answer.
type readmeRow struct {
	post func(example string) string
	tell func(*post.Document) string
	want map[string]string
}

// TestReadmeForms reads every example in the table of README.md.
func TestReadmeForms(t *testing.T) {
	row := regexp.MustCompile(`(?m)^\| ([^|]+) \| (.+) \|$`)
	code := regexp.MustCompile("`([^`]+)`")
	seen := map[string]bool{}
	for _, m := range row.FindAllStringSubmatch(howPostsLook(t), -1) {
		name := m[1]
		r, tested := readmeRows[name]
		if !tested {
			if name != "what" && name != "---" && name != "front matter" {
				t.Errorf("the row %q of README.md has no test", name)
			}
			continue
		}
		seen[name] = true
		t.Run(name, func(t *testing.T) {
			var examples []string
			for _, c := range code.FindAllStringSubmatch(m[2], -1) {
				if example := c[1]; !strings.Contains(example, "…") {
					examples = append(examples, example)
				}
			}
			slices.Sort(examples)
			if known := slices.Sorted(maps.Keys(r.want)); !slices.Equal(examples, known) {
				t.Fatalf("README.md has\n%q, the test\n%q", examples, known)
			}
			for _, example := range examples {
				doc, diags := post.Parse("post.md", []byte(r.post(example)), nil)
				if doc == nil {
					t.Errorf("%s: %v", example, diags)
				} else if got := r.tell(doc); got != r.want[example] {
					t.Errorf("%s: %q; want %q", example, got, r.want[example])
				}
			}
		})
	}
	for name := range readmeRows {
		if !seen[name] {
			t.Errorf("README.md has no row %q", name)
		}
	}
}

var readmeRows = map[string]readmeRow{
	"person, by the title": {
		func(e string) string { return string(titled(e, "- ship early\n")) }, slugs,
		map[string]string{
			"Interview with Marta Vogel": "marta-vogel", "Marta Vogel's keynote at SlowConf": "marta-vogel", "Talk by Marta Vogel": "marta-vogel",
			"Marta Vogel's reading list": "marta-vogel", "Marta Vogel在各个场合的观点": "marta-vogel", "韩雪松语录": "han-xue-song",
			"Marta Vogel's book recommendations": "marta-vogel",
		},
	},
	"person, by the title and the text": {
		func(e string) string {
			if strings.ContainsFunc(e, func(c rune) bool { return unicode.Is(unicode.Han, c) }) {
				return string(titled(e, "韩雪松认为慢比快好。\n\n- 早发布\n"))
			}
			return string(titled(e, "Vogel argues that maps are slow, and Marta Vogel means it.\n\n- ship early\n"))
		}, slugs,
		map[string]string{
			"Slow software – Marta Vogel": "marta-vogel", "#12 – Marta Vogel: slow software": "marta-vogel",
			"专访韩雪松：慢软件": "han-xue-song", "和韩雪松聊慢软件": "han-xue-song", "和慢公司的韩雪松聊慢软件": "han-xue-song", "韩雪松：慢软件": "han-xue-song",
		},
	},
	"person, by a line": {
		func(e string) string { return string(titled("Slow software", e+"\n\n## Notes\n\n- ship early\n")) }, slugs,
		map[string]string{
			"**Speaker:** Marta Vogel, Slow Inc.": "marta-vogel", "**Guest: Marta Vogel**": "marta-vogel", "- **Presenter:** Marta Vogel": "marta-vogel",
			"嘉宾：韩雪松": "han-xue-song", "**登壇者:** マルタ・フォーゲル": "maruta-fogeru", "**발표자:** 김민수": "gim-min-su",
		},
	},
	"person, by the front matter": {
		func(e string) string { return "---\ntitle: Slow software\n" + e + "\n---\n\n- ship early\n" }, slugs,
		map[string]string{
			"person: Marta Vogel": "marta-vogel", "guest: Marta Vogel": "marta-vogel", `speaker: "[[Marta Vogel]]"`: "marta-vogel", "嘉宾: 韩雪松": "han-xue-song",
		},
	},
	"who asks": {
		func(e string) string { return string(titled("Interview with Marta Vogel", e+"\n\n- ship early\n")) }, hostsOf,
		map[string]string{"**Host:** Dan Reyes": "Dan Reyes", "主持人：陈岚": "陈岚", "**Interviewer:** Dan Reyes": "Dan Reyes"},
	},
	"several people": {
		func(e string) string {
			if !strings.HasPrefix(e, "title:") {
				e += "\ntitle: Slow and fast"
			}
			return "---\n" + e + "\n---\n\nThey met.\n\n## Marta Vogel\n\n- slow\n\n## Ana Lind\n\n- fast\n"
		}, eachOne,
		map[string]string{
			"guests: [Marta Vogel, Ana Lind]":                "marta-vogel: They met. slow; ana-lind: They met. fast",
			"title: Marta Vogel与Ana Lind对谈":                  "marta-vogel: They met. slow; ana-lind: They met. fast",
			"title: Interview with Marta Vogel and Ana Lind": "marta-vogel: They met. slow; ana-lind: They met. fast",
		},
	},
	"turns of speech": {
		func(e string) string {
			mark := strings.IndexAny(e, "?？")
			answer := strings.TrimLeft(e[mark:], "?？ ")
			return string(titled("Interview with Marta Vogel", strings.TrimSuffix(e, answer)+"\n\n"+answer+"\n"))
		},
		func(doc *post.Document) string {
			v := doc.Appearances[0].Viewpoints()
			if len(v) != 1 || v[0].Question == nil {
				return fmt.Sprintf("%d views", len(v))
			}
			return v[0].Question.Plain + " " + v[0].Text.Plain
		},
		map[string]string{
			"Q: Why? A: Because.": "Why? Because.", "问：为什么？ 答：因为。": "为什么？ 因为。",
			"**Host:** Why? **Marta Vogel:** Because.": "Why? Because.", "INTERVIEWER: Why? MARTA VOGEL: Because.": "Why? Because.",
		},
	},
	"occasions": {
		func(e string) string {
			if strings.HasPrefix(e, "*") {
				return "---\ntitle: Talks by Marta Vogel\n---\n\n" + e + "\n* [Loud Maps (5/2020)](https://talks.example/2)\n"
			}
			return "---\ntitle: Marta Vogel在各个场合的观点\n---\n\n" + e + "\n\n- slow\n\n## 慢访谈 - 2018\n\n- slow\n"
		},
		func(doc *post.Document) string {
			if len(doc.Appearances) != 2 {
				return fmt.Sprintf("%d appearances", len(doc.Appearances))
			}
			return fmt.Sprint(doc.Appearances[0].Date, " ", doc.Appearances[0].Title)
		},
		map[string]string{
			"## Slow interview - 2025-11-26": "2025-11-26 Slow interview", "## 慢播客（2021年）": "2021 慢播客", "## 2019年慢大会上的演讲": "2019 2019年慢大会上的演讲",
			"* [Quiet Maps (4/2019)](https://talks.example)": "2019-04 Quiet Maps",
		},
	},
	"dates": {
		func(e string) string {
			return "---\ntitle: Marta Vogel在各个场合的观点\n---\n\n## Slow interview - " + e + "\n\n- slow\n"
		},
		func(doc *post.Document) string {
			a := doc.Appearances[0]
			told := fmt.Sprintf("%s, %s to %s", a.Date, a.Earliest, a.Latest)
			if a.Title != "Slow interview" {
				told += ", titled " + a.Title
			}
			if a.DateApproximate {
				told += ", approximately"
			}
			return told
		},
		map[string]string{
			"2025-11-26": "2025-11-26, 2025-11-26 to 2025-11-26", "Nov 26, 2025": "2025-11-26, 2025-11-26 to 2025-11-26",
			"5 March 2024": "2024-03-05, 2024-03-05 to 2024-03-05", "2025年11月26日晚": "2025-11-26, 2025-11-26 to 2025-11-26",
			"二〇二五年": "2025, 2025-01-01 to 2025-12-31", "平成30年": "2018, 2018-01-01 to 2018-12-31", "2024/3/5": "2024-03-05, 2024-03-05 to 2024-03-05",
			"2025-06": "2025-06, 2025-06-01 to 2025-06-30", "2020": "2020, 2020-01-01 to 2020-12-31",
			"early 2024": "2024, 2024-01-01 to 2024-12-31, approximately", "2025年底": "2025, 2025-01-01 to 2025-12-31, approximately",
			"约1843年": "1843, 1843-01-01 to 1843-12-31, approximately", "Q3 2024": "2024, 2024-07-01 to 2024-09-30, approximately",
			"1990年代": ", 1990-01-01 to 1999-12-31, approximately", "Nov 30 – Dec 2, 2025": "2025-11-30, 2025-11-30 to 2025-12-02",
			"2025年11月26-28日": "2025-11-26, 2025-11-26 to 2025-11-28",
		},
	},
	"viewpoints": {
		func(e string) string {
			if next, mark := map[string]string{"1、": "2、", "①": "②", "（1）": "（2）", "•": "•"}[e]; mark {
				return string(titled("Interview with Marta Vogel", "## Views\n\n"+e+" ship early\n"+next+" wait\n"))
			}
			return string(titled("Interview with Marta Vogel", "## Views\n\n- "+e+"\n- "+e+"\n"))
		},
		func(doc *post.Document) string {
			var all []string
			for _, v := range doc.Appearances[0].Viewpoints() {
				all = append(all, strings.Trim(string(v.Label)+": "+v.Text.Plain, ": "))
			}
			return strings.Join(all, "; ")
		},
		map[string]string{
			"1、": "ship early; wait", "①": "ship early; wait", "（1）": "ship early; wait", "•": "ship early; wait",
			"**Small steps:** ship early": "Small steps: ship early; Small steps: ship early", "小步：早发布": "小步: 早发布; 小步: 早发布",
		},
	},
	"quotes": {
		func(e string) string {
			if strings.HasPrefix(e, "—") {
				return "---\ntitle: Marta Vogel quotes\n---\n\n> Slow is smooth.\n\n" + e + "\n\n> Fast is not.\n\n— Letter, 2019\n"
			}
			return "---\ntitle: 韩雪松语录\n---\n\n- 慢比快好。\n  - " + e + "\n- 早发布。\n  - 来源：慢周刊采访, 2020\n"
		},
		func(doc *post.Document) string {
			if len(doc.Appearances) != 2 {
				return fmt.Sprintf("%d appearances", len(doc.Appearances))
			}
			a := doc.Appearances[0]
			return fmt.Sprint(a.Date, " ", a.Title, ": ", a.Viewpoints()[0].Text.Plain)
		},
		map[string]string{"— SlowConf keynote, 2018": "2018 SlowConf keynote: Slow is smooth.", "来源：慢大会演讲, 2018": "2018 慢大会演讲: 慢比快好。"},
	},
	"papers": {
		func(e string) string { return string(titled("Marta Vogel's reading list", "* "+e+"\n")) },
		func(doc *post.Document) string {
			if len(doc.Post.Record.Papers) != 1 {
				return fmt.Sprintf("%d papers", len(doc.Post.Record.Papers))
			}
			p := doc.Post.Record.Papers[0]
			return strings.Join(strings.Fields(fmt.Sprint(p.Title, " ", p.Published, " ", p.Arxiv, " ", p.DOI)), " ")
		},
		map[string]string{
			"“Slow Nets” explains why": "Slow Nets", "[Slow Nets](https://arxiv.org/abs/1501.00001), Ann Ray, 2015": "Slow Nets 2015 1501.00001",
			"Ray, A. (2018). Slow Nets. https://doi.org/10.1000/182": "Slow Nets 2018 10.1000/182", "**Slow Nets** (2015)": "Slow Nets 2015",
		},
	},
	"moments": {
		func(e string) string { return string(titled("Interview with Marta Vogel", "- "+e+" Slow\n")) },
		func(doc *post.Document) string {
			v := doc.Appearances[0].Viewpoints()[0]
			if len(v.Timestamps) != 1 {
				return fmt.Sprintf("%d moments", len(v.Timestamps))
			}
			return fmt.Sprint(v.Timestamps[0].Seconds)
		},
		map[string]string{"00:12:34": "754", "(12:34)": "754", "【12:34】": "754", "**12:34**": "754", "[12:34](https://talks.example)": "754"},
	},
	"Obsidian, Hugo and others": {
		func(e string) string {
			return string(titled("Interview with Marta Vogel", "- "+strings.TrimPrefix(e, "- ")+"\n"))
		},
		func(doc *post.Document) string { return doc.Appearances[0].Viewpoints()[0].Text.Plain },
		map[string]string{
			"[[Slow maps]]": "Slow maps", "==Slow maps==": "Slow maps", "- [x] Slow maps": "Slow maps",
			"{{< note >}}Slow maps{{< /note >}}": "Slow maps", "%%hidden%% Slow maps": "Slow maps", "<Note>Slow maps</Note>": "Slow maps",
		},
	},
}

func slugs(doc *post.Document) string { return strings.Join(doc.Post.PeopleSlugs, " ") }

// hostsOf are those who ask in the first appearance.
func hostsOf(doc *post.Document) string {
	var all []string
	for _, p := range doc.Appearances[0].Participants {
		if p.Role == timeline.RoleHost {
			all = append(all, p.Name)
		}
	}
	return strings.Join(all, " ")
}

// eachOne tells of each appearance its person, its text and its views.
func eachOne(doc *post.Document) string {
	var all []string
	for _, a := range doc.Appearances {
		told := a.PersonSlug + ":"
		if a.Body != nil {
			told += " " + a.Body.Plain
		}
		for _, v := range a.Viewpoints() {
			told += " " + v.Text.Plain
		}
		all = append(all, told)
	}
	return strings.Join(all, "; ")
}
