package e2e_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/emulation"
)

// print shows the page as it is printed, by somebody whose screen is dark.
func (b *tab) print() {
	b.t.Helper()
	b.do(command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Media: "print", Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}},
	}))
}

// A page on paper is black on white, has no controls, shows where links to other sites lead,
// and has whole reports, whatever is folded or scrolled on the screen.
func TestPrint(t *testing.T) {
	s := serve(t)
	s.load("printed.md", "---\nperson: Paula Print\n---\n## 演讲 - 2020-05-01\n\n[Recording](https://v.example/watch?v=1)\n\n### 看法\n\n* **Sheets:** see [the mill](https://mill.example/paper) for more.\n\n> A quote that stays whole.\n")
	b := open(t, wide)
	b.visit(s.url + "/people/paula-print")
	b.print()
	const shown = `((selector) => [...document.querySelectorAll(selector)].some((e) => e.checkVisibility({contentVisibilityAuto: true}) && e.getBoundingClientRect().height > 0))`
	for selector, want := range map[string]bool{
		"nav": false, ".skip": false, ".back": false, ".brand": true, "h1": true, "details .report": true, "details .report .views li": true, "details blockquote": true,
	} {
		b.until(fmt.Sprintf("%s('%s') === %t", shown, selector, want)) // a folded report is laid out with the next frame
	}
	type look struct{ Ink, Paper, Link, Address, Within, Inside, Quote string }
	got := value[look](b, `(() => {
	  const of = (selector, part) => getComputedStyle(document.querySelector(selector), part);
	  const away = 'main a[href="https://mill.example/paper"]';
	  return {
	    Ink: of('html').color, Paper: of('html').backgroundColor, Link: of(away).color, Address: of(away, '::after').content,
	    Within: of('.source a', '::after').content, Inside: of('.views > li').breakInside, Quote: of('blockquote').breakInside,
	  };
	})()`)
	want := look{"rgb(0, 0, 0)", "rgb(255, 255, 255)", "rgb(0, 0, 0)", `" (https://mill.example/paper)"`, "none", "avoid", "avoid"}
	got.Address = asAddress(got.Address)
	if got != want {
		t.Errorf("printed as %+v, want %+v", got, want)
	}

	// Columns that scroll on the screen are whole on paper.
	b.visit(s.url + "/people/ilya-sutskever")
	b.print()
	if got := value[bool](b, shown+`('.change')`); got {
		t.Error("the choice of a topic is printed, though none is chosen")
	}
	b.visit(s.url + "/people/ilya-sutskever?topic=scaling")
	b.print()
	if cut := value[bool](b, `(() => { const e = document.querySelector('.moments-beside'); return e.scrollWidth > e.clientWidth; })()`); cut {
		t.Error("what stands side by side is cut at the edge of the paper")
	}
	if got := value[[]string](b, `[...document.querySelectorAll('.topics a')].filter((e) => e.checkVisibility()).map((e) => e.textContent)`); len(got) != 1 {
		t.Errorf("the topics %q are printed, want the chosen one", got)
	}
	// The appearance that lies open is printed in place of the timeline.
	b.visit(s.url + "/?open=ilya-sutskever/2025-11-26")
	b.until(`document.querySelector('dialog[open] .papers, dialog[open] .views') !== null`)
	b.print()
	if got := value[bool](b, shown+`('main')`); got {
		t.Error("the timeline is printed below the appearance that is open")
	}
	if got := value[bool](b, shown+`('dialog .views')`); !got {
		t.Error("the appearance that is open is not printed")
	}
}

// asAddress takes the two ways in which browsers tell of generated content as one: with the
// attribute, or with its value.
func asAddress(content string) string {
	if content == `" (" attr(href) ")"` {
		return `" (https://mill.example/paper)"`
	}
	return content
}
