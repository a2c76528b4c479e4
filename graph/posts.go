package graph

import (
	"context"

	"viewline/graph/batch"
	"viewline/graph/model"
	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

func (r *resolver) listPosts(ctx context.Context, q relay.Query) (*model.PostConnection, error) {
	p, err := r.store.ListPosts(ctx, q)
	if err != nil {
		return nil, err
	}
	batch.Found(ctx, batch.Many(p.Items))
	return relay.Connect(q.List, p, store.PostCursor, func(ctx context.Context) (int, error) {
		corpus, err := r.store.Corpus(ctx)
		return corpus.Posts, err
	}), nil
}

// postsAbout finds a page of the posts that report a person's views.
func (r *resolver) postsAbout(ctx context.Context, p *timeline.Person, q relay.Query) (*model.PostConnection, error) {
	people := batch.Siblings(ctx)
	type posts struct{ relay.Query }
	found, err := batch.Load(ctx, people, batch.Read[relay.Page[*timeline.Post]]{
		Name: posts{q.OfAny()},
		Keys: slugOf,
		Find: func(ctx context.Context, slugs []string) ([]relay.Page[*timeline.Post], error) {
			return r.store.PostsByPerson(ctx, slugs, q)
		},
		Objects: func(p relay.Page[*timeline.Post]) []any { return batch.Many(p.Items) },
	}, p.Slug)
	if err != nil {
		return nil, err
	}
	return relay.Connect(q.List, found[0], store.PostCursor, func(ctx context.Context) (int, error) {
		counts, err := batch.Load(ctx, people, batch.Read[int]{Name: "posts", Keys: slugOf, Find: r.store.CountPostsByPerson}, p.Slug)
		if err != nil {
			return 0, err
		}
		return counts[0], nil
	}), nil
}
