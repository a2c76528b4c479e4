package ingest

import (
	"context"
	"iter"

	"viewline/store"
	"viewline/timeline"
)

// manifest is all that is stored, as far as an import must know it.
type manifest struct {
	Posts  []*store.StoredPost
	People []*timeline.Person
	Papers []*timeline.Paper
	Topics []*timeline.Topic
}

const storedPerPage = 500

func readManifest(ctx context.Context, s store.Writer) (*manifest, error) {
	var m manifest
	if err := collect(&m.Posts, store.All(ctx, storedPerPage, s.PostsAfter, (*store.StoredPost).Key)); err != nil {
		return nil, err
	}
	if err := collect(&m.People, store.All(ctx, storedPerPage, s.PeopleAfter, func(p *timeline.Person) string { return p.Slug })); err != nil {
		return nil, err
	}
	if err := collect(&m.Papers, store.All(ctx, storedPerPage, s.PapersAfter, func(p *timeline.Paper) string { return p.Slug })); err != nil {
		return nil, err
	}
	return &m, collect(&m.Topics, store.All(ctx, storedPerPage, s.TopicsAfter, func(t *timeline.Topic) string { return t.Slug }))
}

func collect[T any](into *[]T, all iter.Seq2[T, error]) error {
	for item, err := range all {
		if err != nil {
			return err
		}
		*into = append(*into, item)
	}
	return nil
}
