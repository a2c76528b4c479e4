package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"viewline/store"
	"viewline/timeline"
)

// TestSeveral asks with filters that take several values.
func TestSeveral(t *testing.T) {
	a := serve(stored(t, library(t)))
	for name, c := range map[string]struct {
		query string
		vars  variables
		want  string
	}{
		"people": {
			query: `{ two: appearances(filter: {person: ["ada", "Alan Turing"]}) { totalCount } one: appearances(filter: {person: ["alan"]}) { totalCount }
				same: appearances(filter: {person: ["阿达", "ada", "ada"]}) { totalCount } all: appearances(filter: {person: []}) { totalCount }
				any: appearances(filter: {person: null, kind: [], topic: []}) { totalCount } }`,
			want: `{"two": {"totalCount": 6}, "one": {"totalCount": 1}, "same": {"totalCount": 5}, "all": {"totalCount": 6}, "any": {"totalCount": 6}}`,
		},
		"variables": {
			query: `query($p: [String!], $k: [AppearanceKind!], $one: String!) { listed: appearances(filter: {person: $p, kind: $k}) { totalCount nodes { key } }
				single: appearances(filter: {person: [$one]}) { totalCount } }`,
			vars: variables{"p": []string{"ada", "alan"}, "k": "PODCAST", "one": "alan"}, // a single value stands for a list of it (GraphQL, section 3.11)
			want: `{"listed": {"totalCount": 1, "nodes": [{"key": "ada/2025-11-26"}]}, "single": {"totalCount": 1}}`,
		},
		"kinds": {
			query: `{ appearances(filter: {kind: [PODCAST, ESSAY]}) { totalCount } viewpoints(filter: {kind: PODCAST}) { totalCount }
				none: viewpoints(filter: {kind: [TALK]}) { totalCount } search(text: "weaves", filter: {kind: [PODCAST, TALK]}) { totalCount } }`,
			want: `{"appearances": {"totalCount": 1}, "viewpoints": {"totalCount": 1}, "none": {"totalCount": 0}, "search": {"totalCount": 1}}`,
		},
		"below people": {
			query: `{ people { nodes { slug appearances(filter: {person: ["ada", "grace"]}) { totalCount } viewpoints(filter: {person: ["grace", "alan"]}) { totalCount } } } }`,
			want: `{"people": {"nodes": [{"slug": "ada", "appearances": {"totalCount": 5}, "viewpoints": {"totalCount": 0}},
				{"slug": "alan", "appearances": {"totalCount": 0}, "viewpoints": {"totalCount": 0}},
				{"slug": "grace", "appearances": {"totalCount": 0}, "viewpoints": {"totalCount": 1}}]}}`,
		},
		"dates": {
			query: `{ possible: appearances(filter: {dates: {from: "2025-11-26", to: "2025-11-26"}}) { totalCount }
				certain: appearances(filter: {dates: {from: "2025-11-26", to: "2025-11-26", match: CERTAIN}}) { totalCount }
				month: appearances(filter: {dates: {from: "2025-11", to: "2025-11", match: CERTAIN}}) { totalCount }
				both: appearances(filter: {from: "2020", dates: {to: "2025-11-25", match: POSSIBLE}}) { totalCount }
				narrower: appearances(filter: {from: "2020", to: "2025", dates: {to: "2025-11-25", match: CERTAIN}}) { totalCount }
				before: viewpoints(filter: {dates: {to: "2025-11-26", match: CERTAIN}}) { totalCount }
				inside: appearance(key: "ada/2025-11") { viewpoints(filter: {dates: {from: "2025-11-02", match: CERTAIN}}) { totalCount } } }`,
			want: `{"possible": {"totalCount": 3}, "certain": {"totalCount": 2}, "month": {"totalCount": 3}, "both": {"totalCount": 2}, "narrower": {"totalCount": 1},
				"before": {"totalCount": 1}, "inside": {"viewpoints": {"totalCount": 0}}}`,
		},
		"dated": {
			query: `{ yes: appearances(filter: {dated: true}) { totalCount } no: appearances(filter: {dated: false}) { nodes { key } } any: appearances(filter: {dated: null}) { totalCount }
				views: viewpoints(filter: {dated: false}) { nodes { key } } search(text: "zero", filter: {dated: false}) { totalCount } }`,
			want: `{"yes": {"totalCount": 5}, "no": {"nodes": [{"key": "ada/undated"}]}, "any": {"totalCount": 6}, "views": {"nodes": [{"key": "grace#a-moth~egoag23v"}]}, "search": {"totalCount": 1}}`,
		},
	} {
		t.Run(name, func(t *testing.T) { a.want(t, c.query, c.vars, `{"data": `+c.want+`}`) })
	}
}

