package e2e_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
)

const (
	sentences = `[...document.querySelectorAll('.finds .find')].map((p) => p.innerText)`
	foundDays = `[...document.querySelectorAll('.finds > li > time')].map((time) => time.dateTime)`
)

// A search without scripts shows sentences under person and date, in the order that the
// reader chooses, and leads to the sentence on the page of its occasion.
func TestSearchShowsSentences(t *testing.T) {
	s := serve(t)
	b := open(t, wide)
	b.scripts(false)
	b.visit(s.url)
	b.click(`.site nav a[href="/search"]`)
	b.until(`location.pathname === '/search' && document.querySelector('#filter button') !== null`)
	b.click(`[name=text]`)
	b.keys("编译")
	b.click(`#filter button`)
	b.until(`location.search.includes('text=') && document.querySelectorAll('.finds .find').length > 0 && document.readyState === 'complete'`)
	for _, sentence := range value[[]string](b, sentences) {
		if !strings.Contains(sentence, "编译") {
			t.Errorf("the sentence %q lacks the word", sentence)
		}
	}
	if marked := value[[]string](b, `[...document.querySelectorAll('.find mark')].map((mark) => mark.innerText)`); len(marked) == 0 || marked[0] != "编译" {
		t.Errorf("marked are %q, want the word", marked)
	}
	if who := value[string](b, `document.querySelector('.finds .who a').innerText`); who == "" {
		t.Error("nobody stands above the sentence")
	}
	b.shoot("search-wide-light")
	for _, c := range []struct {
		order string
		want  func([]string) bool
	}{
		{"oldest", slices.IsSorted[[]string]},
		{"newest", func(days []string) bool {
			return slices.IsSortedFunc(days, func(a, b string) int { return strings.Compare(b, a) })
		}},
	} {
		b.click(fmt.Sprintf(`.choices a[href*="order=%s"]`, c.order))
		b.until(fmt.Sprintf(`location.search.includes('order=%s') && document.querySelector('.choices a[aria-current][href*="order=%s"]') !== null && document.readyState === 'complete'`, c.order, c.order))
		if days := value[[]string](b, foundDays); len(days) < 2 || !c.want(days) {
			t.Errorf("%s: the days are %q", c.order, days)
		}
	}
	sentence := value[string](b, `document.querySelector('.finds .find span').innerText`)
	b.click(`.finds .find a`)
	b.until(`location.pathname.startsWith('/people/') && document.querySelector(':target') !== null`)
	if at := value[string](b, `document.querySelector(':target').innerText`); !strings.Contains(at, strings.Trim(sentence, "…")) {
		t.Errorf("the address leads to %q, want %q", at, sentence)
	}
	if top := value[float64](b, `document.querySelector(':target').getBoundingClientRect().top`); top < 0 || top > tall {
		t.Errorf("the sentence is %.0f pixels below the top of the window", top)
	}
}

// What goes by a name is found beside the sentences, in Chinese too; what finds nothing says
// so once, and how to find more.
func TestSearchFindsNames(t *testing.T) {
	s := serve(t)
	b := open(t, narrow)
	b.media("dark")
	b.visit(s.url + "/search?lang=zh&text=Hopper")
	if got := value[string](b, `document.querySelector('.named dd a').getAttribute('href')`); got != "/people/grace-hopper?lang=zh" {
		t.Errorf("Hopper leads to %q", got)
	}
	if labels := value[[]string](b, `[...document.querySelectorAll('.named dt')].map((dt) => dt.innerText)`); !slices.Equal(labels, []string{"人物", "文章"}) {
		t.Errorf("found by name are %q", labels)
	}
	b.shoot("search-names-narrow-dark")
	b.visit(s.url + "/search?text=scaling")
	if got := value[string](b, `document.querySelector('.named a[href^="/topics/"]').getAttribute('href')`); got != "/topics/scaling" {
		t.Errorf("scaling leads to %q", got)
	}
	b.shoot("search-narrow-dark")
	b.visit(s.url + "/search?text=compiler+quux&person=grace-hopper")
	if got := value[string](b, `document.querySelector('main').innerText`); strings.Count(got, "Nothing has all of these words.") != 1 {
		t.Errorf("a search without finds says %q", got)
	}
	b.click(`.none a`)
	b.until(`location.search === '?text=compiler+quux' && document.querySelector('.none').innerText.includes('fewer words')`)
}

// The search of the timeline lists the same sentences below the chart.
func TestTimelineSearchShowsSentences(t *testing.T) {
	s := serve(t)
	b := open(t, wide)
	b.begin(s.url)
	b.click(`[name=text]`)
	b.keys("compiler")
	b.until(`document.querySelectorAll('#list .find mark').length > 0`)
	b.shoot("timeline-search-wide-light")
	other := open(t, wide)
	other.scripts(false)
	other.visit(s.url + "/?text=" + url.QueryEscape("compiler"))
	if with, without := value[[]string](b, sentences), value[[]string](other, sentences); !slices.Equal(with, without) {
		t.Errorf("with scripts %q, without %q", with, without)
	}
	other.click(`#list .choices a[href*="order=oldest"]`)
	other.until(`location.pathname === '/search'`)
}
