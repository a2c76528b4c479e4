package mongodb

import (
	"context"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// Topics implements [store.Reader], in one command.
func (s *Store) Topics(ctx context.Context, names []string) ([]*timeline.Topic, error) {
	return findNamed(ctx, s.topics, names, func(t *timeline.Topic) (slug, name string) { return t.Slug, t.Name })
}

// ListTopics implements [store.Reader], in one command.
func (s *Store) ListTopics(ctx context.Context, by store.TopicOrder, q relay.Query) (relay.Page[*timeline.Topic], error) {
	field := "byName"
	if by == store.TopicsByViewpoints {
		field = "byViewpoints"
	}
	found, err := findPage[*timeline.Topic](ctx, s.topics, field, nil, q)
	if err != nil {
		return relay.Page[*timeline.Topic]{}, err
	}
	return relay.Of(q, found), nil
}
