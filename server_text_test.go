package main

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
)

// wordsOf is how many words a text has; each Chinese character is one.
func wordsOf(text string) int {
	n := 0
	for field := range strings.FieldsSeq(text) {
		latin := false
		for _, r := range field {
			if unicode.Is(unicode.Han, r) {
				n, latin = n+1, false
			} else if !latin && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
				n, latin = n+1, true
				if strings.HasPrefix(field, "http") { // an address is a word
					break
				}
			}
		}
	}
	return n
}

// asked asks for a page, with a header Accept and no redirects.
func asked(t *testing.T, address, accept string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept", accept)
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer, string(text)
}

const markdownType = "text/markdown; charset=utf-8"

// As Markdown, a post has few more words than its author wrote.
func TestMarkdownIsShort(t *testing.T) {
	r := begin(t, "--data", t.TempDir())
	var data struct {
		Posts struct {
			Nodes []struct {
				Path        string
				Appearances []struct {
					PageURL string
					Person  struct{ PageURL, Name string }
					Date    string
				}
			}
		}
	}
	r.query(t, "{ posts { nodes { path appearances { pageUrl date person { pageUrl name } } } } }", &data)
	if len(data.Posts.Nodes) != 7 {
		t.Fatalf("%d posts", len(data.Posts.Nodes))
	}
	for _, post := range data.Posts.Nodes {
		text, err := os.ReadFile(post.Path)
		if err != nil {
			text, err = os.ReadFile(filepath.Join("content", post.Path))
		}
		if err != nil {
			t.Fatal(err)
		}
		own, reports := wordsOf(string(text)), 0
		for _, a := range post.Appearances {
			_, report := asked(t, r.url+a.PageURL+".md", "*/*")
			reports += wordsOf(report)
			for _, want := range []string{"\n" + a.Person.Name + " · ", a.Date, r.url + a.PageURL, post.Path + ":"} {
				if !strings.Contains(report, want) {
					t.Errorf("%s lacks %q:\n%s", a.PageURL, want, report)
				}
			}
		}
		_, all := asked(t, r.url+post.Appearances[0].Person.PageURL+".md", "*/*")
		if most := own * 12 / 10; reports > most || wordsOf(all) > most || wordsOf(all) < own/2 {
			t.Errorf("%s has %d words, its appearances %d, its person %d; want %d at most", post.Path, own, reports, wordsOf(all), most)
		}
		t.Logf("%s: %d words, appearances %d, person %d", post.Path, own, reports, wordsOf(all))
	}
}

// nested is a post with a list of so many levels, of which the first stands in line 6.
func nested(levels int) string {
	var text strings.Builder
	text.WriteString("---\ntitle: \"Ada Lovelace在各个场合的观点\"\n---\n## Ada Lovelace - 某播客访谈 - 2020-05-07\n### 1. 看法\n")
	for level := range levels {
		fmt.Fprintf(&text, "%s* level %d here\n", strings.Repeat("  ", level), level+1)
	}
	text.WriteString("* flat\n")
	return text.String()
}

// A report that ends above what the post says tells so.
func TestMarkdownTellsOfMore(t *testing.T) {
	content := t.TempDir()
	write(t, content, "deep.md", nested(9))
	r := begin(t, "--data", t.TempDir(), "--content", content)
	more := "          - [The post says more below this, which GraphQL has](" + r.url + "/query)\n"
	for _, path := range []string{"/people/ada-lovelace/2020-05-07.md", "/people/ada-lovelace.md"} {
		_, text := asked(t, r.url+path, "*/*")
		if !strings.Contains(text, "          - level 6 here\n  "+more+"- flat\n") || strings.Contains(text, "level 7") || strings.Count(text, "says more") != 1 {
			t.Errorf("%s:\n%s", path, text)
		}
	}
	write(t, content, "deep.md", nested(6))
	r = begin(t, "--data", t.TempDir(), "--content", content)
	if _, text := asked(t, r.url+"/people/ada-lovelace/2020-05-07.md", "*/*"); strings.Contains(text, "says more") || !strings.Contains(text, "level 6 here") {
		t.Errorf("six levels:\n%s", text)
	}
}

