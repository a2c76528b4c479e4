package graph_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"strings"
	"testing"

	"viewline/graph"
	"viewline/graph/limit"
)

// TestVariables checks that the values of variables are coerced by sections 3.5 to 3.12 of
// the GraphQL specification.
func TestVariables(t *testing.T) {
	a := serve(stored(t, library(t)))
	const number, text = "a whole number from -2147483648 to 2147483647", "a text"
	const (
		integer = `query($v: Int) { people(first: $v) { totalCount } }`
		words   = `query($v: String!) { search(text: $v) { totalCount } }`
		id      = `query($v: ID!) { node(id: $v) { id } }`
		ids     = `query($v: [ID!]!) { nodes(ids: $v) { id } }`
		filter  = `query($v: AppearanceFilter) { appearances(filter: $v) { totalCount } }`
		order   = `query($v: PersonOrder) { people(orderBy: $v) { totalCount } }`
		flag    = `query($v: Boolean!) { people @skip(if: $v) { totalCount } }`
		date    = `query($v: PartialDate) { appearances(filter: {from: $v}) { totalCount } }`
	)
	for _, c := range []struct{ name, query, value, want string }{
		{"Int", integer, `5`, ""},
		{"Int as 5.0", integer, `5.0`, ""},
		{"Int as 5e0", integer, `5e0`, ""},
		{"no Int", integer, `null`, ""},
		{"Int as text", integer, `"5"`, `variable $v: found the text "5"; want ` + number + ` (Int)`},
		{"Int with a fraction", integer, `5.5`, `variable $v: found the number 5.5; want ` + number + ` (Int)`},
		{"Int of 33 bits", integer, `2147483648`, `variable $v: found the number 2147483648; want ` + number + ` (Int)`},
		{"Int as an object", integer, `{}`, `variable $v: found an object; want ` + number + ` (Int)`},
		{"Int as a list", integer, `[5]`, `variable $v: found a list; want ` + number + ` (Int)`},
		{"Int as a Boolean", integer, `true`, `variable $v: found true; want ` + number + ` (Int)`},
		{"String", words, `"it"`, ""},
		{"String as a number", words, `1`, `variable $v: found the number 1; want ` + text + ` (String!)`},
		{"String as null", words, `null`, `variable $v: found null; want ` + text + ` (String!)`},
		{"ID", id, `"UGVyc29uOmFkYQ"`, ""},
		{"ID with a fraction", id, `1.5`, `variable $v: found the number 1.5; want a text or a whole number (ID!)`},
		{"one ID for a list", ids, `"UGVyc29uOmFkYQ"`, ""},
		{"null in a list", ids, `["UGVyc29uOmFkYQ", null]`, `variable $v[1]: found null; want a text or a whole number (ID!)`},
		{"Boolean as text", flag, `"true"`, `variable $v: found the text "true"; want true or false (Boolean!)`},
		{"object", filter, `{"text": "it", "kind": "TALK", "from": "2020", "topic": null}`, ""},
		{"number in an object", filter, `{"text": 1}`, `variable $v.text: found the number 1; want a text (String)`},
		{"unknown field", filter, `{"words": "it"}`, `variable $v.words: found a field that AppearanceFilter does not have`},
		{"enum in lower case", filter, `{"kind": "talk"}`, `variable $v.kind: found the text "talk"; want one of INTERVIEW, PODCAST, SPEECH, TALK, ESSAY, READING_LIST, OTHER (AppearanceKind!)`},
		{"object as text", filter, `"it"`, `variable $v: found the text "it"; want an object (AppearanceFilter)`},
		{"field that is missing", order, `{"field": "NAME"}`, `variable $v.direction: found nothing; want one of ASC, DESC (OrderDirection!)`},
		{"date", date, `"2020-01"`, ""},
		{"date as a number", date, `2020`, `date 2020: want text such as "2025-11-26", "2025-06" or "2020"`},
		{"date as an object", date, `{}`, `date map[]: want text such as "2025-11-26", "2025-06" or "2020"`},
		{"no date", filter, `{"from": "2020-13"}`, `date "2020-13": month 13; want 1 to 12; want a date such as 2025-11-26, 2025-06 or 2020`},
	} {
		t.Run(c.name, func(t *testing.T) {
			for range 2 { // unknown to the server, and known
				answer := a.post(t, `{"query": `+quoted(c.query)+`, "variables": {"v": `+c.value+`}}`).Body.Bytes()
				if c.want == "" {
					data[any](t, answer)
					continue
				}
				got := failures(t, answer)
				if len(got) != 1 || got[0].Message != c.want || got[0].Path != nil || strings.Contains(string(answer), `"data"`) {
					t.Errorf("answer %s; want %q as a request error", answer, c.want)
				}
			}
		})
	}
	t.Run("missing", func(t *testing.T) {
		wantError(t, a, words, variables{}, "GRAPHQL_VALIDATION_FAILED", "variable $v: found nothing; want a text (String!)")
	})
	t.Run("a query that is not valid comes first", func(t *testing.T) {
		wantError(t, a, `query($v: Int) { nothing(first: $v) }`, variables{"v": "5"}, "GRAPHQL_VALIDATION_FAILED", `Cannot query field "nothing" on type "Query".`)
	})
	if a.log.Len() > 0 {
		t.Errorf("log %s; want none", a.log)
	}
}

