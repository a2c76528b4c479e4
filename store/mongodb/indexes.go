package mongodb

import (
	"context"
	"slices"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
)

type index struct {
	collection, name string
	fields           []string // ascending; MongoDB walks an index either way
}

// indexes are all there are beside that of _id. Each is named for the query it
// serves. The appearances' lists end in the fields that filters and counts
// look at, so that these need no document. An index that changes needs a new
// name: see ensureIndexes.
var indexes = []index{
	// Reader.People: a person by slug, name or alias.
	{peopleCollection, "people_by_spelling", []string{"names"}},
	// Reader.ListPeople of anybody.
	{peopleCollection, "people_by_name", []string{"name", "_id"}},
	// Reader.ListPeople and CountPeople by words, and both by topic.
	{peopleCollection, "people_by_token", []string{"tokens", "name", "_id"}},
	// Reader.Topics: a topic by slug, name or alias.
	{topicsCollection, "topics_by_spelling", []string{"names"}},
	// Reader.ListTopics.
	{topicsCollection, "topics_by_name", []string{"name", "_id"}},
	// Reader.ListPapers, CountPapers and Search.
	{papersCollection, "papers_by_token", []string{"entries.tokens", "published", "_id"}},
	// Reader.ListAppearances, AppearancesByPerson and both counts, of people.
	{appearancesCollection, "appearances_of_person", []string{"person", "date", "_id", "kind", "recommended", "earliest", "latest"}},
	// Reader.ListAppearances and CountAppearances, of anybody.
	{appearancesCollection, "appearances_by_date", []string{"date", "_id", "kind", "recommended", "earliest", "latest"}},
	// The same of one kind.
	{appearancesCollection, "appearances_of_kind", []string{"kind", "date", "_id", "recommended", "earliest", "latest"}},
	// Reader.ListViewpoints, ViewpointsBy, Search and all counts of entries; of
	// appearances those by topic and words.
	{appearancesCollection, "appearances_by_token", []string{"entries.tokens", "date", "_id"}},
	// Reader.AppearancesByPaper and CountByPaper.
	{appearancesCollection, "appearances_by_paper", []string{"recommendations.paper", "date", "_id"}},
	// Writer.Put and Move: what a post has stored.
	{appearancesCollection, "appearances_of_post", []string{"post", "_id"}},
	// Reader.PostsBySlug and ListPosts.
	{postsCollection, "posts_by_slug", []string{"slug"}},
	// Reader.PostsByPerson and CountPostsByPerson.
	{postsCollection, "posts_of_people", []string{"people", "slug", "_id"}},
	// Reader.ListViewpoints, ViewpointsBy, Search and all counts of entries.
	{postsCollection, "posts_by_token", []string{"entries.tokens", "slug"}},
	// Writer.Commit: the sum of all viewpoints.
	{postsCollection, "posts_by_viewpoints", []string{"record.viewpoints"}},
}

// ensureIndexes creates the indexes whose names are missing. To find none
// missing takes no right to create any.
func ensureIndexes(ctx context.Context, db *mongo.Database) error {
	missing := map[string][]mongo.IndexModel{}
	for _, c := range []string{peopleCollection, topicsCollection, papersCollection, appearancesCollection, postsCollection} {
		there, err := db.Collection(c).Indexes().ListSpecifications(ctx)
		if err != nil {
			return wrap(err, "list indexes of %s", c)
		}
		for _, ix := range indexes {
			named := func(spec mongo.IndexSpecification) bool { return spec.Name == ix.name }
			if ix.collection == c && !slices.ContainsFunc(there, named) {
				missing[c] = append(missing[c], ix.model())
			}
		}
	}
	for c, models := range missing {
		if _, err := db.Collection(c).Indexes().CreateMany(ctx, models); err != nil {
			return wrap(err, "create indexes of %s", c)
		}
	}
	return nil
}

func (ix index) model() mongo.IndexModel {
	return mongo.IndexModel{Keys: order(1, ix.fields...), Options: options.Index().SetName(ix.name)}
}

// order is a key pattern: the fields, all in one direction, 1 or -1.
func order(direction int, fields ...string) bson.D {
	d := make(bson.D, len(fields))
	for i, f := range fields {
		d[i] = bson.E{Key: f, Value: direction}
	}
	return d
}
