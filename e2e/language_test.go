package e2e_test

import (
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/network"

	"viewline/web/words"
)

// told are the texts of the page for its readers, those of scripts included, but for what is
// marked as English and for code.
const told = `(() => {
  const all = [document.title];
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) all.push(node.data.trim());
    if (node.nodeType !== Node.ELEMENT_NODE || /^(script|style|code|textarea|noscript)$/i.test(node.tagName) || node.lang === 'en') return;
    for (const name of ['title', 'aria-label', 'placeholder', 'alt']) all.push(node.getAttribute(name) ?? '');
    node.childNodes.forEach(walk);
  };
  walk(document.body);
  document.querySelectorAll('meta[name="description"], meta[property="og:description"]').forEach((meta) => all.push(meta.content));
  return all.filter(Boolean);
})()`

// englishWords are the pieces of all English messages, between the values and elements in
// them, which a Chinese page must not have: as a text of their own, and anywhere where they
// are several words.
var englishWords = sync.OnceValue(func() (all []string) {
	between := regexp.MustCompile(`%(?:\[\d\])?[ds]|<[^>]*>`)
	same := regexp.MustCompile(`^(Viewline|Ctrl|Enter|Space|English|GraphiQL|npm|make playground|/query|(?:topics|viewline)\.yaml|--.*)$`)
	letter := regexp.MustCompile(`[A-Za-z]`)
	for _, in := range words.Catalogue {
		for _, text := range in["en"] {
			for _, piece := range between.Split(text, -1) {
				piece = strings.Trim(piece, " ,.:;()…“”?–")
				if letter.MatchString(piece) && !same.MatchString(piece) {
					all = append(all, piece)
				}
			}
		}
	}
	return all
})

// english are the texts of the page that have English words of the interface.
func (b *tab) english() (found []string) {
	b.t.Helper()
	for _, text := range value[[]string](b, told) {
		for _, piece := range englishWords() {
			if text == piece || strings.Contains(piece, " ") && strings.Contains(text, piece) {
				found = append(found, text+" (“"+piece+"”)")
			}
		}
	}
	return found
}

// settle waits until the scripts of the page have shown what they have to.
func (b *tab) settle() {
	b.t.Helper()
	b.until(`!document.querySelector('#state') || document.getElementById('state').textContent === '' && document.querySelector('.item') !== null || location.search.includes('none')`)
	b.until(`!location.search.includes('open=') || document.querySelector('dialog[open] .report') !== null`)
	b.until(`!location.search.includes('console') || document.getElementById('types').children.length > 10`)
}

// In Chinese no page has an English word of the interface, whether the server or a script
// says it, and axe-core finds nothing.
func TestChinesePages(t *testing.T) {
	script := library(t, "axe-core/axe.min.js")
	s := serve(t)
	for _, c := range []struct {
		scheme string
		width  int64
	}{{"light", wide}, {"dark", narrow}} {
		b := open(t, c.width)
		b.media(c.scheme)
		for _, page := range []string{
			"/?lang=zh", "/?kind=TALK&lang=zh", "/?open=ilya-sutskever/2024&lang=zh", "/?text=none+of+these+words&lang=zh",
			"/people?lang=zh", "/people/ilya-sutskever?lang=zh", "/people/ilya-sutskever?topic=scaling&lang=zh", "/people/ilya-sutskever/2025-11-26?lang=zh",
			"/topics?lang=zh", "/topics/scaling?lang=zh", "/papers?lang=zh", "/papers?author=nobody&lang=zh", "/papers/attention-is-all-you-need?lang=zh",
			"/posts?lang=zh", "/posts/ilya-sutskever?lang=zh", "/playground?console&lang=zh",
			"/search?lang=zh", "/search?text=compiler&lang=zh", "/search?text=Hopper&lang=zh", "/search?text=none+of+these&lang=zh",
			"/nowhere?lang=zh", "/people/nobody?lang=zh", "/?from=1950-13&lang=zh",
		} {
			b.visit(s.url + page)
			if lang := value[string](b, `document.documentElement.lang`); lang != "zh-Hans" {
				t.Errorf("%s is in %q", page, lang)
			}
			if !strings.Contains(page, "1950-13") {
				b.settle()
			}
			for _, text := range b.english() {
				t.Errorf("%s says %s", page, text)
			}
			value[bool](b, script+"\n;true")
			for _, violation := range violations(b) {
				t.Errorf("%s, %s, %d pixels: %s", page, c.scheme, c.width, violation)
			}
			name := regexp.MustCompile(`\W+`).ReplaceAllString(page, "-")
			b.shoot("zh" + name + c.scheme)
		}
		b.forgive() // the browser reports the status of errors as errors
	}
}

