package graph

import (
	"context"
	"fmt"
	"time"

	"viewline/graph/batch"
	"viewline/graph/model"
	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

func (r *reader) listPosts(ctx context.Context, order *model.PostOrder, q relay.Query) (*model.PostConnection, error) {
	by, q := ordered(postOrders, order, q)
	p, err := r.store.ListPosts(ctx, by, q)
	if err != nil {
		return nil, err
	}
	batch.Found(ctx, batch.Many(p.Items))
	return relay.Connect(q.List, p, store.PostCursor(by), func(ctx context.Context) (int, error) {
		corpus, err := r.store.Corpus(ctx)
		return corpus.Posts, err
	}), nil
}

// maxNamed is how many posts of one name can be asked for.
const maxNamed = 100

// postsNamed lists the posts that go by one name.
func (r *reader) postsNamed(ctx context.Context, name string, first *int) ([]*timeline.Post, error) {
	most := 20
	if first != nil {
		most = *first
	}
	if most < 0 || most > maxNamed {
		return nil, inputError{fmt.Errorf("first is %d; want 0 to %d", most, maxNamed)}
	}
	found, err := r.store.PostsNamed(ctx, name, most)
	batch.Found(ctx, batch.Many(found))
	return found, err
}

// postsAbout finds a page of the posts that report a person's views.
func (r *reader) postsAbout(ctx context.Context, p *timeline.Person, order *model.PostOrder, q relay.Query) (*model.PostConnection, error) {
	by, q := ordered(postOrders, order, q)
	people := batch.Siblings(ctx)
	type posts struct {
		store.PostOrder
		relay.Query
	}
	found, err := batch.Load(ctx, people, batch.Read[relay.Page[*timeline.Post]]{
		Name: posts{by, q.OfAny()},
		Keys: slugOf,
		Find: func(ctx context.Context, slugs []string) ([]relay.Page[*timeline.Post], error) {
			return r.store.PostsByPerson(ctx, slugs, by, q)
		},
		Objects: func(p relay.Page[*timeline.Post]) []any { return batch.Many(p.Items) },
	}, p.Slug)
	if err != nil {
		return nil, err
	}
	return relay.Connect(q.List, found[0], store.PostCursor(by), func(ctx context.Context) (int, error) {
		counts, err := batch.Load(ctx, people, batch.Read[int]{Name: "posts", Keys: slugOf, Find: r.store.CountPostsByPerson}, p.Slug)
		if err != nil {
			return 0, err
		}
		return counts[0], nil
	}), nil
}

// recordedAt finds when a post was first imported, in one read for all posts of a level.
func (r *reader) recordedAt(ctx context.Context, p *timeline.Post) (*time.Time, error) {
	found, err := batch.Load(ctx, batch.Siblings(ctx), batch.Read[time.Time]{
		Name: "recorded",
		Keys: func(member any) []string {
			if m, ok := member.(*timeline.Post); ok {
				return []string{m.Path}
			}
			return nil
		},
		Find: r.store.RecordedAt,
	}, p.Path)
	if err != nil {
		return nil, err
	}
	if found[0].IsZero() {
		return nil, fmt.Errorf("when post %q was first imported is not stored", p.Path)
	}
	return &found[0], nil
}
