package sqlite

import (
	"context"

	"viewline/timeline"
)

// Neighbours implements [store.Reader], in one statement.
func (s *Store) Neighbours(ctx context.Context, of []*timeline.Appearance, next bool) ([]*timeline.Appearance, error) {
	than, order := "<", orderBy(true, "date", "key")
	if next {
		than, order = ">", orderBy(false, "date", "key")
	}
	query := "SELECT wanted.key, " + document("found", "key") + ` FROM json_each(?) AS wanted
	CROSS JOIN appearance AS found ON found.rowid = (SELECT rowid FROM appearance
	WHERE person = wanted.value ->> 0 AND (date, key) ` + than + " (wanted.value ->> 1, wanted.value ->> 2)" + order + " LIMIT 1)"
	found, err := pickingOne[timeline.Appearance](ctx, s, appearances, len(of), query, list(places(of)))
	for i, a := range found {
		if a != nil && (of[i].Earliest.IsZero() || a.Earliest.IsZero()) { // undated ones stand ahead of all others
			found[i] = nil
		}
	}
	return found, s.wrap(err, "read neighbours of appearances")
}

// places are, for each appearance, the person, and the appearance's place among the
// appearances of that person.
func places(of []*timeline.Appearance) [][]string {
	all := make([][]string, len(of))
	for i, a := range of {
		all[i] = []string{a.PersonSlug, a.Place(), a.Key}
	}
	return all
}
