package mongodb

import (
	"context"
	"errors"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// found has the documents of some spots, by the keys of their entries.
type found map[spotKey]store.Hit

// documents reads the documents of the spots, with one command for each collection.
func (s *Store) documents(ctx context.Context, spots []spot) (found, error) {
	owners := map[string][]string{}
	for _, at := range spots {
		owners[at.collection] = append(owners[at.collection], at.owner)
	}
	f := found{}
	return f, errors.Join(
		addDocuments(ctx, s.appearances, "key", owners, func(a *timeline.Appearance) {
			f[spotKey{appearancesCollection, a.Key, ""}] = store.Hit{Appearance: a}
			f.addViewpoints(appearancesCollection, a.Key, a.Sections)
		}),
		addDocuments(ctx, s.posts, "slug", owners, func(p *timeline.Post) {
			f[spotKey{postsCollection, p.Slug, store.PlaceOfPost}] = store.Hit{Post: p}
			f.addViewpoints(postsCollection, p.Slug, p.Sections)
		}),
		addDocuments(ctx, s.papers, "key", owners, func(p *timeline.Paper) {
			f[spotKey{papersCollection, p.Slug, ""}] = store.Hit{Paper: p}
		}),
		addDocuments(ctx, s.people, "key", owners, func(p *timeline.Person) {
			f[spotKey{peopleCollection, p.Slug, store.PlaceOfPerson}] = store.Hit{Person: p}
		}),
		addDocuments(ctx, s.topics, "key", owners, func(t *timeline.Topic) {
			f[spotKey{topicsCollection, t.Slug, store.PlaceOfTopic}] = store.Hit{Topic: t}
		}),
	)
}

// addDocuments reads the documents of a collection that have some of the entries.
func addDocuments[T any](ctx context.Context, c collection, field string, owners map[string][]string, add func(T)) error {
	documents, err := findIn[T](ctx, c, field, owners[c.Name()])
	for _, d := range documents {
		add(d)
	}
	return err
}

func (f found) addViewpoints(collection, owner string, sections []*timeline.Section) {
	for s := range timeline.AllSections(sections) {
		for _, v := range s.Viewpoints {
			f[spotKey{collection, owner, store.PlaceOf(v)}] = store.Hit{Viewpoint: v}
		}
	}
}

func (f found) viewpoint(at spot) (*timeline.Viewpoint, bool) {
	h, ok := f[at.spotKey]
	return h.Viewpoint, ok
}

func (f found) hit(at spot) (store.Hit, bool) {
	h, ok := f[at.spotKey]
	h.Strong = at.strong
	return h, ok
}

// fill makes a page of items from a page of keys. An item that was removed between the two
// reads is left out.
func fill[K, T any](keys relay.Page[K], get func(K) (T, bool)) relay.Page[T] {
	p := relay.Page[T]{HasNext: keys.HasNext, HasPrevious: keys.HasPrevious}
	for _, key := range keys.Items {
		if item, ok := get(key); ok {
			p.Items = append(p.Items, item)
		}
	}
	return p
}
