// This program writes the Go side of the queries that the pages and the exports ask: for
// each folder of queries a file generated.go with the text of every query, the types of
// its variables and of its answer, and a function that asks it. Run the program with
// `go generate ./web/generate`.
//
// A type of the schema has one Go type, whatever queries ask of it. genqlient, which gives
// each selection a type of its own, makes 9,500 lines and 204 types of the queries of the
// pages, since fragments that stand in for recursion then have a type for each depth.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/vektah/gqlparser/v2/ast"
)

//go:generate go run .

// root is the folder of the module, seen from the folder in which this program runs.
const root = "../.."

// shared is the package whose fragments the queries of all packages may spread. Each of
// them becomes a struct of that package, which the types of the others embed.
const shared = "web/site"

// A target is a package that gets a generated.go. Its queries are the files of its folder
// queries.
type target struct {
	folder string // of the package, seen from the folder of the module
	// types are the Go types of fields, by type and field of the schema, where they are
	// not those of the fields' scalars.
	types map[string]string
}

var targets = []target{
	{folder: shared},
	{folder: "web", types: map[string]string{"Prose.html": "template.HTML", "Fragment.html": "template.HTML"}},
	{folder: "web/export"},
	{folder: "web/text"},
	{folder: "web/preview"},
}

func main() {
	for _, t := range targets {
		if err := t.generate(); err != nil {
			fmt.Fprintf(os.Stderr, "generate: %s: %v\n", t.folder, err)
			os.Exit(1)
		}
	}
}

func (t target) generate() error {
	code, err := t.code()
	if err != nil {
		return err
	}
	return os.WriteFile(t.file(), code, 0o644)
}

// file is the path of the generated file.
func (t target) file() string { return filepath.Join(root, t.folder, "generated.go") }

// code is what the generated file holds.
func (t target) code() ([]byte, error) {
	schema, err := loadSchema(filepath.Join(root, "schema.graphqls"))
	if err != nil {
		return nil, err
	}
	sources, err := readQueries(shared)
	if err != nil {
		return nil, err
	}
	if t.folder != shared {
		own, err := readQueries(t.folder)
		if err != nil {
			return nil, err
		}
		sources = append(sources, own...)
	}
	return t.codeOf(schema, sources)
}

// codeOf is the code for queries.
func (t target) codeOf(schema *ast.Schema, sources []*ast.Source) ([]byte, error) {
	queries, err := parseQueries(schema, sources)
	if err != nil {
		return nil, err
	}
	c := collector{types: t.types, objects: map[string]*object{}}
	if err := c.collect(queries, t.folder == shared); err != nil {
		return nil, err
	}
	return write(filepath.Base(t.folder), queries, c)
}
