package sqlite

import (
	"context"
	"strings"

	"viewline/store"
)

// The statements that read what an import has counted: all values, or the most frequent.
const (
	countedFacets = `SELECT wanted.key, found.value, found.n FROM json_each(?1) AS wanted CROSS JOIN facet AS found
	WHERE found.list = ?2 AND found.token = wanted.value AND found.facet = ?3`
	frequentFacets = countedFacets + ` AND found.value IN (
	SELECT value FROM facet WHERE list = ?2 AND token = wanted.value AND facet = ?3 ORDER BY n DESC, value LIMIT ?4)`
)

// The statements that count what matches expressions of FTS5: the entries of appearances
// and viewpoints, or the appearances that have them.
const (
	facetsOfEntries = `SELECT wanted.key, {value}, count(*) FROM json_each(?1) AS wanted CROSS JOIN ` + tokensOfEntries + `{topics}
	WHERE token MATCH wanted.value AND (entries.source = 'appearance' OR entries.source = 'post' AND ` + placeOfToken + ` <> '` + store.PlaceOfPost + `')
	AND ` + inSpan + ` GROUP BY 1, 2`
	facetsOfOwners = `WITH listed AS MATERIALIZED (SELECT DISTINCT wanted.key AS key, entries.head AS head
	FROM json_each(?1) AS wanted CROSS JOIN ` + tokensOfEntries + `
	WHERE token MATCH wanted.value AND entries.source = 'appearance' AND entries.recommended >= ?9 AND ` + inSpan + `)
	SELECT listed.key, {value}, count(*) FROM listed CROSS JOIN entries ON entries.id = listed.head{topics} GROUP BY 1, 2`
)

// byDays is a facet of all appearances and all viewpoints, by which they are counted for
// filters that have dates alone: from the earliest to the latest day that they can have been
// on, as in "2025-11-26 2025-11-28"; empty without a date.
const byDays store.Facet = "days"

// countedWithin reads how many items the import has counted within bounds, by year.
const countedWithin = `SELECT 0, substr(value, 1, 4) AS year, sum(n) FROM facet
	WHERE list = ?1 AND token = '' AND facet = '` + string(byDays) + `' AND value >= ?2 AND substr(value, 1, 10) <= ?3
	AND substr(value, 12) BETWEEN ?4 AND ?5 GROUP BY year`

// The values of facets in these statements.
var facetValues = map[store.Facet]string{
	store.ByYear: "substr(entries.earliest, 1, 4)", store.ByKind: "entries.kind", store.OfPerson: "entries.person",
}

// Where the topics of an entry are, and those of an appearance.
const (
	topicsOfEntry = " CROSS JOIN json_each(entries.topics -> (" + inRow + ")) AS topic"
	topicsOfOwner = " CROSS JOIN said AS topic ON topic.source = 'appearance' AND topic.owner = entries.owner"
)

// counting is a facet's statement.
func counting(text string, by store.Facet, topics, topic string) string {
	value := facetValues[by]
	if by == store.OfTopic {
		value = topic
	} else {
		topics = ""
	}
	return strings.NewReplacer("{value}", value, "{topics}", topics).Replace(text)
}

// tallies sends a statement whose rows are the index of a list, a value and a number.
func (s *Store) tallies(ctx context.Context, lists int, q store.FacetQuery, text string, args ...any) ([][]store.Tally, error) {
	all := make([][]store.Tally, lists)
	err := each(ctx, s.query, text, args, func(scan scanFunc) error {
		var i int
		var t store.Tally
		err := scan(&i, &t.Value, &t.N)
		if t.Value != "" || q.By == store.ByYear {
			all[i] = append(all[i], t)
		}
		return err
	})
	for i := range all {
		all[i] = q.Sorted(all[i])
	}
	return all, err
}

// counted reads what an import has counted of the lists of some tokens.
func (s *Store) counted(ctx context.Context, of string, tokens []string, q store.FacetQuery) ([][]store.Tally, error) {
	text, args := countedFacets, []any{list(tokens), of, string(q.By)}
	if q.Cuts() {
		text, args = frequentFacets, append(args, q.Limit)
	}
	return s.tallies(ctx, len(tokens), q, text, args...)
}

// countedWithin reads how many items of a list the import has counted within bounds, by year.
func (s *Store) countedWithin(ctx context.Context, of string, b store.Bounds) ([]store.Tally, error) {
	q := store.FacetQuery{By: store.ByYear}
	years, err := s.tallies(ctx, 1, q, countedWithin, of, b.EarliestFrom, b.EarliestTo, b.LatestFrom, b.LatestTo)
	return first(years), err
}

