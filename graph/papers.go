package graph

import (
	"context"

	"viewline/graph/batch"
	"viewline/graph/model"
	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

func (r *reader) listPapers(ctx context.Context, filter *model.PaperFilter, order *model.PaperOrder, q relay.Query) (*model.PaperConnection, error) {
	by, q := ordered(paperOrders, order, q)
	f, ok, err := r.paperFilter(ctx, filter)
	var p relay.Page[*timeline.Paper]
	if ok && err == nil {
		p, err = r.store.ListPapers(ctx, f, by, q)
	}
	if err != nil {
		return nil, err
	}
	batch.Found(ctx, batch.Many(p.Items))
	return relay.Connect(q.List, p, store.PaperCursor(by), func(ctx context.Context) (int, error) {
		if !ok {
			return 0, nil
		}
		return r.store.CountPapers(ctx, f)
	}), nil
}

// recommendationsOf finds a page of the recommendations of a paper.
func (r *reader) recommendationsOf(ctx context.Context, p *timeline.Paper, q relay.Query) (*model.RecommendationConnection, error) {
	bounds, err := around(q)
	if err != nil {
		return nil, inputError{err}
	}
	papers := batch.Siblings(ctx)
	type recommendations struct{ relay.Query }
	found, err := batch.Load(ctx, papers, batch.Read[recommendationPage]{
		Name: recommendations{q.OfAny()},
		Keys: paperSlug,
		Find: func(ctx context.Context, slugs []string) ([]recommendationPage, error) {
			found, err := r.store.AppearancesByPaper(ctx, slugs, bounds)
			pages := make([]recommendationPage, len(found))
			for i, p := range found {
				pages[i] = cut(q, p.Items, func(rec *timeline.Recommendation) bool { return rec.PaperSlug == slugs[i] })
			}
			return pages, err
		},
		Objects: recommending,
	}, p.Slug)
	if err != nil {
		return nil, err
	}
	return relay.Connect(q.List, found[0], recommendationCursor, func(ctx context.Context) (int, error) {
		counts, err := batch.Load(ctx, papers, batch.Read[int]{Name: "recommendations", Keys: paperSlug, Find: r.store.CountByPaper}, p.Slug)
		if err != nil {
			return 0, err
		}
		return counts[0], nil
	}), nil
}

func paperSlug(member any) []string {
	if p, ok := member.(*timeline.Paper); ok {
		return []string{p.Slug}
	}
	return nil
}
