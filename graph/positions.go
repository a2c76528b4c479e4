package graph

import (
	"context"

	"viewline/graph/batch"
	"viewline/graph/model"
	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// positionList is a list of positions of one person or on one topic.
type positionList struct {
	by    store.Dimension
	names names // before they are looked up
	order store.PositionOrder
}

func positionListOf(by store.Dimension, f *model.PositionFilter, o *model.PositionOrder) (positionList, error) {
	l := positionList{by: by, order: store.PositionsByCount}
	if o != nil && o.Field == model.ByLatest {
		l.order = store.PositionsByDate
	}
	if f == nil {
		return l, nil
	}
	l.names = namesOf(f.Person, f.Topic)
	return l, fit(f.Person, f.Topic, nil)
}

type positionPage = relay.Page[*timeline.TopicPosition]

// positionsBy pages through the positions of a person or on a topic.
func (r *reader) positionsBy(
	ctx context.Context, by store.Dimension, slug string, filter *model.PositionFilter, order *model.PositionOrder, q relay.Query,
) (*model.TopicPositionConnection, error) {
	l, err := positionListOf(by, filter, order)
	if err != nil {
		return nil, err
	}
	q.Descending = !q.Descending // such a list has the highest first where it does not descend
	siblings := batch.Siblings(ctx)
	people, topics, ok, err := r.slugs(ctx, l.names)
	if err != nil {
		return nil, err
	}
	only, others := people, topics
	if by == store.ByTopic {
		only, others = topics, people
	}
	type name struct {
		positionList
		relay.Query
	}
	found, err := batch.Load(ctx, siblings, batch.Read[positionPage]{
		Name: name{l, q.OfAny()},
		Keys: keysBy(by),
		Find: func(ctx context.Context, slugs []string) ([]positionPage, error) {
			if !ok {
				return make([]positionPage, len(slugs)), nil
			}
			return among(slugs, only, func(slugs []string) ([]positionPage, error) {
				return r.store.PositionsBy(ctx, by, slugs, others, l.order, q)
			})
		},
		Objects: positioned,
	}, slug)
	if err != nil {
		return nil, err
	}
	return relay.Connect(q.List, found[0], store.PositionCursor(l.order), func(ctx context.Context) (int, error) {
		counts, err := batch.Load(ctx, siblings, batch.Read[int]{Name: l, Keys: keysBy(by), Find: func(ctx context.Context, slugs []string) ([]int, error) {
			if !ok {
				return make([]int, len(slugs)), nil
			}
			return among(slugs, only, func(slugs []string) ([]int, error) { return r.store.CountPositionsBy(ctx, by, slugs, others) })
		}}, slug)
		if err != nil {
			return 0, err
		}
		return counts[0], nil
	}), nil
}

// positioned lists the positions of a page, and the appearances in which they begin and
// end, each once.
func positioned(p positionPage) []any {
	objects := batch.Many(p.Items)
	seen := map[*timeline.Appearance]bool{}
	for _, position := range p.Items {
		for _, v := range []*timeline.Viewpoint{position.First, position.Latest} {
			if v != nil && !seen[v.Appearance] {
				seen[v.Appearance] = true
				objects = append(objects, v.Appearance)
			}
		}
	}
	return objects
}

func positionKey(member any) []string {
	if p, ok := member.(*timeline.TopicPosition); ok {
		return []string{p.Key()}
	}
	return nil
}

// topicOf finds the topic of a position.
func (r *reader) topicOf(ctx context.Context, p *timeline.TopicPosition) (*timeline.Topic, error) {
	found, err := r.topicsOf(ctx, []string{p.TopicSlug})
	topic := append(found, nil)[0]
	return there(topic, err, "topic %q of position %q", p.TopicSlug, p.Key())
}

// whoseIs finds the person of a position.
func (r *reader) whoseIs(ctx context.Context, p *timeline.TopicPosition) (*timeline.Person, error) {
	found, err := r.personOf(ctx, p.PersonSlug)
	return there(found, err, "person %q of position %q", p.PersonSlug, p.Key())
}
