package graph_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"viewline/store/sqlite"
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
	doc.Post.Record.Appearances = nil
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
		doc.Post.Record.Appearances = append(doc.Post.Record.Appearances, timeline.AppearanceRef{Key: a.Key, Hash: a.Key})
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

// BenchmarkCrowdQuery asks for every viewpoint of twenty people at once, about 760 kB. It
// does so with package plain, and with a field for which gqlgen writes the lists; with
// documents that are read and decoded each time, and with kept ones.
func BenchmarkCrowdQuery(b *testing.B) {
	const people, appearances, sections, views = 20, 5, 4, 10
	const size = people * appearances * sections * views
	batch := crowd(b, people)
	for i := range batch.Posts {
		doc := &batch.Posts[i]
		slug := doc.Appearances[0].PersonSlug
		doc.Post.Record.Appearances, doc.Appearances = nil, nil
		for year := range appearances {
			a := appearance(b, fmt.Sprintf("%s/%d", slug, 2010+year))
			for range sections {
				s := &timeline.Section{Heading: "看法 and views", Level: 3, Kind: timeline.SectionViewpoints, Line: 2}
				for range views {
					s.Viewpoints = append(s.Viewpoints, &timeline.Viewpoint{Label: "标签", Text: prose(strings.Repeat("机器会学习。", 8)), Line: 3})
				}
				a.Sections = append(a.Sections, s)
			}
			doc.Appearances = append(doc.Appearances, a)
			doc.Post.Record.Appearances = append(doc.Post.Record.Appearances, timeline.AppearanceRef{Key: a.Key, Hash: a.Key})
		}
	}
	const query = `{ people(first: 20) { nodes { name appearances(first: 5) { nodes { key date title sections { heading viewpoints { label text { plain } FORCED } } } } } } }`
	read, kept := serve(stored(b, batch, sqlite.WithCache(0))), serve(stored(b, batch, sqlite.WithCache(64<<20)))
	for _, way := range []struct {
		name, extra string
		api         *api
	}{{"gqlgen", slow, read}, {"gqlgen/kept", slow, kept}, {"plain", fast, read}, {"plain/kept", fast, kept}} {
		b.Run(way.name, func(b *testing.B) {
			b.ReportAllocs()
			var n int
			for b.Loop() {
				answer := way.api.ask(b, strings.ReplaceAll(query, "FORCED", way.extra), nil)
				if n = len(answer); bytes.Count(answer, []byte(`"label"`)) != size {
					b.Fatalf("%d viewpoints, want %d: %.300s", bytes.Count(answer, []byte(`"label"`)), size, answer)
				}
			}
			b.ReportMetric(float64(n)/1000, "kB/answer")
		})
	}
}

// BenchmarkEdge asks for 100 viewpoints, with fields that package plain writes and with
// fields that it leaves to gqlgen.
func BenchmarkEdge(b *testing.B) {
	st := stored(b, crowd(b, 20))
	for _, c := range []struct{ name, of string }{
		{"label and text", `nodes { label text { plain } }`},
		{"and theme, date, appearance", `nodes { label text { plain } theme date appearance { key title } }`},
		{"the same in edges", `edges { cursor node { label text { plain } theme date appearance { key title } } }`},
		{"and person, which falls off", `nodes { label text { plain } theme date appearance { key title } person { name } }`},
	} {
		query := `{ viewpoints(first: 100) { ` + c.of + ` } }`
		for name, api := range map[string]*api{"plain": plainly(st, false), "gqlgen": plainly(st, true)} {
			b.Run(c.name+"/"+name, func(b *testing.B) {
				want := api.ask(b, query, nil)
				b.ReportAllocs()
				for b.Loop() {
					if got := api.ask(b, query, nil); !bytes.Equal(got, want) {
						b.Fatalf("got %.300s; want %.300s", got, want)
					}
				}
			})
		}
	}
}
