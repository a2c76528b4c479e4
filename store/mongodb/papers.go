package mongodb

import (
	"context"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// Papers implements [store.Reader], in one command.
func (s *Store) Papers(ctx context.Context, slugs []string) ([]*timeline.Paper, error) {
	found, err := findIn[*timeline.Paper](ctx, s.papers, "key", slugs)
	if err != nil {
		return nil, err
	}
	return store.Align(slugs, found, paperKey), nil
}

// paperFields are the fields that papers are sorted by.
var paperFields = map[store.PaperOrder]string{
	store.PapersByDate: "published", store.PapersByTitle: "byTitle", store.PapersByRecommendations: "byRecommendations",
}

// ListPapers implements [store.Reader], in one command.
func (s *Store) ListPapers(ctx context.Context, f store.PaperFilter, by store.PaperOrder, q relay.Query) (relay.Page[*timeline.Paper], error) {
	found, err := findPage[*timeline.Paper](ctx, s.papers, paperFields[by], passingPapers(f), q)
	if err != nil {
		return relay.Page[*timeline.Paper]{}, err
	}
	return relay.Of(q, found), nil
}

// CountPapers implements [store.Reader], in one command.
func (s *Store) CountPapers(ctx context.Context, f store.PaperFilter) (int, error) {
	return countDocuments(ctx, s.papers, passingPapers(f))
}

// passingPapers are the clauses of a filter. A paper has a single entry, so that the tokens
// of all its entries are those of one.
func passingPapers(f store.PaperFilter) []bson.M {
	return append(having("entries.tokens", f.Tokens()), dated("published", f.Bounds())...)
}
