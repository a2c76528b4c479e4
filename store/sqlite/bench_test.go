package sqlite_test

import (
	"fmt"
	"strings"
	"testing"

	"viewline/relay"
	"viewline/store"
	"viewline/store/sqlite"
	"viewline/timeline"
)

// The corpus of the benchmarks: 50 people with 100 appearances each, of about
// 5 kB, ten to a post.
const (
	people           = 50
	appearancesEach  = 100
	appearancesAPost = 10
)

func slug(i int) string { return fmt.Sprintf("person-%02d", i) }

// benchPost is the nth post of a person.
func benchPost(person, n int) store.PostDocuments {
	p := &timeline.Post{Path: fmt.Sprintf("%s/%d.md", slug(person), n), Slug: fmt.Sprintf("%s-%d", slug(person), n)}
	d := store.PostDocuments{Post: p}
	for i := range appearancesAPost {
		at := timeline.PartialDate{Year: 2000 + n, Month: 1 + i}
		a := &timeline.Appearance{
			Key: slug(person) + "/" + at.String(), PersonSlug: slug(person), PostPath: p.Path, Title: "Talk",
			Kind: timeline.KindTalk, Date: at, Earliest: at.Earliest(), Latest: at.Latest(),
		}
		for range 3 {
			a.Sections = append(a.Sections, benchSection())
		}
		p.Record.Appearances = append(p.Record.Appearances, timeline.AppearanceRef{Key: a.Key})
		d.Appearances = append(d.Appearances, a)
	}
	return d
}

func benchSection() *timeline.Section {
	text := strings.Repeat("观点", 20)
	s := &timeline.Section{Heading: "Views", Level: 3, Kind: timeline.SectionViewpoints}
	for range 4 {
		s.Viewpoints = append(s.Viewpoints, &timeline.Viewpoint{
			Label: "Label", Text: timeline.Prose{Markdown: text, HTML: timeline.HTML(text), Plain: text},
		})
	}
	return s
}

func benchStore(b *testing.B) *sqlite.Store {
	b.Helper()
	s := open(b, b.TempDir())
	for person := range people {
		var batch store.Batch
		for n := range appearancesEach / appearancesAPost {
			batch.Posts = append(batch.Posts, benchPost(person, n))
		}
		load(b, s, batch)
	}
	return s
}

func BenchmarkAppearancesByPerson(b *testing.B) {
	s := benchStore(b)
	for _, n := range []int{1, people} {
		b.Run(fmt.Sprintf("people=%d", n), func(b *testing.B) {
			slugs := make([]string, n)
			for i := range slugs {
				slugs[i] = slug(i)
			}
			b.ReportAllocs()
			for b.Loop() {
				pages, err := s.AppearancesByPerson(b.Context(), slugs, store.AppearanceFilter{}, relay.Query{Limit: 10, Descending: true})
				if err != nil {
					b.Fatal(err)
				}
				for i, p := range pages {
					if len(p.Items) != 10 || !p.HasNext || p.Items[0].Key != slugs[i]+"/2009-10" || p.Items[9].Key != slugs[i]+"/2009-01" {
						b.Fatalf("page %d: %d items", i, len(p.Items))
					}
				}
			}
			b.ReportMetric(float64(b.N)*float64(n)/b.Elapsed().Seconds(), "pages/s")
		})
	}
}

func BenchmarkPut(b *testing.B) {
	s := open(b, b.TempDir())
	batch := store.Batch{}
	for n := range appearancesEach / appearancesAPost {
		batch.Posts = append(batch.Posts, benchPost(0, n))
	}
	b.ReportAllocs()
	for b.Loop() {
		load(b, s, batch)
		n, err := s.CountAppearances(b.Context(), store.AppearanceFilter{Person: slug(0)})
		if err != nil || n != appearancesEach {
			b.Fatalf("%d appearances, %v; want %d", n, err, appearancesEach)
		}
	}
	b.ReportMetric(float64(b.N)*appearancesEach/b.Elapsed().Seconds(), "appearances/s")
}
