package storetest

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"viewline/relay"
	"viewline/search"
	"viewline/store"
	"viewline/timeline"
)

// The words and topics of random documents. They are few, so that many documents share
// them.
var (
	vocabulary = []string{"价值函数", "值", "函数与规模", "Scaling", "laws", "AI大模型", "GPT-4", "$where", "NEAR", "评价"}
	subjects   = []string{"agi", "value-function", "self-play"}
)

func (g *generator) text() string {
	words := make([]string, 1+g.IntN(3))
	for i := range words {
		words[i] = pick(g, vocabulary)
	}
	return strings.Join(words, " ")
}

func (g *generator) topics() []string {
	var topics []string
	for _, t := range subjects {
		if g.chance(30) {
			topics = append(topics, t)
		}
	}
	return topics
}

// sections are random sections, one of them in another, with ten viewpoints or more.
func (g *generator) sections() []*timeline.Section {
	var sections []*timeline.Section
	if g.chance(50) {
		return nil
	}
	for range 1 + g.IntN(2) {
		s := &timeline.Section{Heading: g.text(), Level: 3, Kind: timeline.SectionViewpoints}
		for range pick(g, []int{0, 1, 1, 2, 3, 11}) {
			v := &timeline.Viewpoint{Label: timeline.Text(g.text()), Text: prose(g.text()), Topics: g.topics()}
			if g.chance(30) {
				v.Points = []*timeline.Viewpoint{{Text: prose(g.text())}}
			}
			s.Viewpoints = append(s.Viewpoints, v)
		}
		if sections = append(sections, s); g.chance(30) {
			s.Sections = []*timeline.Section{{Heading: "inner", Level: 4, Kind: timeline.SectionOther, Viewpoints: []*timeline.Viewpoint{{Text: prose(g.text())}}}}
		}
	}
	return sections
}

// asked is a text to search for: mostly one or two words, or none.
func (g *generator) asked() string {
	switch {
	case g.chance(40):
		return ""
	case g.chance(50):
		return pick(g, vocabulary)
	}
	return g.text()
}

func (g *generator) topic() string {
	if g.chance(60) {
		return ""
	}
	return pick(g, append(subjects, "nothing"))
}

// someTopics are random topics; mostly none.
func (g *generator) someTopics() []string {
	if g.chance(75) {
		return nil
	}
	return some(g, 3, append(subjects, "nothing"))
}

// labels are groups of words of labels, most often none.
func (g *generator) labels() [][]string {
	var groups [][]string
	for g.chance(20) {
		groups = append(groups, search.Words(g.text()))
	}
	return groups
}

func (g *generator) viewpointFilter() store.ViewpointFilter {
	f := g.filter()
	v := store.ViewpointFilter{
		Person: f.Person, People: f.People, Kinds: f.Kinds, From: f.From, To: f.To, Within: f.Within, Dated: f.Dated,
		Topic: g.topic(), Topics: g.someTopics(), Labels: g.labels(), Text: g.asked(),
	}
	if g.chance(20) {
		v.Theme = pick(g, vocabulary)
	}
	return v
}

// hitPlace is a cursor among the hits, or none.
func (g *generator) hitPlace(hits []store.Hit, ranked bool) relay.Cursor {
	if len(hits) == 0 || g.chance(60) {
		return relay.Cursor{}
	}
	return store.HitCursor(ranked)(pick(g, hits))
}

func (g *generator) viewPlace() relay.Cursor {
	var views []*timeline.Viewpoint
	for _, i := range g.model.everything() {
		if i.Viewpoint != nil {
			views = append(views, i.Viewpoint)
		}
	}
	if len(views) == 0 || g.chance(60) {
		return relay.Cursor{}
	}
	return store.ViewpointCursor(pick(g, views))
}

// listing is a random read of a list that uses entries.
func (g *generator) listing() operation {
	q, v, s := g.query(), g.viewpointFilter(), g.search()
	switch g.IntN(12) {
	case 10, 11:
		return g.facets()
	case 0:
		q.After, q.Before = g.viewPlace(), g.viewPlace()
		return operation{fmt.Sprintf("ListViewpoints %+v %+v", v, q), func(ctx context.Context, s store.Store) (any, error) { return s.ListViewpoints(ctx, v, q) }}
	case 1:
		q.After, q.Before = g.viewPlace(), relay.Cursor{}
		return byKeys(g.anybody(), fmt.Sprintf("ViewpointsBy person %+v %+v", v, q), func(s store.Store, ctx context.Context, people []string) ([]relay.Page[*timeline.Viewpoint], error) {
			return s.ViewpointsBy(ctx, store.ByPerson, people, v, q)
		})
	case 2:
		q.After, q.Before = relay.Cursor{}, g.viewPlace()
		return byKeys(append(subjects, "nothing"), fmt.Sprintf("ViewpointsBy topic %+v %+v", v, q), func(s store.Store, ctx context.Context, topics []string) ([]relay.Page[*timeline.Viewpoint], error) {
			return s.ViewpointsBy(ctx, store.ByTopic, topics, v, q)
		})
	case 3:
		return operation{fmt.Sprintf("counts %+v", v), func(ctx context.Context, s store.Store) (any, error) { return countAll(ctx, s, v, g.people) }}
	case 4:
		hits := g.model.hits(s)
		q.After, q.Before = g.hitPlace(hits, s.Ranked), g.hitPlace(hits, s.Ranked)
		return operation{fmt.Sprintf("Search %+v %+v", s, q), func(ctx context.Context, st store.Store) (any, error) { return st.Search(ctx, s, q) }}
	case 5:
		return operation{fmt.Sprintf("CountHits %+v", s), func(ctx context.Context, st store.Store) (any, error) { return st.CountHits(ctx, s) }}
	case 6:
		return g.papers(q)
	case 8:
		return g.positions(q)
	case 7:
		papers := []string{"paper-0", "paper-2", "paper-9"}
		return byKeys(papers, fmt.Sprintf("AppearancesByPaper %+v", q), func(s store.Store, ctx context.Context, papers []string) ([]relay.Page[*timeline.Appearance], error) {
			return s.AppearancesByPaper(ctx, papers, q)
		})
	}
	f := g.filter()
	f.Recommends, f.Topic, f.Topics, f.Labels, f.Text = false, g.topic(), g.someTopics(), g.labels(), g.asked()
	return operation{fmt.Sprintf("appearances %+v %+v", f, q), func(ctx context.Context, s store.Store) (any, error) { return appearancesAll(ctx, s, f, q, g.people) }}
}

