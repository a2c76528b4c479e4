package graph_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// facetFields are all facets of a list.
const facetFields = `facets { byYear { year count } byKind { kind count } byTopic { topic { slug } count } byPerson { person { slug } count } undated }`

type facetAnswer struct {
	TotalCount int
	Facets     struct {
		ByYear []struct{ Year, Count int }
		ByKind []struct {
			Kind  string
			Count int
		}
		ByTopic []struct {
			Topic struct{ Slug string }
			Count int
		}
		ByPerson []struct {
			Person struct{ Slug string }
			Count  int
		}
		Undated int
	}
}

func (f facetAnswer) String() string {
	parts := []string{fmt.Sprintf("%d, %d undated", f.TotalCount, f.Facets.Undated)}
	for _, y := range f.Facets.ByYear {
		parts = append(parts, fmt.Sprint(y.Year, ": ", y.Count))
	}
	for _, k := range f.Facets.ByKind {
		parts = append(parts, fmt.Sprint(k.Kind, ": ", k.Count))
	}
	for _, t := range f.Facets.ByTopic {
		parts = append(parts, fmt.Sprint(t.Topic.Slug, ": ", t.Count))
	}
	for _, p := range f.Facets.ByPerson {
		parts = append(parts, fmt.Sprint(p.Person.Slug, ": ", p.Count))
	}
	return strings.Join(parts, ", ")
}

func TestFacets(t *testing.T) {
	a := serve(stored(t, debate(t)))
	for query, want := range map[string]string{
		`appearances(first: 1) { ROW }`:                                  "6, 1 undated, 1940: 1, 1950: 1, 1960: 1, 1970: 1, 1999: 1, TALK: 6, ai: 5, tea: 2, ada: 2, bo: 2, cy: 2",
		`appearances(filter: {topic: "茶"}) { ROW }`:                      "2, 1 undated, 1950: 1, TALK: 2, tea: 2, ai: 1, ada: 1, cy: 1",
		`appearances(filter: {kind: TALK, person: "BO"}) { ROW }`:        "2, 0 undated, 1940: 1, 1970: 1, TALK: 2, ai: 2, bo: 2",
		`appearances(filter: {kind: ESSAY}) { ROW }`:                     "0, 0 undated",
		`appearances(filter: {person: "nobody"}) { ROW }`:                "0, 0 undated",
		`appearances(filter: {text: "tea", from: "1900"}) { ROW }`:       "1, 0 undated, 1950: 1, TALK: 1, ai: 1, tea: 1, ada: 1",
		`appearances(filter: {dated: false}) { ROW }`:                    "1, 1 undated, TALK: 1, tea: 1, cy: 1",
		`viewpoints(last: 2) { ROW }`:                                    "9, 1 undated, 1940: 1, 1950: 2, 1960: 1, 1970: 2, 1999: 2, TALK: 9, ai: 7, tea: 2, ada: 3, bo: 3, cy: 3",
		`viewpoints(filter: {topic: ["ai", "tea"], to: "1960"}) { ROW }`: "4, 0 undated, 1940: 1, 1950: 2, 1960: 1, TALK: 4, ai: 3, tea: 1, ada: 3, bo: 1",
		`search(text: "tea", first: 1) { ROW }`:                          "2, 1 undated, 1950: 1, TALK: 2, tea: 2, ada: 1, cy: 1",
		`search(text: "%") { ROW }`:                                      "0, 0 undated",
	} {
		found := data[map[string]facetAnswer](t, a.ask(t, "{ "+strings.ReplaceAll(query, "ROW", "totalCount "+facetFields)+" }", nil))
		for _, f := range found {
			if f.String() != want {
				t.Errorf("%s: %s; want %s", query, f, want)
			}
		}
	}
}

