package e2e_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

const drawn = `document.querySelectorAll('.item:not(.out)').length`

// begin opens the timeline at an address and waits until it is drawn.
func (b *tab) begin(address string) {
	b.t.Helper()
	b.visit(address)
	b.until(`document.querySelector('.item') !== null && document.getElementById('state').textContent === ''`)
}

// wheel turns the wheel over the middle of the chart, with Ctrl held.
func (b *tab) wheel(deltaY float64) {
	b.t.Helper()
	at := value[[]float64](b, `(() => { const r = document.querySelector('.axis').getBoundingClientRect(); return [r.left + r.width / 2, r.bottom + 20] })()`)
	b.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseWheel, at[0], at[1], func(p *input.DispatchMouseEventParams) {
		p.Modifiers = 2                 // Ctrl
		p.DeltaX, p.DeltaY = .1, deltaY // not zero, which would be left out, and the protocol requires both
	}))
}

func TestDrawsEveryAppearance(t *testing.T) {
	s := serve(t)
	for _, width := range []int64{wide, narrow} {
		b := open(t, width)
		b.begin(s.url)
		if n := value[int](b, drawn); n != 33 {
			t.Errorf("%d pixels: %d appearances are drawn, want 33", width, n)
		}
		if n := value[int](b, `document.querySelectorAll('.lane').length`); n != 7 {
			t.Errorf("%d pixels: %d lanes, want 7", width, n)
		}
		if got := value[string](b, `document.querySelector('.range').textContent`); got != "1936 – 2025" {
			t.Errorf("%d pixels: the chart shows %q", width, got)
		}
		if over := value[[]string](b, overlaps); len(over) > 0 {
			t.Errorf("%d pixels: %q", width, over)
		}
		if out := value[int](b, `document.documentElement.scrollWidth - innerWidth`); out > 0 {
			t.Errorf("%d pixels: the page is %d pixels wider than the window", width, out)
		}
	}
}

// overlaps lists the marks, clusters and labels of a lane that overlap.
const overlaps = `[...document.querySelectorAll('.track')].flatMap((track) => {
  const boxes = [...track.querySelectorAll('.item:not(.out, [hidden]), .cluster:not(.out, [hidden])')].flatMap((item) => {
    const inside = item.dataset.side === 'inside';
    return [...item.querySelectorAll(inside ? '.mark' : '.mark, .label')].map((part) => [item, part, part.getBoundingClientRect()]);
  }).filter(([, , r]) => r.width > 0);
  return boxes.flatMap(([item, part, a], i) => boxes.slice(i + 1)
    .filter(([other, , b]) => other !== item && a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
    .map(([other, over]) => (item.dataset.opens ?? item.ariaLabel) + ' ' + part.className + ' and ' + (other.dataset.opens ?? other.ariaLabel) + ' ' + over.className));
})`

func TestManyPeople(t *testing.T) {
	content := t.TempDir()
	for i := range 45 {
		post := fmt.Sprintf("---\nperson: Person %02d\n---\n## 演讲 %d - %d-05\n\n**主题:** 机器\n\n### 看法\n\n* 会学习。\n", i, i, 1950+i)
		if err := os.WriteFile(filepath.Join(content, fmt.Sprintf("p%02d.md", i)), []byte(post), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	b := open(t, wide)
	b.begin(serve(t, "--content="+content).url)
	if n := value[int](b, `document.querySelectorAll('.lane').length`); n != 24 {
		t.Errorf("%d lanes, want 24", n)
	}
	if more := value[string](b, `document.querySelector('.more').textContent`); more != "Show 21 more people" {
		t.Errorf("below them stands %q", more)
	}
	value[bool](b, `document.querySelector('.more').click(), true`)
	b.until(`document.querySelectorAll('.lane').length === 45 && document.querySelector('.more').hidden && ` + drawn + ` === 45`)
}

func TestZooms(t *testing.T) {
	s := serve(t)
	b := open(t, wide)
	b.begin(s.url)
	for range 4 {
		b.wheel(-240)
	}
	b.until(drawn + ` < 33 && location.search.includes('zoom=')`)
	if over := value[[]string](b, overlaps); len(over) > 0 {
		t.Errorf("after the wheel: %q", over)
	}
	was := value[string](b, `document.querySelector('.range').textContent`)
	at := value[[]float64](b, `(() => { const r = document.querySelector('.axis').getBoundingClientRect(); return [r.left + r.width / 2, r.bottom + 4] })()`)
	b.do(
		chromedp.MouseEvent(input.DispatchMouseEventTypeMousePressed, at[0], at[1], chromedp.ButtonLeft),
		chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at[0]-100, at[1], chromedp.ButtonLeft),
		chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at[0]-300, at[1], chromedp.ButtonLeft),
		chromedp.MouseEvent(input.DispatchMouseEventTypeMouseReleased, at[0]-300, at[1], chromedp.ButtonLeft),
	)
	if now := value[string](b, `document.querySelector('.range').textContent`); now == was {
		t.Errorf("a drag leaves the chart at %q", now)
	}
	shown := value[string](b, `document.querySelector('.range').textContent`)
	b.until(`(window.was !== location.search ? (window.was = location.search, window.since = performance.now()) : 0, performance.now() - window.since > 400)`) // the address follows the chart when it rests
	sent := value[string](b, `location.href`)
	other := open(t, wide)
	other.begin(sent)
	if got := value[string](other, `document.querySelector('.range').textContent`); got != shown {
		t.Errorf("the address shows %q to somebody else, want %q", got, shown)
	}
	for range 8 {
		b.wheel(400)
	}
	b.until(drawn + ` === 33 && !location.search.includes('zoom=')`)
}

