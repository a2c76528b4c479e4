package mongodb_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"viewline/relay"
	"viewline/store"
	"viewline/store/mongodb"
	"viewline/store/storetest"
	"viewline/timeline"
)

// viewpoint has a label, a text and topics.
func viewpoint(label, text string, topics ...string) *timeline.Viewpoint {
	return &timeline.Viewpoint{Label: timeline.Text(label), Text: timeline.Prose{Plain: text}, Topics: topics}
}

// said is an appearance of somebody with one section of viewpoints.
func said(key, date string, vs ...*timeline.Viewpoint) *timeline.Appearance {
	person, _, _ := strings.Cut(key, "/")
	a := &timeline.Appearance{
		Key: key, PersonSlug: person, PostPath: person + ".md", Kind: timeline.KindTalk, Title: "Talk " + date,
		Theme: "Deep learning", Sections: []*timeline.Section{{Heading: "Views"}, {Viewpoints: vs}},
	}
	if date != "" {
		a.Date, _ = timeline.ParsePartialDate(date)
	}
	a.Earliest, a.Latest = a.Date.Earliest(), a.Date.Latest()
	return a
}

// talks is a small corpus of two people: appearances with and without a date,
// and a post whose viewpoints have no appearance. The post's slug stands
// between the keys of the appearances without a date.
func talks() store.Batch {
	ada := []*timeline.Appearance{
		said("ada/2020", "2020", viewpoint("Scaling", "models grow", "scaling"), viewpoint("Data", "data is short", "data"), viewpoint("Scaling again", "data and models", "data", "scaling")),
		said("ada/2020-05", "2020-05", viewpoint("算力", "深度学习需要算力", "scaling")),
		said("ada/none", "", viewpoint("Undated", "models without a date", "scaling"), viewpoint("Undated too", "data", "data")),
	}
	ben := []*timeline.Appearance{
		said("ben/2020", "2020", viewpoint("Models", "深远", "scaling")),
		said("ben/none", "", viewpoint("Safety", "models", "safety")),
	}
	notes := &timeline.Post{
		Path: "notes.md", Slug: "ada-notes", PersonSlug: "ada", PeopleSlugs: []string{"ada"},
		Sections: []*timeline.Section{{Viewpoints: []*timeline.Viewpoint{viewpoint("Notes", "models in notes", "scaling"), viewpoint("More", "data", "data", "safety")}}},
	}
	b := store.Batch{
		People: []*timeline.Person{{Slug: "ada", Name: "Ada", Topics: []string{"data", "safety", "scaling"}}, {Slug: "ben", Name: "Ben", Topics: []string{"safety", "scaling"}}},
		Papers: []*timeline.Paper{
			{Slug: "ada-notes", Title: "Models of data", Authors: []string{"Grace Hopper"}, RecommendedBy: []string{"ada"}},
			{Slug: "old", Title: "Old models", Published: timeline.PartialDate{Year: 1999}},
		},
		Topics: []*timeline.Topic{{Slug: "scaling", Name: "Scaling", Aliases: []string{"扩展"}}, {Slug: "data", Name: "Data"}, {Slug: "safety", Name: "Safety"}},
	}
	return withPosts(b, notes, ada, ben)
}

func withPosts(b store.Batch, notes *timeline.Post, by ...[]*timeline.Appearance) store.Batch {
	b.Posts = []store.PostDocuments{{Post: notes}}
	for _, as := range by {
		slug := as[0].PersonSlug
		p := &timeline.Post{Path: slug + ".md", Slug: slug, PersonSlug: slug, PeopleSlugs: []string{slug}, Record: timeline.ImportRecord{Hash: "hash"}}
		for _, a := range as {
			p.Record.Appearances = append(p.Record.Appearances, timeline.AppearanceRef{Key: a.Key})
			p.Record.Viewpoints += a.CountViewpoints()
		}
		b.Posts = append(b.Posts, store.PostDocuments{Post: p, Appearances: as})
	}
	return b
}

// openTalks opens a store and puts the talks.
func openTalks(t *testing.T) *mongodb.Store {
	t.Helper()
	s, _ := open(t)
	storetest.Put(t, s, time.Now(), talks())
	return s
}

// everyWay reads a list in pages of several sizes, in both directions and from both ends.
func everyWay[T any](t *testing.T, ascending []string, ask func(relay.Query) (relay.Page[T], error), key func(T) string, cursor func(T) relay.Cursor) {
	t.Helper()
	for _, descending := range []bool{false, true} {
		want := slices.Clone(ascending)
		if descending {
			reverse(want)
		}
		for _, size := range []int{1, 2, 3, 100} {
			for _, backward := range []bool{false, true} {
				q := relay.Query{Limit: size, Descending: descending, Backward: backward}
				got := walk(t, q, ask, key, cursor)
				if diff := gocmp.Diff(want, got); diff != "" && len(want)+len(got) > 0 {
					t.Fatalf("%+v (-want +got):\n%s", q, diff)
				}
			}
		}
	}
}

// walk reads all pages of a list.
func walk[T any](t *testing.T, q relay.Query, ask func(relay.Query) (relay.Page[T], error), key func(T) string, cursor func(T) relay.Cursor) []string {
	t.Helper()
	var all []string
	for {
		p, err := ask(q)
		if err != nil {
			t.Fatal(err)
		}
		var keys []string
		for _, item := range p.Items {
			keys = append(keys, key(item))
		}
		more := p.HasNext
		if q.Backward {
			all, more = append(keys, all...), p.HasPrevious
		} else {
			all = append(all, keys...)
		}
		if !more || len(keys) == 0 {
			return all
		}
		q.After, q.Before = cursor(p.Items[len(keys)-1]), relay.Cursor{}
		if q.Backward {
			q.After, q.Before = relay.Cursor{}, cursor(p.Items[0])
		}
	}
}

// reverse reverses a list, except the viewpoints of one owner.
func reverse(keys []string) {
	owner := func(key string) string { o, _, _ := strings.Cut(key, "#"); return o }
	slices.Reverse(keys)
	for from := 0; from < len(keys); {
		to := from + 1
		for to < len(keys) && owner(keys[to]) == owner(keys[from]) {
			to++
		}
		slices.SortFunc(keys[from:to], cmp.Compare)
		from = to
	}
}
