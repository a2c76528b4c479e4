package e2e_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// around is a page of another site with a frame, ahead of the script of README.md.
const around = `<!doctype html><html lang="en"><title>Blog</title><link rel="icon" href="data:,">
<main><iframe id="viewline" src="%s" title="Views" width="600" height="150" style="border:0"></iframe></main>
%s`

// blog is another site, each of whose pages frames what its query names.
func blog(t *testing.T) *httptest.Server {
	t.Helper()
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(readme), "```html\n<script>")
	script, _, found := strings.Cut(after, "```\n")
	if !found {
		t.Fatal("README.md has no script for the page around a frame")
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = fmt.Fprintf(w, around, r.URL.Query().Get("frame"), "<script>"+script)
	}))
	t.Cleanup(s.Close)
	return s
}

// A site that is named shows a frame at the height of its content, and a link in the frame
// opens in the whole window. Another site is refused.
func TestEmbed(t *testing.T) {
	named, other := blog(t), blog(t)
	s := serve(t, "--allow-embed=https://blog.example,"+named.URL)
	frame := s.url + "/embed/people/ilya-sutskever"
	b := open(t, 600)
	b.visit(frame)
	b.until(`document.querySelectorAll('.rail > li').length === 4`)
	height := value[int](b, `Math.ceil(document.documentElement.getBoundingClientRect().height)`)
	if height < 300 {
		t.Fatalf("the content is %d pixels tall; want more than the frame has at first", height)
	}
	b.do(chromedp.EmulateViewport(wide, tall))
	b.visit(named.URL + "/?frame=" + frame)
	b.until(fmt.Sprintf(`document.getElementById('viewline').height === '%d'`, height))
	b.shoot("embed")
	value[bool](b, `document.getElementById('viewline').focus() === undefined`)
	b.keys("\t\r")
	b.until(`location.href.startsWith('` + s.url + `/people/ilya-sutskever/')`)

	b.check()
	b.visit(other.URL + "/?frame=" + frame)
	b.refused()
	if got := value[string](b, `document.getElementById('viewline').height`); got != "150" {
		t.Errorf("the frame of another site is %s pixels tall; want 150, as no message came", got)
	}
	b.visit(named.URL + "/?frame=" + s.url + "/people/ilya-sutskever")
	b.refused()
}

// refused waits until the browser tells that the page in a frame is not shown.
func (b *tab) refused() {
	b.t.Helper()
	if !soon(func() bool {
		b.mu.Lock()
		defer b.mu.Unlock()
		return strings.Contains(strings.Join(b.problems, "\n"), "frame-ancestors")
	}) {
		b.t.Fatal("the frame is not refused")
	}
	b.forgive()
}

// Frames are in the scheme and in the language of their readers, fit into a narrow frame, and
// axe-core finds nothing.
func TestEmbedForReaders(t *testing.T) {
	script := library(t, "axe-core/axe.min.js")
	allowed, closed := serve(t, "--allow-embed=https://blog.example"), serve(t)
	for _, c := range []struct {
		page, scheme, language, paper, more string
		width                               int64
	}{
		{allowed.url + "/embed/people/ilya-sutskever", "light", "en", "rgb(251, 250, 247)", "More at Viewline", wide},
		{allowed.url + "/embed/topics/scaling?lang=zh", "dark", "zh-Hans", "rgb(21, 22, 26)", "在 Viewline 查看更多", narrow},
		{allowed.url + "/embed?kind=TALK&from=2010", "dark", "en", "rgb(21, 22, 26)", "More at Viewline", narrow},
		{allowed.url + "/embed?lang=zh", "light", "zh-Hans", "rgb(251, 250, 247)", "在 Viewline 查看全部 33 次发言", wide},
		{allowed.url + "/embed?from=1500&to=1501", "light", "en", "rgb(251, 250, 247)", "More at Viewline", narrow},
		{closed.url + "/embed/people/ilya-sutskever", "dark", "en", "rgb(21, 22, 26)", "More at Viewline", narrow},
	} {
		b := open(t, c.width)
		b.media(c.scheme)
		b.visit(c.page)
		b.check()
		type seen struct {
			Language, Paper, More string
			Fits, Note            bool
		}
		got := value[seen](b, `({
		  Language: document.documentElement.lang, Paper: getComputedStyle(document.documentElement).backgroundColor,
		  More: document.querySelector('.from').textContent, Note: document.querySelector('.notice') !== null,
		  Fits: document.documentElement.scrollWidth <= innerWidth,
		})`)
		want := seen{c.language, c.paper, c.more, true, strings.HasPrefix(c.page, closed.url)}
		if got != want {
			t.Errorf("%s: %+v\nwant %+v", c.page, got, want)
		}
		value[bool](b, script+"\n;true")
		for _, violation := range violations(b) {
			t.Errorf("%s: %s", c.page, violation)
		}
		b.shoot("embed-" + c.scheme + "-" + c.language)
	}
	b := open(t, wide)
	b.visit(allowed.url + "/embed/people/nobody")
	b.forgive() // the status is 404
	value[bool](b, script+"\n;true")
	for _, violation := range violations(b) {
		t.Errorf("nobody: %s", violation)
	}
}
