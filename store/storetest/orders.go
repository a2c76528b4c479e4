package storetest

import (
	"context"
	"fmt"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// orderExamples are people, topics and posts in other orders than by name and slug.
var orderExamples = []example{
	{"people", peopleRanked},
	{"topics", topicsRanked},
	{"posts", postsRanked},
	{"counts of a session", othersCounted},
}

func (t tester) rankPeople(what string, f store.PersonFilter, by store.PersonOrder, want ...string) {
	t.Helper()
	list := func(q relay.Query) relay.Page[*timeline.Person] {
		found, err := t.store.ListPeople(t.Context(), f, by, q)
		return must(t, found, err)
	}
	bothWays(t, what, list, store.PersonCursor(by), personKey, want)
}

func peopleRanked(t tester) {
	of := func(slug string, n int, latest string, topics ...string) *timeline.Person {
		p := person(slug, "Name of "+slug)
		p.AppearanceCount, p.Latest, p.Topics = n, latest, topics
		return p
	}
	t.put(store.Batch{People: []*timeline.Person{
		of("ada", 2, "2020", "ai"), of("bo", 12, "2019-05-01", "ai", "tea"), of("cy", 2, "", "tea"), of("di", 0, ""), of("ed", 1, "2020-01", "ai", "tea"),
	}})
	t.rankPeople("by appearances", store.PersonFilter{}, store.PeopleByAppearances, "bo", "ada", "cy", "ed", "di")
	t.rankPeople("by latest", store.PersonFilter{}, store.PeopleByLatest, "ed", "ada", "bo", "cy", "di")
	t.rankPeople("on a topic", store.PersonFilter{Topic: "tea"}, store.PeopleByLatest, "ed", "bo", "cy")
	t.rankPeople("on two topics", store.PersonFilter{Topic: "tea", Topics: []string{"ai"}}, store.PeopleByAppearances, "bo", "ed")
	t.rankPeople("on any of two", store.PersonFilter{Topics: []string{"ai", "none"}}, store.PeopleByAppearances, "bo", "ada", "ed")
	t.rankPeople("with words", store.PersonFilter{Text: "name ada"}, store.PeopleByAppearances, "ada")
	t.put(store.Batch{People: []*timeline.Person{of("di", 3, "2024", "ai")}, RemovePeople: []string{"bo"}})
	t.rankPeople("put anew", store.PersonFilter{}, store.PeopleByAppearances, "di", "ada", "cy", "ed")
	topics := []string{"ai", "none", "ai"}
	list := func(q relay.Query) relay.Page[*timeline.Person] {
		pages, err := t.store.PeopleByTopic(t.Context(), topics, store.PeopleByLatest, q)
		pages = aligned(t, topics, pages, err)
		t.equal("on no topic", len(pages[1].Items), 0)
		return pages[2]
	}
	bothWays(t, "by topic", list, store.PersonCursor(store.PeopleByLatest), personKey, []string{"di", "ed", "ada"})
}

func topicsRanked(t tester) {
	of := func(slug string, n int) *timeline.Topic {
		return &timeline.Topic{Slug: slug, Name: slug, ViewpointCount: n}
	}
	t.put(store.Batch{Topics: []*timeline.Topic{of("a", 1), of("b", 20), of("c", 3), of("d", 3)}})
	list := func(q relay.Query) relay.Page[*timeline.Topic] {
		found, err := t.store.ListTopics(t.Context(), store.TopicsByViewpoints, q)
		return must(t, found, err)
	}
	cursor := store.TopicCursor(store.TopicsByViewpoints)
	bothWays(t, "topics", list, cursor, topicKey, []string{"b", "c", "d", "a"})
	t.put(store.Batch{Topics: []*timeline.Topic{of("a", 4)}, RemoveTopics: []string{"b"}})
	bothWays(t, "put anew", list, cursor, topicKey, []string{"a", "c", "d"})
}

func postsRanked(t tester) {
	of := func(path, at string, people ...string) store.PostDocuments {
		d := post(path)
		d.Post.Date, d.Post.PeopleSlugs = timeline.Text(at), people
		return d
	}
	t.putPosts(
		of("a.md", "2020-05-01T00:00:00+08:00", "ada"), of("b.md", "2020-04-30T17:00:00Z", "ada", "bo"), of("c.md", "", "ada"),
		of("d.md", "2020-04-30T16:00:00.5Z"), of("e.md", "no date", "bo"),
	)
	by := store.PostsByDate
	list := func(q relay.Query) relay.Page[*timeline.Post] {
		found, err := t.store.ListPosts(t.Context(), by, q)
		return must(t, found, err)
	}
	ofAda := func(q relay.Query) relay.Page[*timeline.Post] {
		pages, err := t.store.PostsByPerson(t.Context(), []string{"nobody", "ada"}, by, q)
		return aligned(t, []string{"nobody", "ada"}, pages, err)[1]
	}
	bothWays(t, "posts", list, store.PostCursor(by), postKey, []string{"c.md", "e.md", "a.md", "d.md", "b.md"})
	bothWays(t, "posts of a person", ofAda, store.PostCursor(by), postKey, []string{"c.md", "a.md", "b.md"})
	t.rename(map[string]string{"a.md": "zzz"})
	t.putPosts(of("c.md", "2021-01-01T00:00:00Z", "ada"))
	t.put(store.Batch{RemovePosts: []string{"b.md"}})
	bothWays(t, "posts put anew", list, store.PostCursor(by), postKey, []string{"e.md", "a.md", "d.md", "c.md"})
	bothWays(t, "posts of a person put anew", ofAda, store.PostCursor(by), postKey, []string{"a.md", "c.md"})
}

// othersCounted has a session tell, with the claims, how much there is of people and on
// topics in what it sees.
func othersCounted(t tester) {
	claims := func(path string, appearances ...*timeline.Appearance) store.PostDocuments {
		d := post(path, appearances...)
		d.Post.Record.People, d.Post.Record.Topics = []*timeline.Person{person("ada", "Ada")}, []*timeline.Topic{topic("ai", "AI")}
		return d
	}
	beside := claims("c.md")
	beside.Post.Sections = []*timeline.Section{section("Views", view("", "nobody's"))}
	beside.Post.Sections[0].Viewpoints[0].Topics = []string{"ai"}
	t.putPosts(claims("a.md", on("ada/2020", "2020", 2, "ai")), beside)
	counts := func(s store.Session) store.Counts {
		n := claimsOf(t, s.PersonClaims, []string{"ada"})[0].Counts
		n.Viewpoints = claimsOf(t, s.TopicClaims, []string{"ai"})[0].Counts.Viewpoints
		return n
	}
	s := t.begin()
	must(t, s, s.Put(t.Context(), store.Batch{Posts: []store.PostDocuments{claims("b.md", on("ada/2021", "2021-05", 1, "ai"), on("ada/none", "", 1))}}))
	t.equal("put", counts(s), store.Counts{Appearances: 3, Latest: "2021-05", Viewpoints: 4})
	must(t, s, s.Put(t.Context(), store.Batch{Posts: []store.PostDocuments{claims("b.md", on("ada/none", "", 1))}, RemovePosts: []string{"a.md"}}))
	t.equal("removed", counts(s), store.Counts{Appearances: 1, Viewpoints: 1})
	must(t, s, s.Abort())
}

// ranked is a random read of people, topics or posts in any order.
func (g *generator) ranked(q relay.Query) operation {
	q.After, q.Before = relay.Cursor{}, relay.Cursor{}
	byPerson := pick(g, []store.PersonOrder{store.PeopleByName, store.PeopleByAppearances, store.PeopleByLatest})
	byPost := pick(g, []store.PostOrder{store.PostsBySlug, store.PostsByDate})
	switch g.IntN(4) {
	case 0:
		f := store.PersonFilter{Text: g.asked(), Topic: g.topic(), Topics: g.someTopics()}
		if p := pick(g, g.model.people); p != nil && g.chance(40) {
			q.After, f.Text = store.PersonCursor(byPerson)(p), "name"
		}
		return operation{fmt.Sprintf("ListPeople %+v %s %+v", f, byPerson, q), func(ctx context.Context, s store.Store) (any, error) {
			return s.ListPeople(ctx, f, byPerson, q)
		}}
	case 1:
		return byKeys(append(subjects, "nothing"), fmt.Sprintf("PeopleByTopic %s %+v", byPerson, q), func(s store.Store, ctx context.Context, topics []string) ([]relay.Page[*timeline.Person], error) {
			return s.PeopleByTopic(ctx, topics, byPerson, q)
		})
	case 2:
		if p := pick(g, g.model.posts); p != nil && g.chance(40) {
			q.Before = store.PostCursor(byPost)(p)
		}
		return operation{fmt.Sprintf("ListPosts %s %+v", byPost, q), func(ctx context.Context, s store.Store) (any, error) { return s.ListPosts(ctx, byPost, q) }}
	}
	return byKeys(g.anybody(), fmt.Sprintf("PostsByPerson %s %+v", byPost, q), func(s store.Store, ctx context.Context, people []string) ([]relay.Page[*timeline.Post], error) {
		return s.PostsByPerson(ctx, people, byPost, q)
	})
}
