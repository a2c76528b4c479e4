package post_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"viewline/markdown"
	"viewline/post"
	"viewline/timeline"
)

// Whatever a post shows can be found in the text of its documents.
func TestNothingVisibleIsLost(t *testing.T) {
	files, _ := filepath.Glob("../content/*.md")
	shared, _ := filepath.Glob("../../shared/posts/*.md")
	if len(shared) == 0 {
		t.Log("../shared/posts is absent: only ../content is checked")
	}
	if len(files) == 0 {
		t.Fatal("no posts in ../content")
	}
	for _, file := range append(files, shared...) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			doc, diags := post.Parse(filepath.Base(file), src, nil)
			if doc == nil {
				t.Fatalf("refused: %v", diags)
			}
			kept := timeline.Fold(textOf(doc))
			for line := range strings.SplitSeq(visible(src), "\n") {
				if f := timeline.Fold(line); f != "" && !strings.Contains(kept, f) {
					t.Errorf("lost: %q", line)
				}
			}
		})
	}
}

// visible is the plain text of a post's body.
func visible(src []byte) string {
	body := src
	if parts := strings.SplitN(string(src), "\n---\n", 2); strings.HasPrefix(strings.TrimSpace(parts[0]), "---") && len(parts) == 2 {
		body = []byte(parts[1])
	}
	return markdown.Plain(body, markdown.Parse(body))
}

// textOf joins all text fields of a document in the order of the post.
func textOf(doc *post.Document) string {
	var b strings.Builder
	prose := func(p *timeline.Prose) {
		if p != nil {
			b.WriteString(p.Plain + "\n")
		}
	}
	var points func([]*timeline.Viewpoint)
	points = func(vs []*timeline.Viewpoint) {
		for _, v := range vs {
			b.WriteString(string(v.Label) + v.Text.Plain + "\n")
			for _, q := range v.Quotes {
				prose(q)
			}
			points(v.Points)
		}
	}
	var sections func([]*timeline.Section)
	sections = func(ss []*timeline.Section) {
		for _, s := range ss {
			b.WriteString(string(s.Number) + s.Heading + "\n")
			prose(s.Body)
			points(s.Viewpoints)
			sections(s.Sections)
		}
	}
	prose(doc.Post.Body)
	sections(doc.Post.Sections)
	for _, a := range doc.Appearances {
		b.WriteString(a.Heading + "\n")
		for _, d := range a.Details {
			b.WriteString(d.Label + d.Value + "\n")
		}
		prose(a.Body)
		sections(a.Sections)
		for _, r := range a.Recommendations {
			prose(&r.Note)
		}
	}
	return b.String()
}
