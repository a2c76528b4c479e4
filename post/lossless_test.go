package post_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

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
			if share, lost := post.Coverage(src, doc); share != 1 {
				t.Errorf("%.4f of the visible text is kept; lost: %q", share, lost)
			}
		})
	}
}

// The goldens hold all shapes of posts: nothing of them is lost either, nor moved.
func TestGoldensLoseNothing(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			path := input(archive)
			src := []byte(unescape(member(archive, path)))
			lib, _ := library(t, archive)
			doc, _ := post.Parse(path, src, lib)
			if doc == nil {
				t.Skip("refused, as its want.diag says")
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

// A passage that stands elsewhere is not in the order of the post.
func TestCoverageCountsWhatIsMoved(t *testing.T) {
	src := []byte("---\ntitle: Ada在各个场合的观点\n---\n\n## Ada - 访谈 - 1843\n\n### 机器\n\n* 一二三四\n* 五六\n\n七八九\n")
	parse := func() *post.Document {
		doc, diags := post.Parse("post.md", src, nil)
		if doc == nil {
			t.Fatal(diags)
		}
		return doc
	}
	doc := parse()
	if share, lost := post.Coverage(src, doc); share != 1 || lost != nil {
		t.Errorf("share = %v, lost = %q; want all", share, lost)
	}
	s := doc.Appearances[0].Sections[0]
	pieces := s.Content()
	s.SetContent([]timeline.Content{pieces[2], pieces[0], pieces[1]})
	// Ada, 访谈, 1843, 机器, 一二三四, 五六 are 17 of 20 letters and digits.
	if share, lost := post.Coverage(src, doc); share != 17.0/20 || len(lost) != 1 || lost[0] != "七八九" {
		t.Errorf("passage ahead of the views: share = %v, lost = %q", share, lost)
	}
	doc = parse()
	s = doc.Appearances[0].Sections[0]
	s.Viewpoints[0], s.Viewpoints[1] = s.Viewpoints[1], s.Viewpoints[0]
	if share, lost := post.Coverage(src, doc); share != 18.0/20 || len(lost) != 1 || lost[0] != "五六" {
		t.Errorf("views in another order: share = %v, lost = %q", share, lost)
	}
}

// Lines that the post repeats are found as often as they stand in it.
func TestCoverageOfRepeatedLines(t *testing.T) {
	src := []byte("---\ntitle: Ada在各个场合的观点\n---\n\n## Ada - 访谈 - 1843\n\n### 机器\n\n" +
		strings.Repeat("是的。\n\n- 一\n- 二\n\n好。\n\n", 30))
	doc, diags := post.Parse("post.md", src, nil)
	if doc == nil {
		t.Fatal(diags)
	}
	if share, lost := post.Coverage(src, doc); share != 1 || lost != nil {
		t.Errorf("share = %v, lost = %q; want all", share, lost)
	}
}
