package storetest

import (
	"context"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// neighbourExamples test the neighbours of appearances, and searches by sets of words.
var neighbourExamples = []example{
	{"the next and the last of a person", neighbours},
	{"one word of each set", wordsOfGroups},
}

func (m *model) Neighbours(ctx context.Context, of []*timeline.Appearance, next bool) ([]*timeline.Appearance, error) {
	found := make([]*timeline.Appearance, len(of))
	for i, a := range of {
		if a.Earliest.IsZero() {
			continue
		}
		p, err := m.ListAppearances(ctx, store.AppearanceFilter{Person: a.PersonSlug, Dated: store.OnlyDated},
			relay.Query{Limit: 1, Descending: !next, After: store.AppearanceCursor(a)})
		if err != nil {
			return nil, err
		}
		if len(p.Items) > 0 {
			found[i] = p.Items[0]
		}
	}
	return found, nil
}

func neighbours(t tester) {
	posts, order := sample()
	t.putPosts(posts...)
	dated := map[string][]string{}
	for _, key := range order[2:] {
		dated[key[:2]] = append(dated[key[:2]], key)
	}
	for _, next := range []bool{false, true} {
		found, err := t.store.Neighbours(t.Context(), t.appearances(order...), next)
		got := keysOf(aligned(t, order, found, err))
		for i, key := range order {
			want, step := "-", -1
			if next {
				step = 1
			}
			for at, other := range dated[key[:2]] {
				if there := at + step; other == key && there >= 0 && there < len(dated[key[:2]]) {
					want = dated[key[:2]][there]
				}
			}
			t.equal("beside "+key, got[i], want)
		}
	}
	none, err := t.store.Neighbours(t.Context(), nil, true)
	t.equal("of nothing", len(must(t, none, err)), 0)
}

func wordsOfGroups(t tester) {
	t.putTexts("alpha beta", "alpha gamma", "beta gamma", "delta", "價值函数")
	for _, c := range []struct {
		groups [][]string
		text   string
		want   []string
	}{
		{[][]string{{"alpha"}}, "", []string{"ada/01#1.1", "ada/02#1.1"}},
		{[][]string{{"alpha", "beta"}}, "", []string{"ada/01#1.1"}},
		{[][]string{{"alpha"}, {"delta"}}, "", []string{"ada/01#1.1", "ada/02#1.1", "ada/04#1.1"}},
		{[][]string{{"alpha", "gamma"}, {"beta", "gamma"}, {"alpha", "delta"}}, "", []string{"ada/02#1.1", "ada/03#1.1"}},
		{[][]string{{"价值", "函数"}, {"delta", "alpha"}}, "", []string{"ada/05#1.1"}},
		{[][]string{{"alpha"}, {"beta", "gamma"}}, "gamma", []string{"ada/02#1.1", "ada/03#1.1"}},
		{[][]string{{"nothing"}, {"no", "alpha"}}, "", nil},
	} {
		f := store.SearchFilter{Text: c.text, Groups: c.groups}
		t.equal("groups", named(t.search(f, relay.Query{Limit: relay.MaxSize}), hitKey).Items, c.want)
		n, err := t.store.CountHits(t.Context(), f)
		t.equal("groups: count", must(t, n, err), len(c.want))
		f.People = []string{"bo", "cy"}
		t.equal("of others", len(t.search(f, newest(5)).Items), 0)
	}
}

// allNeighbours are the keys of the neighbours of all appearances.
func allNeighbours(ctx context.Context, s store.Store, next bool) ([]string, error) {
	p, err := s.ListAppearances(ctx, store.AppearanceFilter{}, relay.Query{Limit: relay.MaxSize})
	if err != nil {
		return nil, err
	}
	found, err := s.Neighbours(ctx, p.Items, next)
	return keysOf(found), err
}