func (g *generator) search() store.SearchFilter {
	f := g.filter()
	s := store.SearchFilter{
		Text: g.text(), Ranked: g.chance(50), Person: f.Person, People: f.People, Kinds: f.Kinds,
		From: f.From, To: f.To, Within: f.Within, Dated: f.Dated, Topic: g.topic(), Topics: g.someTopics(), Labels: g.labels(),
	}
	if g.chance(30) {
		s.Type = pick(g, slices.Concat(store.NamedTypes, store.OtherTypes))
	}
	return s
}

// countAll returns all counts of viewpoints for a filter.
func countAll(ctx context.Context, s store.Store, f store.ViewpointFilter, people []string) (any, error) {
	all, err := s.CountViewpoints(ctx, f)
	if err != nil {
		return nil, err
	}
	byPerson, err := s.CountViewpointsBy(ctx, store.ByPerson, people, f)
	if err != nil {
		return nil, err
	}
	byTopic, err := s.CountViewpointsBy(ctx, store.ByTopic, subjects, f)
	return []any{all, byPerson, byTopic}, err
}

// appearancesAll returns the results of every method that reads appearances by a filter.
func appearancesAll(ctx context.Context, s store.Store, f store.AppearanceFilter, q relay.Query, people []string) (any, error) {
	listed, err := s.ListAppearances(ctx, f, q)
	if err != nil {
		return nil, err
	}
	byPerson, err := s.AppearancesByPerson(ctx, people, f, q)
	if err != nil {
		return nil, err
	}
	n, err := s.CountAppearances(ctx, f)
	if err != nil {
		return nil, err
	}
	counts, err := s.CountByPerson(ctx, people, f)
	return []any{listed, byPerson, n, counts, len(search.Parse(f.Text))}, err
}

// lists are reads of the first page of every list.
func lists() []operation {
	all := relay.Query{Limit: relay.MaxSize}
	return []operation{
		{"all topics", func(ctx context.Context, s store.Store) (any, error) {
			return s.ListTopics(ctx, store.TopicsByViewpoints, all)
		}},
		{"all posts", func(ctx context.Context, s store.Store) (any, error) { return s.ListPosts(ctx, store.PostsByDate, all) }},
		{"all papers", func(ctx context.Context, s store.Store) (any, error) {
			return s.ListPapers(ctx, store.PaperFilter{}, store.PapersByDate, all)
		}},
		{"all viewpoints", func(ctx context.Context, s store.Store) (any, error) {
			return s.ListViewpoints(ctx, store.ViewpointFilter{}, all)
		}},
		byKeys(subjects, "Topics", store.Store.Topics),
		byKeys(subjects, "CountPeopleByTopic", store.Store.CountPeopleByTopic),
		byKeys(subjects, "PeopleByTopic", func(s store.Store, ctx context.Context, topics []string) ([]relay.Page[*timeline.Person], error) {
			return s.PeopleByTopic(ctx, topics, store.PeopleByAppearances, all)
		}),
		byKeys([]string{"person-0", "person-1", "person-9"}, "PostsByPerson", func(s store.Store, ctx context.Context, people []string) ([]relay.Page[*timeline.Post], error) {
			return s.PostsByPerson(ctx, people, store.PostsByDate, all)
		}),
		byKeys([]string{"paper-0", "paper-1", "paper-9"}, "CountByPaper", store.Store.CountByPaper),
	}
}

// brief reduces viewpoints and hits to their own fields: each has a pointer to its whole
// appearance, which other reads compare.
func brief(answer any) any {
	switch a := answer.(type) {
	case relay.Page[*timeline.Viewpoint]:
		return named(a, viewOf)
	case []relay.Page[*timeline.Viewpoint]:
		var all []any
		for _, p := range a {
			all = append(all, named(p, viewOf))
		}
		return all
	case relay.Page[store.Hit]:
		return named(a, func(h store.Hit) string { return fmt.Sprint(h.Strong, store.HitCursor(true)(h)) })
	}
	return answer
}

func viewOf(v *timeline.Viewpoint) string {
	linked := v.Appearance == nil || store.ViewpointAt(v.Appearance.Sections, store.PlaceOf(v)) == v
	return fmt.Sprint(SpotOf(v), v.Key, v.ID(), v.PersonSlug, v.Date(), v.Label, v.Text.Plain, v.Topics, v.Section.Heading, linked)
}
