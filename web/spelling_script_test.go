package web

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/js"

	"viewline/web/words"
)

// The test finds what it is to find.
func TestSpelledWordsAreFound(t *testing.T) {
	for text, want := range map[string]int{
		`<p class="who">{{say "nav.people"}}</p><code>go run</code> Viewline`:        0,
		`<p>{{if .X}}Newest{{else}}{{say "home.newest"}}{{end}}</p>`:                 1,
		`<a aria-label="{{.Name}}, in order">{{.Name}}</a>`:                          1,
		`<a {{if .X}}title="Go"{{end}}>{{range .Y}}{{with .Z}}und{{end}}{{end}}</a>`: 2,
		`{{define "x"}}<p>{{or .Title "no title"}} {{say "no.such.message"}}{{end}}`: 2,
		`<input placeholder="价值函数">{{say (print "role." .Role)}}`:                    1,
		`<meta name="description" content="All">`:                                    1,
	} {
		if found := spelledInTemplate(t, "x.html", text); len(found) != want {
			t.Errorf("%s: found %q, want %d", text, found, want)
		}
	}
	for text, want := range map[string]int{
		`element('p', {className: 'when', textContent: say('chart.all')}, 'x'.y)`: 0,
		`tell('Loading')`:                                         1,
		`element('p', {title: 'all'}, node)`:                      1,
		`node.textContent = done ? say('chart.all') : 'all'`:      1,
		"throw new Error(`the page ${x}`)":                        1,
		`box.append(say('no.such.message'), say('nav.people'))`:   3,
		"list.append(`${n} types`, '…')":                          2,
		`addEventListener('keydown', (e) => e.key === 'ArrowUp')`: 0,
		`text('span', 'label', 'unknown')`:                        1,
		`made.setAttribute('aria-label', 'close')`:                1,
	} {
		if found := spelledInScript(t, "chart.js", text); len(found) != want {
			t.Errorf("%s: found %q, want %d", text, found, want)
		}
	}
}

// scriptGroups are the groups of messages that pages have for their scripts: those of the
// start page, and of the console.
var scriptGroups = map[bool][]string{false: {"chart", "cite", "date", "kind", "live", "month", "suggest"}, true: {"console"}}

// consoleScripts are the scripts of the console.
var consoleScripts = []string{"console.js", "complete.js", "graphql.js", "schema.js"}

func TestScriptsSpellNoWords(t *testing.T) {
	for _, file := range files(t, "static/*.js") {
		for _, found := range spelledInScript(t, filepath.Base(file), read(t, file)) {
			t.Errorf("%s", found)
		}
	}
}

func spelledInScript(t *testing.T, file, text string) []string {
	t.Helper()
	ast, err := js.Parse(parse.NewInputString(text), js.Options{})
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	w := &scriptWalk{file: file}
	js.Walk(w, ast)
	return w.found
}

// scriptWalk gathers the words that a script spells, and its messages that the page does not
// have for it.
type scriptWalk struct {
	file  string
	found []string
}

// showing are the functions whose values readers see, with the place of the first such value.
var showing = map[string]int{
	"append": 0, "prepend": 0, "replaceChildren": 0, "tell": 0, "show": 0, "before": 0, "after": 0, "alert": 0,
	"text": 2, "element": 2, "node": 2, "button": 0, "Error": 0, "TypeError": 0,
}

func (w *scriptWalk) Exit(js.INode) {}

func (w *scriptWalk) Enter(n js.INode) js.IVisitor {
	switch n := n.(type) {
	case *js.CallExpr:
		name := lastName(n.X)
		if name == "say" {
			w.said(n.Args.List[0].Value)
			for _, arg := range n.Args.List[1:] {
				js.Walk(w, arg.Value)
			}
			return nil
		}
		w.shown(name, n.Args.List)
	case *js.NewExpr:
		if n.Args != nil {
			w.shown(lastName(n.X), n.Args.List)
		}
	case *js.Property:
		if n.Name != nil && isReadable(n.Name.String()) {
			w.texts(n.Value, "shows")
		}
	case *js.BinaryExpr:
		if n.Op == js.EqToken && isReadable(lastName(n.X)) {
			w.texts(n.Y, "shows")
		}
	case *js.LiteralExpr:
		if n.TokenType == js.StringToken {
			w.words(strings.Trim(n.String(), `'"`))
		}
	case *js.TemplateExpr:
		w.words(plainOf(n))
	}
	return w
}

