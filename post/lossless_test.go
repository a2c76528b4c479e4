package post_test

import (
	"os"
	"path/filepath"
	"testing"

	"viewline/post"
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
			if share, lost := post.Coverage(src, doc); share != 1 {
				t.Errorf("%.4f of the visible text is kept; lost: %q", share, lost)
			}
		})
	}
}

// A text that no field holds is counted as lost.
func TestCoverageCountsWhatIsLost(t *testing.T) {
	src := []byte("---\ntitle: Ada在各个场合的观点\n---\n\n## Ada - 访谈 - 1843\n\n* 一二三四\n* 五六\n")
	doc, diags := post.Parse("post.md", src, nil)
	if doc == nil {
		t.Fatal(diags)
	}
	doc.Appearances[0].Sections[0].Viewpoints = doc.Appearances[0].Sections[0].Viewpoints[1:]
	share, lost := post.Coverage(src, doc)
	// Ada, 访谈, 1843, 五六 are 11 of 15 letters and digits.
	if share != 11.0/15 || len(lost) != 1 || lost[0] != "一二三四" {
		t.Errorf("share = %v, lost = %q", share, lost)
	}
}
