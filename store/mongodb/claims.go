package mongodb

import (
	"context"

	"viewline/store"
	"viewline/timeline"
)

// PersonClaims implements [store.Session] by reading the records of all posts.
func (se *session) PersonClaims(ctx context.Context, slug string, limit int) ([]store.Claims[timeline.Person], error) {
	return page(ctx, se, &se.ofPeople, store.PeopleOf, se.PeopleAfter, personKey, slug, limit)
}

// PaperClaims implements [store.Session] by reading the records of all posts.
func (se *session) PaperClaims(ctx context.Context, slug string, limit int) ([]store.Claims[timeline.Paper], error) {
	return page(ctx, se, &se.ofPapers, store.PapersOf, se.PapersAfter, paperKey, slug, limit)
}

// TopicClaims implements [store.Session] by reading the records of all posts.
func (se *session) TopicClaims(ctx context.Context, slug string, limit int) ([]store.Claims[timeline.Topic], error) {
	return page(ctx, se, &se.ofTopics, store.TopicsOf, se.TopicsAfter, topicKey, slug, limit)
}

// claimed are the claims that were read for a first page.
type claimed struct {
	ofPeople []store.Claims[timeline.Person]
	ofPapers []store.Claims[timeline.Paper]
	ofTopics []store.Claims[timeline.Topic]
}

// page reads all claims for a first page, and cuts a page from them.
func page[T any](
	ctx context.Context, n store.Records, all *[]store.Claims[T], of func(timeline.ImportRecord) []*T,
	stored func(context.Context, string, int) ([]*T, error), slugOf func(*T) string, slug string, limit int,
) (_ []store.Claims[T], err error) {
	if slug == "" {
		if *all, err = store.AllClaims(ctx, n, of, stored, slugOf); err != nil {
			return nil, err
		}
	}
	return store.ClaimsAfter(*all, slug, limit), nil
}
