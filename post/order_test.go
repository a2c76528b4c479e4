package post_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.mongodb.org/mongo-driver/v2/bson"
	"golang.org/x/tools/txtar"

	"viewline/post"
	"viewline/timeline"
)

// everyPost is the inputs of all goldens, the sample posts and, where they are on
// this machine, the real ones, by their names.
func everyPost(t *testing.T) map[string][]byte {
	t.Helper()
	posts := map[string][]byte{}
	for _, pattern := range []string{"testdata/*.txtar", "../content/*.md", "../../shared/posts/*.md"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasSuffix(file, ".txtar") {
				src = []byte(unescape(member(txtar.Parse(src), input(txtar.Parse(src)))))
			}
			posts[file] = src
		}
	}
	if len(posts) < 40 {
		t.Fatalf("%d posts; want the goldens and the sample", len(posts))
	}
	return posts
}

// contentWalk is what a walk over content comes by.
type contentWalk struct {
	*testing.T
	ordered bool // whether lines have to ascend
	line    int  // of the last piece
	views   []*timeline.Viewpoint
	headed  []*timeline.Section
	papers  []*timeline.Recommendation
	quoted  int
	within  int // how many viewpoints the walk is in
}

func (w *contentWalk) at(line int, what string) {
	if w.ordered && line < w.line {
		w.Errorf("%s at line %d, behind line %d; want the order of the post", what, line, w.line)
	}
	w.line = line
}

func (w *contentWalk) walk(pieces []timeline.Content) {
	for _, piece := range pieces {
		switch piece := piece.(type) {
		case *timeline.Passage:
			if !strings.Contains(string(piece.Text.HTML), `id="fn:`) { // footnotes come last, wherever they are
				w.at(piece.Line, "passage "+piece.Text.Plain)
			}
			if w.within > 0 && strings.HasPrefix(string(piece.Text.HTML), "<blockquote>") {
				w.quoted++
			}
		case *timeline.Viewpoint:
			w.at(piece.Line, "viewpoint "+piece.Text.Plain)
			w.views = append(w.views, piece)
			w.within++
			w.walk(piece.Content())
			w.within--
		case *timeline.Section:
			w.at(piece.Line, "section "+piece.Heading)
			w.headed = append(w.headed, piece)
			w.walk(piece.Content())
		case *timeline.Recommendation:
			w.papers = append(w.papers, piece)
		}
	}
}

// every lists the viewpoints of sections at any depth, in their order, and counts
// their quotes that say something.
func every(views []*timeline.Viewpoint) (all []*timeline.Viewpoint, quotes int) {
	for _, v := range views {
		points, n := every(v.Points)
		all = append(append(all, v), points...)
		quotes += n
		for _, q := range v.Quotes {
			if !q.IsZero() {
				quotes++
			}
		}
	}
	return all, quotes
}

// Content holds every viewpoint, section and recommendation once, in the order of
// the post.
func TestContentIsWhole(t *testing.T) {
	for name, src := range everyPost(t) {
		t.Run(name, func(t *testing.T) {
			if doc, _ := post.Parse("post.md", src, nil); doc != nil {
				contentIsWhole(t, doc, true)
			}
		})
	}
}

// contentIsWhole walks the content of a document; it looks at the order of the
// lines only if asked to.
func contentIsWhole(t *testing.T, doc *post.Document, ordered bool) {
	t.Helper()
	for _, a := range doc.Appearances {
		w := &contentWalk{T: t, ordered: ordered, line: a.Line}
		w.walk(a.Content())
		w.compare(a.Sections, func(s *timeline.Section) bool { return s.Heading != "" || !slices.Contains(a.Sections, s) })
		if !slices.Equal(w.papers, a.Recommendations) {
			t.Errorf("%d recommendations, want the %d of the appearance in their order", len(w.papers), len(a.Recommendations))
		}
	}
	w := &contentWalk{T: t, ordered: ordered}
	for _, s := range doc.Post.Sections {
		w.walk([]timeline.Content{s})
	}
	w.compare(doc.Post.Sections, func(*timeline.Section) bool { return true })
}

// compare holds what the walk came by to the lists of the sections.
func (w *contentWalk) compare(sections []*timeline.Section, walked func(*timeline.Section) bool) {
	w.Helper()
	var views []*timeline.Viewpoint
	var headed []*timeline.Section
	for s := range timeline.AllSections(sections) {
		views = append(views, s.Viewpoints...)
		if walked(s) {
			headed = append(headed, s)
		}
	}
	views, quotes := every(views)
	if !slices.Equal(w.views, views) {
		w.Errorf("%d viewpoints, want all %d in their order", len(w.views), len(views))
	}
	if !slices.Equal(w.headed, headed) {
		w.Errorf("%d sections, want all %d in their order", len(w.headed), len(headed))
	}
	if w.quoted != quotes {
		w.Errorf("%d quotes, want %d", w.quoted, quotes)
	}
}

