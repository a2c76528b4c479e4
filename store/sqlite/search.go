package sqlite

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"viewline/relay"
	"viewline/store"
)

// ranked is an entry with the rank of its tier.
type ranked struct {
	entry
	rank string
}

// Search implements [store.Reader]. Named hits, strong hits and the others are three lists of
// one statement.
func (s *Store) Search(ctx context.Context, f store.SearchFilter, q relay.Query) (relay.Page[store.Hit], error) {
	if !f.Finds() {
		return relay.Of[store.Hit](q, nil), nil
	}
	var err error
	if f.Groups, err = s.rarestFirst(ctx, f.Groups); err != nil {
		return relay.Page[store.Hit]{}, s.wrap(err, "search")
	}
	tiers := tiersOf(f, q)
	find := finding{q: q, span: spanOf(f.Bounds())}
	for _, t := range tiers {
		find.wanted = append(find.wanted, t.wanted)
	}
	ctx, end := s.pinned(ctx)
	defer end()
	if len(f.Groups) > 0 && len(tiers) == 1 {
		ids, ok, err := s.matching(ctx, f.Tokens(), f.Choices())
		if err != nil {
			return relay.Page[store.Hit]{}, s.wrap(err, "search")
		}
		if find.known = ok && len(ids) <= mostKnown; find.known {
			find.wanted[0].match = list(ids)
		}
	}
	found, err := s.find(ctx, find)
	if err != nil {
		return relay.Page[store.Hit]{}, s.wrap(err, "search")
	}
	var hits []store.Hit
	for _, r := range find.merge(tiers, found, f.Ranked) {
		h, err := found.hit(r.entry)
		if err != nil {
			return relay.Page[store.Hit]{}, s.wrap(err, "search")
		}
		h.Strong = r.rank != store.RankWeak
		hits = append(hits, h)
	}
	return relay.Of(q, hits), nil
}

// mostKnown is how many entries are given to a statement by their ids. FTS5 soon finds a page
// of more.
const mostKnown = 10_000

// merge sorts the entries of all tiers by the order of the scan, and keeps those on the
// page.
func (f finding) merge(tiers []tier, found *findings, byRank bool) []ranked {
	var all []ranked
	for i, t := range tiers {
		for _, e := range found.pages[i] {
			all = append(all, ranked{e, t.rank})
		}
	}
	slices.SortStableFunc(all, func(a, b ranked) int {
		rank := cmp.Compare(a.rank, b.rank)
		switch {
		case !byRank:
			rank = 0
		case f.descending():
			rank = -rank
		}
		return cmp.Or(rank, f.compare(a.entry, b.entry))
	})
	return all[:min(len(all), f.limit())]
}

// tier is the list of the hits of one rank.
type tier struct {
	wanted
	rank string
}

// tiersOf are the tiers that can be on a page. A label or a title counts among the words of
// its text, so a strong hit has all words of the search, and the search for strong hits
// leaves them out. Named hits are strong.
func tiersOf(f store.SearchFilter, q relay.Query) []tier {
	isWord := func(t store.Token) bool { return t.Class == store.ClassWord }
	where := slices.DeleteFunc(f.Tokens(), isWord)
	_, above, below, _ := q.Scan()
	possible := []tier{{wanted{match: all(f.Tokens(), f.Choices()...)}, store.RankWeak}}
	if strong := f.Strong(); len(strong) > 0 {
		isNamed := all(nil, store.IsType(store.NamedTypes))
		found := all(append(where, strong...), f.Choices()...)
		possible = []tier{
			{wanted{match: found + " AND " + isNamed, undated: true}, store.RankNamed},
			{wanted{match: "(" + found + ") NOT " + isNamed}, store.RankStrong},
			{wanted{match: "(" + possible[0].match + ") NOT (" + all(strong) + ")"}, store.RankWeak},
		}
	}
	var tiers []tier
	for _, t := range possible {
		if t.undated == slices.Contains(store.OtherTypes, f.Type) && f.Type != "" {
			continue
		}
		var inside, alsoInside bool
		t.above, inside = bound(f.Ranked, t.rank, above, +1)
		t.below, alsoInside = bound(f.Ranked, t.rank, below, -1)
		if inside && alsoInside {
			tiers = append(tiers, t)
		}
	}
	return tiers
}

// bound is the bound that a cursor sets for a tier. It is a place where the cursor has the
// tier's rank, and where ranks do not count. Of a tier with another rank, all hits lie on
// one side of the cursor: inside is false where that is the wrong side.
func bound(byRank bool, rank string, c relay.Cursor, side int) (p place, inside bool) {
	if c.IsZero() {
		return place{}, true
	}
	of, date := store.RankWeak, c.Sort
	if c.Sort != "" {
		of, date = c.Sort[:1], c.Sort[1:]
	}
	if d := strings.Compare(rank, of) * side; byRank && d != 0 {
		return place{}, d > 0
	}
	return placed(relay.Cursor{Sort: date, Key: c.Key}), true
}

// CountHits implements [store.Reader].
func (s *Store) CountHits(ctx context.Context, f store.SearchFilter) (int, error) {
	if !f.Finds() {
		return 0, nil
	}
	n, err := s.countMatches(ctx, f.Tokens(), f.Choices(), spanOf(f.Bounds()))
	return n, s.wrap(err, "count hits")
}
