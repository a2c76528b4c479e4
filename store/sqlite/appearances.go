package sqlite

import (
	"context"
	"slices"

	"viewline/page"
	"viewline/store"
	"viewline/timeline"
)

type appearancePage = page.Page[*timeline.Appearance]

// Appearances implements [store.Reader].
func (s *Store) Appearances(ctx context.Context, keys []string) ([]*timeline.Appearance, error) {
	const query = "SELECT doc FROM appearance WHERE key IN (SELECT value FROM json_each(?))"
	found, err := s.appearances(ctx, query, list(keys))
	return store.Align(keys, found, func(a *timeline.Appearance) string { return a.Key }), s.wrap(err, "read appearances")
}

// ListAppearances implements [store.Reader].
func (s *Store) ListAppearances(ctx context.Context, f store.AppearanceFilter, q page.Query) (appearancePage, error) {
	w := passing(f)
	order, limit := w.scan(q, "date", "key")
	found, err := s.appearances(ctx, "SELECT doc FROM appearance"+w.String()+order+" LIMIT ?", append(w.args, limit)...)
	return page.Of(q, found), s.wrap(err, "list appearances")
}

// AppearancesByPerson implements [store.Reader], in one statement that reads
// no document beyond the pages.
func (s *Store) AppearancesByPerson(ctx context.Context, slugs []string, f store.AppearanceFilter, q page.Query) ([]appearancePage, error) {
	w := &where{}
	w.and("person = wanted.slug")
	w.filter(f)
	order, limit := w.scan(q, "date", "key")
	query := `SELECT doc FROM (SELECT value AS slug FROM json_each(?)) AS wanted
	CROSS JOIN appearance AS found ON found.rowid IN (SELECT rowid FROM appearance` + w.String() + order + " LIMIT ?)" + order
	args := append([]any{list(distinct(slugs))}, w.args...)
	found, err := s.appearances(ctx, query, append(args, limit)...)
	byPerson := make(map[string][]*timeline.Appearance, len(slugs))
	for _, a := range found {
		byPerson[a.PersonSlug] = append(byPerson[a.PersonSlug], a)
	}
	pages := make(map[string]appearancePage, len(slugs))
	for _, slug := range distinct(slugs) {
		pages[slug] = page.Of(q, byPerson[slug])
	}
	aligned := make([]appearancePage, len(slugs))
	for i, slug := range slugs {
		aligned[i] = pages[slug]
	}
	return aligned, s.wrap(err, "list appearances by person")
}

func (s *Store) appearances(ctx context.Context, query string, args ...any) ([]*timeline.Appearance, error) {
	found, err := documents[timeline.Appearance](ctx, s.reader.query, query, args...)
	for _, a := range found {
		a.Link()
	}
	return found, err
}

// CountAppearances implements [store.Reader].
func (s *Store) CountAppearances(ctx context.Context, f store.AppearanceFilter) (store.Count, error) {
	counts, err := s.count(ctx, "''", passing(f), "")
	return counts[""], s.wrap(err, "count appearances")
}

// CountByPerson implements [store.Reader].
func (s *Store) CountByPerson(ctx context.Context, slugs []string, f store.AppearanceFilter) ([]store.Count, error) {
	w := &where{}
	w.and("person IN (SELECT value FROM json_each(?))", list(slugs))
	w.filter(f)
	counts, err := s.count(ctx, "person", w, " GROUP BY person")
	aligned := make([]store.Count, len(slugs))
	for i, slug := range slugs {
		aligned[i] = counts[slug]
	}
	return aligned, s.wrap(err, "count appearances by person")
}

// count counts the appearances of a condition, apart for each value of a
// column where they are grouped.
func (s *Store) count(ctx context.Context, column string, w *where, group string) (map[string]store.Count, error) {
	w.cut()
	query := "SELECT " + column + ", count(*), ifnull(sum(recommended), 0) FROM appearance" + w.String() + group
	counts := map[string]store.Count{}
	err := each(ctx, s.reader.query, query, w.args, func(scan scanFunc) error {
		var by string
		var n store.Count
		err := scan(&by, &n.Appearances, &n.Recommendations)
		counts[by] = n
		return err
	})
	return counts, err
}

func distinct(items []string) []string {
	return slices.Compact(slices.Sorted(slices.Values(items)))
}
