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
	return findNamed(ctx, s.people, names, func(p *timeline.Person) (slug, name string) { return p.Slug, p.Name })
}

// ListPeople implements [store.Reader], in one command.
func (s *Store) ListPeople(ctx context.Context, f store.PersonFilter, q relay.Query) (relay.Page[*timeline.Person], error) {
	found, err := findPage[*timeline.Person](ctx, s.people, "name", having("tokens", f.Tokens(), f.Choices()...), q)
	if err != nil {
		return personPage{}, err
	}
	return relay.Of(q, found), nil
}

// PeopleByTopic implements [store.Reader]; see [each] for the number of commands.
func (s *Store) PeopleByTopic(ctx context.Context, topics []string, q relay.Query) ([]relay.Page[*timeline.Person], error) {
	return s.peopleListing().pages(ctx, topics, func(topic string) []bson.M {
		return having("tokens", store.PersonFilter{Topic: topic}.Tokens())
	}, q)
}

// aboutTopics is a clause for people with a viewpoint on any of the topics.
func aboutTopics(topics []string) bson.M {
	return bson.M{"tokens": in(tokens(store.ClassTopic, topics))}
}
