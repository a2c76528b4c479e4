package sqlite

import (
	"context"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

type viewpointPage = relay.Page[*timeline.Viewpoint]

// ListViewpoints implements [store.Reader].
func (s *Store) ListViewpoints(ctx context.Context, f store.ViewpointFilter, q relay.Query) (viewpointPage, error) {
	pages, err := s.viewpoints(ctx, []store.ViewpointFilter{f}, q)
	return first(pages), s.wrap(err, "list viewpoints")
}

// ViewpointsBy implements [store.Reader], in one statement.
func (s *Store) ViewpointsBy(ctx context.Context, by store.Dimension, slugs []string, f store.ViewpointFilter, q relay.Query) ([]viewpointPage, error) {
	pages, err := s.viewpoints(ctx, filtersBy(by, slugs, f), q)
	return pages, s.wrap(err, "list viewpoints by %s", by)
}

// viewpoints reads a page for each of several filters, which have the same dates.
func (s *Store) viewpoints(ctx context.Context, filters []store.ViewpointFilter, q relay.Query) ([]viewpointPage, error) {
	if len(filters) == 0 {
		return nil, nil
	}
	f := finding{q: q, span: spanOf(filters[0].Bounds())}
	for _, filter := range filters {
		f.wanted = append(f.wanted, want(all(filter.Tokens(), filter.Choices()...), q))
	}
	found, err := s.find(ctx, f)
	if err != nil {
		return nil, err
	}
	return pagesOf(f, found, func(e entry) (*timeline.Viewpoint, error) {
		h, err := found.hit(e)
		return h.Viewpoint, err
	})
}

// CountViewpoints implements [store.Reader].
func (s *Store) CountViewpoints(ctx context.Context, f store.ViewpointFilter) (int, error) {
	counts, err := s.countViewpoints(ctx, []store.ViewpointFilter{f})
	return first(counts), s.wrap(err, "count viewpoints")
}

// CountViewpointsBy implements [store.Reader], in one statement.
func (s *Store) CountViewpointsBy(ctx context.Context, by store.Dimension, slugs []string, f store.ViewpointFilter) ([]int, error) {
	counts, err := s.countViewpoints(ctx, filtersBy(by, slugs, f))
	return counts, s.wrap(err, "count viewpoints by %s", by)
}

// countViewpoints counts for several filters, which have the same dates.
func (s *Store) countViewpoints(ctx context.Context, filters []store.ViewpointFilter) ([]int, error) {
	if len(filters) == 0 {
		return nil, nil
	}
	if tokens, ok := tokensOf(filters, store.ViewpointFilter.Counted); ok {
		return s.countedItems(ctx, store.TypeViewpoint, tokens)
	}
	if len(filters) == 1 && isDatesOfViewpoints(filters[0]) {
		n, err := s.countWithin(ctx, store.TypeViewpoint, filters[0].Bounds())
		return []int{n}, err
	}
	if len(filters) == 1 {
		n, err := s.countMatches(ctx, filters[0].Tokens(), filters[0].Choices(), spanOf(filters[0].Bounds()))
		return []int{n}, err
	}
	expressions := make([]string, len(filters))
	for i, f := range filters {
		expressions[i] = all(f.Tokens(), f.Choices()...)
	}
	return s.countEntries(ctx, expressions, spanOf(filters[0].Bounds()))
}

// filtersBy are copies of a filter, one for each of the slugs.
func filtersBy(by store.Dimension, slugs []string, f store.ViewpointFilter) []store.ViewpointFilter {
	filters := make([]store.ViewpointFilter, len(slugs))
	for i, slug := range slugs {
		filters[i] = f.Of(by, slug)
	}
	return filters
}

// first is the only answer of a batch of one; the zero value where an error left no answer.
func first[T any](answers []T) T {
	var one T
	if len(answers) > 0 {
		one = answers[0]
	}
	return one
}
