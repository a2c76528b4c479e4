package graph

import (
	"context"
	"fmt"

	"viewline/graph/batch"
	"viewline/graph/model"
	"viewline/relay"
	"viewline/timeline"
)

// recommendersOf pages through the people who recommend a paper. Whom to read is in the
// papers themselves, so that one read is enough for all papers of a level.
func (r *reader) recommendersOf(ctx context.Context, p *timeline.Paper, q relay.Query) (*model.PersonConnection, error) {
	slugs := func(p *timeline.Paper) relay.Page[string] {
		return relay.Slice(q, p.RecommendedBy, slugPlace)
	}
	type recommenders struct{ relay.Query }
	page := slugs(p)
	found, err := batch.Load(ctx, batch.Siblings(ctx), batch.Read[*timeline.Person]{
		Name: recommenders{q.OfAny()},
		Keys: func(member any) []string {
			if m, ok := member.(*timeline.Paper); ok {
				return slugs(m).Items
			}
			return nil
		},
		Find:    r.store.People,
		Objects: batch.One[*timeline.Person],
	}, page.Items...)
	if err != nil {
		return nil, err
	}
	for i, person := range found {
		if person == nil || person.Slug != page.Items[i] {
			return nil, fmt.Errorf("paper %q is recommended by %q, who is not stored", p.Slug, page.Items[i])
		}
	}
	people := relay.Page[*timeline.Person]{Items: found, HasNext: page.HasNext, HasPrevious: page.HasPrevious}
	return relay.Connect(q.List, people, func(p *timeline.Person) relay.Cursor { return slugPlace(p.Slug) }, func(context.Context) (int, error) { return len(p.RecommendedBy), nil }), nil
}

// slugPlace is a person's place among the recommenders of a paper.
func slugPlace(slug string) relay.Cursor { return relay.Cursor{Key: slug} }
