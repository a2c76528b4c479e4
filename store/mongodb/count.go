package mongodb

import (
	"context"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/store"
)

// CountAppearances implements [store.Reader], in one command.
func (s *Store) CountAppearances(ctx context.Context, f store.AppearanceFilter) (int, error) {
	counts, err := s.count(ctx, passing(f), f, false)
	return counts[""].Appearances, err
}

// CountByPerson implements [store.Reader], in one command.
func (s *Store) CountByPerson(ctx context.Context, slugs []string, f store.AppearanceFilter) ([]store.Count, error) {
	return counted(slugs, func(people []string) (map[string]store.Count, error) {
		return s.count(ctx, ofPeople(people, f), f, true)
	})
}

// count counts the appearances that pass all clauses and of which one entry has the
// filter's tokens, by person where byPerson is true. The server groups them by their number
// of recommendations, and count sums up the groups: not every server of the protocol
// computes a group with two sums rightly.
func (s *Store) count(ctx context.Context, clauses []bson.M, f store.AppearanceFilter, byPerson bool) (map[string]store.Count, error) {
	p, at := pipeline{clauses: clauses}, "$"
	if apart(f) {
		p, at = oneEntry(clauses, f), "$_id."
		p.stages = append(p.stages, oncePerAppearance)
	}
	key := bson.D{{Key: "recommended", Value: at + "recommended"}}
	if byPerson {
		key = append(key, bson.E{Key: "person", Value: at + "person"})
	}
	p.stages = append(p.stages, groupBy(key))
	groups, err := aggregate[struct {
		Key struct {
			Person      string
			Recommended int
		} `bson:"_id"`
		N int `bson:"n"`
	}](ctx, s.appearances, p)
	if err != nil {
		return nil, err
	}
	counts := map[string]store.Count{}
	for _, g := range groups {
		c := counts[g.Key.Person]
		c.Appearances += g.N
		c.Recommendations += g.N * g.Key.Recommended
		counts[g.Key.Person] = c
	}
	return counts, nil
}

// oncePerAppearance is a stage that joins the entries of each appearance into one document.
var oncePerAppearance = bson.M{"$group": bson.M{"_id": bson.D{
	{Key: "key", Value: "$entries.owner"}, {Key: "person", Value: "$entries.person"}, {Key: "recommended", Value: "$entries.recommended"},
}}}

// CountByPaper implements [store.Reader], in one command.
func (s *Store) CountByPaper(ctx context.Context, papers []string) ([]int, error) {
	const field = "recommendations.paper"
	return counted(papers, func(papers []string) (map[string]int, error) {
		these := bson.M{field: in(papers)}
		return numbers(ctx, s.appearances, pipeline{[]bson.M{these}, bson.A{
			bson.M{"$unwind": "$recommendations"}, bson.M{"$match": these}, groupBy("$" + field),
		}})
	})
}

// CountPostsByPerson implements [store.Reader], in one command.
func (s *Store) CountPostsByPerson(ctx context.Context, slugs []string) ([]int, error) {
	return counted(slugs, func(people []string) (map[string]int, error) {
		these := bson.M{"people": in(people)}
		return numbers(ctx, s.posts, pipeline{[]bson.M{these}, bson.A{
			bson.M{"$unwind": "$people"}, bson.M{"$match": these}, groupBy("$people"),
		}})
	})
}

// CountPeople implements [store.Reader], in one command.
func (s *Store) CountPeople(ctx context.Context, f store.PersonFilter) (int, error) {
	return countDocuments(ctx, s.people, having("tokens", f.Tokens(), f.Choices()...))
}

// CountPeopleByTopic implements [store.Reader], in one command.
func (s *Store) CountPeopleByTopic(ctx context.Context, topics []string) ([]int, error) {
	return counted(topics, func(topics []string) (map[string]int, error) {
		return numbers(ctx, s.people, pipeline{[]bson.M{aboutTopics(topics)}, bson.A{
			bson.M{"$unwind": "$topics"}, bson.M{"$match": bson.M{"topics": in(topics)}}, groupBy("$topics"),
		}})
	})
}

// counted returns the count of each group, in the order of the groups. Count counts all
// groups at once.
func counted[T any](groups []string, count func(groups []string) (map[string]T, error)) ([]T, error) {
	if len(groups) == 0 {
		return nil, nil
	}
	counts, err := count(distinct(groups))
	if err != nil {
		return nil, err
	}
	return aligned(groups, counts), nil
}

// groupBy is a stage that counts the documents with the same key, as n.
func groupBy(key any) bson.M {
	return bson.M{"$group": bson.M{"_id": key, "n": bson.M{"$sum": 1}}}
}

// numbers are the counts of a pipeline that ends in [groupBy], by key.
func numbers(ctx context.Context, c collection, p pipeline) (map[string]int, error) {
	groups, err := aggregate[struct {
		Key string `bson:"_id"`
		N   int    `bson:"n"`
	}](ctx, c, p)
	counts := make(map[string]int, len(groups))
	for _, g := range groups {
		counts[g.Key] = g.N
	}
	return counts, err
}

// countDocuments counts the documents that the context sees and that pass all clauses.
func countDocuments(ctx context.Context, c collection, clauses []bson.M) (int, error) {
	clauses, err := c.store.visible(ctx, clauses)
	if err != nil {
		return 0, err
	}
	ctx, end, err := c.begin(ctx)
	if err != nil {
		return 0, err
	}
	defer end()
	n, err := c.CountDocuments(ctx, and(clauses))
	return int(n), c.wrap(err, "count %s", c.Name())
}
