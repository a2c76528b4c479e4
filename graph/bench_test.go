package graph_test

import (
	"testing"

	"viewline/timeline"
)

// BenchmarkContractQuery asks for everything about a person with ten
// appearances of forty viewpoints and ten recommendations each.
func BenchmarkContractQuery(b *testing.B) {
	const appearances, sections, views, papers = 10, 4, 10, 10
	batch := crowd(b, 20)
	doc := &batch.Posts[0]
	for _, a := range doc.Appearances {
		a.PersonSlug = "p00"
	}
	doc.Post.Source.Appearances = nil
	doc.Appearances = nil
	for i := range appearances {
		slugs := make([]string, papers)
		for j := range slugs {
			slugs[j] = "by-p" + string([]byte{'0' + byte(j%2), '0' + byte(i)})
		}
		a := appearance(b, "p00/201"+string('0'+byte(i)), slugs...)
		for range sections {
			s := &timeline.Section{Heading: "Views", Level: 3, Kind: timeline.SectionViewpoints, Line: 2}
			for range views {
				s.Viewpoints = append(s.Viewpoints, &timeline.Viewpoint{
					Label: "One", Text: prose("one"), Line: 3, Points: []*timeline.Viewpoint{{Text: prose("deeper"), Line: 4}},
				})
			}
			a.Sections = append(a.Sections, s)
		}
		doc.Appearances = append(doc.Appearances, a)
		doc.Post.Source.Appearances = append(doc.Post.Source.Appearances, timeline.AppearanceRef{Key: a.Key, Hash: a.Key})
	}
	api := serve(stored(b, batch))
	type answer struct {
		Person struct {
			Appearances struct {
				TotalCount int
				Nodes      []struct {
					Sections []struct {
						Viewpoints []struct {
							Points []struct{ Text timeline.Prose }
						}
					}
					RecommendedPapers struct {
						Nodes []struct{ Paper timeline.Paper }
					}
				}
			}
		}
	}
	want := api.ask(b, contract, variables{"slug": "p00"})
	got := data[answer](b, want).Person.Appearances
	if got.TotalCount != appearances || len(got.Nodes) != appearances || len(got.Nodes[9].Sections[3].Viewpoints) != views ||
		got.Nodes[9].Sections[3].Viewpoints[9].Points[0].Text.Plain != "deeper" || len(got.Nodes[9].RecommendedPapers.Nodes) != papers {
		b.Fatalf("answer %s", want)
	}
	b.ReportAllocs()
	for b.Loop() {
		if answer := api.ask(b, contract, variables{"slug": "p00"}); string(answer) != string(want) {
			b.Fatalf("answer %s", answer)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "queries/s")
}