// Two fingers that move apart zoom in.
func TestPinch(t *testing.T) {
	s := serve(t)
	b := open(t, narrow)
	b.do(command(emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true}))
	b.begin(s.url)
	at := value[[]float64](b, `(() => { const r = document.querySelector('.axis').getBoundingClientRect(); return [r.left + r.width / 2, r.bottom + 4] })()`)
	touch := func(kind input.DispatchTouchEventType, apart ...float64) {
		t.Helper()
		points := []*input.TouchPoint{}
		for i, d := range apart {
			points = append(points, &input.TouchPoint{X: at[0] + d, Y: at[1], ID: new(float64(i))})
		}
		b.do(command(input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: points}))
	}
	touch(input.DispatchTouchEventTypeTouchStart, -20, 20)
	for _, d := range []float64{30, 50, 80, 120} {
		touch(input.DispatchTouchEventTypeTouchMove, -d, d)
	}
	touch(input.DispatchTouchEventTypeTouchEnd)
	b.until(drawn + ` < 33 && location.search.includes('zoom=')`)
}

// The bar of a date without a day is as long as the month or the year.
func TestPartialDatesAreSpans(t *testing.T) {
	b := open(t, wide)
	b.begin(serve(t).url + "/?zoom=2024-01-01..2026-01-01")
	widths := value[map[string]float64](b, `Object.fromEntries([...document.querySelectorAll('.item:not(.out)')].map((i) =>
	  [i.dataset.opens, i.querySelector('.mark').getBoundingClientRect().width / document.querySelector('.axis').clientWidth]))`)
	if w := widths["ilya-sutskever/2024"]; w < .49 || w > .52 {
		t.Errorf("2024 takes %.2f of two years, want half", w)
	}
	if w := widths["ilya-sutskever/2025-06-06"]; w > .02 {
		t.Errorf("2025-06-06 takes %.2f of two years, want a point", w)
	}
	if len(widths) != 3 {
		t.Errorf("in view are %v, want three", widths)
	}
}

func TestKeyboard(t *testing.T) {
	s := serve(t)
	b := open(t, wide)
	b.begin(s.url)
	value[bool](b, `document.querySelector('.item[tabindex="0"]').focus(), true`)
	focus := func() string { return value[string](b, `document.activeElement.dataset.opens ?? ''`) }
	if got := focus(); got != "alan-turing/1936-11-12" {
		t.Errorf("the first appearance is %q", got)
	}
	press := func(key string) {
		for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeKeyDown, input.DispatchKeyEventTypeKeyUp} {
			b.do(command(input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: kind, Key: key}))
		}
	}
	press("ArrowRight")
	if got := focus(); got != "alan-turing/1947-02-20" {
		t.Errorf("right of it is %q", got)
	}
	press("ArrowDown")
	if got := focus(); got != "claude-shannon/1948-07" {
		t.Errorf("below that is %q", got)
	}
	for range 6 {
		press("+")
	}
	b.until(drawn + ` < 20 && !document.activeElement.classList.contains('out')`)
	press("End")
	b.until(`document.activeElement.dataset.opens === 'ilya-sutskever/2025-11-26' && !document.activeElement.classList.contains('out')`)
	if tip := value[string](b, `document.querySelector('.tip').innerText`); !strings.Contains(tip, "26 November 2025 interview") {
		t.Errorf("beside it stands %q", tip)
	}
	press("0")
	b.until(drawn + ` === 33`)
}

