package site

import (
	"context"
	"encoding/json"
	"fmt"
)

// NearestQuery asks for what people or topics may have been meant by a name: the endpoint
// answers a filter by a name that is nobody's with a hint.
const NearestQuery = `query Nearest($person: [String!], $topic: [String!]) {
  appearances(first: 1, filter: {person: $person, topic: $topic}) { nodes { key } }
}`

// nearestVariables are the variables of NearestQuery, of which one is set.
type nearestVariables struct {
	Person string `json:"person,omitempty"`
	Topic  string `json:"topic,omitempty"`
}

// NearestPeople are the slugs of the people whom somebody may have meant by a name that is
// nobody's, the likeliest first.
func NearestPeople(ctx context.Context, execute Executor, name string) ([]string, error) {
	return nearest(ctx, execute, nearestVariables{Person: name})
}

// NearestTopics are those of topics.
func NearestTopics(ctx context.Context, execute Executor, name string) ([]string, error) {
	return nearest(ctx, execute, nearestVariables{Topic: name})
}

func nearest(ctx context.Context, execute Executor, variables nearestVariables) ([]string, error) {
	_, told, err := AskRaw(ctx, execute, NearestQuery, variables)
	if err != nil || told == nil {
		return nil, err
	}
	var hints []struct{ Suggestions []string }
	if err := json.Unmarshal(told, &hints); err != nil {
		return nil, fmt.Errorf("decode hints: %w", err)
	}
	var slugs []string
	for _, hint := range hints {
		slugs = append(slugs, hint.Suggestions...)
	}
	return slugs, nil
}
