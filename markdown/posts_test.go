package markdown

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

const postsDir = "../../shared/posts"

// TestPosts counts the text nodes with a literal "**" in real posts, by CommonMark and by this package.
func TestPosts(t *testing.T) {
	tests := []struct {
		file                  string
		commonMark, unmatched int
	}{
		{"Andrej_Karpathy.md", 1, 1}, // a span that is never closed
		{"Geoffrey_Hinton.md", 0, 0},
		{"Ilyasutskever.md", 14, 0},
		{"JimFan.md", 0, 0},
		{"feifeilee.md", 8, 0},
		{"yann_lecun.md", 0, 0},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			src, err := os.ReadFile(filepath.Join(postsDir, tt.file))
			if err != nil {
				t.Skipf("no posts: %v", err)
			}
			if got := literals(src, goldmark.DefaultParser().Parse(text.NewReader(src))); got != tt.commonMark {
				t.Errorf("CommonMark leaves %d literal marks; want %d", got, tt.commonMark)
			}
			doc := Parse(src)
			if got := literals(src, doc); got != tt.unmatched {
				t.Errorf("Parse leaves %d literal marks; want %d", got, tt.unmatched)
			}
			if strings.Contains(Plain(src, doc), "**") {
				t.Error("a literal mark in plain text")
			}
		})
	}
}

// literals counts text nodes outside code that hold "**".
func literals(src []byte, n ast.Node) int {
	count := 0
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if n.Kind() == ast.KindCodeSpan {
			return ast.WalkSkipChildren, nil
		}
		if t, ok := n.(*ast.Text); ok && entering && strings.Contains(string(t.Segment.Value(src)), "**") {
			count++
		}
		return ast.WalkContinue, nil
	})
	return count
}
