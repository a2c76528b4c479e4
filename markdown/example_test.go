package markdown_test

import (
	"fmt"

	"viewline/markdown"
)

func Example() {
	src := []byte("**慢：** 先[停下](javascript:alert(1))，再[想](https://example.org)。")
	tree := markdown.Parse(src)
	fmt.Println(markdown.HTML(src, tree))
	fmt.Println(markdown.Plain(src, tree))
	// Output:
	// <p><strong>慢：</strong> 先停下，再<a href="https://example.org" rel="nofollow">想</a>。</p>
	// 慢： 先停下，再想。
}
