package mongodb

import (
	"cmp"
	"context"
	"slices"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/relay"
	"viewline/store"
)

// spot is the place of an entry, which is known before its document is read.
type spot struct {
	spotKey
	date   string
	strong bool
}

// spotKey identifies an entry among all.
type spotKey struct{ collection, owner, place string }

// spots finds, for each of ws, the first entries of a page, at most limit, in the order of
// the scan. A source without dates stands last among the sources: it is read only for pages
// that reach so far. See [each] for the number of commands for one source.
func (s *Store) spots(ctx context.Context, sources []source, ws []wanted, q relay.Query, limit int) ([][]spot, error) {
	found := make([][]spot, len(ws))
	for _, src := range sources {
		var asked []int // the indexes in ws of what the source is asked for
		var pipelines []pipeline
		for i, w := range ws {
			if w.has(src) && (src.date != "" || reachesUndated(q, found[i], limit)) {
				asked, pipelines = append(asked, i), append(pipelines, src.places(w, q, limit))
			}
		}
		lists, err := each[entryRow](ctx, src.collection, pipelines)
		if err != nil {
			return nil, err
		}
		for j, rows := range lists {
			i := asked[j]
			for _, r := range rows {
				found[i] = append(found[i], r.spot(src, ws[i]))
			}
		}
	}
	for i, spots := range found {
		slices.SortStableFunc(spots, inOrder(q))
		found[i] = spots[:min(limit, len(spots))]
	}
	return found, nil
}

// reachesUndated reports whether entries without a date can be on a page. Found has the
// page's entries with a date.
func reachesUndated(q relay.Query, found []spot, limit int) bool {
	descending, above, _, _ := q.Scan()
	if above.Sort != "" {
		return false
	}
	if !descending {
		return true
	}
	ahead := 0
	for _, f := range found {
		if f.date != "" {
			ahead++
		}
	}
	return ahead < limit
}

// inOrder compares spots by the order in which a page is read: dates and owners
// in the direction of the scan, places of one owner as the list has them.
func inOrder(q relay.Query) func(a, b spot) int {
	descending, _, _, _ := q.Scan()
	return func(a, b spot) int {
		if c := cmp.Or(cmp.Compare(a.date, b.date), cmp.Compare(a.owner, b.owner)); c != 0 {
			return c * direction(descending)
		}
		return cmp.Compare(a.place, b.place) * direction(q.Backward)
	}
}

// places is a pipeline that finds the places of the first wanted entries of the source.
func (src source) places(w wanted, q relay.Query, limit int) pipeline {
	kept := order(1, "entries.place", "entries.date", "entries.owner")
	if len(w.judged) > 0 {
		kept = append(kept, bson.E{Key: "entries.tokens", Value: 1})
	}
	p := w.pipeline(src, q)
	p.stages = append(p.stages, bson.M{"$limit": limit}, bson.M{"$project": kept})
	return p
}

// entryRow is a result of [source.places].
type entryRow struct {
	Entry entryDocument `bson:"entries"`
}

func (r entryRow) spot(src source, w wanted) spot {
	at := spotKey{src.Name(), r.Entry.Owner, r.Entry.Place}
	return spot{at, r.Entry.Date, hasAll(r.Entry.Tokens, w.judged)}
}

// hasAll reports whether the list has all the tokens. It is false where there are no
// tokens.
func hasAll(list []string, tokens []store.Token) bool {
	for _, t := range tokens {
		if !t.In(list) {
			return false
		}
	}
	return len(tokens) > 0
}
