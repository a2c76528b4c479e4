package e2e_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// crowd writes posts of so many people, each with so many appearances from 1990 on; the person
// of number 0 has one more than the others.
func crowd(t *testing.T, people, each int) string {
	t.Helper()
	content := t.TempDir()
	for i := range people {
		var post strings.Builder
		fmt.Fprintf(&post, "---\nperson: Person %03d\n---\n", i)
		times := each
		if i == 0 {
			times++
		}
		for n := range times {
			fmt.Fprintf(&post, "## 演讲 %d - %d-%02d-%02d\n\n**主题:** 机器\n\n### 看法\n\n* **第 %d 点**：会学习。\n\n", n, 1990+(i*7+n*3)%35, 1+(i+n)%12, 1+(i*n+n/35)%28, n)
		}
		if err := os.WriteFile(filepath.Join(content, fmt.Sprintf("p%03d.md", i)), []byte(post.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return content
}

// frame is the time that the page takes to zoom once, and that of it which scripts take, in
// milliseconds: of twenty, the ones in the middle.
const frame = `(async () => {
  const plus = document.querySelectorAll('.tools button')[1], minus = document.querySelectorAll('.tools button')[0];
  const took = [], scripts = [];
  for (let i = 0; i < 20; i++) {
    const start = performance.now();
    (i % 2 ? minus : plus).click();
    scripts.push(performance.now() - start);
    document.body.offsetHeight; // has the layout done
    took.push(performance.now() - start);
    await new Promise(requestAnimationFrame);
  }
  return [took, scripts].map((all) => all.sort((a, b) => a - b)[10]);
})()`

// measure prints how high the chart is, and how long the page takes to zoom it.
func (b *tab) measure(what string) {
	b.t.Helper()
	height := value[float64](b, `document.getElementById('chart').getBoundingClientRect().height`)
	took, err := chromedp.Run(b.ctx, chromedp.Evaluate[[]float64](frame, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatal(err)
	}
	b.t.Logf("%s: %.0f pixels high, %.1f ms a zoom, %.1f of them in scripts", what, height, took[0], took[1])
}

// The chart of 30,000 appearances has those of the most active people as marks and clusters.
func TestAChartOfThirtyThousand(t *testing.T) {
	b := open(t, wide)
	b.visit(serve(t, "--content="+crowd(t, 300, 100)).url)
	b.until(`document.documentElement.classList.contains('drawn') && document.querySelectorAll('.lane').length === 24`)
	if counts := value[string](b, `document.getElementById('counts').innerText`); !strings.Contains(counts, "30,001 appearances") {
		t.Errorf("the page counts %q", counts)
	}
	b.measure("300 people, 30,001 appearances")
	if over := value[[]string](b, overlaps); len(over) > 0 {
		t.Errorf("%q", over)
	}
	value[bool](b, `document.getElementById('chart').scrollIntoView(), true`)
	b.shoot("crowd-of-thirty-thousand-wide-light")
}

// The chart of 300 people shows those with most appearances, tells of the years of all, and
// stays quick.
func TestAChartOfThreeHundred(t *testing.T) {
	b := open(t, wide)
	s := serve(t, "--content="+crowd(t, 300, 10))
	b.begin(s.url)
	if counts := value[string](b, `document.getElementById('counts').innerText`); !strings.Contains(counts, "300 people") || !strings.Contains(counts, "3,001 appearances") {
		t.Errorf("the page counts %q", counts)
	}
	if n := value[int](b, `document.querySelectorAll('.lane').length`); n != 24 {
		t.Errorf("%d lanes, want 24", n)
	}
	if n := value[int](b, `document.querySelectorAll('.item').length`); n != 241 {
		t.Errorf("%d appearances are drawn, want the 241 of the 24 people", n)
	}
	if shown := value[string](b, `document.querySelector('.range').textContent`); shown != "1990 – 2024" {
		t.Errorf("the chart shows %q, want the years of all", shown)
	}
	if first := value[bool](b, `document.querySelector('.lane .name a[href="/people/person-000"]') !== null`); !first {
		t.Error("the most active person is left out")
	}
	height := value[float64](b, `document.getElementById('chart').getBoundingClientRect().height`)
	b.measure("300 people, 3,001 appearances")
	if height > 3000 {
		t.Errorf("the chart is %.0f pixels high", height)
	}

	// The strip has all years, and moves the view.
	if bars := value[int](b, `document.querySelectorAll('.bars i').length`); bars < 34 || bars > 37 {
		t.Errorf("the strip has %d bars, want one a year", bars)
	}
	value[bool](b, `document.querySelectorAll('.tools button')[2].click(), scrollTo(0, 0), true`)
	at := value[[]float64](b, `(() => { const r = document.querySelector('.bars').getBoundingClientRect(); return [r.left + r.width / 2, r.top + 10] })()`)
	b.do(chromedp.MouseClickXY(at[0], at[1]))
	b.until(`location.search.includes('zoom=200') && !document.querySelector('.strip .window').hidden`)
	b.shoot("crowd-wide-light")

	// The axis stays in sight, and a bare wheel scrolls the page.
	view := value[string](b, `document.querySelector('.range').textContent`)
	at = value[[]float64](b, `(() => { const r = document.querySelector('.axis').getBoundingClientRect(); return [r.left + r.width / 2, r.bottom + 20] })()`)
	b.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseWheel, at[0], at[1], func(p *input.DispatchMouseEventParams) { p.DeltaX, p.DeltaY = .1, 900 }))
	b.until(`scrollY > 500 && Math.abs(document.querySelector('.axis').getBoundingClientRect().top) < 2`)
	b.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseWheel, at[0], at[1], func(p *input.DispatchMouseEventParams) { p.DeltaX, p.DeltaY = .1, -300 }))
	b.until(`scrollY < 700`)
	if now := value[string](b, `document.querySelector('.range').textContent`); now != view {
		t.Errorf("a bare wheel moved the chart from %q to %q", view, now)
	}
	b.shoot("crowd-scrolled-wide-light")

	more := func() string { return value[string](b, `document.querySelector('.more').textContent`) }
	if more() != "Show 24 more people" {
		t.Errorf("of 300 people, 24 being shown, the button says %q", more())
	}
	value[bool](b, `document.querySelector('.more').click(), true`)
	b.until(`document.querySelectorAll('.lane').length === 48`)

	// What lies outside of the view is counted beside the name, and a press leads there.
	b.until(`document.querySelectorAll('.beyond button:not([hidden])').length > 40`)
	if label := value[string](b, `document.querySelector('.beyond button:not([hidden])').ariaLabel`); !strings.HasSuffix(label, "earlier") {
		t.Errorf("an arrow says %q", label)
	}
	view = value[string](b, `document.querySelector('.range').textContent`)
	value[bool](b, `document.querySelector('.beyond button:last-child:not([hidden])').click(), true`)
	b.until(fmt.Sprintf(`document.querySelector('.range').textContent !== %q`, view))

	// The button tells what it shows: 24 people each time, and then all.
	for _, lanes := range []int{72, 96} {
		value[bool](b, `document.querySelector('.more').click(), true`)
		b.until(fmt.Sprintf(`document.querySelectorAll('.lane').length === %d && document.getElementById('state').textContent === ''`, lanes))
	}
	if more() != "Show all people" {
		t.Errorf("of 300 people, 96 being shown, the button says %q", more())
	}
	value[bool](b, `document.querySelector('.more').click(), true`)
	b.until(`document.querySelectorAll('.lane').length > 100 && document.querySelector('.more').hidden`)

	// People are chosen by typing: their lanes are in the address, and are all there are.
	b.visit(s.url)
	b.until(`document.querySelectorAll('.lane').length === 24 && document.querySelector('.choose input').checkVisibility()`)
	for i, name := range []string{"Person 217", "Person 123"} {
		b.click(`.choose input`)
		b.keys(name)
		b.until(fmt.Sprintf(`document.querySelector('.choose li button')?.innerText === %q`, name))
		b.click(`.choose li button`)
		b.until(fmt.Sprintf(`document.querySelectorAll('.lane').length === %d && document.getElementById('state').textContent === ''`, i+1))
	}
	b.until(`location.search === '?with=person-217%2Cperson-123'`)
	if shown := value[string](b, `document.querySelector('.range').textContent`); shown != "1990 – 2024" {
		t.Errorf("with people chosen the chart shows %q, want the years of all", shown)
	}
	b.shoot("crowd-chosen-wide-light")
	b.click(`.choose > button`)
	b.until(`location.search === '' && document.querySelectorAll('.lane').length === 24`)

	// So is the person of the filter.
	b.click(`[name=person]`)
	b.keys("Person 21")
	b.until(`document.querySelector('#suggestions button')?.innerText.startsWith('Person 21')`)
	name := value[string](b, `document.querySelector('#suggestions button').innerText`)
	b.click(`#suggestions button`)
	b.until(`location.search.startsWith('?person=person-21') && document.querySelectorAll('.lane').length === 1 && document.getElementById('state').textContent === ''`)
	if lane := value[string](b, `document.querySelector('.lane .name').innerText`); lane != name {
		t.Errorf("the lane is that of %q, want %q", lane, name)
	}
}

