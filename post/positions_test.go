package post_test

import (
	"reflect"
	"strings"
	"testing"

	"viewline/post"
)

// shapes end in ways that leave positions of the syntax tree beyond the text.
var shapes = []struct{ name, head, tail string }{
	{"empty item behind a tab", "- a\n\t- see https://x.example/1\n\t  more words ", "\n\t-"},
	{"empty item behind two tabs", "- a\n\t- b\n\t\t- c ", "\n\t\t-"},
	{"empty numbered item behind a tab", "1. a ", "\n\t1."},
	{"quotation behind a tab", "- a ", "\n\t>"},
	{"heading behind a tab", "- a ", "\n\t#"},
	{"break behind a tab", "- a ", "\n\t***"},
	{"fence behind a tab", "- a ", "\n\t```"},
	{"table row behind a tab", "- a\n\n\t| b | c |\n\t|---|---|\n\t| d ", " |"},
	{"label", "- **Slow:** ", ""},
	{"open bold", "- **Slow: ", ""},
	{"link", "- [a](https://x.example/", ")"},
	{"code", "- `a", "`"},
	{"markup", "<details><summary>a</summary>\n\n- b ", "\n</details>"},
}

// A post is read the same, and without a panic, whether its buffer ends with the
// text or goes on with something else.
func TestNothingIsReadBeyondTheText(t *testing.T) {
	const front = "---\ntitle: Ada在各个场合的观点\n---\n\n## Ada - 访谈 - 1843\n\n"
	for _, shape := range shapes {
		t.Run(shape.name, func(t *testing.T) {
			for n := range 70 {
				text := front + shape.head + strings.Repeat("x", n) + shape.tail
				exact := make([]byte, len(text))
				copy(exact, text)
				want, _ := post.Parse("post.md", exact, nil)
				if want == nil || len(want.Appearances) != 1 {
					t.Fatalf("%d more bytes: want one appearance, got %+v", n, want)
				}
				roomy := append([]byte(text), "SECRET\n\n- SECRET\n\n# SECRET\n"...)[:len(text)]
				if got, _ := post.Parse("post.md", roomy, nil); !reflect.DeepEqual(got, want) {
					t.Errorf("%d more bytes: the capacity of the buffer changed the documents", n)
				}
			}
		})
	}
}

// The length at which a buffer's capacity is often its length.
func TestTextOfRoundLengths(t *testing.T) {
	const head, tail = "- a\n\t- see https://x.example/1\n\t  more words ", "\n\t-"
	for _, size := range []int{64, 512, 1024, 3200, 4096} {
		text := make([]byte, size)
		copy(text, head+strings.Repeat("x", size-len(head)-len(tail))+tail)
		if doc, diags := post.Parse("nested.md", text, nil); doc == nil {
			t.Errorf("%d bytes: refused: %v", size, diags)
		}
	}
}
