package studio_test

import (
	"bufio"
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"viewline/studio"
)

const talkPost = `---
title: Talk by Marta Vogel
---

**Speaker:** Marta Vogel
**Date:** 2024-03-05

* **Small steps:** Ship early & often.
* Wait for the data.
`

// serve serves a studio over a folder with these files.
func serve(t *testing.T, files map[string]string) (url, folder string) {
	t.Helper()
	folder = t.TempDir()
	for name, text := range files {
		write(t, folder, name, text)
	}
	ctx, cancel := context.WithCancel(t.Context())
	st := studio.New(ctx, slog.New(slog.DiscardHandler), studio.Options{Folder: folder, Timeline: "http://127.0.0.1:8080"})
	server := httptest.NewServer(st)
	t.Cleanup(func() { cancel(); st.Wait(); server.Close() })
	return server.URL, folder
}

func write(t *testing.T, folder, name, text string) {
	t.Helper()
	path := filepath.Join(folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// ask asks for an address, with headers in pairs; the header Host is the name to ask by.
func ask(t *testing.T, address string, headers ...string) (status int, body string, header http.Header) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		} else {
			r.Header.Set(headers[i], headers[i+1])
		}
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(text), answer.Header
}

// holds expects a page to have all of these texts.
func holds(t *testing.T, address string, want ...string) string {
	t.Helper()
	status, page, _ := ask(t, address)
	for _, text := range want {
		if status != http.StatusOK || !strings.Contains(page, text) {
			t.Errorf("%s: status %d, and no %q in:\n%s", address, status, text, page)
		}
	}
	return page
}

// The list has each post with what was understood of it, and leads to those that ask for their
// writer.
func TestList(t *testing.T) {
	at, folder := serve(t, map[string]string{
		"talk.md": talkPost, "notes/bread & salt.md": "---\ntitle: Notes on bread\n---\n\nBake it.\n", "broken.md": "---\n- a\n---\n",
		"draft.md": strings.NewReplacer("title:", "draft: true\ntitle:", "Wait", "Do not wait").Replace(talkPost),
	})
	holds(t, at, "<h1>What is understood of the posts</h1>", folder, `href="/posts/talk.md">talk.md</a>`, "Marta Vogel", ">5 March 2024</td>", ">2</td>", ">100 %</td>",
		`href="/posts/notes/bread%20&amp;%20salt.md"`, "<b>nobody</b>", "It cannot be read.", `<span class="badge">draft</span>`, "All 4 posts", "2 to look at")
	page := holds(t, at+"/?open=", "broken.md", "bread &amp; salt.md")
	if strings.Contains(page, "talk.md") {
		t.Errorf("a post that is understood is among those to look at:\n%s", page)
	}
	holds(t, at+"/?lang=zh", "<h1>每篇文章读出了什么</h1>", `href="/posts/talk.md?lang=zh"`, "2024年3月5日", `lang="en">English</a>`)
}

// An occasion that several people share is one, and has its date in the same words.
func TestListOfSharedOccasion(t *testing.T) {
	at, _ := serve(t, map[string]string{"both.md": "---\ntitle: On gates\nperson: [Marta Vogel, Dan Reyes]\nappearance: {title: SlowConf}\ndate: 2024-03-05\n---\n\n* Slow down.\n"})
	holds(t, at, "Marta Vogel, Dan Reyes", ">1</td>", ">by 5 March 2024</td>")
}

// The page of a post has its text with the places marked, what was understood of it and why, and
// lines that say it outright.
func TestPost(t *testing.T) {
	at, _ := serve(t, map[string]string{"talk.md": talkPost})
	holds(t, at+"/posts/talk.md", "<h1>Talk by Marta Vogel</h1>", `href="http://127.0.0.1:8080/posts/talk">`,
		"<code>marta-vogel</code>", `<a href="#L5">line 5:`, "<code>marta-vogel/2024-03-05</code>", "5 March 2024", "from a line of the post", "2 viewpoints",
		`<li id="L5" class=""`, `<li id="L8" class="view"><span class="number" aria-hidden="true">8</span><span class="hidden">view: </span>`, `<li id="L9" class="view">`, `<mark class="person">Marta Vogel</mark>`, `<mark class="date">2024-03-05</mark>`, "* **Small steps:** Ship early &amp; often.",
		"100 % of the visible text", "Everything that looks like a name, a date or an occasion was taken.",
		"person: Marta Vogel\nappearance: {title: Talk by Marta Vogel, date: 2024-03-05, kind: talk}\n")
	holds(t, at+"/posts/talk.md?lang=zh", "来自文章中的信息行", `href="http://127.0.0.1:8080/posts/talk?lang=zh">`, "2024年3月5日")
}

