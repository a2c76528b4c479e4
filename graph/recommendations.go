package graph

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"viewline/graph/batch"
	"viewline/graph/model"
	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

type recommendationPage = relay.Page[*timeline.Recommendation]

// recommendationCursor is a recommendation's place in a list: the place of its appearance,
// and then its position in the appearance.
func recommendationCursor(r *timeline.Recommendation) relay.Cursor {
	c := store.AppearanceCursor(r.Appearance)
	c.Key += fmt.Sprintf("#%06d", r.Position)
	return c
}

// recommendedIn is a page of the recommendations of an appearance.
func recommendedIn(a *timeline.Appearance, q relay.Query) *model.RecommendationConnection {
	p := relay.Slice(q, a.Recommendations, recommendationCursor)
	return relay.Connect(q.List, p, recommendationCursor, func(context.Context) (int, error) {
		return len(a.Recommendations), nil
	})
}

// recommendedBy finds a page of a person's recommendations.
func (r *reader) recommendedBy(ctx context.Context, p *timeline.Person, q relay.Query) (*model.RecommendationConnection, error) {
	bounds, err := around(q)
	if err != nil {
		return nil, inputError{err}
	}
	people := batch.Siblings(ctx)
	found, err := batch.Load(ctx, people, r.recommendationsByPerson(q, bounds), p.Slug)
	if err != nil {
		return nil, err
	}
	return relay.Connect(q.List, found[0], recommendationCursor, func(ctx context.Context) (int, error) {
		n, err := r.countOf(ctx, people, p, passing{ok: true})
		return n.Recommendations, err
	}), nil
}

func (r *reader) recommendationsByPerson(q, bounds relay.Query) batch.Read[recommendationPage] {
	type name struct{ relay.Query }
	return batch.Read[recommendationPage]{
		Name: name{q.OfAny()},
		Keys: slugOf,
		Find: func(ctx context.Context, slugs []string) ([]recommendationPage, error) {
			found, err := r.store.AppearancesByPerson(ctx, slugs, store.AppearanceFilter{Recommends: true}, bounds)
			pages := make([]recommendationPage, len(found))
			for i, p := range found {
				pages[i] = cut(q, p.Items, func(*timeline.Recommendation) bool { return true })
			}
			return pages, err
		},
		Objects: recommending,
	}
}

// recommending lists the appearances of a page's recommendations.
func recommending(p recommendationPage) []any {
	var appearances []*timeline.Appearance
	for _, rec := range p.Items {
		appearances = append(appearances, rec.Appearance)
	}
	return batch.Many(slices.Compact(appearances))
}

// around is the query for the appearances that have the recommendations of a page. It
// includes the appearances of both cursors, some of whose recommendations may belong to the
// page; so its limit is two more than the page's.
func around(q relay.Query) (relay.Query, error) {
	a := relay.Query{Limit: q.Limit + 2, Descending: q.Descending, Backward: q.Backward}
	var err error
	if a.After, err = beside(q.After, q.List, q.Descending); err != nil {
		return relay.Query{}, err
	}
	a.Before, err = beside(q.Before, q.List, !q.Descending)
	return a, err
}

// beside is a place just above or just below the appearance of a recommendation's cursor,
// so that an exclusive bound at that place includes the appearance. No other appearance
// lies between the two: keys have neither control characters nor the last code point of
// Unicode.
func beside(c relay.Cursor, list relay.List, above bool) (relay.Cursor, error) {
	if c.IsZero() {
		return c, nil
	}
	key, _, ok := strings.Cut(c.Key, "#")
	if !ok || key == "" {
		return relay.Cursor{}, relay.BadCursor(c.In(list))
	}
	if above {
		return relay.Cursor{Sort: c.Sort, Key: key + "\x01"}, nil
	}
	last, size := utf8.DecodeLastRuneInString(key)
	return relay.Cursor{Sort: c.Sort, Key: key[:len(key)-size] + string(last-1) + string(utf8.MaxRune)}, nil
}

// cut makes the page from the recommendations of appearances, which stand in the order of
// the list. It leaves out recommendations that do not belong to the list.
func cut(q relay.Query, appearances []*timeline.Appearance, belongs func(*timeline.Recommendation) bool) recommendationPage {
	var all []*timeline.Recommendation
	for _, a := range appearances {
		for _, r := range a.Recommendations {
			c := recommendationCursor(r)
			if belongs(r) && behind(q, c, q.After) && behind(q, q.Before, c) {
				all = append(all, r)
			}
		}
	}
	if q.Backward {
		slices.Reverse(all)
	}
	return relay.Of(q, all[:min(len(all), q.Limit+1)])
}

// behind reports whether a stands behind b in the list. It is true where a or b is the zero
// cursor, which bounds nothing. Inside one appearance positions ascend, whichever way the
// list runs.
func behind(q relay.Query, a, b relay.Cursor) bool {
	if a.IsZero() || b.IsZero() {
		return true
	}
	keyA, positionA, _ := strings.Cut(a.Key, "#")
	keyB, positionB, _ := strings.Cut(b.Key, "#")
	if a.Sort == b.Sort && keyA == keyB {
		return positionA > positionB
	}
	above := a.Sort > b.Sort || a.Sort == b.Sort && keyA > keyB
	return above != q.Descending
}
