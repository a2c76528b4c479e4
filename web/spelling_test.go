package web

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"text/template/parse"

	"golang.org/x/net/html"

	"viewline/web/words"
)

// These tests hold templates and scripts to the catalogue: neither spells a word for readers
// itself, and what they say is there in each language.

var letters = regexp.MustCompile(`\p{L}`)

// spelled are the names of things that templates may spell, since they are the same in each
// language, and what programs alone read.
var spelled = []string{"Viewline", "TimelineJS", "BibTeX", "CSL-JSON", "(JSON)", `{"slug": "ilya-sutskever"}`, "image/png", "summary_large_image"}

// types are the types of content, which templates tell apart.
var types = []string{passageType, viewpointType, recommendationType, sectionType}

// readable are the attributes whose values are for readers.
var readable = []string{"alt", "aria-description", "aria-label", "aria-placeholder", "aria-roledescription", "aria-valuetext", "label", "placeholder", "summary", "title"}

func TestTemplatesSpellNoWords(t *testing.T) {
	for _, file := range append(files(t, "templates/*.html"), files(t, "../studio/templates/*.html")...) {
		for _, found := range spelledIn(t, file) {
			t.Errorf("%s", found)
		}
	}
}

// spelledIn are the words that a template spells, and its messages that the catalogue lacks.
func spelledIn(t *testing.T, file string) []string {
	t.Helper()
	return spelledInTemplate(t, file, read(t, file))
}

func spelledInTemplate(t *testing.T, file, text string) (found []string) {
	t.Helper()
	tree := parse.New(file)
	tree.Mode = parse.SkipFuncCheck
	trees := map[string]*parse.Tree{}
	if _, err := tree.Parse(text, "", "", trees); err != nil {
		t.Fatal(err)
	}
	for _, tree := range trees {
		w := templateWalk{}
		w.node(tree.Root)
		for _, key := range w.keys {
			if words.Catalogue[key] == nil {
				found = append(found, file+" says "+key+", which the catalogue lacks")
			}
		}
		for _, constant := range w.constants {
			if strings.Contains(constant, " ") || constant != "" && 'A' <= constant[0] && constant[0] <= 'Z' && !slices.Contains(types, constant) {
				found = append(found, file+" has the text "+constant+" in an action; want a message of the catalogue")
			}
		}
		found = append(found, spelledInHTML(file, w.text.String())...)
	}
	return found
}

// templateWalk gathers what stands in a template: its text, in which each action is the
// figure 0, the keys of its messages, and its other constants.
type templateWalk struct {
	text            strings.Builder
	keys, constants []string
}

func (w *templateWalk) node(n parse.Node) {
	switch n := n.(type) {
	case *parse.ListNode:
		if n == nil {
			return
		}
		for _, one := range n.Nodes {
			w.node(one)
		}
	case *parse.TextNode:
		w.text.Write(n.Text)
	case *parse.ActionNode:
		w.text.WriteString("0")
		w.pipe(n.Pipe)
	case *parse.TemplateNode:
		w.text.WriteString("0")
		w.pipe(n.Pipe)
	case *parse.IfNode:
		w.branch(&n.BranchNode)
	case *parse.WithNode:
		w.branch(&n.BranchNode)
	case *parse.RangeNode:
		w.branch(&n.BranchNode)
	}
}

func (w *templateWalk) branch(n *parse.BranchNode) {
	w.pipe(n.Pipe)
	w.node(n.List)
	w.node(n.ElseList)
}

func (w *templateWalk) pipe(n *parse.PipeNode) {
	if n == nil {
		return
	}
	for _, command := range n.Cmds {
		for i, arg := range command.Args {
			switch arg := arg.(type) {
			case *parse.PipeNode:
				w.pipe(arg)
			case *parse.StringNode:
				if function, ok := command.Args[0].(*parse.IdentifierNode); ok && i == 1 && slices.Contains([]string{"say", "rich", "linked", "counted"}, function.Ident) {
					w.keys = append(w.keys, arg.Text)
				} else {
					w.constants = append(w.constants, arg.Text)
				}
			}
		}
	}
}

// spelledInHTML are the words that stand between the elements, and in attributes for
// readers.
func spelledInHTML(file, text string) (found []string) {
	inside := func(text string) {
		for _, name := range spelled {
			text = strings.ReplaceAll(text, name, "")
		}
		if text = strings.TrimSpace(text); letters.MatchString(text) {
			found = append(found, file+" spells "+text)
		}
	}
	tokens := html.NewTokenizer(strings.NewReader(strings.ReplaceAll(text, "noscript>", "div>"))) // which it takes as text
	code := 0                                                                                     // how many elements are open whose text is code
	for {
		kind := tokens.Next()
		token := tokens.Token()
		switch kind {
		case html.ErrorToken:
			return found
		case html.TextToken:
			if code == 0 {
				inside(token.Data)
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			if token.Data == "code" && kind == html.StartTagToken {
				code++
			}
			for _, a := range token.Attr {
				switch {
				case slices.Contains(readable, a.Key):
					inside(a.Val)
				case a.Key == "content" && !slices.ContainsFunc(token.Attr, func(a html.Attribute) bool { return a.Val == "viewport" || a.Val == "color-scheme" }):
					inside(a.Val)
				}
			}
		case html.EndTagToken:
			if token.Data == "code" {
				code--
			}
		}
	}
}

func files(t *testing.T, pattern string) []string {
	t.Helper()
	all, err := filepath.Glob(pattern)
	if err != nil || len(all) == 0 {
		t.Fatalf("%s: %d files, %v", pattern, len(all), err)
	}
	return all
}

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Every message of the catalogue is said somewhere.
func TestNoMessageIsLeftOver(t *testing.T) {
	var all strings.Builder
	for _, pattern := range []string{"*.go", "words/*.go", "templates/*.html", "static/*.js", "../build/*.js", "../studio/*.go", "../studio/templates/*.html"} {
		for _, file := range files(t, pattern) {
			if !strings.HasSuffix(file, "_test.go") {
				all.WriteString(read(t, file))
			}
		}
	}
	made := regexp.MustCompile(`^(month\.|kind\.|kinds\.|role\.|console\.kind\.|nav\.|suggest\.[A-Z])|^(people|topics|papers|posts)\.description$|\.text$`)
	for key := range words.Catalogue {
		if !made.MatchString(key) && !regexp.MustCompile("[\"'`]"+regexp.QuoteMeta(key)+"[\"'`]").MatchString(all.String()) {
			t.Errorf("nothing says %s", key)
		}
	}
}