// Markdown is the author's own, HTML and all, while the HTML of the API is safe: README.md
// says which of them has to be made safe.
func TestMarkdownIsTheAuthorsOwn(t *testing.T) {
	content := t.TempDir()
	own := "[go](javascript:alert(1)) <b onclick=\"alert(2)\">there</b>"
	write(t, content, "raw.md", strings.ReplaceAll(nested(1), "level 1 here", own))
	r := begin(t, "--data", t.TempDir(), "--content", content)
	if _, text := asked(t, r.url+"/people/ada-lovelace/2020-05-07.md", "*/*"); !strings.Contains(text, "- "+own+"\n") {
		t.Errorf("the page as Markdown:\n%s", text)
	}
	var data struct {
		Viewpoints struct {
			Nodes []struct {
				Text struct{ Markdown, HTML string }
			}
		}
	}
	r.query(t, "{ viewpoints { nodes { text { markdown html } } } }", &data)
	for _, v := range data.Viewpoints.Nodes {
		if v.Text.Markdown == "flat" {
			continue
		}
		if v.Text.Markdown != own || v.Text.HTML != "go <b>there</b>" {
			t.Errorf("got %+v", v.Text)
		}
	}
	if len(data.Viewpoints.Nodes) != 2 {
		t.Errorf("%d viewpoints, want 2", len(data.Viewpoints.Nodes))
	}
}

// The search and the playground have no Markdown, as README.md and /llms.txt say.
func TestSearchIsNoMarkdown(t *testing.T) {
	r := begin(t, "--data", t.TempDir(), "--content=")
	for _, path := range []string{"/search.md", "/playground.md"} {
		if answer, text := asked(t, r.url+path, "*/*"); answer.StatusCode != http.StatusNotFound {
			t.Errorf("%s: status %d: %s", path, answer.StatusCode, text)
		}
	}
}

// Whoever writes to a page is told what its address takes.
func TestMarkdownIsReadOnly(t *testing.T) {
	r := begin(t, "--data", t.TempDir(), "--content=")
	for path, want := range map[string]int{"/people": 405, "/people.md": 405, "/index.md": 405, "/people/ada/2020.md": 405, "/llms.txt": 405, "/nowhere.md": 404} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, r.url+path, http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close()
		allow := map[int]string{405: "GET, HEAD"}[want]
		if answer.StatusCode != want || answer.Header.Get("Allow") != allow {
			t.Errorf("%s: status %d, Allow %q; want %d, %q", path, answer.StatusCode, answer.Header.Get("Allow"), want, allow)
		}
	}
}

