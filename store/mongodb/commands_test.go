package mongodb_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"viewline/relay"
	"viewline/store"
	"viewline/store/mongodb"
	"viewline/store/storetest"
	"viewline/timeline"
)

const appearancesEach = 3

// seed stores n people, each with a post, appearances and a paper.
func seed(t *testing.T, s *mongodb.Store, n int) {
	t.Helper()
	var b store.Batch
	for i := range n {
		slug := personSlug(i)
		b.People = append(b.People, seededPerson(i))
		b.Papers = append(b.Papers, &timeline.Paper{Slug: "paper-of-" + slug, Title: "Paper of " + slug, RecommendedBy: []string{slug}})
		b.Topics = append(b.Topics, &timeline.Topic{Slug: "topic-of-" + slug, Name: "Topic of " + slug})
		b.Posts = append(b.Posts, seededPost(i))
	}
	storetest.Put(t, s, time.Now(), b)
}

func seededPerson(i int) *timeline.Person {
	return &timeline.Person{Slug: personSlug(i), Name: fmt.Sprintf("Person %03d", i), Aliases: []string{fmt.Sprintf("第%d人", i)}, Topics: []string{"views"}}
}

func seededPost(i int) store.PostDocuments {
	slug := personSlug(i)
	d := store.PostDocuments{Post: &timeline.Post{Path: slug + ".md", Slug: slug, PersonSlug: slug, PeopleSlugs: []string{slug}}}
	for j := range appearancesEach {
		a := appearance(slug, timeline.PartialDate{Year: 2020 + j})
		d.Appearances = append(d.Appearances, a)
		d.Post.Record.Appearances = append(d.Post.Record.Appearances, timeline.AppearanceRef{Key: a.Key})
	}
	d.Post.Record.Hash = "hash of " + slug
	d.Post.Record.Viewpoints = appearancesEach
	return d
}

func personSlug(i int) string { return fmt.Sprintf("person-%03d", i) }

// appearance has one viewpoint and one recommendation.
func appearance(person string, d timeline.PartialDate) *timeline.Appearance {
	return &timeline.Appearance{
		Key: person + "/" + d.String(), PersonSlug: person, PostPath: person + ".md", Kind: timeline.KindTalk,
		Date: d, Earliest: d.Earliest(), Latest: d.Latest(),
		Sections:        []*timeline.Section{{Viewpoints: []*timeline.Viewpoint{{Text: timeline.Prose{Plain: "a view"}, Topics: []string{"views"}}}}},
		Recommendations: []*timeline.Recommendation{{PaperSlug: "paper-of-" + person, Position: 1}},
		Recommended:     1,
	}
}

// asked are the keys of so many of the seeded people, to ask for.
type asked struct{ slugs, keys, papers, paths, topics []string }

func askedFor(people int) asked {
	var a asked
	for i := range people {
		slug := personSlug(i)
		a.slugs, a.keys = append(a.slugs, slug), append(a.keys, slug+"/2021")
		a.papers, a.paths = append(a.papers, "paper-of-"+slug), append(a.paths, slug+".md")
		a.topics = append(a.topics, "topic-of-"+slug)
	}
	return a
}

// reads calls every method of a Reader for the given number of people, and says how many
// commands each may send.
func reads(people int) []read {
	return slices.Concat(readsByKey(people), readsOfLists(people), readsByPerson(people), counts(people), readsOfEntries(people))
}

func readsByKey(people int) []read {
	a := askedFor(people)
	return []read{
		{"People", commands(1), people, func(ctx context.Context, s *mongodb.Store) (int, error) { return size(s.People(ctx, a.slugs)) }},
		{"Appearances", commands(1), people, func(ctx context.Context, s *mongodb.Store) (int, error) { return size(s.Appearances(ctx, a.keys)) }},
		{"Papers", commands(1), people, func(ctx context.Context, s *mongodb.Store) (int, error) { return size(s.Papers(ctx, a.papers)) }},
		{"PostsByPath", commands(1), people, func(ctx context.Context, s *mongodb.Store) (int, error) { return size(s.PostsByPath(ctx, a.paths)) }},
		{"PostsBySlug", commands(1), people, func(ctx context.Context, s *mongodb.Store) (int, error) { return size(s.PostsBySlug(ctx, a.slugs)) }},
		{"PostsNamed", commands(2), 1, func(ctx context.Context, s *mongodb.Store) (int, error) {
			return size(s.PostsNamed(ctx, a.slugs[0], 9))
		}},
		{"Topics", commands(1), people, func(ctx context.Context, s *mongodb.Store) (int, error) { return size(s.Topics(ctx, a.topics)) }},
		{"Corpus", commands(0), people * appearancesEach, func(ctx context.Context, s *mongodb.Store) (int, error) {
			c, err := s.Corpus(ctx)
			return c.Viewpoints, err
		}},
	}
}

