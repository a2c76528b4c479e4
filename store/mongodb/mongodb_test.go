package mongodb_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/event"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"viewline/store"
	"viewline/store/mongodb"
	"viewline/store/mongodb/mongotest"
	"viewline/store/storetest"
)

// open opens a database of the test's own. Its leases live for a minute, since the test endpoint may take its time.
func open(t *testing.T, opts ...mongodb.Option) (s *mongodb.Store, database string) {
	t.Helper()
	uri, database := mongotest.Start(t), mongotest.Database(t)
	s, err := mongodb.Open(t.Context(), uri, database, opts...)
	if err != nil {
		t.Fatal(err)
	}
	s.Hurry(time.Minute)
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s, database
}

// recorder keeps the commands that a client sends.
type recorder struct {
	mu      sync.Mutex
	sent    []bson.Raw
	replies int // bytes
}

func (r *recorder) monitor() *event.CommandMonitor {
	return &event.CommandMonitor{
		Started: func(_ context.Context, e *event.CommandStartedEvent) {
			r.mu.Lock()
			defer r.mu.Unlock()
			r.sent = append(r.sent, append(bson.Raw(nil), e.Command...))
		},
		Succeeded: func(_ context.Context, e *event.CommandSucceededEvent) {
			r.mu.Lock()
			defer r.mu.Unlock()
			r.replies += len(e.Reply)
		},
	}
}

// take returns the commands since its last call.
func (r *recorder) take() []bson.Raw {
	r.mu.Lock()
	defer r.mu.Unlock()
	sent := r.sent
	r.sent = nil
	return sent
}

// bytes is the size of the server's replies since the last call, in bytes.
func (r *recorder) bytes() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	n := r.replies
	r.replies = 0
	return n
}

func name(command bson.Raw) string { return command.Index(0).Key() }

func TestDocumentsReadAsTheyAre(t *testing.T) {
	s, database := open(t)
	seed(t, s, 1)
	people := raw(t, database).Collection("people")
	var got bson.D
	if err := people.FindOne(t.Context(), bson.M{}).Decode(&got); err != nil {
		t.Fatal(err)
	}
	want := bson.D{
		{Key: "_id", Value: "person-000 1"},
		{Key: "key", Value: "person-000"},
		{Key: "since", Value: int32(1)},
		{Key: "hash", Value: got[3].Value}, // of the content; see TestVerify
		{Key: "name", Value: "Person 000"},
		{Key: "aliases", Value: bson.A{"第0人"}},
		{Key: "topics", Value: bson.A{"views"}},
		{Key: "names", Value: bson.A{"person000", "第0人"}},
		{Key: "tokens", Value: bson.A{"oviews", "wperson", "w000", "w第", "w0", "w人"}},
		{Key: "byName", Value: "person-000"},
		{Key: "byAppearances", Value: "999999999"},
		{Key: "byLatest", Value: "~~~~~~~~~~~"},
		{Key: "entries", Value: bson.A{bson.D{
			{Key: "place", Value: "!person"},
			{Key: "topics", Value: bson.A{"views"}},
			{Key: "tokens", Value: bson.A{
				"tPerson", "pperson-000", "oviews", "sperson", "wperson", "s000", "w000", "s第", "w第", "s0", "w0", "s人", "w人",
			}},
			{Key: "owner", Value: "person-000"},
			{Key: "date", Value: ""},
		}}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("person document (-want +got):\n%s", diff)
	}
	var a bson.M
	if err := people.Database().Collection("appearances").FindOne(t.Context(), bson.M{"key": "person-000/2021", "until": nil}).Decode(&a); err != nil {
		t.Fatal(err)
	}
	recommendation := a["recommendations"].(bson.A)[0].(bson.D)
	if len(recommendation) != 3 { // paper, note, position
		t.Errorf("recommendation %v; want no link back to the appearance", recommendation)
	}
	entry := a["entries"].(bson.A)[1].(bson.D)
	wantEntry := bson.D{
		{Key: "place", Value: "000001.000001"},
		{Key: "topics", Value: bson.A{"views"}},
		{Key: "tokens", Value: bson.A{"tViewpoint", "pperson-000", "kTALK", "oviews", "wa", "wview"}},
		{Key: "owner", Value: "person-000/2021"},
		{Key: "date", Value: "2021"},
		{Key: "person", Value: "person-000"},
		{Key: "recommended", Value: int32(1)},
		{Key: "kind", Value: "TALK"},
		{Key: "year", Value: "2021"},
	}
	if diff := cmp.Diff(wantEntry, entry); diff != "" {
		t.Errorf("entry of a viewpoint (-want +got):\n%s", diff)
	}
	if a["date"] != "2021" || a["latest"] != "2021-12-31" {
		t.Errorf("date %v, latest %v; want text", a["date"], a["latest"])
	}
}

// A server has no need of indexes of its own: the first import creates them, and drops those of older programs.
func TestIndexes(t *testing.T) {
	s, database := open(t)
	db := raw(t, database)
	old := mongo.IndexModel{Keys: bson.D{{Key: "name", Value: 1}}, Options: options.Index().SetName("people_by_name")}
	if _, err := db.Collection("people").Indexes().CreateOne(t.Context(), old); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time, all indexes exist
		storetest.Import(t, s, time.Now(), func(context.Context, store.Session) error { return nil })
	}
	got := map[string][]string{}
	for _, c := range []string{"people", "topics", "papers", "appearances", "posts", "positions"} {
		specs, err := db.Collection(c).Indexes().ListSpecifications(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range specs {
			if spec.Name != "_id_" {
				got[c] = append(got[c], spec.Name)
			}
		}
		slices.Sort(got[c])
	}
	want := map[string][]string{
		"people": {
			"by_key", "by_since", "by_until", "people_by_appearances", "people_by_entry", "people_by_latest", "people_by_name_3",
			"people_by_spelling", "people_by_token_3", "people_by_token_and_appearances", "people_by_token_and_latest",
		},
		"topics": {"by_key", "by_since", "by_until", "topics_by_entry", "topics_by_name_3", "topics_by_spelling", "topics_by_viewpoints"},
		"papers": {"by_key", "by_since", "by_until", "papers_by_recommendations", "papers_by_title", "papers_by_token_2"},
		"appearances": {
			"appearances_by_date_2", "appearances_by_paper_2", "appearances_by_token_2", "appearances_of_kind_2",
			"appearances_of_occasion", "appearances_of_person_2", "appearances_of_post_2", "by_key", "by_since", "by_until",
		},
		"positions": {
			"by_key", "by_since", "by_until", "positions_of_person_by_count", "positions_of_person_by_date",
			"positions_on_topic_by_count", "positions_on_topic_by_date",
		},
		"posts": {
			"by_key", "by_since", "by_until", "posts_by_date", "posts_by_slug_2", "posts_by_token", "posts_by_viewpoints_2",
			"posts_of_people_2", "posts_of_people_by_date",
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("indexes (-want +got):\n%s", diff)
	}
}

// raw is the database, opened without the store.
func raw(t *testing.T, database string) *mongo.Database {
	t.Helper()
	client, err := mongo.Connect(options.Client().ApplyURI(mongotest.Start(t)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := client.Disconnect(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
	})
	return client.Database(database)
}
