package mongodb_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/relay"
	"viewline/store"
	"viewline/store/storetest"
	"viewline/timeline"
)

// One entry must have all tokens: an appearance does not pass whose entries have them only
// together.
func TestAppearancesByEntries(t *testing.T) {
	s := openTalks(t)
	year := timeline.PartialDate{Year: 2020}
	for name, tt := range map[string]struct {
		filter store.AppearanceFilter
		want   []string // ascending
	}{
		"a topic":           {store.AppearanceFilter{Topic: "data"}, []string{"ada/none", "ada/2020"}},
		"a word":            {store.AppearanceFilter{Text: "models"}, []string{"ada/none", "ben/none", "ada/2020", "ben/2020"}},
		"two words":         {store.AppearanceFilter{Text: "models data"}, []string{"ada/2020"}},
		"a topic and word":  {store.AppearanceFilter{Topic: "scaling", Text: "data", Kinds: store.Kinds{timeline.KindTalk}}, []string{"ada/2020"}},
		"apart in two":      {store.AppearanceFilter{Topic: "data", Text: "undated"}, []string{"ada/none"}},
		"never in one":      {store.AppearanceFilter{Topic: "safety", Text: "deep"}, nil},
		"its own":           {store.AppearanceFilter{Text: "deep talk", From: year}, []string{"ada/2020", "ben/2020", "ada/2020-05"}},
		"of a person":       {store.AppearanceFilter{Text: "深", Person: "ada", Topic: "scaling"}, []string{"ada/2020-05"}},
		"of no such person": {store.AppearanceFilter{Topic: "data", Person: "ben"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			ctx := t.Context()
			everyWay(t, tt.want, func(q relay.Query) (relay.Page[*timeline.Appearance], error) {
				return s.ListAppearances(ctx, tt.filter, q)
			}, func(a *timeline.Appearance) string { return a.Key }, store.AppearanceCursor)
			n, err := s.CountAppearances(ctx, tt.filter)
			if err != nil || n != len(tt.want) {
				t.Errorf("count %d, %v; want %d", n, err, len(tt.want))
			}
			if tt.filter.Person != "" {
				return
			}
			both := []string{"ben", "ada", "nobody"}
			pages, err := s.AppearancesByPerson(ctx, both, tt.filter, relay.Query{Limit: 1})
			if err != nil {
				t.Fatal(err)
			}
			counts, err := s.CountByPerson(ctx, both, tt.filter)
			if err != nil {
				t.Fatal(err)
			}
			for i, p := range pages {
				var want []string
				for _, key := range tt.want {
					if key[:3] == both[i][:3] {
						want = append(want, key)
					}
				}
				if counts[i].Appearances != len(want) || p.HasNext != (len(want) > 1) || len(p.Items) != min(1, len(want)) || len(want) > 0 && p.Items[0].Key != want[0] {
					t.Errorf("%s: %d of %d, %v; want the first of %q", both[i], len(p.Items), counts[i].Appearances, p.HasNext, want)
				}
			}
		})
	}
}

func TestPapersInOrder(t *testing.T) {
	s := openTalks(t)
	for name, tt := range map[string]struct {
		filter store.PaperFilter
		want   []string
	}{
		"all":            {store.PaperFilter{}, []string{"ada-notes", "old"}},
		"words":          {store.PaperFilter{Text: "DATA models"}, []string{"ada-notes"}},
		"an author":      {store.PaperFilter{Author: "hopper"}, []string{"ada-notes"}},
		"a recommender":  {store.PaperFilter{RecommendedBy: "ada"}, []string{"ada-notes"}},
		"since 1999":     {store.PaperFilter{From: timeline.PartialDate{Year: 1999, Month: 12}}, []string{"old"}},
		"until 1998":     {store.PaperFilter{To: timeline.PartialDate{Year: 1998}}, nil},
		"no such author": {store.PaperFilter{Author: "data"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			everyWay(t, tt.want, func(q relay.Query) (relay.Page[*timeline.Paper], error) {
				return s.ListPapers(t.Context(), tt.filter, store.PapersByDate, q)
			}, func(p *timeline.Paper) string { return p.Slug }, store.PaperCursor(store.PapersByDate))
			if n, err := s.CountPapers(t.Context(), tt.filter); err != nil || n != len(tt.want) {
				t.Errorf("count %d, %v; want %d", n, err, len(tt.want))
			}
		})
	}
}

