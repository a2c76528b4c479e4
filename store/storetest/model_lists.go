package storetest

import (
	"cmp"
	"context"
	"slices"

	"viewline/relay"
	"viewline/search"
	"viewline/store"
	"viewline/timeline"
)

func topicKey(t *timeline.Topic) string { return t.Slug }

func (m *model) Topics(_ context.Context, names []string) ([]*timeline.Topic, error) {
	defer m.lock()()
	found := make([]*timeline.Topic, len(names))
	for i, name := range names {
		nearest := 4
		for _, t := range inOrder(slices.Clone(m.topics), topicKey) {
			if d := distance(name, &timeline.Person{Slug: t.Slug, Name: t.Name, Aliases: t.Aliases}); d < nearest {
				nearest, found[i] = d, copyOf(t)
			}
		}
	}
	return found, nil
}

func (m *model) ListTopics(_ context.Context, by store.TopicOrder, q relay.Query) (relay.Page[*timeline.Topic], error) {
	defer m.lock()()
	return list(m.topics, q, store.TopicCursor(by)), nil
}

func (m *model) passingPeople(f store.PersonFilter) []*timeline.Person {
	return slices.DeleteFunc(slices.Clone(m.people), func(p *timeline.Person) bool {
		return !(store.Entry{Tokens: store.PersonTokens(p)}).Has(f.Tokens(), f.Choices()...)
	})
}

func (m *model) ListPeople(_ context.Context, f store.PersonFilter, by store.PersonOrder, q relay.Query) (relay.Page[*timeline.Person], error) {
	defer m.lock()()
	return list(m.passingPeople(f), q, store.PersonCursor(by)), nil
}

func (m *model) CountPeople(_ context.Context, f store.PersonFilter) (int, error) {
	defer m.lock()()
	return len(m.passingPeople(f)), nil
}

func (m *model) PeopleByTopic(ctx context.Context, topics []string, by store.PersonOrder, q relay.Query) ([]relay.Page[*timeline.Person], error) {
	return each(topics, func(t string) relay.Page[*timeline.Person] {
		p, _ := m.ListPeople(ctx, store.PersonFilter{Topic: t}, by, q)
		return p
	}), nil
}

func (m *model) CountPeopleByTopic(ctx context.Context, topics []string) ([]int, error) {
	return each(topics, func(t string) int {
		n, _ := m.CountPeople(ctx, store.PersonFilter{Topic: t})
		return n
	}), nil
}

func (m *model) AppearancesByPaper(_ context.Context, papers []string, q relay.Query) ([]relay.Page[*timeline.Appearance], error) {
	defer m.lock()()
	return each(papers, func(slug string) relay.Page[*timeline.Appearance] {
		return list(slices.DeleteFunc(slices.Clone(m.appearances), func(a *timeline.Appearance) bool { return times(a, slug) == 0 }), q, store.AppearanceCursor)
	}), nil
}

func (m *model) CountByPaper(_ context.Context, papers []string) ([]int, error) {
	defer m.lock()()
	return each(papers, func(slug string) int {
		n := 0
		for _, a := range m.appearances {
			n += times(a, slug)
		}
		return n
	}), nil
}

// times is how often an appearance recommends a paper.
func times(a *timeline.Appearance, paper string) int {
	n := 0
	for _, r := range a.Recommendations {
		if r.PaperSlug == paper {
			n++
		}
	}
	return n
}

func (m *model) ListPapers(_ context.Context, f store.PaperFilter, by store.PaperOrder, q relay.Query) (relay.Page[*timeline.Paper], error) {
	defer m.lock()()
	return list(m.passingPapers(f), q, store.PaperCursor(by)), nil
}

func (m *model) CountPapers(_ context.Context, f store.PaperFilter) (int, error) {
	defer m.lock()()
	return len(m.passingPapers(f)), nil
}

func (m *model) passingPapers(f store.PaperFilter) []*timeline.Paper {
	return slices.DeleteFunc(slices.Clone(m.papers), func(p *timeline.Paper) bool {
		return !store.PaperEntry(p).Has(f.Tokens()) || len(p.RecommendedBy) < f.MinRecommenders || !between(p.Published.Earliest(), p.Published.Latest(), f.From, f.To)
	})
}