// What was not taken has its place and what to write instead, and the lines name what is
// lacking so that nobody takes it for a name or a date.
func TestPostThatWasNotUnderstood(t *testing.T) {
	at, _ := serve(t, map[string]string{"gates.md": "---\ntitle: \"Gates: Marta Vogel\"\n---\n\nThey slow people down.\n"})
	holds(t, at+"/posts/gates.md", "Nobody was found whose views these are.", "No occasion was found", "want person: Marta Vogel in the front matter",
		`<mark class="unread">Marta Vogel</mark>`, "person: Marta Vogel\nappearance: {title: &#34;Gates: Marta Vogel&#34;, date: YYYY-MM-DD}\n", "<b>Warning:</b>")
}

// The suggestions are those of the loader, and the folder stays as it is.
func TestFiles(t *testing.T) {
	at, folder := serve(t, map[string]string{
		"a.md": "---\ntitle: On gates\nwith_whom: Marta Vogel\n---\n\n* One.\n", "b.md": "---\ntitle: On maps\nwith_whom: Ana Lind\n---\n\n* Two.\n",
		"c.md": "---\ntitle: On bread\nwith_whom: Dan Reyes\n---\n\n* Three.\n", "people.yaml": "- {slug: marta-vogel, name: Marta Vogel}\n",
	})
	holds(t, at+"/files", "go run ./loader --propose="+folder, "<code>viewline.yaml</code>", "person: {front: with_whom}", "It stands in the folder and is used.")
	if entries, err := os.ReadDir(folder); err != nil || len(entries) != 4 {
		t.Errorf("%d files in the folder, %v; want the four that were there", len(entries), err)
	}
}

// Where there is nothing to see, a page says what to do.
func TestDeadEnds(t *testing.T) {
	at, folder := serve(t, nil)
	holds(t, at, "has no file that ends in <code>.md</code>", folder)
	holds(t, at+"/files", "has no file that ends in <code>.md</code>")
	for _, address := range []string{"/posts/none.md", "/posts/..%2fsecret.md", "/nowhere", "/static/", "/static"} {
		if status, page, _ := ask(t, at+address); status != http.StatusNotFound || !strings.Contains(page, "All posts of the folder") {
			t.Errorf("%s: status %d, want 404 and a way on:\n%s", address, status, page)
		}
	}
	if err := os.Remove(folder); err != nil {
		t.Fatal(err)
	}
	for stream := follow(t, at); ; stream.next(t) {
		if status, page, _ := ask(t, at); status == http.StatusServiceUnavailable {
			if !strings.Contains(page, "no such file or directory") {
				t.Errorf("no reason in:\n%s", page)
			}
			return
		}
	}
}

