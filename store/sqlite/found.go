package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// entry is one that was found.
type entry struct {
	of               int // which of the wanted
	source, document string
	place
}

// findings are entries and the documents that they are in, by their keys.
type findings struct {
	pages       [][]entry // of each of the wanted, in the order of the walk
	appearances map[string]*timeline.Appearance
	posts       map[string]*timeline.Post
	papers      map[string]*timeline.Paper
}

// find reads what is wanted.
func (s *Store) find(ctx context.Context, f finding) (*findings, error) {
	found := &findings{
		pages:       make([][]entry, len(f.wanted)),
		appearances: map[string]*timeline.Appearance{},
		posts:       map[string]*timeline.Post{},
		papers:      map[string]*timeline.Paper{},
	}
	p := s.pick()
	defer p.end()
	err := each(ctx, s.query, f.text(), f.args(p.id), func(scan scanFunc) error {
		var e entry
		var r row
		var hash sql.NullInt64
		if err := scan(&e.of, &e.source, &e.document, &e.date, &e.owner, &e.place.place, &hash, &r.doc); err != nil {
			return err
		}
		if e.of >= 0 {
			found.pages[e.of] = append(found.pages[e.of], e)
			return nil
		}
		r.key, r.hash = e.document, hash.Int64
		return found.add(p, e.source, &r)
	})
	for _, entries := range found.pages {
		slices.SortFunc(entries, f.compare)
	}
	return found, err
}

// compare tells which of two entries comes first in the walk.
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

// pagesOf makes pages of what was found.
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
func (f *findings) add(p *pick, source string, r *row) (err error) {
	switch source {
	case inAppearance:
		f.appearances[r.key], err = take(p, appearances, r, decodeAppearance)
	case inPost:
		f.posts[r.key], err = take(p, postTexts, r, func(doc []byte) (*timeline.Post, error) {
			post, err := decode[timeline.Post](doc)
			return post.Link(), err
		})
	case inPaper:
		f.papers[r.key], err = take(p, papers, r, decode[timeline.Paper])
	}
	return err
}

// appearance is the one that an entry is of.
func (f *findings) appearance(e entry) (*timeline.Appearance, error) {
	if a := f.appearances[e.owner]; a != nil {
		return a, nil
	}
	return nil, fmt.Errorf("appearance %q is not there; want what its entry tells of", e.owner)
}

// hit is what an entry stands for.
func (f *findings) hit(e entry) (store.Hit, error) {
	var h store.Hit
	switch {
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
		return h, fmt.Errorf("%s %q has nothing at %q; want what its entry tells of", e.source, e.owner, e.place.place)
	}
	return h, nil
}
