package post_test

import (
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"viewline/post"
	"viewline/timeline"
)

// seeds are posts of the shapes that the golden files have few of.
var seeds = []string{
	"---\ntitle: Interview with Marta Vogel\n---\n\n**Q:** Why slow?\n\n**Marta Vogel:** It is calm.\n\n**Q:** And fast?\n\n**MV:** No. (MV = Marta Vogel)\n",
	"# 对话韩雪松\n\n（韩=韩雪松）\n\n问：为什么慢？\n韩：因为安静。\n问：快呢？\n韩：不好。\n",
	"---\nperson: Ada\n---\n\n# Quotes\n\n- Slow is calm.\n  - Source: [SlowConf, 2018](https://a.example)\n- Fast is loud.\n  - Source: Quiet Hour / 2019\n\n> Be calm.\n\n— SlowConf, 2018\n",
	"# Talks of Ada Vogel\n\n| Date | Title |\n|-|-|\n| 3/09/21 | Folding |\n| 2000-?? | Maps |\n| May 2019 | Ink |\n\n* Quiet Maps (4/2019)\n* Loud Maps (2018-03-02)\n",
	"---\ntitle: SlowConf 2019\nspeakers: [Ada Vogel, Bo Li]\n---\n\n## Quiet – Grace Ruiz\n\n**Speaker:** Grace Ruiz and Ed Moss\n\n- **One:** two\n\n## Loud – Tom Hale\n\nby Tom Hale\n\nTom Hale says no.\n",
	"---\nperson: [Ada Vogel, Bo Li]\n---\n\n## Panel - 2019-05-01\n\n### Ada Vogel\n\n* a\n\n  * b\n\n### Bo Li\n\n* * c\n\n  **d:** e\n",
	"# Letters\n\n## 1997: one\n\na\n\n## 1998: two\n\nb\n\n## 1999 - three\n\nc\n",
}

// Any bytes give documents or an error; every position lies inside the input;
// the same bytes give the same documents; content holds everything once, and
// a body is its passages.
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
		f.Add([]byte(unescape(member(archive, input(archive)))))
	}
	for _, seed := range seeds {
		f.Add([]byte(seed))
	}
	lib := post.NewLibrary(post.Contents{Topics: []*timeline.Topic{{Slug: "a", Name: "价值函数", Aliases: []string{"值", "e-a"}}, {Slug: "b", Name: "a"}}})
	f.Fuzz(func(t *testing.T, src []byte) {
		doc, diags := post.Parse("post.md", src, lib)
		if (doc == nil) != diags.HasErrors() {
			t.Fatalf("document %v beside %v", doc != nil, diags)
		}
		if strings.Contains(fmt.Sprint(diags), "a fault in Viewline") {
			t.Fatal(diags)
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
		contentIsWhole(t, doc, false)
		bodiesArePassages(t, doc.Post.Sections)
		if share, lost := post.Coverage(src, doc); share < 0 || share > 1 || (share < 1) != (lost != nil) {
			t.Fatalf("coverage of %v, lost %q", share, lost)
		}
		for _, a := range doc.Appearances {
			bodiesArePassages(t, a.Sections)
			if a.Line < 1 || a.Line > len(lines) || a.Title == "" || a.PersonSlug == "" {
				t.Fatalf("appearance %+v", a)
			}
		}
	})
}
