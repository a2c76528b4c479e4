package sqlite

import (
	"context"
	"database/sql"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/page"
	"viewline/timeline"
)

// named finds people or topics by a spelling. Of several with the spelling the
// nearest is found: by its very slug, by a spelling of the slug, by name, by
// alias; of equals the first slug.
func named[T any](ctx context.Context, query queryFunc, table string, names []string) ([]*T, error) {
	text := "SELECT wanted.key, " + table + ".doc FROM json_each(?) AS wanted CROSS JOIN " + table + " ON " + table + ".slug = (" + `
	SELECT slug FROM ` + table + `_name WHERE name = wanted.value ->> 0
	ORDER BY slug <> wanted.value ->> 1, rank, slug LIMIT 1)`
	wanted := make([][2]string, len(names))
	for i, name := range names {
		wanted[i] = [2]string{timeline.Fold(name), name}
	}
	found := make([]*T, len(names))
	err := each(ctx, query, text, []any{list(wanted)}, func(scan scanFunc) error {
		var i int
		var doc sql.RawBytes
		if err := scan(&i, &doc); err != nil {
			return err
		}
		found[i] = new(T)
		return bson.Unmarshal(doc, found[i])
	})
	return found, err
}

// Topics implements [store.Reader].
func (s *Store) Topics(ctx context.Context, names []string) ([]*timeline.Topic, error) {
	topics, err := named[timeline.Topic](ctx, s.reader.query, "topic", names)
	return topics, s.wrap(err, "read topics")
}

// ListTopics implements [store.Reader].
func (s *Store) ListTopics(ctx context.Context, q page.Query) (page.Page[*timeline.Topic], error) {
	w := &where{}
	order, limit := w.scan(q, "name", "slug")
	topics, err := documents[timeline.Topic](ctx, s.reader.query, "SELECT doc FROM topic"+w.String()+order+" LIMIT ?", append(w.args, limit)...)
	return page.Of(q, topics), s.wrap(err, "list topics")
}
