package storetest

import (
	"context"
	"fmt"
	"slices"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// PositionsBy goes through all viewpoints.
func (m *model) PositionsBy(
	ctx context.Context, by store.Dimension, slugs, others []string, o store.PositionOrder, q relay.Query,
) ([]relay.Page[*timeline.TopicPosition], error) {
	return each(slugs, func(slug string) relay.Page[*timeline.TopicPosition] {
		positions := m.positions(ctx, by, slug, others)
		cursor := store.PositionCursor(o)
		slices.SortFunc(positions, func(a, b *timeline.TopicPosition) int { return compareCursors(cursor(a), cursor(b)) })
		if q.Descending {
			slices.Reverse(positions)
		}
		return relay.Slice(q, positions, cursor)
	}), nil
}

func (m *model) CountPositionsBy(ctx context.Context, by store.Dimension, slugs, others []string) ([]int, error) {
	return each(slugs, func(slug string) int { return len(m.positions(ctx, by, slug, others)) }), nil
}

func (m *model) positions(ctx context.Context, by store.Dimension, slug string, others []string) []*timeline.TopicPosition {
	all := map[string]*timeline.TopicPosition{}
	for _, v := range m.viewsOf(store.ViewpointFilter{}.Of(by, slug)) {
		for _, topic := range v.Topics {
			p := &timeline.TopicPosition{PersonSlug: v.PersonSlug, TopicSlug: topic}
			mine, other := p.PersonSlug, p.TopicSlug
			if by == store.ByTopic {
				mine, other = other, mine
			}
			if all[p.Key()] != nil || mine != slug || p.PersonSlug == "" || len(others) > 0 && !slices.Contains(others, other) {
				continue
			}
			f := store.ViewpointFilter{}.Of(store.ByPosition, p.Key())
			p.Count = len(m.viewsOf(f))
			f.Dated = store.OnlyDated
			p.First, p.Latest = m.firstView(ctx, f, false), m.firstView(ctx, f, true)
			all[p.Key()] = p
		}
	}
	var positions []*timeline.TopicPosition
	for _, p := range all {
		positions = append(positions, p)
	}
	return positions
}

func (m *model) viewsOf(f store.ViewpointFilter) []*timeline.Viewpoint {
	defer m.lock()()
	return m.passingViews(f)
}

// firstView is the first of the list of viewpoints; nil for none.
func (m *model) firstView(ctx context.Context, f store.ViewpointFilter, descending bool) *timeline.Viewpoint {
	p, _ := m.ListViewpoints(ctx, f, relay.Query{Limit: 1, Descending: descending})
	if len(p.Items) == 0 {
		return nil
	}
	return p.Items[0]
}

// positionExamples are what people put forward on topics.
var positionExamples = []example{
	{"in order", positionsInOrder},
	{"of some", positionsOfSome},
	{"first and latest", positionsEnd},
	{"put anew, moved and removed", positionsAnew},
	{"undone", positionsUndone},
	{"of people without appearances", positionsOfPosts},
}

// on is an appearance with so many viewpoints, each about all of the topics.
func on(key, date string, n int, topics ...string) *timeline.Appearance {
	a := appearance(key, date)
	for i := range n {
		v := view("", fmt.Sprintf("view %d", i))
		v.Topics = topics
		a.Sections[0].Viewpoints = append(a.Sections[0].Viewpoints, v)
	}
	return a
}

// positionText says where a position begins and ends: in which appearance, in which
// section and at which viewpoint there, or "-" for nowhere.
func positionText(p *timeline.TopicPosition) string {
	place := func(v *timeline.Viewpoint) string {
		if v == nil {
			return "-"
		}
		return fmt.Sprintf("%s#%d.%d", v.Owner, v.Place.Section, v.Place.Number)
	}
	return fmt.Sprintf("%s %d %s %s", p.Key(), p.Count, place(p.First), place(p.Latest))
}

// position checks the lists of positions of one slug, in every order and beside others.
func (t tester) position(what string, by store.Dimension, slug string, others []string, o store.PositionOrder, want ...string) {
	t.Helper()
	slugs := []string{"nobody", slug, slug}
	list := func(q relay.Query) relay.Page[*timeline.TopicPosition] {
		pages, err := t.store.PositionsBy(t.Context(), by, slugs, others, o, q)
		pages = aligned(t, slugs, pages, err)
		t.equal(what+": of nobody", len(pages[0].Items), 0)
		return pages[2]
	}
	bothWays(t, what, list, store.PositionCursor(o), positionText, want)
	counts, err := t.store.CountPositionsBy(t.Context(), by, slugs, others)
	t.equal(what+": count", aligned(t, slugs, counts, err), []int{0, len(want), len(want)})
}

func putPositions(t tester) {
	t.putPosts(
		post("a.md", on("ada/2020", "2020", 1, "ai", "rl"), on("ada/2022", "2022-03", 2, "ai"), on("ada/none", "", 1, "ai", "zen")),
		post("b.md", on("bo/2021", "2021-05-01", 3, "ai"), on("bo/2021-2", "2021", 1, "rl")),
		post("c.md", on("cy/2022", "2022", 4, "ai")),
	)
}

func positionsInOrder(t tester) {
	putPositions(t)
	by := store.PositionsByCount
	t.position("on a topic, by count", store.ByTopic, "ai", nil, by,
		"ada ai 4 ada/2020#1.2 ada/2022#1.2", "cy ai 4 cy/2022#1.2 cy/2022#1.2", "bo ai 3 bo/2021#1.2 bo/2021#1.2")
	t.position("of a person, by count", store.ByPerson, "ada", nil, by,
		"ada ai 4 ada/2020#1.2 ada/2022#1.2", "ada rl 1 ada/2020#1.2 ada/2020#1.2", "ada zen 1 - -")
	by = store.PositionsByDate
	t.position("on a topic, by date", store.ByTopic, "ai", nil, by,
		"ada ai 4 ada/2020#1.2 ada/2022#1.2", "cy ai 4 cy/2022#1.2 cy/2022#1.2", "bo ai 3 bo/2021#1.2 bo/2021#1.2")
	t.position("of a person, by date", store.ByPerson, "ada", nil, by,
		"ada ai 4 ada/2020#1.2 ada/2022#1.2", "ada rl 1 ada/2020#1.2 ada/2020#1.2", "ada zen 1 - -")
	t.position("on a topic of one", store.ByTopic, "zen", nil, by, "ada zen 1 - -")
}

func positionsOfSome(t tester) {
	putPositions(t)
	t.position("two people", store.ByTopic, "ai", []string{"cy", "bo", "nobody"}, store.PositionsByCount,
		"cy ai 4 cy/2022#1.2 cy/2022#1.2", "bo ai 3 bo/2021#1.2 bo/2021#1.2")
	t.position("two topics", store.ByPerson, "ada", []string{"zen", "rl"}, store.PositionsByDate, "ada rl 1 ada/2020#1.2 ada/2020#1.2", "ada zen 1 - -")
	t.position("nobody", store.ByTopic, "ai", []string{"nobody"}, store.PositionsByCount)
}

// positionsEnd has several occasions on one day, days without a date, and a latest
// viewpoint that is not the first of its appearance.
func positionsEnd(t tester) {
	late := on("ada/c", "2021-01-01", 1, "rl")
	late.Sections = append(late.Sections, section("More", view("", "other"), view("", "about")))
	late.Sections[1].Viewpoints[1].Topics = []string{"ai"}
	decade := on("ada/a", "", 1, "ai")
	decade.Earliest, decade.Latest = date("1990-01-01"), date("1999-12-31")
	t.putPosts(post("a.md", on("ada/b", "2021", 1, "ai"), decade, late, on("ada/d", "1990", 1, "ai"), on("ada/e", "", 1, "ai")))
	t.position("ends", store.ByPerson, "ada", nil, store.PositionsByCount, "ada ai 5 ada/a#1.2 ada/c#2.2", "ada rl 1 ada/c#1.2 ada/c#1.2")
}

func positionsAnew(t tester) {
	putPositions(t)
	t.putPosts(post("a.md", on("ada/2020", "2020", 1, "ai"), on("ada/2022", "2023", 1, "new")))
	t.position("put anew", store.ByPerson, "ada", nil, store.PositionsByCount, "ada ai 1 ada/2020#1.2 ada/2020#1.2", "ada new 1 ada/2022#1.2 ada/2022#1.2")
	t.move(store.Move{PostPath: "a.md", From: "ada/2022", To: "ada/2023"})
	t.position("moved", store.ByTopic, "new", nil, store.PositionsByDate, "ada new 1 ada/2023#1.2 ada/2023#1.2")
	t.putPosts(post("b.md"), post("d.md", on("bo/2021", "2021-05-01", 1, "ai")))
	t.position("in another post", store.ByPerson, "bo", nil, store.PositionsByCount, "bo ai 1 bo/2021#1.2 bo/2021#1.2")
	t.put(store.Batch{RemovePosts: []string{"c.md", "d.md"}})
	t.position("removed", store.ByTopic, "ai", nil, store.PositionsByCount, "ada ai 1 ada/2020#1.2 ada/2020#1.2")
	t.put(store.Batch{RemovePosts: []string{"a.md"}})
	t.position("all removed", store.ByTopic, "ai", nil, store.PositionsByCount)
}

// positionsUndone has an import change everything, and take it back.
func positionsUndone(t tester) {
	putPositions(t)
	s := t.begin()
	must(t, s, s.Put(t.Context(), store.Batch{Posts: []store.PostDocuments{post("b.md", on("bo/2021", "2021", 9, "zen"))}, RemovePosts: []string{"a.md"}}))
	must(t, s, s.Abort())
	t.position("as before", store.ByPerson, "bo", nil, store.PositionsByCount, "bo ai 3 bo/2021#1.2 bo/2021#1.2", "bo rl 1 bo/2021-2#1.2 bo/2021-2#1.2")
	t.put(store.Batch{Topics: []*timeline.Topic{topic("ai", "AI")}})
	t.position("after another import", store.ByTopic, "zen", nil, store.PositionsByCount, "ada zen 1 - -")
}

// positionsOfPosts have no date; what nobody put forward is no position.
func positionsOfPosts(t tester) {
	of := func(path, person string) store.PostDocuments {
		d := post(path)
		d.Post.PersonSlug, d.Post.Sections = person, []*timeline.Section{section("Views", view("", "own"))}
		d.Post.Sections[0].Viewpoints[0].Topics = []string{"ai"}
		return d
	}
	t.putPosts(of("a.md", "ada"), of("b.md", ""), of("c.md", "ada"))
	t.rename(map[string]string{"a.md": "z"})
	t.position("of posts", store.ByTopic, "ai", nil, store.PositionsByCount, "ada ai 2 - -")
	t.put(store.Batch{RemovePosts: []string{"a.md"}})
	t.position("of one post", store.ByPerson, "ada", nil, store.PositionsByDate, "ada ai 1 - -")
}

// views is a random read of the viewpoints of positions.
func (g *generator) views(q relay.Query) operation {
	f := g.viewpointFilter()
	var keys []string
	for _, person := range append(some(g, 4, g.people), "nobody") {
		keys = append(keys, timeline.PositionKey(person, pick(g, subjects)))
	}
	q.After, q.Before = relay.Cursor{}, g.viewPlace()
	return operation{fmt.Sprintf("viewpoints of %q %+v %+v", keys, f, q), func(ctx context.Context, s store.Store) (any, error) {
		pages, err := s.ViewpointsBy(ctx, store.ByPosition, keys, f, q)
		if err != nil {
			return nil, err
		}
		counts, err := s.CountViewpointsBy(ctx, store.ByPosition, keys, f)
		return []any{brief(pages), counts}, err
	}}
}

// positions is a random read of a list of positions.
func (g *generator) positions(q relay.Query) operation {
	if g.chance(30) {
		return g.views(q)
	}
	by, slugs, others := store.ByPerson, g.anybody(), append(subjects, "nothing")
	if g.chance(50) {
		by, slugs, others = store.ByTopic, append(subjects, "nothing"), g.anybody()
	}
	if others = some(g, 4, others); g.chance(50) {
		others = nil
	}
	o := pick(g, []store.PositionOrder{store.PositionsByCount, store.PositionsByDate})
	q.After, q.Before = relay.Cursor{}, relay.Cursor{}
	if g.chance(40) {
		p := timeline.TopicPosition{PersonSlug: pick(g, g.people), TopicSlug: pick(g, subjects), Count: g.IntN(4)}
		q.After = store.PositionCursor(o)(&p)
	}
	return operation{fmt.Sprintf("PositionsBy %s %q among %q, %s, %+v", by, slugs, others, o, q), func(ctx context.Context, s store.Store) (any, error) {
		pages, err := s.PositionsBy(ctx, by, slugs, others, o, q)
		if err != nil {
			return nil, err
		}
		counts, err := s.CountPositionsBy(ctx, by, slugs, others)
		return []any{namedPages(pages), counts}, err
	}}
}

// allPositions are those of all people on all topics.
func allPositions() operation {
	return operation{"all positions", func(ctx context.Context, s store.Store) (any, error) {
		pages, err := s.PositionsBy(ctx, store.ByTopic, subjects, nil, store.PositionsByDate, relay.Query{Limit: relay.MaxSize})
		return namedPages(pages), err
	}}
}

func namedPages(pages []relay.Page[*timeline.TopicPosition]) []relay.Page[string] {
	var all []relay.Page[string]
	for _, p := range pages {
		all = append(all, named(p, positionText))
	}
	return all
}
