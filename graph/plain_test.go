package graph_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"

	"viewline/graph"
	"viewline/graph/batch"
	"viewline/graph/transport"
	"viewline/store"
	"viewline/timeline"
)

// odd are appearances with all fields that a report can have, and with texts that have to
// be escaped.
func odd(tb testing.TB) store.Batch {
	tb.Helper()
	b := crowd(tb, 3)
	for i, a := range b.Posts[0].Appearances {
		text := func(s string) timeline.Prose {
			return timeline.Prose{Markdown: s, HTML: timeline.HTML("<p>" + s + "</p>"), Plain: s}
		}
		body := text("ahead \\ of \"all\"\t\r\n\x00\x1f")
		deepest := &timeline.Viewpoint{Text: text(strings.Repeat("深", 300)), Line: 9}
		a.DateText, a.DateApproximate = "about \"then\"", i > 0
		if i == 1 {
			a.Recording = &timeline.Link{Text: "r", URL: "https://example.org/r"}
		}
		a.Sections = append(
			a.Sections,
			&timeline.Section{Heading: "空", Level: 2, Kind: timeline.SectionOther, Line: 1},
			&timeline.Section{
				Number: "一", Heading: "看法 & <b>", Level: 3, Kind: timeline.SectionViewpoints, Anchor: "kan-fa", Body: &body, Line: 2,
				Viewpoints: []*timeline.Viewpoint{
					{Label: "标签", Text: text("\u2028 \U0001F600 \xff"), Line: 3, Points: []*timeline.Viewpoint{{Text: text(""), Line: 4, Points: []*timeline.Viewpoint{deepest}}}},
					{
						Text: text("b"), Question: &body, Line: 5, Quotes: []*timeline.Prose{&body}, Topics: []string{"looms"},
						Timestamps: []*timeline.Timestamp{{Label: "02:43", Seconds: 163, URL: "https://v.example/?t=163&x=\"y\""}, {Label: "1:00", Seconds: 60}},
						Links:      []*timeline.Link{{Text: "t", URL: "https://example.org", Title: "tip"}, {Text: "u", URL: "/rel"}},
					},
				},
				Sections: []*timeline.Section{{Heading: fmt.Sprint("deeper ", i), Level: 4, Kind: timeline.SectionOther, Line: 6}},
			},
		)
	}
	return b
}

// TestFragmentsOnTypesOfTheSchema has fragments on a union and an interface that
// an object is of, with and without a field that needs a resolver.
func TestFragmentsOnTypesOfTheSchema(t *testing.T) {
	api := serve(stored(t, library(t)))
	const fragments = ` fragment R on SearchResult { __typename ... on Viewpoint { label } } fragment N on Node { id }`
	api.want(t, `{ viewpoints(first: 1) { nodes { ...R ...N } } }`+fragments, nil,
		`{"data": {"viewpoints": {"nodes": [{"__typename": "Viewpoint", "label": "Weaving", "id": "Vmlld3BvaW50OmtzN2Rpa2t3Z3M1am5xdmsuMjAyNS4jMml2cXB3Ym11N2c1aTdndS4zaXI1b3VhbzJsNDJyNWNtLjE"}]}}}`)
	api.want(t, `{ viewpoints(first: 1) { nodes { ...R ...N person { slug } } } }`+fragments, nil,
		`{"data": {"viewpoints": {"nodes": [{"__typename": "Viewpoint", "label": "Weaving", "id": "Vmlld3BvaW50OmtzN2Rpa2t3Z3M1am5xdmsuMjAyNS4jMml2cXB3Ym11N2c1aTdndS4zaXI1b3VhbzJsNDJyNWNtLjE", "person": {"slug": "ada"}}]}}}`)
	answer := string(api.ask(t, `{ viewpoints(first: 1) { nodes { __typename ...R ...N } } }`+fragments, nil))
	if n := strings.Count(answer, "__typename"); n != 1 {
		t.Errorf("%d entries __typename in %s; want 1", n, answer)
	}
}

// The texts that replace FORCED in a query: topics have a resolver, so gqlgen writes the
// whole list; without topics package plain writes it.
const (
	slow = "zz: topics { slug }"
	fast = ""
)

// slowly serves without package plain.
func slowly(st store.Reader) *api {
	exec := executor.New(graph.Schema(st, nil, graph.Options{}))
	exec.AroundResponses(func(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
		return next(batch.NewContext(ctx))
	})
	return &api{transport.New(exec, transport.Config{}), &bytes.Buffer{}}
}

