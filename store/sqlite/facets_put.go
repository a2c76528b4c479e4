package sqlite

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"viewline/store"
)

// entriesOf are the entries of a document, with what they are counted by.
type entriesOf struct {
	source           string
	earliest, latest string // days; empty without a date
	person, kind     string
	places           []string
	topics           [][]string // of each entry
	written          int        // how many entries the rows so far have
}

// days are the entries' value of the facet byDays.
func (e *entriesOf) days() string {
	if e.earliest == "" {
		return ""
	}
	return e.earliest + " " + e.latest
}

func (p *prepared) entries() *entriesOf {
	return &entriesOf{source: p.source, earliest: p.earliest.String(), latest: p.latest.String(), person: p.person, kind: p.kind, places: p.places, topics: p.topics}
}

// next are the topics of so many further entries, as a row has them.
func (e *entriesOf) next(entries int) string {
	topics := e.topics[e.written : e.written+entries]
	e.written += entries
	if !slices.ContainsFunc(topics, func(of []string) bool { return len(of) > 0 }) {
		return "[]"
	}
	return list(topics)
}

// add adds the entries of a row.
func (e *entriesOf) add(places, topics []byte) error {
	var at []string
	if err := json.Unmarshal(places, &at); err != nil {
		return err
	}
	var of [][]string
	if err := json.Unmarshal(topics, &of); err != nil {
		return err
	}
	e.places = append(e.places, at...)
	e.topics = append(e.topics, append(of, make([][]string, len(at)-len(of))...)...)
	return nil
}

// items yields what is counted in the entries, and how often: an appearance, and its
// viewpoints or those of a post.
func (e *entriesOf) items(yield func(item store.Faceted, n int)) {
	if e.source != inAppearance && e.source != inPost {
		return
	}
	of := store.Faceted{Person: e.person, Kind: e.kind, Year: e.earliest[:min(4, len(e.earliest))]}
	if e.source == inAppearance {
		of.Type, of.Topics = store.TypeAppearance, distinct(slices.Concat(e.topics...))
		yield(of, 1)
	}
	of.Type = store.TypeViewpoint
	bare := 0
	for i, place := range e.places {
		switch {
		case place == "", place == store.PlaceOfPost: // the appearance or the post itself
		case len(e.topics[i]) == 0:
			bare++
		default:
			of.Topics = e.topics[i]
			yield(of, 1)
		}
	}
	if of.Topics = nil; bare > 0 {
		yield(of, bare)
	}
}

// facetKey is the key of a row of the table facet.
type facetKey struct {
	list, token string
	facet       store.Facet
	value       string
}

func (k facetKey) compare(other facetKey) int {
	return cmp.Or(strings.Compare(k.list, other.list), strings.Compare(k.token, other.token), cmp.Compare(k.facet, other.facet), strings.Compare(k.value, other.value))
}

// facetCounts are numbers to be added to those of the table facet.
type facetCounts map[facetKey]int

// maxFacets is how many rows of the table facet wait in memory at most, beside those of one
// batch. Each takes about 150 bytes.
const maxFacets = 1 << 17

// count counts each entry so many times, or takes it out where times is negative.
func (c facetCounts) count(e *entriesOf, times int) {
	e.items(func(item store.Faceted, n int) {
		c[facetKey{item.Type, "", byDays, e.days()}] += n * times
		for _, token := range item.Tokens() {
			for _, facet := range store.Facets {
				for _, value := range item.Values(facet) {
					c[facetKey{item.Type, token, facet, value}] += n * times
				}
			}
		}
	})
}

const (
	addToFacet = " ON CONFLICT (list, token, facet, value) DO UPDATE SET n = n + excluded.n"
	dropFacet  = "DELETE FROM facet WHERE list = ? AND token = ? AND facet = ? AND value = ? AND n = 0"
)

// putFacets adds what waits to the table facet, in the order of its keys.
func (w *writing) putFacets(ctx context.Context) error {
	rows := &inserts{tx: w.transaction, into: "facet (list, token, facet, value, n)", then: addToFacet}
	keys := slices.SortedFunc(maps.Keys(w.facets), facetKey.compare)
	for _, k := range keys {
		if n := w.facets[k]; n != 0 {
			if err := rows.add(ctx, k.list, k.token, string(k.facet), k.value, n); err != nil {
				return err
			}
		}
	}
	if err := rows.flush(ctx); err != nil {
		return err
	}
	for _, k := range keys {
		if w.facets[k] < 0 {
			if err := w.exec(ctx, dropFacet, k.list, k.token, string(k.facet), k.value); err != nil {
				return err
			}
		}
	}
	clear(w.facets)
	return nil
}
