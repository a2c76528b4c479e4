package limit_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql/executor"

	"viewline/graph/limit"
	"viewline/graph/transport"
)

// ask sends a request to a server that has the limits, and returns the answer.
func ask(tb testing.TB, o limit.Options, request map[string]any) string {
	tb.Helper()
	exec := executor.New(schema)
	limit.Use(exec, o, nil)
	body, err := json.Marshal(request)
	if err != nil {
		tb.Fatal(err)
	}
	r := httptest.NewRequestWithContext(tb.Context(), http.MethodPost, "/query", strings.NewReader(string(body)))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	transport.New(exec, transport.Config{}).ServeHTTP(w, r)
	return w.Body.String()
}

func TestCostIsToldWhereAskedFor(t *testing.T) {
	const cheap, dear = `{ __type(name: "Corpus") { name } }`, `{ people(first: 9) { nodes { slug } } }`
	asked := map[string]any{"cost": true}
	for name, c := range map[string]struct {
		query      string
		extensions any
		want       string
	}{
		"asked for":     {cheap, asked, `{"data":{"__type":{"name":"Corpus"}},"extensions":{"cost":{"requested":1,"limit":5,"parts":{"objects":1}}}}`},
		"not asked for": {cheap, nil, `{"data":{"__type":{"name":"Corpus"}}}`},
		"declined":      {cheap, map[string]any{"cost": false}, `{"data":{"__type":{"name":"Corpus"}}}`},
		"no truth":      {cheap, map[string]any{"cost": "true"}, `{"data":{"__type":{"name":"Corpus"}}}`},
		"over the limit": {
			dear, asked,
			`{"errors":[{"message":"the answer to the operation can hold 10 objects; want at most 5: ask for smaller pages or for fewer of them in each other",` +
				`"locations":[{"line":1,"column":1}],"extensions":{"code":"QUERY_TOO_COMPLEX"}}],"extensions":{"cost":{"requested":10,"limit":5,"parts":{"objects":10}}}}`,
		},
		"not valid": {
			`{ a { b } }`, asked,
			`{"errors":[{"message":"Cannot query field \"a\" on type \"Query\".","locations":[{"line":1,"column":3}],"extensions":{"code":"GRAPHQL_VALIDATION_FAILED"}}]}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			request := map[string]any{"query": c.query, "extensions": c.extensions}
			if got := ask(t, limit.Options{Cost: 5}, request); got != c.want {
				t.Errorf("answer %s\nwant   %s", got, c.want)
			}
		})
	}
}

func TestProduction(t *testing.T) {
	const off = `{"errors":[{"message":"introspection is switched off; want no __schema and no __type","locations":[{"line":1,"column":3}],` +
		`"extensions":{"code":"GRAPHQL_VALIDATION_FAILED"}}]}`
	for name, c := range map[string]struct{ query, want string }{
		"schema":    {`{ __schema { types { name } } }`, off},
		"type":      {`{ __type(name: "Person") { name } }`, off},
		"type name": {`{ __typename }`, `{"data":{"__typename":"Query"}}`},
	} {
		t.Run(name, func(t *testing.T) {
			if got := ask(t, limit.Options{Production: true}, map[string]any{"query": c.query}); got != c.want {
				t.Errorf("answer %s\nwant   %s", got, c.want)
			}
		})
	}
}

// With Production, the error for a misspelt name must not suggest names of the schema.
func TestProductionSuggestsNothing(t *testing.T) {
	for name, query := range map[string]string{
		"field":       `{ corpu { people } }`,
		"no fields":   `{ corpus }`,
		"of the type": `{ node(id: "a") { title } }`,
		"argument":    `{ people(firs: 1) { totalCount } }`,
		"type":        `{ ...A } fragment A on Quer { corpus { people } }`,
		"enum":        `{ appearances(filter: { kind: TALKS }) { totalCount } }`,
		"input field": `{ appearances(filter: { kin: TALK }) { totalCount } }`,
	} {
		t.Run(name, func(t *testing.T) {
			if got := ask(t, limit.Options{}, map[string]any{"query": query}); !strings.Contains(got, "Did you mean") {
				t.Errorf("answer %s; want a suggestion, or this test shows nothing", got)
			}
			got := ask(t, limit.Options{Production: true}, map[string]any{"query": query})
			if strings.Contains(got, "Did you mean") || !strings.Contains(got, "GRAPHQL_VALIDATION_FAILED") {
				t.Errorf("answer %s; want errors without a suggestion", got)
			}
		})
	}
}