// The returned documents have no fields that only indexes need, and no paper gets a date
// that it does not have.
func TestPaperReadsBackAsPut(t *testing.T) {
	s := openTalks(t)
	got, err := s.Papers(t.Context(), []string{"ada-notes", "old"})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(talks().Papers, got); diff != "" {
		t.Errorf("papers (-want +got):\n%s", diff)
	}
}

// The entries of a renamed post and of a moved appearance have the new names.
func TestEntriesFollow(t *testing.T) {
	s := openTalks(t)
	storetest.Import(t, s, time.Now(), func(ctx context.Context, se store.Session) error {
		if err := se.Rename(ctx, map[string]string{"notes.md": "zoe-notes", "absent.md": "absent"}); err != nil {
			return err
		}
		return se.Move(ctx, []store.Move{{PostPath: "ben.md", From: "ben/none", To: "ben/none-2"}})
	})
	p, err := s.ListViewpoints(t.Context(), store.ViewpointFilter{Topic: "safety"}, relay.Query{Limit: 1, After: relay.Cursor{Key: "b#000001.000001"}})
	if err != nil {
		t.Fatal(err)
	}
	if got := keysOn(p); !slices.Equal(got, []string{"ben/none-2#2.1"}) || !p.HasNext {
		t.Errorf("viewpoints %q; want the moved one, and the renamed post's after it", got)
	}
	hits, err := s.Search(t.Context(), store.SearchFilter{Text: "notes", Type: store.TypeViewpoint}, relay.Query{Limit: 2})
	if err != nil {
		t.Fatal(err)
	}
	if len(hits.Items) != 1 || storetest.SpotOf(hits.Items[0].Viewpoint) != "zoe-notes#1.1" || !hits.Items[0].Strong {
		t.Errorf("hits %+v; want the strong one under the post's new slug", hits.Items)
	}
}

// A stored entry has all fields by which lists of entries are sorted.
func TestEntryOfAPost(t *testing.T) {
	s, database := open(t)
	storetest.Put(t, s, time.Now(), talks())
	var got struct{ Entries []bson.D }
	if err := raw(t, database).Collection("posts").FindOne(t.Context(), bson.M{"key": "notes.md"}).Decode(&got); err != nil {
		t.Fatal(err)
	}
	want := bson.D{
		{Key: "place", Value: "000001.000001"},
		{Key: "topics", Value: bson.A{"scaling"}},
		{Key: "tokens", Value: bson.A{"tViewpoint", "pada", "oscaling", "snotes", "wnotes", "wmodels", "win"}},
		{Key: "owner", Value: "ada-notes"},
		{Key: "date", Value: ""},
		{Key: "person", Value: "ada"},
	}
	if len(got.Entries) != 3 || got.Entries[0][0].Value != store.PlaceOfPost {
		t.Fatalf("entries %v; want that of the post itself, and two of viewpoints", got.Entries)
	}
	if diff := cmp.Diff(want, got.Entries[1]); diff != "" {
		t.Errorf("the first of a viewpoint (-want +got):\n%s", diff)
	}
}

func TestTopics(t *testing.T) {
	s := openTalks(t)
	found, err := s.Topics(t.Context(), []string{"扩展", "SAFETY", "none"})
	if err != nil {
		t.Fatal(err)
	}
	if len(found) != 3 || found[0].Slug != "scaling" || found[1].Slug != "safety" || found[2] != nil {
		t.Errorf("topics %+v; want scaling, safety and none", found)
	}
	everyWay(t, []string{"data", "safety", "scaling"}, func(q relay.Query) (relay.Page[*timeline.Topic], error) {
		return s.ListTopics(t.Context(), store.TopicsByName, q)
	}, func(topic *timeline.Topic) string { return topic.Slug }, store.TopicCursor(store.TopicsByName))
	storetest.Put(t, s, time.Now(), store.Batch{RemoveTopics: []string{"data"}})
	stored, err := s.TopicsAfter(t.Context(), "", 9)
	if err != nil {
		t.Fatal(err)
	}
	want := []*timeline.Topic{{Slug: "safety", Name: "Safety"}, {Slug: "scaling", Name: "Scaling", Aliases: []string{"扩展"}}}
	if diff := cmp.Diff(want, stored); diff != "" {
		t.Errorf("stored topics (-want +got):\n%s", diff)
	}
}
