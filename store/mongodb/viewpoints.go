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

// ListViewpoints implements [store.Reader], in two commands: one finds where the
// viewpoints stand, one reads the appearances that have them. A page that
// reaches viewpoints without an appearance takes one or two more, for posts.
func (s *Store) ListViewpoints(ctx context.Context, f store.ViewpointFilter, q relay.Query) (relay.Page[*timeline.Viewpoint], error) {
	_, _, _, limit := q.Scan()
	spots, err := s.spots(ctx, s.viewpointSources(), wantedViewpoints(f), q, limit)
	if err != nil {
		return viewpointPage{}, err
	}
	onPage := relay.Of(q, spots)
	found, err := s.documents(ctx, onPage.Items)
	if err != nil {
		return viewpointPage{}, err
	}
	return fill(onPage, found.viewpoint), nil
}

// ViewpointsBy implements [store.Reader], in as many commands as ListViewpoints.
// For more than one person or topic it finds where all their viewpoints stand
// and cuts the pages itself; what does not fit into a reply costs more.
func (s *Store) ViewpointsBy(ctx context.Context, by store.Dimension, slugs []string, f store.ViewpointFilter, q relay.Query) ([]relay.Page[*timeline.Viewpoint], error) {
	return grouped(slugs, func(slug string) (viewpointPage, error) {
		return s.ListViewpoints(ctx, of(by, slug, f), q)
	}, func(groups []string) (map[string]viewpointPage, error) {
		return s.viewpointsByGroup(ctx, by, groups, f, q)
	})
}

func (s *Store) viewpointsByGroup(ctx context.Context, by store.Dimension, groups []string, f store.ViewpointFilter, q relay.Query) (map[string]viewpointPage, error) {
	spots, err := s.spots(ctx, s.viewpointSources(), wantedBy(by, groups, f), q, 0)
	if err != nil {
		return nil, err
	}
	onPage := cut(q, groups, spots, func(at spot) []string { return at.groups(by) })
	found, err := s.documents(ctx, collect(onPage))
	if err != nil {
		return nil, err
	}
	pages := make(map[string]viewpointPage, len(onPage))
	for g, p := range onPage {
		pages[g] = fill(p, found.viewpoint)
	}
	return pages, nil
}

// groups are what the entry belongs to in a batch.
func (at spot) groups(by store.Dimension) []string {
	if by == store.ByTopic {
		return at.topics
	}
	return []string{at.person}
}

// wantedBy are the viewpoints of any of the groups.
func wantedBy(by store.Dimension, groups []string, f store.ViewpointFilter) wanted {
	w := wantedViewpoints(of(by, "", f))
	w.any = tokens(store.ClassPerson, groups)
	if by == store.ByTopic {
		w.any = tokens(store.ClassTopic, groups)
	}
	return w
}

// of is the filter with the one person or topic in it; empty: with none.
func of(by store.Dimension, slug string, f store.ViewpointFilter) store.ViewpointFilter {
	if by == store.ByTopic {
		f.Topic = slug
	} else {
		f.Person = slug
	}
	return f
}
