package sqlite

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// entry is an entry that was found.
type entry struct {
	of               int // the index of the wanted list
	source, document string
	place
}

// findings has entries, and their documents by key.
type findings struct {
	pages       [][]entry // the entries of each wanted list, in the order of the scan
	appearances map[string]*timeline.Appearance
	posts       map[string]*timeline.Post // by their texts
	papers      map[string]*timeline.Paper
	named       map[place]store.Hit // people, topics and whole posts, by document and place
}

// find reads the entries of all wanted lists, and their documents.
func (s *Store) find(ctx context.Context, f finding) (*findings, error) {
	found := &findings{
		pages:       make([][]entry, len(f.wanted)),
		appearances: map[string]*timeline.Appearance{},
		posts:       map[string]*timeline.Post{},
		papers:      map[string]*timeline.Paper{},
		named:       map[place]store.Hit{},
	}
	ctx, end := s.pinned(ctx)
	defer end()
	if !f.known {
		if err := f.spell(ctx, s); err != nil {
			return nil, err
		}
	}
	p := &pick{store: s}
	err := each(ctx, s.query, f.text(), f.args(), func(scan scanFunc) error {
		var e entry
		var r row
		if err := scan(&e.of, &e.source, &e.document, &e.date, &e.owner, &e.place.place, &r.hash, &r.id); err != nil {
			return err
		}
		if e.of >= 0 {
			found.pages[e.of] = append(found.pages[e.of], e)
			return nil
		}
		r.key = e.document
		p.add(e.source, r)
		return nil
	})
	if err == nil {
		err = p.fetch(ctx)
	}
	if err != nil {
		return nil, err
	}
	for _, r := range p.rows {
		found.add(r)
	}
	for _, entries := range found.pages {
		slices.SortFunc(entries, f.compare)
	}
	return found, nil
}

// compare compares two entries by the order of the scan.
func (f finding) compare(a, b entry) int {
	outside := cmp.Or(cmp.Compare(a.date, b.date), cmp.Compare(a.owner, b.owner))
	if f.descending() {
		outside = -outside
	}
	inside := cmp.Compare(a.place.place, b.place.place)
	if f.q.Backward {
		inside = -inside
	}
	return cmp.Or(outside, inside)
}

// pagesOf makes a page of items for each wanted list.
func pagesOf[T any](f finding, found *findings, item func(entry) (T, error)) ([]relay.Page[T], error) {
	pages := make([]relay.Page[T], len(found.pages))
	for i, entries := range found.pages {
		items := make([]T, 0, len(entries))
		for _, e := range entries {
			next, err := item(e)
			if err != nil {
				return nil, err
			}
			items = append(items, next)
		}
		pages[i] = relay.Of(f.q, items)
	}
	return pages, nil
}

// add takes a document in.
func (f *findings) add(r picked) {
	switch d := r.value.(type) {
	case *timeline.Appearance:
		f.appearances[r.key] = d
	case *timeline.Post:
		if r.kind == posts {
			f.named[place{"", r.key, store.PlaceOfPost}] = store.Hit{Post: d}
		} else {
			f.posts[r.key] = d
		}
	case *timeline.Person:
		f.named[place{"", r.key, store.PlaceOfPerson}] = store.Hit{Person: d}
	case *timeline.Topic:
		f.named[place{"", r.key, store.PlaceOfTopic}] = store.Hit{Topic: d}
	case *timeline.Paper:
		f.papers[r.key] = d
	}
}

// appearance is the appearance that has an entry.
func (f *findings) appearance(e entry) (*timeline.Appearance, error) {
	if a := f.appearances[e.owner]; a != nil {
		return a, nil
	}
	return nil, fmt.Errorf("appearance %q is not stored; want it, as the index has an entry of it", e.owner)
}

// hit is the hit for an entry.
func (f *findings) hit(e entry) (store.Hit, error) {
	h := f.named[place{"", e.document, e.place.place}]
	switch {
	case h != (store.Hit{}):
	case e.source == inPaper:
		h.Paper = f.papers[e.document]
	case e.place.place == "":
		h.Appearance = f.appearances[e.owner]
	case e.source == inAppearance:
		if a := f.appearances[e.owner]; a != nil {
			h.Viewpoint = store.ViewpointAt(a.Sections, e.place.place)
		}
	default:
		if p := f.posts[e.document]; p != nil {
			h.Viewpoint = store.ViewpointAt(p.Sections, e.place.place)
		}
	}
	if h == (store.Hit{}) {
		return h, fmt.Errorf("%s %q has no viewpoint at %q; want one, as the index has an entry of it", e.source, e.owner, e.place.place)
	}
	return h, nil
}
