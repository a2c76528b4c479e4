package mongodb

import (
	"context"
	"slices"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/store"
	"viewline/timeline"
)

// Neighbours implements [store.Reader], in two commands: one finds the keys of all
// dated appearances of these people, and one reads the neighbours. What does not fit
// into a reply costs more.
func (s *Store) Neighbours(ctx context.Context, of []*timeline.Appearance, next bool) ([]*timeline.Appearance, error) {
	var people []string
	for _, a := range of {
		if !a.Earliest.IsZero() {
			people = append(people, a.PersonSlug)
		}
	}
	beside := make([]string, len(of)) // empty where there is none
	if len(people) == 0 {
		return make([]*timeline.Appearance, len(of)), nil
	}
	clauses := append(ofPeople(distinct(people), store.AppearanceFilter{}), bson.M{"date": bson.M{"$gt": ""}})
	keys, err := findKeys(ctx, s.appearances, clauses, order(1, "person", "date", "_id"), "person")
	if err != nil {
		return nil, err
	}
	step := -1
	if next {
		step = 1
	}
	at := make(map[string]int, len(keys))
	for i, k := range keys {
		at[k.Key] = i
	}
	for i, a := range of {
		if here, ok := at[a.Key]; ok {
			if there := here + step; there >= 0 && there < len(keys) && keys[there].Person == a.PersonSlug {
				beside[i] = keys[there].Key
			}
		}
	}
	wanted := slices.DeleteFunc(slices.Clone(beside), func(key string) bool { return key == "" })
	found, err := s.appearancesOf(ctx, wanted)
	if err != nil {
		return nil, err
	}
	return store.Align(beside, found, appearanceKey), nil
}