// year is a year in which each of the people has one appearance.
var year = timeline.PartialDate{Year: 2021}

func readsOfLists(people int) []read {
	one := relay.Query{Limit: 1}
	after := relay.Query{Limit: 2, Descending: true, After: relay.Cursor{Sort: "2022", Key: personSlug(0) + "/2022"}}
	return []read{
		{"ListPeople", commands(1), 1, func(ctx context.Context, s *mongodb.Store) (int, error) {
			return items(s.ListPeople(ctx, store.PersonFilter{}, store.PeopleByName, one))
		}},
		{"ListPeople by name and topic", commands(1), 1, func(ctx context.Context, s *mongodb.Store) (int, error) {
			return items(s.ListPeople(ctx, store.PersonFilter{Text: "person", Topic: "views"}, store.PeopleByName, one))
		}},
		{"ListPeople of a topic by latest", commands(1), 1, func(ctx context.Context, s *mongodb.Store) (int, error) {
			return items(s.ListPeople(ctx, store.PersonFilter{Topic: "views"}, store.PeopleByLatest, one))
		}},
		{"ListTopics by viewpoints", commands(1), 1, func(ctx context.Context, s *mongodb.Store) (int, error) {
			return items(s.ListTopics(ctx, store.TopicsByViewpoints, one))
		}},
		{"ListPosts by date", commands(1), 1, func(ctx context.Context, s *mongodb.Store) (int, error) {
			return items(s.ListPosts(ctx, store.PostsByDate, one))
		}},
		{"ListTopics", commands(1), 1, func(ctx context.Context, s *mongodb.Store) (int, error) {
			return items(s.ListTopics(ctx, store.TopicsByName, one))
		}},
		{"ListPosts", commands(1), 1, func(ctx context.Context, s *mongodb.Store) (int, error) {
			return items(s.ListPosts(ctx, store.PostsBySlug, one))
		}},
		{"ListPapers", commands(1), 1, func(ctx context.Context, s *mongodb.Store) (int, error) {
			return items(s.ListPapers(ctx, store.PaperFilter{Text: "paper"}, store.PapersByDate, one))
		}},
		{"ListPapers by recommendations", commands(1), 1, func(ctx context.Context, s *mongodb.Store) (int, error) {
			return items(s.ListPapers(ctx, store.PaperFilter{MinRecommenders: 1}, store.PapersByRecommendations, one))
		}},
		{"ListAppearances", commands(1), 2, func(ctx context.Context, s *mongodb.Store) (int, error) {
			return items(s.ListAppearances(ctx, store.AppearanceFilter{}, after))
		}},
		{"ListAppearances of a kind and year", commands(1), 1, func(ctx context.Context, s *mongodb.Store) (int, error) {
			return items(s.ListAppearances(ctx, store.AppearanceFilter{Kinds: store.Kinds{timeline.KindTalk}, From: year, To: year}, one))
		}},
		{"ListAppearances of a topic", commands(1), 2, func(ctx context.Context, s *mongodb.Store) (int, error) {
			return items(s.ListAppearances(ctx, store.AppearanceFilter{Topic: "views"}, after))
		}},
	}
}

func readsByPerson(people int) []read {
	a, q := askedFor(people), relay.Query{Limit: 2, Descending: true}
	return []read{
		{"AppearancesByPerson", groups(1, people), 2 * people, func(ctx context.Context, s *mongodb.Store) (int, error) {
			return itemsOfAll(s.AppearancesByPerson(ctx, a.slugs, store.AppearanceFilter{Recommends: true}, q))
		}},
		{"AppearancesByPaper", groups(1, people), 2 * people, func(ctx context.Context, s *mongodb.Store) (int, error) {
			return itemsOfAll(s.AppearancesByPaper(ctx, a.papers, q))
		}},
		{"PostsByPerson", groups(1, people), people, func(ctx context.Context, s *mongodb.Store) (int, error) {
			return itemsOfAll(s.PostsByPerson(ctx, a.slugs, store.PostsBySlug, q))
		}},
		{"PositionsBy person", groups(2, people), people, func(ctx context.Context, s *mongodb.Store) (int, error) {
			return itemsOfAll(s.PositionsBy(ctx, store.ByPerson, a.slugs, nil, store.PositionsByCount, q))
		}},
		{"PositionsBy topic", groups(2, 1), 1, func(ctx context.Context, s *mongodb.Store) (int, error) {
			return itemsOfAll(s.PositionsBy(ctx, store.ByTopic, []string{"views"}, a.slugs[:1], store.PositionsByDate, q))
		}},
		{"PeopleByTopic", groups(1, people+1), min(people, 2), func(ctx context.Context, s *mongodb.Store) (int, error) {
			return itemsOfAll(s.PeopleByTopic(ctx, append(a.topics, "views"), store.PeopleByName, q))
		}},
	}
}

