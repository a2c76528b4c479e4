package e2e_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// graphiql opens the playground and waits until it has read the schema.
func (b *tab) graphiql(s *server, query string) {
	b.t.Helper()
	r, err := http.NewRequestWithContext(b.t.Context(), http.MethodHead, s.url+"/static/playground/playground.js", nil)
	if err != nil {
		b.t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	_ = answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		missing(b.t, "the playground is not built: run go generate ./web")
	}
	b.visit(s.url + "/playground" + query)
	b.until(`document.querySelector('.graphiql-query-editor .view-line') !== null`)
	b.click(`button[aria-label="Show Documentation Explorer"]`)
	b.until(`document.querySelector('.graphiql-plugin')?.innerText.includes('A GraphQL schema')`)
	b.click(`button[aria-label="Hide Documentation Explorer"]`)
}

// choose goes to a tab of GraphiQL, counted from 0.
func (b *tab) choose(i int) {
	b.t.Helper()
	b.click(fmt.Sprintf(`#graphiql-session-tab-%d`, i))
	b.until(fmt.Sprintf(`document.getElementById('graphiql-session-tab-%d').parentElement.ariaSelected === 'true'`, i))
}

// insist calls act again and again until an expression is true: GraphiQL takes a moment to
// notice which operation a tab has, and runs the former operation until then.
func (b *tab) insist(act func(), expression string) {
	b.t.Helper()
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); {
		act()
		for range 25 {
			if value[bool](b, expression) {
				return
			}
			time.Sleep(lookOver)
		}
	}
	b.until(expression) // fails the test, with the page's content
}

func (b *tab) execute() { b.click(`.graphiql-execute-button`) }

// control presses a key together with Ctrl.
func (b *tab) control(key, code string, windows int64) {
	b.t.Helper()
	for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeRawKeyDown, input.DispatchKeyEventTypeKeyUp} {
		b.do(command(input.DispatchKeyEvent, input.DispatchKeyEventParams{
			Type: kind, Key: key, Code: code, WindowsVirtualKeyCode: windows, Modifiers: int64(chromedp.ModifierCtrl),
		}))
	}
}

const answered = `(document.querySelector('.result-window .view-lines')?.innerText.replaceAll('\u00a0', ' ') ?? '')`

func TestPlaygroundRunsATypedQuery(t *testing.T) {
	s := serve(t)
	b := open(t, wide)
	b.graphiql(s, "")
	tabs := value[string](b, `[...document.querySelectorAll('.graphiql-tab')].map((t) => t.innerText.trim()).join()`)
	if tabs != "Person,Change,Search,Papers,Timeline,Years,Changes,Positions,Quote" {
		t.Errorf("the tabs are %q", tabs)
	}
	b.click(`.graphiql-tab-add`)
	b.until(`document.querySelectorAll('.graphiql-tab').length === 10`)
	b.click(`.graphiql-query-editor .view-lines`)
	b.control("a", "KeyA", 65)
	b.keys("{ corpus { revi")
	b.until(`[...document.querySelectorAll('.suggest-widget .monaco-list-row')].some((row) => row.getAttribute('aria-label').startsWith('revision'))`)
	b.keys("sion people")
	b.insist(func() { b.control("Enter", "Enter", 13) }, answered+`.includes('"people": 7')`)
	b.until(`new URL(location.href).searchParams.get('query')?.includes('people') ?? false`)
	b.shoot("playground-typed")
	workers := 0
	for _, address := range b.requests() {
		if strings.HasSuffix(address, ".worker.js") {
			workers++
		}
	}
	if workers < 3 {
		t.Errorf("%d workers are loaded, want those of the editor, GraphQL and JSON", workers)
	}
}

func TestPlaygroundRunsItsExamples(t *testing.T) {
	s := serve(t)
	b := open(t, wide)
	b.graphiql(s, "?query=%7Bcorpus%7Bpapers%7D%7D")
	for i, want := range []string{`"papers": 54`, "Ilya Sutskever", "规模化", "fragments", "recommendations", "hasNextPage", "byYear"} {
		b.choose(i)
		b.insist(b.execute, fmt.Sprintf("%s.includes(`%s`)", answered, want))
	}
	for i, want := range []string{`"count"`, `"VERBATIM"`} { // those behind the subscription
		b.choose(8 + i)
		b.insist(b.execute, fmt.Sprintf("%s.includes(`%s`)", answered, want))
	}
	b.choose(7)
	posts := 0
	b.insist(func() {
		if value[bool](b, `document.querySelector('.graphiql-execute-button[aria-label^="Execute"]') !== null`) {
			b.execute()
		}
		posts++
		s.load(fmt.Sprintf("later%d.md", posts), strings.Replace(laterPost, "1990-05", fmt.Sprintf("1990-05-%02d", posts), 1))
	}, answered+`.includes('"inserted": 1')`)
	b.execute() // ends the subscription
	b.click(`button[aria-label="Show GraphiQL Explorer"]`)
	b.until(`document.querySelector('.graphiql-plugin')?.innerText.includes('appearances')`)
}

// The server serves the console where the playground is not built.
func TestConsoleRunsATypedQuery(t *testing.T) {
	s := serve(t)
	b := open(t, wide)
	b.visit(s.url + "/playground")
	if value[bool](b, `document.getElementById('query') === null`) {
		b.visit(s.url + "/playground?console")
	}
	b.until(`document.getElementById('types').children.length > 10`)
	b.click("#query")
	b.control("a", "KeyA", 65)
	b.keys("{ corpus { revi")
	b.until(`document.querySelector('#completions:not([hidden])')?.innerText.includes('revision') ?? false`)
	b.keys("sion people } }")
	b.control("Enter", "Enter", 13)
	b.until(`document.getElementById('result').innerText.includes('"people": 7')`)
	b.until(`new URL(location.href).searchParams.get('query') === document.getElementById('query').value`)
	b.shoot("console")
}

func TestPlaygroundPictures(t *testing.T) {
	s := serve(t)
	for name, width := range map[string]int64{"wide": wide, "narrow": narrow} {
		for _, scheme := range []string{"light", "dark"} {
			if spared(scheme, width) {
				continue
			}
			b := open(t, width)
			b.media(scheme)
			b.graphiql(s, "")
			b.insist(b.execute, answered+`.includes('Ilya Sutskever')`)
			b.shoot("playground-" + name + "-" + scheme)
		}
	}
}
