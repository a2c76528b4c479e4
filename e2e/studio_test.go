package e2e_test

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

const unclearPost = "---\ntitle: \"Gates: Marta Vogel\"\n---\n\nThey slow people down.\n"

// In each language and colour scheme, no page of the studio has a word of the other language,
// axe-core finds nothing, and nothing is wider than the window.
func TestStudioPages(t *testing.T) {
	script := library(t, "axe-core/axe.min.js")
	content := t.TempDir()
	keep(t, content, "slow.md", savedPost)
	keep(t, content, "gates.md", unclearPost)
	keep(t, content, "broken.md", "---\n- a\n---\n")
	s := serve(t, "--content="+content, "--studio=127.0.0.1:0")
	for _, c := range []struct {
		scheme   string
		width    int64
		language string
	}{{"light", wide, "en"}, {"dark", wide, "zh"}, {"light", 1024, "en"}, {"dark", 1024, "zh"}, {"light", narrow, "zh"}, {"dark", narrow, "en"}} {
		if spared(c.scheme, c.width) {
			continue
		}
		b := open(t, c.width)
		b.media(c.scheme)
		for _, page := range []string{"/", "/?open=", "/posts/slow.md", "/posts/gates.md", "/posts/broken.md", "/files", "/posts/none.md", "/nowhere"} {
			mark := "?"
			if strings.Contains(page, "?") {
				mark = "&"
			}
			b.visit(s.studio + page + mark + "lang=" + c.language)
			if lang := value[string](b, `document.documentElement.lang`); !strings.HasPrefix(lang, c.language) {
				t.Errorf("%s is in %q, want %q", page, lang, c.language)
			}
			if c.language == "zh" {
				for _, text := range b.english() {
					t.Errorf("%s says %s", page, text)
				}
			}
			if wider := value[int](b, `document.documentElement.scrollWidth - innerWidth`); wider > 0 {
				t.Errorf("%s, %d pixels: %d pixels wider than the window", page, c.width, wider)
			}
			value[bool](b, script+"\n;true")
			for _, violation := range violations(b) {
				t.Errorf("%s, %s, %d pixels: %s", page, c.scheme, c.width, violation)
			}
			b.shoot("studio" + regexp.MustCompile(`\W+`).ReplaceAllString(page+".", "-") + c.language + "-" + c.scheme + "-" + strconv.FormatInt(c.width, 10))
		}
	}
}

// A page of the studio that is open shows what is saved, with no word of the reader's; the next
// step that it tells, taken, is understood.
func TestStudioFollows(t *testing.T) {
	content := t.TempDir()
	keep(t, content, "gates.md", unclearPost)
	s := serve(t, "--content="+content, "--studio=127.0.0.1:0")
	b := open(t, wide)
	b.visit(s.studio + "/posts/gates.md")
	b.follows()
	lines := value[string](b, `document.querySelector('.understood pre').innerText`)
	if want := "person: Marta Vogel\nappearance: {title: \"Gates: Marta Vogel\", date: YYYY-MM-DD}"; strings.TrimSpace(lines) != want {
		t.Fatalf("the page says to write %q, want %q", lines, want)
	}
	keep(t, content, "gates.md", strings.Replace(unclearPost, "---\n\n", strings.TrimSpace(strings.ReplaceAll(lines, "YYYY-MM-DD", "2024-03-05"))+"\n---\n\n", 1))
	b.until(`document.querySelector('.understood').innerText.includes('marta-vogel/2024-03-05')`)
	const marked = `[...document.querySelectorAll('.lines mark')].map((m) => m.closest('li').id + ' ' + m.className + ' ' + m.innerText)`
	if got, want := value[[]string](b, marked), []string{"L2 person Marta Vogel", "L3 person Marta Vogel", "L4 date 2024-03-05"}; !slices.Equal(got, want) {
		t.Errorf("marked %q, want %q", got, want)
	}
	b.click(`.understood a[href="#L3"]`)
	b.until(`location.hash === '#L3' && document.querySelector('#L3:target') !== null`)
	b.visit(s.url + "/people/marta-vogel/2024-03-05")
	b.until(`document.querySelector('h1').innerText.includes('Gates')`)
}

// A page of another origin can read nothing of the studio, and cannot frame it.
func TestStudioIsClosedToOtherPages(t *testing.T) {
	content := t.TempDir()
	keep(t, content, "slow.md", savedPost)
	s := serve(t, "--content="+content, "--studio=127.0.0.1:0")
	b := open(t, wide)
	b.visit(s.url)
	for what, expression := range map[string]string{
		"fetch": `fetch(` + "`" + s.studio + "/`" + `).then((a) => a.text()).then(() => 'read', () => 'refused')`,
		"frame": `new Promise((done) => { const f = document.createElement('iframe'); f.src = '` + s.studio + `/'; f.onload = () => { try { done(f.contentDocument.body.innerText) } catch { done('refused') } }; document.body.append(f); })`,
	} {
		if got := b.awaited(expression); got == "read" || strings.Contains(got, "Vogel") {
			t.Errorf("%s: %q", what, got)
		}
	}
	b.forgive() // the browser reports what the policies refuse
}

// awaited is the text that a promise of JavaScript comes to.
func (b *tab) awaited(expression string) string {
	b.t.Helper()
	text, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%s: %v", expression, err)
	}
	return text
}
