package e2e_test

import (
	"net/http"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The files of `viewline build` work below a path of a server that knows nothing of them.
func TestBuiltSite(t *testing.T) {
	dir := t.TempDir()
	build := exec.CommandContext(t.Context(), filepath.Join(bin, "viewline"), "build", dir, "--data="+t.TempDir(), "--content=../content")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	mux := http.NewServeMux()
	mux.Handle("/blog/timeline/", http.StripPrefix("/blog/timeline", http.FileServer(http.Dir(dir))))
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	root := server.URL + "/blog/timeline/"

	b := open(t, narrow)
	b.visit(root)
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
	b.until(`location.pathname === '/blog/timeline/' && location.hash === '#newest'`)
	b.click(`.people a[href="./people/ilya-sutskever/"]`)
	b.until(`location.pathname === '/blog/timeline/people/ilya-sutskever/' && document.readyState === 'complete'`)
	anchor := value[string](b, `document.querySelector('details.entry').id`)
	b.visit(root + "people/ilya-sutskever/#" + anchor)
	b.until(`document.querySelector('details.entry').open`)
	b.shoot("built-person")
	b.click(`#elsewhere`)
	b.until(`location.pathname === '/blog/timeline/zh/people/ilya-sutskever/' && document.documentElement.lang === 'zh-Hans'`)
	for _, address := range b.asked {
		if !strings.HasPrefix(address, root) {
			t.Errorf("a page asked for %s, which is not below %s", address, root)
		}
	}
}
