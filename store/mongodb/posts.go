package mongodb

import (
	"context"

	"viewline/store"
	"viewline/timeline"
)

// PostsByPath implements [store.Reader], in one command.
func (s *Store) PostsByPath(ctx context.Context, paths []string) ([]*timeline.Post, error) {
	found, err := findIn[*timeline.Post](ctx, s.posts, "_id", paths)
	if err != nil {
		return nil, err
	}
	return store.Align(paths, linkPosts(found), func(p *timeline.Post) string { return p.Path }), nil
}

// PostsBySlug implements [store.Reader], in one command.
func (s *Store) PostsBySlug(ctx context.Context, slugs []string) ([]*timeline.Post, error) {
	found, err := findIn[*timeline.Post](ctx, s.posts, "slug", slugs)
	if err != nil {
		return nil, err
	}
	return store.Align(slugs, linkPosts(found), func(p *timeline.Post) string { return p.Slug }), nil
}
