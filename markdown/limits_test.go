package markdown

import (
	"strings"
	"sync"
	"testing"
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