// What scripts say is in the language of the page, dates too.
func TestScriptsSpeakChinese(t *testing.T) {
	s := serve(t)
	b := open(t, wide)
	b.begin(s.url + "/?lang=zh")
	for expression, want := range map[string]string{
		`document.querySelector('.range').textContent`:                                        "1936年至2025年",
		`document.querySelector('.tools .hint').textContent`:                                  "按住 Ctrl 或 ⌘ 滚动、双指缩放，拖动平移",
		`document.querySelector('.item[data-opens="alan-turing/1950-10"] .hidden').innerText`: "，1950年10月，随笔",
		`[...document.querySelectorAll('.axis span')].at(-1).textContent`:                     "2020年",
	} {
		if got := value[string](b, expression); got != want {
			t.Errorf("%s is %q, want %q", expression, got, want)
		}
	}
	b.begin(s.url + "/?lang=zh&zoom=2025-05-01..2025-07-01")
	if got := value[string](b, `document.querySelector('.range').textContent`); got != "2025年5月1日至2025年6月30日" {
		t.Errorf("two months are %q", got)
	}
	if got := value[[]string](b, `[...document.querySelectorAll('.axis span')].map((s) => s.textContent).slice(0, 2)`); len(got) < 2 || got[0] != "2025年5月" || !strings.HasPrefix(got[1], "5月") || !strings.HasSuffix(got[1], "日") {
		t.Errorf("the axis says %q", got)
	}
	b.begin(s.url + "/?lang=en&zoom=2025-05-01..2025-07-01")
	if got := value[string](b, `document.querySelector('.range').textContent`); got != "1 May 2025 – 30 Jun 2025" {
		t.Errorf("two months in English are %q", got)
	}
}

// The language that the reader chose by the switch stays while the reader goes on, by links,
// the filter and the chart; the switch leads to the same page, with what it shows.
func TestTheChosenLanguageStays(t *testing.T) {
	s := serve(t)
	for _, scripts := range []bool{true, false} {
		b := open(t, wide)
		b.scripts(scripts)
		b.visit(s.url + "/?kind=TALK")
		if !strings.Contains(value[string](b, `document.querySelector('h1').textContent`), "Who said what") {
			t.Error("a reader of English gets another page")
		}
		if scripts {
			b.until(drawn + ` === 3`)
		}
		b.click("#elsewhere")
		b.until(`document.documentElement.lang === 'zh-Hans' && location.search === '?kind=TALK&lang=zh'`)
		if scripts {
			b.until(drawn + ` === 3 && document.getElementById('state').textContent === ''`)
			b.click(`.chip[data-kind="SPEECH"]`)
			b.until(`location.search.includes('kind=SPEECH') && location.search.includes('lang=zh') && document.getElementById('state').textContent === ''`)
			b.until(`document.getElementById('elsewhere').getAttribute('href').includes('kind=SPEECH')`)
			b.click(`#clear`)
			b.until(`location.search === '?lang=zh' && ` + drawn + ` === 33`)
			b.click(`.item[data-opens="ilya-sutskever/2020"]`)
			b.until(`document.querySelector('dialog[open] .source')?.innerText.includes('这次发言的链接') ?? false`)
			b.click(`dialog .close`)
			b.until(`document.querySelector('dialog[open]') === null`)
		} else {
			b.click(`.actions button`)
			b.until(`location.search.includes('kind=TALK') && location.search.includes('lang=zh') && location.search.includes('text=')`)
		}
		b.click(`.site nav a[href^="/people"]`)
		b.until(`location.pathname === '/people' && document.querySelector('h1').textContent === '人物' && document.readyState === 'complete'`)
		b.click(`.names a[href^="/people/ilya-sutskever"]`)
		b.until(`location.pathname === '/people/ilya-sutskever' && document.documentElement.lang === 'zh-Hans' && document.readyState === 'complete'`)
		b.click(`.topics a[href^="?topic=scaling"]`)
		b.until(`document.querySelectorAll('.moments-beside article').length === 2 && document.documentElement.lang === 'zh-Hans' && document.readyState === 'complete'`)
		b.click("#elsewhere")
		b.until(`document.documentElement.lang === 'en' && location.search === '?lang=en&topic=scaling'`)
	}
}

// A reader who chose nothing gets the language that the browser asks for.
func TestTheBrowsersLanguage(t *testing.T) {
	s := serve(t)
	b := open(t, wide)
	b.do(command(network.Enable, network.EnableParams{}), command(network.SetExtraHTTPHeaders, network.SetExtraHTTPHeadersParams{Headers: network.Headers{"Accept-Language": "zh-TW,zh;q=0.9,en;q=0.8"}}))
	b.begin(s.url)
	if got := value[string](b, `document.querySelector('h1').textContent`); got != "谁在何时说了什么" {
		t.Errorf("a reader of Traditional Chinese gets %q", got)
	}
	if got := value[string](b, `location.search`); got != "" {
		t.Errorf("the address is %q", got)
	}
	b.click(`.site nav a[href="/papers"]`)
	b.until(`document.querySelector('h1').textContent === '论文'`)
}
