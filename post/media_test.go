package post_test

import (
	"fmt"
	"strings"
	"testing"

	"viewline/post"
)

// Images are those of Markdown and of tags alike, in the order of the post.
func TestImages(t *testing.T) {
	const text = `---
title: "Ada在各个场合的观点"
---

## Ada - 访谈 - 2020年

![一](a%20b.png "题") 文 <img src='c d.png' alt="二" onerror="x"> ![三][r]

<p align="center">
  <img src="e.png"/> <img alt="no address"> <img src="javascript:x">
</p>

[r]: <../f g.png>
`
	doc, diags := post.Parse("a.md", []byte(text), nil)
	if doc == nil {
		t.Fatal(diags)
	}
	var got []string
	for _, i := range doc.Appearances[0].Images {
		got = append(got, fmt.Sprint(i.URL, " ", i.Alt, " ", i.Title))
	}
	if want := "a%20b.png 一 题|c%20d.png 二 |../f g.png 三 |e.png  "; strings.Join(got, "|") != want {
		t.Errorf("images %q; want %q", strings.Join(got, "|"), want)
	}
}