func TestFilters(t *testing.T) {
	s := serve(t)
	b := open(t, wide)
	b.begin(s.url)
	settled := func(n string) {
		t.Helper()
		b.until(drawn + ` === ` + n + ` && document.getElementById('state').textContent === ''`)
	}
	b.click(`.chip[data-kind="TALK"]`)
	b.until(`location.search === '?kind=TALK'`)
	settled("3")
	b.do(chromedp.NavigateBack())
	settled("33")
	value[bool](b, `(() => { const f = document.querySelector('[name=person]'); f.value = 'grace-hopper'; f.dispatchEvent(new Event('change', {bubbles: true})); return true })()`)
	settled("5")
	if lanes := value[string](b, `[...document.querySelectorAll('.lane .name a')].map((a) => a.textContent).join()`); lanes != "Grace Hopper" {
		t.Errorf("lanes of %q", lanes)
	}
	if list := value[string](b, `document.getElementById('newest').textContent`); list != "5 appearances pass the filter" {
		t.Errorf("the list is headed %q", list)
	}
	if feed := value[string](b, `document.querySelector('.exports a[href^="/feed.atom"]').getAttribute('href')`); feed != "/feed.atom?person=grace-hopper" {
		t.Errorf("the feed is at %q", feed)
	}
	b.click(`#clear`)
	settled("33")
	b.click(`[name=text]`)
	b.keys("价值函数")
	b.until(`location.search.startsWith('?text=') && document.querySelectorAll('.lane').length < 7 && document.querySelector('.item') !== null`)
	b.begin(s.url + "/?from=1950&to=1951")
	keys := value[[]string](b, `[...document.querySelectorAll('.item')].map((i) => i.dataset.opens).sort()`)
	if want := []string{"alan-turing/1950-10", "alan-turing/1951-05-15", "claude-shannon/1950-03", "claude-shannon/1951-01"}; !slices.Equal(keys, want) {
		t.Errorf("1950 to 1951: %q, want %q", keys, want)
	}
	b.visit(s.url + "/?text=no+such+words+anywhere")
	b.until(`document.getElementById('state').textContent === '' && document.getElementById('newest').textContent === 'Nothing passes this filter.'`)
}

// TestSuggestions types a name by its beginning and, on a Chinese page, by its initials, and
// follows what is suggested.
func TestSuggestions(t *testing.T) {
	s := serve(t)
	b := open(t, wide)
	const found = `[...document.querySelectorAll('#suggestions a')].map((a) => a.textContent).join()`
	b.begin(s.url)
	if hidden := value[bool](b, `document.getElementById('suggestions').hidden`); !hidden {
		t.Error("suggestions are shown before a key is pressed")
	}
	b.click(`[name=text]`)
	b.keys("sutsk")
	b.until(found + `.startsWith('Ilya Sutskever Sutskever person')`)
	b.click(`#suggestions a`)
	b.until(`location.pathname === '/people/ilya-sutskever'`)

	b.begin(s.url + "/?lang=zh")
	b.click(`[name=text]`)
	b.keys("gh")
	b.until(found + `.startsWith('Grace Hopper 人物')`)
	b.click(`#suggestions a`)
	b.until(`location.pathname + location.search === '/people/grace-hopper?lang=zh'`)
}

// TestOneStepPerSearch types a search in pieces: it is one step of the history, and a later
// search is another.
func TestOneStepPerSearch(t *testing.T) {
	s := serve(t)
	b := open(t, wide)
	b.begin(s.url)
	before := value[int](b, `history.length`)
	b.click(`[name=text]`)
	for _, piece := range []string{"com", "pil", "er"} {
		was := value[string](b, `location.search`)
		b.keys(piece)
		b.until(`location.search !== ` + fmt.Sprintf("%q", was))
	}
	if got := value[string](b, `location.search`); got != "?text=compiler" {
		t.Errorf("the address has %q", got)
	}
	if n := value[int](b, `history.length`) - before; n != 1 {
		t.Errorf("%d steps of the history for one search; want 1", n)
	}
	b.click(`.chip[data-kind="TALK"]`)
	b.until(`location.search.includes('kind=TALK')`)
	b.do(chromedp.NavigateBack())
	b.until(`location.search === '?text=compiler'`)
	b.do(chromedp.NavigateBack())
	b.until(`location.search === ''`)
}

