package mongodb

import (
	"context"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

type personPage = relay.Page[*timeline.Person]

// People implements [store.Reader], in one command.
func (s *Store) People(ctx context.Context, names []string) ([]*timeline.Person, error) {
	return findNamed(ctx, s, s.people, names, func(p *timeline.Person) (slug, name string) { return p.Slug, p.Name })
}

// ListPeople implements [store.Reader], in one command.
func (s *Store) ListPeople(ctx context.Context, f store.PersonFilter, q relay.Query) (relay.Page[*timeline.Person], error) {
	found, err := findPage[*timeline.Person](ctx, s, s.people, "name", having("tokens", f.Tokens(), f.Choices()...), q)
	if err != nil {
		return personPage{}, err
	}
	return relay.Of(q, found), nil
}

// PeopleByTopic implements [store.Reader], in one command for one topic and two
// for any number of them.
func (s *Store) PeopleByTopic(ctx context.Context, topics []string, q relay.Query) ([]relay.Page[*timeline.Person], error) {
	return grouped(topics, func(topic string) (personPage, error) {
		return s.ListPeople(ctx, store.PersonFilter{Topic: topic}, q)
	}, func(topics []string) (map[string]personPage, error) {
		descending, above, below, _ := q.Scan()
		clauses := append(between("name", above, below), aboutTopics(topics))
		keys, err := findKeys(ctx, s.people, clauses, order(direction(descending), "name", "_id"), "topics")
		if err != nil {
			return nil, err
		}
		return pagesOf(q, topics, keys, keyed.topics, func(slugs []string) ([]*timeline.Person, error) {
			return findIn[*timeline.Person](ctx, s, s.people, "_id", slugs)
		}, personKey)
	})
}

// aboutTopics passes people with a view on any of the topics.
func aboutTopics(topics []string) bson.M {
	return bson.M{"tokens": in(tokens(store.ClassTopic, topics))}
}
