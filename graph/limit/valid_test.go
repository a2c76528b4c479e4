package limit_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/ast"

	"viewline/graph/limit"
	"viewline/graph/transport"
)

// texts are documents by their texts. They count what was found and what was added.
type texts struct {
	all          map[string]*ast.QueryDocument
	found, added int
}

func (c *texts) Get(_ context.Context, text string) (*ast.QueryDocument, bool) {
	doc, ok := c.all[text]
	if ok {
		c.found++
	}
	return doc, ok
}

func (c *texts) Add(_ context.Context, text string, doc *ast.QueryDocument) {
	c.added++
	c.all[text] = doc
}

// A text that is valid is parsed and validated once: gqlgen finds the document. Whether there
// are documents or not, the answers are the same, and those of the second time as well.
func TestValidTextsAreParsedOnce(t *testing.T) {
	for query, valid := range map[string]bool{
		`{ __typename }`: true,
		`query ($n: String!) { __type(name: $n) { name kind } }`:            true,
		`{ __type(name: "Corpus") { ...F } } fragment F on __Type { name }`: true,
		`{ __schema { queryType { name } } } # a comment`:                   true,
		`{ nonsense }`:                                    false,
		`{ __type(name: 1) { name } }`:                    false,
		`{ __type(name: "Corpus") { ...F } }`:             false,
		`{ __type(name: "Corpus") }`:                      false,
		`query ($n: String) { __typename }`:               false,
		`fragment F on Query { __typename }`:              false,
		`{ __typename`:                                    false,
		`query A { __typename } { __typename }`:           false,
		`{ a: __typename a: __type(name: "b") { name } }`: false,
		``: false,
	} {
		for _, o := range []limit.Options{{}, {Production: true}} {
			if o.Production && (strings.Contains(query, "__type(") || strings.Contains(query, "__schema")) {
				continue // refused before it is validated
			}
			kept := &texts{all: map[string]*ast.QueryDocument{}}
			once := executor.New(schema)
			once.SetQueryCache(kept)
			limit.Use(once, o, kept)
			twice := executor.New(schema)
			limit.Use(twice, o, nil)
			request := map[string]any{"query": query, "variables": map[string]any{"n": "Corpus"}}
			want := askOf(t, twice, request)
			for range 2 {
				if got := askOf(t, once, request); got != want {
					t.Errorf("%s\nanswer %s\nwant   %s", query, got, want)
				}
			}
			if valid != (kept.added == 1) || valid != (kept.found == 2) {
				t.Errorf("%s: added %d times and found %d times; valid is %v", query, kept.added, kept.found, valid)
			}
		}
	}
}

func askOf(t *testing.T, exec *executor.Executor, request map[string]any) string {
	t.Helper()
	body, err := json.Marshal(request)
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/query", strings.NewReader(string(body)))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	transport.New(exec, transport.Config{}).ServeHTTP(w, r)
	return w.Body.String()
}
