package main

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// The studio is on a listener of its own, which the start-up lines name, and nothing of it is on
// the public one. It shows drafts, which the timeline does not have.
func TestStudio(t *testing.T) {
	content := t.TempDir()
	write(t, content, "ada.md", adaPost)
	write(t, content, "draft.md", strings.NewReplacer("title:", "draft: true\ntitle:", "Ada", "Bela").Replace(adaPost))
	r := begin(t, "--content", content, "--data", t.TempDir(), "--studio", "127.0.0.1:0")
	m := regexp.MustCompile(`(?m)^studio      (http://127\.0\.0\.1:\d+)/$`).FindStringSubmatch(r.stdout.String())
	if m == nil {
		t.Fatalf("no address of the studio in %q", r.stdout)
	}
	for path, want := range map[string]string{
		"/": `href="/posts/draft.md">draft.md</a> <span class="badge">draft</span>`, "/posts/ada.md": `<a href="` + r.url + `/posts/ada">`,
		"/posts/draft.md": "<code>bela</code>", "/static/studio.css": "--paper",
	} {
		if status, page := get(t, m[1]+path); status != http.StatusOK || !strings.Contains(page, want) {
			t.Errorf("%s: status %d, want %q in:\n%s", path, status, want, page)
		}
		if _, page := get(t, r.url+path); strings.Contains(page, "Studio") || strings.Contains(page, "bela") {
			t.Errorf("%s is public:\n%s", path, page)
		}
	}
	if status := asName(t, m[1]+"/", "evil.example"); status != http.StatusMisdirectedRequest {
		t.Errorf("by a name that leads here: status %d, want 421", status)
	}
	save(t, content, "new.md", strings.ReplaceAll(adaPost, "Ada", "Cora"))
	r.until(t, "a new post", func() bool { _, page := get(t, m[1]); return strings.Contains(page, "new.md") })
	if code := r.stop(); code != 0 {
		t.Errorf("exit code %d, stderr %q", code, r.stderr)
	}
	if answer, err := http.Get(m[1]); err == nil {
		_ = answer.Body.Close()
		t.Errorf("the studio is still served: status %d", answer.StatusCode)
	}
}
