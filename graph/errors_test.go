package graph_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"viewline/store"
)

type failure struct {
	Message    string
	Path       []any
	Extensions struct{ Code string }
}

func failures(t *testing.T, answer []byte) []failure {
	t.Helper()
	return decode[struct{ Errors []failure }](t, answer).Errors
}

// wantError expects one error as the answer to a query.
func wantError(t *testing.T, a *api, query string, vars variables, code, message string) {
	t.Helper()
	answer := a.ask(t, query, vars)
	got := failures(t, answer)
	if len(got) != 1 || got[0].Extensions.Code != code || got[0].Message != message {
		t.Errorf("%s %v\nanswer %s\nwant one error, %s %q", query, vars, answer, code, message)
	}
}

func TestSeveralOperations(t *testing.T) {
	wantError(t, serve(stored(t, library(t))), `query A { corpus { revision } } query B { corpus { people } }`, nil, "GRAPHQL_VALIDATION_FAILED",
		"several operations and no operationName; want the name of one of them")
}

func TestInputErrors(t *testing.T) {
	a := serve(stored(t, library(t)))
	const list = `query($from: PartialDate, $first: Int) { appearances(first: $first, filter: {from: $from}) { totalCount } }`
	for _, c := range []struct {
		name, query   string
		vars          variables
		code, message string
	}{
		{"no query", `{`, nil, "GRAPHQL_PARSE_FAILED", "Expected Name, found <EOF>"},
		{"no such field", `{ nothing }`, nil, "GRAPHQL_VALIDATION_FAILED", `Cannot query field "nothing" on type "Query".`},
		{"wrong variable", list, variables{"first": "x"}, "GRAPHQL_VALIDATION_FAILED", `variable $first: found the text "x"; want a whole number from -2147483648 to 2147483647 (Int)`},
		{"month 13", list, variables{"from": "2025-13"}, "BAD_USER_INPUT", `date "2025-13": month 13; want 1 to 12; want a date such as 2025-11-26, 2025-06 or 2020`},
		{"month 13, written out", `{ appearances(filter: {to: "2025-13"}) { totalCount } }`, nil, "BAD_USER_INPUT", `date "2025-13": month 13; want 1 to 12; want a date such as 2025-11-26, 2025-06 or 2020`},
		{"no date", list, variables{"from": ""}, "BAD_USER_INPUT", `date "": want a date such as 2025-11-26, 2025-06 or 2020`},
		{"date as a number", list, variables{"from": 2025}, "BAD_USER_INPUT", `date 2025: want text such as "2025-11-26", "2025-06" or "2020"`},
		{"huge number", list, variables{"first": 1e30}, "GRAPHQL_VALIDATION_FAILED", "variable $first: found the number 1e+30; want a whole number from -2147483648 to 2147483647 (Int)"},
		{"huge number, written out", `{ people(first: 99999999999999999999) { totalCount } }`, nil, "GRAPHQL_VALIDATION_FAILED", "Int cannot represent non 32-bit signed integer value: 99999999999999999999"},
		{"deferred", `{ people { ... @defer { totalCount } } }`, nil, "GRAPHQL_VALIDATION_FAILED", `Unknown directive "@defer".`},
		{"not an id", `{ node(id: "x") { id } }`, nil, "BAD_USER_INPUT", `id "x": want an id that this API has given out`},
		{"too many ids", `query($ids: [ID!]!) { nodes(ids: $ids) { id } }`, variables{"ids": make([]int, 101)}, "BAD_USER_INPUT", "ids has 101 entries; want at most 100"},
	} {
		t.Run(c.name, func(t *testing.T) { wantError(t, a, c.query, c.vars, c.code, c.message) })
	}
	t.Run("no JSON", func(t *testing.T) {
		got := failures(t, a.post(t, `{"query": `).Body.Bytes())
		if len(got) != 1 || got[0].Extensions.Code != "BAD_USER_INPUT" {
			t.Errorf("errors %v; want one BAD_USER_INPUT", got)
		}
	})
	if a.log.Len() > 0 {
		t.Errorf("log %s; want none", a.log)
	}
}