func counts(people int) []read {
	a := askedFor(people)
	return []read{
		{"CountAppearances", commands(1), people * appearancesEach, func(ctx context.Context, s *mongodb.Store) (int, error) {
			return s.CountAppearances(ctx, store.AppearanceFilter{})
		}},
		{"CountByPerson", commands(1), people * appearancesEach, func(ctx context.Context, s *mongodb.Store) (int, error) {
			cs, err := s.CountByPerson(ctx, a.slugs, store.AppearanceFilter{})
			n := 0
			for _, c := range cs {
				n += c.Recommendations
			}
			return n, err
		}},
		{"CountByPaper", commands(1), people * appearancesEach, func(ctx context.Context, s *mongodb.Store) (int, error) { return sum(s.CountByPaper(ctx, a.papers)) }},
		{"CountPostsByPerson", commands(1), people, func(ctx context.Context, s *mongodb.Store) (int, error) {
			return sum(s.CountPostsByPerson(ctx, a.slugs))
		}},
		{"CountPositionsBy", commands(1), people, func(ctx context.Context, s *mongodb.Store) (int, error) {
			return sum(s.CountPositionsBy(ctx, store.ByPerson, a.slugs, nil))
		}},
		{"CountViewpointsBy position", commands(2), people * appearancesEach, func(ctx context.Context, s *mongodb.Store) (int, error) {
			var keys []string
			for _, slug := range a.slugs {
				keys = append(keys, timeline.PositionKey(slug, "views"))
			}
			return sum(s.CountViewpointsBy(ctx, store.ByPosition, keys, store.ViewpointFilter{}))
		}},
		{"CountPeople", commands(1), people, func(ctx context.Context, s *mongodb.Store) (int, error) {
			return s.CountPeople(ctx, store.PersonFilter{})
		}},
		{"CountPeople by topic", commands(1), people, func(ctx context.Context, s *mongodb.Store) (int, error) {
			return s.CountPeople(ctx, store.PersonFilter{Topic: "views"})
		}},
		{"CountPeopleByTopic", commands(1), people, func(ctx context.Context, s *mongodb.Store) (int, error) {
			return sum(s.CountPeopleByTopic(ctx, append(a.topics, "views")))
		}},
		{"CountPapers", commands(1), people, func(ctx context.Context, s *mongodb.Store) (int, error) {
			return s.CountPapers(ctx, store.PaperFilter{})
		}},
		{"CountViewpoints", commands(2), people * appearancesEach, func(ctx context.Context, s *mongodb.Store) (int, error) {
			return s.CountViewpoints(ctx, store.ViewpointFilter{})
		}},
		{"CountViewpointsBy person and year", commands(1), people, func(ctx context.Context, s *mongodb.Store) (int, error) {
			return sum(s.CountViewpointsBy(ctx, store.ByPerson, a.slugs, store.ViewpointFilter{From: year, To: year}))
		}},
		{"CountViewpointsBy topic", commands(2), people * appearancesEach, func(ctx context.Context, s *mongodb.Store) (int, error) {
			return sum(s.CountViewpointsBy(ctx, store.ByTopic, []string{"views", "none"}, store.ViewpointFilter{}))
		}},
		{"CountHits", commands(5), people * appearancesEach, func(ctx context.Context, s *mongodb.Store) (int, error) {
			return s.CountHits(ctx, store.SearchFilter{Text: "view"})
		}},
	}
}

