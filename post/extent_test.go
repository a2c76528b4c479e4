package post_test

import (
	"fmt"
	"slices"
	"testing"

	"viewline/post"
	"viewline/timeline"
)

// Everything in a post is told by the lines that it stands in.
func TestExtents(t *testing.T) {
	src := `---
title: "Ada's views"
---
## Ada - Loom Radio - 2031年4月
Opening words
over two lines.

### Views
* **One:** a view
  that goes on.
  * a point

    with a passage.
  > quoted
  > twice

* **Two:** another view.

---

### 推荐阅读
1. "Notes" by A. Lovelace, 1843
2. "Sketch" by L. Menabrea, 1842
   with a note

## Ada - Loom Talk - 2032年5月
### Views
- last
`
	doc, diags := post.Parse("ada.md", []byte(src), post.NewLibrary(post.Contents{}))
	if doc == nil || len(doc.Appearances) != 2 {
		t.Fatalf("%v %v", doc, diags)
	}
	var got []string
	note := func(what string, line, end int) {
		got = append(got, fmt.Sprintf("%s %d-%d", what, line, max(line, end)))
	}
	var views func(vs []*timeline.Viewpoint)
	views = func(vs []*timeline.Viewpoint) {
		for _, v := range vs {
			note("view", v.Line, v.EndLine)
			views(v.Points)
		}
	}
	for _, a := range doc.Appearances {
		note("appearance", a.Line, a.EndLine)
		for s := range timeline.AllSections(a.Sections) {
			note("section", s.Line, s.EndLine)
			views(s.Viewpoints)
		}
		for _, r := range a.Recommendations {
			note("paper", r.Line, r.EndLine)
		}
	}
	want := []string{
		"appearance 4-24", "section 8-17", "view 9-15", "view 11-13", "view 17-17", "section 21-24", "paper 22-22", "paper 23-24",
		"appearance 26-28", "section 27-28", "view 28-28",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q\nwant %q", got, want)
	}
}
