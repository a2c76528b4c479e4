package web

import (
	"embed"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"viewline/web/site"
)

//go:generate npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
//go:generate go -C build run .

// dist holds the playground, once it is built, as compressed files.
//
//go:embed all:dist
var dist embed.FS

//go:embed queries/examples
var exampleFiles embed.FS

// example is a query that a reader finds in the playground.
type example struct {
	Name  string `json:"name"`
	Query string `json:"query"`
}

// examples are the queries in queries/examples, in the order of the files' names.
var examples = loadExamples()

func loadExamples() []example {
	const dir = "queries/examples"
	entries, err := exampleFiles.ReadDir(dir)
	if err != nil {
		panic(fmt.Errorf("read examples: %w", err)) // cannot happen: the files are part of the program
	}
	var all []example
	for _, e := range entries {
		text, err := exampleFiles.ReadFile(path.Join(dir, e.Name()))
		if err != nil {
			panic(fmt.Errorf("read example %q: %w", e.Name(), err))
		}
		all = append(all, example{named(string(text)), string(text)})
	}
	return all
}

// named is the name of an example: the second line of the file, which is an English
// comment.
func named(query string) string {
	lines := strings.SplitN(query, "\n", 3)
	return strings.TrimSuffix(strings.TrimPrefix(lines[1], "# "), ".")
}

// loadBundle takes the playground out of a folder; it is empty where the
// playground has not been built.
func loadBundle(folder fs.FS) map[string]asset {
	files, err := fs.Glob(folder, "*.gz")
	if err != nil {
		panic(fmt.Errorf("read the playground: %w", err))
	}
	return loadAssets(folder, files)
}

// playgroundPolicy is the Content Security Policy of GraphiQL, whose editor adds style
// elements.
const playgroundPolicy = "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; connect-src 'self'; " +
	"img-src 'self' data:; font-src 'self' data:; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// playgroundPage is GraphiQL, or the console where that has not been built.
type playgroundPage struct {
	Meta     meta
	Examples []example
	Query    string // that the console begins with
	Hidden   bool   // whether the endpoint hides its schema
}

// playground serves GraphiQL. It serves the console where GraphiQL is not built, and where
// the address asks for the console.
func (p *pages) playground(w http.ResponseWriter, r *http.Request) {
	page := playgroundPage{Meta: meta{Title: site.Titled("Playground", p.options.Title), Description: "Queries of one's own, with examples and the documentation of the schema."}, Examples: examples, Query: examples[0].Query, Hidden: p.options.SchemaHidden}
	if query := r.URL.Query().Get("query"); query != "" {
		page.Query = query
	}
	_, built := p.bundle["playground.js"]
	if !built || r.URL.Query().Has("console") {
		p.render(w, http.StatusOK, "console", page)
		return
	}
	w.Header().Set("Content-Security-Policy", playgroundPolicy)
	p.render(w, http.StatusOK, "playground", page)
}

// bundled serves a file of the bundle.
func (p *pages) bundled(w http.ResponseWriter, r *http.Request) {
	a, ok := p.bundle[r.PathValue("name")]
	if !ok {
		p.notFound(w, r)
		return
	}
	p.send(w, r, a)
}
