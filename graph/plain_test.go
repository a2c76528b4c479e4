package graph_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"viewline/timeline"
)

// odd are appearances with everything that a report can have, and with texts
// that have to be escaped.
func odd(tb testing.TB) *api {
	tb.Helper()
	b := crowd(tb, 3)
	for i, a := range b.Posts[0].Appearances {
		text := func(s string) timeline.Prose { return timeline.Prose{Markdown: s, HTML: "<p>" + s + "</p>", Plain: s} }
		body := text("ahead \\ of \"all\"\t\r\n\x00\x1f")
		deepest := &timeline.Viewpoint{Text: text(strings.Repeat("深", 300)), Line: 9}
		a.Sections = append(
			a.Sections,
			&timeline.Section{Heading: "空", Level: 2, Kind: timeline.SectionOther, Line: 1},
			&timeline.Section{
				Number: "一", Heading: "看法 & <b>", Level: 3, Kind: timeline.SectionViewpoints, Anchor: "kan-fa", Body: &body, Line: 2,
				Viewpoints: []*timeline.Viewpoint{
					{Label: "标签", Text: text("\u2028 \U0001F600 \xff"), Line: 3, Points: []*timeline.Viewpoint{{Text: text(""), Line: 4, Points: []*timeline.Viewpoint{deepest}}}},
					{
						Text: text("b"), Line: 5, Quotes: []*timeline.Prose{&body}, Topics: []string{"looms"},
						Timestamps: []*timeline.Timestamp{{Label: "02:43", Seconds: 163, URL: "https://v.example/?t=163&x=\"y\""}, {Label: "1:00", Seconds: 60}},
						Links:      []*timeline.Link{{Text: "t", URL: "https://example.org", Title: "tip"}, {Text: "u", URL: "/rel"}},
					},
				},
				Sections: []*timeline.Section{{Heading: fmt.Sprint("deeper ", i), Level: 4, Kind: timeline.SectionOther, Line: 6}},
			},
		)
	}
	return serve(stored(tb, b))
}

// What stands for FORCED in a query: topics have a resolver, so with them gqlgen
// does all of a list; without them nothing needs gqlgen.
const (
	slow = "zz: topics { slug }"
	fast = ""
)

var forced = regexp.MustCompile(`,"zz":\[[^]]*\]`)

func TestListsGivenInOneGoAreThoseOfGqlgen(t *testing.T) {
	api := odd(t)
	for name, query := range map[string]string{
		"sections": `{ appearances(first: 100) { nodes { key sections { __typename number heading level kind anchor line body { markdown html plain }
		  viewpoints { label key line text { html } FORCED } sections { heading viewpoints { key FORCED } } } } } }`,
		"everything of a viewpoint": `{ appearances(first: 100) { nodes { sections { viewpoints { key text { plain } quotes { __typename html } links { text url title }
		  timestamps { label seconds url } points { label text { plain } points { text { plain } FORCED } FORCED } FORCED } } } } }`,
		"fragments, aliases and merged fields": `query($yes: Boolean = true, $no: Boolean = false) { appearances(first: 100) { nodes { sections { ...S viewpoints { a: line FORCED } } sections { b: heading heading @skip(if: $yes) } } } }
		  fragment S on Section { b: heading viewpoints { ... on Viewpoint { text { plain } } ... on Node @include(if: $no) { __typename } ... @include(if: $yes) { c: key } } }`,
		"everything of an appearance": `{ appearances(first: 100) { nodes { __typename id key heading title kind date datePrecision dateSource earliest latest theme
		  summary { plain } body { html } details { label value } images { alt url title } links { text url title } line sections { heading viewpoints { id date key FORCED } } } } }`,
		"viewpoints of a connection": `{ viewpoints(first: 100) { totalCount nodes { key label text { html } points { key FORCED } FORCED } } }`,
		"sections of posts":          `{ posts(first: 10) { nodes { sections { heading viewpoints { key FORCED } } appearances { sections { heading viewpoints { label FORCED } } } } } }`,
	} {
		t.Run(name, func(t *testing.T) {
			want := string(api.ask(t, strings.ReplaceAll(query, "FORCED", slow), nil))
			got := string(api.ask(t, strings.ReplaceAll(query, "FORCED", fast), nil))
			if plain := forced.ReplaceAllString(want, ""); got != plain {
				t.Errorf("got\n%s\nwant\n%s", got, plain)
			}
		})
	}
}

// Where all of an answer is in memory, gqlgen is not asked for its lists.
func TestListsAreGivenInOneGo(t *testing.T) {
	const query = `{ appearances(first: 100) { nodes { sections { heading viewpoints { text { plain } FORCED } } } } }`
	api := odd(t)
	allocations := func(query string) float64 {
		return testing.AllocsPerRun(5, func() { api.ask(t, query, nil) })
	}
	in, out := allocations(strings.ReplaceAll(query, "FORCED", fast)), allocations(strings.ReplaceAll(query, "FORCED", slow))
	if in > out*3/4 {
		t.Errorf("%.0f allocations, want less than three quarters of gqlgen's %.0f", in, out)
	}
}
