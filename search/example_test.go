package search_test

import (
	"fmt"

	"viewline/search"
)

func ExampleWords() {
	fmt.Println(search.Words("Ｓlow 价值函数"))
	// Output: [slow 价 价值 值 值函 函 函数 数]
}

func ExampleHighlight() {
	for _, f := range search.Highlight("It weaves patterns, as a loom does.", search.Parse("PATTERNS"), 3) {
		fmt.Println(f.HTML)
	}
	// Output: It weaves <mark>patterns</mark>, as a loom does.
}
