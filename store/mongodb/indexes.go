package mongodb

import (
	"context"
	"slices"
	"strings"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
)

type index struct {
	collection, name string
	fields           []string // ascending; MongoDB walks an index either way
}

// indexes are all indexes except those of _id. Each is named after the query that uses it.
// The indexes for lists of appearances end in the fields that filters and counts use, so
// that these need not read the documents. An index on a list (tokens, people,
// recommendations) does not have until, so that ending a version changes few keys of
// indexes. An index that changes needs a new name, with another number at the end: see
// [ensureIndexes].
var indexes = []index{
	// Reader.People: a person by slug, name or alias.
	{peopleCollection, "people_by_spelling", []string{"names"}},
	// Reader.ListPeople of anybody.
	{peopleCollection, "people_by_name_3", []string{"byName", "key", "since", "until"}},
	// Reader.ListPeople, CountPeople and PeopleByTopic by words and by topic.
	{peopleCollection, "people_by_token_3", []string{"tokens", "byName", "key"}},
	// The same by the number of appearances, and by the latest.
	{peopleCollection, "people_by_appearances", []string{"byAppearances", "key", "since", "until"}},
	{peopleCollection, "people_by_latest", []string{"byLatest", "key", "since", "until"}},
	{peopleCollection, "people_by_token_and_appearances", []string{"tokens", "byAppearances", "key"}},
	{peopleCollection, "people_by_token_and_latest", []string{"tokens", "byLatest", "key"}},
	// Reader.Topics: a topic by slug, name or alias.
	{topicsCollection, "topics_by_spelling", []string{"names"}},
	// Reader.ListTopics.
	{topicsCollection, "topics_by_name_3", []string{"byName", "key", "since", "until"}},
	{topicsCollection, "topics_by_viewpoints", []string{"byViewpoints", "key", "since", "until"}},
	// Reader.Search and CountHits.
	{peopleCollection, "people_by_entry", []string{"entries.tokens", "key"}},
	{topicsCollection, "topics_by_entry", []string{"entries.tokens", "key"}},
	// Reader.ListPapers, CountPapers and Search.
	{papersCollection, "papers_by_token_2", []string{"entries.tokens", "published", "key"}},
	// The same by title, and by the number of recommendations.
	{papersCollection, "papers_by_title", []string{"entries.tokens", "byTitle", "key"}},
	{papersCollection, "papers_by_recommendations", []string{"entries.tokens", "byRecommendations", "key"}},
	// Reader.ListAppearances, AppearancesByPerson and both counts, of people.
	{appearancesCollection, "appearances_of_person_2", []string{"person", "date", "key", "kind", "recommended", "earliest", "latest", "since", "until"}},
	// Reader.ListAppearances and CountAppearances, of anybody.
	{appearancesCollection, "appearances_by_date_2", []string{"date", "key", "kind", "recommended", "earliest", "latest", "since", "until"}},
	// The same of one kind.
	{appearancesCollection, "appearances_of_kind_2", []string{"kind", "date", "key", "recommended", "earliest", "latest", "since", "until"}},
	// Reader.ListViewpoints, ViewpointsBy, Search and all counts of entries; of
	// appearances those by topic and words.
	{appearancesCollection, "appearances_by_token_2", []string{"entries.tokens", "date", "key"}},
	// Reader.AppearancesByPaper and CountByPaper.
	{appearancesCollection, "appearances_by_paper_2", []string{"recommendations.paper", "date", "key"}},
	// Reader.Occasions.
	{appearancesCollection, "appearances_of_occasion", []string{"occasion", "since", "until"}},
	// Session.Put: what a post has stored.
	{appearancesCollection, "appearances_of_post_2", []string{"post", "key", "since", "until"}},
	// Reader.PostsBySlug and ListPosts.
	{postsCollection, "posts_by_slug_2", []string{"slug", "since", "until"}},
	{postsCollection, "posts_by_date", []string{"byDate", "key", "since", "until"}},
	// Reader.PostsByPerson and CountPostsByPerson.
	{postsCollection, "posts_of_people_by_date", []string{"people", "byDate", "key"}},
	{postsCollection, "posts_of_people_2", []string{"people", "slug"}},
	// Reader.ListViewpoints, ViewpointsBy, Search and all counts of entries.
	{postsCollection, "posts_by_token", []string{"entries.tokens", "slug"}},
	// Reader.PositionsBy and CountPositionsBy.
	{positionsCollection, "positions_of_person_by_count", []string{"person", "counted", "key", "since", "until"}},
	{positionsCollection, "positions_of_person_by_date", []string{"person", "dated", "key", "since", "until"}},
	{positionsCollection, "positions_on_topic_by_count", []string{"topic", "counted", "key", "since", "until"}},
	{positionsCollection, "positions_on_topic_by_date", []string{"topic", "dated", "key", "since", "until"}},
	// Session.Commit: the sum of all viewpoints.
	{postsCollection, "posts_by_viewpoints_2", []string{"record.viewpoints", "since", "until"}},
}

// ofVersions are the indexes of every collection whose documents have versions.
var ofVersions = []index{
	// Reader.Appearances and its kind, Records, Session.Put: documents by key.
	{"", "by_key", []string{"key", "since", "until"}},
	// Session.Commit: the number of documents. Begin: the versions to undo.
	{"", "by_since", []string{"since", "until"}},
	// Begin: the versions to undo or to remove.
	{"", "by_until", []string{"until"}},
}

// ensureIndexes creates the indexes whose names are missing, and drops those of
// older programs.
func ensureIndexes(ctx context.Context, s *Store) error {
	for _, c := range s.contents() {
		there, err := c.Indexes().ListSpecifications(ctx)
		if err != nil {
			return c.wrap(err, "list indexes of %s", c.Name())
		}
		var missing []mongo.IndexModel
		var wanted []string
		for _, ix := range slices.Concat(indexes, ofVersions) {
			if ix.collection != "" && ix.collection != c.Name() {
				continue
			}
			wanted = append(wanted, ix.name)
			if !slices.ContainsFunc(there, func(spec mongo.IndexSpecification) bool { return spec.Name == ix.name }) {
				missing = append(missing, ix.model())
			}
		}
		if len(missing) > 0 {
			if _, err := c.Indexes().CreateMany(ctx, missing); err != nil {
				return c.wrap(err, "create indexes of %s", c.Name())
			}
		}
		for _, spec := range there {
			if own := strings.HasPrefix(spec.Name, c.Name()+"_"); own && !slices.Contains(wanted, spec.Name) {
				if err := c.Indexes().DropOne(ctx, spec.Name); err != nil {
					return c.wrap(err, "drop index %s", spec.Name)
				}
			}
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
