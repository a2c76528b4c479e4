package mongodb

import (
	"context"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"

	"viewline/store"
)

// CountAppearances implements [store.Reader], in one command.
func (s *Store) CountAppearances(ctx context.Context, f store.AppearanceFilter) (store.Count, error) {
	counts, err := s.count(ctx, passing(f), bson.M{"recommended": "$recommended"})
	return counts[""], err
}

// CountByPerson implements [store.Reader], in one command.
func (s *Store) CountByPerson(ctx context.Context, slugs []string, f store.AppearanceFilter) ([]store.Count, error) {
	if len(slugs) == 0 {
		return nil, nil
	}
	counts, err := s.count(ctx, ofPeople(distinct(slugs), f), bson.M{"person": "$person", "recommended": "$recommended"})
	if err != nil {
		return nil, err
	}
	aligned := make([]store.Count, len(slugs))
	for i, slug := range slugs {
		aligned[i] = counts[slug]
	}
	return aligned, nil
}

// count counts the appearances that pass all clauses, by person where the
// group's key has one. It groups by the number of recommendations and sums
// that up itself: a group with one sum is what every server adds up rightly.
func (s *Store) count(ctx context.Context, clauses []bson.M, key bson.M) (map[string]store.Count, error) {
	groups, err := group[struct {
		Key struct {
			Person      string
			Recommended int
		} `bson:"_id"`
		Appearances int
	}](ctx, s.appearances, and(clauses), bson.M{"_id": key, "appearances": bson.M{"$sum": 1}})
	if err != nil {
		return nil, err
	}
	counts := map[string]store.Count{}
	for _, g := range groups {
		c := counts[g.Key.Person]
		c.Appearances += g.Appearances
		c.Recommendations += g.Appearances * g.Key.Recommended
		counts[g.Key.Person] = c
	}
	return counts, nil
}

// group sums up the documents that pass the filter.
func group[T any](ctx context.Context, c *mongo.Collection, filter, sums bson.M) ([]T, error) {
	cursor, err := c.Aggregate(ctx, bson.A{bson.M{"$match": filter}, bson.M{"$group": sums}})
	if err != nil {
		return nil, wrap(err, "count %s", c.Name())
	}
	var groups []T
	if err := cursor.All(ctx, &groups); err != nil {
		return nil, wrap(err, "count %s", c.Name())
	}
	return groups, nil
}
