package mcp

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// Each operation is one that the endpoint takes.
func TestOperationsAreValid(t *testing.T) {
	text, err := os.ReadFile("../schema.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	schema := gqlparser.MustLoadSchema(&ast.Source{Name: "schema.graphqls", Input: string(text)})
	files, err := filepath.Glob("queries/*.graphql")
	if err != nil || len(files) != 8 {
		t.Errorf("%d operations: %q, %v; want 8", len(files), files, err)
	}
	for _, file := range files {
		operation, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if _, errs := gqlparser.LoadQueryWithRules(schema, string(operation), nil); errs != nil {
			t.Errorf("%s: %v", file, errs)
		}
	}
}

func TestTidy(t *testing.T) {
	for data, want := range map[string]string{
		`{"a":null}`: `{}`,
		`{ "b": 1.50, "a": [ {"text": {"plain": "x}"}}, null, [] ] }`:               `{"b":1.50,"a":[{"text":"x}"},null,[]]}`,
		`{"pageUrl":"/people/ada","url":"/x","p":{"pageUrl":"https://else.where"}}`: `{"pageUrl":"https://views.example/people/ada","url":"/x","p":{"pageUrl":"https://else.where"}}`,
		`{"field":"TEXT","plain":"x"}`:                                              `{"field":"TEXT","plain":"x"}`,
		`{"said":"x","deeper":[{"__typename":"Viewpoint"}]}`:                        `{"said":"x","deeper":true}`,
		`{"said":"x","deeper":[ ]}`:                                                 `{"said":"x"}`,
		`{"plain":""}`:                                                              `""`,
	} {
		got, err := tidy([]byte(data), "https://views.example")
		if err != nil || string(got) != want {
			t.Errorf("%s: %s, %v; want %s", data, got, err, want)
		}
	}
}
