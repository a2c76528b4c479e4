package graph

import (
	"context"

	"github.com/maypok86/otter/v2"
	"github.com/vektah/gqlparser/v2/ast"
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
	byText *otter.Cache[string, *ast.QueryDocument]
}

func newDocuments() documents {
	return documents{otter.Must(&otter.Options[string, *ast.QueryDocument]{
		MaximumWeight: parsedSize,
		Weigher:       func(text string, _ *ast.QueryDocument) uint32 { return uint32(parsedGrowth * (len(text) + 1)) },
	})}
}

// Get implements gqlgen's cache.
func (d documents) Get(_ context.Context, text string) (*ast.QueryDocument, bool) {
	return d.byText.GetIfPresent(text)
}

// Add implements gqlgen's cache.
func (d documents) Add(_ context.Context, text string, document *ast.QueryDocument) {
	d.byText.Set(text, document)
}
