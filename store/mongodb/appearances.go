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

// appearancesOf reads the appearances that are there, in any order.
func (s *Store) appearancesOf(ctx context.Context, keys []string) ([]*timeline.Appearance, error) {
	found, err := findIn[*timeline.Appearance](ctx, s, s.appearances, "_id", keys)
	return found, err
}

// ListAppearances implements [store.Reader], in one command, or in two where
// entries have to be looked at one by one.
func (s *Store) ListAppearances(ctx context.Context, f store.AppearanceFilter, q relay.Query) (relay.Page[*timeline.Appearance], error) {
	if apart(f) {
		return s.searchAppearances(ctx, f, q)
	}
	return s.pageOfAppearances(ctx, passing(f), q)
}

func (s *Store) pageOfAppearances(ctx context.Context, clauses []bson.M, q relay.Query) (appearancePage, error) {
	found, err := findPage[*timeline.Appearance](ctx, s, s.appearances, "date", clauses, q)
	if err != nil {
		return appearancePage{}, err
	}
	return relay.Of(q, found), nil
}

// AppearancesByPerson implements [store.Reader], for one person as
// ListAppearances, for any number of them in two commands; what does not fit
// into a reply costs more.
func (s *Store) AppearancesByPerson(ctx context.Context, slugs []string, f store.AppearanceFilter, q relay.Query) ([]relay.Page[*timeline.Appearance], error) {
	return grouped(slugs, func(person string) (appearancePage, error) {
		f.Person = person
		return s.ListAppearances(ctx, f, q)
	}, func(people []string) (map[string]appearancePage, error) {
		keys, err := s.keysByPerson(ctx, people, f, q)
		if err != nil {
			return nil, err
		}
		return s.pagesOfAppearances(ctx, people, keys, keyed.person, q)
	})
}

func (s *Store) keysByPerson(ctx context.Context, people []string, f store.AppearanceFilter, q relay.Query) ([]keyed, error) {
	descending, above, below, _ := q.Scan()
	clauses := append(ofPeople(people, f), between("date", above, below)...)
	if apart(f) {
		return s.searchKeys(ctx, clauses, f, q, 0)
	}
	return findKeys(ctx, s.appearances, clauses, order(direction(descending), "person", "date", "_id"), "person")
}

// AppearancesByPaper implements [store.Reader], in one command for one paper and
// two for any number of them; what does not fit into a reply costs more.
func (s *Store) AppearancesByPaper(ctx context.Context, papers []string, q relay.Query) ([]relay.Page[*timeline.Appearance], error) {
	const field = "recommendations.paper"
	return grouped(papers, func(paper string) (appearancePage, error) {
		return s.pageOfAppearances(ctx, []bson.M{{field: paper}}, q)
	}, func(papers []string) (map[string]appearancePage, error) {
		descending, above, below, _ := q.Scan()
		clauses := append(between("date", above, below), bson.M{field: in(papers)})
		keys, err := findKeys(ctx, s.appearances, clauses, order(direction(descending), "date", "_id"), field)
		if err != nil {
			return nil, err
		}
		return s.pagesOfAppearances(ctx, papers, keys, keyed.papers, q)
	})
}

func (s *Store) pagesOfAppearances(ctx context.Context, groups []string, keys []keyed, of func(keyed) []string, q relay.Query) (map[string]appearancePage, error) {
	return pagesOf(q, groups, keys, of, func(keys []string) ([]*timeline.Appearance, error) {
		return s.appearancesOf(ctx, keys)
	}, appearanceKey)
}
