package mongodb

import (
	"cmp"
	"context"
	"slices"

	"viewline/relay"
	"viewline/store"
)

// searchSources are the collections that can have hits of a search, of any of some types.
func (s *Store) searchSources(f store.SearchFilter, types ...string) []source {
	if f.Type != "" {
		types = []string{f.Type}
	}
	has := func(some ...string) bool {
		return slices.ContainsFunc(some, func(t string) bool { return slices.Contains(types, t) })
	}
	var sources []source
	if has(store.TypeAppearance, store.TypeViewpoint) {
		sources = append(sources, s.appearanceSource())
	}
	if len(f.Kinds) > 0 {
		return sources // only appearances and their viewpoints have a kind
	}
	if has(store.TypePaper) && f.Topic == "" && len(f.Topics) == 0 {
		sources = append(sources, s.paperSource())
	}
	if has(store.TypeViewpoint, store.TypePost) {
		sources = append(sources, s.postSource())
	}
	if has(store.TypePerson) {
		sources = append(sources, namedSource(s.people))
	}
	if has(store.TypeTopic) {
		sources = append(sources, namedSource(s.topics))
	}
	return sources
}

// allSources are the sources of all types.
func (s *Store) allSources(f store.SearchFilter) []source {
	return s.searchSources(f, slices.Concat(store.NamedTypes, store.OtherTypes)...)
}

func wantedHits(f store.SearchFilter) wanted {
	return wanted{person: f.Person, people: f.People, tokens: f.Tokens(), choices: f.Choices(), bounds: f.Bounds()}
}

// Search implements [store.Reader], in at most fourteen commands: one finds the hits
// of a rank in a collection, and one reads a collection's documents.
func (s *Store) Search(ctx context.Context, f store.SearchFilter, q relay.Query) (relay.Page[store.Hit], error) {
	w := wantedHits(f)
	if !f.Finds() {
		return relay.Page[store.Hit]{}, nil
	}
	_, _, _, limit := q.Scan()
	ctx = s.pinned(ctx)
	var spots []spot
	for _, t := range s.tiers(f, w, q) {
		if len(spots) == limit {
			break
		}
		more, err := s.spots(ctx, t.sources, []wanted{t.wanted}, t.query, limit-len(spots))
		if err != nil {
			return relay.Page[store.Hit]{}, err
		}
		for _, at := range more[0] {
			at.strong = at.strong || t.strong
			spots = append(spots, at)
		}
	}
	onPage := relay.Of(q, spots)
	found, err := s.documents(ctx, onPage.Items)
	if err != nil {
		return relay.Page[store.Hit]{}, err
	}
	return fill(onPage, found.hit), nil
}

// tier is the part of a search that finds the hits of one rank.
type tier struct {
	wanted  wanted
	sources []source
	query   relay.Query // the query with cursors without a rank
	strong  bool
}

// tiers are the parts of a search that can have hits on the page, in the order of the scan.
func (s *Store) tiers(f store.SearchFilter, w wanted, q relay.Query) []tier {
	if !f.Ranked {
		w.judged = f.Strong()
		return within(q, store.RankWeak, tier{wanted: w, sources: s.allSources(f)})
	}
	strong, weak := w, w
	strong.tokens = slices.Concat(w.tokens, f.Strong())
	weak.weak = f.Strong()
	others := s.searchSources(f, store.OtherTypes...)
	ofNamed := within(q, store.RankNamed, tier{wanted: strong.ofType(store.NamedTypes), sources: s.searchSources(f, store.NamedTypes...), strong: true})
	ofStrong := within(q, store.RankStrong, tier{wanted: strong.ofType(store.OtherTypes), sources: others, strong: true})
	ofWeak := within(q, store.RankWeak, tier{wanted: weak.ofType(store.OtherTypes), sources: others})
	if descending, _, _, _ := q.Scan(); descending {
		return slices.Concat(ofNamed, ofStrong, ofWeak)
	}
	return slices.Concat(ofWeak, ofStrong, ofNamed)
}

// ofType narrows what is wanted to some types.
func (w wanted) ofType(types []string) wanted {
	w.choices = slices.Concat(w.choices, [][]store.Token{store.IsType(types)})
	return w
}

// within bounds a tier by the cursors of the page. It returns nil where a cursor leaves no
// hit of the rank.
func within(q relay.Query, rank string, t tier) []tier {
	sign := direction(q.Descending)
	t.query = q
	for _, bound := range []struct {
		cursor *relay.Cursor
		sign   int // the sign of the comparison with ranks inside the cursor
	}{{&t.query.After, sign}, {&t.query.Before, -sign}} {
		if bound.cursor.IsZero() {
			continue
		}
		cut := min(len(bound.cursor.Sort), len(rank))
		switch cmp.Compare(rank, bound.cursor.Sort[:cut]) {
		case 0:
			bound.cursor.Sort = bound.cursor.Sort[cut:]
		case bound.sign:
			*bound.cursor = relay.Cursor{}
		default:
			return nil
		}
	}
	return []tier{t}
}
