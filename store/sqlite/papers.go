package sqlite

import (
	"cmp"
	"context"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// Papers implements [store.Reader].
func (s *Store) Papers(ctx context.Context, slugs []string) ([]*timeline.Paper, error) {
	text := "SELECT " + document("paper", "slug") + " FROM paper WHERE slug IN (SELECT value FROM json_each(?))"
	found, err := picking[timeline.Paper](ctx, s, papers, text, list(slugs))
	return store.Align(slugs, found, func(p *timeline.Paper) string { return p.Slug }), s.wrap(err, "read papers")
}

// ListPapers implements [store.Reader].
func (s *Store) ListPapers(ctx context.Context, f store.PaperFilter, by store.PaperOrder, q relay.Query) (relay.Page[*timeline.Paper], error) {
	if token, ok := f.Ranked(); ok {
		list := cmp.Or(by, store.DatedPapers)
		p, err := rankedPage[timeline.Paper](ctx, s, papers, string(list), token, q)
		return p, s.wrap(err, "list %s", list)
	}
	if by != store.PapersByDate {
		p, err := matchedPage[timeline.Paper](ctx, s, papers, string(by), all(f.Tokens()), spanOf(f.Bounds()), q)
		return p, s.wrap(err, "list %s", by)
	}
	find := finding{q: q, span: spanOf(f.Bounds()), wanted: []wanted{want(all(f.Tokens()), q)}}
	found, err := s.find(ctx, find)
	if err != nil {
		return relay.Page[*timeline.Paper]{}, s.wrap(err, "list papers")
	}
	pages, err := pagesOf(find, found, func(e entry) (*timeline.Paper, error) {
		h, err := found.hit(e)
		return h.Paper, err
	})
	return first(pages), s.wrap(err, "list papers")
}

// CountPapers implements [store.Reader].
func (s *Store) CountPapers(ctx context.Context, f store.PaperFilter) (int, error) {
	token, ok := f.Ranked()
	switch {
	case ok && token == "":
		n, err := s.number(ctx, countAllPapers)
		return n, s.wrap(err, "count papers")
	case ok:
		n, err := s.number(ctx, countRankedPapers, token)
		return n, s.wrap(err, "count papers")
	}
	n, err := s.countMatches(ctx, f.Tokens(), nil, spanOf(f.Bounds()))
	return n, s.wrap(err, "count papers")
}

// AppearancesByPaper implements [store.Reader], in one statement that reads no
// document beyond the pages.
func (s *Store) AppearancesByPaper(ctx context.Context, slugs []string, q relay.Query) ([]appearancePage, error) {
	w := &where{}
	w.and("paper = wanted.value")
	order, limit := w.scan(q, "date", "appearance")
	query := "SELECT wanted.value, " + document("found", "key") + ` FROM json_each(?) AS wanted
	CROSS JOIN appearance AS found ON found.key IN (
	SELECT appearance FROM recommended` + w.String() + order + " LIMIT ?)" + byDate(q)
	args := append([]any{list(distinct(slugs))}, w.args...)
	pages, err := pickingPages[timeline.Appearance](ctx, s, appearances, q, slugs, query, append(args, limit)...)
	return pages, s.wrap(err, "list appearances by paper")
}

const countRecommendations = "SELECT paper, sum(n) FROM recommended WHERE paper IN (SELECT value FROM json_each(?)) GROUP BY paper"

// CountByPaper implements [store.Reader], in one statement.
func (s *Store) CountByPaper(ctx context.Context, papers []string) ([]int, error) {
	counts, err := countsBy(ctx, s.query, papers, countRecommendations, list(papers))
	return counts, s.wrap(err, "count recommendations by paper")
}
