package mongodb

import (
	"context"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

type appearancePage = relay.Page[*timeline.Appearance]

// Appearances implements [store.Reader], in one command.
func (s *Store) Appearances(ctx context.Context, keys []string) ([]*timeline.Appearance, error) {
	found, err := s.appearancesOf(ctx, keys)
	if err != nil {
		return nil, err
	}
	return store.Align(keys, found, appearanceKey), nil
}

// Occasions implements [store.Reader], in one command.
func (s *Store) Occasions(ctx context.Context, hashes []string) ([][]*timeline.Appearance, error) {
	found, err := findIn[*timeline.Appearance](ctx, s.appearances, "occasion", hashes)
	if err != nil {
		return nil, err
	}
	return store.Group(hashes, found, (*timeline.Appearance).Occasion), nil
}

// appearancesOf reads the appearances that are there, in any order.
func (s *Store) appearancesOf(ctx context.Context, keys []string) ([]*timeline.Appearance, error) {
	found, err := findIn[*timeline.Appearance](ctx, s.appearances, "key", keys)
	return found, err
}

// ListAppearances implements [store.Reader], in one command, or in two where [apart] is
// true.
func (s *Store) ListAppearances(ctx context.Context, f store.AppearanceFilter, q relay.Query) (relay.Page[*timeline.Appearance], error) {
	if apart(f) {
		const all = "" // a single group
		pages, err := s.searchAppearances(ctx, []string{all}, func(string) store.AppearanceFilter { return f }, q)
		if err != nil {
			return appearancePage{}, err
		}
		return pages[0], nil
	}
	return s.pageOfAppearances(ctx, passing(f), q)
}

func (s *Store) pageOfAppearances(ctx context.Context, clauses []bson.M, q relay.Query) (appearancePage, error) {
	found, err := findPage[*timeline.Appearance](ctx, s.appearances, "date", clauses, q)
	if err != nil {
		return appearancePage{}, err
	}
	return relay.Of(q, found), nil
}

// AppearancesByPerson implements [store.Reader]; see [each] for the number of commands.
func (s *Store) AppearancesByPerson(ctx context.Context, slugs []string, f store.AppearanceFilter, q relay.Query) ([]relay.Page[*timeline.Appearance], error) {
	of := func(person string) store.AppearanceFilter {
		f.Person = person
		return f
	}
	if apart(f) {
		return grouped(slugs, func(people []string) ([]appearancePage, error) { return s.searchAppearances(ctx, people, of, q) })
	}
	return s.appearanceListing().pages(ctx, slugs, func(person string) []bson.M { return passing(of(person)) }, q)
}

// AppearancesByPaper implements [store.Reader]; see [each] for the number of commands.
func (s *Store) AppearancesByPaper(ctx context.Context, papers []string, q relay.Query) ([]relay.Page[*timeline.Appearance], error) {
	return s.appearanceListing().pages(ctx, papers, func(paper string) []bson.M {
		return []bson.M{{"recommendations.paper": paper}}
	}, q)
}