// TestFacetsBelow has facets of lists that belong to people, topics, positions and appearances.
func TestFacetsBelow(t *testing.T) {
	a := serve(stored(t, debate(t)))
	for query, want := range map[string]string{
		`person(slug: "ada") { list: appearances(first: 1) { ROW } }`:                            "2, 0 undated, 1950: 1, 1960: 1, TALK: 2, ai: 2, tea: 1, ada: 2",
		`person(slug: "ada") { list: appearances(filter: {topic: "tea"}) { ROW } }`:              "1, 0 undated, 1950: 1, TALK: 1, ai: 1, tea: 1, ada: 1",
		`person(slug: "ada") { list: appearances(filter: {person: "bo"}) { ROW } }`:              "0, 0 undated",
		`person(slug: "cy") { list: viewpoints { ROW } }`:                                        "3, 1 undated, 1999: 2, TALK: 3, ai: 2, tea: 1, cy: 3",
		`topic(slug: "ai") { list: viewpoints(filter: {person: ["ada", "cy"]}) { ROW } }`:        "4, 0 undated, 1950: 1, 1960: 1, 1999: 2, TALK: 4, ai: 4, ada: 2, cy: 2",
		`topic(slug: "ai") { list: viewpoints(first: 1) { ROW } }`:                               "7, 0 undated, 1940: 1, 1950: 1, 1960: 1, 1970: 2, 1999: 2, TALK: 7, ai: 7, bo: 3, ada: 2, cy: 2",
		`appearance(key: "ada/1950") { list: viewpoints(first: 1) { ROW } }`:                     "2, 0 undated, 1950: 2, TALK: 2, ai: 1, tea: 1, ada: 2",
		`appearance(key: "ada/1950") { list: viewpoints(filter: {text: "tea"}) { ROW } }`:        "1, 0 undated, 1950: 1, TALK: 1, tea: 1, ada: 1",
		`appearance(key: "cy/undated") { list: viewpoints(filter: {topic: "nothing"}) { ROW } }`: "0, 0 undated",
	} {
		for _, found := range data[map[string]map[string]facetAnswer](t, a.ask(t, "{ "+strings.ReplaceAll(query, "ROW", "totalCount "+facetFields)+" }", nil)) {
			if got := found["list"].String(); got != want {
				t.Errorf("%s: %s; want %s", query, got, want)
			}
		}
	}
	a.want(t, `{ person(slug: "bo") { positions { nodes { viewpoints { facets { byYear { year count } byTopic(first: 1) { count } } } } } } }`, nil,
		`{"data": {"person": {"positions": {"nodes": [{"viewpoints": {"facets": {"byYear": [{"year": 1940, "count": 1}, {"year": 1970, "count": 2}], "byTopic": [{"count": 3}]}}}]}}}}`)
}

func TestFacetsFirst(t *testing.T) {
	a := serve(stored(t, debate(t)))
	a.want(t, `{ viewpoints { facets { one: byTopic(first: 1) { topic { slug } count } byPerson(first: 2) { person { slug } } all: byTopic(first: null) { count } } } }`, nil,
		`{"data": {"viewpoints": {"facets": {"one": [{"topic": {"slug": "ai"}, "count": 7}], "byPerson": [{"person": {"slug": "ada"}}, {"person": {"slug": "bo"}}],
			"all": [{"count": 7}, {"count": 2}]}}}}`)
	for _, first := range []string{"0", "-1", "101"} {
		for _, field := range []string{"byTopic", "byPerson"} {
			wantError(t, a, `{ appearances { facets { `+field+`(first: `+first+`) { count } } } }`, nil, "BAD_USER_INPUT", "first is "+first+"; want 1 to 100")
		}
	}
}

// TestReadsOfFacets: the number of reads does not depend on how many lists there are, and a list
// of which nothing but counts is asked is not read.
func TestReadsOfFacets(t *testing.T) {
	st := count(stored(t, debate(t)))
	a := serve(st)
	a.ask(t, `{ people { nodes { appearances { totalCount `+facetFields+` } viewpoints { `+facetFields+` } } } }`, nil)
	want := map[string]int{
		"ListPeople": 1, "CountByPerson": 1, "AppearanceFacetsByPerson": 4, "ViewpointFacetsBy": 4,
		"Topics": 2, "People": 2,
	}
	if diff := cmp.Diff(want, st.taken()); diff != "" {
		t.Errorf("reads: got + instead of -:\n%s", diff)
	}
	a.ask(t, `{ appearances { facets { byYear { year } undated again: undated } nodes { viewpoints { facets { byTopic { topic { name } } } } } } }`, nil)
	if diff := cmp.Diff(map[string]int{"ListAppearances": 1, "AppearanceFacets": 1, "Topics": 1}, st.taken()); diff != "" {
		t.Errorf("reads: got + instead of -:\n%s", diff)
	}
}
