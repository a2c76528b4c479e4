package mongodb_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/event"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"viewline/page"
	"viewline/store"
	"viewline/store/mongodb"
	"viewline/store/mongodb/mongotest"
	"viewline/timeline"
)

// open opens a database of the test's own.
func open(t *testing.T, opts ...mongodb.Option) (s *mongodb.Store, database string) {
	t.Helper()
	uri, database := mongotest.Start(t), mongotest.Database(t)
	s, err := mongodb.Open(t.Context(), uri, database, opts...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s, database
}

// recorder keeps the commands that a client sends.
type recorder struct {
	mu   sync.Mutex
	sent []bson.Raw
}

func (r *recorder) monitor() *event.CommandMonitor {
	return &event.CommandMonitor{Started: func(_ context.Context, e *event.CommandStartedEvent) {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.sent = append(r.sent, append(bson.Raw(nil), e.Command...))
	}}
}

// take hands over what was sent since the last take.
func (r *recorder) take() []bson.Raw {
	r.mu.Lock()
	defer r.mu.Unlock()
	sent := r.sent
	r.sent = nil
	return sent
}

func name(command bson.Raw) string { return command.Index(0).Key() }

const appearancesEach = 3

// seed stores n people, each with a post, appearances and a paper.
func seed(t *testing.T, s store.Store, n int) {
	t.Helper()
	var b store.Batch
	for i := range n {
		slug := personSlug(i)
		b.People = append(b.People, &timeline.Person{Slug: slug, Name: fmt.Sprintf("Person %03d", i), Aliases: []string{fmt.Sprintf("第%d人", i)}})
		b.Papers = append(b.Papers, &timeline.Paper{Slug: "paper-of-" + slug, Title: "Paper of " + slug})
		d := store.PostDocuments{Post: &timeline.Post{Path: slug + ".md", Slug: slug, PersonSlug: slug}}
		for j := range appearancesEach {
			a := appearance(slug, timeline.PartialDate{Year: 2020 + j})
			d.Appearances = append(d.Appearances, a)
			d.Post.Source.Appearances = append(d.Post.Source.Appearances, timeline.AppearanceRef{Key: a.Key})
		}
		d.Post.Source.Hash = "hash of " + slug
		d.Post.Source.Viewpoints = appearancesEach
		b.Posts = append(b.Posts, d)
	}
	if err := s.Put(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Commit(t.Context(), time.Now()); err != nil {
		t.Fatal(err)
	}
}

func personSlug(i int) string { return fmt.Sprintf("person-%03d", i) }

// appearance has one viewpoint and one recommendation.
func appearance(person string, d timeline.PartialDate) *timeline.Appearance {
	return &timeline.Appearance{
		Key: person + "/" + d.String(), PersonSlug: person, PostPath: person + ".md", Kind: timeline.KindTalk,
		Date: d, Earliest: d.Earliest(), Latest: d.Latest(),
		Sections:        []*timeline.Section{{Viewpoints: []*timeline.Viewpoint{{Text: timeline.Prose{Plain: "a view"}}}}},
		Recommendations: []*timeline.Recommendation{{PaperSlug: "paper-of-" + person, Position: 1}},
		Recommended:     1,
	}
}

// reads asks everything that a Reader answers, of the given number of people,
// and says how many commands each may cost.
func reads(people int) []read {
	var slugs, keys, papers, paths []string
	for i := range people {
		slug := personSlug(i)
		slugs, keys = append(slugs, slug), append(keys, slug+"/2021")
		papers, paths = append(papers, "paper-of-"+slug), append(paths, slug+".md")
	}
	q := page.Query{Limit: 2, Descending: true, After: page.Cursor{Sort: "2022", Key: personSlug(0) + "/2022"}}
	year := timeline.PartialDate{Year: 2021}
	perPerson := min(people, 2)
	return []read{
		{"People", 1, people, func(ctx context.Context, s store.Store) (int, error) { return size(s.People(ctx, slugs)) }},
		{"Appearances", 1, people, func(ctx context.Context, s store.Store) (int, error) { return size(s.Appearances(ctx, keys)) }},
		{"Papers", 1, people, func(ctx context.Context, s store.Store) (int, error) { return size(s.Papers(ctx, papers)) }},
		{"PostsByPath", 1, people, func(ctx context.Context, s store.Store) (int, error) { return size(s.PostsByPath(ctx, paths)) }},
		{"PostsBySlug", 1, people, func(ctx context.Context, s store.Store) (int, error) { return size(s.PostsBySlug(ctx, slugs)) }},
		{"ListPeople", 1, 1, func(ctx context.Context, s store.Store) (int, error) {
			p, err := s.ListPeople(ctx, page.Query{Limit: 1})
			return len(p.Items), err
		}},
		{"ListAppearances", 1, 2, func(ctx context.Context, s store.Store) (int, error) {
			p, err := s.ListAppearances(ctx, store.AppearanceFilter{}, q)
			return len(p.Items), err
		}},
		{"ListAppearances of a kind and year", 1, 1, func(ctx context.Context, s store.Store) (int, error) {
			f := store.AppearanceFilter{Kind: timeline.KindTalk, From: year, To: year}
			p, err := s.ListAppearances(ctx, f, page.Query{Limit: 1})
			return len(p.Items), err
		}},
		{"AppearancesByPerson", perPerson, 2 * people, func(ctx context.Context, s store.Store) (int, error) {
			ps, err := s.AppearancesByPerson(ctx, slugs, store.AppearanceFilter{Recommends: true}, page.Query{Limit: 2, Descending: true})
			n := 0
			for _, p := range ps {
				n += len(p.Items)
			}
			return n, err
		}},
		{"CountAppearances", 1, people * appearancesEach, func(ctx context.Context, s store.Store) (int, error) {
			c, err := s.CountAppearances(ctx, store.AppearanceFilter{})
			return c.Appearances, err
		}},
		{"CountByPerson", 1, people * appearancesEach, func(ctx context.Context, s store.Store) (int, error) {
			cs, err := s.CountByPerson(ctx, slugs, store.AppearanceFilter{})
			n := 0
			for _, c := range cs {
				n += c.Recommendations
			}
			return n, err
		}},
		{"Corpus", 1, people * appearancesEach, func(ctx context.Context, s store.Store) (int, error) {
			c, err := s.Corpus(ctx)
			return c.Viewpoints, err
		}},
	}
}

// read asks a question, whose answer has want items, with so many commands.
type read struct {
	name           string
	commands, want int
	ask            func(context.Context, store.Store) (int, error)
}

// size is the number of items that were found.
func size[T comparable](items []T, err error) (int, error) {
	var none T
	n := 0
	for _, item := range items {
		if item != none {
			n++
		}
	}
	return n, err
}

func TestCommands(t *testing.T) {
	for _, people := range []int{1, 50} {
		var r recorder
		s, _ := open(t, mongodb.WithMonitor(r.monitor()))
		seed(t, s, people)
		for _, q := range reads(people) {
			t.Run(fmt.Sprintf("%s/%d", q.name, people), func(t *testing.T) {
				r.take()
				got, err := q.ask(t.Context(), s)
				if err != nil {
					t.Fatal(err)
				}
				if got != q.want {
					t.Errorf("%d items; want %d", got, q.want)
				}
				if sent := r.take(); len(sent) != q.commands {
					t.Errorf("%d commands; want %d: %v", len(sent), q.commands, sent)
				}
			})
		}
	}
}

func TestDocumentsReadAsTheyAre(t *testing.T) {
	s, database := open(t)
	seed(t, s, 1)
	people := raw(t, database).Collection("people")
	var got bson.D
	if err := people.FindOne(t.Context(), bson.M{}).Decode(&got); err != nil {
		t.Fatal(err)
	}
	want := bson.D{
		{Key: "_id", Value: "person-000"},
		{Key: "name", Value: "Person 000"},
		{Key: "aliases", Value: bson.A{"第0人"}},
		{Key: "names", Value: bson.A{"person000", "第0人"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("person document (-want +got):\n%s", diff)
	}
	var a bson.M
	if err := people.Database().Collection("appearances").FindOne(t.Context(), bson.M{"_id": "person-000/2021"}).Decode(&a); err != nil {
		t.Fatal(err)
	}
	recommendation := a["recommendations"].(bson.A)[0].(bson.D)
	if len(recommendation) != 3 { // paper, note, position
		t.Errorf("recommendation %v; want no link back to the appearance", recommendation)
	}
	if a["date"] != "2021" || a["latest"] != "2021-12-31" {
		t.Errorf("date %v, latest %v; want text", a["date"], a["latest"])
	}
}

func TestIndexes(t *testing.T) {
	_, database := open(t)
	again, err := mongodb.Open(t.Context(), mongotest.Start(t), database)
	if err != nil {
		t.Fatalf("open with all indexes there: %v", err)
	}
	if err := again.Close(); err != nil {
		t.Fatal(err)
	}
	db := raw(t, database)
	got := map[string][]string{}
	for _, c := range []string{"people", "appearances", "posts"} {
		specs, err := db.Collection(c).Indexes().ListSpecifications(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		slices.SortFunc(specs, func(a, b mongo.IndexSpecification) int { return strings.Compare(a.Name, b.Name) })
		for _, spec := range specs {
			if spec.Name != "_id_" {
				got[c] = append(got[c], spec.Name)
			}
		}
	}
	want := map[string][]string{
		"people":      {"people_by_name", "people_by_spelling"},
		"appearances": {"appearances_by_date", "appearances_of_kind", "appearances_of_person", "appearances_of_post"},
		"posts":       {"posts_by_slug", "posts_by_viewpoints"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("indexes (-want +got):\n%s", diff)
	}
}

// raw is a database as any other client sees it.
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