// A section's body is its passages together; what is stored comes back the same.
func TestBodyIsItsPassages(t *testing.T) {
	for name, src := range everyPost(t) {
		t.Run(name, func(t *testing.T) {
			doc, _ := post.Parse("post.md", src, nil)
			if doc == nil {
				return
			}
			for _, a := range doc.Appearances {
				bodiesArePassages(t, a.Sections)
				got := new(timeline.Appearance)
				roundTrip(t, a.Stored(), got)
				storedOnce(t, got.Sections)
				if diff := cmp.Diff(a.Link(), got.Link()); diff != "" {
					t.Errorf("stored appearance (-want +got):\n%s", diff)
				}
			}
			bodiesArePassages(t, doc.Post.Sections)
			got := new(timeline.Post)
			roundTrip(t, doc.Post.Stored(), got)
			if diff := cmp.Diff(doc.Post.Link(), got.Link()); diff != "" {
				t.Errorf("stored post (-want +got):\n%s", diff)
			}
		})
	}
}

func bodiesArePassages(t *testing.T, sections []*timeline.Section) {
	t.Helper()
	for s := range timeline.AllSections(sections) {
		var md, html, plain []string
		for _, piece := range s.Content() {
			if p, ok := piece.(*timeline.Passage); ok {
				md, html = append(md, p.Text.Markdown), append(html, string(p.Text.HTML))
				if p.Text.Plain != "" {
					plain = append(plain, p.Text.Plain)
				}
			}
		}
		want := timeline.Prose{Markdown: strings.Join(md, "\n\n"), HTML: timeline.HTML(strings.Join(html, "")), Plain: strings.Join(plain, "\n")}
		if s.Body == nil {
			s.Body = new(timeline.Prose)
			defer func() { s.Body = nil }()
		}
		if diff := cmp.Diff(want, *s.Body); diff != "" {
			t.Errorf("body of %q (-want +got):\n%s", s.Heading, diff)
		}
	}
}

// storedOnce checks that no body is stored beside the passages it consists of.
func storedOnce(t *testing.T, sections []*timeline.Section) {
	t.Helper()
	for s := range timeline.AllSections(sections) {
		if s.Body != nil && slices.ContainsFunc(s.Parts, func(p timeline.Part) bool { return p.Passage != nil }) {
			t.Errorf("section %q is stored with a body beside its passages", s.Heading)
		}
	}
}

func roundTrip(t *testing.T, document, into any) {
	t.Helper()
	raw, err := bson.Marshal(document)
	if err != nil {
		t.Fatal(err)
	}
	if err := bson.Unmarshal(raw, into); err != nil {
		t.Fatal(err)
	}
}

// The real post whose closing paragraph stands behind a list: it must come behind
// it.
func TestRealPostClosesBehindItsList(t *testing.T) {
	doc := parseShared(t, "Ilyasutskever.md")
	found := false
	for _, a := range doc.Appearances {
		for s := range timeline.AllSections(a.Sections) {
			pieces := s.Content()
			for i, piece := range pieces {
				p, ok := piece.(*timeline.Passage)
				if !ok || !strings.HasPrefix(p.Text.Plain, "总而言之") {
					continue
				}
				found = true
				if _, behindView := pieces[max(0, i-1)].(*timeline.Viewpoint); !behindView || i < 2 || p.Line <= s.Viewpoints[len(s.Viewpoints)-1].Line {
					t.Errorf("the closing paragraph is piece %d of %d, at line %d; want it behind the views", i, len(pieces), p.Line)
				}
			}
		}
	}
	if !found {
		t.Error("the closing paragraph is no passage of its own")
	}
}

// What stands ahead of the heading above all others stays ahead of it.
func TestTextAheadOfTheTitle(t *testing.T) {
	src := []byte("---\ntitle: 园子\n---\n先说一句。\n\n# 菜地\n\n- 甲\n")
	doc, diags := post.Parse("post.md", src, nil)
	if doc == nil {
		t.Fatal(diags)
	}
	if b := doc.Post.Body; b == nil || b.Plain != "先说一句。" || doc.Post.Sections[0].Heading != "菜地" {
		t.Errorf("body %v, first section %q; want the sentence ahead of the heading", b, doc.Post.Sections[0].Heading)
	}
	if share, lost := post.Coverage(src, doc); share != 1 {
		t.Errorf("share = %v, lost = %q; want all", share, lost)
	}
}
