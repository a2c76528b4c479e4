package web

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
)

// Executor answers a GraphQL request with the body of a GraphQL response.
type Executor func(ctx context.Context, query string, variables map[string]any) ([]byte, error)

// Over is the executor that asks a GraphQL endpoint of this process: a handler
// that answers GraphQL over HTTP by POST.
func Over(endpoint http.Handler) Executor {
	return func(ctx context.Context, query string, variables map[string]any) ([]byte, error) {
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

// refusal is an error of the endpoint, in its own words.
type refusal struct {
	status int // what a page that tells of it answers with
	text   string
}

func (r *refusal) Error() string { return r.text }

// codeBadInput is the code of an error that lies in what the reader asked for.
const codeBadInput = "BAD_USER_INPUT"

// ask has a query answered. A part of an answer is no answer: the first error
// is returned, as a refusal.
func ask[T any](ctx context.Context, execute Executor, query string, variables map[string]any) (*T, error) {
	body, err := execute(ctx, query, variables)
	if err != nil {
		return nil, err
	}
	var answer struct {
		Data   T
		Errors []struct {
			Message    string
			Extensions struct{ Code string }
		}
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		return nil, fmt.Errorf("decode answer: %w", err)
	}
	if len(answer.Errors) == 0 {
		return &answer.Data, nil
	}
	first := answer.Errors[0]
	if first.Extensions.Code == codeBadInput {
		return nil, &refusal{http.StatusBadRequest, first.Message}
	}
	return nil, &refusal{http.StatusServiceUnavailable, first.Message}
}