// A nullable variable with a default may be used where null is not allowed; its value null
// is refused there.
func TestNullInsteadOfADefault(t *testing.T) {
	a := serve(stored(t, library(t)))
	for _, c := range []struct{ query, want string }{
		{`query($v: String = "ada") { person(slug: $v) { slug } }`, "a text (String!)"},
		{`query($v: [ID!] = []) { nodes(ids: $v) { id } }`, "a list ([ID!]!)"},
		{`query($v: Boolean = true) { people(first: 1) { nodes { slug @skip(if: $v) } } }`, "true or false (Boolean!)"},
		{`query($v: Boolean = true) { people { nodes { ... on Person @include(if: $v) { slug } } } }`, "true or false (Boolean!)"},
		{`query($v: Boolean = true) { ...A } fragment A on Query { ...B @include(if: $v) } fragment B on Query { corpus { revision } }`, "true or false (Boolean!)"},
		{`query($v: String = "ada") { ...A } fragment A on Query { appearances(filter: {person: [$v]}) { totalCount } }`, "a text (String!)"},
		{`query($v: OrderDirection = ASC) { people(orderBy: {field: NAME, direction: $v}) { totalCount } }`, "one of ASC, DESC (OrderDirection!)"},
	} {
		for range 2 { // unknown to the server, and known
			wantError(t, a, c.query, variables{"v": nil}, "GRAPHQL_VALIDATION_FAILED", "variable $v: found null; want "+c.want)
		}
		data[any](t, a.ask(t, c.query, nil))
	}
	a.want(t, `query($v: Int = 1) { people(first: $v) { totalCount } }`, variables{"v": nil}, `{"data": {"people": {"totalCount": 3}}}`)
	if a.log.Len() > 0 {
		t.Errorf("log %s; want none", a.log)
	}
}

// With --production the schema is hidden, and so are the values of its enums.
func TestVariablesInProduction(t *testing.T) {
	log := &bytes.Buffer{}
	h := graph.NewHandler(stored(t, library(t)), nil, slog.New(slog.NewTextHandler(log, nil)), graph.Options{Limits: limit.Options{Production: true}})
	wantError(t, &api{h, log}, `query($v: [AppearanceKind!]) { appearances(filter: {kind: $v}) { totalCount } }`, variables{"v": "LECTURE"},
		"GRAPHQL_VALIDATION_FAILED", `variable $v: found the text "LECTURE"; want a value of AppearanceKind!`)
}

