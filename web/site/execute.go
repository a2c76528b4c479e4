// Package site holds what everything made for readers shares, be it a page or
// a feed: it asks the public GraphQL endpoint, and knows how a view of the
// timeline is written down in an address.
package site

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
)

// Executor answers a GraphQL request with the body of a GraphQL response. The variables are
// what encoding/json makes an object of, or nil for none.
type Executor func(ctx context.Context, query string, variables any) ([]byte, error)

// Over is the executor that asks a GraphQL endpoint of this process: a handler
// that answers GraphQL over HTTP by POST.
func Over(endpoint http.Handler) Executor {
	return func(ctx context.Context, query string, variables any) ([]byte, error) {
		body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
		if err != nil {
			return nil, fmt.Errorf("encode query: %w", err)
		}
		r, err := http.NewRequestWithContext(ctx, http.MethodPost, "/", bytes.NewReader(body))
		if err != nil {
			return nil, fmt.Errorf("request query: %w", err)
		}
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Accept", "application/json")
		answer := &memory{header: http.Header{}}
		endpoint.ServeHTTP(answer, r)
		return answer.Bytes(), nil
	}
}

// memory is a response that is kept, without its status: that of a GraphQL
// response says nothing its errors do not.
type memory struct {
	bytes.Buffer
	header http.Header
}

func (m *memory) Header() http.Header { return m.header }
func (m *memory) WriteHeader(int)     {}