func TestServerErrors(t *testing.T) {
	const secret = "dial 10.0.0.1: refused"
	for _, c := range []struct {
		name          string
		fail          func(string) error
		message, logs string
	}{
		{"database away", func(string) error { return store.Unavailable(errors.New(secret)) }, "the database cannot be reached right now", secret},
		{"anything else", func(string) error { return errors.New(secret) }, "something went wrong on the server", secret},
		{"caller gone", func(string) error { return context.Canceled }, "something went wrong on the server", "level=INFO"},
		{"panic", func(string) error { panic(secret) }, "something went wrong on the server", "errors_test.go"},
	} {
		t.Run(c.name, func(t *testing.T) {
			st := count(stored(t, library(t)))
			st.fail = c.fail
			a := serve(st)
			answer := decode[map[string]any](t, a.ask(t, `{ person(slug: "ada") { slug } }`, nil))
			for _, e := range answer["errors"].([]any) {
				delete(e.(map[string]any), "locations") // the error of a panic has no locations
			}
			want := decode[map[string]any](t, []byte(`{"data": {"person": null}, "errors": [
				{"message": "`+c.message+`", "path": ["person"], "extensions": {"code": "INTERNAL_SERVER_ERROR"}}]}`))
			if diff := cmp.Diff(want, answer); diff != "" {
				t.Errorf("answer (-want +got)\n%s", diff)
			}
			if !strings.Contains(a.log.String(), c.logs) || strings.Count(a.log.String(), "\n") != 1 {
				t.Errorf("log %q; want one line with %q", a.log, c.logs)
			}
		})
	}
}

// TestErrorsOfAGroup makes a read for many people fail: each of them gets an error, the
// rest of the answer is complete, and the next request reads again.
func TestErrorsOfAGroup(t *testing.T) {
	st := count(stored(t, library(t)))
	a := serve(st)
	const query = `{ people { nodes { slug firstAppearance { key } } } }`
	for _, c := range []struct {
		name string
		fail func(string) error
	}{
		{"error", func(read string) error {
			if read == "AppearancesByPerson" {
				return errors.New("broken")
			}
			return nil
		}},
		{"panic", func(read string) error {
			if read == "AppearancesByPerson" {
				panic("broken")
			}
			return nil
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			st.fail = c.fail
			answer := a.ask(t, query, nil)
			if got := failures(t, answer); len(got) != 3 {
				t.Errorf("%d errors in %s; want one for each person", len(got), answer)
			}
			type response struct {
				Data struct{ People connection }
			}
			if got := decode[response](t, answer).Data.People.Nodes; len(got) != 3 || got[0].Slug != "ada" {
				t.Errorf("people %v; want 3", got)
			}
			if got := st.taken()["AppearancesByPerson"]; got != 1 {
				t.Errorf("%d reads; want 1", got)
			}
			st.fail = nil
			data[any](t, a.ask(t, query, nil))
			st.taken()
		})
	}
}

// TestCancelledRequest cancels a request while it reads: another one that runs at the same
// time is served.
func TestCancelledRequest(t *testing.T) {
	st := count(stored(t, library(t)))
	a := serve(st)
	ctx, cancel := context.WithCancel(t.Context())
	st.fail = func(read string) error {
		if read != "CountByPerson" || ctx.Err() != nil {
			return nil
		}
		cancel()
		a.want(t, `{ person(slug: "alan") { appearances { nodes { key } } } }`, nil,
			`{"data": {"person": {"appearances": {"nodes": [{"key": "alan/1950-10"}]}}}}`)
		return ctx.Err()
	}
	r := httptest.NewRequestWithContext(ctx, http.MethodPost, "/query", strings.NewReader(`{"query": "{ people { nodes { appearances { totalCount } } } }"}`))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	a.handler.ServeHTTP(w, r)
	// Nobody waits for the answer, so that its lists may end early.
	if got := failures(t, w.Body.Bytes()); len(got) == 0 || got[0].Extensions.Code != "INTERNAL_SERVER_ERROR" {
		t.Errorf("answer %s; want errors of the server", w.Body)
	}
}

func TestGet(t *testing.T) {
	a := serve(stored(t, library(t)))
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet,
		"/query?"+url.Values{"query": {`query($s: String!) { person(slug: $s) { name } }`}, "variables": {`{"s": "ada"}`}}.Encode(), nil)
	w := httptest.NewRecorder()
	a.handler.ServeHTTP(w, r)
	wantJSON(t, w.Body.Bytes(), `{"data": {"person": {"name": "Ada Lovelace"}}}`)
}