func TestClickOpensTheAppearance(t *testing.T) {
	s := serve(t)
	b := open(t, wide)
	b.begin(s.url)
	b.click(`.item[data-opens="ilya-sutskever/2020"]`)
	b.until(`document.querySelector('dialog[open] .views') !== null`)
	panel := value[string](b, `document.querySelector('dialog[open]').innerText`)
	for _, want := range []string{
		"Ilya Sutskever", "做客 Lex Fridman 播客访谈", "2020", "深度学习为什么有效，还差什么", "Lex Fridman Podcast #94",
		"三样东西凑齐", "Transformer 的长处", "适合 GPU 并行；", "ilya-sutskever.md, line",
	} {
		if !strings.Contains(panel, want) {
			t.Errorf("the panel lacks %q:\n%s", want, panel)
		}
	}
	if video := value[string](b, `[...document.querySelectorAll('dialog[open] a')].find((a) => a.textContent === '36:04').href`); video != "https://www.youtube.com/watch?v=13CZPWmke6A&t=2164" {
		t.Errorf("36:04 leads to %q", video)
	}
	if at := value[string](b, `location.search`); at != "?open=ilya-sutskever/2020" {
		t.Errorf("the address is %q", at)
	}
	b.do(chromedp.NavigateBack())
	b.until(`document.querySelector('dialog[open]') === null`)
	b.begin(s.url + "/?open=ilya-sutskever/2024")
	b.until(`document.querySelector('dialog[open] .papers a[href="https://arxiv.org/abs/1706.03762"]') !== null`)
	b.click(`dialog .close`)
	b.until(`document.querySelector('dialog[open]') === null && location.search === ''`)
}

const laterPost = `---
title: "Grace Hopper在各个场合的观点"
---
## Grace Hopper 在船上的演讲 - 1990-05

**主题:** 更快的机器

### 1. 看法

* **更小：** 信号要走的路越短越好。
`

func TestAnImportShowsUp(t *testing.T) {
	s := serve(t)
	b, person := open(t, wide), open(t, wide)
	b.begin(s.url)
	person.visit(s.url + "/people/grace-hopper")
	for _, tab := range []*tab{b, person} {
		tab.follows()
	}
	value[bool](person, `document.getElementById('1986-10-02').open = true`)
	s.load("later.md", laterPost)
	b.until(`document.querySelector('.item.new[data-opens="grace-hopper/1990-05"]') !== null`)
	b.until(`document.getElementById('counts').innerText.includes('34')`)
	person.until(`document.getElementById('1990-05') !== null && document.getElementById('1986-10-02').open`)
}

// Without scripts a page has the same text.
func TestWithoutScripts(t *testing.T) {
	s := serve(t)
	b := open(t, wide)
	b.scripts(false)
	b.visit(s.url + "/?person=Ilya+Sutskever")
	if n := value[int](b, `document.querySelectorAll('#list .rail > li').length`); n != 4 {
		t.Errorf("the list has %d appearances, want 4", n)
	}
	b.click(`.actions button`)
	b.until(`location.search.startsWith('?text=&person=ilya-sutskever')`)
	b.click(`#list a[href="/people/ilya-sutskever/2020"]`)
	b.until(`document.querySelector('#appearance .views') !== null`)
	b.click(`.who a`)
	b.until(`location.pathname === '/people/ilya-sutskever'`)
	b.click(`.topics a[href="?topic=scaling#changed"]`)
	b.until(`document.querySelectorAll('.moments-beside article').length === 2`)
}

func TestErrorsAreTold(t *testing.T) {
	s := serve(t)
	b := open(t, wide)
	b.visit(s.url + "/?from=1950-13")
	if got := value[string](b, `document.querySelector('main').innerText`); !strings.Contains(got, "month 13") {
		t.Errorf("a wrong date: %q", got)
	}
	b.forgive() // the browser reports the status as an error
	b.begin(s.url)
	b.network(false)
	b.click(`.chip[data-kind="TALK"]`)
	b.until(`document.getElementById('state').textContent.startsWith('The timeline did not load')`)
	b.network(true)
	b.click(`#state button`)
	b.until(drawn + ` === 3 && document.getElementById('state').textContent === ''`)
	b.forgive() // the browser reported the missing network as errors
}

func TestPictures(t *testing.T) {
	s := serve(t)
	for name, width := range map[string]int64{"wide": wide, "narrow": narrow} {
		for _, scheme := range []string{"light", "dark"} {
			b := open(t, width)
			b.media(scheme)
			b.begin(s.url)
			b.shoot("timeline-" + name + "-" + scheme)
			b.begin(s.url + "/?open=ilya-sutskever/2025-11-26")
			b.until(`document.querySelector('dialog[open] .views') !== null`)
			b.shoot("appearance-" + name + "-" + scheme)
			b.visit(s.url + "/people/ilya-sutskever?topic=scaling")
			b.shoot("person-" + name + "-" + scheme)
		}
	}
}
