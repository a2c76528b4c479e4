//go:build unix

package main

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Three posts share a name, and two appearances a date: the short address lists them, as a page in
// both languages, as Markdown, in the API and among the files of `viewline build`.
func TestSharedNames(t *testing.T) {
	content, data := t.TempDir(), t.TempDir()
	for folder, title := range map[string]string{"a": "On looms", "b": "", "b/a": "谈织机"} {
		if err := os.MkdirAll(filepath.Join(content, folder), 0o750); err != nil {
			t.Fatal(err)
		}
		front := ""
		if title != "" {
			front = "---\ntitle: \"" + title + "\"\n---\n"
		}
		write(t, filepath.Join(content, folder), "talk.md", front+"## Views\n\n- **Patterns "+folder+"**: a loom weaves.\n")
	}
	write(t, content, "ada.md", "---\nperson: Ada Lovelace\n---\n## Looms, a talk - 2020-05-07\n\n- **One**: first.\n\n## Engines, a talk - 2020-05-07\n\n- **Two**: second.\n")
	r := begin(t, "--content", content, "--data", data)

	var answer struct {
		Post  *struct{ Slug string }
		Named []struct{ Slug string }
		Two   []struct{ Slug string }
	}
	r.query(t, `{ post(slug: "talk") { slug } named: postsNamed(name: "talk") { slug } two: postsNamed(name: "talk", first: 2) { slug } }`, &answer)
	if answer.Post != nil || len(answer.Named) != 3 || len(answer.Two) != 2 {
		t.Fatalf("the endpoint answers %+v; want no post, three and two", answer)
	}
	var addresses []string
	for _, post := range answer.Named {
		addresses = append(addresses, "/posts/"+post.Slug)
	}
	at := func(path string) (int, string) {
		status, _, text := fileAt(t, strings.TrimSuffix(r.url, "/query")+path)
		return status, string(text)
	}
	const dated = "/people/ada-lovelace/2020-05-07"
	for path, wanted := range map[string][]string{
		"/posts/talk":         append([]string{"Which post?", "Several posts are called “talk”", ">On looms</a>", `lang="zh">谈织机</a>`, "b/talk.md"}, addresses...),
		"/posts/talk?lang=zh": append([]string{"是哪一篇文章？", "?lang=zh\""}, addresses...),
		"/posts/talk.md":      append([]string{"# Which post?", "[On looms](", "b/talk.md"}, addresses...),
		dated:                 {"Which appearance?", dated + "-looms", dated + "-engines"},
		dated + ".md":         {"# Which appearance?", dated + "-looms", dated + "-engines"},
	} {
		status, text := at(path)
		if status != http.StatusOK {
			t.Errorf("%s: status %d", path, status)
		}
		for _, want := range wanted {
			if !strings.Contains(text, want) {
				t.Errorf("%s has no %q:\n%s", path, want, text)
			}
		}
	}
	for _, path := range []string{"/posts/tal", "/posts/tal.md", "/people/ada-lovelace/2020-05-08.md"} {
		if status, _ := at(path); status != http.StatusNotFound {
			t.Errorf("%s: status %d, want 404", path, status)
		}
	}

	dir := t.TempDir()
	buildSite(t, dir, "--content", content, "--data", data)
	root := below(t, "/below/", dir)
	for _, path := range []string{"posts/talk/", "zh/posts/talk/", "people/ada-lovelace/2020-05-07/", "zh/people/ada-lovelace/2020-05-07/"} {
		f := &follower{t: t, root: root, pages: map[string]*followed{}}
		f.follow(root+path, "the test")
		_, _, page := fileAt(t, root+path)
		want := 2
		if strings.Contains(path, "posts") {
			want = 3
		}
		if n := strings.Count(string(page), "<li>"); n != want {
			t.Errorf("%s lists %d, want %d:\n%s", path, n, want, page)
		}
	}
}
