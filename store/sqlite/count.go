package sqlite

import (
	"context"

	"viewline/store"
)

// The statements that count entries. Without bounds on dates, the index of tokens is
// enough.
const (
	countTokens = `SELECT wanted.key, (SELECT count(*) FROM token WHERE token MATCH wanted.value)
	FROM json_each(?) AS wanted`
	countDated = `SELECT wanted.key, (
	SELECT count(*) FROM ` + tokensOfEntries + `
	WHERE token MATCH wanted.value AND ` + inSpan + `)
	FROM json_each(?1) AS wanted`
	countOwners = `SELECT wanted.key, count(*), ifnull(sum(head.recommended), 0)
	FROM json_each(?1) AS wanted CROSS JOIN entries AS head ON head.id IN (
	SELECT entries.head FROM ` + tokensOfEntries + `
	WHERE token MATCH wanted.value AND entries.source = 'appearance' AND ` + inSpan + `)
	GROUP BY wanted.key`
	inSpan = `token.rowid >= max(?2, ?7 - (SELECT longest FROM meta WHERE id = 1)) AND token.rowid < ?3
	AND entries.latest >= ?4 AND entries.latest <= ?8 AND entries.earliest >= ?5 AND entries.earliest <= ?6`
)

func (s span) args() []any {
	return []any{s.from, s.to, s.LatestFrom, s.EarliestFrom, s.EarliestTo, s.since, s.LatestTo}
}

// countEntries counts the entries for each of several expressions of FTS5.
func (s *Store) countEntries(ctx context.Context, expressions []string, within span) ([]int, error) {
	ctx, end := s.pinned(ctx)
	defer end()
	expressions, err := s.spelled(ctx, expressions)
	if err != nil {
		return nil, err
	}
	query, args := countTokens, []any{list(expressions)}
	if !within.isZero() {
		query, args = countDated, append(args, within.args()...)
	}
	counts := make([]int, len(expressions))
	err = each(ctx, s.query, query, args, func(scan scanFunc) error {
		var i, n int
		err := scan(&i, &n)
		counts[i] = n
		return err
	})
	return counts, err
}

// countFound counts the appearances that pass each of several filters with words or topics.
// The filters have the same dates.
func (s *Store) countFound(ctx context.Context, filters []store.AppearanceFilter) ([]store.Count, error) {
	if len(filters) == 0 {
		return nil, nil
	}
	expressions, counts := make([]string, len(filters)), make([]store.Count, len(filters))
	for i, f := range filters {
		expressions[i] = all(f.Tokens(), f.Choices()...)
	}
	args := append([]any{list(expressions)}, spanOf(filters[0].Bounds()).args()...)
	err := each(ctx, s.query, countOwners, args, func(scan scanFunc) error {
		var i int
		var n store.Count
		err := scan(&i, &n.Appearances, &n.Recommendations)
		counts[i] = n
		return err
	})
	return counts, err
}