func TestMarkdown(t *testing.T) {
	content, data := t.TempDir(), t.TempDir()
	write(t, content, "ada.md", `---
title: "Ada Lovelace在各个场合的观点"
date: 2021-01-01
---
## Ada Lovelace - 某播客访谈 - 2020-05-07
**主题:** 机器
### 1. 看法
* **会学习:** 机器会学习。
### 2. 推荐阅读
* [Slow Nets](https://arxiv.org/abs/1501.00001), Ann Ray, 2015

## Ada Lovelace - 某大会演讲 - 2018年
* **还不会:** 机器还不会学习。
`)
	write(t, content, "topics.yaml", "- slug: learning\n  name: 学习\n")
	r := begin(t, "--content", content, "--data", data)
	for _, c := range []struct{ path, want string }{
		{"/people/ada-lovelace/2020-05-07", `# 某播客访谈

Ada Lovelace · 2020-05-07 · interview · ORIGIN/people/ada-lovelace/2020-05-07 · ada.md:5

机器

## 1. 看法

- **会学习:** 机器会学习。

## 2. 推荐阅读

1. [Slow Nets](https://arxiv.org/abs/1501.00001), Ann Ray, 2015

`},
		{"/", "# Viewline\n\n2 appearances\n\n- 2020-05-07 · Ada Lovelace · [某播客访谈](ORIGIN/people/ada-lovelace/2020-05-07.md) · interview · 机器\n- 2018 · Ada Lovelace · [某大会演讲](ORIGIN/people/ada-lovelace/2018.md) · speech\n\n"},
		{"/people", "# People\n\n1 person\n\n- [Ada Lovelace](ORIGIN/people/ada-lovelace.md) · 2 appearances · 2018–2020\n\n"},
		{"/people/ada-lovelace?topic=nothing", "# Ada Lovelace\n\n0 appearances · ORIGIN/people/ada-lovelace\n\n"},
		{"/topics", "# Topics\n\n1 topic\n\n- [学习](ORIGIN/topics/learning.md) · 2 viewpoints\n\n"},
		{"/topics/learning", `# 学习

2 viewpoints · ORIGIN/topics/learning

## Ada Lovelace

[2 viewpoints](ORIGIN/people/ada-lovelace.md?topic=learning)

- 2018 · 某大会演讲 · ORIGIN/people/ada-lovelace/2018

  **还不会:** 机器还不会学习。
- 2020-05-07 · 某播客访谈 · ORIGIN/people/ada-lovelace/2020-05-07

  **会学习:** 机器会学习。

`},
		{"/papers", "# Papers\n\n1 paper\n\n- [Slow Nets](https://arxiv.org/abs/1501.00001), Ann Ray, 2015 · [1 recommendation](ORIGIN/papers/slow-nets.md)\n\n"},
		{"/papers/slow-nets", "# Slow Nets\n\nAnn Ray · 2015 · https://arxiv.org/abs/1501.00001 · ORIGIN/papers/slow-nets\n\n- 2020-05-07 · Ada Lovelace · [某播客访谈](ORIGIN/people/ada-lovelace/2020-05-07.md)\n\n  [Slow Nets](https://arxiv.org/abs/1501.00001), Ann Ray, 2015\n\n"},
		{"/posts", "# Posts\n\n1 post\n\n- 2021-01-01 · [Ada Lovelace在各个场合的观点](ORIGIN/posts/ada.md) · Ada Lovelace · ada.md\n\n"},
		{"/posts/ada", "# Ada Lovelace在各个场合的观点\n\n2021-01-01 · ORIGIN/posts/ada · ada.md\n\n- 2020-05-07 · Ada Lovelace · [某播客访谈](ORIGIN/people/ada-lovelace/2020-05-07.md) · interview · 机器\n- 2018 · Ada Lovelace · [某大会演讲](ORIGIN/people/ada-lovelace/2018.md) · speech\n\n"},
	} {
		want := strings.ReplaceAll(c.want, "ORIGIN", r.url)
		path, query, _ := strings.Cut(c.path, "?")
		if path == "/" {
			path = "/index"
		}
		ended, text := asked(t, r.url+path+".md?"+query, "*/*")
		if text != want || ended.Header.Get("Content-Type") != markdownType || ended.StatusCode != http.StatusOK {
			t.Errorf("%s: status %d, %s\n%s\nwant\n%s", c.path, ended.StatusCode, ended.Header.Get("Content-Type"), text, want)
		}
		// The same address has both, whichever was asked for first, also from memory.
		for range 2 {
			html, body := asked(t, r.url+c.path, "text/html")
			if !strings.HasPrefix(body, "<!doctype html>") || !strings.Contains(strings.Join(html.Header.Values("Vary"), ", "), "Accept,") {
				t.Errorf("%s as HTML: Vary %q\n%.100s", c.path, html.Header.Values("Vary"), body)
			}
			if got, want := html.Header.Get("Link"), "<"+path+`.md>; rel="alternate"; type="text/markdown"`; got != want {
				t.Errorf("%s: Link %q, want %q", c.path, got, want)
			}
			negotiated, text := asked(t, r.url+c.path, "text/markdown, */*")
			if text != want || !strings.Contains(strings.Join(negotiated.Header.Values("Vary"), ", ")+",", "Accept,") || negotiated.Header.Get("Etag") != ended.Header.Get("Etag") {
				t.Errorf("%s by Accept: Vary %q\n%s\nwant\n%s", c.path, negotiated.Header.Values("Vary"), text, want)
			}
		}
	}
	for _, c := range []struct {
		path, accept string
		status       int
		holds        string
	}{
		{"/people/nobody.md", "*/*", 404, "nothing on record goes by that name"},
		{"/nowhere.md", "*/*", 404, "there is no such page"},
		{"/nowhere", "text/markdown", 404, "<!doctype html>"},
		{"/people.md?after=nonsense", "*/*", 400, "cursor"},
		{"/people/Ada%20Lovelace.md?topic=x", "*/*", 302, ""},
		{"/people/ada-lovelace/2020.md", "*/*", 302, ""},
	} {
		answer, text := asked(t, r.url+c.path, c.accept)
		if answer.StatusCode != c.status || !strings.Contains(text, c.holds) {
			t.Errorf("%s: status %d, %.200s; want %d, %q", c.path, answer.StatusCode, text, c.status, c.holds)
		}
		if there := answer.Header.Get("Location"); c.status == http.StatusFound && !strings.HasPrefix(there, "/people/ada-lovelace") {
			t.Errorf("%s leads to %q", c.path, there)
		}
	}
}

