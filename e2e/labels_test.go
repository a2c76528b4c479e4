package e2e_test

import (
	"strings"
	"testing"
	"time"
)

// labels are, of every appearance that is drawn, the key, the side of its label, whether the
// label is cut, whether the chart has room for the label on a side of the mark, and how many
// pixels the mark and the text of the label are apart.
const labels = `[...document.querySelectorAll('.item:not(.out)')].map((item) => {
  const [mark, label] = [item.querySelector('.mark'), item.querySelector('.label')];
  const range = document.createRange();
  range.selectNodeContents(label);
  const [dot, text] = [mark.getBoundingClientRect(), range.getBoundingClientRect()];
  const side = item.dataset.side;
  const axis = document.querySelector('.axis').getBoundingClientRect();
  const room = Math.max(axis.right - dot.right, dot.left - axis.left) - 6;
  return {key: item.dataset.opens, side, cut: side === 'none' || label.scrollWidth > label.clientWidth + 1, room: label.scrollWidth <= room,
    apart: side === 'after' ? text.left - dot.right : side === 'before' ? dot.left - text.right : 6};
})`

type label struct {
	Key, Side string
	Cut, Room bool
	Apart     float64
}

// No label of the sample is cut where there is room, and those on the left are as close to
// their dots as those on the right.
func TestLabels(t *testing.T) {
	s := serve(t)
	for _, scheme := range []string{"light", "dark"} {
		b := open(t, wide)
		b.media(scheme)
		b.begin(s.url)
		sides := map[string]int{}
		for _, l := range value[[]label](b, labels) {
			sides[l.Side]++
			if l.Cut && l.Room {
				t.Errorf("the label of %s is cut, on the side %s", l.Key, l.Side)
			}
			if l.Apart < 5 || l.Apart > 8 {
				t.Errorf("the label of %s is %.1f pixels from its dot on the side %s, want 6", l.Key, l.Apart, l.Side)
			}
		}
		if sides["before"] == 0 || sides["after"] == 0 {
			t.Errorf("labels stand on the sides %v, want some on either", sides)
		}
		if over := value[[]string](b, overlaps); len(over) > 0 {
			t.Errorf("%q", over)
		}
		b.shoot("labels-wide-" + scheme)
	}
}

// What has been is not drawn into the future: neither the bar of this year nor the room beside
// a single date.
func TestNothingIsDrawnIntoTheFuture(t *testing.T) {
	s := serve(t)
	year := time.Now().UTC().Format("2006")
	s.load("now.md", "---\nperson: Nina Now\n---\n## 演讲 - "+year+"\n\n**主题:** 机器\n\n### 看法\n\n* 会学习。\n")
	b := open(t, wide)
	b.begin(s.url + "/?person=nina-now")
	shown := value[string](b, `document.querySelector('.range').textContent`)
	if !strings.HasSuffix(shown, time.Now().UTC().Format("Jan 2006")) && !strings.HasSuffix(shown, year) {
		t.Errorf("the chart shows %q, want it to end today", shown)
	}
	ends := value[float64](b, `(() => {
	  const mark = document.querySelector('.item[data-opens^="nina-now/"] .mark').getBoundingClientRect(), axis = document.querySelector('.axis').getBoundingClientRect();
	  return axis.right - mark.right;
	})()`)
	if ends < 0 || ends > 40 {
		t.Errorf("the bar of this year ends %.0f pixels ahead of the end of the chart, want the margin alone", ends)
	}
}

// A filter that nothing passes says so once, where the list would be, with what to widen; in
// both languages, with scripts and without.
func TestNothingFound(t *testing.T) {
	s := serve(t)
	for _, c := range []struct{ lang, says, words, all string }{
		{"en", "Nothing passes this filter.", "Without “nowhere”", "Show everything"},
		{"zh", "没有符合筛选条件的内容。", "去掉“nowhere”", "显示全部"},
	} {
		for _, scripts := range []bool{true, false} {
			b := open(t, narrow)
			b.media(map[bool]string{true: "light", false: "dark"}[scripts])
			b.scripts(scripts)
			b.visit(s.url + "/?text=nowhere&kind=TALK&lang=" + c.lang)
			if scripts {
				b.until(`document.documentElement.classList.contains('drawn')`)
			}
			told := value[string](b, `document.querySelector('main').innerText`)
			if strings.Count(told, c.says) != 1 || !strings.Contains(told, c.all) {
				t.Errorf("%s, scripts %t: the page says %q", c.lang, scripts, told)
			}
			if chart := value[bool](b, `document.getElementById('chart').checkVisibility()`); chart {
				t.Errorf("%s, scripts %t: an empty chart is shown", c.lang, scripts)
			}
			b.shoot("nothing-narrow-" + c.lang)
			if way := value[string](b, `document.querySelector('#list .none a').innerText`); way != c.words {
				t.Errorf("%s: the first way out is %q, want %q", c.lang, way, c.words)
			}
			b.click(`#list .none a`)
			b.until(`location.search === '?kind=TALK&lang=` + c.lang + `' && document.querySelectorAll('#list .entry').length === 3`)
		}
	}
}
