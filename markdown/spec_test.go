package markdown

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/testutil"
)

// specDeviations are the examples of CommonMark that this package reads otherwise, and why.
var specDeviations = map[int]string{
	163: "a component's tags are hidden, and what stands between them is Markdown",
	201: "bar is no element of HTML",
	265: "a number of four digits or more begins no list",
	356: "an asterisk between digits is a sign",
	380: "** opens before a quotation mark where a ** behind one follows",
	491: "foo is no element of HTML",
	524: "bar is no element of HTML",
	536: "bar is no element of HTML",
	590: "[[foo]] is a link to a note",
	613: "bab and c2c are no elements of HTML",
	614: "b2 is no element of HTML",
	615: "b2 is no element of HTML",
	617: "a component's tag is hidden",
	623: "foo is no element of HTML",
}

// TestCommonMarkSpec pins that this package changes no example of CommonMark but those of specDeviations, and each of
// these.
func TestCommonMarkSpec(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(goldmarkDir(t), "_test", "spec.json"))
	if err != nil {
		t.Fatal(err)
	}
	var examples []struct {
		Markdown string
		HTML     string
		Example  int
	}
	if err := json.Unmarshal(data, &examples); err != nil {
		t.Fatal(err)
	}
	if len(examples) < 600 {
		t.Fatalf("%d examples; the specification has more than 600", len(examples))
	}
	cases := make([]testutil.MarkdownTestCase, len(examples))
	for i, e := range examples {
		cases[i] = testutil.MarkdownTestCase{No: e.Example, Markdown: e.Markdown, Expected: e.HTML}
	}
	m := withDialect(html.WithXHTML(), html.WithUnsafe())
	same := slices.DeleteFunc(slices.Clone(cases), func(c testutil.MarkdownTestCase) bool { return specDeviations[c.No] != "" })
	if len(same)+len(specDeviations) != len(cases) {
		t.Errorf("%d of %d deviations are examples", len(cases)-len(same), len(specDeviations))
	}
	testutil.DoTestCases(m, same, t)
	for _, c := range cases {
		if reason := specDeviations[c.No]; reason != "" {
			var b strings.Builder
			if err := m.Convert([]byte(c.Markdown), &b); err != nil {
				t.Fatal(err)
			}
			if b.String() == c.Expected {
				t.Errorf("example %d is as in CommonMark, although %s", c.No, reason)
			}
		}
	}
}

// TestGoldmarkCases runs goldmark's own cases on emphasis and strikethrough.
func TestGoldmarkCases(t *testing.T) {
	dir := goldmarkDir(t)
	m := withDialect(html.WithUnsafe())
	strikethrough := filepath.Join(dir, "extension", "_test", "strikethrough.txt")
	testutil.DoTestCaseFile(m, strikethrough, t, 1, 2, 4, 5) // 3 has a single ~, which is no markup here
	var extra []int
	for no := 1; no <= 100; no++ {
		if no != 24 { // <aaa > is no element of HTML
			extra = append(extra, no)
		}
	}
	testutil.DoTestCaseFile(withDialect(html.WithXHTML(), html.WithUnsafe()), filepath.Join(dir, "_test", "extra.txt"), t, extra...)
}

func withDialect(options ...renderer.Option) goldmark.Markdown {
	return goldmark.New(
		goldmark.WithParser(newParser()),
		goldmark.WithExtensions(dialect{}),
		goldmark.WithRendererOptions(options...),
	)
}

// goldmarkDir gives the folder of goldmark's module, which holds the examples.
func goldmarkDir(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	return strings.TrimSpace(string(out))
}