// A list of several pages leads through all of them.
func TestMarkdownPages(t *testing.T) {
	r := begin(t, "--data", t.TempDir(), "--max-page", "2")
	var titles []string
	for address := r.url + "/index.md?kind=talk"; address != ""; {
		_, text := asked(t, address, "*/*")
		address = ""
		for line := range strings.Lines(text) {
			if strings.HasPrefix(line, "- ") {
				titles = append(titles, line)
			}
			if next, ok := strings.CutPrefix(line, "Next page: "); ok {
				address = strings.TrimSpace(next)
			}
		}
	}
	var data struct{ Appearances struct{ TotalCount int } }
	r.query(t, "{ appearances(first: 1, filter: {kind: TALK}) { totalCount } }", &data)
	if len(titles) != data.Appearances.TotalCount || len(titles) < 3 {
		t.Errorf("%d items, want %d: %q", len(titles), data.Appearances.TotalCount, titles)
	}
}

func TestLLMsText(t *testing.T) {
	for _, args := range [][]string{nil, {"--mcp=false", "--production", "--site-title=Slow talks", "--public-url=https://views.example"}} {
		r := begin(t, append(args, "--data", t.TempDir())...)
		answer, text := asked(t, r.url+"/llms.txt", "*/*")
		origin, title := r.url, "# Viewline\n"
		if args != nil {
			origin, title = "https://views.example", "# Slow talks\n"
		}
		if answer.StatusCode != http.StatusOK || len(text) > 5000 || !strings.HasPrefix(text, title) || !strings.Contains(text, "\n> What 7 people said in public, and when: 33 appearances") {
			t.Errorf("status %d, %d bytes:\n%s", answer.StatusCode, len(text), text)
		}
		if !strings.Contains(text, "\nEvery page but the search and the playground is Markdown at its address") {
			t.Errorf("which pages are Markdown?\n%s", text)
		}
		if strings.Contains(text, "/mcp)") != (args == nil) || strings.Contains(text, "/schema.graphql)") != (args == nil) {
			t.Errorf("%q: which interfaces are there?\n%s", args, text)
		}
		for _, part := range strings.Split(text, "](")[1:] {
			address, _, _ := strings.Cut(part, ")")
			path, ok := strings.CutPrefix(address, origin)
			if !ok {
				t.Errorf("%s does not begin with %s", address, origin)
				continue
			}
			if path == "/query" || path == "/mcp" {
				continue
			}
			if u, err := url.Parse(r.url + path); err != nil {
				t.Error(err)
			} else if answer, body := asked(t, u.String(), "*/*"); answer.StatusCode != http.StatusOK {
				t.Errorf("%s: status %d\n%.200s", address, answer.StatusCode, body)
			}
		}
		r.stop()
	}
}