// TestEveryReadCanFail makes one read after the other fail.
func TestEveryReadCanFail(t *testing.T) {
	for read, queries := range map[string][]string{
		"People": {
			`{ person(slug: "ada") { slug } }`, `{ node(id: "UGVyc29uOmFkYQ") { id } }`, `{ appearance(key: "ada/2020") { person { slug } } }`,
			`{ appearances(filter: {person: "ada"}) { totalCount } }`, `{ people(first: 1) { nodes { appearances(filter: {person: "ada"}) { totalCount } } } }`,
		},
		"Appearances":         {`{ appearance(key: "ada/2020") { key } }`, `{ post(slug: "ada") { appearances { key } } }`},
		"Papers":              {`{ paper(slug: "zero") { slug } }`, `{ appearance(key: "ada/2020") { recommendedPapers { nodes { paper { slug } } } } }`},
		"PostsByPath":         {`{ appearance(key: "ada/2020") { post { slug } } }`},
		"PostsBySlug":         {`{ post(slug: "ada") { slug } }`},
		"PostsNamed":          {`{ postsNamed(name: "ada") { slug } }`},
		"RecordedAt":          {`{ post(slug: "ada") { recordedAt } }`},
		"Titles":              {`{ suggest(text: "a") { text } }`},
		"ListPeople":          {`{ people { totalCount } }`},
		"ListAppearances":     {`{ appearances { totalCount } }`},
		"CountAppearances":    {`{ appearances { totalCount } }`},
		"CountByPerson":       {`{ person(slug: "ada") { appearances { totalCount } } }`, `{ person(slug: "ada") { recommendedPapers { totalCount } } }`},
		"AppearancesByPerson": {`{ person(slug: "ada") { lastAppearance { key } } }`, `{ person(slug: "ada") { recommendedPapers { totalCount } } }`},
		"Corpus":              {`{ corpus { revision } }`, `{ topics { totalCount } }`, `{ posts { totalCount } }`},
		"Topics": {
			`{ topic(slug: "looms") { slug } }`, `{ person(slug: "ada") { topics { slug } } }`, `{ people(filter: {topic: "looms"}) { totalCount } }`,
			`{ viewpoints(filter: {topic: "looms"}) { totalCount } }`, `{ search(text: "it", filter: {topic: "looms"}) { totalCount } }`,
		},
		"CountPeople":        {`{ people { totalCount } }`},
		"PeopleByTopic":      {`{ topic(slug: "looms") { people { nodes { slug } } } }`},
		"CountPeopleByTopic": {`{ topic(slug: "looms") { people { totalCount } } }`},
		"ListTopics":         {`{ topics { nodes { slug } } }`},
		"AppearancesByPaper": {`{ paper(slug: "zero") { recommendations { nodes { position } } } }`},
		"CountByPaper":       {`{ paper(slug: "zero") { recommendations { totalCount } } }`},
		"ListViewpoints":     {`{ viewpoints { nodes { key } } }`},
		"CountViewpoints":    {`{ viewpoints { totalCount } }`},
		"ViewpointsBy":       {`{ person(slug: "ada") { viewpoints { nodes { key } } } }`, `{ topic(slug: "looms") { viewpoints { nodes { key } } } }`},
		"CountViewpointsBy":  {`{ person(slug: "ada") { viewpoints { totalCount } } }`},
		"ListPapers":         {`{ papers { nodes { slug } } }`},
		"CountPapers":        {`{ papers { totalCount } }`},
		"ListPosts":          {`{ posts { nodes { slug } } }`},
		"PostsByPerson":      {`{ person(slug: "ada") { posts { nodes { slug } } } }`},
		"CountPostsByPerson": {`{ person(slug: "ada") { posts { totalCount } } }`},
		"Search":             {`{ search(text: "it") { nodes { date } } }`},
		"CountHits":          {`{ search(text: "it") { totalCount } }`},
	} {
		st := count(stored(t, library(t)))
		a := serve(st)
		st.fail = func(name string) error {
			if name == read {
				return errors.New("broken")
			}
			return nil
		}
		for _, query := range queries {
			wantError(t, a, query, nil, "INTERNAL_SERVER_ERROR", "something went wrong on the server")
		}
		st.fail = nil
		for _, query := range queries {
			data[any](t, a.ask(t, query, nil))
		}
	}
}
