package e2e_test

import (
	"net/http"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// built is the address of what `viewline build` writes of the sample, below a path of a server that
// knows nothing of the files.
func built(t *testing.T) (root string) {
	t.Helper()
	dir := t.TempDir()
	build := exec.CommandContext(t.Context(), filepath.Join(bin, "viewline"), "build", dir, "--data="+t.TempDir(), "--content=../content")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	mux := http.NewServeMux()
	mux.Handle("/blog/timeline/", http.StripPrefix("/blog/timeline", http.FileServer(http.Dir(dir))))
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL + "/blog/timeline/"
}

// The start page of a site of files has the chart, in both languages; its marks and names lead to
// the pages, and the address says which days are in view.
func TestBuiltChart(t *testing.T) {
	root := built(t)
	for _, c := range []struct {
		page, scheme, shows string
		width               int64
	}{{"", "light", "1936 – 2025", wide}, {"zh/", "dark", "1936年至2025年", narrow}} {
		b := open(t, c.width)
		b.media(c.scheme)
		b.visit(root + c.page)
		b.until(`document.documentElement.classList.contains('drawn')`)
		if n := value[int](b, drawn); n != 33 {
			t.Errorf("%s: %d appearances are drawn, want 33", c.page, n)
		}
		if got := value[string](b, `document.querySelector('.range').textContent`); got != c.shows {
			t.Errorf("%s: the chart shows %q, want %q", c.page, got, c.shows)
		}
		if over := value[[]string](b, overlaps); len(over) > 0 {
			t.Errorf("%s: %q", c.page, over)
		}
		if shift := b.moved(); shift >= .05 {
			t.Errorf("%s moves by %.3f, want less than 0.05", c.page, shift)
		}
		b.shoot("built-chart-" + c.scheme)
		value[bool](b, `document.querySelectorAll('.tools button')[1].click(), true`)
		b.until(`location.search.startsWith('?zoom=')`)
		shown := value[string](b, `document.querySelector('.range').textContent`)
		b.visit(value[string](b, `location.href`))
		b.until(`document.querySelector('.range')?.textContent === "` + shown + `"`)
		b.click(`.lane .name a[href$="people/ilya-sutskever/"]`)
		b.until(`location.pathname === '/blog/timeline/` + c.page + `people/ilya-sutskever/' && document.querySelector('h1') !== null`)
		b.visit(root + c.page)
		b.until(`document.documentElement.classList.contains('drawn')`)
		b.click(`.item[data-opens="ilya-sutskever/2025-11-26"]`)
		b.until(`location.pathname === '/blog/timeline/` + c.page + `people/ilya-sutskever/2025-11-26/'`)
		for _, address := range b.requests() {
			if !strings.HasPrefix(address, root) {
				t.Errorf("%s: the page asked for %s", c.page, address)
			}
		}
	}
}

// The files of `viewline build` work below a path of a server that knows nothing of them.
func TestBuiltSite(t *testing.T) {
	root := built(t)
	b := open(t, narrow)
	b.visit(root)
	b.until(`document.documentElement.classList.contains('drawn')`)
	if got := value[int](b, `document.querySelectorAll('.rail > li').length`); got != 20 {
		t.Errorf("the start page lists %d appearances, want 20", got)
	}
	if got := value[string](b, `getComputedStyle(document.querySelector('.skip')).position`); got != "absolute" && got != "fixed" {
		t.Errorf("the skip link is %s: no style sheet was loaded", got)
	}
	b.shoot("built-start")
	b.click(`a[rel="next"]`)
	b.until(`location.pathname === '/blog/timeline/page/2/' && document.querySelectorAll('.rail > li').length === 13`)
	b.click(`a[rel="prev"]`)
	b.until(`location.pathname === '/blog/timeline/' && location.hash === '#newest' && document.documentElement.classList.contains('drawn') && document.readyState === 'complete'`)
	b.click(`.people a[href="./people/ilya-sutskever/"]`)
	b.until(`location.pathname === '/blog/timeline/people/ilya-sutskever/' && document.readyState === 'complete'`)
	anchor := value[string](b, `document.querySelector('details.entry').id`)
	b.visit(root + "people/ilya-sutskever/#" + anchor)
	b.until(`document.querySelector('details.entry').open`)
	b.shoot("built-person")
	b.click(`#elsewhere`)
	b.until(`location.pathname === '/blog/timeline/zh/people/ilya-sutskever/' && document.documentElement.lang === 'zh-Hans'`)
	for _, address := range b.requests() {
		if !strings.HasPrefix(address, root) {
			t.Errorf("a page asked for %s, which is not below %s", address, root)
		}
	}
}
