package mongodb

import (
	"context"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

type viewpointPage = relay.Page[*timeline.Viewpoint]

// viewpointSources are the collections that have viewpoints.
func (s *Store) viewpointSources() []source { return []source{s.appearanceSource(), s.postSource()} }

func wantedViewpoints(f store.ViewpointFilter) wanted {
	return wanted{person: f.Person, people: f.People, tokens: f.Tokens(), choices: f.Choices(), bounds: f.Bounds()}
}

// ListViewpoints implements [store.Reader], in two commands: one finds the places of the
// viewpoints, one reads the appearances that have them. A page that reaches viewpoints
// without an appearance takes one or two more, for posts.
func (s *Store) ListViewpoints(ctx context.Context, f store.ViewpointFilter, q relay.Query) (relay.Page[*timeline.Viewpoint], error) {
	pages, err := s.pagesOfViewpoints(ctx, []wanted{wantedViewpoints(f)}, q)
	if err != nil {
		return viewpointPage{}, err
	}
	return pages[0], nil
}

// ViewpointsBy implements [store.Reader]: it finds the places of the viewpoints by [each],
// and then reads the documents as ListViewpoints does.
func (s *Store) ViewpointsBy(ctx context.Context, by store.Dimension, slugs []string, f store.ViewpointFilter, q relay.Query) ([]relay.Page[*timeline.Viewpoint], error) {
	return grouped(slugs, func(groups []string) ([]viewpointPage, error) {
		ws := make([]wanted, len(groups))
		for i, g := range groups {
			ws[i] = wantedViewpoints(f.Of(by, g))
		}
		return s.pagesOfViewpoints(ctx, ws, q)
	})
}

// pagesOfViewpoints finds a page of viewpoints for each of ws.
func (s *Store) pagesOfViewpoints(ctx context.Context, ws []wanted, q relay.Query) ([]viewpointPage, error) {
	ctx = s.pinned(ctx)
	_, _, _, limit := q.Scan()
	lists, err := s.spots(ctx, s.viewpointSources(), ws, q, limit)
	if err != nil {
		return nil, err
	}
	onPage := make([]relay.Page[spot], len(ws))
	var all []spot
	for i, spots := range lists {
		onPage[i] = relay.Of(q, spots)
		all = append(all, onPage[i].Items...)
	}
	found, err := s.documents(ctx, all)
	if err != nil {
		return nil, err
	}
	pages := make([]viewpointPage, len(ws))
	for i, p := range onPage {
		pages[i] = fill(p, found.viewpoint)
	}
	return pages, nil
}

// wantedBy describes the viewpoints of any of the groups.
func wantedBy(by store.Dimension, groups []string, f store.ViewpointFilter) wanted {
	w := wantedViewpoints(f.Of(by, ""))
	w.any = tokens(store.ClassPerson, groups)
	if by == store.ByTopic {
		w.any = tokens(store.ClassTopic, groups)
	}
	return w
}
