// Package graph turns a GraphQL query into the fewest reads of the store and
// their results into the answer. [NewHandler] is its entry point; the schema
// is schema.graphqls at the root of the module.
package graph

//go:generate go -C generate run .

import (
	"viewline/graph/hint"
	"viewline/live"
	"viewline/ofstate"
	"viewline/proposed"
	"viewline/suggest"
)

// resolver resolves the fields of the schema that are not plain fields of the domain's
// types. The reader is a named field: gqlgen embeds resolver in a type for each type of the
// schema, and Go would compile every method of an embedded reader for each of them.
type resolver struct{ reader *reader }

// reader reads what the fields resolve to.
type reader struct {
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
