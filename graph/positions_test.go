package graph_test

import (
	"fmt"
	"strings"
	"testing"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// debate has three people on two topics: so many viewpoints in each year.
func debate(tb testing.TB) store.Batch {
	tb.Helper()
	b := store.Batch{Topics: []*timeline.Topic{{Slug: "ai", Name: "AI", Aliases: []string{"machines"}}, {Slug: "tea", Name: "茶"}}}
	for _, p := range []struct {
		slug  string
		views map[string][]string // topics of each viewpoint
	}{
		{"ada", map[string][]string{"ada/1950": {"ai", "tea"}, "ada/1960": {"ai"}}},
		{"bo", map[string][]string{"bo/1940": {"ai"}, "bo/1970-05": {"ai", "ai"}}},
		{"cy", map[string][]string{"cy/1999": {"ai", "ai"}, "cy/undated": {"tea"}}},
	} {
		b.People = append(b.People, &timeline.Person{Slug: p.slug, Name: strings.ToUpper(p.slug)})
		var all []*timeline.Appearance
		for key, topics := range p.views {
			a := appearance(tb, key)
			s := &timeline.Section{Heading: "Views"}
			for i, topic := range topics {
				s.Viewpoints = append(s.Viewpoints, &timeline.Viewpoint{Label: timeline.Text(fmt.Sprint(key, " ", i)), Text: prose(topic), Topics: []string{topic}})
			}
			a.Sections = []*timeline.Section{s}
			all = append(all, a)
		}
		b.Posts = append(b.Posts, post(p.slug+".md", p.slug, all...))
	}
	return b
}

// TestPeopleSideBySide has two people on one topic in one query.
func TestPeopleSideBySide(t *testing.T) {
	a := serve(stored(t, debate(t)))
	a.want(t, `{ topic(slug: "machines") { positions(filter: {person: ["BO", "ada"]}) { totalCount nodes {
		person { name } topic { slug } count first { label } latest { label } viewpoints(first: 2) { totalCount nodes { label } } } } } }`, nil,
		`{"data": {"topic": {"positions": {"totalCount": 2, "nodes": [
			{"person": {"name": "BO"}, "topic": {"slug": "ai"}, "count": 3, "first": {"label": "bo/1940 0"}, "latest": {"label": "bo/1970-05 0"},
				"viewpoints": {"totalCount": 3, "nodes": [{"label": "bo/1970-05 0"}, {"label": "bo/1970-05 1"}]}},
			{"person": {"name": "ADA"}, "topic": {"slug": "ai"}, "count": 2, "first": {"label": "ada/1950 0"}, "latest": {"label": "ada/1960 0"},
				"viewpoints": {"totalCount": 2, "nodes": [{"label": "ada/1960 0"}, {"label": "ada/1950 0"}]}}]}}}}`)
}

func TestPositions(t *testing.T) {
	a := serve(stored(t, debate(t)))
	for query, want := range map[string]string{
		`topic(slug: "ai") { positions { totalCount nodes { person { slug } count } } }`:                                                       `3: bo 3, ada 2, cy 2`,
		`topic(slug: "ai") { positions(orderBy: {field: COUNT, direction: ASC}) { totalCount nodes { person { slug } count } } }`:              `3: cy 2, ada 2, bo 3`,
		`topic(slug: "ai") { positions(orderBy: {field: DATE, direction: DESC}) { totalCount nodes { person { slug } count } } }`:              `3: cy 2, bo 3, ada 2`,
		`topic(slug: "tea") { positions(orderBy: {field: DATE, direction: ASC}) { totalCount nodes { person { slug } count } } }`:              `2: cy 1, ada 1`,
		`topic(slug: "ai") { positions(filter: {person: "nobody"}) { totalCount nodes { person { slug } count } } }`:                           `0: `,
		`topic(slug: "ai") { positions(filter: {person: ["nobody", "cy"]}) { totalCount nodes { person { slug } count } } }`:                   `1: cy 2`,
		`topic(slug: "ai") { positions(filter: {topic: "tea"}) { totalCount nodes { person { slug } count } } }`:                               `0: `,
		`topic(slug: "ai") { positions(filter: {topic: ["tea", "AI"], person: []}, first: 1) { totalCount nodes { person { slug } count } } }`: `3: bo 3`,
		`topic(slug: "ai") { positions(last: 1) { totalCount nodes { person { slug } count } } }`:                                              `3: cy 2`,
	} {
		found := data[struct {
			Topic struct {
				Positions struct {
					TotalCount int
					Nodes      []struct {
						Person struct{ Slug string }
						Count  int
					}
				}
			}
		}](t, a.ask(t, "{ "+query+" }", nil)).Topic.Positions
		var parts []string
		for _, n := range found.Nodes {
			parts = append(parts, fmt.Sprint(n.Person.Slug, " ", n.Count))
		}
		if got := fmt.Sprintf("%d: %s", found.TotalCount, strings.Join(parts, ", ")); got != want {
			t.Errorf("%s: %s; want %s", query, got, want)
		}
	}
	a.want(t, `{ person(slug: "cy") { positions(filter: {topic: "茶"}) { nodes { count first { key } latest { key } viewpoints { nodes { label } } none: viewpoints(filter: {from: "1900"}) { totalCount } } } } }`, nil,
		`{"data": {"person": {"positions": {"nodes": [{"count": 1, "first": null, "latest": null, "viewpoints": {"nodes": [{"label": "cy/undated 0"}]}, "none": {"totalCount": 0}}]}}}}`)
	wantError(t, a, `{ topic(slug: "ai") { positions(first: 0) { totalCount } } }`, nil, "BAD_USER_INPUT", fmt.Sprintf("first is 0; want 1 to %d", relay.MaxSize))
}
