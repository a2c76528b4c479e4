package main

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

func loadSchema(name string) (*ast.Schema, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return gqlparser.LoadSchema(&ast.Source{Name: name, Input: string(text)})
}

// readQueries reads the files with the queries of a package.
func readQueries(folder string) ([]*ast.Source, error) {
	files, err := filepath.Glob(filepath.Join(queriesOf(folder), "*.graphql"))
	if err != nil {
		return nil, err
	}
	var sources []*ast.Source
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		sources = append(sources, &ast.Source{Name: file, Input: string(text)})
	}
	return sources, nil
}

// parseQueries makes one document of queries, and holds the document to the schema. A
// fragment that no query spreads is no error: another package may spread it.
func parseQueries(schema *ast.Schema, sources []*ast.Source) (*ast.QueryDocument, error) {
	all := &ast.QueryDocument{}
	for _, source := range sources {
		one, err := parser.ParseQuery(source)
		if err != nil {
			return nil, err
		}
		all.Operations = append(all.Operations, one.Operations...)
		all.Fragments = append(all.Fragments, one.Fragments...)
	}
	held := rules.NewDefaultRules()
	held.RemoveRule(rules.NoUnusedFragmentsRule.Name)
	if errs := validator.ValidateWithRules(schema, all, held); len(errs) > 0 {
		return nil, errs
	}
	return all, nil
}

// queriesOf is the folder with the queries of a package.
func queriesOf(folder string) string { return filepath.Join(root, folder, "queries") }

// isShared reports whether a fragment is one of the package shared.
func isShared(f *ast.FragmentDefinition) bool {
	return filepath.Dir(f.Position.Src.Name) == queriesOf(shared)
}

// textOf is one operation or one fragment as it is sent: without comments, and on one line
// unless there are strings in it, whose blanks count.
func textOf(document *ast.QueryDocument) string {
	var text strings.Builder
	formatter.NewFormatter(&text, formatter.WithCompacted()).FormatQueryDocument(document)
	if strings.Contains(text.String(), `"`) {
		return text.String()
	}
	return strings.Join(strings.Fields(text.String()), " ") + "\n"
}

// fragmentsOf adds to known the fragments that a selection spreads, itself or through
// other fragments.
func fragmentsOf(set ast.SelectionSet, known ast.FragmentDefinitionList) ast.FragmentDefinitionList {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			known = fragmentsOf(s.SelectionSet, known)
		case *ast.InlineFragment:
			known = fragmentsOf(s.SelectionSet, known)
		case *ast.FragmentSpread:
			if known.ForName(s.Name) == nil {
				known = fragmentsOf(s.Definition.SelectionSet, append(known, s.Definition))
			}
		}
	}
	return known
}
