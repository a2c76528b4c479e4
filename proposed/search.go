package proposed

import (
	"context"
	"slices"

	"viewline/relay"
	"viewline/search"
	"viewline/store"
	"viewline/timeline"
)

// Search implements [store.Reader]. The hits that no index has stand in their places among those
// of the store: proposed topics, and where a filter names some, the people who spoke of them.
func (r *Reader) Search(ctx context.Context, f store.SearchFilter, q relay.Query) (relay.Page[store.Hit], error) {
	hits, err := r.hits(ctx, f)
	if err != nil {
		return relay.Page[store.Hit]{}, err
	}
	if f, err = r.search(ctx, f); err != nil {
		return relay.Page[store.Hit]{}, err
	}
	found, err := r.Reader.Search(ctx, f, q)
	if err != nil || len(hits) == 0 {
		return found, err
	}
	cursor := store.HitCursor(f.Ranked)
	return relay.Merge(q, found, page(hits, cursor, q), cursor), nil
}

// CountHits implements [store.Reader].
func (r *Reader) CountHits(ctx context.Context, f store.SearchFilter) (int, error) {
	hits, err := r.hits(ctx, f)
	if err != nil {
		return 0, err
	}
	if f, err = r.search(ctx, f); err != nil {
		return 0, err
	}
	n, err := r.Reader.CountHits(ctx, f)
	return n + len(hits), err
}

// HitFacets implements [store.Reader]. Neither topics nor people count in facets of hits.
func (r *Reader) HitFacets(ctx context.Context, f store.SearchFilter, q store.FacetQuery) ([]store.Tally, error) {
	f, err := r.search(ctx, f)
	if err != nil {
		return nil, err
	}
	return r.Reader.HitFacets(ctx, f, q)
}

// hits are what a search finds in addition to the hits of the store, in any order: what it would
// find if the proposed topics were stored. The words of a name are cut and compared as those of a
// stored one.
func (r *Reader) hits(ctx context.Context, f store.SearchFilter) ([]store.Hit, error) {
	ofTopic := f.Topic != "" || len(f.Topics) > 0
	types := []string{"", store.TypeTopic}
	if ofTopic { // of other searches the store finds all people
		types = append(types, store.TypePerson)
	}
	if !slices.Contains(types, f.Type) || len(search.Parse(f.Text)) == 0 || !f.Bounds().AdmitUndated() {
		return nil, nil
	}
	t, err := r.topics(ctx)
	if err != nil || len(t.all) == 0 {
		return nil, err
	}
	tokens, choices := f.Tokens(), f.Choices()
	var hits []store.Hit
	for _, one := range t.all {
		if store.TopicEntry(one.Topic).Has(tokens, choices...) {
			hits = append(hits, store.Hit{Strong: true, Topic: one.Topic})
		}
	}
	if !ofTopic || f.Type == store.TypeTopic {
		return hits, nil
	}
	people, err := r.peopleOn(ctx, t, append(slices.Clone(f.Topics), f.Topic)...)
	for _, p := range people {
		on := *p // with the topics by which the person would be found
		on.Topics = nil
		for _, topic := range t.of[p.Slug] {
			on.Topics = append(on.Topics, topic.Slug)
		}
		if store.PersonEntry(&on).Has(tokens, choices...) {
			hits = append(hits, store.Hit{Strong: true, Person: p})
		}
	}
	return hits, err
}

// TopicsOfLabels lists, for each of the labels of top-level viewpoints, the proposed topics that
// such a viewpoint is about, by slug.
func (r *Reader) TopicsOfLabels(ctx context.Context, labels []string) ([][]*timeline.Topic, error) {
	t, err := r.topics(ctx)
	lists := make([][]*timeline.Topic, len(labels))
	for i, label := range labels {
		lists[i] = t.about(label)
	}
	return lists, err
}

// about are the topics whose words a label has.
func (t *topics) about(label string) []*timeline.Topic {
	if len(t.all) == 0 {
		return nil
	}
	has := map[string]bool{}
	for _, word := range search.Words(label) {
		has[word] = true
	}
	var about []*timeline.Topic
	for _, one := range t.all {
		if slices.ContainsFunc(one.words, func(words []string) bool {
			return !slices.ContainsFunc(words, func(word string) bool { return !has[word] })
		}) {
			about = append(about, one.Topic)
		}
	}
	return about
}
