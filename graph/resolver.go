// Package graph turns a GraphQL query into the fewest reads of the store and
// their results into the answer. [NewHandler] is its entry point; the schema
// is schema.graphqls at the root of the module.
package graph

//go:generate go run ./generate

import (
	"viewline/graph/hint"
	"viewline/live"
	"viewline/ofstate"
	"viewline/proposed"
	"viewline/suggest"
)

// resolver resolves the fields of the schema that are not plain fields of the domain's
// types.
type resolver struct {
	store *proposed.Reader
	feed  *live.Feed
	// pageSize is the largest page, in items, that may be asked for; 0 means
	// [relay.MaxSize].
	pageSize int
	// publicURL is the origin of the addresses of pages; where it is empty, the addresses
	// start at the root.
	publicURL string
	// sourceTemplate is the address of a line of a post; see Options.
	sourceTemplate string
	// directory has the names that hints suggest.
	directory hint.Directory
	// suggestions has the names and titles that are suggested.
	suggestions ofstate.Made[*suggest.Index]
}