// What the chart of many people has beside the marks passes axe-core, zoomed in, so that the
// arrows are there, and with people chosen.
func TestACrowdIsAccessible(t *testing.T) {
	script := library(t, "axe-core/axe.min.js")
	s := serve(t, "--content="+crowd(t, 30, 10))
	for _, c := range []struct {
		scheme, lang string
		width        int64
	}{{"light", "en", wide}, {"dark", "zh", narrow}} {
		b := open(t, c.width)
		b.media(c.scheme)
		for _, page := range []string{"/?zoom=2000-01-01..2006-01-01", "/?with=person-001,person-002"} {
			b.visit(s.url + page + "&lang=" + c.lang)
			b.until(`document.documentElement.classList.contains('drawn') && document.querySelectorAll('.lane').length > 1 && document.querySelector('.choose').checkVisibility()`)
			if out := value[int](b, `document.documentElement.scrollWidth - innerWidth`); out > 0 {
				t.Errorf("%s: the page is %d pixels wider than the window", page, out)
			}
			value[bool](b, script+"\n;true")
			for _, violation := range violations(b) {
				t.Errorf("%s, %s: %s", page, c.scheme, violation)
			}
			value[bool](b, `document.getElementById('chart').scrollIntoView(), true`)
			b.shoot("crowd-" + c.scheme + "-" + strings.NewReplacer("/", "", "?", "", "=", "-", ",", "-").Replace(page)[:5])
		}
	}
}
