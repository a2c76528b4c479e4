package graph_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"viewline/store"
	"viewline/store/sqlite"
	"viewline/store/storetest"
	"viewline/timeline"
)

var importedAt = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

// stored opens a database with the documents of a batch in it.
func stored(tb testing.TB, b store.Batch, opts ...sqlite.Option) *sqlite.Store {
	tb.Helper()
	opts = append([]sqlite.Option{sqlite.WithCache(1 << 20)}, opts...)
	st, err := sqlite.Open(tb.Context(), tb.TempDir(), opts...)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = st.Close() })
	storetest.Put(tb, st, importedAt, b)
	return st
}

func prose(s string) timeline.Prose {
	return timeline.Prose{Markdown: "*" + s + "*", HTML: timeline.HTML("<em>" + s + "</em>"), Plain: s}
}

func date(tb testing.TB, s string) timeline.PartialDate {
	tb.Helper()
	if s == "" {
		return timeline.PartialDate{}
	}
	d, err := timeline.ParsePartialDate(s)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

// appearance is a talk of the key's person on the key's date, if it has one,
// with the recommended papers.
func appearance(tb testing.TB, key string, papers ...string) *timeline.Appearance {
	tb.Helper()
	person, day, _ := strings.Cut(key, "/")
	if parts := strings.SplitAfterN(day, "-", 4); len(parts) == 4 {
		day = strings.TrimSuffix(strings.Join(parts[:3], ""), "-")
	}
	if strings.HasPrefix(day, "undated") {
		day = ""
	}
	d := date(tb, day)
	a := &timeline.Appearance{
		Key: key, PersonSlug: person, PostPath: person + ".md", Heading: person + " - " + day, Title: "Talk " + day,
		Kind: timeline.KindTalk, Date: d, Earliest: d.Earliest(), Latest: d.Latest(), Recommended: len(papers), Line: 1,
	}
	if !d.IsZero() {
		a.DateSource = timeline.DateFromHeading
	}
	for i, slug := range papers {
		a.Recommendations = append(a.Recommendations, &timeline.Recommendation{PaperSlug: slug, Note: prose("on " + slug), Position: i + 1})
	}
	return a
}

func post(path, person string, appearances ...*timeline.Appearance) store.PostDocuments {
	p := &timeline.Post{Path: path, Slug: strings.TrimSuffix(path, ".md"), Title: "On " + person, PersonSlug: person}
	for _, a := range appearances {
		p.Record.Appearances = append(p.Record.Appearances, timeline.AppearanceRef{Key: a.Key, Hash: a.Key})
		p.Record.Viewpoints += a.CountViewpoints()
	}
	p.Record.Viewpoints += p.CountViewpoints()
	return store.PostDocuments{Post: p, Appearances: appearances}
}

// library is a small collection: Ada has five appearances, Alan has one, Grace has a post
// without appearances, and one post has no person.
func library(tb testing.TB) store.Batch {
	tb.Helper()
	radio := appearance(tb, "ada/2025-11-26", "engines", "notes", "zero")
	radio.Kind, radio.Theme, radio.Line = timeline.KindPodcast, "engines", 7
	radio.Heading, radio.Title = "Ada - Radio - 2025-11-26", "Radio"
	radio.Recommendations[2].Note = timeline.Prose{}
	summary := prose("in short")
	radio.Summary = &summary
	radio.Details = []*timeline.Detail{{Label: "场合", Value: "London"}}
	radio.Links = []*timeline.Link{{Text: "site", URL: "https://example.org/"}}
	radio.Images = []*timeline.Image{{URL: "ada.png", Title: "Ada"}}
	radio.Sections = []*timeline.Section{
		{
			Number: "1.", Heading: "Views", Level: 3, Kind: timeline.SectionViewpoints, Anchor: "views", Line: 9,
			Viewpoints: []*timeline.Viewpoint{{
				Label: "Weaving", Text: prose("it weaves"), Topics: []string{"looms"}, Line: 10,
				Points:     []*timeline.Viewpoint{{Text: prose("patterns"), Line: 11}},
				Quotes:     []*timeline.Prose{{Markdown: "q", HTML: "q", Plain: "q"}},
				Timestamps: []*timeline.Timestamp{{Label: "02:43", Seconds: 163}},
			}},
			Sections: []*timeline.Section{{Heading: "Deeper", Level: 4, Kind: timeline.SectionOther, Anchor: "deeper", Line: 12}},
		},
	}
	grace := post("grace.md", "grace")
	grace.Post.Sections = []*timeline.Section{{
		Heading: "Bugs", Level: 2, Kind: timeline.SectionViewpoints, Anchor: "bugs", Line: 3,
		Viewpoints: []*timeline.Viewpoint{{Text: prose("a moth"), Line: 4}},
	}}
	grace.Post.Date, grace.Post.WordCount, grace.Post.Tags = "2025-11-26T08:30:00+08:00", 120, []string{"navy"}
	grace.Post.Cover = &timeline.Cover{Image: "grace.png", AIGenerated: true}
	grace.Post.Record.Viewpoints = 1
	return tallied(store.Batch{
		People: []*timeline.Person{
			{Slug: "ada", Name: "Ada Lovelace", Aliases: []string{"阿达"}, Topics: []string{"looms"}},
			{Slug: "alan", Name: "Alan Turing", Aliases: []string{}},
			{Slug: "grace", Name: "Grace Hopper", Aliases: []string{}},
		},
		Topics: []*timeline.Topic{{Slug: "looms", Name: "织机", Aliases: []string{"loom", "weaving"}}},
		Papers: []*timeline.Paper{
			{Slug: "engines", Title: "Engines", Authors: []string{"Charles Babbage"}, Published: date(tb, "1837"), Arxiv: "1706.03762"},
			{Slug: "notes", Title: "Notes"},
			{Slug: "zero", Title: "Zero"},
		},
		Posts: []store.PostDocuments{
			post("ada.md", "ada",
				radio, appearance(tb, "ada/2025-11-26-2", "notes"), appearance(tb, "ada/2025-11"),
				appearance(tb, "ada/2020", "engines"), appearance(tb, "ada/undated")),
			post("alan.md", "alan", appearance(tb, "alan/1950-10")),
			grace,
			post("nobody.md", ""),
		},
	})
}

// tallied tells the papers of a batch who recommends them, and how often, as an import
// does.
func tallied(b store.Batch) store.Batch {
	for _, p := range b.Papers {
		by := map[string]bool{}
		for _, d := range b.Posts {
			for _, a := range d.Appearances {
				for _, r := range a.Recommendations {
					if r.PaperSlug == p.Slug {
						by[a.PersonSlug] = true
						p.RecommendationCount++
					}
				}
			}
		}
		p.RecommendedBy = slices.Sorted(maps.Keys(by))
	}
	return b
}

// crowd is n people with a post each, of three appearances that recommend two
// papers each.
func crowd(tb testing.TB, n int) store.Batch {
	tb.Helper()
	b := store.Batch{
		Papers: []*timeline.Paper{{Slug: "shared", Title: "Shared"}},
		Topics: []*timeline.Topic{{Slug: "looms", Name: "Looms", Aliases: []string{}}},
	}
	for i := range n {
		slug := fmt.Sprintf("p%02d", i)
		b.People = append(b.People, &timeline.Person{Slug: slug, Name: "Person " + slug, Aliases: []string{}, Topics: []string{"looms"}})
		b.Papers = append(b.Papers, &timeline.Paper{Slug: "by-" + slug, Title: "By " + slug})
		var as []*timeline.Appearance
		for year := range 3 {
			a := appearance(tb, fmt.Sprintf("%s/%d", slug, 2020+year), "shared", "by-"+slug)
			a.Sections = []*timeline.Section{{
				Heading: "Views", Level: 3, Kind: timeline.SectionViewpoints, Anchor: fmt.Sprintf("views-%d", year), Line: 2,
				Viewpoints: []*timeline.Viewpoint{
					{Label: "One", Text: prose("one"), Topics: []string{"looms"}, Line: 3, Points: []*timeline.Viewpoint{{Text: prose("deeper"), Line: 4}}},
					{Label: "Two", Text: prose("two"), Line: 5},
				},
			}}
			as = append(as, a)
		}
		b.Posts = append(b.Posts, post(slug+".md", slug, as...))
	}
	return tallied(b)
}

// load stores one more person.
func load(tb testing.TB, st store.Store) {
	tb.Helper()
	storetest.Put(tb, st, importedAt, store.Batch{People: []*timeline.Person{{Slug: "new", Name: "New", Aliases: []string{}}}})
}
