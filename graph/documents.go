package graph

import (
	"context"

	"github.com/vektah/gqlparser/v2/ast"

	"viewline/recent"
	"viewline/signals"
)

// parsedSize is about how many bytes the parsed documents that are kept may take.
// parsedGrowth is how many bytes a parsed document takes for each byte of its text: a token
// of a few characters becomes some pointers and positions.
const (
	parsedSize   = 16 << 20
	parsedGrowth = 50
)

// documents keeps valid documents in their parsed form, by their texts. It is
// safe for concurrent use.
type documents struct {
	byText *recent.Cache
}

func newDocuments() documents {
	return documents{recent.New(parsedSize, func(text recent.Key, _ any) uint32 { return uint32(parsedGrowth * (len(text.Name) + 1)) })}
}

// Get implements gqlgen's cache.
func (d documents) Get(_ context.Context, text string) (*ast.QueryDocument, bool) {
	document, ok := d.byText.Get(recent.Key{Name: text}).(*ast.QueryDocument)
	return document, ok
}

// Add implements gqlgen's cache.
func (d documents) Add(_ context.Context, text string, document *ast.QueryDocument) {
	d.byText.Keep(recent.Key{Name: text}, document)
}

// asked is how the cache was asked so far.
func (d documents) asked() signals.Cache {
	hits, misses := d.byText.Asked()
	return signals.Cache{Hits: hits, Misses: misses}
}