// AppearanceFacets implements [store.Reader].
func (s *Store) AppearanceFacets(ctx context.Context, f store.AppearanceFilter, q store.FacetQuery) ([]store.Tally, error) {
	all, err := s.appearanceFacets(ctx, []store.AppearanceFilter{f}, q)
	return first(all), s.wrap(err, "count appearances by %s", q.By)
}

// AppearanceFacetsByPerson implements [store.Reader], in one statement.
func (s *Store) AppearanceFacetsByPerson(ctx context.Context, slugs []string, f store.AppearanceFilter, q store.FacetQuery) ([][]store.Tally, error) {
	all, err := s.appearanceFacets(ctx, ofEach(slugs, f), q)
	return all, s.wrap(err, "count appearances by person and %s", q.By)
}

// appearanceFacets counts for several filters, which differ in the person alone.
func (s *Store) appearanceFacets(ctx context.Context, filters []store.AppearanceFilter, q store.FacetQuery) ([][]store.Tally, error) {
	if tokens, ok := tokensOf(filters, store.AppearanceFilter.Counted); ok {
		return s.counted(ctx, store.TypeAppearance, tokens, q)
	}
	if len(filters) == 1 && q.By == store.ByYear && isDates(filters[0]) {
		years, err := s.countedWithin(ctx, store.TypeAppearance, filters[0].Bounds())
		return [][]store.Tally{years}, err
	}
	expressions, recommended := make([]string, len(filters)), 0
	for i, f := range filters {
		tokens := f.Tokens()
		if !f.Searches() { // its own entry is enough
			tokens = f.OwnTokens()
		}
		if expressions[i] = all(tokens, f.Choices()...); f.Recommends {
			recommended = 1
		}
	}
	args := append([]any{list(expressions)}, spanOf(filters[0].Bounds()).args()...)
	text := counting(facetsOfOwners, q.By, topicsOfOwner, "topic.topic")
	return s.tallies(ctx, len(filters), q, text, append(args, recommended)...)
}

// ViewpointFacets implements [store.Reader].
func (s *Store) ViewpointFacets(ctx context.Context, f store.ViewpointFilter, q store.FacetQuery) ([]store.Tally, error) {
	all, err := s.viewpointFacets(ctx, []store.ViewpointFilter{f}, q)
	return first(all), s.wrap(err, "count viewpoints by %s", q.By)
}

// ViewpointFacetsBy implements [store.Reader], in one statement.
func (s *Store) ViewpointFacetsBy(ctx context.Context, by store.Dimension, slugs []string, f store.ViewpointFilter, q store.FacetQuery) ([][]store.Tally, error) {
	all, err := s.viewpointFacets(ctx, filtersBy(by, slugs, f), q)
	return all, s.wrap(err, "count viewpoints by %s and %s", by, q.By)
}

// viewpointFacets counts for several filters, which have the same dates.
func (s *Store) viewpointFacets(ctx context.Context, filters []store.ViewpointFilter, q store.FacetQuery) ([][]store.Tally, error) {
	if tokens, ok := tokensOf(filters, store.ViewpointFilter.Counted); ok {
		return s.counted(ctx, store.TypeViewpoint, tokens, q)
	}
	if len(filters) == 1 && q.By == store.ByYear && isDatesOfViewpoints(filters[0]) {
		years, err := s.countedWithin(ctx, store.TypeViewpoint, filters[0].Bounds())
		return [][]store.Tally{years}, err
	}
	expressions := make([]string, len(filters))
	for i, f := range filters {
		expressions[i] = all(f.Tokens(), f.Choices()...)
	}
	return s.entryFacets(ctx, expressions, spanOf(filters[0].Bounds()), q)
}

// HitFacets implements [store.Reader].
func (s *Store) HitFacets(ctx context.Context, f store.SearchFilter, q store.FacetQuery) ([]store.Tally, error) {
	if !f.Finds() {
		return nil, nil
	}
	found, err := s.entryFacets(ctx, []string{all(f.Tokens(), f.Choices()...)}, spanOf(f.Bounds()), q)
	return first(found), s.wrap(err, "count hits by %s", q.By)
}

// entryFacets counts the entries that match each of several expressions of FTS5.
func (s *Store) entryFacets(ctx context.Context, expressions []string, within span, q store.FacetQuery) ([][]store.Tally, error) {
	text := counting(facetsOfEntries, q.By, topicsOfEntry, "topic.value")
	return s.tallies(ctx, len(expressions), q, text, append([]any{list(expressions)}, within.args()...)...)
}

// tokensOf are the tokens of filters whose lists an import has counted. It is ok for no
// filters as well.
func tokensOf[F any](filters []F, counted func(F) (string, bool)) (tokens []string, ok bool) {
	for _, f := range filters {
		token, ok := counted(f)
		if !ok {
			return nil, false
		}
		tokens = append(tokens, token)
	}
	return tokens, true
}
