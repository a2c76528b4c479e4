package post_test

import (
	"fmt"
	"strings"
	"testing"

	"viewline/post"
)

// Errors of papers.json stand at their item, however the items are spread over lines,
// and to find the places takes no longer than to read the file.
func TestPositionsOfPapers(t *testing.T) {
	for separator, want := range map[string]string{", ": "1:%d", ",\n": "%d:1", ",\n  ": "%d:3", ",\n\n \t": "%d:3"} {
		const n = 30_000
		var b strings.Builder
		b.WriteString("[")
		for i := range n {
			if i > 0 {
				b.WriteString(separator)
			}
			b.WriteString(`{"title": "é中"}`)
		}
		b.WriteString(separator + `{"note": "no title"}]`)
		at := fmt.Sprintf(want, map[string]int{", ": 2 + n*17, ",\n": n + 1, ",\n  ": n + 1, ",\n\n \t": 2*n + 1}[separator])
		papers, diags := post.ReadPapers("papers.json", []byte(b.String()))
		if len(papers) != n || len(diags) != 1 || !strings.HasPrefix(diags[0].String(), "papers.json:"+at+": ") {
			t.Errorf("%q: %d papers, %v; want %d, and an error at %s", separator, len(papers), diags, n, at)
		}
	}
}
