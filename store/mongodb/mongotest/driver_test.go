package mongotest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
)

// These tests check what the store needs of every server behind Start, including the
// endpoint.

// talk is a document in the shape of the store's: dated, of one person, with topics in nested arrays.
type talk struct {
	ID       string    `bson:"_id"`
	Person   string    `bson:"person"`
	Date     string    `bson:"date"`
	Sections []section `bson:"sections"`
	Note     string    `bson:"note,omitempty"`
}

type section struct {
	Topics []string `bson:"topics"`
}

// bulkSize is the most that the endpoint takes in one bulk without risk.
const bulkSize = 25

// talks are n documents of three people, two of each date, in the order of their keys.
func talks(n int) []talk {
	out := make([]talk, n)
	for i := range out {
		out[i] = talk{
			ID:       fmt.Sprintf("talk-%03d", i),
			Person:   []string{"ada", "ben", "cai"}[i%3],
			Date:     fmt.Sprintf("2020-01-%02d", 1+i/2%28),
			Sections: []section{{Topics: []string{"all"}}, {Topics: []string{fmt.Sprintf("topic-%d", i%5)}}},
			Note:     "draft",
		}
	}
	return out
}

// must takes the results of a call, and returns a function that returns the value, or fails
// the test for the error.
func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func connect(t *testing.T) *mongo.Client {
	t.Helper()
	client := must(mongo.Connect(options.Client().ApplyURI(Start(t))))(t)
	t.Cleanup(func() {
		if err := client.Disconnect(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return client
}

func collection(t *testing.T) *mongo.Collection {
	t.Helper()
	name := Database(t)
	return connect(t).Database(name).Collection("talks")
}

// filled is a collection that holds docs.
func filled(t *testing.T, docs []talk) *mongo.Collection {
	t.Helper()
	coll := collection(t)
	for chunk := range slices.Chunk(docs, bulkSize) {
		upsert(t, coll, chunk)
	}
	return coll
}

func upsert(t *testing.T, coll *mongo.Collection, docs []talk) *mongo.BulkWriteResult {
	t.Helper()
	models := make([]mongo.WriteModel, len(docs))
	for i, d := range docs {
		models[i] = mongo.NewReplaceOneModel().SetFilter(bson.M{"_id": d.ID}).SetReplacement(d).SetUpsert(true)
	}
	return must(coll.BulkWrite(t.Context(), models))(t)
}

func find(t *testing.T, coll *mongo.Collection, filter any, opts ...options.Lister[options.FindOptions]) []talk {
	t.Helper()
	var out []talk
	if err := must(coll.Find(t.Context(), filter, opts...))(t).All(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("%s: -want +got\n%s", what, diff)
	}
}

func TestBulkUpserts(t *testing.T) {
	docs := talks(bulkSize)
	coll := collection(t)
	first := upsert(t, coll, docs)
	equal(t, "first: upserted, matched", []int64{first.UpsertedCount, first.MatchedCount}, []int64{25, 0})
	docs[7].Note = "revised"
	second := upsert(t, coll, docs)
	equal(t, "second: upserted, matched", []int64{second.UpsertedCount, second.MatchedCount}, []int64{0, 25})
	byKey := options.Find().SetSort(bson.D{{Key: "_id", Value: 1}})
	equal(t, "stored", find(t, coll, bson.M{}, byKey), docs)
}

func TestInsertAndFindOne(t *testing.T) {
	coll, want := collection(t), talks(1)[0]
	must(coll.InsertOne(t.Context(), want))(t)
	var got talk
	if err := coll.FindOne(t.Context(), bson.M{"_id": want.ID}).Decode(&got); err != nil {
		t.Fatal(err)
	}
	equal(t, "found", got, want)
	err := coll.FindOne(t.Context(), bson.M{"_id": "none"}).Err()
	equal(t, "absent", errors.Is(err, mongo.ErrNoDocuments), true)
	_, err = coll.InsertOne(t.Context(), want)
	equal(t, "second insert is a duplicate", mongo.IsDuplicateKeyError(err), true)
}

// Pages of seven, newest first and ties by key, must hold every document once.
func TestKeysetPages(t *testing.T) {
	docs := talks(60)
	coll := filled(t, docs)
	page := options.Find().SetSort(bson.D{{Key: "date", Value: -1}, {Key: "_id", Value: -1}}).SetLimit(7)
	var got []talk
	for filter := (bson.M{}); ; {
		next := find(t, coll, filter, page)
		if len(next) == 0 {
			break
		}
		got = append(got, next...)
		last := next[len(next)-1]
		filter = bson.M{"$or": bson.A{
			bson.M{"date": bson.M{"$lt": last.Date}},
			bson.M{"date": last.Date, "_id": bson.M{"$lt": last.ID}},
		}}
	}
	slices.SortFunc(docs, func(a, b talk) int {
		return cmp.Or(strings.Compare(b.Date, a.Date), strings.Compare(b.ID, a.ID))
	})
	equal(t, "pages", got, docs)
}

func TestFilters(t *testing.T) {
	coll := filled(t, talks(30))
	for name, c := range map[string]struct {
		filter bson.M
		want   int
	}{
		"in":             {bson.M{"person": bson.M{"$in": bson.A{"ada", "cai", "none"}}}, 20},
		"range":          {bson.M{"date": bson.M{"$gte": "2020-01-03", "$lte": "2020-01-04"}}, 4},
		"dotted path":    {bson.M{"sections.topics": "topic-2"}, 6},
		"dotted and two": {bson.M{"sections.topics": "topic-2", "person": "cai"}, 2},
		"nothing":        {bson.M{"person": "none"}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			equal(t, "found", len(find(t, coll, c.filter)), c.want)
			equal(t, "counted", must(coll.CountDocuments(t.Context(), c.filter))(t), int64(c.want))
		})
	}
}

func TestGroupCounts(t *testing.T) {
	coll := filled(t, talks(31))
	type row struct {
		Person string `bson:"_id"`
		N      int    `bson:"n"`
	}
	var got []row
	cur := must(coll.Aggregate(t.Context(), mongo.Pipeline{
		{{Key: "$match", Value: bson.M{"person": bson.M{"$in": bson.A{"ada", "ben"}}}}},
		{{Key: "$group", Value: bson.M{"_id": "$person", "n": bson.M{"$sum": 1}}}},
		{{Key: "$sort", Value: bson.M{"_id": 1}}},
	}))(t)
	if err := cur.All(t.Context(), &got); err != nil {
		t.Fatal(err)
	}
	equal(t, "counts", got, []row{{"ada", 11}, {"ben", 10}})
}

// One index a command: the endpoint breaks the connection at a command that names two which are there already.
func TestIndexes(t *testing.T) {
	coll := collection(t)
	models := []mongo.IndexModel{
		{Keys: bson.D{{Key: "person", Value: 1}, {Key: "date", Value: -1}, {Key: "_id", Value: -1}}},
		{Keys: bson.D{{Key: "sections.topics", Value: 1}, {Key: "date", Value: -1}}},
	}
	for range 2 { // the second time as at every start, with documents there
		for _, m := range models {
			must(coll.Indexes().CreateOne(t.Context(), m))(t)
		}
		upsert(t, coll, talks(bulkSize))
	}
	var names []string
	for _, s := range must(coll.Indexes().ListSpecifications(t.Context()))(t) {
		names = append(names, s.Name)
	}
	slices.Sort(names)
	equal(t, "indexes", names, []string{"_id_", "person_1_date_-1__id_-1", "sections.topics_1_date_-1"})
	equal(t, "found by topic", len(find(t, coll, bson.M{"sections.topics": "topic-1"})), 5)
}

func TestUnset(t *testing.T) {
	coll := filled(t, talks(60))
	res := must(coll.UpdateMany(t.Context(), bson.M{"person": "ben"}, bson.M{"$unset": bson.M{"note": ""}}))(t)
	equal(t, "matched, modified", []int64{res.MatchedCount, res.ModifiedCount}, []int64{20, 20})
	equal(t, "without a note", len(find(t, coll, bson.M{"note": bson.M{"$exists": false}})), 20)
}

func TestDeleteAllBut(t *testing.T) {
	docs := talks(60)
	coll := filled(t, docs)
	keep := bson.A{}
	for _, d := range docs[:50] {
		keep = append(keep, d.ID)
	}
	res := must(coll.DeleteMany(t.Context(), bson.M{"person": "ada", "_id": bson.M{"$nin": keep}}))(t)
	equal(t, "deleted", res.DeletedCount, int64(3))
	equal(t, "left", must(coll.CountDocuments(t.Context(), bson.M{}))(t), int64(57))
}

func TestProjection(t *testing.T) {
	coll := filled(t, talks(3))
	only := options.Find().SetProjection(bson.M{"person": 1, "date": 1}).SetSort(bson.M{"_id": 1})
	equal(t, "include", find(t, coll, bson.M{}, only), []talk{
		{ID: "talk-000", Person: "ada", Date: "2020-01-01"},
		{ID: "talk-001", Person: "ben", Date: "2020-01-01"},
		{ID: "talk-002", Person: "cai", Date: "2020-01-02"},
	})
	topics := options.Find().SetProjection(bson.M{"_id": 0, "sections.topics": 1})
	equal(t, "dotted", find(t, coll, bson.M{"person": "ben"}, topics),
		[]talk{{Sections: []section{{Topics: []string{"all"}}, {Topics: []string{"topic-1"}}}}})
}

// The driver sends a deadline on as maxTimeMS, so some of these reads expire in the server, some here, some not at all.
func TestUsableAfterExpiredDeadlines(t *testing.T) {
	coll := filled(t, talks(100))
	for i := range 60 {
		ctx, cancel := context.WithTimeout(t.Context(), time.Duration(i)*time.Millisecond/4)
		if cur, err := coll.Find(ctx, bson.M{"sections.topics": "all"}); err == nil {
			_ = cur.All(ctx, new([]talk)) // either outcome is fine: what counts is the state afterwards
		}
		cancel()
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	equal(t, "counted", must(coll.CountDocuments(ctx, bson.M{"sections.topics": "all"}))(t), int64(100))
	equal(t, "written", upsert(t, coll, talks(25)).MatchedCount, int64(25))
}
