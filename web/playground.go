package web

import (
	"embed"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"viewline/web/words"
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

// examples are the queries in queries/examples, in the order of the files' names, by the
// code of the language that they have their names in.
var examples = map[string][]example{words.Chinese.Code: loadExamples(0), words.English.Code: loadExamples(1)}

// loadExamples reads the examples. The line with the name is counted from 0.
func loadExamples(line int) []example {
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
		all = append(all, example{named(string(text), line), string(text)})
	}
	return all
}

// named is the name of an example: a line of the file. The first line is a comment in
// Chinese, the second one the same in English.
func named(query string, line int) string {
	return strings.TrimRight(strings.TrimPrefix(strings.SplitN(query, "\n", 3)[line], "# "), ".。")
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
	// Variables are those that the console begins with, as JSON; empty for none.
	Variables string
	Built     bool // whether GraphiQL is there
	Hidden    bool // whether the endpoint hides its schema
}

// playground serves GraphiQL. It serves the console where GraphiQL is not built, and where
// the address asks for the console.
func (p *pages) playground(w http.ResponseWriter, r *http.Request) {
	head := p.unlisted(r)
	own := examples[head.voice.Code]
	page := playgroundPage{Meta: head, Examples: own, Query: own[0].Query, Hidden: p.options.SchemaHidden}
	page.Meta.name(page.Meta.voice.Say("nav.playground"))
	page.Meta.Description = page.Meta.voice.Say("playground.description")
	if query := r.URL.Query().Get("query"); query != "" {
		page.Query = query
	}
	page.Variables = r.URL.Query().Get("variables")
	_, page.Built = p.bundle["playground.js"]
	if !page.Built || r.URL.Query().Has("console") {
		p.render(w, r, http.StatusOK, "console", page)
		return
	}
	w.Header().Set("Content-Security-Policy", playgroundPolicy)
	p.render(w, r, http.StatusOK, "playground", page)
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
