package mongodb

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/relay"
	"viewline/store"
)

// spot is where an entry stands, which is known before its document is read.
type spot struct {
	spotKey
	date   string
	person string
	topics []string
	strong bool
}

// spotKey tells all entries apart.
type spotKey struct{ collection, owner, place string }

// spots finds the first entries of a page, up to the limit (0: all), in the
// order of the scan. A source without dates stands last among the sources: it
// is read only if the page reaches so far. Each source costs one command.
func (s *Store) spots(ctx context.Context, sources []source, w wanted, q relay.Query, limit int) ([]spot, error) {
	var found []spot
	for _, src := range sources {
		if !w.has(src) || src.date == "" && !reachesUndated(q, found, limit) {
			continue
		}
		more, err := src.spots(ctx, w, q, limit)
		if err != nil {
			return nil, err
		}
		found = append(found, more...)
	}
	slices.SortStableFunc(found, inOrder(q))
	if limit > 0 && len(found) > limit {
		found = found[:limit]
	}
	return found, nil
}

// reachesUndated tells whether entries without a date can be on a page of which
// those with one were found already.
func reachesUndated(q relay.Query, found []spot, limit int) bool {
	descending, above, _, _ := q.Scan()
	if above.Sort != "" {
		return false
	}
	if !descending || limit == 0 {
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

// spots reads where the first wanted entries of the source stand.
func (src source) spots(ctx context.Context, w wanted, q relay.Query, limit int) ([]spot, error) {
	stages := w.stages(src, q)
	if limit > 0 {
		stages = append(stages, bson.M{"$limit": limit})
	}
	kept := order(1, "entries.place", "entries.date", "entries.person", "entries.topics", "entries.slug")
	if len(w.judged) > 0 {
		kept = append(kept, bson.E{Key: "entries.tokens", Value: 1})
	}
	rows, err := aggregate[struct {
		Key   string        `bson:"_id"`
		Entry entryDocument `bson:"entries"`
	}](ctx, src.collection, append(stages, bson.M{"$project": kept}))
	if err != nil {
		return nil, err
	}
	found := make([]spot, len(rows))
	for i, r := range rows {
		found[i] = spot{
			spotKey{src.Name(), cmp.Or(r.Entry.Slug, r.Key), r.Entry.Place},
			r.Entry.Date, r.Entry.Person, r.Entry.Topics, hasAll(r.Entry.Tokens, w.judged),
		}
	}
	return found, nil
}

// hasAll tells whether all the tokens, and at least one, are in the list.
func hasAll(list []string, tokens []store.Token) bool {
	for _, t := range tokens {
		if !slices.ContainsFunc(list, func(have string) bool {
			return have == t.String() || t.Prefix && strings.HasPrefix(have, t.String())
		}) {
			return false
		}
	}
	return len(tokens) > 0
}
