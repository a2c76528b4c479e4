package post_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"viewline/post"
	"viewline/timeline"
)

// sampleContent parses the sample posts with the files beside them, which must
// be without fault.
func sampleContent(t *testing.T) (post.Contents, map[string]*post.Document) {
	t.Helper()
	read := func(name string) []byte {
		src, err := os.ReadFile("../content/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return src
	}
	people, diags := post.ReadPeople("people.yaml", read("people.yaml"))
	papers, more := post.ReadPapers("papers.json", read("papers.json"))
	topics, most := post.ReadTopics("topics.yaml", read("topics.yaml"))
	wantDiags(t, slices.Concat(diags, more, most))
	contents := post.Contents{People: people, Papers: papers, Topics: topics}
	lib := post.NewLibrary(contents)
	docs := map[string]*post.Document{}
	files, err := filepath.Glob("../content/*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("no posts in ../content: %v", err)
	}
	for _, file := range files {
		name := filepath.Base(file)
		doc, diags := post.Parse(name, read(name), lib)
		wantDiags(t, diags)
		docs[name] = doc
	}
	return contents, docs
}

// papers.json knows every paper of the long list.
func TestSamplePapers(t *testing.T) {
	_, docs := sampleContent(t)
	doc := docs["ilya-sutskever.md"]
	list := doc.Appearances[len(doc.Appearances)-1].Recommendations
	if len(list) != 33 || len(doc.Post.Record.Papers) != 33 {
		t.Errorf("%d recommendations of %d papers, want 33 of 33", len(list), len(doc.Post.Record.Papers))
	}
	for _, p := range doc.Post.Record.Papers {
		if len(p.Authors) == 0 {
			t.Errorf("papers.json does not know %q", p.Title)
		}
	}
}

// spread is how far the viewpoints on a topic reach.
type spread struct {
	viewpoints int
	years      map[string]map[int]bool // by person
}

// spreads counts the top-level viewpoints of appearances by topic.
func spreads(docs map[string]*post.Document) map[string]*spread {
	all := map[string]*spread{}
	for _, doc := range docs {
		for _, a := range doc.Appearances {
			for s := range timeline.AllSections(a.Sections) {
				for _, v := range s.Viewpoints {
					for _, topic := range v.Topics {
						if all[topic] == nil {
							all[topic] = &spread{years: map[string]map[int]bool{}}
						}
						all[topic].add(a)
					}
				}
			}
		}
	}
	return all
}

func (s *spread) add(a *timeline.Appearance) {
	s.viewpoints++
	if s.years[a.PersonSlug] == nil {
		s.years[a.PersonSlug] = map[int]bool{}
	}
	s.years[a.PersonSlug][a.Date.Year] = true
}

// The topics say something: each marks viewpoints, everybody has several, and
// many show how a view went on over people or years.
func TestSampleTopics(t *testing.T) {
	contents, docs := sampleContent(t)
	all := spreads(docs)
	several, changed := 0, 0
	of := map[string]int{} // topics by person
	for _, topic := range contents.Topics {
		s := all[topic.Slug]
		if s == nil {
			t.Errorf("no viewpoint is about %s", topic.Slug)
			continue
		}
		text := fmt.Sprintf("%-22s %2d viewpoints", topic.Slug, s.viewpoints)
		longest := 0
		for _, person := range slices.Sorted(maps.Keys(s.years)) {
			years := slices.Sorted(maps.Keys(s.years[person]))
			text += fmt.Sprintf("; %s %v", person, years)
			of[person]++
			longest = max(longest, len(years))
		}
		t.Log(text)
		if len(s.years) > 1 {
			several++
		}
		if longest > 1 {
			changed++
		}
	}
	if several < 10 || changed < 8 {
		t.Errorf("%d topics of several people, %d of several years of one; want 10 and 8", several, changed)
	}
	for _, p := range contents.People {
		if of[p.Slug] < 3 {
			t.Errorf("%s has views on %d topics; want 3", p.Slug, of[p.Slug])
		}
	}
}
