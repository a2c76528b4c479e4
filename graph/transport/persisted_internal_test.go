package transport

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"testing"

	"github.com/99designs/gqlgen/graphql"
)

// TestPersistedIsBounded keeps more queries than there is room for. Most are gone then, and
// the last one is there.
func TestPersistedIsBounded(t *testing.T) {
	p := newPersisted()
	named := func(i int, query string) *graphql.RawParams {
		sum := sha256.Sum256(fmt.Appendf(nil, "{ hello } #%d", i))
		return &graphql.RawParams{Query: query, Extensions: map[string]any{
			"persistedQuery": map[string]any{"version": 1, "sha256Hash": hex.EncodeToString(sum[:])},
		}}
	}
	const registered = 3 * persistedQueries
	for i := range registered {
		p.keep(named(i, fmt.Sprintf("{ hello } #%d", i)))
	}
	p.byHash.CleanUp() // it drops what is too much some time after it was set
	if n := p.byHash.EstimatedSize(); n > persistedQueries {
		t.Errorf("%d queries are kept; want at most %d", n, persistedQueries)
	}
	last := named(registered-1, "")
	if err := p.resolve(last); err != nil || last.Query != "{ hello } #2999" {
		t.Errorf("the last: %q, %v; want its query", last.Query, err)
	}
}
