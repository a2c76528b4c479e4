package main

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// orderedPost has its pieces in an order that follows no rule: passages stand behind lists,
// and papers between passages. Each piece holds a colour, by which the test finds the
// piece.
const orderedPost = `---
title: "Ada's views on various occasions"
---
## Ada - Loom Radio - 2031年4月
red opens the report.
### Views
* **orange:** a first view.
  * yellow explains.
  > green is quoted.
  * cyan explains more.

blue stands behind the list.

* **indigo:** a view behind that.

violet stands at the end.
#### Deeper
pink stands deeper.
### Reading list
black introduces the list.
1. [white](https://example.org/white) is a paper.

grey stands behind the papers.
### Closing
brown closes.
`

var colours = regexp.MustCompile(`red|orange|yellow|green|cyan|blue|indigo|violet|pink|black|white|grey|brown`)

// A page shows the pieces of a report in the order of the post, and the field content has
// them in that order.
func TestPagesFollowThePost(t *testing.T) {
	content := t.TempDir()
	write(t, content, "ada.md", orderedPost)
	r := begin(t, "--content", content, "--data", t.TempDir())
	want := colours.FindAllString(orderedPost, -1)
	want = slices.DeleteFunc(want, func(c string) bool { return c == "white" })
	for _, page := range []string{"/people/ada/2031-04", "/people/ada"} {
		status, body := get(t, r.url+page)
		_, main, _ := strings.Cut(body, "<main")
		got := slices.Compact(slices.DeleteFunc(colours.FindAllString(main, -1), func(c string) bool { return c == "white" }))
		if status != 200 || !slices.Equal(got, want) {
			t.Errorf("%s: status %d, in the order\n%q\nwant\n%q in\n%s", page, status, got, want, main)
		}
		before, after := strings.Index(main, "black introduces"), strings.Index(main, "grey stands")
		if at := strings.Index(main, `href="https://example.org/white"`); at < before || at > after {
			t.Errorf("%s: the paper stands at %d; want it between %d and %d in\n%s", page, at, before, after, main)
		}
	}
}
