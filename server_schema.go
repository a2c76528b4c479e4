package main

import (
	_ "embed"
	"net/http"
	"strings"
	"time"
)

// schemaText is the schema in the schema definition language of GraphQL (section 3).
//
//go:embed schema.graphqls
var schemaText string

// serveSchema answers with the schema, for tools that generate code from it.
func serveSchema(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8") // no media type is registered for the language
	w.Header().Set("Cache-Control", "no-cache")
	http.ServeContent(w, r, "", time.Time{}, strings.NewReader(schemaText))
}