// The studio is for its reader alone: not for a page of another origin, and not for a name that
// leads to this machine.
func TestOnlyForThisMachine(t *testing.T) {
	at, _ := serve(t, map[string]string{"talk.md": talkPost})
	host := strings.TrimPrefix(at, "http://")
	port := ":" + strings.Split(host, ":")[1]
	for name, c := range map[string]struct {
		headers []string
		status  int
	}{
		"by address":        {nil, 200},
		"localhost":         {[]string{"Host", "localhost" + port}, 200},
		"IPv6":              {[]string{"Host", "[::1]" + port}, 200},
		"below localhost":   {[]string{"Host", "studio.localhost" + port}, 200},
		"rebound name":      {[]string{"Host", "evil.example" + port}, 421},
		"like localhost":    {[]string{"Host", "localhost.evil.example" + port}, 421},
		"other machine":     {[]string{"Host", "192.0.2.7" + port}, 421},
		"own page":          {[]string{"Origin", at, "Sec-Fetch-Site", "same-origin", "Sec-Fetch-Mode", "cors"}, 200},
		"typed":             {[]string{"Sec-Fetch-Site", "none", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}, 200},
		"link elsewhere":    {[]string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}, 200},
		"frame":             {[]string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe"}, 403},
		"script elsewhere":  {[]string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "script"}, 403},
		"page of a sibling": {[]string{"Sec-Fetch-Site", "same-site", "Sec-Fetch-Mode", "cors"}, 403},
		"other origin":      {[]string{"Origin", "http://127.0.0.1:1"}, 403},
		"hidden origin":     {[]string{"Origin", "null"}, 403},
	} {
		for _, path := range []string{"/", "/posts/talk.md", "/files", "/static/studio.css"} {
			status, page, header := ask(t, at+path, c.headers...)
			if status != c.status || status != 200 && strings.Contains(page, "Vogel") {
				t.Errorf("%s, %s: status %d, want %d", name, path, status, c.status)
			}
			if got := header.Get("Cross-Origin-Resource-Policy"); got != "same-origin" || header.Get("Access-Control-Allow-Origin") != "" || !strings.Contains(header.Get("Content-Security-Policy"), "frame-ancestors 'none'") {
				t.Errorf("%s, %s: headers %v", name, path, header)
			}
		}
	}
	answer, err := http.PostForm(at, url.Values{})
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	if answer.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("POST: status %d, want 405", answer.StatusCode)
	}
}

// stream is an open stream of states.
type stream struct{ lines *bufio.Scanner }

func follow(t *testing.T, at string) *stream {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, at+"/changes", nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = answer.Body.Close() })
	return &stream{bufio.NewScanner(answer.Body)}
}

// next is the next state.
func (s *stream) next(t *testing.T) string {
	t.Helper()
	for s.lines.Scan() {
		if state, ok := strings.CutPrefix(s.lines.Text(), "data: "); ok {
			return state
		}
	}
	t.Fatalf("the stream ends: %v", s.lines.Err())
	return ""
}

// A post that is saved is a new state, and the pages of that state have what was saved.
func TestFollows(t *testing.T) {
	at, folder := serve(t, map[string]string{"talk.md": talkPost})
	changes := follow(t, at)
	write(t, folder, "talk.md", strings.ReplaceAll(talkPost, "Marta Vogel", "Ana Lind"))
	for {
		run, _, _ := strings.Cut(changes.next(t), "-")
		if _, page, _ := ask(t, at+"/posts/talk.md"); strings.Contains(page, "<code>ana-lind</code>") {
			if !strings.Contains(page, `data-state="`+run+`-`) {
				t.Errorf("the page has no state of the run %q:\n%s", run, page)
			}
			return
		}
	}
}

// The reasons are in the language of the page.
func TestReasonsAreTold(t *testing.T) {
	at, _ := serve(t, map[string]string{"gates.md": "---\ntitle: \"Gates: Marta Vogel\"\n---\n\nThey slow people down.\n", "list.md": "---\n- a\n---\n"})
	for path, want := range map[string]string{
		"/posts/gates.md?lang=en": `<span class="why">nothing else in the post bears out that these are the person&#39;s views; want person: Marta Vogel in the front matter if they are</span>`,
		"/posts/gates.md?lang=zh": `<span class="why">文章中没有其他内容表明这是此人的观点；如果是，请在元数据的 person: 中写上 Marta Vogel</span>`,
		"/posts/list.md?lang=en":  `<span class="why">front matter: found a list; want a key: value on each line</span>`,
		"/?lang=zh":               `<span class="why">元数据：这里是列表；每行应为一个“键: 值”</span>`,
	} {
		if _, page, _ := ask(t, at+path); !strings.Contains(page, want) {
			t.Errorf("%s has no %s:\n%s", path, want, page)
		}
	}
}
