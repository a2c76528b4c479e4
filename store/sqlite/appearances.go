package sqlite

import (
	"context"

	"viewline/relay"
	"viewline/store"
	"viewline/timeline"
)

type appearancePage = relay.Page[*timeline.Appearance]

var appearanceColumns = document("appearance", "key")

// Appearances implements [store.Reader].
func (s *Store) Appearances(ctx context.Context, keys []string) ([]*timeline.Appearance, error) {
	found, err := picking[timeline.Appearance](ctx, s, appearances, "SELECT "+appearanceColumns+" FROM appearance WHERE key IN (SELECT value FROM json_each(?))", list(keys))
	return store.Align(keys, found, func(a *timeline.Appearance) string { return a.Key }), s.wrap(err, "read appearances")
}

// Occasions implements [store.Reader].
func (s *Store) Occasions(ctx context.Context, hashes []string) ([][]*timeline.Appearance, error) {
	found, err := picking[timeline.Appearance](ctx, s, appearances, "SELECT "+appearanceColumns+" FROM appearance WHERE occasion IN (SELECT value FROM json_each(?))", list(hashes))
	return store.Group(hashes, found, (*timeline.Appearance).Occasion), s.wrap(err, "read appearances by occasion")
}

// ListAppearances implements [store.Reader].
func (s *Store) ListAppearances(ctx context.Context, f store.AppearanceFilter, q relay.Query) (appearancePage, error) {
	if f.Searches() {
		pages, err := s.appearancesFound(ctx, []store.AppearanceFilter{f}, q)
		return first(pages), s.wrap(err, "list appearances")
	}
	if few, err := s.fewOfKinds(ctx, f); err != nil {
		return appearancePage{}, s.wrap(err, "list appearances")
	} else if few {
		pages, err := s.appearancesMatching(ctx, []store.AppearanceFilter{f}, q, store.AppearanceFilter.OwnTokens)
		return first(pages), s.wrap(err, "list appearances")
	}
	w := passing(f)
	order, limit := w.scan(q, "date", "key")
	query := "SELECT " + appearanceColumns + " FROM appearance" + w.String() + order + " LIMIT ?"
	if len(f.People) > 1 { // an index has them one person after the other: documents are read once they are in order
		query = "SELECT " + document("found", "key") + " FROM appearance AS found WHERE found.rowid IN (SELECT rowid FROM appearance" +
			w.String() + order + " LIMIT ?)" + byDate(q)
	}
	found, err := picking[timeline.Appearance](ctx, s, appearances, query, append(w.args, limit)...)
	return relay.Of(q, found), s.wrap(err, "list appearances")
}

// AppearancesByPerson implements [store.Reader], in one statement that reads
// no document beyond the pages.
func (s *Store) AppearancesByPerson(ctx context.Context, slugs []string, f store.AppearanceFilter, q relay.Query) ([]appearancePage, error) {
	if f.Searches() {
		pages, err := s.appearancesFound(ctx, ofEach(slugs, f), q)
		return pages, s.wrap(err, "list appearances by person")
	}
	w := &where{}
	w.and("person = wanted.value")
	w.filter(f)
	order, limit := w.scan(q, "date", "key")
	query := "SELECT wanted.value, " + document("found", "key") + ` FROM json_each(?) AS wanted
	CROSS JOIN appearance AS found ON found.rowid IN (SELECT rowid FROM appearance` + w.String() + order + " LIMIT ?)" + byDate(q)
	args := append([]any{list(distinct(slugs))}, w.args...)
	pages, err := pickingPages[timeline.Appearance](ctx, s, appearances, q, slugs, query, append(args, limit)...)
	return pages, s.wrap(err, "list appearances by person")
}

// byDate is the ORDER BY clause by which a page of appearances is read.
func byDate(q relay.Query) string {
	descending, _, _, _ := q.Scan()
	return orderBy(descending, "found.date", "found.key")
}

// appearancesFound reads a page for each of several filters with words or topics. The
// filters have the same dates.
func (s *Store) appearancesFound(ctx context.Context, filters []store.AppearanceFilter, q relay.Query) ([]appearancePage, error) {
	return s.appearancesMatching(ctx, filters, q, store.AppearanceFilter.Tokens)
}

// appearancesMatching reads a page for each of several filters by their entries, of which one
// has the tokens.
func (s *Store) appearancesMatching(
	ctx context.Context, filters []store.AppearanceFilter, q relay.Query, tokens func(store.AppearanceFilter) []store.Token,
) ([]appearancePage, error) {
	if len(filters) == 0 {
		return nil, nil
	}
	f := finding{q: q, span: spanOf(filters[0].Bounds()), whole: true}
	for _, filter := range filters {
		f.wanted = append(f.wanted, want(all(tokens(filter), filter.Choices()...), q))
	}
	found, err := s.find(ctx, f)
	if err != nil {
		return nil, err
	}
	return pagesOf(f, found, func(e entry) (*timeline.Appearance, error) { return found.appearance(e) })
}

// ofEach are copies of a filter, one for each of the people.
func ofEach(slugs []string, f store.AppearanceFilter) []store.AppearanceFilter {
	filters := make([]store.AppearanceFilter, len(slugs))
	for i, slug := range slugs {
		f.Person = slug
		filters[i] = f
	}
	return filters
}

// CountAppearances implements [store.Reader].
func (s *Store) CountAppearances(ctx context.Context, f store.AppearanceFilter) (int, error) {
	if tokens, ok := countedLists(f); ok {
		counts, err := s.countedItems(ctx, store.TypeAppearance, tokens)
		return sum(counts), s.wrap(err, "count appearances")
	}
	if isDates(f) {
		n, err := s.countWithin(ctx, store.TypeAppearance, f.Bounds())
		return n, s.wrap(err, "count appearances")
	}
	if f.Searches() {
		n, err := s.countOwners(ctx, f)
		return n, s.wrap(err, "count appearances")
	}
	counts, err := s.count(ctx, "''", passing(f), "")
	return counts[""].Appearances, s.wrap(err, "count appearances")
}

// CountByPerson implements [store.Reader].
func (s *Store) CountByPerson(ctx context.Context, slugs []string, f store.AppearanceFilter) ([]store.Count, error) {
	if f.Searches() {
		counts, err := s.countFound(ctx, ofEach(slugs, f))
		return counts, s.wrap(err, "count appearances by person")
	}
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

// count counts the appearances that meet a condition; with a group clause, for each value
// of the column.
func (s *Store) count(ctx context.Context, column string, w *where, group string) (map[string]store.Count, error) {
	w.cut()
	query := "SELECT " + column + ", count(*), ifnull(sum(recommended), 0) FROM appearance" + w.String() + group
	counts := map[string]store.Count{}
	err := each(ctx, s.query, query, w.args, func(scan scanFunc) error {
		var by string
		var n store.Count
		err := scan(&by, &n.Appearances, &n.Recommendations)
		counts[by] = n
		return err
	})
	return counts, err
}
