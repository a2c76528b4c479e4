package site

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
)

// Refusal is an error that the endpoint answered with, in the endpoint's words.
type Refusal struct {
	Status int // the HTTP status of the page that tells the reader of the error
	Text   string
}

func (r *Refusal) Error() string { return r.Text }

// The codes of errors that are the reader's. The queries are valid, so a variable has a bad
// value.
const (
	codeBadInput = "BAD_USER_INPUT"
	codeInvalid  = "GRAPHQL_VALIDATION_FAILED"
)

// Ask sends a query and decodes the answer; variables is a struct or a map, or nil for
// none. An answer that has errors is not decoded, even where it has data: the first error
// is returned, as a [*Refusal].
func Ask[T any](ctx context.Context, execute Executor, query string, variables any) (*T, error) {
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
	switch first.Extensions.Code {
	case codeBadInput, codeInvalid:
		return nil, &Refusal{http.StatusBadRequest, first.Message}
	}
	return nil, &Refusal{http.StatusServiceUnavailable, first.Message}
}
