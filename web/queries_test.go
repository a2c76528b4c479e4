package web_test

import (
	"maps"
	"os"
	"path/filepath"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"viewline/web"
	"viewline/web/site"
)

// Every query of the pages and of the console is one that the endpoint takes.
func TestQueriesAreValid(t *testing.T) {
	text, err := os.ReadFile("../schema.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	schema := gqlparser.MustLoadSchema(&ast.Source{Name: "schema.graphqls", Input: string(text)})
	queries := maps.Clone(web.Queries)
	files, err := filepath.Glob("static/*.graphql")
	if err != nil || len(files) != 5 {
		t.Errorf("%d queries of scripts found: %q, %v; want 5", len(files), files, err)
	}
	for _, file := range files {
		query, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		queries[file] = string(query)
	}
	queries["nearest"] = site.NearestQuery
	for name, query := range queries {
		if _, errs := gqlparser.LoadQueryWithRules(schema, query, nil); errs != nil {
			t.Errorf("%s: %v", name, errs)
		}
	}
}
