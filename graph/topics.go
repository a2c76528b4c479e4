package graph

import (
	"context"
	"slices"

	"viewline/graph/batch"
	"viewline/graph/model"
	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

func (r *reader) listTopics(ctx context.Context, order *model.TopicOrder, q relay.Query) (*model.TopicConnection, error) {
	by, q := ordered(topicOrders, order, q)
	p, err := r.store.ListTopics(ctx, by, q)
	if err != nil {
		return nil, err
	}
	batch.Found(ctx, batch.Many(p.Items))
	return relay.Connect(q.List, p, store.TopicCursor(by), r.store.CountTopics), nil
}

// peopleOn finds a page of the people who put forward a viewpoint on a topic.
func (r *reader) peopleOn(ctx context.Context, t *timeline.Topic, order *model.PersonOrder, q relay.Query) (*model.PersonConnection, error) {
	by, q := ordered(personOrders, order, q)
	topics := batch.Siblings(ctx)
	type people struct {
		store.PersonOrder
		relay.Query
	}
	found, err := batch.Load(ctx, topics, batch.Read[relay.Page[*timeline.Person]]{
		Name: people{by, q.OfAny()},
		Keys: topicSlug,
		Find: func(ctx context.Context, slugs []string) ([]relay.Page[*timeline.Person], error) {
			return r.store.PeopleByTopic(ctx, slugs, by, q)
		},
		Objects: func(p relay.Page[*timeline.Person]) []any { return batch.Many(p.Items) },
	}, t.Slug)
	if err != nil {
		return nil, err
	}
	return relay.Connect(q.List, found[0], store.PersonCursor(by), func(ctx context.Context) (int, error) {
		counts, err := batch.Load(ctx, topics, batch.Read[int]{Name: "people", Keys: topicSlug, Find: r.store.CountPeopleByTopic}, t.Slug)
		if err != nil {
			return 0, err
		}
		return counts[0], nil
	}), nil
}

// topicsOf finds the topics that a person or a viewpoint names.
func (r *reader) topicsOf(ctx context.Context, slugs []string) ([]*timeline.Topic, error) {
	if len(slugs) == 0 {
		return nil, nil
	}
	found, err := batch.Load(ctx, batch.Siblings(ctx), batch.Read[*timeline.Topic]{
		Name: "topics", Keys: topicsIn, Find: r.store.Topics, Objects: batch.One[*timeline.Topic],
	}, slugs...)
	return slices.DeleteFunc(found, func(t *timeline.Topic) bool { return t == nil }), err
}

// topicsOfPerson finds the topics that a person put forward viewpoints on. Where nobody has
// named a topic, they are the proposed ones.
func (r *reader) topicsOfPerson(ctx context.Context, p *timeline.Person) ([]*timeline.Topic, error) {
	if len(p.Topics) > 0 {
		return r.topicsOf(ctx, p.Topics)
	}
	found, err := batch.Load(ctx, batch.Siblings(ctx), batch.Read[[]*timeline.Topic]{
		Name: "proposed topics", Keys: slugOf, Find: r.store.TopicsOf, Objects: batch.Many[*timeline.Topic],
	}, p.Slug)
	if err != nil {
		return nil, err
	}
	return found[0], nil
}

// topicsIn lists the topics of a member and of everything in the member.
func topicsIn(member any) []string {
	switch m := member.(type) {
	case *timeline.Person:
		return m.Topics
	case *timeline.Viewpoint:
		return m.Topics
	case *timeline.TopicPosition:
		return []string{m.TopicSlug}
	case *timeline.Appearance:
		return topicsAmong(m.Sections)
	case *timeline.Post:
		return topicsAmong(m.Sections)
	}
	return nil
}

func topicsAmong(sections []*timeline.Section) []string {
	var slugs []string
	for s := range timeline.AllSections(sections) {
		for _, v := range s.Viewpoints {
			slugs = append(slugs, v.Topics...)
		}
	}
	return slugs
}

func topicSlug(member any) []string {
	if t, ok := member.(*timeline.Topic); ok {
		return []string{t.Slug}
	}
	return nil
}
