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

// codeBadInput is the code of an error that lies in what the reader asked for.
const codeBadInput = "BAD_USER_INPUT"

// Ask has a query answered. A part of an answer is no answer: the first error
// is returned, as a [*Refusal].
func Ask[T any](ctx context.Context, execute Executor, query string, variables map[string]any) (*T, error) {
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
		return nil, &Refusal{http.StatusBadRequest, first.Message}
	}
	return nil, &Refusal{http.StatusServiceUnavailable, first.Message}
}
