package post_test

import (
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"viewline/post"
	"viewline/timeline"
)

// Any bytes give documents or an error; every position lies inside the input;
// the same bytes give the same documents.
func FuzzParse(f *testing.F) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add([]byte(unescape(member(archive, "post.md"))))
	}
	lib := post.NewLibrary(post.Contents{Topics: []*timeline.Topic{{Slug: "a", Name: "价值函数", Aliases: []string{"值", "e-a"}}, {Slug: "b", Name: "a"}}})
	f.Fuzz(func(t *testing.T, src []byte) {
		doc, diags := post.Parse("post.md", src, lib)
		if (doc == nil) != diags.HasErrors() {
			t.Fatalf("document %v beside %v", doc != nil, diags)
		}
		lines := strings.Split(string(src), "\n")
		for _, d := range diags {
			if d.Line < 0 || d.Line > len(lines) || d.Line > 0 && d.Column > len(lines[d.Line-1])+1 {
				t.Fatalf("%v lies outside of %d lines", d, len(lines))
			}
		}
		if again, _ := post.Parse("post.md", src, lib); !reflect.DeepEqual(doc, again) {
			t.Fatal("the same bytes gave other documents")
		}
		if doc == nil {
			return
		}
		for _, a := range doc.Appearances {
			if a.Line < 1 || a.Line > len(lines) || a.Title == "" || a.PersonSlug == "" {
				t.Fatalf("appearance %+v", a)
			}
		}
	})
}
