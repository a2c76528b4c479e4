package sqlite

import (
	"context"

	"viewline/store"
	"viewline/timeline"
)

// countItems counts how many appearances or viewpoints have a token, by what the import has
// counted. Each of them is counted in one year, or in none, so that the years sum up to all.
const countItems = `SELECT wanted.key, (SELECT ifnull(sum(n), 0) FROM facet WHERE list = ?2 AND token = wanted.value AND facet = '` + string(store.ByYear) + `')
	FROM json_each(?1) AS wanted`

// countedItems are the lengths of the lists of some tokens; see [store.Faceted].
func (s *Store) countedItems(ctx context.Context, of string, tokens []string) ([]int, error) {
	return s.numbers(ctx, len(tokens), countItems, list(tokens), of)
}

// countedLists are the tokens of the lists that have the appearances that pass the filter,
// each appearance in one of them. It is not ok where an import has not counted these.
func countedLists(f store.AppearanceFilter) (tokens []string, ok bool) {
	kinds := f.Kinds
	if len(kinds) < 2 {
		token, ok := f.Counted()
		return []string{token}, ok
	}
	if f.Kinds = nil; !isAll(f) {
		return nil, false
	}
	for _, kind := range distinct(kinds) {
		tokens = append(tokens, kindToken(kind))
	}
	return tokens, true
}

// isAll reports whether all appearances pass a filter.
func isAll(f store.AppearanceFilter) bool {
	token, ok := f.Counted()
	return ok && token == ""
}

// isDates reports whether the dates of a filter alone tell which appearances pass.
func isDates(f store.AppearanceFilter) bool {
	f.From, f.To, f.Within, f.Dated = timeline.PartialDate{}, timeline.PartialDate{}, store.Range{}, store.DatedOrNot
	return isAll(f)
}

// isDatesOfViewpoints is the same as isDates, for viewpoints.
func isDatesOfViewpoints(f store.ViewpointFilter) bool {
	f.From, f.To, f.Within, f.Dated = timeline.PartialDate{}, timeline.PartialDate{}, store.Range{}, store.DatedOrNot
	token, ok := f.Counted()
	return ok && token == ""
}

// countWithin is how many items of a list there are within bounds.
func (s *Store) countWithin(ctx context.Context, of string, b store.Bounds) (int, error) {
	years, err := s.countedWithin(ctx, of, b)
	n := 0
	for _, year := range years {
		n += year.N
	}
	return n, err
}

func kindToken(kind timeline.AppearanceKind) string { return string(store.ClassKind) + string(kind) }

// muchLarger is how many times as many appearances there are as those of some kinds, where
// these are few. A page of them is then found by their entries, since the index of all by date
// would be read for long to find the kinds; where there are none, to its end.
const muchLarger = 200

// fewOfKinds reports whether the filter passes only appearances of some kinds, of which there
// are few.
func (s *Store) fewOfKinds(ctx context.Context, f store.AppearanceFilter) (bool, error) {
	if len(f.Kinds) == 0 || f.Recommends || f.Person != "" || len(f.People) > 0 {
		return false, nil
	}
	tokens := []string{""}
	for _, kind := range distinct(f.Kinds) {
		tokens = append(tokens, kindToken(kind))
	}
	counts, err := s.countedItems(ctx, store.TypeAppearance, tokens)
	return err == nil && sum(counts[1:])*muchLarger <= counts[0], err
}

// numbers sends a statement whose rows are the index of a list and its number.
func (s *Store) numbers(ctx context.Context, lists int, text string, args ...any) ([]int, error) {
	all := make([]int, lists)
	err := each(ctx, s.query, text, args, func(scan scanFunc) error {
		var i, n int
		err := scan(&i, &n)
		all[i] = n
		return err
	})
	return all, err
}

// The statements that count all people and papers, and the papers that have a rank.
const (
	countAllPeople    = "SELECT 0, people FROM meta WHERE id = 1"
	countAllPapers    = "SELECT 0, papers FROM meta WHERE id = 1"
	countRankedPapers = "SELECT 0, count(*) FROM ranked WHERE list = '" + string(store.DatedPapers) + "' AND token = ?"
)

// number sends a statement with one number.
func (s *Store) number(ctx context.Context, text string, args ...any) (int, error) {
	all, err := s.numbers(ctx, 1, text, args...)
	return all[0], err
}
