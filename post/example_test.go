package post_test

import (
	"fmt"

	"viewline/post"
)

func ExampleParse() {
	src := `---
title: "Interview with Marta Vogel"
---
**Host:** Dan Reyes
**Date:** March 5th, 2024

Q: Why go slow?
A: Because speed hides mistakes.
`
	doc, diagnostics := post.Parse("slow.md", []byte(src), nil)
	for _, a := range doc.Appearances {
		fmt.Println(a.PersonSlug, a.Date, a.DateSource, a.Kind)
		for _, p := range a.Participants {
			fmt.Println(p.Name, p.Role)
		}
		for _, v := range a.Viewpoints() {
			fmt.Println(v.Question.Plain, v.Text.Plain)
		}
	}
	fmt.Println(len(diagnostics), "diagnostics")
	// Output:
	// marta-vogel 2024-03-05 METADATA INTERVIEW
	// Marta Vogel SPEAKER
	// Dan Reyes HOST
	// Why go slow? Because speed hides mistakes.
	// 0 diagnostics
}

// What was not understood is said with its line, its column and what to write
// instead.
func ExampleParse_diagnostics() {
	src := "---\ntitle: Marta Vogel在各个场合的观点\n---\n\n## 慢软件访谈 - 2021-02-30\n\n- 慢\n"
	doc, diagnostics := post.Parse("slow.md", []byte(src), nil)
	fmt.Println(doc == nil)
	for _, d := range diagnostics {
		fmt.Println(d)
	}
	// Output:
	// true
	// slow.md:5:1: date "2021-02-30": day 30; want 1 to 28, as in 2025, 2025年6月 or 2025年6月6日
}
