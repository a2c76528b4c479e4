package post

import (
	"fmt"
	"strings"
	"testing"

	"viewline/diagnostic"
)

// A panic is an error of the post that is read, with what to do about it.
func TestFault(t *testing.T) {
	doc, diags := guarded("a/post.md", func() (*Document, diagnostic.List) {
		var blocks []int
		return &Document{}, diagnostic.List{{Line: blocks[0]}}
	})
	if doc != nil || len(diags) != 1 || !diags.HasErrors() || diags[0].Path != "a/post.md" {
		t.Fatalf("document %v, diagnostics %v", doc, diags)
	}
	want := "this post could not be read because of a fault in Viewline: runtime error: index out of range [0] with length 0; please report it with the post"
	if diags[0].Message != want {
		t.Errorf("message %q; want %q", diags[0].Message, want)
	}
}

// A list or a quotation ahead of a labelled paragraph leaves the label in the text.
func TestLabelBehindList(t *testing.T) {
	for _, first := range []string{"* Yes", "> Yes"} {
		src := "---\ntitle: Ada在各个场合的观点\n---\n\n## Ada - 访谈 - 1843\n\n* Plain\n* " + first + "\n\n  **Label:** text\n"
		doc, diags := Parse("post.md", []byte(src), nil)
		if doc == nil {
			t.Fatal(diags)
		}
		v := doc.Appearances[0].Sections[0].Viewpoints[1]
		if v.Label != "" || !strings.Contains(fmt.Sprint(v.Texts()), "Label: text") {
			t.Errorf("%s: viewpoint %+v", first, v)
		}
	}
}
