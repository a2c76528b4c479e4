package sqlite

import (
	"context"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

// named finds people or topics by spellings of their names. Where several have the
// spelling, it finds the nearest: first by the slug itself, then by a spelling of the slug,
// by name, and by alias. Among equals it finds the one with the first slug.
func named[T any](ctx context.Context, s *Store, table string, names []string) ([]*T, error) {
	text := "SELECT wanted.key, " + document(table, "slug") + " FROM json_each(?) AS wanted CROSS JOIN " + table + " ON " + table + ".slug = (" + `
	SELECT slug FROM ` + table + `_name WHERE name = wanted.value ->> 0
	ORDER BY slug <> wanted.value ->> 1, rank, slug LIMIT 1)`
	wanted := make([][2]string, len(names))
	for i, name := range names {
		wanted[i] = [2]string{timeline.Fold(name), name}
	}
	return pickingOne[T](ctx, s, table, len(names), text, list(wanted))
}

// Topics implements [store.Reader].
func (s *Store) Topics(ctx context.Context, names []string) ([]*timeline.Topic, error) {
	found, err := named[timeline.Topic](ctx, s, topics, names)
	return found, s.wrap(err, "read topics")
}

// ListTopics implements [store.Reader].
func (s *Store) ListTopics(ctx context.Context, by store.TopicOrder, q relay.Query) (relay.Page[*timeline.Topic], error) {
	if by != store.TopicsByName {
		p, err := rankedPage[timeline.Topic](ctx, s, topics, string(by), "", q)
		return p, s.wrap(err, "list %s", by)
	}
	w := &where{}
	order, limit := w.scan(q, "sort", "slug")
	text := "SELECT " + document("topic", "slug") + " FROM topic" + w.String() + order + " LIMIT ?"
	found, err := picking[timeline.Topic](ctx, s, topics, text, append(w.args, limit)...)
	return relay.Of(q, found), s.wrap(err, "list topics")
}
