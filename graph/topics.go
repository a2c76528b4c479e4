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

// corpus counts what is stored, and the topics that listTopics lists.
func (r *reader) corpus(ctx context.Context) (*timeline.Corpus, error) {
	corpus, err := r.store.Corpus(ctx)
	if err == nil && isAsked(ctx, "topics") { // proposed ones are made by who asks first
		corpus.Topics, err = r.store.CountTopics(ctx)
	}
	return &corpus, err
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

// topicsOfViewpoint finds the topics that a viewpoint is about. Where nobody has named a topic,
// they are the proposed ones, which are found by labels of top-level viewpoints alone.
func (r *reader) topicsOfViewpoint(ctx context.Context, v *timeline.Viewpoint) ([]*timeline.Topic, error) {
	label := labelOf(v)
	if len(label) == 0 {
		return r.topicsOf(ctx, v.Topics)
	}
	siblings := batch.Siblings(ctx)
	found, err := batch.Load(ctx, siblings, batch.Read[[]*timeline.Topic]{
		Name: "topics of labels", Keys: labelsIn, Objects: batch.Many[*timeline.Topic],
		Find: func(ctx context.Context, labels []string) ([][]*timeline.Topic, error) {
			for member := range siblings.Members() {
				if len(topicsIn(member)) > 0 { // somebody has named a topic: nothing is proposed
					return make([][]*timeline.Topic, len(labels)), nil
				}
			}
			return r.store.TopicsOfLabels(ctx, labels)
		},
	}, label...)
	if err != nil {
		return nil, err
	}
	return found[0], nil
}

// labelOf is the label by which a viewpoint can be about proposed topics; it is empty for others.
func labelOf(v *timeline.Viewpoint) []string {
	if v.Label == "" || len(v.Topics) > 0 || v.Place == (timeline.Place{}) {
		return nil
	}
	return []string{string(v.Label)}
}

// labelsIn lists what labelOf gives of a member and of everything in the member.
func labelsIn(member any) []string {
	switch m := member.(type) {
	case *timeline.Viewpoint:
		return labelOf(m)
	case *timeline.Appearance:
		return labelsAmong(m.Sections)
	case *timeline.Post:
		return labelsAmong(m.Sections)
	}
	return nil
}

func labelsAmong(sections []*timeline.Section) []string {
	var labels []string
	for s := range timeline.AllSections(sections) {
		for _, v := range s.Viewpoints {
			labels = append(labels, labelOf(v)...)
		}
	}
	return labels
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
