package mongodb

import (
	"cmp"
	"context"
	"slices"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// apart reports whether the entries of appearances have to be looked at one by one
// ($unwind), to see whether one of them has all tokens. For a single token the appearance
// as a whole is enough. $elemMatch could do the same, but the test endpoint answers it
// wrongly.
func apart(f store.AppearanceFilter) bool { return len(entryClauses(f)) > 1 }

// place is the place of an appearance in lists.
type place struct{ Date, Key string }

// searchAppearances finds, for each group, a page of the appearances of which one entry has
// all tokens of the group's filter. It first finds the places of the appearances, and then
// reads those on the pages in one command.
func (s *Store) searchAppearances(ctx context.Context, groups []string, filter func(group string) store.AppearanceFilter, q relay.Query) ([]appearancePage, error) {
	ctx = s.pinned(ctx)
	pipelines := make([]pipeline, len(groups))
	for i, g := range groups {
		pipelines[i] = placesOf(filter(g), q)
	}
	found, err := each[struct {
		ID place `bson:"_id"`
	}](ctx, s.appearances, pipelines)
	if err != nil {
		return nil, err
	}
	descending, _, _, _ := q.Scan()
	pages := make([]relay.Page[place], len(groups))
	var keys []string
	for i, rows := range found {
		places := make([]place, len(rows))
		for j, r := range rows {
			places[j] = r.ID
		}
		slices.SortFunc(places, func(a, b place) int {
			return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Key, b.Key)) * direction(descending)
		})
		pages[i] = relay.Of(q, places)
		for _, at := range pages[i].Items {
			keys = append(keys, at.Key)
		}
	}
	items, err := s.appearancesOf(ctx, keys)
	if err != nil {
		return nil, err
	}
	byKey := make(map[string]*timeline.Appearance, len(items))
	for _, a := range items {
		byKey[a.Key] = a
	}
	filled := make([]appearancePage, len(groups))
	for i, p := range pages {
		filled[i] = fill(p, func(at place) (*timeline.Appearance, bool) { return byKey[at.Key], byKey[at.Key] != nil })
	}
	return filled, nil
}

// placesOf is a pipeline that finds the places of one page, and of one more item.
func placesOf(f store.AppearanceFilter, q relay.Query) pipeline {
	descending, above, below, limit := q.Scan()
	p := oneEntry(append(passing(f), between("date", above, below)...), f)
	p.stages = append(p.stages,
		bson.M{"$group": bson.M{"_id": bson.D{{Key: "date", Value: "$entries.date"}, {Key: "key", Value: "$entries.owner"}}}},
		bson.M{"$sort": order(direction(descending), "_id.date", "_id.key")},
		bson.M{"$limit": limit})
	return p
}

// oneEntry is a pipeline that finds the entries that have all tokens.
func oneEntry(clauses []bson.M, f store.AppearanceFilter) pipeline {
	return pipeline{clauses, bson.A{
		bson.M{"$unwind": "$entries"},
		bson.M{"$match": and(entryClauses(f))},
	}}
}