func TestListsGivenInOneGoAreThoseOfGqlgen(t *testing.T) {
	st := stored(t, odd(t))
	api, gqlgen := serve(st), slowly(st)
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
		"content": `{ appearances(first: 100) { nodes { key content { __typename ...C } } } }
		  fragment C on Content { ... on Passage { line text { plain } } ... on Viewpoint { label FORCED content { ...P } } ...S ... on Recommendation { position } }
		  fragment S on Section { heading content { __typename ... on Node { id } ...P ... on Viewpoint { question { html } content { ...P } FORCED } } }
		  fragment P on Passage { __typename text { html markdown } }`,
		"fragments on unions and interfaces": `{ viewpoints(first: 100) { nodes { ...R ...N ...C ... on SearchResult { ... on Viewpoint { key } ... on Paper { slug } } FORCED } }
		  appearances(first: 100) { nodes { key ... on SearchResult { __typename ... on Appearance { title sections { ... on Content { ... on Section { level } ... on Node { id } } viewpoints { line FORCED } } } } } } }
		  fragment R on SearchResult { __typename ... on Viewpoint { label } ... on Appearance { title } } fragment N on Node { id } fragment C on Content { ... on Viewpoint { line } }`,
		"dates of an appearance": `{ appearances(first: 100) { nodes { dateText dateApproximate recording { text url title } earliest sections { viewpoints { question { plain } FORCED } } } } }`,
		"sections of posts":      `{ posts(first: 10) { nodes { sections { heading viewpoints { key FORCED } } appearances { sections { heading viewpoints { label FORCED } } } } } }`,
	} {
		t.Run(name, func(t *testing.T) {
			for _, forced := range []string{fast, slow} {
				query := strings.ReplaceAll(query, "FORCED", forced)
				want, got := string(gqlgen.ask(t, query, nil)), string(api.ask(t, query, nil))
				if got != want {
					t.Errorf("got\n%s\nwant\n%s", got, want)
				}
				if strings.Contains(want, `"errors"`) {
					t.Errorf("answer %s; want one without errors", want)
				}
			}
		})
	}
}

// Where a list is in memory completely, gqlgen does not write it.
func TestListsAreGivenInOneGo(t *testing.T) {
	api := serve(stored(t, odd(t)))
	allocations := func(query string) float64 {
		return testing.AllocsPerRun(5, func() { api.ask(t, query, nil) })
	}
	for _, query := range []string{
		`{ appearances(first: 100) { nodes { sections { heading viewpoints { text { plain } FORCED } } } } }`,
		`{ viewpoints(first: 100) { nodes { label theme date text { plain } appearance { key title theme } FORCED } } }`,
		`{ viewpoints(first: 100) { edges { cursor node { id key theme FORCED } } } }`,
		`{ appearances(first: 100) { nodes { content { ... on Section { heading content { ... on Viewpoint { text { plain } FORCED } } } } } } }`,
	} {
		in, out := allocations(strings.ReplaceAll(query, "FORCED", fast)), allocations(strings.ReplaceAll(query, "FORCED", slow))
		if in > out*3/4 {
			t.Errorf("%.0f allocations, want less than three quarters of gqlgen's %.0f, for %s", in, out, query)
		}
	}
}

// A wrong argument gives one error for each object, at the object's path.
func TestErrorsOfFieldsInLists(t *testing.T) {
	const query = `{ appearances(first: 2) { nodes { key viewpoints(filter: {from: "bad"}) { totalCount } } } }`
	answer := decode[struct {
		Errors []struct {
			Path []any
		}
	}](t, serve(stored(t, library(t))).ask(t, query, nil))
	var paths []string
	for _, e := range answer.Errors {
		paths = append(paths, strings.Join(strings.Fields(fmt.Sprintln(e.Path[:4]...)), " "))
	}
	slices.Sort(paths)
	if want := []string{"appearances nodes 0 viewpoints", "appearances nodes 1 viewpoints"}; !slices.Equal(paths, want) {
		t.Errorf("errors at %q; want them at %q", paths, want)
	}
}

// The fields that lead to posts and pages have resolvers, so gqlgen writes lists that ask
// for them. The bytes of all other fields are the same as without these fields.
func TestListsWithPlacesAreThoseOfGqlgen(t *testing.T) {
	st := stored(t, odd(t))
	api, gqlgen := serve(st), slowly(st)
	const query = `{ appearances(first: 100) { nodes { key source { path startLine endLine url } pageUrl previous { key } next { key }
		sections { heading source { startLine } viewpoints { key pageUrl source { path startLine endLine url } points { source { endLine } } } } } } }`
	if got, want := api.ask(t, query, nil), gqlgen.ask(t, query, nil); !bytes.Equal(got, want) {
		t.Errorf("answer %s\nwant %s", got, want)
	}
}
