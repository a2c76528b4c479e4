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
	answer, err := ask[T](ctx, execute, query, variables)
	if err != nil {
		return nil, err
	}
	return &answer.Data, nil
}

// AskRaw is [Ask] for those who pass the data on as they are. The hints are those of the
// endpoint on names in filters that are nobody's; there may be none.
func AskRaw(ctx context.Context, execute Executor, query string, variables any) (data, hints json.RawMessage, err error) {
	answer, err := ask[json.RawMessage](ctx, execute, query, variables)
	if err != nil {
		return nil, nil, err
	}
	return answer.Data, answer.Extensions.Hints, nil
}

// answer is a response of the endpoint.
type answer[T any] struct {
	Data   T
	Errors []struct {
		Message    string
		Extensions struct{ Code string }
	}
	Extensions struct{ Hints json.RawMessage }
}

func ask[T any](ctx context.Context, execute Executor, query string, variables any) (*answer[T], error) {
	body, err := execute(ctx, query, variables)
	if err != nil {
		return nil, err
	}
	var answer answer[T]
	if err := json.Unmarshal(body, &answer); err != nil {
		return nil, fmt.Errorf("decode answer: %w", err)
	}
	if len(answer.Errors) == 0 {
		return &answer, nil
	}
	first := answer.Errors[0]
	switch first.Extensions.Code {
	case codeBadInput, codeInvalid:
		return nil, &Refusal{http.StatusBadRequest, first.Message}
	}
	return nil, &Refusal{http.StatusServiceUnavailable, first.Message}
}
