package proposed_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"viewline/proposed"
	"viewline/relay"
	"viewline/store"
	"viewline/store/mongodb"
	"viewline/store/mongodb/mongotest"
	"viewline/store/sqlite"
	"viewline/store/storetest"
	"viewline/timeline"
)

// said are posts whose labels have some words on several occasions. Two people spoke on the
// first occasion of the third post.
func said(tb testing.TB) (posts []store.PostDocuments, people []*timeline.Person) {
	tb.Helper()
	n := 0
	talk := func(person, post string, line int, labels ...string) *timeline.Appearance {
		n++
		date, err := timeline.ParsePartialDate(fmt.Sprint(2000 + n))
		if err != nil {
			tb.Fatal(err)
		}
		s := &timeline.Section{Heading: "Views"}
		for _, l := range labels {
			s.Viewpoints = append(s.Viewpoints, &timeline.Viewpoint{Label: timeline.Text(l), Text: timeline.Prose{Plain: "of " + l}})
		}
		return &timeline.Appearance{
			Key: fmt.Sprint(person, "/", 2000+n), PersonSlug: person, PostPath: post, Line: line, Kind: timeline.KindTalk,
			Date: date, Earliest: date.Earliest(), Latest: date.Latest(), DateSource: timeline.DateFromHeading, Sections: []*timeline.Section{s},
		}
	}
	for _, d := range []struct {
		path  string
		talks []*timeline.Appearance
	}{
		{"a.md", []*timeline.Appearance{talk("ada", "a.md", 1, "Scaling laws", "规模扩展"), talk("ada", "a.md", 9, "On scaling laws", "谈规模扩展")}},
		{"b.md", []*timeline.Appearance{talk("bo", "b.md", 1, "Laws of scaling", "Looms")}},
		{"c.md", []*timeline.Appearance{talk("ada", "c.md", 1, "Scaling laws end", "规模扩展之后", "Looms"), talk("bo", "c.md", 1, "Looms", "The scaling laws")}},
	} {
		p := &timeline.Post{Path: d.path, Slug: d.path[:1], Title: d.path}
		for _, a := range d.talks {
			p.Record.Appearances = append(p.Record.Appearances, timeline.AppearanceRef{Key: a.Key, Hash: a.Key})
			p.Record.Viewpoints += a.CountViewpoints()
		}
		posts = append(posts, store.PostDocuments{Post: p, Appearances: d.talks})
	}
	return posts, []*timeline.Person{{Slug: "ada", Name: "Ada"}, {Slug: "bo", Name: "Bo"}}
}

// answers are what a reader says of proposed topics.
type answers struct {
	Topics   []timeline.Topic
	Views    [][]string // labels of the viewpoints on each topic
	Counts   []int
	People   [][]string
	Listed   []string
	OfPeople [][]string
	Talks    []string
}

func ask(tb testing.TB, r *proposed.Reader) answers {
	tb.Helper()
	ctx := tb.Context()
	var a answers
	q := relay.Query{Limit: 100}
	topics, err := r.ListTopics(ctx, store.TopicsByName, q)
	var slugs []string
	for _, t := range must(tb, topics, err).Items {
		a.Topics, slugs = append(a.Topics, *t), append(slugs, t.Slug)
	}
	views, err := r.ViewpointsBy(ctx, store.ByTopic, slugs, store.ViewpointFilter{}, q)
	for _, page := range must(tb, views, err) {
		var keys []string
		for _, v := range page.Items {
			keys = append(keys, string(v.Label))
		}
		a.Views = append(a.Views, keys)
	}
	// Counted in the index, not in memory.
	for _, slug := range slugs {
		n, err := r.CountViewpoints(ctx, store.ViewpointFilter{Topics: []string{slug}})
		a.Counts = append(a.Counts, must(tb, n, err))
	}
	people, err := r.PeopleByTopic(ctx, slugs, store.PeopleByName, q)
	for _, page := range must(tb, people, err) {
		a.People = append(a.People, slugsOf(page.Items))
	}
	listed, err := r.ListPeople(ctx, store.PersonFilter{Topics: slugs[:1]}, store.PeopleByName, q)
	a.Listed = slugsOf(must(tb, listed, err).Items)
	of, err := r.TopicsOf(ctx, []string{"ada", "nobody", "bo"})
	for _, list := range must(tb, of, err) {
		var names []string
		for _, t := range list {
			names = append(names, t.Name)
		}
		a.OfPeople = append(a.OfPeople, names)
	}
	talks, err := r.ListAppearances(ctx, store.AppearanceFilter{Topics: slugs[:1]}, q)
	for _, t := range must(tb, talks, err).Items {
		a.Talks = append(a.Talks, t.Key)
	}
	return a
}