func TestWrongFilters(t *testing.T) {
	a := serve(stored(t, library(t)))
	many := `["` + strings.Repeat(`a", "`, 100) + `a"]`
	for filter, want := range map[string]string{
		`appearances(filter: {from: "2021", to: "2020"})`:                       "filter: from is 2021 and to is 2020; want from no later than to",
		`viewpoints(filter: {dates: {from: "2021-02", to: "2021-01-31"}})`:      "filter.dates: from is 2021-02 and to is 2021-01-31; want from no later than to",
		`search(text: "a", filter: {from: "2021", to: "2020"})`:                 "filter: from is 2021 and to is 2020; want from no later than to",
		`papers(filter: {from: "2021", to: "2020-12-31"})`:                      "filter: from is 2021 and to is 2020-12-31; want from no later than to",
		`appearances(filter: {person: ` + many + `})`:                           "filter.person has 101 values; want at most 100",
		`people(filter: {topic: ` + many + `})`:                                 "filter.topic has 101 values; want at most 100",
		`appearances(filter: {person: "ada", dates: {from: "9999", to: "1"}})`:  `date "1": want a date such as 2025-11-26, 2025-06 or 2020`,
		`appearances(filter: {dates: {from: "2020", to: "2020-01-01"}})`:        "",
		`appearances(filter: {dates: {from: "2020", to: "2020", match: null}})`: "",
	} {
		answer := decode[struct {
			Errors []struct {
				Message    string
				Extensions struct{ Code string }
			}
		}](t, a.ask(t, "{ "+filter+" { totalCount } }", nil))
		switch {
		case want == "" && len(answer.Errors) == 0:
		case len(answer.Errors) != 1 || answer.Errors[0].Message != want || answer.Errors[0].Extensions.Code != "BAD_USER_INPUT":
			t.Errorf("%s: errors %+v; want %q as BAD_USER_INPUT", filter, answer.Errors, want)
		}
	}
}

type hints struct {
	Extensions struct {
		Hints []struct {
			Path        []string
			Message     string
			Suggestions []string
		}
	}
}

// TestHints checks that an answer lists the unknown names of filters, with suggestions.
func TestHints(t *testing.T) {
	b := library(t)
	b.People = append(b.People, &timeline.Person{Slug: "ilya-sutskever", Name: "Ilya Sutskever", Aliases: []string{"伊利亚"}})
	b.Topics = append(b.Topics, &timeline.Topic{Slug: "an-quan", Name: "安全", Aliases: []string{"AI safety"}})
	st := count(stored(t, b))
	a := serve(st)
	for query, want := range map[string][]string{
		`{ appearances(filter: {person: ["ada", "nobody at all"]}) { totalCount } }`: {
			`[appearances] filter.person: nobody goes by "nobody at all", so this value finds nothing []`,
		},
		`{ viewpoints(filter: {topic: "safety"}) { totalCount } }`: {`[viewpoints] filter.topic: no topic goes by "safety", so this value finds nothing [an-quan]`},
		`{ search(text: "a", filter: {person: ["Ilja Sutskever", "sutskever", "Sutskever Ilya"]}) { totalCount } }`: {
			`[search] filter.person: nobody goes by "Ilja Sutskever", so this value finds nothing [ilya-sutskever]`,
			`[search] filter.person: nobody goes by "Sutskever Ilya", so this value finds nothing []`,
			`[search] filter.person: nobody goes by "sutskever", so this value finds nothing [ilya-sutskever]`,
		},
		`{ papers(filter: {recommendedBy: "伊利亚·苏"}) { totalCount } }`: {`[papers] filter.recommendedBy: nobody goes by "伊利亚·苏", so this value finds nothing [ilya-sutskever]`},
		`{ people { nodes { b: appearances(filter: {person: "adda lovelace"}) { totalCount nodes { key } } a: viewpoints(filter: {person: "adda lovelace", topic: "loms"}) { totalCount } } } }`: {
			`[people nodes a] filter.person: nobody goes by "adda lovelace", so this value finds nothing [ada]`,
			`[people nodes a] filter.topic: no topic goes by "loms", so this value finds nothing [looms]`,
			`[people nodes b] filter.person: nobody goes by "adda lovelace", so this value finds nothing [ada]`,
		},
		`{ appearances(filter: {person: "ada", topic: "looms"}) { totalCount } }`: nil,
	} {
		var got []string
		for _, h := range decode[hints](t, a.ask(t, query, nil)).Extensions.Hints {
			got = append(got, fmt.Sprint(h.Path, " ", h.Message, " ", h.Suggestions))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: hints\n%s\nwant\n%s", query, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
	st.taken()
	a.ask(t, `{ appearances(filter: {person: ["x1", "x2", "x3"], topic: ["y1", "y2"]}) { totalCount } }`, nil)
	if got := st.taken(); got["ListPeople"] != 0 || got["ListTopics"] != 0 || got["People"] != 1 || got["Topics"] != 1 {
		t.Errorf("reads %v; want the names of the revision to be known by now", got)
	}
}

// An answer has at most [hint.Most] hints.
func TestHintsAreFew(t *testing.T) {
	var names []string
	for i := range 60 {
		names = append(names, fmt.Sprintf("nobody %02d", i))
	}
	a := serve(stored(t, store.Batch{}))
	query := `query($p: [String!]) { appearances(filter: {person: $p}) { totalCount } viewpoints(filter: {person: $p}) { totalCount } }`
	found := decode[hints](t, a.ask(t, query, variables{"p": names})).Extensions.Hints
	if len(found) != 20 || found[19].Message != `filter.person: nobody goes by "nobody 19", so this value finds nothing` {
		t.Errorf("%d hints, the last %+v; want 20, of appearances", len(found), found[len(found)-1])
	}
}
