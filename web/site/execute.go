// Package site holds what pages and exports share: asking the public GraphQL endpoint, and
// reading and writing a filter of the timeline in an address. [Ask] is its entry point.
package site

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
)

// Executor sends a GraphQL request and returns the body of the response. The variables are
// a value that encoding/json writes as an object, or nil for none.
type Executor func(ctx context.Context, query string, variables any) ([]byte, error)

// Over is an executor that calls an HTTP handler of this process, which answers GraphQL by
// POST.
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

// memory keeps the body of a response. It drops the status, as the errors in the body of a
// GraphQL response say all that the status does.
type memory struct {
	bytes.Buffer
	header http.Header
}

func (m *memory) Header() http.Header { return m.header }
func (m *memory) WriteHeader(int)     {}

// TakesAll lets the endpoint write a large answer in one piece, as nobody has to wait for
// the reader.
func (m *memory) TakesAll() {}