func readsOfEntries(people int) []read {
	a := askedFor(people)
	newest, oldest := relay.Query{Limit: 2, Descending: true}, relay.Query{Limit: 2}
	last := relay.Query{Limit: 2, Descending: true, Backward: true}
	two := store.AppearanceFilter{Topic: "views", Text: "view"}
	return []read{
		{"ListViewpoints newest", commands(2), 2, func(ctx context.Context, s *mongodb.Store) (int, error) {
			return items(s.ListViewpoints(ctx, store.ViewpointFilter{}, newest))
		}},
		{"ListViewpoints oldest, posts' first", commands(3), 2, func(ctx context.Context, s *mongodb.Store) (int, error) {
			return items(s.ListViewpoints(ctx, store.ViewpointFilter{Topic: "views"}, oldest))
		}},
		{"ListViewpoints of a year from the end", commands(2), min(people, 2), func(ctx context.Context, s *mongodb.Store) (int, error) {
			return items(s.ListViewpoints(ctx, store.ViewpointFilter{Text: "view", From: year, To: year}, last))
		}},
		{"ViewpointsBy person", groups(2, people), 2 * people, func(ctx context.Context, s *mongodb.Store) (int, error) {
			return itemsOfAll(s.ViewpointsBy(ctx, store.ByPerson, a.slugs, store.ViewpointFilter{}, newest))
		}},
		{"ViewpointsBy topic of a year", groups(2, people+1), min(people, 2), func(ctx context.Context, s *mongodb.Store) (int, error) {
			return itemsOfAll(s.ViewpointsBy(ctx, store.ByTopic, append(a.topics, "views"), store.ViewpointFilter{From: year}, relay.Query{Limit: min(people, 2), Descending: true}))
		}},
		{"ListAppearances of a topic and a word", commands(2), 2, func(ctx context.Context, s *mongodb.Store) (int, error) {
			return items(s.ListAppearances(ctx, two, newest))
		}},
		{"AppearancesByPerson of a topic and a word", groups(2, people), 2 * people, func(ctx context.Context, s *mongodb.Store) (int, error) {
			return itemsOfAll(s.AppearancesByPerson(ctx, a.slugs, two, newest))
		}},
		{"CountByPerson of a topic and a word", commands(1), people * appearancesEach, func(ctx context.Context, s *mongodb.Store) (int, error) {
			cs, err := s.CountByPerson(ctx, a.slugs, two)
			n := 0
			for _, c := range cs {
				n += c.Recommendations
			}
			return n, err
		}},
		{"Search by date", commands(5 + 1), 1, func(ctx context.Context, s *mongodb.Store) (int, error) {
			return items(s.Search(ctx, store.SearchFilter{Text: "paper"}, relay.Query{Limit: 1}))
		}},
		{"Search of all ranks", commands(3 + 3 + 2 + 1), 2, func(ctx context.Context, s *mongodb.Store) (int, error) {
			return items(s.Search(ctx, store.SearchFilter{Text: "view", Ranked: true}, newest))
		}},
	}
}

// items is the number of items on a page.
func items[T any](p relay.Page[T], err error) (int, error) { return len(p.Items), err }

func itemsOfAll[T any](pages []relay.Page[T], err error) (int, error) {
	n := 0
	for _, p := range pages {
		n += len(p.Items)
	}
	return n, err
}

func sum(counts []int, err error) (int, error) {
	n := 0
	for _, c := range counts {
		n += c
	}
	return n, err
}

// read is a read whose result has want items and that sends so many commands.
type read struct {
	name     string
	commands cost
	want     int
	ask      func(context.Context, *mongodb.Store) (int, error)
}

// cost is the number of commands of a read: with $unionWith, and without.
type cost struct{ unions, plain int }

func commands(n int) cost { return cost{n, n} }

// groups is the cost of n commands, one of which asks for so many groups.
func groups(n, asked int) cost { return cost{n, n - 1 + asked} }

func (c cost) of(s *mongodb.Store) int {
	if s.Unions() {
		return c.unions
	}
	return c.plain
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
	for _, people := range []int{1, 12} {
		var r recorder
		s, _ := open(t, mongodb.WithMonitor(r.monitor()))
		seed(t, s, people)
		for _, q := range reads(people) {
			t.Run(fmt.Sprintf("%s/%d", q.name, people), func(t *testing.T) {
				ctx, end := s.Snapshot(t.Context())
				defer end()
				if _, err := s.Corpus(ctx); err != nil { // one command for all reads of the snapshot
					t.Fatal(err)
				}
				r.take()
				got, err := q.ask(ctx, s)
				if err != nil {
					t.Fatal(err)
				}
				if got != q.want {
					t.Errorf("%d items; want %d", got, q.want)
				}
				if sent := r.take(); len(sent) != q.commands.of(s) {
					t.Errorf("%d commands; want %d: %v", len(sent), q.commands.of(s), sent)
				}
			})
		}
	}
}
