package mongodb

import (
	"context"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

type personPage = relay.Page[*timeline.Person]

// personFields are the fields that people are sorted by.
var personFields = map[store.PersonOrder]string{
	store.PeopleByName: "byName", store.PeopleByAppearances: "byAppearances", store.PeopleByLatest: "byLatest",
}

// Careers count the appearances of people, and find the latest, in one command.
func (s *Store) Careers(ctx context.Context, people []string) ([]store.Counts, error) {
	groups, err := aggregate[struct {
		Key struct{ Person, Date string } `bson:"_id"`
		N   int                           `bson:"n"`
	}](ctx, s.appearances, pipeline{[]bson.M{{"person": in(people)}}, bson.A{
		groupBy(bson.D{{Key: "person", Value: "$person"}, {Key: "date", Value: "$date"}}),
	}})
	counts := map[string]store.Counts{}
	for _, g := range groups {
		c := counts[g.Key.Person]
		c.Appearances += g.N
		c.Latest = max(c.Latest, g.Key.Date)
		counts[g.Key.Person] = c
	}
	return aligned(people, counts), err
}

// People implements [store.Reader], in one command.
func (s *Store) People(ctx context.Context, names []string) ([]*timeline.Person, error) {
	return findNamed(ctx, s.people, names, func(p *timeline.Person) (slug, name string) { return p.Slug, p.Name })
}

// ListPeople implements [store.Reader], in one command.
func (s *Store) ListPeople(ctx context.Context, f store.PersonFilter, by store.PersonOrder, q relay.Query) (relay.Page[*timeline.Person], error) {
	found, err := findPage[*timeline.Person](ctx, s.people, personFields[by], having("tokens", f.Tokens(), f.Choices()...), q)
	if err != nil {
		return personPage{}, err
	}
	return relay.Of(q, found), nil
}

// PeopleByTopic implements [store.Reader]; see [each] for the number of commands.
func (s *Store) PeopleByTopic(ctx context.Context, topics []string, by store.PersonOrder, q relay.Query) ([]relay.Page[*timeline.Person], error) {
	return s.peopleListing(by).pages(ctx, topics, func(topic string) []bson.M {
		return having("tokens", store.PersonFilter{Topic: topic}.Tokens())
	}, q)
}

// aboutTopics is a clause for people with a viewpoint on any of the topics.
func aboutTopics(topics []string) bson.M {
	return bson.M{"tokens": in(tokens(store.ClassTopic, topics))}
}