func quoted(s string) string {
	text, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// TestErrorsStaySmall sends a wrong value of 200 kB wherever a client can send one. An
// error repeats at most 100 characters of the value.
func TestErrorsStaySmall(t *testing.T) {
	a := plainly(stored(t, library(t)), false)
	long := strings.Repeat("x", 200_000)
	short := strings.Repeat("x", 30_000) // a text may have 65,536 bytes
	vars := func(query string, v any) string {
		body, err := json.Marshal(map[string]any{"query": query, "variables": map[string]any{"v": v}})
		if err != nil {
			t.Fatal(err)
		}
		return string(body)
	}
	query := func(text string) string { return `{"query": ` + quoted(text) + `}` }
	for name, body := range map[string]string{
		"cursor":            vars(`query($v: String) { people(after: $v) { totalCount } }`, long),
		"id":                vars(`query($v: ID!) { node(id: $v) { id } }`, long),
		"ids":               vars(`query($v: [ID!]!) { nodes(ids: $v) { id } }`, []string{long, long}),
		"date":              vars(`query($v: PartialDate) { appearances(filter: {from: $v}) { totalCount } }`, long),
		"date as a list":    vars(`query($v: PartialDate) { appearances(filter: {from: $v}) { totalCount } }`, []string{long}),
		"enum":              vars(`query($v: AppearanceKind) { appearances(filter: {kind: $v}) { totalCount } }`, long),
		"Int":               vars(`query($v: Int) { people(first: $v) { totalCount } }`, long),
		"number":            vars(`query($v: Int) { people(first: $v) { totalCount } }`, json.RawMessage(strings.Repeat("9", 200_000))),
		"field of an input": vars(`query($v: AppearanceFilter) { appearances(filter: $v) { totalCount } }`, map[string]any{long: 1}),
		"operation name":    `{"query": "query Q { people { totalCount } }", "operationName": "` + long + `"}`,
		"field":             query(`{ ` + short + ` }`),
		"variable":          query(`query($` + short + `: Int) { people(first: $` + short + `) { totalCount } }`),
		"type":              query(`query($v: ` + short + `) { people(first: $v) { totalCount } }`),
		"argument":          query(`{ people(` + short + `: 1) { totalCount } }`),
		"directive":         query(`{ people @` + short + ` { totalCount } }`),
		"fragment":          query(`{ ...` + short + ` }`),
		"string for an Int": query(`{ people(first: "` + short + `") { totalCount } }`),
		"digits for an Int": query(`{ people(first: ` + strings.Repeat("9", 30_000) + `) { totalCount } }`),
		"string for enum":   query(`{ appearances(filter: {kind: "` + short + `"}) { totalCount } }`),
		"enum, written out": query(`{ appearances(filter: {kind: ` + short + `}) { totalCount } }`),
		"list for a text":   query(`{ search(text: [` + strings.Repeat(`"xxxx",`, 900) + `]) { totalCount } }`),
		"date, written out": query(`{ appearances(filter: {from: "` + short + `"}) { totalCount } }`),
		"object for a date": query(`{ appearances(filter: {from: {` + short[:200] + `: "` + short + `"}}) { totalCount } }`),
		"id, written out":   query(`{ node(id: "` + short + `") { id } }`),
		"no query at all":   query(short),
		"text unfinished":   query(`{ people(after: "` + short),
		"block unfinished":  query(`{ people(after: """` + short),
		"names of 200":      query(`{ ` + strings.Repeat("y", 200) + ` }`),
		"conflict":          query(`{ ` + strings.Repeat("y", 200) + `: people { totalCount } ` + strings.Repeat("y", 200) + `: papers { totalCount } }`),
	} {
		t.Run(name, func(t *testing.T) {
			answer := a.post(t, body).Body.Bytes()
			got := failures(t, answer)
			if len(got) == 0 {
				t.Fatalf("answer %.500s; want errors", answer)
			}
			for _, e := range got {
				for _, sent := range []string{"x", "y", "9"} {
					if strings.Contains(e.Message, strings.Repeat(sent, 101)) {
						t.Errorf("message of %d bytes: %.300s", len(e.Message), e.Message)
					}
				}
				if len(e.Message) > 1100 {
					t.Errorf("message of %d bytes: %.300s", len(e.Message), e.Message)
				}
			}
		})
	}
}
