package markdown

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/testutil"
)

// TestCommonMarkSpec pins that neither the emphasis extension nor the limits change an example of CommonMark.
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
	testutil.DoTestCases(emphasisOnly(html.WithXHTML(), html.WithUnsafe()), cases, t)
}

// TestGoldmarkCases runs goldmark's own cases on emphasis and strikethrough.
func TestGoldmarkCases(t *testing.T) {
	dir := goldmarkDir(t)
	m := emphasisOnly(html.WithUnsafe())
	testutil.DoTestCaseFile(m, filepath.Join(dir, "extension", "_test", "strikethrough.txt"), t)
	testutil.DoTestCaseFile(emphasisOnly(html.WithXHTML(), html.WithUnsafe()), filepath.Join(dir, "_test", "extra.txt"), t)
}

func emphasisOnly(options ...renderer.Option) goldmark.Markdown {
	return goldmark.New(
		goldmark.WithParser(newParser()),
		goldmark.WithExtensions(cjkEmphasis{}),
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
