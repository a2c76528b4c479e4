package mongodb

import (
	"context"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/relay"
	"viewline/store"
)

// apart tells whether the entries have to be taken apart, to see if one of them
// has all tokens: of a single token any entry will do. $elemMatch could tell as
// well, but the test endpoint answers it wrongly.
func apart(f store.AppearanceFilter) bool { return len(entryClauses(f)) > 1 }

// searchAppearances finds the keys of the appearances of which one entry has
// all tokens, and reads those on the page.
func (s *Store) searchAppearances(ctx context.Context, f store.AppearanceFilter, q relay.Query) (appearancePage, error) {
	_, above, below, limit := q.Scan()
	keys, err := s.searchKeys(ctx, append(passing(f), between("date", above, below)...), f, q, limit)
	if err != nil {
		return appearancePage{}, err
	}
	const all = "" // a single group
	pages, err := s.pagesOfAppearances(ctx, []string{all}, keys, func(keyed) []string { return []string{all} }, q)
	return pages[all], err
}

// searchKeys finds the keys of the appearances that pass the clauses and of
// which one entry has all tokens, up to the limit (0: all).
func (s *Store) searchKeys(ctx context.Context, clauses []bson.M, f store.AppearanceFilter, q relay.Query, limit int) ([]keyed, error) {
	descending, _, _, _ := q.Scan()
	stages := append(oneEntry(clauses, f),
		bson.M{"$group": bson.M{"_id": bson.D{{Key: "date", Value: "$entries.date"}, {Key: "key", Value: "$_id"}, {Key: "person", Value: "$entries.person"}}}},
		bson.M{"$sort": order(direction(descending), "_id.date", "_id.key")})
	if limit > 0 {
		stages = append(stages, bson.M{"$limit": limit})
	}
	rows, err := aggregate[struct {
		ID struct{ Key, Person string } `bson:"_id"`
	}](ctx, s.appearances, stages)
	if err != nil {
		return nil, err
	}
	keys := make([]keyed, len(rows))
	for i, r := range rows {
		keys[i] = keyed{Key: r.ID.Key, Person: r.ID.Person}
	}
	return keys, nil
}

// oneEntry are stages that pass the entries that have all tokens.
func oneEntry(clauses []bson.M, f store.AppearanceFilter) bson.A {
	return bson.A{
		bson.M{"$match": and(clauses)},
		bson.M{"$unwind": "$entries"},
		bson.M{"$match": and(entryClauses(f))},
	}
}