// said checks the key of a message; of one that is put together, it takes the beginning.
func (w *scriptWalk) said(key js.IExpr) {
	groups := scriptGroups[slices.Contains(consoleScripts, w.file)]
	name := ""
	switch key := key.(type) {
	case *js.LiteralExpr:
		if name = strings.Trim(key.String(), `'"`); words.Catalogue[name] == nil {
			w.found = append(w.found, w.file+" says "+name+", which the catalogue lacks")
		}
	case *js.TemplateExpr:
		name, _, _ = strings.Cut(strings.TrimPrefix(string(key.List[0].Value), "`"), "${")
	}
	if group, _, _ := strings.Cut(name, "."); !slices.Contains(groups, group) {
		w.found = append(w.found, w.file+" says "+name+", which its page does not have: it has the groups "+strings.Join(groups, ", "))
	}
}

func (w *scriptWalk) shown(function string, args []js.Arg) {
	from, ok := showing[function]
	if function == "setAttribute" && len(args) == 2 && isReadable(strings.Trim(args[0].Value.String(), `'"`)) {
		from, ok = 1, true
	}
	if !ok {
		return
	}
	for i, arg := range args {
		if i >= from {
			w.texts(arg.Value, "shows")
		}
	}
}

// texts looks for texts with letters in an expression: in the expression itself, and in the
// branches of a condition.
func (w *scriptWalk) texts(e js.IExpr, how string) {
	text := ""
	switch e := e.(type) {
	case *js.LiteralExpr:
		if e.TokenType == js.StringToken {
			text = strings.Trim(e.String(), `'"`)
		}
	case *js.TemplateExpr:
		text = plainOf(e)
	case *js.CondExpr:
		w.texts(e.X, how)
		w.texts(e.Y, how)
		return
	case *js.GroupExpr:
		w.texts(e.X, how)
		return
	case *js.BinaryExpr:
		w.texts(e.X, how)
		w.texts(e.Y, how)
		return
	}
	if (letters.MatchString(text) || strings.Contains(text, "…")) && !reads(text) { // which words finds
		w.found = append(w.found, w.file+" "+how+" "+text)
	}
}

func (w *scriptWalk) words(text string) {
	if reads(text) {
		w.found = append(w.found, w.file+" spells "+text)
	}
}

var (
	sentence = regexp.MustCompile(`\p{L}{2,} +\p{L}{2,}|…|[^\x00-\x7F]\p{L}|^[A-Z][a-z]+( |$)`)
	keyNames = regexp.MustCompile(`^(Enter|Tab|Escape|Home|End|Accept|Boolean|Backspace)$`)
)

// reads reports whether a text is words for readers, wherever it stands.
func reads(text string) bool {
	return sentence.MatchString(text) && !keyNames.MatchString(text)
}

// plainOf is a template literal with a figure for each of its values.
func plainOf(n *js.TemplateExpr) string {
	var text strings.Builder
	for _, part := range n.List {
		text.WriteString(strings.TrimSuffix(strings.TrimLeft(string(part.Value), "`}"), "${") + "0")
	}
	text.WriteString(strings.Trim(string(n.Tail), "}`"))
	return text.String()
}

// lastName is the name of what an expression calls or sets: append of a.b.append.
func lastName(e js.IExpr) string {
	name := e.String()
	return strings.Trim(name[strings.LastIndexAny(name, ".?")+1:], "() ")
}

func isReadable(name string) bool {
	name = strings.Trim(name, `'"`)
	return slices.Contains(readable, name) || name == "textContent" || name == "innerText" || name == "ariaLabel" || name == "innerHTML"
}
