package e2e_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// clustered writes the post of one person: thirty talks on as many days of one month, twelve on
// one day, and one each long before and long after.
func clustered(t *testing.T) string {
	t.Helper()
	var post strings.Builder
	post.WriteString("---\nperson: Nina Many\n---\n")
	talk := func(name, date string) {
		fmt.Fprintf(&post, "## Talk %s - %s\n\n**主题:** 机器\n\n### 看法\n\n* **一点**：会学习。\n\n", name, date)
	}
	talk("first", "1990-02-03")
	for day := 1; day <= 30; day++ {
		talk(fmt.Sprintf("month %d", day), fmt.Sprintf("2001-03-%02d", day))
	}
	for n := range 12 {
		talk(fmt.Sprintf("day %d", n), "2010-06-06")
	}
	talk("last", "2020-08-09")
	content := t.TempDir()
	if err := os.WriteFile(filepath.Join(content, "nina.md"), []byte(post.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return content
}

// Of the chart, what the reader sees: the numbers of clusters, and how many marks stand alone.
const (
	clusters = `[...document.querySelectorAll('.cluster:not(.out, [hidden]) .mark')].map((c) => c.innerText).join()`
	alone    = `document.querySelectorAll('.item:not(.out, [hidden])').length`
	listed   = `document.querySelectorAll('.cluster-list:popover-open a').length`
)

// Where marks of a lane would overlap there is a cluster. It opens at a click: the chart zooms
// to its days, or, where they are one, there is a list.
func TestClusters(t *testing.T) {
	s := serve(t, "--content="+clustered(t))
	for _, c := range []struct {
		scheme, lang, label string
		width               int64
	}{
		{"light", "en", "30 appearances, 1 Mar 2001 – 30 Mar 2001", wide},
		{"dark", "zh", "30 次发言，2001年3月1日至2001年3月30日", narrow},
	} {
		b := open(t, c.width)
		b.media(c.scheme)
		b.begin(s.url + "/?lang=" + c.lang)
		if got := value[string](b, clusters); got != "30,12" {
			t.Fatalf("%d pixels: clusters of %s, want 30 and 12", c.width, got)
		}
		if n := value[int](b, alone); n != 2 {
			t.Errorf("%d pixels: %d marks stand alone, want 2", c.width, n)
		}
		if got := value[string](b, `document.querySelector('.cluster').ariaLabel`); got != c.label {
			t.Errorf("the cluster is called %q, want %q", got, c.label)
		}
		b.shoot("clusters-" + c.scheme)
		b.click(`.cluster:not([hidden])`)
		b.until(`location.search.includes('zoom=2001-0')`)
		if over := value[[]string](b, overlaps); len(over) > 0 {
			t.Errorf("%d pixels: %q", c.width, over)
		}
		if got, n := value[string](b, clusters), value[int](b, alone); c.width == wide && (got != "" || n != 30) {
			t.Errorf("zoomed to the month: clusters of %q and %d marks alone, want 30 marks", got, n)
		}
		b.shoot("cluster-opened-" + c.scheme)

		b.begin(s.url + "/?lang=" + c.lang)
		value[bool](b, `[...document.querySelectorAll('.cluster')].find((c) => c.innerText === '12').click(), true`)
		b.until(listed + ` === 12`)
		if at := value[[]float64](b, `(() => { const r = document.querySelector('.cluster-list').getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom] })()`); at[0] < 0 || at[1] < 0 || at[2] > float64(c.width) || at[3] > tall {
			t.Errorf("%d pixels: the list reaches out of the window, from %v", c.width, at)
		}
		b.shoot("cluster-listed-" + c.scheme)
		b.click(`.cluster-list li:nth-child(3) a`)
		b.until(`location.search.includes('open=nina-many/2010-06-06') && document.querySelector('dialog[open] .report') !== null && ` + listed + ` === 0`)
	}
}

// Keys go from marks to clusters and into them; what has the focus keeps it while the chart is
// drawn anew.
func TestKeysReachClusters(t *testing.T) {
	b := open(t, wide)
	b.begin(serve(t, "--content="+clustered(t)).url)
	const focus = `(document.activeElement.dataset.opens ?? document.activeElement.innerText)`
	step := func(key, want string) {
		t.Helper()
		b.keys(key)
		b.until(focus + ` === "` + want + `"`)
	}
	value[bool](b, `document.querySelector('.item[tabindex="0"], .cluster[tabindex="0"]').focus(), true`)
	step(kb.ArrowRight, "30")
	step(kb.ArrowRight, "12")
	step(kb.ArrowRight, "nina-many/2020-08-09")
	step(kb.ArrowLeft, "12")
	b.keys(kb.Enter)
	b.until(listed + ` === 12 && document.activeElement.closest('.cluster-list') !== null`)
	b.keys(kb.Escape)
	b.until(listed + ` === 0 && ` + focus + ` === '12'`)
	step(kb.ArrowLeft, "30")
	if n := value[int](b, `document.querySelectorAll('.chart [tabindex="0"]').length`); n != 1 {
		t.Errorf("Tab leads to %d marks, want one", n)
	}
	b.keys(kb.Enter)
	b.until(`document.activeElement.dataset.opens === 'nina-many/2001-03-01' && ` + alone + ` === 30`)
	step(kb.ArrowRight, "nina-many/2001-03-02")
	b.keys("0")
	b.until(focus + ` === '30'`)
}

// Clusters and the list of one pass axe-core.
func TestClustersAreAccessible(t *testing.T) {
	script := library(t, "axe-core/axe.min.js")
	s := serve(t, "--content="+clustered(t))
	for scheme, width := range map[string]int64{"light": wide, "dark": narrow} {
		b := open(t, width)
		b.media(scheme)
		b.begin(s.url)
		value[bool](b, `document.getElementById('list').remove(), true`) // which other tests look at
		value[bool](b, script+"\n;true")
		for _, violation := range violations(b) {
			t.Errorf("%s: %s", scheme, violation)
		}
		value[bool](b, `[...document.querySelectorAll('.cluster')].find((c) => c.innerText === '12').click(), true`)
		b.until(listed + ` === 12`)
		for _, violation := range violations(b) {
			t.Errorf("%s, with the list: %s", scheme, violation)
		}
	}
}
