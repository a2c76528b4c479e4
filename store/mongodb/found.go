package mongodb

import (
	"context"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// found has the documents of some spots, by the keys of their entries.
type found struct {
	appearances map[spotKey]*timeline.Appearance
	viewpoints  map[spotKey]*timeline.Viewpoint
	papers      map[spotKey]*timeline.Paper
}

// documents reads the documents of the spots, with one command for each collection.
func (s *Store) documents(ctx context.Context, spots []spot) (*found, error) {
	owners := map[string][]string{}
	for _, at := range spots {
		owners[at.collection] = append(owners[at.collection], at.owner)
	}
	appearances, err := findIn[*timeline.Appearance](ctx, s.appearances, "key", owners[appearancesCollection])
	if err != nil {
		return nil, err
	}
	posts, err := findIn[*timeline.Post](ctx, s.posts, "slug", owners[postsCollection])
	if err != nil {
		return nil, err
	}
	papers, err := findIn[*timeline.Paper](ctx, s.papers, "key", owners[papersCollection])
	if err != nil {
		return nil, err
	}
	f := &found{map[spotKey]*timeline.Appearance{}, map[spotKey]*timeline.Viewpoint{}, map[spotKey]*timeline.Paper{}}
	for _, a := range appearances {
		f.appearances[spotKey{appearancesCollection, a.Key, ""}] = a
		f.addViewpoints(appearancesCollection, a.Key, a.Sections)
	}
	for _, p := range posts {
		f.addViewpoints(postsCollection, p.Slug, p.Sections)
	}
	for _, p := range papers {
		f.papers[spotKey{papersCollection, p.Slug, ""}] = p
	}
	return f, nil
}

func (f *found) addViewpoints(collection, owner string, sections []*timeline.Section) {
	for s := range timeline.AllSections(sections) {
		for _, v := range s.Viewpoints {
			f.viewpoints[spotKey{collection, owner, store.PlaceOf(v)}] = v
		}
	}
}

func (f *found) viewpoint(at spot) (*timeline.Viewpoint, bool) {
	v, ok := f.viewpoints[at.spotKey]
	return v, ok
}

func (f *found) hit(at spot) (store.Hit, bool) {
	h := store.Hit{
		Strong: at.strong, Appearance: f.appearances[at.spotKey],
		Viewpoint: f.viewpoints[at.spotKey], Paper: f.papers[at.spotKey],
	}
	return h, h.Appearance != nil || h.Viewpoint != nil || h.Paper != nil
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