// between reports whether the days overlap the days between two dates.
func between(earliest, latest, from, to timeline.PartialDate) bool {
	if earliest.IsZero() {
		return from.IsZero() && to.IsZero()
	}
	return (from.IsZero() || latest.String() >= from.Earliest().String()) && (to.IsZero() || earliest.String() <= to.Latest().String())
}

// inside reports whether all days are in a range, and whether there are days where dated
// asks for some, or none where it asks for none.
func inside(earliest, latest timeline.PartialDate, within store.Range, dated store.Dated) bool {
	undated := earliest.IsZero()
	switch {
	case dated == store.OnlyDated && undated, dated == store.OnlyUndated && !undated:
		return false
	case within == store.Range{}:
		return true
	}
	return !undated && earliest.String() >= within.From.Earliest().String() && (within.To.IsZero() || latest.String() <= within.To.Latest().String())
}

func (m *model) ListPosts(_ context.Context, by store.PostOrder, q relay.Query) (relay.Page[*timeline.Post], error) {
	defer m.lock()()
	return list(m.posts, q, store.PostCursor(by)), nil
}

func (m *model) postsOf(slug string) []*timeline.Post {
	return slices.DeleteFunc(slices.Clone(m.posts), func(p *timeline.Post) bool { return !slices.Contains(p.AllPeople(), slug) })
}

func (m *model) PostsByPerson(_ context.Context, slugs []string, by store.PostOrder, q relay.Query) ([]relay.Page[*timeline.Post], error) {
	defer m.lock()()
	return each(slugs, func(slug string) relay.Page[*timeline.Post] { return list(m.postsOf(slug), q, store.PostCursor(by)) }), nil
}

func (m *model) CountPostsByPerson(_ context.Context, slugs []string) ([]int, error) {
	defer m.lock()()
	return each(slugs, func(slug string) int { return len(m.postsOf(slug)) }), nil
}

func each[T any](keys []string, answer func(string) T) []T {
	all := make([]T, len(keys))
	for i, key := range keys {
		all[i] = answer(key)
	}
	return all
}

// indexed is an item that can be found, with its entry.
type indexed struct {
	store.Hit
	entry            store.Entry
	earliest, latest timeline.PartialDate
}

// everything is all items that can be found.
func (m *model) everything() []indexed {
	if m.index == nil {
		m.index = m.indexAll()
	}
	return slices.Clone(m.index)
}

// owners are the appearances with an entry that has all tokens, and one of each of
// the choices, by key.
func (m *model) owners(tokens []store.Token, choices [][]store.Token) map[string]bool {
	keys := map[string]bool{}
	for _, i := range m.everything() {
		switch {
		case !i.entry.Has(tokens, choices...):
		case i.Appearance != nil:
			keys[i.Appearance.Key] = true
		case i.Viewpoint != nil && i.Viewpoint.Appearance != nil:
			keys[i.Viewpoint.Appearance.Key] = true
		}
	}
	return keys
}

func (m *model) indexAll() []indexed {
	var all []indexed
	for _, stored := range m.appearances {
		a := copyOf(stored)
		for i, e := range store.AppearanceEntries(a) {
			hit := store.Hit{Appearance: a}
			if i > 0 {
				hit = store.Hit{Viewpoint: a.Viewpoints()[i-1]}
			}
			all = append(all, indexed{hit, e, a.Earliest, a.Latest})
		}
	}
	for _, stored := range m.posts {
		p := copyOf(stored)
		hits := []store.Hit{{Post: p}}
		for s := range timeline.AllSections(p.Sections) {
			for _, v := range s.Viewpoints {
				hits = append(hits, store.Hit{Viewpoint: v})
			}
		}
		for i, e := range store.PostEntries(p) {
			all = append(all, indexed{Hit: hits[i], entry: e})
		}
	}
	for _, p := range m.people {
		all = append(all, indexed{Hit: store.Hit{Person: p}, entry: store.PersonEntry(p)})
	}
	for _, t := range m.topics {
		all = append(all, indexed{Hit: store.Hit{Topic: t}, entry: store.TopicEntry(t)})
	}
	for _, stored := range m.papers {
		p := copyOf(stored)
		all = append(all, indexed{store.Hit{Paper: p}, store.PaperEntry(p), p.Published.Earliest(), p.Published.Latest()})
	}
	return all
}