func must[T any](tb testing.TB, value T, err error) T {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
	return value
}

func slugsOf(people []*timeline.Person) []string {
	var slugs []string
	for _, p := range people {
		slugs = append(slugs, p.Slug)
	}
	return slugs
}

// Both engines propose the same, in whatever order the posts were imported.
func TestReader(t *testing.T) {
	posts, people := said(t)
	want := answers{
		Topics: []timeline.Topic{
			{Slug: "gui-mo-kuo-zhan", Name: "规模扩展", ViewpointCount: 3, Proposed: true},
			{Slug: "scaling-laws", Name: "scaling laws", ViewpointCount: 5, Proposed: true},
		},
		Views: [][]string{
			{"规模扩展", "谈规模扩展", "规模扩展之后"},
			{"Scaling laws", "On scaling laws", "Laws of scaling", "Scaling laws end", "The scaling laws"},
		},
		Counts:   []int{3, 5},
		People:   [][]string{{"ada"}, {"ada", "bo"}},
		Listed:   []string{"ada"},
		OfPeople: [][]string{{"规模扩展", "scaling laws"}, nil, {"scaling laws"}},
		Talks:    []string{"ada/2001", "ada/2002", "ada/2004"},
	}
	for name, open := range engines {
		t.Run(name, func(t *testing.T) {
			for round := range 2 {
				st := open(t)
				t.Cleanup(func() { _ = st.Close() })
				for i := range posts {
					one := posts[i]
					if round == 1 {
						one = posts[len(posts)-1-i]
					}
					storetest.Put(t, st, time.Unix(int64(i+1), 0), store.Batch{People: people, Posts: []store.PostDocuments{one}})
				}
				if diff := cmp.Diff(want, ask(t, proposed.New(st)), cmpopts.EquateEmpty()); diff != "" {
					t.Errorf("round %d:\n%s", round, diff)
				}
			}
		})
	}
}

// engines open empty stores.
var engines = map[string]func(t *testing.T) store.Store{
	"sqlite": func(t *testing.T) store.Store {
		t.Helper()
		st, err := sqlite.Open(t.Context(), t.TempDir())
		return must(t, st, err)
	},
	"mongodb": func(t *testing.T) store.Store {
		t.Helper()
		st, err := mongodb.Open(t.Context(), mongotest.Start(t), mongotest.Database(t))
		return must(t, st, err)
	},
}

// large is a store that has more viewpoints than are read.
type large struct{ store.Reader }

func (l large) Corpus(ctx context.Context) (timeline.Corpus, error) {
	c, err := l.Reader.Corpus(ctx)
	c.Viewpoints = proposed.MostViewpoints + 1
	return c, err
}

// Nothing is proposed for a corpus that is too large.
func TestLarge(t *testing.T) {
	st, err := sqlite.Open(t.Context(), t.TempDir())
	must(t, st, err)
	t.Cleanup(func() { _ = st.Close() })
	posts, people := said(t)
	storetest.Put(t, st, time.Unix(1, 0), store.Batch{People: people, Posts: posts})
	for _, c := range []struct {
		of   store.Reader
		want bool
	}{{st, true}, {large{st}, false}} {
		r := proposed.New(c.of)
		page, err := r.ListTopics(t.Context(), store.TopicsByName, relay.Query{Limit: 10})
		n, errOfCount := r.CountTopics(t.Context())
		if err != nil || errOfCount != nil || len(page.Items) > 0 != c.want || n != len(page.Items) {
			t.Errorf("%T: %d topics, %d counted, errors %v, %v; want some: %v", c.of, len(page.Items), n, err, errOfCount, c.want)
		}
		found, err := r.Topics(t.Context(), []string{"Scaling Laws"})
		if got := slices.Contains(found, nil); err != nil || got == c.want {
			t.Errorf("%T: found %v, error %v; want the topic: %v", c.of, found, err, c.want)
		}
	}
}
