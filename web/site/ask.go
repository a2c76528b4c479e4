package site

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
)

// Refusal is an error of the endpoint, in its own words.
type Refusal struct {
	Status int // what a page that tells of it answers with
	Text   string
}

func (r *Refusal) Error() string { return r.Text }

// The codes of errors that lie in what the reader asked for. The queries are
// valid, so it is a variable that is not.
const (
	codeBadInput = "BAD_USER_INPUT"
	codeInvalid  = "GRAPHQL_VALIDATION_FAILED"
)

// Ask has a query answered; variables is a struct or a map, or nil for none. A part of an
// answer is no answer: the first error is returned, as a [*Refusal].
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
