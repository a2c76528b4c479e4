package mongodb

import (
	"cmp"
	"context"

	"viewline/relay"
	"viewline/store"
)

// The ranks of hits in a cursor; see [store.HitCursor].
const (
	weakRank   = "0"
	strongRank = "1"
)

// searchSources are the collections that can have hits of a search.
func (s *Store) searchSources(f store.SearchFilter) []source {
	var sources []source
	if f.Type != store.TypePaper {
		sources = append(sources, s.appearanceSource())
	}
	bare := len(f.Kinds) == 0 // only appearances and their viewpoints have a kind
	if bare && (f.Type == "" || f.Type == store.TypePaper) && f.Topic == "" && len(f.Topics) == 0 {
		sources = append(sources, s.paperSource())
	}
	if bare && (f.Type == "" || f.Type == store.TypeViewpoint) {
		sources = append(sources, s.postSource())
	}
	return sources
}

func wantedHits(f store.SearchFilter) wanted {
	return wanted{person: f.Person, people: f.People, tokens: f.Tokens(), choices: f.Choices(), bounds: f.Bounds()}
}

// Search implements [store.Reader], in at most nine commands: one finds the hits
// of a rank in a collection, and one reads a collection's documents.
func (s *Store) Search(ctx context.Context, f store.SearchFilter, q relay.Query) (relay.Page[store.Hit], error) {
	w := wantedHits(f)
	if !f.Finds() {
		return relay.Page[store.Hit]{}, nil
	}
	_, _, _, limit := q.Scan()
	ctx = s.pinned(ctx)
	var spots []spot
	for _, t := range tiers(f, w, q) {
		if len(spots) == limit {
			break
		}
		more, err := s.spots(ctx, s.searchSources(f), []wanted{t.wanted}, t.query, limit-len(spots))
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
	wanted wanted
	query  relay.Query // the query with cursors without a rank
	strong bool
}

// tiers are the parts of a search that can have hits on the page, in the order of the scan.
func tiers(f store.SearchFilter, w wanted, q relay.Query) []tier {
	if !f.Ranked {
		w.judged = f.Strong()
		return within(q, weakRank, tier{wanted: w})
	}
	strong, weak := w, w
	strong.tokens = append(append([]store.Token(nil), w.tokens...), f.Strong()...)
	weak.weak = f.Strong()
	ofStrong := within(q, strongRank, tier{wanted: strong, strong: true})
	ofWeak := within(q, weakRank, tier{wanted: weak})
	if descending, _, _, _ := q.Scan(); descending {
		return append(ofStrong, ofWeak...)
	}
	return append(ofWeak, ofStrong...)
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
