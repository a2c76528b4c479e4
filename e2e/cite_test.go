package e2e_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
)

const turing = "/people/alan-turing/1950-10"

// clipboard waits for the clipboard to have a text, and returns the text.
func (b *tab) clipboard(has string) string {
	b.t.Helper()
	read := func() string {
		text, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](`navigator.clipboard.readText()`, chromedp.EvalAwaitPromise))
		if err != nil {
			b.t.Fatal(err)
		}
		return text
	}
	b.until(`document.querySelector('.cite [role=status]').textContent !== ''`)
	text := read()
	if !strings.Contains(text, has) {
		b.t.Errorf("the clipboard has %q, want %q in it", text, has)
	}
	return text
}

// A sentence of a report can be cited: by its address, and as a quote with who said it, where
// and when; on its page and in the panel of the timeline.
func TestCite(t *testing.T) {
	s := serve(t)
	for _, c := range []struct {
		name, scheme, address, dash, date string
		width                             int64
	}{
		{"page", "light", turing, "\n— Alan Turing, ", ", October 1950\n", wide},
		{"chinese", "dark", turing + "?lang=zh", "\n——Alan Turing，", "，1950年10月\n", narrow},
		{"panel", "dark", "/?open=alan-turing/1950-10", "\n— Alan Turing, ", ", October 1950\n", wide},
	} {
		b := open(t, c.width)
		b.media(c.scheme)
		for _, name := range []string{"clipboard-read", "clipboard-write"} {
			b.do(command(browser.SetPermission, browser.SetPermissionParams{Permission: &browser.PermissionDescriptor{Name: name}, Setting: browser.PermissionSettingGranted, Origin: s.url, BrowserContextID: chromedp.FromContext(b.ctx).BrowserContextID}))
		}
		b.visit(s.url + c.address)
		b.until(`document.querySelector('.report .views > li > .anchor') !== null && document.readyState === 'complete'`)
		const first = `document.querySelector('.report .views > li')`
		anchor := value[string](b, first+`.querySelector('.anchor').hash`)
		b.click(`.report .views > li > .anchor`)
		b.until(first + `.querySelector(':scope > .cite') !== null`)
		if c.name != "panel" {
			b.until(`location.hash === ` + fmt.Sprintf("%q", anchor))
		}
		b.click(`.cite button`)
		b.shoot("cite-" + c.name)
		link := b.clipboard(s.url + turing)
		if !strings.HasSuffix(link, anchor) {
			t.Errorf("%s: the link is %q, want the anchor %q", c.name, link, anchor)
		}
		value[bool](b, `document.querySelector('.cite [role=status]').textContent = '', true`)
		b.click(`.cite button + button`)
		got := b.clipboard(c.dash)
		text := value[string](b, first+`.querySelector(':scope > .text').innerText.trim()`)
		if !strings.HasPrefix(got, "“"+text+"”"+c.dash) || !strings.Contains(got, c.date) || !strings.HasSuffix(got, "\n"+link) {
			t.Errorf("%s: the quote is %q", c.name, got)
		}
	}
}

// Every viewpoint and every section of a report has an anchor, which is highlighted where the
// address names it; so is a text in the address. That needs no script.
func TestAnchors(t *testing.T) {
	s := serve(t, "--source-url=https://posts.example/{path}#L{line}")
	b := open(t, wide)
	b.scripts(false)
	b.visit(s.url + turing)
	if n := value[int](b, `document.querySelectorAll('.report .views li:not([id]), .report section:not([id])').length`); n > 0 {
		t.Errorf("%d viewpoints and sections have no anchor", n)
	}
	if n := value[int](b, `[...document.querySelectorAll('.report .anchor')].filter((a) => decodeURIComponent(a.hash.slice(1)) !== a.parentElement.id).length`); n > 0 {
		t.Errorf("%d links lead elsewhere", n)
	}
	source := value[string](b, `document.querySelector('.source span a + a').href`)
	if !strings.HasPrefix(source, "https://posts.example/content/alan-turing.md#L") {
		t.Errorf("the line leads to %q", source)
	}
	if text := value[string](b, `document.querySelector('.source span').innerText`); !strings.Contains(text, "alan-turing.md, line ") {
		t.Errorf("the source is %q", text)
	}
	colour := func() string {
		return value[string](b, `getComputedStyle(document.querySelector('.report .views > li')).backgroundColor`)
	}
	plain := colour()
	hash := value[string](b, `document.querySelector('.report .views > li > .anchor').hash`)
	b.visit(s.url + turing + hash + ":~:text=x")
	b.until(`document.querySelector('.report .views > li:target') !== null`)
	if colour() == plain {
		t.Error("the sentence that the address names is not highlighted")
	}
}
