package storetest

import (
	"context"
	"iter"

	"viewline/store"
	"viewline/timeline"
)

// contents has all stored documents that [store.Records] returns.
type contents struct {
	Posts  []*store.StoredPost
	People []*timeline.Person
	Papers []*timeline.Paper
	Topics []*timeline.Topic
}

// perPage is small, so that there are many pages.
const perPage = 2

func readContents(ctx context.Context, s store.Records) (*contents, error) {
	var m contents
	if err := collect(&m.Posts, store.All(ctx, perPage, s.RecordsAfter, (*store.StoredPost).Key)); err != nil {
		return nil, err
	}
	if err := collect(&m.People, store.All(ctx, perPage, s.PeopleAfter, personKey)); err != nil {
		return nil, err
	}
	if err := collect(&m.Papers, store.All(ctx, perPage, s.PapersAfter, paperKey)); err != nil {
		return nil, err
	}
	return &m, collect(&m.Topics, store.All(ctx, perPage, s.TopicsAfter, topicKey))
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