// having are the items whose entry and days pass.
func (m *model) having(entry func(store.Entry) bool, days func(earliest, latest timeline.PartialDate) bool) []indexed {
	return slices.DeleteFunc(m.everything(), func(i indexed) bool { return !entry(i.entry) || !days(i.earliest, i.latest) })
}

// cut is a page of a list whose cursors have owners and places.
func cut[T any](items []T, q relay.Query, cursor func(T) relay.Cursor) relay.Page[T] {
	compare := func(a, b relay.Cursor) int {
		ownerA, placeA, _ := store.Split(a)
		ownerB, placeB, _ := store.Split(b)
		c := cmp.Or(cmp.Compare(a.Sort, b.Sort), cmp.Compare(ownerA, ownerB))
		if q.Descending {
			c = -c
		}
		return cmp.Or(c, cmp.Compare(placeA, placeB))
	}
	items = slices.DeleteFunc(slices.Clone(items), func(item T) bool {
		c := cursor(item)
		return !q.After.IsZero() && compare(c, q.After) <= 0 || !q.Before.IsZero() && compare(c, q.Before) >= 0
	})
	slices.SortFunc(items, func(a, b T) int { return compare(cursor(a), cursor(b)) })
	more := len(items) > q.Limit
	if q.Backward {
		return relay.Page[T]{Items: items[max(0, len(items)-q.Limit):], HasNext: !q.Before.IsZero(), HasPrevious: more}
	}
	return relay.Page[T]{Items: items[:min(len(items), q.Limit)], HasNext: more, HasPrevious: !q.After.IsZero()}
}

func (m *model) passingViews(f store.ViewpointFilter) []*timeline.Viewpoint {
	var views []*timeline.Viewpoint
	for _, i := range m.having(func(e store.Entry) bool { return e.Has(f.Tokens(), f.Choices()...) }, func(earliest, latest timeline.PartialDate) bool {
		return between(earliest, latest, f.From, f.To) && inside(earliest, latest, f.Within, f.Dated)
	}) {
		views = append(views, i.Viewpoint)
	}
	return views
}

func (m *model) ListViewpoints(_ context.Context, f store.ViewpointFilter, q relay.Query) (relay.Page[*timeline.Viewpoint], error) {
	defer m.lock()()
	return cut(m.passingViews(f), q, store.ViewpointCursor), nil
}

func (m *model) CountViewpoints(_ context.Context, f store.ViewpointFilter) (int, error) {
	defer m.lock()()
	return len(m.passingViews(f)), nil
}

func (m *model) ViewpointsBy(ctx context.Context, by store.Dimension, slugs []string, f store.ViewpointFilter, q relay.Query) ([]relay.Page[*timeline.Viewpoint], error) {
	return each(slugs, func(slug string) relay.Page[*timeline.Viewpoint] {
		p, _ := m.ListViewpoints(ctx, f.Of(by, slug), q)
		return p
	}), nil
}

func (m *model) CountViewpointsBy(ctx context.Context, by store.Dimension, slugs []string, f store.ViewpointFilter) ([]int, error) {
	return each(slugs, func(slug string) int {
		n, _ := m.CountViewpoints(ctx, f.Of(by, slug))
		return n
	}), nil
}

func (m *model) hits(f store.SearchFilter) []store.Hit {
	if len(search.Parse(f.Text)) == 0 && len(f.Groups) == 0 {
		return nil
	}
	var hits []store.Hit
	for _, i := range m.having(func(e store.Entry) bool { return e.Has(f.Tokens(), f.Choices()...) }, func(earliest, latest timeline.PartialDate) bool {
		return between(earliest, latest, f.From, f.To) && inside(earliest, latest, f.Within, f.Dated)
	}) {
		i.Strong = len(f.Strong()) > 0 && i.entry.Has(f.Strong())
		hits = append(hits, i.Hit)
	}
	return hits
}

func (m *model) Search(_ context.Context, f store.SearchFilter, q relay.Query) (relay.Page[store.Hit], error) {
	defer m.lock()()
	return cut(m.hits(f), q, store.HitCursor(f.Ranked)), nil
}

func (m *model) CountHits(_ context.Context, f store.SearchFilter) (int, error) {
	defer m.lock()()
	return len(m.hits(f)), nil
}
