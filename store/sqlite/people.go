package sqlite

import (
	"context"
	"database/sql"

	"go.mongodb.org/mongo-driver/v2/bson"

	"viewline/page"
	"viewline/store"
	"viewline/timeline"
)

// People implements [store.Reader]. Of several people with a spelling the
// nearest is found: by its very slug, by a spelling of the slug, by name, by
// alias; of equals the first slug.
func (s *Store) People(ctx context.Context, names []string) ([]*timeline.Person, error) {
	const query = `SELECT wanted.key, person.doc FROM json_each(?) AS wanted CROSS JOIN person ON person.slug = (
	SELECT slug FROM person_name WHERE name = wanted.value ->> 0
	ORDER BY slug <> wanted.value ->> 1, rank, slug LIMIT 1)`
	wanted := make([][2]string, len(names))
	for i, name := range names {
		wanted[i] = [2]string{timeline.Fold(name), name}
	}
	people := make([]*timeline.Person, len(names))
	err := each(ctx, s.reader.query, query, []any{list(wanted)}, func(scan scanFunc) error {
		var i int
		var doc sql.RawBytes
		if err := scan(&i, &doc); err != nil {
			return err
		}
		people[i] = new(timeline.Person)
		return bson.Unmarshal(doc, people[i])
	})
	return people, s.wrap(err, "read people")
}

// ListPeople implements [store.Reader].
func (s *Store) ListPeople(ctx context.Context, q page.Query) (page.Page[*timeline.Person], error) {
	w := &where{}
	order, limit := w.scan(q, "name", "slug")
	found, err := documents[timeline.Person](ctx, s.reader.query, "SELECT doc FROM person"+w.String()+order+" LIMIT ?", append(w.args, limit)...)
	return page.Of(q, found), s.wrap(err, "list people")
}

// Papers implements [store.Reader].
func (s *Store) Papers(ctx context.Context, slugs []string) ([]*timeline.Paper, error) {
	const query = "SELECT doc FROM paper WHERE slug IN (SELECT value FROM json_each(?))"
	found, err := documents[timeline.Paper](ctx, s.reader.query, query, list(slugs))
	return store.Align(slugs, found, func(p *timeline.Paper) string { return p.Slug }), s.wrap(err, "read papers")
}
