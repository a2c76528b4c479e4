package sqlite

import (
	"context"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

type positionPage = relay.Page[*timeline.TopicPosition]

// The appearances in which a position has its first and its latest dated viewpoint.
const (
	firstSaid = `(SELECT owner FROM said WHERE said.person = found.person AND said.topic = found.topic AND said.date > ''
	ORDER BY said.date, said.source, said.owner LIMIT 1)`
	latestSaid = `(SELECT owner FROM said WHERE said.person = found.person AND said.topic = found.topic AND said.date > ''
	ORDER BY said.date DESC, said.source DESC, said.owner DESC LIMIT 1)`
)

// oneOfPositions are positions by their own column and the list of others: of a
// hundred others at most, whose keys are looked up.
var oneOfPositions = map[store.Dimension]string{
	store.ByPerson: "key IN (SELECT wanted.value || ' ' || other.value FROM json_each(?) AS other)",
	store.ByTopic:  "key IN (SELECT other.value || ' ' || wanted.value FROM json_each(?) AS other)",
}

// among is the condition on positions of one of the wanted.
func among(by store.Dimension, others []string) *where {
	w := &where{}
	if len(others) == 0 {
		w.and(string(by) + " = wanted.value")
	} else {
		w.and(oneOfPositions[by], list(distinct(others)))
	}
	return w
}

// PositionsBy implements [store.Reader], in two statements: for the positions, and for
// the appearances in which they begin and end.
func (s *Store) PositionsBy(
	ctx context.Context, by store.Dimension, slugs, others []string, o store.PositionOrder, q relay.Query,
) ([]positionPage, error) {
	ctx, end := s.pinned(ctx)
	defer end()
	w := among(by, others)
	order, limit := w.scan(q, string(o), "key")
	descending, _, _, _ := q.Scan()
	query := "SELECT wanted.value, found.person, found.topic, found.n, ifnull(" + firstSaid + ", ''), ifnull(" + latestSaid + `, '') FROM json_each(?) AS wanted
	CROSS JOIN position AS found ON found.rowid IN (SELECT rowid FROM position` + w.String() + order + " LIMIT ?)" +
		orderBy(descending, "found."+string(o), "found.key")
	args := append([]any{list(distinct(slugs))}, w.args...)
	var of []string
	var found []*store.Ended
	err := each(ctx, s.query, query, append(args, limit), func(scan scanFunc) error {
		var key string
		p := new(store.Ended)
		err := scan(&key, &p.PersonSlug, &p.TopicSlug, &p.Count, &p.FirstKey, &p.LatestKey)
		of, found = append(of, key), append(found, p)
		return err
	})
	if err != nil {
		return nil, s.wrap(err, "list positions by %s", by)
	}
	linked, err := store.LinkPositions(pagesBy(q, slugs, of, found), func(keys []string) ([]*timeline.Appearance, error) { return s.Appearances(ctx, keys) })
	return linked, s.wrap(err, "list positions by %s", by)
}

// CountPositionsBy implements [store.Reader], in one statement.
func (s *Store) CountPositionsBy(ctx context.Context, by store.Dimension, slugs, others []string) ([]int, error) {
	w := among(by, others)
	query := "SELECT wanted.value, (SELECT count(*) FROM position" + w.String() + ") FROM json_each(?) AS wanted"
	counts, err := countsBy(ctx, s.query, slugs, query, append(w.args, list(distinct(slugs)))...)
	return counts, s.wrap(err, "count positions by %s", by)
}
