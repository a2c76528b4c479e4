package sqlite_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"viewline/relay"
	"viewline/store"
	"viewline/store/sqlite"
	"viewline/timeline"
)

// The corpus of these benchmarks: posts of five appearances with twelve
// viewpoints each, on days of thirty years. Every tenth viewpoint is about the
// topic, every fifth has the rarer word, every second the other one.
const (
	appearancesPerPost = 5
	viewpointsEach     = 12
	ideographs         = 600
)

// corpusSizes are numbers of posts.
var corpusSizes = []int{100, 1000}

func searchedPost(n int) store.PostDocuments {
	r := rand.New(rand.NewPCG(1, uint64(n)))
	p := &timeline.Post{Path: fmt.Sprintf("%d.md", n), Slug: fmt.Sprint("post-", n), PersonSlug: slug(n % people)}
	d := store.PostDocuments{Post: p}
	for i := range appearancesPerPost {
		day := timeline.PartialDate{Year: 1990 + r.IntN(30), Month: 1 + r.IntN(12), Day: 1 + r.IntN(28)}
		a := &timeline.Appearance{
			Key: fmt.Sprintf("%s/%s-%d-%d", p.PersonSlug, day, n, i), PersonSlug: p.PersonSlug, PostPath: p.Path, Title: "Talk",
			Kind: timeline.KindTalk, Date: day, Earliest: day, Latest: day,
			Sections: []*timeline.Section{{Heading: "Views", Level: 3, Kind: timeline.SectionViewpoints}},
		}
		for v := range viewpointsEach {
			a.Sections[0].Viewpoints = append(a.Sections[0].Viewpoints, searchedViewpoint(r, (n*appearancesPerPost+i)*viewpointsEach+v))
		}
		d.Appearances = append(d.Appearances, a)
		p.Record.Appearances = append(p.Record.Appearances, timeline.AppearanceRef{Key: a.Key})
		p.Record.Viewpoints += viewpointsEach
	}
	return d
}

func searchedViewpoint(r *rand.Rand, n int) *timeline.Viewpoint {
	var text strings.Builder
	for range 60 {
		text.WriteRune(rune(0x4E00 + r.IntN(ideographs)))
	}
	v := &timeline.Viewpoint{Label: "Label"}
	if n%2 == 0 {
		text.WriteString(", common")
	}
	if n%5 == 0 {
		text.WriteString(" and rarer")
	}
	if n%10 == 0 {
		v.Topics = []string{"topic"}
	}
	v.Text = timeline.Prose{Markdown: text.String(), HTML: timeline.HTML(text.String()), Plain: text.String()}
	return v
}

// searchedStore has so many posts, put fifty at a time.
func searchedStore(b *testing.B, posts int) *sqlite.Store {
	b.Helper()
	s := open(b, b.TempDir())
	for n := 0; n < posts; {
		var batch store.Batch
		for range 50 {
			batch.Posts = append(batch.Posts, searchedPost(n))
			n++
		}
		load(b, s, batch)
	}
	return s
}

func BenchmarkTopicPage(b *testing.B) {
	for _, posts := range corpusSizes {
		b.Run(fmt.Sprintf("posts=%d", posts), func(b *testing.B) {
			s := searchedStore(b, posts)
			q := relay.Query{Limit: 20, Descending: true, After: relay.Cursor{Sort: "2015", Key: "k#"}}
			b.ReportAllocs()
			for b.Loop() {
				found, err := s.ListViewpoints(b.Context(), store.ViewpointFilter{Topic: "topic"}, q)
				if err != nil || len(found.Items) != 20 || !found.HasNext {
					b.Fatalf("%d viewpoints, %v; want 20 and more", len(found.Items), err)
				}
			}
		})
	}
}

func BenchmarkSearch(b *testing.B) {
	for _, posts := range corpusSizes {
		b.Run(fmt.Sprintf("posts=%d", posts), func(b *testing.B) {
			s := searchedStore(b, posts)
			q := relay.Query{Limit: 20, Descending: true}
			b.ReportAllocs()
			for b.Loop() {
				found, err := s.Search(b.Context(), store.SearchFilter{Text: "common rarer", Ranked: true}, q)
				if err != nil || len(found.Items) != 20 || !found.HasNext {
					b.Fatalf("%d hits, %v; want 20 and more", len(found.Items), err)
				}
			}
		})
	}
}

// BenchmarkSearchForOne searches for a single ideograph, which a tenth of the viewpoints
// have, and for a beginning of a word that half of them have, at 30,000 appearances.
func BenchmarkSearchForOne(b *testing.B) {
	s := searchedStore(b, 6000)
	q := relay.Query{Limit: 20, Descending: true}
	for name, text := range map[string]string{"ideograph": string(rune(0x4E00 + 7)), "beginning": "comm"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				found, err := s.Search(b.Context(), store.SearchFilter{Text: text, Ranked: true}, q)
				if err != nil || len(found.Items) != 20 || !found.HasNext {
					b.Fatalf("%d hits, %v; want 20 and more", len(found.Items), err)
				}
			}
		})
	}
}

func BenchmarkPutSearched(b *testing.B) {
	for _, posts := range corpusSizes {
		b.Run(fmt.Sprintf("posts=%d", posts), func(b *testing.B) {
			s := searchedStore(b, posts)
			var batch store.Batch
			for n := range 50 {
				batch.Posts = append(batch.Posts, searchedPost(n))
			}
			b.ReportAllocs()
			for b.Loop() {
				load(b, s, batch)
			}
			const want = 50 * appearancesPerPost * viewpointsEach / 10
			n, err := s.CountViewpoints(b.Context(), store.ViewpointFilter{Topic: "topic"})
			if err != nil || n != want*posts/50 {
				b.Fatalf("%d viewpoints, %v; want %d", n, err, want*posts/50)
			}
			b.ReportMetric(float64(b.N)*50/b.Elapsed().Seconds(), "posts/s")
		})
	}
}
