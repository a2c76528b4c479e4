package markdown

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestManyDelimiters pins that the limit counts per block and that what is over it stays text.
func TestManyDelimiters(t *testing.T) {
	if got := strings.Count(HTMLOf(strings.Repeat("**中**\n\n", maxDelimiters)), "<strong>"); got != maxDelimiters {
		t.Errorf("%d spans in blocks of their own; want %d", got, maxDelimiters)
	}
	html := HTMLOf(strings.Repeat("**中**，", maxDelimiters))
	if spans, marks := strings.Count(html, "<strong>"), strings.Count(html, "**"); spans != maxDelimiters/2 || marks != maxDelimiters {
		t.Errorf("one block: %d spans, %d literal marks; want %d, %d", spans, marks, maxDelimiters/2, maxDelimiters)
	}
}

// TestDeepNesting pins that marks beyond the limit are text of the deepest block.
func TestDeepNesting(t *testing.T) {
	const over = 7
	for _, mark := range []string{">", "> "} {
		in := strings.Repeat(mark, maxDepth+over) + "甲"
		if got := strings.Count(HTMLOf(in), "<blockquote>"); got != maxDepth {
			t.Errorf("%d times %q: %d blocks; want %d", maxDepth+over, mark, got, maxDepth)
		}
		if got, want := PlainOf(in), strings.Repeat(mark, over)+"甲"; got != want {
			t.Errorf("%d times %q: %q; want %q", maxDepth+over, mark, got, want)
		}
	}
	if got, want := PlainOf(strings.Repeat("- ", maxDepth/2+over)+"甲"), strings.Repeat("- ", over)+"甲"; got != want {
		t.Errorf("list: %q; want %q", got, want)
	}
}

// TestConcurrent is for the race detector.
func TestConcurrent(t *testing.T) {
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if got := HTMLOf("**甲（a）**乙[^1]\n\n[^1]: 注") + PlainOf("**甲（a）**乙"); !strings.HasSuffix(got, "甲（a）乙") {
				t.Errorf("got %q", got)
			}
		})
	}
	wg.Wait()
}

func TestLinksPerBlock(t *testing.T) {
	if got := strings.Count(HTMLOf(strings.Repeat("[中](a)\n\n", maxBrackets+1)), "<a "); got != maxBrackets+1 {
		t.Errorf("%d links in blocks of their own; want %d", got, maxBrackets+1)
	}
	html := HTMLOf(strings.Repeat("[中](a)，![图](b)", maxBrackets/2+1))
	if links, images := strings.Count(html, "<a "), strings.Count(html, "<img "); links != maxBrackets/2 || images != maxBrackets/2 {
		t.Errorf("one block: %d links and %d images; want %d of each", links, images, maxBrackets/2)
	}
}

// TestHostile pins that hostile input of 40 kB takes seconds, however busy the machine is: where time
// were quadratic, the same would take minutes.
func TestHostile(t *testing.T) {
	const size, most = 40_000, 30 * time.Second
	for _, unit := range []string{
		"{{<", "{{< a\n", "{{ ", "{% a %}", "{:", "{/*", "{a={", "## a {b={", "[a]({{ ", "[[", "[[a", "![[", "[a:: b", "a:: b", "%%", "%%\n", "==", "==a ", "^a1\n",
		"$", "$a ", "$$a", "$$\n", "\\(a_", "\\[\n", ":::\n", "::: a\n", "<a", "<A", "<A b={", "<Aa\n", "<A-b c=\"", "</Aa>", "<object>", "import x from 'a'\n\n",
		"1998. a\n", "https://a.b/", "见https://", "见a@", "****", "**a:**b", "a**(b", "3*5", "> [!a]\n", "- [ ] a\n", "{% highlight x %}\n", "{% raw %}",
		"[^a]: ", "[a]: b\n", "[a](b", "[a](<b", "[a](b \"", "[a][", "![a", "[", "]", "<b>", "</", "`a``", "*a_ ", "_ a", "~~a", "a\n-\n", "> ", "- ", "1. ", "|a", "|a|\n|-|\n\n",
	} {
		src := []byte("a\n\n" + strings.Repeat(unit, size/len(unit)))
		start := time.Now()
		doc := Parse(src)
		_, _ = Plain(src, doc), HTML(src, doc)
		if took := time.Since(start); took > most {
			t.Errorf("%d kB of %q take %v; want at most %v", size/1000, unit, took, most)
		}
	}
}

// TestManyDefinitions pins that definitions of links are found however many there are, and end with the first line that
// is none.
func TestManyDefinitions(t *testing.T) {
	for _, n := range []int{1, definitionLines, definitionLines + 1, 3*definitionLines + 7} {
		var in strings.Builder
		for i := range n {
			fmt.Fprintf(&in, "[a%d]: /%d\n", i, i)
			if i%3 == 0 {
				in.WriteString("  'of\nseveral lines'\n")
			}
		}
		in.WriteString("text\n[b]: /b\n\n[b]\n\n")
		for i := range n {
			fmt.Fprintf(&in, "[a%d]\n\n", i)
		}
		html := HTMLOf(in.String())
		if got := strings.Count(html, "<a "); got != n || !strings.HasPrefix(html, "<p>text\n[b]: /b</p>\n<p>[b]</p>\n<p><a href=\"/0\" title=\"of\nseveral lines\"") {
			t.Errorf("%d definitions: %d links in %.120q; want all", n, got, html)
		}
	}
}

// TestManyFootnotes pins how many a document may have, and that the rest is text.
func TestManyFootnotes(t *testing.T) {
	var in, marks strings.Builder
	const n = maxFootnotes + 3
	for i := range n {
		fmt.Fprintf(&in, "[^%d]: note %d\n\n", i, i)
		fmt.Fprintf(&marks, "x[^%d]\n\n", i)
	}
	html := HTMLOf(in.String() + marks.String())
	if got := strings.Count(html, "<sup"); got != maxFootnotes {
		t.Errorf("%d marks; want %d", got, maxFootnotes)
	}
	if want := fmt.Sprintf("<p>[^%d]: note %[1]d</p>", n-1); !strings.Contains(html, want) {
		t.Errorf("no %s", want)
	}
}

// TestVainLinks pins that links are found behind brackets that only look like some, in a block of ordinary size.
func TestVainLinks(t *testing.T) {
	in := strings.Repeat("[a](b c d\n", 400) + "[a](b)\n"
	if got := strings.Count(HTMLOf(in), "<a "); got != 1 {
		t.Errorf("%d links; want 1", got)
	}
}

// TestBoundedTable pins that a table does not take the square of its source.
func TestBoundedTable(t *testing.T) {
	table := func(columns, rows int, row string) string {
		return "|" + strings.Repeat("a|", columns) + "\n|" + strings.Repeat("-|", columns) + "\n" + strings.Repeat(row+"\n", rows)
	}
	cells := func(in string) int { return strings.Count(HTMLOf(in), "<td>") }
	if got := cells(table(3000, 3000, "|")); got != 0 {
		t.Errorf("%d cells in a table that leaves out nine million; want text", got)
	}
	if got := cells(table(100, 100, "|")); got != 100*100 {
		t.Errorf("%d cells; want %d", got, 100*100)
	}
	if got := cells(table(8, 5000, "|"+strings.Repeat("b|", 8))); got != 8*5000 {
		t.Errorf("%d cells; want %d", got, 8*5000)
	}
	if got, want := PlainOf(table(200, 200, "|")), "|a|a|"; !strings.HasPrefix(got, want) {
		t.Errorf("text begins with %.10q; want %q", got, want)
	}
}
