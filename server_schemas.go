package main

import (
	"bytes"
	"net/http"
	"strings"
	"time"

	"viewline/post"
)

// schemaFolder is where the JSON Schemas of what authors write are, each by its name with .json
// behind it, for editors.
const schemaFolder = "/schemas/"

// serveJSONSchema answers with a JSON Schema.
func serveJSONSchema(w http.ResponseWriter, r *http.Request) {
	name, found := strings.CutSuffix(r.PathValue("name"), ".json")
	schema := post.Schemas[name]
	if schema == nil || !found {
		http.Error(w, "there is no such schema; want front-matter, viewline, people, topics, papers or sections, with .json behind it", http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", "application/schema+json")
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Access-Control-Allow-Origin", "*") // for editors in browsers
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(schema))
}
