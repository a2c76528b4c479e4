package e2e_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/chromedp/chromedp"
)

// library reads the script of an npm package.
func library(t *testing.T, path string) string {
	t.Helper()
	script, err := os.ReadFile("../web/node_modules/" + path)
	if err != nil {
		missing(t, "%v: run go generate ./web", err)
	}
	return string(script)
}

// TimelineJS reads the export without an error.
func TestTimelineJSReadsTheExport(t *testing.T) {
	script := library(t, "@knight-lab/timelinejs/dist/js/timeline.js")
	s := serve(t)
	b := open(t, wide)
	b.visit(s.url + "/timeline.json")
	value[bool](b, script+"\n;true")
	type told struct {
		Valid  bool
		Errors []string
		Events int
		First  string
		Years  []int
	}
	value[bool](b, `(() => {
	  const data = JSON.parse(document.body.innerText);
	  document.body.innerHTML = '<div id="timeline"></div>';
	  window.timeline = new TL.Timeline('timeline', data, {font: location.origin + '/static/base.css'}); // so that no font is loaded from elsewhere
	  return true;
	})()`)
	b.until(`window.timeline.config !== null`)
	got := value[told](b, `(() => {
	  const {config} = window.timeline;
	  config.validate();
	  return {
	    Valid: config.isValid(), Errors: config.getErrors(), Events: config.events.length, First: config.events[0].text.headline,
	    Years: [config.getEarliestDate(), config.getLatestDate()].map((date) => date.data.year),
	  };
	})()`)
	want := told{Valid: true, Errors: []string{}, Events: 33, First: "Alan Turing: 宣读《论可计算数》", Years: []int{1936, 2025}}
	if a, b := asJSON(t, got), asJSON(t, want); a != b {
		t.Errorf("TimelineJS reads %s, want %s", a, b)
	}
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// axe-core finds no violation of WCAG 2.2, level AA, on any page.
func TestAccessibility(t *testing.T) {
	script := library(t, "axe-core/axe.min.js")
	s := serve(t)
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{wide, narrow} {
			if spared(scheme, width) {
				continue
			}
			b := open(t, width)
			b.media(scheme)
			for _, page := range []string{
				"/", "/?kind=TALK", "/?open=ilya-sutskever/2024", "/people/ilya-sutskever?topic=scaling", "/people/ilya-sutskever/2025-11-26",
				"/people", "/topics", "/topics/scaling", "/papers", "/papers?author=nobody", "/papers/attention-is-all-you-need", "/posts", "/posts/ilya-sutskever", "/playground?console",
				"/search", "/search?text=compiler", "/search?text=Hopper", "/search?text=nowhere+at+all", "/?text=compiler",
			} {
				b.visit(s.url + page)
				b.until(`!document.querySelector('#state') || document.getElementById('state').textContent === ''`)
				b.until(`!location.search.includes('open=') || document.querySelector('dialog[open] .papers') !== null`)
				b.until(`!location.search.includes('console') || document.getElementById('types').children.length > 10`)
				b.check()
				value[bool](b, script+"\n;true")
				for _, violation := range violations(b) {
					t.Errorf("%s, %s, %d pixels: %s", page, scheme, width, violation)
				}
			}
		}
	}
}

// violations are the violations that axe-core finds on the page.
func violations(b *tab) []string {
	b.t.Helper()
	found, err := chromedp.Run(b.ctx, chromedp.Evaluate[[]string](`axe.run({preload: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
	  .then(({violations}) => violations.flatMap((v) => v.nodes.map((n) => v.id + ': ' + n.html.slice(0, 200) + ' ' + n.failureSummary)))`,
		chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatal(err)
	}
	b.forgive() // axe-core itself adds styles, which the policy stops
	return found
}
